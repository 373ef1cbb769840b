"""Counting at the command line: the verdict, every figure with its names, what is still needed, what if."""

from __future__ import annotations

from collections.abc import Sequence

import click

from lexframe.cli.desk import Desk
from lexframe.cli.options import alone
from lexframe.cli.speech import N_, argument, option
from lexframe.core.errors import Refused
from lexframe.core.message import Message
from lexframe.core.position import Stance, stance
from lexframe.core.stage import FINAL, STAGE_WORDS
from lexframe.services.decisions import VERDICT_WORDS
from lexframe.services.docket import Docket
from lexframe.services.tallies import Count, count, figures_of

COLUMN_WORDS = {
    "favour": Message("In favour"),
    "reserved": Message("  of them with reservation"),
    "object": Message("Against"),
    "abstain": Message("Abstaining"),
    "recuse": Message("Recused"),
    "to_confirm": Message("To be confirmed"),
    "lapsed": Message("Lapsed"),
    "missing": Message("Without a position"),
}


@alone("tally", N_("Count: the verdict on each amendment and what it still needs."), acts=False)
@argument("codes", N_("AMENDMENT"), N_("Codes or numbers; everything open if none is named."), nargs=-1)
@option("--round", "held", metavar=N_("ROUND"), help=N_("The amendments of this round."))
@option("--rule", metavar=N_("RULE"), default="", help=N_("Count under this rule instead."))
@option("--at", metavar=N_("REVISION"), help=N_("Count what main held then: a day, or a commit's beginning."))
@option(
    "--what-if",
    "changes",
    metavar=N_("INSTITUTE=STANCE"),
    multiple=True,
    help=N_("Suppose this institute said that; repeatable."),
)
@click.pass_obj
def tally(
    desk: Desk, codes: Sequence[str], held: str | None, rule: str, at: str | None, changes: Sequence[str]
) -> None:
    """Count one amendment in full, or several as a table."""
    docket = desk.docket(at or "")
    supposed = dict(_supposed(docket, each) for each in changes)
    chosen = list(docket.round(held).amendments) if held else [docket.amendment(each).code for each in codes]
    chosen = chosen or list(docket.open_codes)
    counts = [count(docket, code, rule=rule, changes=supposed) for code in chosen]
    if desk.as_json:
        shapes = [count_shape(desk, docket, each) for each in counts]
        desk.emit(
            "tally",
            {
                "framework": docket.id,
                "revision": docket.tip,
                "hypothetical": bool(supposed),
                "what_if": {who: str(word) for who, word in supposed.items()},
                "counts": shapes,
            },
        )
        return
    if supposed:
        from lexframe.services.positions import STANCE_WORDS

        said = [f"{who} {desk.say(STANCE_WORDS[word])}" for who, word in supposed.items()]
        desk.line(Message("Hypothetical: {changes}.", changes=", ".join(said)))
    if len(counts) == 1:
        count_page(desk, docket, counts[0])
    elif counts:
        _table(desk, docket, counts)
    else:
        desk.line(Message("There is nothing to count."))


def count_page(desk: Desk, docket: Docket, made: Count) -> None:
    """Write one count with every figure's names."""
    desk.line(
        Message(
            "{code}: {verdict} under the rule {rule}.",
            code=made.amendment,
            verdict=VERDICT_WORDS[made.verdict.name],
            rule=made.verdict.rule,
        )
    )
    if made.provisional:
        desk.line(Message("Provisional: it is in no round, so nothing froze who votes."))
    desk.line(_needs(docket, made))
    if made.late:
        desk.line(Message("Too late for the round, kept and not counted: {who}.", who=", ".join(made.late)))
    figures = figures_of(made.verdict)
    rows = [(COLUMN_WORDS[name], len(who), " ".join(who)) for name, who in figures.items()]
    desk.table([Message("Column"), Message("Number"), Message("Institutes")], rows)
    quorum = made.verdict.figures
    desk.line(
        Message(
            "Present {present}, quorum {needed}, electorate {n}.",
            present=quorum.present,
            needed=quorum.quorum_needed,
            n=len(quorum.electorate),
        )
    )


def count_shape(desk: Desk, docket: Docket, made: Count) -> dict[str, object]:
    """Shape one count."""
    figures = made.verdict.figures
    return {
        "amendment": made.amendment,
        "number": docket.numbers.get(made.amendment),
        "verdict": made.verdict.name,
        "rule": made.verdict.rule,
        "round": made.round or None,
        "provisional": made.provisional,
        "counted": made.counted,
        "late": list(made.late),
        "figures": {name: list(who) for name, who in figures_of(made.verdict).items()},
        "electorate": list(figures.electorate),
        "present": figures.present,
        "quorum_needed": figures.quorum_needed,
        "needs": desk.say(made.sentence),
        "need": {
            "lift": list(made.need.lift),
            "favour": made.need.favour,
            "of": list(made.need.of),
            "possible": made.need.possible,
        },
    }


def _supposed(docket: Docket, change: str) -> tuple[str, Stance]:
    who, mark, word = change.partition("=")
    if not mark:
        raise Refused(
            Message("“{change}” supposes nothing.", change=change),
            Message("Write it like --what-if ISSTEG=support."),
        )
    return docket.registry.institute(who).id, stance(word.lower().replace("-", "_"))


def _table(desk: Desk, docket: Docket, counts: Sequence[Count]) -> None:
    headers = [
        Message("No."),
        Message("Amendment"),
        Message("Verdict"),
        Message("For"),
        Message("Against"),
        Message("Abst."),
        Message("Silent"),
        Message("What it needs"),
    ]
    rows = []
    for each in counts:
        figures = each.verdict.figures
        rows.append(
            (
                docket.numbers.get(each.amendment, ""),
                each.amendment,
                VERDICT_WORDS[each.verdict.name],
                len(figures.favour),
                len(figures.object),
                len(figures.abstain),
                len(figures.silent),
                _needs(docket, each),
            )
        )
    desk.table(headers, rows)
    if any(each.provisional for each in counts):
        desk.line(Message("Provisional where an amendment is in no round: nothing froze who votes."))


def _needs(docket: Docket, made: Count) -> Message:
    stage = docket.stages[made.amendment]
    if stage in FINAL:
        return Message("Decided: {stage}.", stage=STAGE_WORDS[stage])
    return made.sentence
