"""Institutes by amendments: what everybody says of everything, how far each is from adoption, and what if."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from lexframe.core.message import Message
from lexframe.core.position import Stance
from lexframe.core.stage import OPEN, Stage
from lexframe.services.tallies import Count, count
from lexframe.tui.board import Board
from lexframe.tui.presenters.concerns import name_of
from lexframe.tui.signs import MISSING, STANCES, Sign, signs_on

FAR = 1_000
"""The distance of what no number of further positions would adopt."""

SORTS: tuple[tuple[str, Message], ...] = (
    ("distance", Message("by distance to adoption")),
    ("number", Message("by number")),
    ("article", Message("by article")),
)
FILTERS: tuple[tuple[str, Message], ...] = (
    ("open", Message("open amendments")),
    ("missing", Message("without my position")),
    ("mine", Message("my own amendments")),
    ("decided", Message("decided amendments")),
    ("all", Message("all amendments")),
)
DECIDED = frozenset({Stage.ADOPTED, Stage.REJECTED, Stage.FALLEN, Stage.SUPERSEDED})
CYCLE: tuple[Stance | None, ...] = (
    Stance.SUPPORT,
    Stance.SUPPORT_WITH_RESERVATION,
    Stance.OBJECT,
    Stance.ABSTAIN,
    Stance.RECUSE,
    None,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one institute says of one amendment, or is supposed to say."""

    sign: Sign
    is_supposed: bool = False


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One amendment: a cell for each column, its count, and the count as supposed if anything is."""

    code: str
    name: str
    title: str
    cells: tuple[Cell, ...]
    counted: Count | None
    supposed: Count | None
    stage: Stage

    @property
    def distance(self) -> int:
        """How many words must change or arrive before it is adopted."""
        found = self.supposed or self.counted
        if found is None:
            return FAR + 1
        if not found.need.possible:
            return FAR
        return len(found.need.lift) + found.need.favour


@dataclass(frozen=True, slots=True)
class Heat:
    """The whole map: ``columns`` are institute ids, ``states`` their short names above them."""

    columns: tuple[str, ...]
    states: tuple[str, ...]
    rows: tuple[HeatRow, ...]

    @property
    def silent(self) -> tuple[int, ...]:
        """For each column, in how many of these amendments its word is missing."""
        return tuple(sum(row.cells[n].sign is MISSING for row in self.rows) for n in range(len(self.columns)))


def heat(
    board: Board,
    pretend: Mapping[str, Mapping[str, Stance]],
    *,
    sort: str = "distance",
    show: str = "open",
    domain: str = "",
) -> Heat:
    """Return the map, filtered and in order; takes a while with many amendments."""
    docket = board.docket
    columns = docket.registry.active
    states = tuple(docket.registry.institute(each).state for each in columns)
    codes = [each.code for each in docket.in_order() if _is_shown(board, each.code, show, domain)]
    rows = [heat_row(board, code, columns, pretend.get(code, {})) for code in codes]
    return Heat(columns, states, tuple(sorted(rows, key=_order(board, sort))))


def heat_row(board: Board, code: str, columns: Sequence[str], pretend: Mapping[str, Stance]) -> HeatRow:
    """Return one amendment's row; with suppositions it is counted again, which asks nothing of the ledger."""
    docket = board.docket
    signs = signs_on(docket, code)
    cells = tuple(
        Cell(STANCES[pretend[each]], True) if each in pretend else Cell(signs.get(each, MISSING))
        for each in columns
    )
    supposed = count(docket, code, changes=pretend) if pretend else None
    title = docket.amendments[code].title
    return HeatRow(
        code, name_of(board, code), title, cells, board.counts.get(code), supposed, docket.stages[code]
    )


def next_stance(now: Stance | None) -> Stance | None:
    """Return what comes after a stance when one goes through them; ``None`` is as recorded."""
    return CYCLE[(CYCLE.index(now) + 1) % len(CYCLE)]


def domains(board: Board) -> tuple[str, ...]:
    """Return every domain that an amendment speaks of."""
    return tuple(sorted({each.domain for each in board.docket.amendments.values() if each.domain}))


def _is_shown(board: Board, code: str, show: str, domain: str) -> bool:
    docket = board.docket
    stage, amendment = docket.stages[code], docket.amendments[code]
    if domain and amendment.domain != domain:
        return False
    match show:
        case "open":
            return stage in OPEN
        case "missing":
            return stage in OPEN and board.acting not in docket.positions.get(code, {})
        case "mine":
            return amendment.by == board.acting and stage is not Stage.DRAFT
        case "decided":
            return stage in DECIDED
    return stage in OPEN or stage in DECIDED


def _order(board: Board, sort: str) -> Callable[[HeatRow], tuple[int, int, str]]:
    places = {article: n for n, article in enumerate(board.docket.text.frame.article_ids)}
    numbers = board.docket.numbers

    def key(row: HeatRow) -> tuple[int, int, str]:
        number = numbers.get(row.code, 1 << 30)
        if sort == "number":
            return number, 0, row.code
        if sort == "article":
            first = board.docket.amendments[row.code].articles[:1]
            return places.get(first[0], 1 << 30) if first else 1 << 30, number, row.code
        return row.distance, number, row.code

    return key
