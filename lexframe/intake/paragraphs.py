"""Printed lines become paragraphs again, across lines and pages; running heads and page numbers fall off.

A paragraph is rejoined only where its geometry says so; where that is not sure, the join is a doubt.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from lexframe.core.message import Message
from lexframe.intake.document import Dropped, Place
from lexframe.intake.page import Line, Page, Picture, Table
from lexframe.text.labels import article_heading, division_heading, read_label, transitorio_heading

Role = Literal["text", "centred", "note", "table", "picture"]
_HEAD_ZONE, _FOOT_ZONE = 0.88, 0.07
_PAGE_NUMBER = re.compile(
    r"(?i)(?:p[áa]g(?:ina|\.)? ?)?[-–— ]{0,3}\d{1,5}(?: ?(?:de|/) ?\d{1,5})?[-–— ]{0,3}\Z"
)
_NOTE_HEADS = (
    "Art[íi]culo|P[áa]rrafo|Fracci[óo]n|Inciso|Subinciso|Numeral|Apartado|Secci[óo]n|Cap[íi]tulo|T[íi]tulo|Libro"
    "|Denominaci[óo]n|Transitorio|Tabla|Encabezado|Ep[íi]grafe|Reformad[oa]|Adicionad[oa]|Derogad[oa]|Recorrid[oa]"
)
_NOTE = re.compile(rf"(?:(?:{_NOTE_HEADS})\b.{{0,300}}\bDOF\b|Fe de erratas\b)")
_BLANK_LINE = 1.5
_NEAR = 3.0
_CENTRE = 4.0
_RAGGED = 2.5


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the source with what is known of its shape on paper.

    ``first`` and ``left`` are the x of its first line and of the lines under it (equal when it
    has one line). ``bold`` is said of its first letter, ``strong`` of all of it; ``blank`` tells
    that space stood above it; ``doubts`` tell what was not sure in joining it. A source without
    geometry leaves all of these at their defaults.
    """

    text: str
    place: Place
    role: Role = "text"
    first: float = 0.0
    left: float = 0.0
    lines: int = 1
    bold: bool = False
    strong: bool = False
    large: bool = False
    tinted: bool = False
    blank: bool = True
    doubts: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """The text column of a document: its edges, the size of its body type, the baseline pages begin at.

    ``justified`` says that lines reach the right edge unless they end a paragraph; ``top`` is 0
    where pages do not begin at one height; ``middle`` is the middle of the paper.
    """

    left: float
    right: float
    size: float
    justified: bool = False
    top: float = 0.0
    middle: float = 0.0

    @classmethod
    def of(cls, pages: Sequence[Page]) -> Column:
        """Measure the column by what most lines do."""
        some = [line for page in pages for line in page.lines]
        sizes: Counter[float] = Counter()
        for line in some:
            sizes[round(line.size, 1)] += len(line.text)
        size = max(sizes, key=lambda s: (sizes[s], s), default=10.0)
        body = [line for line in some if abs(line.size - size) < 0.6]
        right = max(_often(round(line.x1) for line in body), default=540)
        left = min(_often(round(line.x0) for line in body), default=70)
        full = sum(1 for line in body if abs(line.x1 - right) < _RAGGED)
        tops = Counter(round(page.lines[0].y) for page in pages if page.lines)
        top = max((y for y, count in tops.items() if count >= 3), default=0)
        justified = full * 2 > len(body)
        middle = Counter(page.width / 2 for page in pages).most_common(1)
        return cls(float(left), float(right), size, justified, float(top), middle[0][0] if middle else 0.0)

    def is_centred(self, line: Line) -> bool:
        """Tell whether a line stands in the middle, clear of both edges."""
        middles = ((self.left + self.right) / 2, self.middle)
        off = min(abs((line.x0 + line.x1) / 2 - middle) for middle in middles)
        clear = line.x0 - self.left > (1.2 if line.size > self.size + 0.5 else 18)
        return off < _CENTRE and clear

    def ends_early(self, line: Line) -> bool:
        """Tell whether a justified line stops short of the edge, as only the last of a paragraph does."""
        return self.justified and line.x1 < self.right - _RAGGED

    def has_room(self, line: Line, width: float) -> bool:
        """Tell whether another word of this width would still have fitted on the line."""
        return line.x1 + 0.28 * self.size + width < self.right - 1.0


def _often(values: Iterable[int]) -> list[int]:
    """Return the values that at least one in fifty has."""
    counts = Counter(values)
    return [value for value, count in counts.items() if count * 50 >= counts.total()]


def rejoin(pages: tuple[Page, ...]) -> tuple[tuple[Paragraph, ...], tuple[Dropped, ...]]:
    """Return the paragraphs of a document, and what was dropped as furniture of the page."""
    furniture = _furniture(pages)
    dropped: list[Dropped] = []
    kept: list[Page] = []
    for page in pages:
        lines = []
        for line in page.lines:
            reason = _reason(line, page, len(pages), furniture)
            if reason is None:
                lines.append(line)
            else:
                dropped.append(Dropped(line.text, Place(page.number), reason))
        kept.append(replace(page, lines=tuple(lines)))
    joiner = _Joiner(Column.of(kept), kept)
    paragraphs = tuple(joiner.join())
    return paragraphs, (*dropped, *joiner.dropped)


def _zone(line: Line, height: float) -> str:
    if line.y > height * _HEAD_ZONE:
        return "head"
    return "foot" if line.y < height * _FOOT_ZONE else ""


def _key(line: Line, height: float) -> tuple[str, int, str]:
    return _zone(line, height), round(line.y / 4), re.sub(r"\d+", "#", line.text)


def _furniture(pages: tuple[Page, ...]) -> frozenset[tuple[str, int, str]]:
    """Return what stands at one place in the margin of at least half the pages."""
    seen: Counter[tuple[str, int, str]] = Counter()
    for page in pages:
        seen.update({_key(line, page.height) for line in page.lines if _zone(line, page.height)})
    need = max(2, len(pages) / 2)
    return frozenset(key for key, count in seen.items() if count >= need)


def _reason(line: Line, page: Page, count: int, furniture: frozenset[tuple[str, int, str]]) -> Message | None:
    zone = _zone(line, page.height)
    if zone and _PAGE_NUMBER.match(line.text):
        return Message("page number")
    if zone and _key(line, page.height) in furniture:
        return Message("running head")
    return None


def _vocabulary(pages: list[Page]) -> frozenset[str]:
    return frozenset(
        word.strip(".,;:()“”\"'").casefold()
        for page in pages
        for line in page.lines
        for word in line.text.split()
    )


class _Joiner:
    """Walks down the lines of all pages and closes a paragraph where the next line cannot be its own."""

    def __init__(self, column: Column, pages: list[Page]) -> None:
        self.column = column
        self.pages = pages
        self.doubts: list[Message] = []
        self.dropped: list[Dropped] = []
        self._words: frozenset[str] | None = None

    def join(self) -> Iterator[Paragraph]:
        """Yield paragraphs from top to bottom, tables and pictures in their place among them."""
        lines: list[tuple[Line, int]] = []
        table: tuple[Table, int] | None = None
        ended: Paragraph | None = None
        blank = True
        for page, above, item in _downwards(self.pages):
            if lines and not (isinstance(item, Line) and self._continues(lines, item, above)):
                ended = self._close(lines, blank)
                yield ended
                lines = []
            if table is not None:
                if isinstance(item, Table) and page == table[1] + 1 and _goes_on(table[0], item):
                    table = (self._one_table(table[0], item, page), page)
                    continue
                yield _table_paragraph(*table)
                table = None
            if isinstance(item, Table):
                table = (item, page)
            elif isinstance(item, Picture):
                yield Paragraph("", Place(page), "picture")
            else:
                if not lines:
                    blank = self._is_apart(item, above, ended)
                lines.append((item, page))
        if lines:
            yield self._close(lines, blank)
        if table is not None:
            yield _table_paragraph(*table)

    def _is_apart(self, line: Line, above: float | None, ended: Paragraph | None) -> bool:
        """Tell whether space stands above a line; at the head of a page, rows of a list go on without."""
        if above is not None:
            return above > _BLANK_LINE * line.size
        at_top = abs(self.column.top - line.y) < 0.5 * line.size
        goes_on = ended is not None and not ended.blank and ended.role == "text"
        return not (at_top and goes_on and ended is not None and abs(ended.first - line.x0) < _NEAR)

    def _one_table(self, table: Table, more: Table, page: int) -> Table:
        """Return a table and its rest on the next page as one; a head printed again is reported."""
        rows = more.rows
        if rows and rows[0] == table.rows[0]:
            again = Message("the head of a table, printed again")
            self.dropped.append(Dropped(" ".join(rows[0]), Place(page), again))
            rows = rows[1:]
        return replace(table, rows=table.rows + rows)

    def _role(self, line: Line) -> Role:
        small = line.size < self.column.size - 0.5
        if small and line.italic and (line.tinted or _NOTE.match(line.text)):
            return "note"
        stands_out = (line.bold and line.bold_end) or abs(line.size - self.column.size) > 0.6
        marked = stands_out or division_heading(line.text) is not None
        return "centred" if marked and self.column.is_centred(line) else "text"

    def _continues(self, lines: list[tuple[Line, int]], line: Line, gap: float | None) -> bool:
        before = lines[-1][0]
        role = self._role(before)
        if role != self._role(line):
            return False
        if role == "note":
            return gap is not None and gap < _BLANK_LINE * line.size and not _NOTE.match(line.text)
        if role == "centred" or line.stacked or before.stacked:
            return False
        if abs(before.size - line.size) > 0.6 or self.column.has_room(before, line.word):
            return False
        if gap is not None:
            indented = len(lines) > 1 and line.x0 - before.x0 > _NEAR
            return gap <= _BLANK_LINE * line.size and not indented
        return self._continues_over_page(lines, line)

    def _continues_over_page(self, lines: list[tuple[Line, int]], line: Line) -> bool:
        """Judge the first line of a page by its height, its indent, and its words where these cannot tell."""
        before = lines[-1][0]
        lower = self.column.top - line.y > 0.5 * line.size
        if self.column.ends_early(before) or (lower and not line.text[0].islower()):
            return False
        if line.bold and not before.bold_end and _opens(line.text):
            return False
        if len(lines) > 1:
            if abs(line.x0 - before.x0) > _NEAR:
                return False
        elif line.x0 - before.x0 > _NEAR:
            return _opens(before.text) and not _opens(line.text)
        elif before.x0 - line.x0 > _NEAR:
            return True
        unsure = before.text[-1] in ".;:" and not line.text[0].islower()
        if unsure:
            what = Message("A paragraph may begin here; it was read as going on from the page before.")
            self.doubts.append(what)
        return True

    def _close(self, lines: list[tuple[Line, int]], blank: bool) -> Paragraph:
        first, page = lines[0]
        parts = [first.text]
        for line, _ in lines[1:]:
            parts[-1:] = self._glue(parts[-1], line.text)
        if first.stacked:
            self.doubts.append(Message("A formula was read as one line; compare it with the source."))
        doubts, self.doubts = tuple(self.doubts), []
        return Paragraph(
            " ".join(parts).replace("\xad", ""),
            Place(page),
            self._role(first),
            first.x0,
            lines[-1][0].x0 if len(lines) > 1 else first.x0,
            len(lines),
            first.bold,
            first.bold and lines[-1][0].bold_end,
            first.size > self.column.size + 0.5,
            first.tinted,
            blank,
            doubts,
        )

    def _glue(self, text: str, more: str) -> list[str]:
        """Put two lines together; a hyphen at the line's end goes only if the whole word is known."""
        if text.endswith("\xad"):
            return [text[:-1] + more]
        hyphen = len(text) > 1 and text[-1] in "-\u2010\x02\ufffe" and text[-2].isalnum()
        if not hyphen or not more[0].isalnum():
            return [text, more]
        head, tail = text[:-1].split()[-1], more.split()[0]
        whole = (head + tail).strip(".,;:()“”\"'").casefold()
        split = whole in self._vocabulary() and more[0].islower()
        word = head + tail if split else f"{head}-{tail}"
        what = Message("A word broken at the end of a line was rejoined as “{word}”.", word=word)
        self.doubts.append(what)
        return [text[:-1] + more if split else f"{text[:-1]}-{more}"]

    def _vocabulary(self) -> frozenset[str]:
        """Return every word of the document; made only for a document that breaks words."""
        if self._words is None:
            self._words = _vocabulary(self.pages)
        return self._words


def _opens(text: str) -> bool:
    """Tell whether a line begins with the label of a unit, an article or a transitorio."""
    return any(reading(text) is not None for reading in (read_label, article_heading, transitorio_heading))


def _goes_on(table: Table, more: Table) -> bool:
    """Tell whether a table at the head of a page has the columns of the one that ended the page before."""
    pairs = zip(table.columns, more.columns, strict=False)
    return len(table.columns) == len(more.columns) and all(abs(a - b) < _NEAR for a, b in pairs)


def _table_paragraph(table: Table, page: int) -> Paragraph:
    return Paragraph(pipe_table(table.rows), Place(page), "table", table.columns[0], table.columns[-1])


def _downwards(pages: list[Page]) -> Iterator[tuple[int, float | None, Line | Table | Picture]]:
    """Yield page number, the height of the line above to this one, and lines, tables, pictures in order."""
    for page in pages:
        pictures = [p for p in page.pictures if p.top < page.height * _HEAD_ZONE]
        items: list[Line | Table | Picture] = [*page.lines, *page.tables, *pictures]
        last: float | None = None
        for item in sorted(items, key=lambda item: -(item.y if isinstance(item, Line) else item.top)):
            if isinstance(item, Line):
                yield page.number, None if last is None else last - item.y, item
                last = item.y
            else:
                yield page.number, None, item


def pipe_table(rows: tuple[tuple[str, ...], ...]) -> str:
    """Write rows as a Markdown table; the first row is its head."""
    width = max(len(row) for row in rows)
    full = [[cell.replace("|", "\\|") for cell in row] + [""] * (width - len(row)) for row in rows]
    lines = ["| " + " | ".join(cells) + " |" for cells in full]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])
