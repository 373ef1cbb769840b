"""A window in which positions are asked for, folded from the register's entries about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from lexframe.core.register import Entry, RoundClosed, RoundExtended, RoundOpened

WRITTEN, ASSEMBLY, SILENCE = "written", "assembly", "silence"
PROCEDURES = (WRITTEN, ASSEMBLY, SILENCE)


@dataclass(frozen=True, slots=True)
class Round:
    """``electorate`` is frozen at opening; ``counted`` names the commit the close counted."""

    id: str
    title: str
    rule: str
    procedure: str
    amendments: tuple[str, ...]
    electorate: tuple[str, ...]
    closes: str
    counted: str = ""

    @property
    def is_open(self) -> bool:
        """A round is open until an entry closes it, whatever the clocks say."""
        return not self.counted


def fold_rounds(entries: Iterable[Entry]) -> dict[str, Round]:
    """Return every round by id, in the order they were opened."""
    rounds: dict[str, Round] = {}
    for entry in entries:
        match entry.act:
            case RoundOpened() as act:
                rounds[act.round] = Round(
                    act.round,
                    act.title,
                    act.rule,
                    act.procedure,
                    act.amendments,
                    act.electorate,
                    act.closes,
                )
            case RoundExtended() as act if act.round in rounds:
                rounds[act.round] = replace(rounds[act.round], closes=act.closes)
            case RoundClosed() as act if act.round in rounds:
                rounds[act.round] = replace(rounds[act.round], counted=act.counted)
    return rounds
