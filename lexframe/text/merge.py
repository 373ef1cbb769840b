"""Merge two versions of one passage word by word: the one right text, or the places where a person decides.

Never a guess. A change is believed where two independent aligners agree on it, and merged where at
least one untouched word, or the end of a paragraph, lies between it and any other change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lexframe.core.message import Message
from lexframe.text.edits import Body, Edit, applied, carried, edits, printed
from lexframe.text.moves import rearranged
from lexframe.text.words import BREAK

Bodies = tuple[Body, Body, Body]
Group = tuple[list[Edit], list[Edit]]

# How much of the base stands before a place when it is shown.
_CONTEXT = 80


@dataclass(frozen=True, slots=True)
class Place:
    """One stretch of the base that both sides want, each in its own way.

    ``start`` and ``end`` are character offsets in the base; ``before`` is the base text just
    ahead of it, up to 80 characters, for showing where it is.
    """

    base: str
    ours: str
    theirs: str
    before: str
    start: int
    end: int
    reason: Message


@dataclass(frozen=True, slots=True)
class Clean:
    """Both sides' changes, all of them, in one text."""

    text: str


@dataclass(frozen=True, slots=True)
class Clash:
    """At least one place that a person has to decide."""

    places: tuple[Place, ...]


def merge(base: str, ours: str, theirs: str) -> Clean | Clash:
    """Work the changes of ``ours`` and of ``theirs`` into ``base``.

    Swapping the sides gives the same text, or the same places with the sides swapped. What
    both sides did identically is done once. An edit to a paragraph that the other side moved
    follows it. Two additions in one place, and words changed by both, always clash.
    """
    if ours == theirs or theirs == base:
        return Clean(ours)
    if ours == base:
        return Clean(theirs)
    bodies = Body.of(base), Body.of(ours), Body.of(theirs)
    plain = combined(bodies, edits(bodies[0], bodies[1]), edits(bodies[0], bodies[2]))
    if isinstance(plain, Clean):
        return plain
    followed = _followed(bodies)
    return followed if isinstance(followed, Clean) else plain


def _followed(bodies: Bodies) -> Clean | Clash | None:
    """Merge once more on a base whose blocks stand where one side moved them.

    None where neither side moved a block, or each moved other ones, or the other side's edits lean
    on a boundary that the move opened or closed.
    """
    base, ours, theirs = bodies
    mine, yours = rearranged(base.blocks, ours.blocks), rearranged(base.blocks, theirs.blocks)
    order = mine or yours
    if order is None or (mine and yours and mine != yours):
        return None
    moved = Body.made_of([base.blocks[i] for i in order], base.tail)
    left = edits(moved, ours) if mine else carried(edits(base, ours), base, moved, order)
    right = edits(moved, theirs) if yours else carried(edits(base, theirs), base, moved, order)
    if left is None or right is None:
        return None
    return combined((moved, ours, theirs), left, right)


def combined(bodies: Bodies, mine: Sequence[Edit], yours: Sequence[Edit]) -> Clean | Clash:
    """Put both lists of edits on the base together, or show where they get in each other's way."""
    base, ours, theirs = bodies
    text = base.text
    together: list[Edit] = []
    places: list[Place] = []
    for group in _groups(mine, yours):
        settled = _settled(text, group)
        if settled is None:
            places.append(_place(text, base.tail, group))
        else:
            together += settled
    tails = {ours.tail, theirs.tail} - {base.tail} or {base.tail}
    if len(tails) > 1:
        places.append(_tail_place(bodies))
    if places:
        return Clash(tuple(places))
    return Clean(printed(applied(text, together), tails.pop()))


def _groups(mine: Sequence[Edit], yours: Sequence[Edit]) -> Iterator[Group]:
    """Gather edits whose reaches meet, in order of place; most groups are one edit alone."""
    queue = [(edit, 0) for edit in mine] + [(edit, 1) for edit in yours]
    group: Group = ([], [])
    end = -2
    for edit, side in sorted(queue, key=lambda row: row[0].reach):
        if edit.reach[0] > end and (group[0] or group[1]):
            yield group
            group = ([], [])
        group[side].append(edit)
        end = max(end, edit.reach[1])
    if group[0] or group[1]:
        yield group


def _settled(text: str, group: Group) -> list[Edit] | None:
    """Return the edits to make of a group, or None if a person must decide."""
    mine, yours = group
    if not mine or not yours:
        return mine or yours
    if not any(edit.collides(other) for edit in mine for other in yours):
        rest = [other for other in yours if not any(edit.same(other) for edit in mine)]
        return mine + rest
    start, end = _span(group)
    # The same result by other cuts is the same change.
    return mine if applied(text, mine, start, end) == applied(text, yours, start, end) else None


def _span(group: Group) -> tuple[int, int]:
    every = group[0] + group[1]
    return min(edit.start for edit in every), max(edit.end for edit in every)


def _place(text: str, tail: str, group: Group) -> Place:
    mine, yours = group
    start, end = _span(group)
    last = len(text.removesuffix(BREAK))
    return Place(
        text[start:end],
        applied(text, mine, start, end),
        applied(text, yours, start, end),
        text[max(0, start - _CONTEXT) : start],
        min(start, last),
        min(end, last),
        _reason(mine, yours),
    )


def _reason(mine: Sequence[Edit], yours: Sequence[Edit]) -> Message:
    if all(edit.start == edit.end for edit in (*mine, *yours)):
        return Message("Both versions add text at the same place.")
    if _removes(mine) != _removes(yours):
        return Message("One version takes out what the other changes.")
    if _overlap(mine, yours):
        return Message("Both versions change the same words.")
    return Message("No untouched word stands between the two changes.")


def _removes(side: Sequence[Edit]) -> bool:
    return all(not edit.text for edit in side)


def _overlap(mine: Sequence[Edit], yours: Sequence[Edit]) -> bool:
    return any(edit.start < other.end and other.start < edit.end for edit in mine for other in yours)


def _tail_place(bodies: Bodies) -> Place:
    base, ours, theirs = bodies
    text = printed(base.text, "")
    return Place(
        base.tail,
        ours.tail,
        theirs.tail,
        text[-_CONTEXT:],
        len(text),
        len(text) + len(base.tail),
        Message("Both versions change the empty lines at the end."),
    )
