"""What the rest of lexframe may ask of the truth: a small port with two implementations.

The git ledger and the memory ledger pass the same contract suite; services know only this.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

MAIN = "refs/heads/main"


@dataclass(frozen=True, slots=True)
class Author:
    """Who a commit says it is from: a body's id and the office that wrote for it."""

    body: str
    office: str = ""


@dataclass(frozen=True, slots=True)
class CommitPlan:
    """A complete commit that has not happened.

    ``changes`` maps paths to their new bytes, ``None`` removes; ``parents`` are the further
    parents a seal names, ``expected`` the tip the ref must still have (``None``: no ref yet).
    ``when`` is seconds since 1970 with ``offset`` minutes east of UTC: for display only.
    """

    ref: str
    expected: str | None
    changes: Mapping[str, bytes | None]
    message: str
    author: Author
    when: int
    offset: int = 0
    parents: tuple[str, ...] = ()
    trailers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CommitInfo:
    """One commit as read back: what history screens and recounts need."""

    id: str
    parents: tuple[str, ...]
    body: str
    when: int
    offset: int
    subject: str
    text: str = ""
    trailers: Mapping[str, str] = field(default_factory=dict)
    paths: tuple[str, ...] = ()


class Ledger(Protocol):
    """Refs, trees and blobs, read by object id; and one way to write."""

    def refs(self) -> Mapping[str, str]:
        """Return every lexframe ref (main, trays, verified tips) with its commit id."""

    def tip(self, ref: str) -> str | None:
        """Return the commit one lexframe ref stands at now, or ``None``.

        A tray whose verified copy is ahead of its branch here, or which has no branch here
        yet, stands at its verified copy: that is where its next act belongs.
        """

    def tree(self, commit: str) -> Mapping[str, str]:
        """Return path → blob id of every plain file in the tree of a commit."""

    def oddities(self, commit: str) -> tuple[str, ...]:
        """Return the paths in a commit that are no plain files (links, programs, submodules)."""

    def read(self, blobs: Sequence[str]) -> Mapping[str, bytes]:
        """Return the bytes of blobs by id. Raises :class:`Failed` naming one that is missing."""

    def history(self, tip: str, paths: Sequence[str] = ()) -> Iterator[CommitInfo]:
        """Yield commits from ``tip`` backwards, children before parents.

        ``paths`` (files or folders) keeps only commits that differ there from their first
        parent; ``CommitInfo.paths`` is that difference.
        """

    def contained(self, tip: str, commits: Sequence[str]) -> frozenset[str]:
        """Return those of ``commits`` that ``tip`` is or descends from."""

    def raw_commits(self, commits: Sequence[str]) -> Mapping[str, bytes]:
        """Return commits as raw bytes by id: what signatures are made over."""

    def perform(self, plan: CommitPlan) -> str:
        """Make the plan true and return the commit id.

        The act is in the outbox, safe against a kill, before anything else is written. Raises
        :class:`TryAgain` when the ref has moved or another lexframe holds the lock, and
        :class:`Refused` for paths or text that break the grammar, another's tray, a seal that
        differs from the trays it names, or a plan that would change nothing.
        """
