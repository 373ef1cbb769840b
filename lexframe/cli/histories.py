"""Who did what, when and why; and the proof that the figures are right: every decision counted again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from lexframe.cli.desk import Desk
from lexframe.cli.options import alone
from lexframe.cli.pages import unreadable_lines
from lexframe.cli.shapes import errors_shape
from lexframe.cli.speech import N_, argument, option
from lexframe.core.message import Message

if TYPE_CHECKING:
    from lexframe.services.histories import Event
    from lexframe.services.recounts import Recount


@alone("log", N_("Show who did what, when and why, newest first."), acts=False)
@argument(
    "name",
    N_("NAME"),
    N_("An amendment (its code or #number), an article or an institute; everything if none is named."),
    required=False,
)
@option("-n", "--limit", metavar=N_("NUMBER"), default=0, type=int, help=N_("At most so many."))
@option("--reasons", is_flag=True, help=N_("With the reasons."))
@click.pass_obj
def log(desk: Desk, name: str | None, limit: int, reasons: bool) -> None:
    """Write one row an act."""
    from lexframe.services.histories import history, paths_of

    paths = paths_of(desk.docket(), _named(desk, name)) if name else ()
    events = history(desk.session.ledger, paths, max(limit, 0))
    if desk.as_json:
        desk.emit("log", {"name": name, "events": [_shape(each) for each in events]})
    elif reasons:
        _tell(desk, events)
    else:
        headers = [Message("When"), Message("Who"), Message("Commit"), Message("What")]
        rows = [
            (f"{each.when:%Y-%m-%d %H:%M}", each.body, each.commit[:12], _what(desk, each)) for each in events
        ]
        desk.table(headers, rows)


@alone(
    "verify",
    N_("Count every decision again, and check every adopted article against its digest."),
    acts=False,
)
@click.pass_obj
def verify(desk: Desk) -> int:
    """Recount; the exit code is 1 when a figure differs or a record cannot be read."""
    from lexframe.services.recounts import recount
    from lexframe.services.standings import standing

    stand = standing(desk.session.ledger, desk.framework)
    found = [(docket.id, each) for docket in stand.dockets for each in recount(docket)]
    unreadable = [*stand.broken, *(each for docket in stand.dockets for each in docket.unreadable)]
    differing = [each for _, each in found if not each.agrees]
    wrong = bool(differing or stand.astray or unreadable)
    if desk.as_json:
        shape = {
            "frameworks": [docket.id for docket in stand.dockets],
            "revision": stand.tip,
            "signed": False,
            "agrees": not wrong,
            "recounts": [_recount_shape(desk, framework, each) for framework, each in found],
            "astray": list(stand.astray),
            "unreadable": errors_shape(desk, unreadable),
        }
        desk.emit("verify", shape)
        return 1 if wrong else 0
    desk.line(
        Message(
            "{n} figure counted again, {agree} agree.",
            "{n} figures counted again, {agree} agree.",
            n=len(found),
            agree=len(found) - len(differing),
        )
    )
    for each in differing:
        what = each.difference or Message("It differs.")
        desk.line(Message("{entry}, {subject}: {what}", entry=each.entry, subject=each.subject, what=what))
    desk.lines(Message("It lies where it does not belong: {path}", path=each) for each in stand.astray)
    desk.lines(unreadable_lines(desk, unreadable))
    desk.line(Message("Unsigned workspace: the figures can be checked, who recorded them cannot."))
    return 1 if wrong else 0


def _recount_shape(desk: Desk, framework: str, made: Recount) -> dict[str, object]:
    return {
        "framework": framework,
        "entry": made.entry,
        "subject": made.subject,
        "recorded": made.recorded,
        "agrees": made.agrees,
        "difference": desk.say(made.difference) if made.difference else None,
    }


def _tell(desk: Desk, events: Sequence[Event]) -> None:
    from lexframe.locale.forms import moment

    for each in events:
        desk.line(
            Message(
                "{when}, {who} {what}",
                when=moment(each.when, desk.language),
                who=each.body,
                what=_what(desk, each),
            )
        )
        if each.why:
            desk.lines(f"    {line}" for line in each.why.splitlines())


def _named(desk: Desk, name: str) -> str:
    from lexframe.services.naming import target

    return name if name in desk.registry.by_id else target(desk.docket(), name)


def _what(desk: Desk, event: Event) -> str:
    """Say an act; its commit keeps stances and outcomes as the codes they are recorded under."""
    known = _codes(event.act)
    words = [desk.say(known.get(word, word)) for word in event.subject.split(" ")]
    return f"{desk.say(event.words)} {' '.join(words)}".strip()


def _codes(act: str) -> Mapping[str, Message]:
    from lexframe.core.stage import STAGE_WORDS
    from lexframe.services.positions import STANCE_WORDS

    if act == "position":
        return {stance.value: words for stance, words in STANCE_WORDS.items()}
    return {stage.value: words for stage, words in STAGE_WORDS.items()} if act == "decide" else {}


def _shape(event: Event) -> dict[str, object]:
    return {
        "commit": event.commit,
        "when": event.when.isoformat(),
        "body": event.body,
        "act": event.act,
        "subject": event.subject,
        "why": event.why,
    }
