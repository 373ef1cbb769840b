"""Rounds of consultation: opened, extended, closed and read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from lexframe.cli.desk import Desk
from lexframe.cli.options import Word, noun, reads, writes
from lexframe.cli.records import sealed_first
from lexframe.cli.speech import N_, argument, option
from lexframe.core.message import Message
from lexframe.core.round import ASSEMBLY, PROCEDURES, SILENCE, WRITTEN

if TYPE_CHECKING:
    from lexframe.services.docket import Docket

round_ = noun("round", N_("Open, extend and close rounds of consultation."))

PROCEDURE_WORDS = {
    WRITTEN: Message("written procedure"),
    ASSEMBLY: Message("assembly"),
    SILENCE: Message("silence procedure"),
}


@writes(round_, "open", N_("Open a round (secretariat): who votes is frozen now."))
@argument("codes", N_("AMENDMENT"), N_("What is asked about; everything open if none is named."), nargs=-1)
@option("--closes", metavar=N_("DATE"), required=True, help=N_("When it closes: 2026-11-30."))
@option("--name", metavar="R1", default="", help=N_("Its name; the next number if not given."))
@option("--title", metavar=N_("TEXT"), default="", help=N_("What it is called."))
@option(
    "--rule",
    metavar=N_("RULE"),
    default="",
    help=N_("The rule it is counted under; the workspace's own if not given."),
)
@option(
    "--procedure",
    type=Word(PROCEDURES),
    metavar="|".join(PROCEDURES),
    default=WRITTEN,
    help=N_("How positions are asked for."),
)
@click.pass_obj
def open_(
    desk: Desk, codes: Sequence[str], closes: str, name: str, title: str, rule: str, procedure: str
) -> None:
    """Plan and record the opening."""
    from lexframe.services.rounds import plan_open_round

    docket = desk.docket()
    chosen = (name or _next(docket)).upper()
    desk.record(
        lambda: plan_open_round(
            desk.session,
            desk.docket(),
            chosen,
            title=title or chosen,
            closes=closes,
            amendments=codes,
            rule=rule,
            procedure=procedure,
        )
    )


@writes(round_, "extend", N_("Let a round close later (secretariat)."))
@argument("name", N_("ROUND"), N_("Its name: R1."))
@option("--closes", metavar=N_("DATE"), required=True, help=N_("The new date."))
@option("--reason", metavar=N_("TEXT"), default="", help=N_("Why; it is recorded."))
@click.pass_obj
def extend(desk: Desk, name: str, closes: str, reason: str) -> None:
    """Plan and record the extension."""
    from lexframe.services.rounds import plan_extend_round

    desk.record(lambda: plan_extend_round(desk.session, desk.docket(), name, closes, reason))


@writes(round_, "close", N_("Close a round (secretariat): seal what stands, and count that from now on."))
@argument("name", N_("ROUND"), N_("Its name: R1."))
@click.pass_obj
def close(desk: Desk, name: str) -> None:
    """Seal if anything moved, then record the close."""
    from lexframe.services.rounds import plan_close_round

    plan_close_round(desk.session, desk.docket(), name)  # refuses before anything is sealed for it
    desk.record(lambda: sealed_first(desk), lambda: plan_close_round(desk.session, desk.docket(), name))


@reads(round_, "list", N_("List rounds."))
@click.pass_obj
def listed(desk: Desk) -> None:
    """Write one row a round."""
    from lexframe.cli.pages import hour
    from lexframe.cli.shapes import round_shape

    docket = desk.docket()
    if desk.as_json:
        desk.emit(
            "rounds",
            {"framework": docket.id, "rounds": [round_shape(each) for each in docket.rounds.values()]},
        )
        return
    headers = [
        Message("Round"),
        Message("State"),
        Message("Closes"),
        Message("Rule"),
        Message("Amendments"),
        Message("Title"),
    ]
    rows = [
        (
            each.id,
            Message("open") if each.is_open else Message("closed"),
            hour(each.closes),
            each.rule,
            len(each.amendments),
            each.title,
        )
        for each in docket.rounds.values()
    ]
    desk.table(headers, rows)


@reads(round_, "show", N_("Show one round: who is asked, about what, and who is missing."))
@argument("name", N_("ROUND"), N_("Its name: R1."))
@click.pass_obj
def show(desk: Desk, name: str) -> None:
    """Write everything about a round."""
    from lexframe.cli.pages import amendment_rows, hour, overdue
    from lexframe.cli.shapes import round_shape
    from lexframe.services.positions import missing

    docket = desk.docket()
    held = docket.round(name)
    lacking = {code: missing(docket, code) for code in held.amendments}
    if desk.as_json:
        desk.emit(
            "round",
            {
                "framework": docket.id,
                **round_shape(held),
                "missing": {code: list(who) for code, who in lacking.items()},
            },
        )
        return
    desk.line(f"{held.id}  {held.title}")
    state = (
        Message("Open until {closes}.", closes=hour(held.closes))
        if held.is_open
        else Message("Closed; it counts what commit {commit} holds.", commit=held.counted[:12])
    )
    desk.line(state)
    desk.lines(overdue(desk, docket, held))
    procedure = PROCEDURE_WORDS.get(held.procedure, Message("{word}", word=held.procedure))
    desk.line(
        Message(
            "Rule {rule}, {procedure}, {n} institute votes.",
            "Rule {rule}, {procedure}, {n} institutes vote.",
            rule=held.rule,
            procedure=procedure,
            n=len(held.electorate),
        )
    )
    absent = [each for each in held.electorate if any(each in who for who in lacking.values())]
    if absent and held.is_open:
        desk.line(Message("Not complete yet: {who}.", who=", ".join(absent)))
    desk.line()
    desk.table(
        *amendment_rows(
            docket, [docket.amendments[code] for code in held.amendments if code in docket.amendments]
        )
    )


def _next(docket: Docket) -> str:
    numbers = [int(each[1:]) for each in docket.rounds if each[1:].isdigit()]
    return f"R{max(numbers, default=0) + 1}"
