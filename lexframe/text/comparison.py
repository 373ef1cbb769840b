"""Which units differ between two bodies of one article, and how: reformed, added, renumbered.

Units are aligned by their place and by what they say, so that a fracción put in the middle is one
addition and a renumbering of those behind it, never a reform of everything. Every unit of both
bodies is in exactly one change.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from lexframe.core.address import Address
from lexframe.text.units import Unit, is_repealed, parse_units

Kind = Literal["reformed", "added", "repealed", "removed", "moved", "renumbered", "unchanged"]
REFORMED: Kind = "reformed"
ADDED: Kind = "added"
REPEALED: Kind = "repealed"
REMOVED: Kind = "removed"
MOVED: Kind = "moved"
RENUMBERED: Kind = "renumbered"
UNCHANGED: Kind = "unchanged"

# Two texts under different labels are one unit from this share of word pairs in common; unrelated
# provisions share one in twenty, one with half of its words replaced still shares four in ten.
_SAME_UNIT = 0.35
_MOST_PAIRS = 40_000
_WORD = re.compile(r"\w+")
_CONNECTOR = re.compile(r"[\s.,;:]{0,9}(?:(?<=\W)[yeou])?[\s.,;:]{0,9}\Z")


@dataclass(frozen=True, slots=True)
class UnitChange:
    """One unit of the old body, of the new one, or the same unit in both.

    ``old`` is ``None`` for an addition, ``new`` for a removal, and the missing text is empty. A
    renumbered or moved unit may be ``reworded`` too; repealed means that it now says so.
    """

    kind: Kind
    old: Address | None
    new: Address | None
    old_text: str = ""
    new_text: str = ""

    @property
    def place(self) -> Address:
        """Where to speak of it: its new address, or the old one of what is gone."""
        address = self.new or self.old
        assert address is not None, "a change has a unit on one side at least"
        return address

    @property
    def reworded(self) -> bool:
        """Whether a reader sees other words; spaces and normal form do not count."""
        return visible(self.old_text) != visible(self.new_text)


def visible(text: str) -> str:
    """Return what a reader sees of a text: NFC, every run of spaces as one."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def compare(article_id: str, old: str, new: str) -> tuple[UnitChange, ...]:
    """Compare two bodies of one article, in the order of the new one, removals at their old place."""
    before, after = _tree(parse_units(article_id, old)), _tree(parse_units(article_id, new))
    return _with_moves(list(_inside(before, after)))


@dataclass(slots=True, eq=False)
class _Node:
    """A unit with what it holds; the article itself has no unit."""

    unit: Unit | None
    children: list[_Node] = field(default_factory=list)
    own: str = ""
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    all_pairs: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def name(self) -> str:
        """The last step: fraccion-II, parrafo-2."""
        return str(self.unit.step) if self.unit else ""


def _tree(units: Sequence[Unit]) -> _Node:
    root = _Node(None)
    stack = [root]
    for unit in units:
        node = _Node(unit, own=_core(unit.text))
        node.pairs = _pairs(node.own)
        del stack[len(unit.address.steps) :]
        stack[-1].children.append(node)
        stack.append(node)
        for holder in stack:
            holder.all_pairs.update(node.pairs)
    return root


def _core(text: str) -> str:
    """Return a text without the comma, semicolon and *y* that only say what comes next."""
    seen = visible(text)
    head, tail = seen[:-20], seen[-20:]
    return head + _CONNECTOR.sub("", tail, count=1)


def _pairs(text: str) -> Counter[tuple[str, str]]:
    words = ["", *_WORD.findall(text.casefold()), ""]
    return Counter(pairwise(words))


def _alike(one: Counter[tuple[str, str]], other: Counter[tuple[str, str]]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _inside(old: _Node, new: _Node) -> Iterator[UnitChange]:
    """Yield the changes of everything inside two matched units."""
    for before, after in _align(old.children, new.children):
        if before is not None and after is not None:
            yield _matched(before, after)
            yield from _inside(before, after)
        elif before is not None:
            yield from _alone(before, REMOVED)
        elif after is not None:
            yield from _alone(after, ADDED)


def _matched(before: _Node, after: _Node) -> UnitChange:
    old, new = before.unit, after.unit
    assert old is not None, "only units are matched"
    assert new is not None, "only units are matched"
    kind = UNCHANGED
    if is_repealed(new.text) and not is_repealed(old.text):
        kind = REPEALED
    elif old.address != new.address:
        kind = RENUMBERED
    elif old.text != new.text:
        kind = REFORMED
    return UnitChange(kind, old.address, new.address, old.text, new.text)


def _alone(node: _Node, kind: Kind) -> Iterator[UnitChange]:
    unit = node.unit
    assert unit is not None, "only units stand alone"
    if kind == ADDED:
        yield UnitChange(ADDED, None, unit.address, "", unit.text)
    else:
        yield UnitChange(REMOVED, unit.address, None, unit.text, "")
    for child in node.children:
        yield from _alone(child, kind)


_Pair = tuple[_Node | None, _Node | None]


def _align(old: list[_Node], new: list[_Node]) -> list[_Pair]:
    """Pair two lists of siblings in order, leaving alone what has no counterpart."""
    result: list[_Pair] = []
    i = j = 0
    for at_old, at_new in [*_anchors(old, new), (len(old), len(new))]:
        result += _align_gap(old[i:at_old], new[j:at_new])
        if at_old < len(old) and at_new < len(new):
            result.append((old[at_old], new[at_new]))
        i, j = at_old + 1, at_new + 1
    return result


def _anchors(old: list[_Node], new: list[_Node]) -> list[tuple[int, int]]:
    """Return the longest run of pairs that say the same, each said once on both sides, in order."""
    places: list[dict[tuple[str, str], list[int]]] = [{}, {}]
    for side, nodes in zip(places, (old, new), strict=True):
        for at, node in enumerate(nodes):
            if node.unit is not None and node.own and not is_repealed(node.unit.text):
                side.setdefault((node.unit.kind, node.own), []).append(at)
    pairs = [
        (at[0], places[1][what][0])
        for what, at in places[0].items()
        if len(at) == 1 and len(places[1].get(what, ())) == 1
    ]
    return _longest_rising(sorted(pairs))


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    ends: list[int] = []
    heads: list[int] = []
    links: list[int] = []
    for at, (_, place) in enumerate(pairs):
        rank = bisect_left(ends, place)
        links.append(heads[rank - 1] if rank else -1)
        ends[rank : rank + 1] = [place]
        heads[rank : rank + 1] = [at]
    chain: list[tuple[int, int]] = []
    at = heads[-1] if heads else -1
    while at >= 0:
        chain.append(pairs[at])
        at = links[at]
    return chain[::-1]


def _align_gap(old: list[_Node], new: list[_Node]) -> list[_Pair]:
    """Pair what stands between two anchors, maximising what the pairs have in common."""
    if not old or not new or len(old) * len(new) > _MOST_PAIRS:
        return _by_name(old, new)
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    scores = [[_score(before, after) for after in new] for before in old]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], scores[i][j] + best[i + 1][j + 1])
    result: list[_Pair] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if scores[i][j] and best[i][j] == scores[i][j] + best[i + 1][j + 1]:
            result.append((old[i], new[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            result.append((old[i], None))
            i += 1
        else:
            result.append((None, new[j]))
            j += 1
    return [*result, *((node, None) for node in old[i:]), *((None, node) for node in new[j:])]


def _by_name(old: list[_Node], new: list[_Node]) -> list[_Pair]:
    """Pair long lists by label alone, in order."""
    names = {node.name: at for at, node in enumerate(new)}
    pairs = [(at, names[node.name]) for at, node in enumerate(old) if node.name in names]
    result: list[_Pair] = []
    i = j = 0
    for at_old, at_new in [*_longest_rising(pairs), (len(old), len(new))]:
        result += [(node, None) for node in old[i:at_old]]
        result += [(None, node) for node in new[j:at_new]]
        if at_old < len(old):
            result.append((old[at_old], new[at_new]))
        i, j = at_old + 1, at_new + 1
    return result


def _score(before: _Node, after: _Node) -> float:
    """Say how much two units are one: by what they say first, by their label when that says little."""
    old, new = before.unit, after.unit
    if old is None or new is None or old.kind != new.kind:
        return 0.0
    same_name = before.name == after.name
    if is_repealed(old.text) or is_repealed(new.text):
        return 1.0 if same_name else 0.0
    if before.own == after.own:
        return 3.0 + 0.25 * same_name
    alike = max(_alike(before.pairs, after.pairs), _alike(before.all_pairs, after.all_pairs))
    if alike >= _SAME_UNIT:
        return 1.0 + alike + 0.25 * same_name
    return alike + (0.5 if same_name else 0.1) if same_name or old.kind in ("parrafo", "tabla") else 0.0


def _with_moves(changes: list[UnitChange]) -> tuple[UnitChange, ...]:
    """Join a removal and an addition of the same words into one move, at the new place."""
    gone: dict[str, list[int]] = {}
    for at, change in enumerate(changes):
        if change.kind == REMOVED and len(change.old_text.split()) > 2 and not is_repealed(change.old_text):
            gone.setdefault(_core(change.old_text), []).append(at)
    taken: set[int] = set()
    result = list(changes)
    for at, change in enumerate(changes):
        froms = gone.get(_core(change.new_text), []) if change.kind == ADDED else []
        if froms:
            taken.add(froms[0])
            source = changes[froms.pop(0)]
            result[at] = replace(change, kind=MOVED, old=source.old, old_text=source.old_text)
    return tuple(change for at, change in enumerate(result) if at not in taken)
