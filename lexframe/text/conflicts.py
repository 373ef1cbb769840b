"""Which of many amendments to one text cannot stand together, and what the text is with all of some.

Each amendment is compared with the base once; after that only intervals are compared. A pair is
reported wherever :func:`~lexframe.text.merge.merge` would clash, and in two cases more: where merge
finds that both reach one wording by different cuts, and where it follows a moved paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from lexframe.text.edits import Body, Edit, applied, edits, printed
from lexframe.text.merge import Clash, Clean, Place, merge

Pair = tuple[str, str]


def clashes(base: str, proposals: Mapping[str, str]) -> frozenset[Pair]:
    """Return the pairs of names, each in order, whose proposals want the same words.

    Proposals that are the same text never clash. Time grows with the sizes of the
    proposals and the pairs that meet, not with all pairs.
    """
    body = Body.of(base)
    sides = {name: Body.of(text) for name, text in proposals.items()}
    found = {name: edits(body, side) for name, side in sides.items()}
    pairs = set(_crossing(found))
    pairs |= _tails(body.tail, {name: side.tail for name, side in sides.items()})
    return frozenset(pair for pair in pairs if proposals[pair[0]] != proposals[pair[1]])


def _crossing(found: Mapping[str, Sequence[Edit]]) -> Iterator[Pair]:
    """Sweep over the base: an edit meets those begun before it that have not ended."""
    rows = [(edit.reach, name, edit) for name, changes in found.items() for edit in changes]
    rows.sort(key=lambda row: row[0])
    open_rows: list[tuple[tuple[int, int], str, Edit]] = []
    for row in rows:
        reach, name, edit = row
        open_rows = [other for other in open_rows if other[0][1] >= reach[0]]
        for _, other_name, other in open_rows:
            if other_name != name and edit.collides(other):
                yield (name, other_name) if name < other_name else (other_name, name)
        open_rows.append(row)


def _tails(base: str, tails: Mapping[str, str]) -> set[Pair]:
    changed = sorted(name for name, tail in tails.items() if tail != base)
    return {(a, b) for n, a in enumerate(changed) for b in changed[n + 1 :] if tails[a] != tails[b]}


def consolidate(base: str, proposals: Iterable[str]) -> Clean | Clash:
    """Work any number of proposals into the base; their order never matters.

    A clash holds every place of every pair that clashes.
    """
    texts = sorted({text for text in proposals if text != base})
    if len(texts) < 2:
        return Clean(texts[0] if texts else base)
    named = {str(n): text for n, text in enumerate(texts)}
    pairs = clashes(base, named)
    if not pairs:
        return _together(base, texts)
    places = [place for a, b in sorted(pairs) for place in _places(base, named[a], named[b])]
    if places:
        return Clash(tuple(sorted(places, key=lambda place: (place.start, place.end))))
    # Every two of them merge, by following moves or by other cuts: so let merge do it, in one fixed order.
    found: Clean | Clash = Clean(texts[0])
    for text in texts[1:]:
        if isinstance(found, Clean):
            found = merge(base, found.text, text)
    return found


def _together(base: str, texts: Sequence[str]) -> Clean:
    body = Body.of(base)
    sides = [Body.of(text) for text in texts]
    every = {(edit.start, edit.end, edit.text): edit for side in sides for edit in edits(body, side)}
    tails = {side.tail for side in sides} - {body.tail} or {body.tail}
    return Clean(printed(applied(body.text, every.values()), tails.pop()))


def _places(base: str, one: str, other: str) -> tuple[Place, ...]:
    found = merge(base, one, other)
    return found.places if isinstance(found, Clash) else ()
