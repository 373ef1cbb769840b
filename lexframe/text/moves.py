"""Which whole blocks stand elsewhere in another version, word for word; only telling blocks are followed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from lexframe.text.alignment import rising
from lexframe.text.words import count_words, tokens

# «Se deroga.» stands in a hundred places; a block of five words that occurs once is itself.
LEAST_WORDS = 5


def moved(base: Sequence[str], side: Sequence[str]) -> dict[int, int]:
    """Return where moved blocks stood and stand: index in ``base`` to index in ``side``.

    A block counts if it occurs once in each and has five words. As few as possible are
    called moved; the others keep their order.
    """
    places = _shared(base, side)
    kept = set(rising([j for _, j in places]))
    return {i: j for k, (i, j) in enumerate(places) if k not in kept and _tells(base[i])}


def _shared(base: Sequence[str], side: Sequence[str]) -> list[tuple[int, int]]:
    in_base, in_side = Counter(base), Counter(side)
    where = {block: j for j, block in enumerate(side) if in_side[block] == 1}
    return [(i, where[block]) for i, block in enumerate(base) if in_base[block] == 1 and block in where]


def _tells(block: str) -> bool:
    return count_words(tokens(block)) >= LEAST_WORDS


def rearranged(base: Sequence[str], side: Sequence[str]) -> list[int] | None:
    """Return the indices of ``base`` in the order that ``side`` gives them, or None if it moved nothing."""
    away = moved(base, side)
    if not away:
        return None
    stays = {j: i for i, j in _shared(base, side) if i not in away}
    order = [i for i in range(len(base)) if i not in away]
    settled = dict(stays)
    for i, j in sorted(away.items(), key=lambda pair: pair[1]):
        order.insert(_seat(order, settled, stays, j, len(side)), i)
        settled[j] = i
    return order


def _seat(order: list[int], settled: dict[int, int], stays: dict[int, int], j: int, size: int) -> int:
    """Where in ``order`` the block goes that stands at ``j``: by the nearer of its known neighbours."""
    before = next((k for k in range(j - 1, -1, -1) if k in settled), -1)
    after = next((k for k in range(j + 1, size) if k in stays), size)
    if after - j < j - before:
        return order.index(stays[after]) if after < size else len(order)
    return order.index(settled[before]) + 1 if before >= 0 else 0
