"""Admitting amendments, and opening, extending and closing the rounds they are consulted in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from lexframe.core.errors import Refused
from lexframe.core.ids import round_id
from lexframe.core.message import Message
from lexframe.core.register import Admitted, RoundClosed, RoundExtended, RoundOpened
from lexframe.core.round import PROCEDURES
from lexframe.core.stage import require
from lexframe.services.deadlines import deadline
from lexframe.services.docket import Docket
from lexframe.services.plan import Plan, plan_on_main, require_secretariat
from lexframe.services.register import entries, entry_files
from lexframe.services.session import Session


def plan_admit(
    session: Session, docket: Docket, codes: Sequence[str], *, admissible: bool = True, reason: str = ""
) -> Plan:
    """Plan to admit amendments, giving each the next number; or to refuse them with a reason."""
    require_secretariat(session, docket.registry.secretariat.id)
    if not admissible and not reason.strip():
        raise Refused(
            Message("An amendment is not declared inadmissible without a reason."),
            Message("Give it with --reason TEXT."),
        )
    number = max(docket.numbers.values(), default=0)
    acts, says = [], []
    for name in codes:
        code = docket.amendment(name).code
        require("admit", docket.stages[code], code)
        number += 1
        act = Admitted(code, number if admissible else 0, admissible)
        acts.append((act, reason))
        says.append(
            Message("{code} is admitted as amendment {number}.", code=code, number=number)
            if admissible
            else Message("{code} is declared inadmissible.", code=code)
        )
    made = entries(session, docket, acts)
    return plan_on_main(session, "admit", " ".join(codes), entry_files(docket, made), says, why=reason)


def plan_open_round(
    session: Session,
    docket: Docket,
    name: str,
    *,
    title: str,
    closes: str,
    amendments: Sequence[str] = (),
    rule: str = "",
    procedure: str = PROCEDURES[0],
) -> Plan:
    """Plan a round over the amendments named (all that are open, if none); freezes the electorate.

    ``closes`` is an ISO day, or day and hour, in the workspace's time zone. Raises :class:`Refused` for a
    name, date or procedure that no record may hold, and for a name that is taken.
    """
    require_secretariat(session, docket.registry.secretariat.id)
    round_id(name)
    _known_procedure(procedure)
    ends, closes = deadline(closes, docket.workspace.timezone), closes.replace(" ", "T")
    if name in docket.rounds:
        raise Refused(
            Message("There is a round {name} already.", name=name),
            Message("Choose the next number; a closed round is not opened again under its name."),
        )
    codes = tuple(docket.amendment(each).code for each in amendments) or docket.open_codes
    for code in codes:
        require("open", docket.stages[code], code)
    act = RoundOpened(
        name,
        title,
        docket.workspace.rule(rule).name,
        procedure,
        codes,
        docket.registry.active,
        closes,
    )
    said = Message(
        "Round {name} asks {institutes} institutes about {n} amendment until {closes}.",
        "Round {name} asks {institutes} institutes about {n} amendments until {closes}.",
        name=name,
        institutes=len(act.electorate),
        n=len(codes),
        closes=closes,
    )
    made = entries(session, docket, [(act, "")])
    says = (said, *_passed(session, ends))
    return plan_on_main(session, "round-open", name, entry_files(docket, made), says)


def plan_extend_round(session: Session, docket: Docket, name: str, closes: str, reason: str = "") -> Plan:
    """Plan a later close. Raises :class:`Refused` for a date that is none, or not later than the one set."""
    require_secretariat(session, docket.registry.secretariat.id)
    held = _open(docket, name)
    ends, closes = deadline(closes, docket.workspace.timezone), closes.replace(" ", "T")
    _require_later(docket, held, ends)
    made = entries(session, docket, [(RoundExtended(held, closes), reason)])
    said = Message("Round {name} now closes on {closes}.", name=held, closes=closes)
    says = (said, *_passed(session, ends))
    return plan_on_main(session, "round-extend", held, entry_files(docket, made), says, why=reason)


def plan_close_round(session: Session, docket: Docket, name: str) -> Plan:
    """Plan the close of a round: it counts what main holds now, so seal first.

    A position that arrives later is kept, shown as late, and never counted.
    """
    require_secretariat(session, docket.registry.secretariat.id)
    held = _open(docket, name)
    made = entries(session, docket, [(RoundClosed(held, docket.tip), "")])
    said = Message(
        "Round {name} is closed; it counts what commit {commit} holds.", name=held, commit=docket.tip[:12]
    )
    return plan_on_main(session, "round-close", held, entry_files(docket, made), (said,), counts_now=True)


def _open(docket: Docket, name: str) -> str:
    held = docket.round(name)
    if not held.is_open:
        raise Refused(
            Message("Round {name} is closed already.", name=held.id),
            Message("Open a new round if more is to be asked."),
        )
    return held.id


def _require_later(docket: Docket, name: str, ends: datetime) -> None:
    held = docket.round(name)
    try:
        ended = deadline(held.closes, docket.workspace.timezone)
    except Refused:  # a date somebody wrote into the record by hand; a real one may replace it
        return
    if ends <= ended:
        raise Refused(
            Message("Round {name} closes on {closes}, which is not earlier.", name=name, closes=held.closes),
            Message("Give a later date, or close it now with “lexframe round close {name}”.", name=name),
        )


def _known_procedure(procedure: str) -> None:
    if procedure not in PROCEDURES:
        raise Refused(
            Message("“{value}” is not possible here.", value=procedure),
            Message("Use one of: {choices}.", choices=", ".join(PROCEDURES)),
        )


def _passed(session: Session, ends: datetime) -> tuple[Message, ...]:
    """Say it when a date lies in the past: it is allowed, for records made late, but is often a slip."""
    return () if ends > session.clock() else (Message("That date has passed already."),)
