"""Rows as aligned columns of plain text: read by eye, by a screen reader and by ``cut`` alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from lexframe.core.safe import safe

GAP = "  "
_FIGURE = re.compile(r"[\d,]*\Z")


def width(text: str) -> int:
    """Return how many columns a terminal gives a text: none to a combining mark, two to a wide sign."""
    if text.isascii():
        return len(text)
    return sum(_columns(sign) for sign in text)


def table(headers: Sequence[str], rows: Iterable[Sequence[object]], most: int = 0) -> list[str]:
    """Return a header line and one line a row, columns padded; numbers stand to the right.

    Cells are made harmless and put on one line. With ``most``, the last column is cut there.
    """
    kept = [[cell(value) for value in row] for row in rows]
    columns = list(zip(*kept, strict=True)) or [()] * len(headers)
    right = [any(column) and all(map(_FIGURE.match, column)) for column in columns]
    lines = [list(headers), *kept]
    widths = [max(width(line[at]) for line in lines) for at in range(len(headers))]
    return [_cut(_line(line, widths, right), most) for line in lines]


def cell(value: object) -> str:
    """Return a value as one harmless line."""
    return safe(" ".join(str(value).split()), lines=False)


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    padded = []
    for text, wide, to_the_right in zip(cells, widths, right, strict=True):
        gap = " " * (wide - width(text))
        padded.append(gap + text if to_the_right else text + gap)
    return GAP.join(padded).rstrip()


def _cut(line: str, most: int) -> str:
    if not most or width(line) <= most:
        return line
    kept, used = [], 1
    for sign in line:
        used += _columns(sign)
        if used > most:
            break
        kept.append(sign)
    return "".join(kept).rstrip() + "…"


def _columns(sign: str) -> int:
    if unicodedata.category(sign) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1
