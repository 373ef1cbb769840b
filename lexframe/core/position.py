"""One institute's latest word on one amendment, bound to the exact wording it was given on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from lexframe.core.errors import Refused
from lexframe.core.ids import amendment_code, body_id
from lexframe.core.message import Message


class Stance(StrEnum):
    """What an institute can say. No position is not a stance, and not an abstention."""

    SUPPORT = "support"
    SUPPORT_WITH_RESERVATION = "support_with_reservation"
    ABSTAIN = "abstain"
    OBJECT = "object"
    RECUSE = "recuse"


RESERVATION_KINDS = ("substance", "scrutiny", "legal_basis", "budget", "wording", "home_consultation")


@dataclass(frozen=True, slots=True)
class Reservation:
    """A typed reservation: what is reserved, where, and what would lift it."""

    kind: str
    text: str
    lifted_if: str
    unit: str = ""

    def __post_init__(self) -> None:
        if self.kind not in RESERVATION_KINDS:
            raise _refuse(
                Message("“{kind}” is not a kind of reservation.", kind=self.kind),
                Message("Use one of: {kinds}.", kinds=", ".join(RESERVATION_KINDS)),
            )
        if not self.text.strip() or not self.lifted_if.strip():
            raise _refuse(
                Message("A reservation needs a text and a condition for lifting it."),
                Message("Say what is reserved, and what would lift it."),
            )


@dataclass(frozen=True, slots=True)
class Position:
    """Stance, wording and reasons of one institute on one amendment.

    ``wording`` maps each unit the amendment changes (stored address) to the SHA-256 of its
    proposed text at the moment the position was given.
    """

    institute: str
    framework: str
    amendment: str
    stance: Stance
    wording: Mapping[str, str] = field(default_factory=dict)
    reasons: str = ""
    lifted_if: str = ""
    reservations: tuple[Reservation, ...] = ()
    extras: tuple[tuple[str, object], ...] = ()

    def __post_init__(self) -> None:
        body_id(self.institute)
        amendment_code(self.amendment)
        if self.stance is Stance.OBJECT and not (self.reasons.strip() and self.lifted_if.strip()):
            raise _refuse(
                Message("An objection needs its reason, and what would lift it."),
                Message("Give both: --reasons TEXT --lifted-if TEXT."),
            )
        if (self.stance is Stance.SUPPORT_WITH_RESERVATION) != bool(self.reservations):
            raise _refuse(
                Message("Reservations go with “support_with_reservation”, and with no other stance."),
                Message("Add a reservation, or choose another stance."),
            )


class Hold(StrEnum):
    """Whether a position still speaks of the amendment as it reads now."""

    CARRIED = "carried"
    TO_CONFIRM = "to_confirm"
    LAPSED = "lapsed"


def hold(position: Position, wording: Mapping[str, str] | None) -> Hold:
    """Judge a position against the amendment's present wording, unit by unit.

    A position speaks of the units its reservations name, if any names one, else of all.
    ``wording`` is ``None`` when the amendment no longer applies (it is stale).
    """
    if wording is None:
        return Hold.LAPSED
    named = {reservation.unit for reservation in position.reservations if reservation.unit}
    spoken = named if named and named <= (position.wording.keys() | wording.keys()) else None
    units = spoken or (position.wording.keys() | wording.keys())
    same = all(position.wording.get(unit) == wording.get(unit) for unit in units)
    return Hold.CARRIED if same else Hold.TO_CONFIRM


def stance(text: str) -> Stance:
    """Read a stance. Raises :class:`Refused` that lists the five."""
    try:
        return Stance(text)
    except ValueError:
        raise _refuse(
            Message("“{text}” is not a stance.", text=text),
            Message("Use one of: {stances}.", stances=", ".join(Stance)),
        ) from None


def _refuse(what: Message, remedy: Message) -> Refused:
    return Refused(what, remedy)
