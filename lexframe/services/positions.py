"""Taking a position: bound to the wording, on the institute's own tray, several in one act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from lexframe.core.errors import Refused
from lexframe.core.institute import Institute
from lexframe.core.message import Message
from lexframe.core.position import Position, Reservation, Stance
from lexframe.core.stage import require
from lexframe.services.docket import Docket
from lexframe.services.plan import Plan, plan_on_tray
from lexframe.services.session import Session
from lexframe.store.paths import position_path
from lexframe.store.records import write_position


@dataclass(frozen=True, slots=True)
class Saying:
    """What an institute says of one amendment, before it is bound to a wording."""

    amendment: str
    stance: Stance
    reasons: str = ""
    lifted_if: str = ""
    reservations: tuple[Reservation, ...] = ()


def plan_positions(session: Session, docket: Docket, sayings: Sequence[Saying]) -> Plan:
    """Plan one act that records an institute's word on one or more amendments.

    Raises :class:`Refused` if the amendment is not open to positions, is stale, or the
    institute already said exactly this on this wording.
    """
    institute = _speaker(docket, session.acting.body)
    positions = [_bound(docket, institute.id, saying) for saying in sayings]
    changes = {
        position_path(docket.id, institute.id, each.amendment): write_position(each) for each in positions
    }
    says = tuple(_said(each) for each in positions)
    return plan_on_tray(session, "position", _subject(positions), changes, says)


def plan_confirm(session: Session, docket: Docket, codes: Sequence[str]) -> Plan:
    """Plan to repeat an institute's last word on the wording as it reads now."""
    return plan_positions(session, docket, [_repeated(docket, session.acting.body, code) for code in codes])


def missing(docket: Docket, code: str) -> tuple[str, ...]:
    """Institutes of the electorate that have no position on an amendment."""
    held = docket.round_of(code)
    electorate = held.electorate if held else docket.registry.active
    return tuple(each for each in electorate if each not in docket.positions.get(code, {}))


def _speaker(docket: Docket, name: str) -> Institute:
    body = docket.registry.body(name)
    if isinstance(body, Institute):
        return body
    raise Refused(
        Message("{body} takes no positions: only institutes do.", body=name),
        Message("Act for an institute with --as."),
    )


def _bound(docket: Docket, institute: str, saying: Saying) -> Position:
    code = docket.amendment(saying.amendment).code
    require("position", docket.stages[code], code)
    wording = docket.wording(code)
    if wording is None:
        raise Refused(
            Message("Amendment {code} is stale: it no longer fits the text as it is.", code=code),
            Message("Its proposer must revise it first; see “lexframe amendment show {code}”.", code=code),
        )
    _check_units(saying.reservations, wording, code)
    return Position(
        institute,
        docket.id,
        code,
        saying.stance,
        wording,
        saying.reasons,
        saying.lifted_if,
        saying.reservations,
    )


def _check_units(reservations: Sequence[Reservation], wording: Mapping[str, str], code: str) -> None:
    for reservation in reservations:
        if reservation.unit and reservation.unit not in wording:
            raise Refused(
                Message("Amendment {code} does not change {unit}.", code=code, unit=reservation.unit),
                Message("It changes: {units}.", units=", ".join(wording)),
            )


def _repeated(docket: Docket, institute: str, name: str) -> Saying:
    code = docket.amendment(name).code
    position = docket.positions.get(code, {}).get(institute)
    if position is None:
        raise Refused(
            Message("{institute} has no position on {code} to confirm.", institute=institute, code=code),
            Message("Record one with “lexframe position set {code} STANCE”.", code=code),
        )
    wording = docket.wording(code) or {}
    kept = tuple(each if each.unit in wording else replace(each, unit="") for each in position.reservations)
    return Saying(code, position.stance, position.reasons, position.lifted_if, kept)


def _subject(positions: Sequence[Position]) -> str:
    return " ".join(f"{each.amendment} {each.stance}" for each in positions)


def _said(position: Position) -> Message:
    return Message(
        "{institute} on {code}: {stance}.",
        institute=position.institute,
        code=position.amendment,
        stance=STANCE_WORDS[position.stance],
    )


STANCE_WORDS: Mapping[Stance, Message] = {
    Stance.SUPPORT: Message("in favour"),
    Stance.SUPPORT_WITH_RESERVATION: Message("in favour with reservation"),
    Stance.ABSTAIN: Message("abstains"),
    Stance.OBJECT: Message("objects"),
    Stance.RECUSE: Message("recuses itself"),
}
