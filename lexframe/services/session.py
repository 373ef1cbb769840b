"""What an act needs from outside: a ledger, a clock, chance, and who is acting."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from lexframe.store.ports import Author, Ledger

if TYPE_CHECKING:
    from lexframe.index.index import Index
    from lexframe.services.plan import Step


def index_in_memory() -> Index:
    """Return an empty index that is kept nowhere: for who searches once, and for tests."""
    from lexframe.index.index import Index

    return Index.open()


class Drafts(Protocol):
    """Text being edited, kept on this computer so that a dying terminal loses nothing."""

    def keep(self, key: str, text: str) -> None:
        """Keep a text under a key, safely on disk when this returns."""

    def all(self) -> Mapping[str, str]:
        """Return every kept text by key."""

    def drop(self, key: str) -> None:
        """Forget a text that has become a record, or is no longer wanted."""


@dataclass(frozen=True, slots=True)
class Acting:
    """Who this clone acts for: a body of the registry, and the office that types."""

    body: str
    office: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """Everything from outside, handed in once; services never look around for themselves.

    ``clock`` gives an aware time for display; ``draw(n)`` a number below ``n`` for new codes.
    ``index`` opens the search index of the thread that asks; nothing of it is imported before.
    """

    ledger: Ledger
    acting: Acting
    clock: Callable[[], datetime]
    draw: Callable[[int], int]
    drafts: Drafts
    index: Callable[[], Index] = index_in_memory

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


@dataclass(frozen=True, slots=True)
class Doors:
    """What a face may ask of the world; :mod:`lexframe.wiring` fills it with the real things.

    ``open(directory, acting)`` opens a workspace (an empty ``acting`` means whoever this clone
    joined as); ``terminal(directory, acting, language)`` runs the terminal face and returns its
    exit code; ``found(directory, files, acting)`` makes a workspace with its first commit;
    ``join(directory, acting)`` remembers who this clone acts for; ``demo(directory)`` builds the
    example there; ``tour(session, folder)`` walks through the main job on it and writes its
    documents into ``folder``.
    """

    open: Callable[[Path, str], Session]
    terminal: Callable[[Path, str, str], int]
    found: Callable[[Path, Mapping[str, bytes], Acting], Session]
    join: Callable[[Path, Acting], None]
    demo: Callable[[Path], Session]
    tour: Callable[[Session, Path], Iterator[Step]]
