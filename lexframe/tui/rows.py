"""Rows of styled text and how they fall into lines: what presenters return and sheets show.

A row names roles (``insert``, ``label``), never colours; the style sheet gives each role its look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from rich.cells import cell_len, set_cell_size


@dataclass(frozen=True, slots=True)
class Run:
    """Text with one role; the text has passed ``safe`` already."""

    text: str
    role: str = ""


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One paragraph of a sheet, or one entry of a list.

    ``indent`` and ``hang`` are columns before its first and its other lines. A row with a ``ref``
    can be chosen. ``tail`` stands at the right edge of a row that does not wrap. ``role`` is the
    look of the whole row. A ``pair`` is two columns side by side instead of ``runs``.
    """

    runs: tuple[Run, ...] = ()
    indent: int = 0
    hang: int = 0
    ref: str = ""
    wraps: bool = True
    tail: tuple[Run, ...] = ()
    role: str = ""
    pair: tuple[tuple[Row, ...], tuple[Row, ...]] | None = None

    @property
    def text(self) -> str:
        """The row's words without roles, its tail included."""
        words = "".join(run.text for run in self.runs)
        return f"{words} {''.join(run.text for run in self.tail)}" if self.tail else words


BLANK = Row()
_WORD = re.compile(r"[^ \n]+")
_SIMPLE = re.compile(r"[\n -~\u00a0-\u02ff\u2010-\u202f\u20ac\u2190-\u21ff\u2500-\u25ff]*\Z")


def row(*parts: str | Run, **settings: object) -> Row:
    """Make a row from text and runs."""
    runs = tuple(Run(part) if isinstance(part, str) else part for part in parts)
    return replace(Row(runs), **settings)  # type: ignore[arg-type]


def entry(*parts: str | Run, ref: str = "", tail: Sequence[Run] = (), indent: int = 0, role: str = "") -> Row:
    """Make a row of a list: one line, chosen by its ``ref``."""
    runs = tuple(Run(part) if isinstance(part, str) else part for part in parts)
    return Row(runs, indent=indent, ref=ref, wraps=False, tail=tuple(tail), role=role)


def heading(text: str) -> Row:
    """Make the title line of a part of a sheet."""
    return Row((Run(text, "heading"),), wraps=False)


def width_of(text: str) -> int:
    """Return the columns a text takes."""
    return len(text) if _SIMPLE.match(text) else cell_len(text)


def lines_of(paragraph: Row, width: int) -> tuple[Line, ...]:
    """Break a row into lines of at most ``width`` columns; an empty row is one empty line."""
    if paragraph.pair is not None:
        return tuple(_beside(paragraph.pair, width))
    if not paragraph.wraps:
        return (_one_line(paragraph, width),)
    text = "".join(run.text for run in paragraph.runs)
    cuts = _cuts(text, max(width - paragraph.indent, 4), max(width - paragraph.hang, 4))
    lines: list[Line] = []
    for number, line in enumerate(_sliced(paragraph.runs, cuts)):
        margin = paragraph.hang if number else paragraph.indent
        lines.append((Run(" " * margin), *line) if margin else line)
    return tuple(lines) or ((),)


def _beside(pair: tuple[tuple[Row, ...], tuple[Row, ...]], width: int) -> Iterator[Line]:
    half = max((width - 3) // 2, 4)
    left, right = ([line for each in side for line in lines_of(each, half)] for side in pair)
    for one, other in zip_longest(left, right, fillvalue=()):
        used = sum(width_of(run.text) for run in one)
        yield (*one, Run(" " * max(half - used, 0)), Run(" │ ", "dim"), *other)


def _cuts(text: str, first: int, rest: int) -> list[tuple[int, int]]:
    """Return where each line begins and ends, breaking at spaces, and inside a word only if it must."""
    cuts: list[tuple[int, int]] = []
    place = 0
    for part in text.split("\n"):
        cuts += _fill(text, place, place + len(part), rest if cuts else first, rest)
        place += len(part) + 1
    return cuts


def _fill(text: str, start: int, end: int, room: int, rest: int) -> Iterator[tuple[int, int]]:
    begin, stop, used = start, start, 0
    for match in _WORD.finditer(text, start, end):
        gap = match.start() - stop if used or stop == start else 0
        size = width_of(match[0])
        if used and used + gap + size > room:
            yield begin, stop
            begin, used, gap, room = match.start(), 0, 0, rest
        used += gap + size
        stop = match.end()
        while used > room:
            cut = _cut_word(text, begin, stop, room)
            yield begin, cut
            begin, used, room = cut, width_of(text[cut:stop]), rest
    yield begin, stop


def _cut_word(text: str, begin: int, stop: int, room: int) -> int:
    used = 0
    for place in range(begin, stop):
        used += width_of(text[place])
        if used > room:
            return max(place, begin + 1)
    return stop


def _sliced(runs: Sequence[Run], cuts: Iterable[tuple[int, int]]) -> Iterator[Line]:
    """Cut runs at line ends, walking through them once."""
    index, offset = 0, 0
    for start, end in cuts:
        while index < len(runs) and offset + len(runs[index].text) <= start:
            offset += len(runs[index].text)
            index += 1
        line: list[Run] = []
        here, place = index, offset
        while here < len(runs) and place < end:
            text = runs[here].text
            piece = text[max(start - place, 0) : end - place]
            if piece:
                line.append(Run(piece, runs[here].role))
            place += len(text)
            here += 1
        yield tuple(line)


def _one_line(paragraph: Row, width: int) -> Line:
    """Cut a list entry with an ellipsis, its tail kept whole at the right edge."""
    tail = sum(width_of(run.text) for run in paragraph.tail)
    room = max(width - paragraph.indent - (tail + 1 if tail else 0), 1)
    runs = tuple(_shortened(paragraph.runs, room))
    used = paragraph.indent + sum(width_of(run.text) for run in runs)
    head = (Run(" " * paragraph.indent), *runs) if paragraph.indent else runs
    if not tail:
        return head
    return (*head, Run(" " * max(width - used - tail, 1)), *paragraph.tail)


def _shortened(runs: Sequence[Run], room: int) -> Iterator[Run]:
    left = room
    total = sum(width_of(run.text) for run in runs)
    for run in runs:
        size = width_of(run.text)
        if total <= room or size < left:
            yield run
            left -= size
            continue
        yield Run(f"{set_cell_size(run.text, max(left - 1, 0))}…", run.role)
        return
