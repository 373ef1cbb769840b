"""The words of a page with their places on the paper: what any paged source is turned into first.

Lengths are PDF points from the lower left corner; a baseline grows upwards.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

SAME_BASELINE = 1.5
Span = tuple[int, int]
_STACKED = 0.75
# The pieces of tall brackets and the signs of the Symbol font, which PDF files carry as private
# code points that no other font can show.
_SYMBOL = {
    0xF02B: "+", 0xF02D: "−", 0xF03D: "=", 0xF0A3: "≤", 0xF0B3: "≥", 0xF0B4: "×", 0xF0B7: "•", 0xF0B8: "÷",
    0xF0E5: "∑", 0xF0E6: "⎛", 0xF0E7: "⎜", 0xF0E8: "⎝", 0xF0F6: "⎞", 0xF0F7: "⎟", 0xF0F8: "⎠",
}  # fmt: skip
SYMBOLS = str.maketrans({chr(code): sign for code, sign in _SYMBOL.items()})


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters without a space, where it stands."""

    text: str
    x0: float
    x1: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line. ``word`` is the width of its first word, ``tinted`` any colour but black and grey."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    word: float
    bold: bool = False
    bold_end: bool = False
    italic: bool = False
    tinted: bool = False
    stacked: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table: its rows of cell texts, the x of its vertical rules, its top and bottom."""

    rows: tuple[tuple[str, ...], ...]
    columns: tuple[float, ...]
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture big enough to hold words that nobody can read out of it."""

    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page: lines and tables from top to bottom."""

    number: int
    height: float
    lines: tuple[Line, ...]
    tables: tuple[Table, ...] = ()
    pictures: tuple[Picture, ...] = ()
    width: float = 612.0


def in_rows(lines: list[tuple[Line, Span]], pieces: Callable[[Span], tuple[Piece, ...]]) -> tuple[Line, ...]:
    """Order lines from top to bottom, one for each baseline.

    Lines that overlap in height without sharing a baseline are a formula: they become one
    line, marked ``stacked``, read column by column from the ``pieces`` of each.
    """
    lines = sorted(lines, key=lambda pair: (-pair[0].y, pair[0].x0))
    rows: list[list[tuple[Line, Span]]] = []
    for pair in lines:
        if rows and _touch(rows[-1][-1][0], pair[0]):
            rows[-1].append(pair)
        else:
            rows.append([pair])
    return tuple(_one_line(row, pieces) for row in rows)


def _touch(above: Line, line: Line) -> bool:
    step = above.y - line.y
    return step < SAME_BASELINE or step < _STACKED * min(above.size, line.size)


def _one_line(row: list[tuple[Line, Span]], pieces: Callable[[Span], tuple[Piece, ...]]) -> Line:
    if len(row) == 1:
        return row[0][0]
    parts = sorted((line for line, _ in row), key=lambda line: line.x0)
    first = parts[0]
    heights = [part.y for part in parts]
    flat = max(heights) - min(heights) < SAME_BASELINE
    if flat:
        text = " ".join(part.text for part in parts)
    else:
        text = _read_stack([piece for _, span in row for piece in pieces(span)])
    return replace(
        first,
        text=text,
        x1=max(p.x1 for p in parts),
        y=sum(p.y for p in parts) / len(parts),
        size=max(p.size for p in parts),
        bold_end=parts[-1].bold_end,
        stacked=not flat,
    )


def _read_stack(pieces: list[Piece]) -> str:
    """Read a formula column by column, each from top to bottom."""
    columns: list[list[Piece]] = []
    edge = 0.0
    for piece in sorted(pieces, key=lambda p: p.x0):
        if columns and edge - piece.x0 > 0.5 * (piece.x1 - piece.x0):
            columns[-1].append(piece)
            edge = max(edge, piece.x1)
        else:
            columns.append([piece])
            edge = piece.x1
    ordered = (sorted(column, key=lambda p: -p.y) for column in columns)
    return " ".join(piece.text for column in ordered for piece in column).translate(SYMBOLS)
