"""Aligners that answer which parts of two sequences correspond; each answer is checked before it is used.

All of them take sequences of small integers (see :class:`lexframe.text.words.Vocabulary`) and
return the hunks that differ, in order, disjoint and never touching. They come from different families,
so that where two of them agree the correspondence is a fact about the text and not about a method:

- :func:`minimal` marks as little as possible (longest common subsequence, by rapidfuzz),
- :func:`anchored` trusts rare items first (patience, then histogram), as a reader would,
- :func:`reference` is Myers' algorithm as diff-match-patch has it, over the same items.

This module is the only door to rapidfuzz and diff-match-patch.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

Items = Sequence[int]

# rapidfuzz keeps one bit per pair of items: 2**29 of them are 64 MiB.
_MOST_PAIRS = 1 << 29
# An anchor that occurs more often than this says nothing about place.
_COMMON = 16
# How many item visits the anchored aligner may spend, as a multiple of the input.
_PATIENCE = 48


class Hunk(NamedTuple):
    """``a[lo:hi]`` stands where ``b[left:right]`` stands; a tuple, because there are very many."""

    lo: int
    hi: int
    left: int
    right: int

    def shifted(self, by: int) -> Hunk:
        """Return the hunk further on by so many items on both sides."""
        return Hunk(self.lo + by, self.hi + by, self.left + by, self.right + by)


class Run(NamedTuple):
    """``length`` items from ``a[lo]`` equal those from ``b[left]``."""

    lo: int
    left: int
    length: int


Aligner = Callable[[Items, Items], tuple[Hunk, ...]]


def minimal(a: Items, b: Items) -> tuple[Hunk, ...]:
    """Align so that the fewest items are left over; beyond 64 MiB of work, anchored first."""
    return _trimmed(a, b, _minimal_core)


def anchored(a: Items, b: Items) -> tuple[Hunk, ...]:
    """Align on items that occur once on both sides, then on the rarest; linear in practice.

    A stretch without any telling item is left as one hunk: coarser, never wrong.
    """
    return _trimmed(a, b, _anchored_core)


def reference(a: Items, b: Items) -> tuple[Hunk, ...]:
    """Align by diff-match-patch over encoded items, without its clock: the same answer on any machine."""
    return _trimmed(a, b, _reference_core)


def agreed(a: Items, b: Items, first: Aligner = minimal, second: Aligner = anchored) -> tuple[Hunk, ...]:
    """Return the hunks left when only what both aligners pair is held to correspond.

    The result is again a correct alignment, coarser than either: whatever one of them
    would have placed otherwise lies inside a hunk.
    """

    def both(a: Items, b: Items) -> Iterable[Run]:
        if (only := _only_way(a, b)) is not None:
            return only
        sizes = len(a), len(b)
        return common(runs(first(a, b), *sizes), runs(second(a, b), *sizes))

    return _trimmed(a, b, both)


def _only_way(a: Items, b: Items) -> list[Run] | None:
    """Pair items none of which is repeated and which keep their order: there every aligner agrees."""
    in_a, in_b = ({item: n for n, item in enumerate(items)} for items in (a, b))
    if len(in_a) < len(a) or len(in_b) < len(b):
        return None
    kept = [item for item in a if item in in_b]
    if kept != [item for item in b if item in in_a]:
        return None
    return [Run(in_a[item], in_b[item], 1) for item in kept]


def runs(hunks: Iterable[Hunk], a_size: int, b_size: int) -> Iterator[Run]:
    """Yield the equal runs between hunks."""
    lo = left = 0
    for hunk in (*hunks, Hunk(a_size, a_size, b_size, b_size)):
        if hunk.lo > lo:
            yield Run(lo, left, hunk.lo - lo)
        lo, left = hunk.hi, hunk.right


def common(one: Iterable[Run], two: Iterable[Run]) -> Iterator[Run]:
    """Yield the runs that both lists have, cut to what they share."""
    ones, twos = iter(one), iter(two)
    x, y = next(ones, None), next(twos, None)
    while x is not None and y is not None:
        lo = max(x.lo, y.lo)
        end_x, end_y = x.lo + x.length, y.lo + y.length
        if lo < min(end_x, end_y) and x.lo - x.left == y.lo - y.left:
            yield Run(lo, lo - x.lo + x.left, min(end_x, end_y) - lo)
        if end_x <= end_y:
            x = next(ones, None)
        else:
            y = next(twos, None)


def _hunks(equal: Iterable[Run], a_size: int, b_size: int) -> tuple[Hunk, ...]:
    found = []
    lo = left = 0
    for run in (*equal, Run(a_size, b_size, 0)):
        if run.lo > lo or run.left > left:
            found.append(Hunk(lo, run.lo, left, run.left))
        lo, left = run.lo + run.length, run.left + run.length
    return tuple(found)


def _trimmed(a: Items, b: Items, core: Callable[[Items, Items], Iterable[Run]]) -> tuple[Hunk, ...]:
    """Set aside what both sides begin and end with, align the rest, and put the hunks back in place."""
    head = shared_head(a, b)
    tail = shared_tail(a, b, head)
    rest_a, rest_b = a[head : len(a) - tail], b[head : len(b) - tail]
    if not rest_a and not rest_b:
        return ()
    if set(rest_a).isdisjoint(rest_b):
        return (Hunk(head, len(a) - tail, head, len(b) - tail),)
    inner = _hunks(core(rest_a, rest_b), len(rest_a), len(rest_b))
    return tuple(hunk.shifted(head) for hunk in inner)


def shared_head(a: Sequence[object], b: Sequence[object]) -> int:
    """Count the items that both sequences begin with."""
    for n, (x, y) in enumerate(zip(a, b, strict=False)):
        if x != y:
            return n
    return min(len(a), len(b))


def shared_tail(a: Sequence[object], b: Sequence[object], head: int = 0) -> int:
    """Count the items that both end with, leaving the first ``head`` of each alone."""
    most = min(len(a), len(b)) - head
    n = 0
    while n < most and a[-1 - n] == b[-1 - n]:
        n += 1
    return n


def same_start(a: str, b: str) -> int:
    """Count the characters that two texts begin with."""
    return _counters()[0](a, b)


def same_end(a: str, b: str) -> int:
    """Count the characters that two texts end with."""
    return _counters()[1](a, b)


@cache
def _counters() -> tuple[Callable[[str, str], int], Callable[[str, str], int]]:
    from rapidfuzz.distance import Postfix, Prefix

    return Prefix.similarity, Postfix.similarity


def _minimal_core(a: Items, b: Items) -> Iterable[Run]:
    if len(a) * len(b) > _MOST_PAIRS:
        return _anchored_core(a, b)
    from rapidfuzz.distance import Indel

    found = [
        Run(op.src_start, op.dest_start, op.src_end - op.src_start)
        for op in Indel.opcodes(a, b)
        if op.tag == "equal"
    ]
    # A library that pairs items by hash is believed only after a look at the items.
    if all(a[lo : lo + size] == b[left : left + size] for lo, left, size in found):
        return found
    return _reference_core(a, b)


def _reference_core(a: Items, b: Items) -> Iterable[Run]:
    from diff_match_patch import diff_match_patch

    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    lo = left = 0
    for side, text in engine.diff_main(_encoded(a), _encoded(b), False):
        size = len(text)
        if side == 0:
            yield Run(lo, left, size)
        lo += size if side <= 0 else 0
        left += size if side >= 0 else 0


def _encoded(items: Items) -> str:
    """One character per item, stepping over the surrogates, which are no characters."""
    return "".join([chr(n if n < 0xD800 else n + 0x800) for n in items])


def _anchored_core(a: Items, b: Items) -> Iterable[Run]:
    """Split at anchors, and each part again, until nothing is left or nothing tells."""
    found: list[Run] = []
    work = [(0, len(a), 0, len(b))]
    budget = _PATIENCE * (len(a) + len(b)) + 4096
    while work:
        lo, hi, left, right = work.pop()
        lo, hi, left, right = _grow(a, b, lo, hi, left, right, found)
        budget -= hi - lo + right - left
        if lo == hi or left == right or budget < 0:
            continue
        anchors = _unique_anchors(a[lo:hi], b[left:right]) or _rare_anchor(a[lo:hi], b[left:right])
        for i, j, size in anchors:
            found.append(Run(lo + i, left + j, size))
        work.extend(_between(anchors, lo, hi, left, right) if anchors else ())
    return _in_order(found)


def _grow(
    a: Items, b: Items, lo: int, hi: int, left: int, right: int, found: list[Run]
) -> tuple[int, int, int, int]:
    """Take what the part begins and ends with as equal, and return what is left of it."""
    start, first = lo, left
    while lo < hi and left < right and a[lo] == b[left]:
        lo, left = lo + 1, left + 1
    if lo > start:
        found.append(Run(start, first, lo - start))
    end = hi
    while hi > lo and right > left and a[hi - 1] == b[right - 1]:
        hi, right = hi - 1, right - 1
    if end > hi:
        found.append(Run(hi, right, end - hi))
    return lo, hi, left, right


def _between(
    anchors: Sequence[Run], lo: int, hi: int, left: int, right: int
) -> Iterator[tuple[int, int, int, int]]:
    at, from_b = lo, left
    for i, j, size in anchors:
        yield at, lo + i, from_b, left + j
        at, from_b = lo + i + size, left + j + size
    yield at, hi, from_b, right


def _unique_anchors(a: Items, b: Items) -> list[Run]:
    """Pair items that occur once on each side, as many as stand in the same order."""
    in_a, in_b = Counter(a), Counter(b)
    place = {item: j for j, item in enumerate(b) if in_b[item] == 1 and in_a.get(item) == 1}
    pairs = [(i, place[item]) for i, item in enumerate(a) if item in place]
    return [Run(pairs[k][0], pairs[k][1], 1) for k in rising([j for _, j in pairs])]


def _rare_anchor(a: Items, b: Items) -> list[Run]:
    """Pair the longest run through the item that is rarest in ``a`` among those both have."""
    in_a, in_b = Counter(a), set(b)
    rarest = min((n for item, n in in_a.items() if item in in_b), default=_COMMON + 1)
    if rarest > _COMMON:
        return []
    item = next(item for item in a if in_a[item] == rarest and item in in_b)
    places = [j for j, other in enumerate(b) if other == item][:_COMMON]
    pairs = ((i, j) for i, other in enumerate(a) if other == item for j in places)
    best = max((_around(a, b, i, j) for i, j in pairs), key=lambda run: (run.length, -run.lo, -run.left))
    return [best]


def _around(a: Items, b: Items, i: int, j: int) -> Run:
    back = 0
    while back < min(i, j) and a[i - back - 1] == b[j - back - 1]:
        back += 1
    on = 1
    while i + on < len(a) and j + on < len(b) and a[i + on] == b[j + on]:
        on += 1
    return Run(i - back, j - back, back + on)


def _in_order(found: list[Run]) -> list[Run]:
    found.sort()
    joined: list[Run] = []
    for run in found:
        last = joined[-1] if joined else None
        if last and last.lo + last.length == run.lo and last.left + last.length == run.left:
            joined[-1] = Run(last.lo, last.left, last.length + run.length)
        else:
            joined.append(run)
    return joined


def rising(values: Sequence[int]) -> list[int]:
    """Return the indices of a longest strictly increasing subsequence, in order."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for k, value in enumerate(values):
        at = bisect_left(tails, value)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [value]
        ends[at : at + 1] = [k]
    chain = []
    k = ends[-1] if ends else -1
    while k >= 0:
        chain.append(k)
        k = before[k]
    return chain[::-1]
