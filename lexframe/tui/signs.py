"""One letter and one role for each thing an institute can have said, the same on every screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lexframe.core.message import Message
from lexframe.core.position import Hold, Position, Stance
from lexframe.services.docket import Docket
from lexframe.services.positions import STANCE_WORDS


@dataclass(frozen=True, slots=True)
class Sign:
    """A letter that means the same without colour, its role, and its words."""

    letter: str
    role: str
    words: Message


FAVOUR = Sign("F", "favour", STANCE_WORDS[Stance.SUPPORT])
RESERVED = Sign("R", "reserved", STANCE_WORDS[Stance.SUPPORT_WITH_RESERVATION])
ABSTAIN = Sign("A", "abstain", STANCE_WORDS[Stance.ABSTAIN])
OBJECT = Sign("O", "object", STANCE_WORDS[Stance.OBJECT])
RECUSE = Sign("E", "recuse", STANCE_WORDS[Stance.RECUSE])
MISSING = Sign("·", "missing", Message("no position"))
CONFIRM = Sign("?", "confirm", Message("to be confirmed"))
LAPSED = Sign("×", "confirm", Message("lapsed"))
OUTSIDE = Sign(" ", "dim", Message("does not vote"))

STANCES: Mapping[Stance, Sign] = {
    Stance.SUPPORT: FAVOUR,
    Stance.SUPPORT_WITH_RESERVATION: RESERVED,
    Stance.ABSTAIN: ABSTAIN,
    Stance.OBJECT: OBJECT,
    Stance.RECUSE: RECUSE,
}
LEGEND = (FAVOUR, RESERVED, ABSTAIN, OBJECT, RECUSE, MISSING, CONFIRM)


def sign_of(said: tuple[Position, Hold] | None) -> Sign:
    """Return the sign of a position judged against today's wording, or of none."""
    if said is None:
        return MISSING
    position, held = said
    if held is Hold.CARRIED:
        return STANCES[position.stance]
    return CONFIRM if held is Hold.TO_CONFIRM else LAPSED


def signs_on(docket: Docket, code: str) -> dict[str, Sign]:
    """Return the sign of every institute of the registry on one amendment."""
    held = docket.round_of(code)
    voters = frozenset(held.electorate if held else docket.registry.active)
    said = docket.holds(code)
    return {
        each.id: sign_of(said.get(each.id)) if each.id in voters or each.id in said else OUTSIDE
        for each in docket.registry.institutes
    }
