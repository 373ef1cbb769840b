"""What an act needs from outside: a ledger, a clock, chance, and who is acting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from lexframe.store.ports import Author, Ledger


@dataclass(frozen=True, slots=True)
class Acting:
    """Who this clone acts for: a body of the registry, and the office that types."""

    body: str
    office: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """Everything from outside, handed in once; services never look around for themselves.

    ``clock`` gives an aware time for display; ``draw(n)`` a number below ``n`` for new codes.
    """

    ledger: Ledger
    acting: Acting
    clock: Callable[[], datetime]
    draw: Callable[[int], int]

    def acting_as(self, body: str) -> Session:
        """Return the same session speaking for another body."""
        return replace(self, acting=Acting(body, self.acting.office if body == self.acting.body else ""))

    @property
    def author(self) -> Author:
        """The author that commits of this session carry."""
        return Author(self.acting.body, self.acting.office)

    def today(self) -> str:
        """Today's date in ISO form, for display in records."""
        return self.clock().date().isoformat()
