"""The only door to pypdfium2: PDF bytes in, pages of lines with their geometry out, page by page.

PDFium is not safe for threads, so one document is read at a time; nothing is written to disk.
"""

from __future__ import annotations

import ctypes
import re
import threading
import unicodedata
from collections.abc import Iterator
from typing import Any

from lexframe.core.errors import Failed, Refused, Unreadable
from lexframe.core.message import Message
from lexframe.intake.page import Line, Page, Picture, Piece, Span, Table, in_rows
from lexframe.intake.rules import Box, Grid, find_grids

PAGE_CAP = 2_000
CHARACTER_CAP = 20_000_000
_PAGE_CHARACTER_CAP = 200_000
_OBJECT_CAP = 20_000
_PICTURE_SIDE = 60.0
_WORD_GAP = 0.1
_PRINTED = re.compile("[^\r\n\x02\ufffe]+[\x02\ufffe]?")
_READING = threading.Lock()
_PASSWORD_ERROR = 4


def read_pages(name: str, data: bytes) -> tuple[Page, ...]:
    """Return every page of a PDF, in order.

    Raises :class:`Unreadable` for what is damaged or holds only pictures of text, and
    :class:`Refused` for what is locked or larger than the caps.
    """
    pdfium = _pdfium()
    with _READING:
        document = _open(pdfium, name, data)
        try:
            count = len(document)
            if count > PAGE_CAP:
                raise _too_long(name, count)
            pages = tuple(_pages(pdfium, document, name, count))
        finally:
            document.close()
    if not any(page.lines or page.tables for page in pages):
        raise Unreadable(
            Message("{name} holds only images of pages, and no text.", name=name),
            Message("Run text recognition (OCR) on it first, then read the result."),
        )
    return pages


def _pdfium() -> Any:
    try:
        import pypdfium2
    except ModuleNotFoundError as missing:
        raise Failed(
            Message("Reading PDF files needs a library that is not installed."),
            Message("Install lexframe[intake]."),
        ) from missing
    return pypdfium2


def _open(pdfium: Any, name: str, data: bytes) -> Any:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR:
            raise Refused(
                Message("{name} is locked with a password.", name=name),
                Message("Save a copy without the password, then read that."),
            ) from error
        raise _damaged(name) from error


def _damaged(name: str) -> Unreadable:
    return Unreadable(
        Message("{name} is not a whole PDF file: it is damaged or cut short.", name=name),
        Message("Download or export it again."),
    )


def _too_long(name: str, count: int) -> Refused:
    return Refused(
        Message("{name} has {count} pages; at most {cap} are read.", name=name, count=count, cap=PAGE_CAP),
        Message("Split the file, and read the part that holds the framework."),
    )


def _pages(pdfium: Any, document: Any, name: str, count: int) -> Iterator[Page]:
    characters = 0
    for index in range(count):
        try:
            page = document[index]
            textpage = page.get_textpage()
        except pdfium.PdfiumError as error:
            raise _damaged(name) from error
        try:
            view = _PageView(pdfium.raw, page, textpage)
            characters += view.count
            if view.count > _PAGE_CHARACTER_CAP or characters > CHARACTER_CAP:
                raise Refused(
                    Message("{name} holds more text than any law.", name=name),
                    Message("Check that this is the right file."),
                    f"p. {index + 1}",
                )
            yield view.read(index + 1)
        finally:
            textpage.close()
            page.close()


class _PageView:
    """One open page; asks PDFium no more than a few questions for each line."""

    def __init__(self, raw: Any, page: Any, textpage: Any) -> None:
        self.raw, self.page, self.textpage = raw, page, textpage
        self.count: int = raw.FPDFText_CountChars(textpage)
        self.height: float = page.get_height()

    def read(self, number: int) -> Page:
        boxes, pictures = self._drawn()
        grids = find_grids(boxes)
        text = self._text()
        cells: list[dict[tuple[int, int], list[str]]] = [{} for _ in grids]
        lines = [
            (self._line(text, *span), span)
            for start, end in _spans(text)
            for span in self._outside(text, start, end, grids, cells)
        ]
        tables = tuple(_table(grid, cell) for grid, cell in zip(grids, cells, strict=True) if cell)

        def pieces(span: Span) -> tuple[Piece, ...]:
            return self._pieces(text, *span)

        return Page(number, self.height, in_rows(lines, pieces), tables, pictures, self.page.get_width())

    def _text(self) -> str:
        """Return one character for each of PDFium's, so that an index serves both."""
        if not self.count:
            return ""
        buffer = (ctypes.c_ushort * (self.count + 1))()
        written = self.raw.FPDFText_GetText(self.textpage, 0, self.count, buffer)
        text = bytes(buffer)[: 2 * (written - 1)].decode("utf-16-le", "replace")
        if len(text) == self.count:
            return text
        codes = (self.raw.FPDFText_GetUnicode(self.textpage, i) for i in range(self.count))
        return "".join(chr(c) if c < 0x110000 and not 0xD800 <= c < 0xE000 else "\ufffd" for c in codes)

    def _drawn(self) -> tuple[list[Box], tuple[Picture, ...]]:
        raw, boxes, pictures = self.raw, [], []
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        for i in range(min(raw.FPDFPage_CountObjects(self.page), _OBJECT_CAP)):
            item = raw.FPDFPage_GetObject(self.page, i)
            kind = raw.FPDFPageObj_GetType(item)
            if kind not in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
                continue
            if not raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
                continue
            box = (left.value, bottom.value, right.value, top.value)
            if kind == raw.FPDF_PAGEOBJ_PATH:
                boxes.append(box)
            elif box[2] - box[0] > _PICTURE_SIDE and box[3] - box[1] > _PICTURE_SIDE:
                pictures.append(Picture(box[3], box[1]))
        return boxes, tuple(pictures)

    def _outside(
        self,
        text: str,
        start: int,
        end: int,
        grids: tuple[Grid, ...],
        cells: list[dict[tuple[int, int], list[str]]],
    ) -> Iterator[tuple[int, int]]:
        """Put the characters that stand in a table into its cells; yield the spans of the others."""
        if not grids:
            yield start, end
            return
        fresh: set[tuple[int, int, int]] = set()
        first = start
        for i in range(start, end):
            if text[i].isspace():
                fresh.clear()
                continue
            x, y = self._origin(i)
            found = next(((n, at) for n, grid in enumerate(grids) if (at := grid.cell(x, y))), None)
            if found is None:
                continue
            if text[first:i].strip():
                yield first, i
            first = i + 1
            n, at = found
            words = cells[n].setdefault(at, [])
            if (n, *at) in fresh:
                words[-1] += text[i]
            else:
                words.append(text[i])
                fresh.add((n, *at))
        if text[first:end].strip():
            yield first, end

    def _origin(self, i: int) -> tuple[float, float]:
        x, y = ctypes.c_double(), ctypes.c_double()
        self.raw.FPDFText_GetCharOrigin(self.textpage, i, x, y)
        return x.value, y.value

    def _right(self, i: int) -> float:
        box = self.raw.FS_RECTF()
        self.raw.FPDFText_GetLooseCharBox(self.textpage, i, box)
        return float(box.right)

    def _style(self, i: int) -> tuple[bool, bool]:
        """Return bold and italic of a character."""
        buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
        self.raw.FPDFText_GetFontInfo(self.textpage, i, buffer, 128, flags)
        name = buffer.value.decode("latin-1").lower()
        bold = "bold" in name or self.raw.FPDFText_GetFontWeight(self.textpage, i) >= 600
        return bold, "italic" in name or "oblique" in name or bool(flags.value & 64)

    def _size(self, i: int) -> float:
        matrix = self.raw.FS_MATRIX()
        scale = 1.0
        if self.raw.FPDFText_GetMatrix(self.textpage, i, matrix):
            scale = (float(matrix.c) ** 2 + float(matrix.d) ** 2) ** 0.5 or 1.0
        size = float(self.raw.FPDFText_GetFontSize(self.textpage, i))
        return size * scale if size * scale < 200 else size

    def _tinted(self, i: int) -> bool:
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        self.raw.FPDFText_GetFillColor(self.textpage, i, red, green, blue, alpha)
        shades = (red.value, green.value, blue.value)
        return max(shades) - min(shades) > 60

    def _line(self, text: str, start: int, end: int) -> Line:
        while text[start].isspace():
            start += 1
        while text[end - 1].isspace():
            end -= 1
        words = unicodedata.normalize("NFC", text[start:end]).split()
        x0, y = self._origin(start)
        word_end = start + len(text[start:end].split(None, 1)[0]) - 1
        bold, italic = self._style(start)
        return Line(
            " ".join(words),
            x0,
            self._right(end - 1),
            y,
            self._size(start),
            self._right(word_end) - x0,
            bold,
            self._style(end - 1)[0],
            italic,
            self._tinted(start),
        )

    def _pieces(self, text: str, start: int, end: int) -> tuple[Piece, ...]:
        """Return where each word stands, split wherever there is room for a space."""
        pieces: list[Piece] = []
        fresh = True
        for i in range(start, end):
            if text[i].isspace():
                fresh = True
                continue
            (x, y), right = self._origin(i), self._right(i)
            if not fresh and x - pieces[-1].x1 < _WORD_GAP * self._size(i) and abs(y - pieces[-1].y) < 1:
                last = pieces[-1]
                pieces[-1] = Piece(last.text + text[i], last.x0, right, last.y)
            else:
                pieces.append(Piece(text[i], x, right, y))
            fresh = False
        return tuple(pieces)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the printed lines as (start, end); PDFium marks a hyphen at a line's end as U+0002 or U+FFFE."""
    for match in _PRINTED.finditer(text):
        if not match[0].isspace():
            yield match.span()


def _table(grid: Grid, cells: dict[tuple[int, int], list[str]]) -> Table:
    rows = tuple(
        tuple(
            unicodedata.normalize("NFC", " ".join(cells.get((row, column), ())))
            for column in range(len(grid.xs) - 1)
        )
        for row in range(len(grid.ys) - 1)
    )
    return Table(tuple(row for row in rows if any(row)), grid.xs, grid.ys[0], grid.ys[-1])
