"""Judge a hunk before it is shown or merged: join it to its neighbour, cut it down, say where else it fits.

The smallest difference between two texts is seldom the only one; what could as well have been paired
otherwise is counted here, so that merge treats it as touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lexframe.text.alignment import Hunk
from lexframe.text.words import is_break, is_word

# Two changes with fewer untouched words than this between them are one change of one mind.
JOIN_WORDS = 2


def joined(hunks: Iterable[Hunk], a: Sequence[str]) -> Iterator[Hunk]:
    """Join hunks with fewer than two words, and no break, between them."""
    last: Hunk | None = None
    for hunk in hunks:
        if last is None:
            last = hunk
        elif _is_narrow(a, last.hi, hunk.lo):
            last = Hunk(last.lo, hunk.hi, last.left, hunk.right)
        else:
            yield last
            last = hunk
    if last is not None:
        yield last


def _is_narrow(a: Sequence[str], start: int, end: int) -> bool:
    words = 0
    for n in range(start, end):
        if is_word(a[n]):
            words += 1
            if words >= JOIN_WORDS:
                return False
        elif is_break(a[n]):
            return False
    return True


def settled(a: Sequence[object], b: Sequence[object], hunk: Hunk) -> tuple[Hunk, int, int]:
    """Cut a hunk down if it is an insertion or a removal in disguise, and say how far it could slide.

    Returns the hunk, and how many items it could be moved back and on with the same result.
    """
    lo, hi, left, right = hunk
    size = min(hi - lo, right - left)
    head = 0
    while head < size and a[lo + head] == b[left + head]:
        head += 1
    tail = 0
    while tail < size - head and a[hi - 1 - tail] == b[right - 1 - tail]:
        tail += 1
    if head + tail < size:
        return hunk, 0, 0
    lo, hi, left, right = lo + head, hi - tail, left + head, right - tail
    longer, start, end = (b, left, right) if lo == hi else (a, lo, hi)
    back = on = 0
    while start - back > 0 and _steps_back(a, b, lo - back, left - back, longer, end - back):
        back += 1
    while end + on < len(longer) and _steps_on(a, b, hi + on, right + on, longer, start + on):
        on += 1
    return Hunk(lo, hi, left, right), back, on


def _steps_back(
    a: Sequence[object], b: Sequence[object], lo: int, left: int, longer: Sequence[object], end: int
) -> bool:
    return lo > 0 and left > 0 and a[lo - 1] == b[left - 1] == longer[end - 1]


def _steps_on(
    a: Sequence[object], b: Sequence[object], hi: int, right: int, longer: Sequence[object], start: int
) -> bool:
    return hi < len(a) and right < len(b) and a[hi] == b[right] == longer[start]


def echoes(a: Sequence[object], b: Sequence[object], hunk: Hunk) -> tuple[int, int]:
    """Say how many equal items before and after a hunk could as well be paired with others inside it."""
    lo, hi, left, right = hunk
    before = max(_echo_before(a, lo, hi), _echo_before(b, left, right))
    after = max(_echo_after(a, lo, hi), _echo_after(b, left, right))
    return min(before, lo), min(after, len(a) - hi)


def _echo_after(items: Sequence[object], start: int, end: int) -> int:
    n = 0
    while start < end + n < len(items):
        try:
            start = items.index(items[end + n], start, end + n) + 1
        except ValueError:
            break
        n += 1
    return n


def _echo_before(items: Sequence[object], start: int, end: int) -> int:
    n = 0
    while n < start < end:
        wanted = items[start - 1 - n]
        at = next((k for k in range(end - 1, start - 1 - n, -1) if items[k] == wanted), -1)
        if at < 0:
            break
        end = at
        n += 1
        if end <= start - n:
            break
    return n
