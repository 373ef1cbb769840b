"""Which amendments cannot stand together: every pair that touches the same words of one article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from lexframe.core.amendment import ADD, Operation
from lexframe.services.docket import Docket
from lexframe.text.conflicts import clashes


@dataclass(frozen=True, slots=True)
class Pair:
    """Two amendments, in the order asked for, that cannot both be worked into one article."""

    article: str
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Clashing:
    """``stale`` amendments fit nowhere, so they are compared with none."""

    pairs: tuple[Pair, ...]
    stale: tuple[str, ...]


def clashes_among(docket: Docket, codes: Sequence[str]) -> Clashing:
    """Compare amendments pair by pair, article by article."""
    stale = tuple(code for code in codes if docket.proposal(code).is_stale)
    fresh = [code for code in codes if code not in stale]
    pairs = tuple(
        pair
        for article, wanted in _by_article(docket, fresh).items()
        for pair in _pairs(docket, article, wanted)
    )
    return Clashing(pairs, stale)


def clashing_with(docket: Docket, code: str) -> tuple[Pair, ...]:
    """Return the pairs one amendment is in, against every other open one on its articles."""
    if docket.proposal(code).is_stale:
        return ()
    near = [
        each
        for each in docket.open_codes
        if set(docket.amendments[each].articles) & set(docket.amendments[code].articles)
    ]
    found = clashes_among(docket, [code, *(each for each in near if each != code)])
    return tuple(pair for pair in found.pairs if code in (pair.one, pair.other))


def _by_article(docket: Docket, codes: Sequence[str]) -> dict[str, dict[str, Operation]]:
    wanted: dict[str, dict[str, Operation]] = {}
    for code in codes:
        for operation in docket.amendments[code].operations:
            wanted.setdefault(operation.article, {})[code] = operation
    return {article: each for article, each in wanted.items() if len(each) > 1}


def _pairs(docket: Docket, article: str, wanted: dict[str, Operation]) -> Iterator[Pair]:
    texts = {code: docket.proposal(code).texts[article] for code in wanted}
    current = docket.text.articles.get(article)
    if current is None:
        yield from _additions(article, wanted, texts)
        return
    found = clashes(current.body, texts)
    for one, other in combinations(wanted, 2):
        if (one, other) in found or (other, one) in found:
            yield Pair(article, one, other)


def _additions(article: str, wanted: dict[str, Operation], texts: dict[str, str]) -> Iterator[Pair]:
    """Two additions of one number stand together only when they are word for word the same."""
    for one, other in combinations(wanted, 2):
        same = texts[one] == texts[other] and wanted[one].after == wanted[other].after
        if not same and wanted[one].verb == wanted[other].verb == ADD:
            yield Pair(article, one, other)
