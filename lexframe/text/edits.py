"""What one version did to a base: edits at exact places, each with the zone nobody else may touch.

An edit is believed only where two aligners of different families agree; what they would place
differently is inside one larger edit. Applying all edits of a version to the base gives the version.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise, takewhile

from lexframe.text.alignment import Hunk, agreed, shared_head, shared_tail
from lexframe.text.edges import shared_edges
from lexframe.text.hunks import echoes, joined, settled
from lexframe.text.words import BREAK, Vocabulary, blocks, count_words, has_break, is_break, is_word, tokens

# How many characters beside a change are cut into words, before the whole block is.
_SIGHT = 80


@dataclass(frozen=True, slots=True)
class Edit:
    """``base[start:end]`` becomes ``text``; offsets are characters of the prepared base.

    ``zone`` is what must be left alone by any other edit, both ends included: up to the next word
    on either side, and everywhere the same edit could as well have been placed. ``reach`` is what
    must be left alone by another edit that makes or unmakes blocks, if this one does: up to the
    middle of the break before or after, if what the new block shares with the old one there is less
    than what is new, because it may as well stand beside it. For a whole block put in or
    taken out both are the middle of the breaks beside it, so that it is not in the way of a
    change of words in its neighbours.
    """

    start: int
    end: int
    text: str
    zone: tuple[int, int]
    reach: tuple[int, int]
    is_shaping: bool = False
    is_removal: bool = False

    def collides(self, other: Edit) -> bool:
        """Tell whether a person must decide between the two; the same edit twice is one edit."""
        if not meets(self.zone, other.zone) and not (
            self.is_shaping and other.is_shaping and meets(self.reach, other.reach)
        ):
            return False
        if self.is_removal and other.is_removal and (self.end <= other.start or other.end <= self.start):
            return False
        return not self.same(other)

    def shifted(self, by: int) -> Edit:
        """Return the same edit further on by so many characters."""
        return replace(
            self,
            start=self.start + by,
            end=self.end + by,
            zone=(self.zone[0] + by, self.zone[1] + by),
            reach=(self.reach[0] + by, self.reach[1] + by),
        )

    def same(self, other: Edit) -> bool:
        """Tell whether both make the same change."""
        return self.start == other.start and self.end == other.end and self.text == other.text


def by_place(edit: Edit) -> tuple[int, int, tuple[int, int]]:
    """Order edits as they stand in the base; a block put in at a boundary comes before the words after it."""
    return edit.start, edit.end, edit.zone


def meets(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Tell whether two intervals, both ends included, have a point in common."""
    return one[0] <= other[1] and other[0] <= one[1]


@dataclass(frozen=True, slots=True)
class Body:
    """A text made ready: its blocks each with a break after it, the last one too."""

    blocks: tuple[str, ...]
    offsets: tuple[int, ...]
    tail: str

    @classmethod
    def of(cls, text: str) -> Body:
        """Prepare a text; the white space it ends with is kept apart as ``tail``."""
        words = text.rstrip()
        return cls.made_of(blocks(words + BREAK) if words else [], text[len(words) :])

    @classmethod
    def made_of(cls, pieces: Sequence[str], tail: str) -> Body:
        """Prepare a text whose blocks are known."""
        return cls(tuple(pieces), tuple(accumulate(map(len, pieces), initial=0)), tail)

    @property
    def text(self) -> str:
        """The prepared text, which ends with a break unless it is empty."""
        return "".join(self.blocks)


def printed(prepared: str, tail: str) -> str:
    """Undo :meth:`Body.of`."""
    return prepared.removesuffix(BREAK) + tail


def edits(base: Body, side: Body) -> tuple[Edit, ...]:
    """Return what turns ``base`` into ``side``, in order, blocks first and words inside them."""
    head = shared_head(base.blocks, side.blocks)
    tail = shared_tail(base.blocks, side.blocks, head)
    vocabulary = Vocabulary()
    ours = vocabulary.numbers(base.blocks[head : len(base.blocks) - tail])
    theirs = vocabulary.numbers(side.blocks[head : len(side.blocks) - tail])
    hunks = agreed(ours, theirs)
    return tuple(edit for hunk in hunks for edit in _block_edits(base, side, hunk.shifted(head)))


def applied(base: str, changes: Iterable[Edit], start: int = 0, end: int | None = None) -> str:
    """Return ``base[start:end]`` with the edits worked in; they must lie inside it, apart from each other."""
    parts: list[str] = []
    at = start
    for edit in sorted(changes, key=by_place):
        assert at <= edit.start, "two edits of the same words: a fault in whoever let both through"
        parts += (base[at : edit.start], edit.text)
        at = edit.end
    return "".join((*parts, base[at:end]))


def carried(
    changes: Iterable[Edit], base: Body, moved: Body, order: Sequence[int]
) -> tuple[Edit, ...] | None:
    """Return the edits of ``base`` as edits of ``moved``, whose blocks are those of base in another order.

    None if one of them leans on a boundary between blocks that no longer stand together.
    """
    place = {block: n for n, block in enumerate(order)}
    ends = (-1, *order, len(base.blocks))
    together = set(pairwise(ends))
    seams = [base.offsets[i] - 1 for i in range(len(base.blocks) + 1) if (i - 1, i) not in together]
    found = []
    for edit in changes:
        if any(meets(edit.reach, (seam, seam)) for seam in seams):
            return None
        block = min(bisect_right(base.offsets, edit.start), len(base.blocks)) - 1
        found.append(edit.shifted(moved.offsets[place[block]] - base.offsets[block]))
    return tuple(sorted(found, key=by_place))


def _block_edits(base: Body, side: Body, hunk: Hunk) -> Iterator[Edit]:
    hunk, *_ = settled(base.blocks, side.blocks, hunk)
    back, on = echoes(base.blocks, side.blocks, hunk)
    offsets = base.offsets
    start, end = offsets[hunk.lo], offsets[hunk.hi]
    text = "".join(side.blocks[hunk.left : hunk.right])
    zone = offsets[hunk.lo - back] - 1, offsets[hunk.hi + on] - 1
    if hunk.lo == hunk.hi or hunk.left == hunk.right:
        yield Edit(start, end, text, zone, zone, is_shaping=True, is_removal=not text)
        return
    for edit in _word_edits("".join(base.blocks[hunk.lo : hunk.hi]), text, start):
        yield replace(edit, zone=zone, reach=zone, is_shaping=True) if back or on else edit


def _word_edits(ours: str, theirs: str, offset: int) -> Iterable[Edit]:
    """Return the edits inside blocks that differ, from the words about the change if those are enough."""
    window = _window(ours, theirs)
    if window:
        start, stop = window
        here, there = ours[start : len(ours) - stop], theirs[start : len(theirs) - stop]
        found = tuple(_edits_in(here, there, offset + start))
        lo, hi = offset + start, offset + len(ours) - stop
        if all(lo < edit.zone[0] and edit.zone[1] < hi for edit in found):
            return found
    return _edits_in(ours, theirs, offset)


def _window(ours: str, theirs: str) -> tuple[int, int] | None:
    """Return how much may be left out of sight before and after a change that makes and unmakes no block."""
    head, tail = shared_edges(ours, theirs)
    start, stop = head - _SIGHT, tail - _SIGHT
    if start <= 0 or stop <= 0:
        return None
    if has_break(ours[start : len(ours) - stop]) or has_break(theirs[start : len(theirs) - stop]):
        return None
    # Where a space begins or ends, no token is cut, whatever stands there.
    start = ours.find(" ", start, head)
    end = ours.rfind(" ", len(ours) - tail, len(ours) - stop) + 1
    if start <= 0 or end == 0 or ours[start - 1].isspace() or ours[end].isspace():
        return None
    return start, len(ours) - end


def _edits_in(ours: str, theirs: str, offset: int) -> Iterator[Edit]:
    passage = _Passage(tokens(ours), tokens(theirs), offset)
    vocabulary = Vocabulary()
    hunks = agreed(vocabulary.numbers(passage.a), vocabulary.numbers(passage.b))
    for hunk in joined(hunks, passage.a):
        yield passage.edit(*settled(passage.a, passage.b, hunk))


class _Passage:
    """Some blocks of the base and what stands in their place, cut into tokens."""

    __slots__ = ("a", "at", "b")

    def __init__(self, a: list[str], b: list[str], offset: int) -> None:
        self.a, self.b = a, b
        self.at = list(accumulate(map(len, a), initial=offset))

    def edit(self, hunk: Hunk, back: int, on: int) -> Edit:
        """Place one hunk: whole blocks on their boundary, anything else where it is."""
        if hunk.lo == hunk.hi:
            whole = self._put_in(hunk, back, on)
        elif hunk.left == hunk.right:
            whole = self._taken_out(hunk, back, on)
        else:
            whole = None
        return whole or self._in_words(hunk, hunk.lo - back, hunk.hi + on)

    def _in_words(self, hunk: Hunk, first: int, last: int) -> Edit:
        before, after = self._before(first), self._after(last)
        zone = self.at[before], self.at[after]
        out, put = self.a[hunk.lo : hunk.hi], self.b[hunk.left : hunk.right]
        # A block of which no word is left may be one taken out and another put in.
        is_whole = self._opens(before) and after < len(self.a) and is_break(self.a[after])
        if not is_whole and not any(map(is_break, out)) and not any(map(is_break, put)):
            return self._made(hunk, zone, zone)
        begins = max(_words_to_break(out), _words_to_break(put))
        ends = max(_words_to_break(out[::-1]), _words_to_break(put[::-1]))
        reach = self._start_within(first, begins, zone[0]), self._end_within(last, ends, zone[1])
        return self._made(hunk, zone, reach, is_shaping=True)

    def _start_within(self, n: int, most: int, otherwise: int) -> int:
        """The middle of the break before token ``n``, if at most so many words stand between."""
        while not self._opens(n):
            n -= 1
            most -= is_word(self.a[n])
        return self.at[n] - 1 if most >= 0 else otherwise

    def _end_within(self, n: int, most: int, otherwise: int) -> int:
        """The middle of the break from token ``n`` on, if at most so many words stand between."""
        while n < len(self.a) and not is_break(self.a[n]):
            most -= is_word(self.a[n])
            n += 1
        return self.at[min(n + 1, len(self.a))] - 1 if most >= 0 else otherwise

    def _made(
        self,
        hunk: Hunk,
        zone: tuple[int, int],
        reach: tuple[int, int],
        is_shaping: bool = False,
        is_removal: bool = False,
    ) -> Edit:
        text = "".join(self.b[hunk.left : hunk.right])
        return Edit(self.at[hunk.lo], self.at[hunk.hi], text, zone, reach, is_shaping, is_removal)

    def _put_in(self, hunk: Hunk, back: int, on: int) -> Edit | None:
        """An insertion of whole blocks, if there is exactly one boundary where it can stand."""
        found: dict[int, Hunk] = {}
        for shift in range(-back, on + 1):
            lo, _, left, right = moved = hunk.shifted(shift)
            if self._opens(lo) and is_break(self.b[right - 1]):
                found[self.at[lo] - 1] = moved
            elif lo < len(self.a) and is_break(self.a[lo]) and is_break(self.b[left]):
                found.setdefault(self.at[lo + 1] - 1, moved)
        if len(found) != 1:
            return None
        [(boundary, moved)] = found.items()
        point = boundary, boundary
        return self._made(moved, point, point, is_shaping=True)

    def _taken_out(self, hunk: Hunk, back: int, on: int) -> Edit | None:
        """A removal of whole blocks, if there is exactly one way to cut them out."""
        found = []
        for shift in range(-back, on + 1):
            lo, hi, *_ = moved = hunk.shifted(shift)
            if self._opens(lo) and is_break(self.a[hi - 1]):
                found.append(moved)
        if len(found) != 1:
            return None
        [moved] = found
        zone = self.at[moved.lo] - 1, self.at[moved.hi] - 1
        return self._made(moved, zone, zone, is_shaping=True, is_removal=True)

    def _opens(self, n: int) -> bool:
        return n == 0 or is_break(self.a[n - 1])

    def _before(self, n: int) -> int:
        """The token that follows the last untouched word or break before token ``n``."""
        while n > 0 and not is_word(self.a[n - 1]) and not is_break(self.a[n - 1]):
            n -= 1
        return n

    def _after(self, n: int) -> int:
        """The first untouched word or break from token ``n`` on."""
        while n < len(self.a) and not is_word(self.a[n]) and not is_break(self.a[n]):
            n += 1
        return n


def _words_to_break(pieces: Sequence[str]) -> int:
    """Count the words before the first break."""
    return count_words(takewhile(lambda piece: not is_break(piece), pieces))
