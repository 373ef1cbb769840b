"""Carry an amendment onto the text as it now stands: its own change alone, or the places to look at."""

from __future__ import annotations

from dataclasses import dataclass

from lexframe.text.merge import Clean, Place, merge


@dataclass(frozen=True, slots=True)
class Carried:
    """The amendment's proposal, rewritten for the current text."""

    text: str


@dataclass(frozen=True, slots=True)
class Stale:
    """The amendment and the current text changed the same words.

    In each place ``base`` is the wording that the amendment was written on, ``ours`` what it
    proposes and ``theirs`` what the text says now.
    """

    places: tuple[Place, ...]


def carry(base: str, proposed: str, current: str) -> Carried | Stale:
    """Make the change from ``base`` to ``proposed`` in ``current``; the result is that of merging them."""
    found = merge(base, proposed, current)
    return Carried(found.text) if isinstance(found, Clean) else Stale(found.places)
