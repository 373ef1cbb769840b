"""What the screens look at: one docket, with what had to be counted and compared beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lexframe.core.amendment import ADD, Operation
from lexframe.core.register import Adoption, Erratum
from lexframe.core.stage import OPEN, Stage
from lexframe.core.tally import Adopted, Blocked
from lexframe.services.clashes import Pair, clashes_among
from lexframe.services.docket import Docket
from lexframe.services.tallies import Count, count

COUNTED = frozenset({Stage.ADOPTED, Stage.REJECTED, Stage.FALLEN, Stage.SUPERSEDED})


@dataclass(frozen=True, slots=True)
class Badges:
    """What an outline says of one article."""

    pending: int = 0
    contested: bool = False
    agreed: bool = False
    changed: bool = False


@dataclass(frozen=True)
class Board:
    """A docket as one body sees it; ``counts`` and ``pairs`` come a moment after the text."""

    docket: Docket
    acting: str
    counts: Mapping[str, Count] = field(default_factory=dict)
    pairs: tuple[Pair, ...] = ()
    is_counted: bool = False

    @property
    def is_secretariat(self) -> bool:
        """Whether this clone acts for the secretariat."""
        return self.acting == self.docket.registry.secretariat.id

    @property
    def is_institute(self) -> bool:
        """Whether this clone acts for an institute."""
        return any(each.id == self.acting for each in self.docket.registry.institutes)

    @cached_property
    def touching(self) -> Mapping[str, tuple[str, ...]]:
        """Codes of the open amendments on each article, in number order."""
        found: dict[str, list[str]] = defaultdict(list)
        for code in self.docket.open_codes:
            for article in self.docket.amendments[code].articles:
                found[article].append(code)
        return {article: tuple(codes) for article, codes in found.items()}

    @cached_property
    def settled(self) -> Mapping[str, tuple[str, ...]]:
        """Codes of the amendments on each article that are not open, in number order."""
        found: dict[str, list[str]] = defaultdict(list)
        for amendment in self.docket.in_order():
            if self.docket.stages[amendment.code] not in OPEN:
                for article in amendment.articles:
                    found[article].append(amendment.code)
        return {article: tuple(codes) for article, codes in found.items()}

    @cached_property
    def additions(self) -> Mapping[str, tuple[tuple[str, Operation], ...]]:
        """Articles that open amendments would add, by the article they would stand after."""
        found: dict[str, list[tuple[str, Operation]]] = defaultdict(list)
        for code in self.docket.open_codes:
            for operation in self.docket.amendments[code].operations:
                if operation.verb == ADD:
                    found[operation.after].append((code, operation))
        return {after: tuple(added) for after, added in found.items()}

    @cached_property
    def changed(self) -> frozenset[str]:
        """Articles that an adoption or an erratum has changed."""
        found: set[str] = set()
        for entry in self.docket.register:
            match entry.act:
                case Adoption(after=after):
                    found |= after.keys()
                case Erratum(article=article):
                    found.add(article)
        return frozenset(found)

    @cached_property
    def clashes(self) -> Mapping[str, tuple[Pair, ...]]:
        """Each amendment's clashes with other open ones."""
        found: dict[str, list[Pair]] = defaultdict(list)
        for pair in self.pairs:
            found[pair.one].append(pair)
            found[pair.other].append(Pair(pair.article, pair.other, pair.one))
        return {code: tuple(held) for code, held in found.items()}

    def badges(self, article: str) -> Badges:
        """Return what the outline says of an article."""
        codes = self.touching.get(article, ())
        counts = [self.counts[code] for code in codes if code in self.counts]
        blocked = any(isinstance(each.verdict.outcome, Blocked) for each in counts)
        return Badges(
            len(codes),
            blocked or any(pair.article == article for pair in self._met(codes)),
            any(isinstance(each.verdict.outcome, Adopted) for each in counts),
            article in self.changed,
        )

    def _met(self, codes: tuple[str, ...]) -> Iterator[Pair]:
        for code in codes:
            yield from self.clashes.get(code, ())


def counted(board: Board) -> Board:
    """Return the board with every amendment counted and compared with the others.

    Takes a while, and asks the ledger: a closed round is counted at the commit it names.
    """
    docket = board.docket
    counts = {
        code: count(docket, code)
        for code, stage in docket.stages.items()
        if stage in OPEN or stage in COUNTED
    }
    return Board(docket, board.acting, counts, clashes_among(docket, docket.open_codes).pairs, True)
