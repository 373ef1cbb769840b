"""Ruled tables on a page: the grid drawn by thin lines, and which cell a point falls into."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

_THIN = 2.5
_LONG = 5.0
_NEAR = 3.0
_MOST_COLUMNS, _MOST_ROWS = 65, 1_000
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Grid:
    """The rules of one table: x from left to right, y from top to bottom."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """Return row and column of a point, ``None`` outside."""
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[-1] <= y <= self.ys[0]):
            return None
        column = min(bisect_right(self.xs, x), len(self.xs) - 1) - 1
        row = min(bisect_right([-v for v in self.ys], -y), len(self.ys) - 1) - 1
        return row, column


def find_grids(boxes: list[Box]) -> tuple[Grid, ...]:
    """Return the tables drawn by ``boxes`` (left, bottom, right, top), from top to bottom.

    A table has two columns at least; underlines, frames and lone rules are none.
    """
    rules = sorted((b for b in boxes if _is_rule(b)), key=lambda b: -b[3])
    groups: list[list[Box]] = []
    floor = 0.0
    for box in rules:
        if not groups or box[3] < floor - _NEAR:
            groups.append([])
            floor = box[1]
        groups[-1].append(box)
        floor = min(floor, box[1])
    grids = (_grid(group) for group in groups)
    return tuple(grid for grid in grids if grid is not None)


def _is_rule(box: Box) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    return (width < _THIN and height > _LONG) or (height < _THIN and width > _LONG)


def _grid(group: list[Box]) -> Grid | None:
    upright = [(b[0] + b[2]) / 2 for b in group if b[3] - b[1] > _LONG]
    level = [-(b[1] + b[3]) / 2 for b in group if b[2] - b[0] > _LONG]
    xs, ys = _distinct(upright), _distinct(level)
    if not (3 <= len(xs) <= _MOST_COLUMNS and 2 <= len(ys) <= _MOST_ROWS):
        return None
    return Grid(xs, tuple(-y for y in ys))


def _distinct(values: list[float]) -> tuple[float, ...]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _NEAR:
            kept.append(value)
    return tuple(kept)
