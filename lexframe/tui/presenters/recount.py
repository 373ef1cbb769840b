"""The recount of every decision as a page: what was counted again, and what did not come out the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lexframe.core.message import Message
from lexframe.services.docket import Docket
from lexframe.services.recounts import Recount
from lexframe.tui.rows import BLANK, Row, Run, row
from lexframe.tui.tongue import Tongue

VERDICTS = {
    "adopted": Message("can be adopted"),
    "blocked": Message("blocked"),
    "rejected": Message("not reached"),
    "waiting": Message("waiting"),
    "no_quorum": Message("no quorum"),
}


def recount_page(docket: Docket, found: Sequence[Recount], tongue: Tongue) -> tuple[Row, ...]:
    """Return the result in one sentence, then a line for each recorded figure; differences first."""
    return tuple(_rows(docket, found, tongue))


def _rows(docket: Docket, found: Sequence[Recount], tongue: Tongue) -> Iterator[Row]:
    say = tongue.say
    wrong = [each for each in found if not each.agrees]
    if not found:
        yield row(Run(say(Message("Nothing has been decided yet: there is nothing to recount.")), "dim"))
    elif wrong:
        words = Message("{n} of {all} records does not agree.", "{n} of {all} records do not agree.",
                        n=len(wrong), all=len(found))  # fmt: skip
        yield row(Run(f"✗ {say(words)}", "bad"))
    else:
        words = Message("{n} record was recounted and agrees.", "{n} records were recounted; all agree.",
                        n=len(found))  # fmt: skip
        yield row(Run(f"✓ {say(words)}", "good"))
    yield row(Run(say(Message("Counted from the records alone, as anybody with a copy can.")), "dim"))
    if docket.unreadable:
        unreadable = Message("{n} unreadable record (^N)", "{n} unreadable records (^N)",
                             n=len(docket.unreadable))  # fmt: skip
        yield row(Run(f"! {say(unreadable)}", "warn"))
    yield BLANK
    for each in (*wrong, *(each for each in found if each.agrees)):
        yield from _record(each, tongue)


def _record(each: Recount, tongue: Tongue) -> Iterator[Row]:
    sign = Run("✓ ", "good") if each.agrees else Run("✗ ", "bad")
    recorded = tongue.say(VERDICTS.get(each.recorded, each.recorded))
    yield row(
        sign, Run(f"{tongue.say(each.subject)}  ", "strong"), recorded, Run(f"  {each.entry}", "note"), hang=2
    )
    if each.difference is not None:
        yield Row((Run(tongue.say(each.difference)),), 2, 2)
