"""Where an amendment stands in its life, and which acts are legal there: one table."""

from __future__ import annotations

from enum import StrEnum

from lexframe.core.errors import Refused
from lexframe.core.message import Message


class Stage(StrEnum):
    """Derived from records, never stored."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    ADMITTED = "admitted"
    INADMISSIBLE = "inadmissible"
    IN_ROUND = "in_round"
    ADOPTED = "adopted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    FALLEN = "fallen"
    SUPERSEDED = "superseded"


OPEN = frozenset({Stage.SUBMITTED, Stage.ADMITTED, Stage.IN_ROUND})
"""Stages in which a position can be taken and a later adoption carries the amendment along."""

FINAL = frozenset(
    {Stage.ADOPTED, Stage.REJECTED, Stage.WITHDRAWN, Stage.FALLEN, Stage.SUPERSEDED, Stage.INADMISSIBLE}
)

LEGAL: dict[str, frozenset[Stage]] = {
    "edit": frozenset({Stage.DRAFT, *OPEN}),
    "submit": frozenset({Stage.DRAFT}),
    "withdraw": frozenset({Stage.DRAFT, *OPEN}),
    "admit": frozenset({Stage.SUBMITTED}),
    "refuse": frozenset({Stage.SUBMITTED}),
    "open": frozenset({Stage.SUBMITTED, Stage.ADMITTED}),
    "position": OPEN,
    "decide": OPEN,
    "adopt": OPEN,
}


def require(act: str, stage: Stage, code: str) -> None:
    """Let a legal act pass. Raises :class:`Refused` that names the stage it is illegal in."""
    if stage in LEGAL[act]:
        return
    raise Refused(
        Message(
            "Amendment {code} is {stage}: that is not possible now.", code=code, stage=STAGE_WORDS[stage]
        ),
        Message("See where it stands with “lexframe amendment show {code}”.", code=code),
    )


STAGE_WORDS: dict[Stage, Message] = {
    Stage.DRAFT: Message("draft"),
    Stage.SUBMITTED: Message("submitted"),
    Stage.ADMITTED: Message("admitted"),
    Stage.INADMISSIBLE: Message("inadmissible"),
    Stage.IN_ROUND: Message("in consultation"),
    Stage.ADOPTED: Message("adopted"),
    Stage.REJECTED: Message("rejected"),
    Stage.WITHDRAWN: Message("withdrawn"),
    Stage.FALLEN: Message("fallen"),
    Stage.SUPERSEDED: Message("superseded"),
}
