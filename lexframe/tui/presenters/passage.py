"""A text of law laid out by its units, plain or with what an amendment changes marked in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lexframe.core.article import Article, Note
from lexframe.core.safe import safe
from lexframe.text.redline import Redline, Span, redline
from lexframe.text.units import INDENT, parse_units
from lexframe.tui.rows import BLANK, Row, Run, width_of

_BREAK = re.compile(r"\n(?:[ \t]*\n)+[ \t]*|\n")
_LABEL = re.compile(
    r"(?:[IVXLCDM]{1,12}(?: [A-ZÁÉÍÓÚ][a-záéíóú]{1,12})?\.|[a-zñ](?: bis)?\)|[0-9]{1,4}[.)]|[A-ZÑ]\.)(?=\s)"
)
_ROLES: Mapping[tuple[str, bool], str] = {
    ("insert", False): "insert",
    ("delete", False): "delete",
    ("insert", True): "move",
    ("delete", True): "moved-from",
}
LONG = 40
"""From this length on, a replaced beginning stands in a row of its own, above what replaces it."""

_MARKS = {"insert": ("{+", "+}"), "delete": ("[-", "-]"), "move": ("{>", "<}"), "moved-from": ("[<", ">]")}


@dataclass(slots=True)
class _Block:
    """Runs of one block of text, before it is known how deep it stands."""

    runs: list[Run] = field(default_factory=list)

    @property
    def is_gone(self) -> bool:
        """Whether all of it so far is taken out and long enough to be read as a paragraph of its own."""
        text = "".join(run.text for run in self.runs if run.text.strip())
        return len(text) >= LONG and all(run.role == "delete" for run in self.runs if run.text.strip())

    def add(self, pieces: Sequence[Run]) -> None:
        """Add runs, with air between a word taken out and the one put in its place."""
        if pieces and self.runs and pieces[0].role and self.runs[-1].role not in ("", pieces[0].role):
            before, after = self.runs[-1].text[-1:], pieces[0].text[:1]
            if not before.isspace() and not after.isspace():
                self.runs.append(Run(" "))
        self.runs += pieces

    def row(self) -> Row:
        """Return the block as a row, indented as deep as it stands."""
        text = "".join(run.text for run in self.runs)
        columns = len(text) - len(text.lstrip(" "))
        indent = (columns + 1) // INDENT * INDENT
        label = _LABEL.match(text[columns:])
        runs = list(_without_margin(self.runs, columns))
        if label is None:
            return Row(tuple(runs), indent, indent)
        hang = indent + width_of(label[0]) + 1
        return Row(tuple(_labelled(runs, len(label[0]))), indent, hang)


def plain(article: Article) -> tuple[Row, ...]:
    """Lay an article out, its editorial notes after the units they speak of."""
    rows = list(blocks((Span("equal", article.body),)))
    if not article.notes:
        return tuple(spaced(rows))
    units = parse_units(article.id, article.body)
    noted: list[Row] = []
    for number, each in enumerate(rows):
        noted.append(each)
        steps = str(units[number].address).partition("/")[2] if number < len(units) else ""
        noted += [_note(note, each.indent) for note in article.notes if note.at == steps and steps]
    noted += [_note(note, 0) for note in article.notes if not note.at]
    return tuple(spaced(noted))


def changed(old: str, new: str, *, marks: bool = False) -> tuple[Row, ...]:
    """Lay two versions out as one text in which every change is marked."""
    return tuple(spaced(blocks(redline(old, new).spans, marks=marks)))


def beside(old: str, new: str, *, marks: bool = False) -> tuple[Row, ...]:
    """Lay two versions out side by side, paragraph against paragraph."""
    rows: list[Row] = []
    for left, right in _pairs(redline(old, new)):
        left_rows = tuple(blocks((span for span in left if span.kind != "insert"), marks=marks))
        right_rows = tuple(blocks((span for span in right if span.kind != "delete"), marks=marks))
        if left_rows or right_rows:
            rows += [Row(pair=(left_rows, right_rows)), BLANK]
    return tuple(rows[:-1])


def blocks(spans: Iterable[Span], *, marks: bool = False) -> Iterator[Row]:
    """Turn spans into one row for each block of the text."""
    block = _Block()
    for span in spans:
        role = _ROLES.get((span.kind, bool(span.move)), "")
        place = 0
        text = span.text
        if role == "insert" and block.is_gone:
            yield block.row()
            block = _Block()
        for match in _BREAK.finditer(text):
            block.add(_piece(text[place : match.start()], role, marks))
            if match[0] == "\n":
                block.runs.append(Run("\n" if "|" in text else " ", ""))
                place = match.end()
                continue
            if any(run.text.strip() for run in block.runs):
                yield block.row()
            block = _Block()
            place = match.end() - (len(match[0]) - len(match[0].rstrip(" \t")))
        block.add(_piece(text[place:], role, marks))
    if any(run.text.strip() for run in block.runs):
        yield block.row()


def spaced(rows: Iterable[Row]) -> Iterator[Row]:
    """Put air where a reader needs it: around flush paragraphs, not between fracciones."""
    before: Row | None = None
    for each in rows:
        if before is not None and (_is_flush(each) or _is_flush(before)) and not _is_note(each):
            yield BLANK
        yield each
        before = each


def _is_flush(each: Row) -> bool:
    return each.hang == 0


def _is_note(each: Row) -> bool:
    return bool(each.runs) and each.runs[0].role == "note"


def _note(note: Note, indent: int) -> Row:
    return Row((Run(f"({safe(note.text, lines=False)})", "note"),), indent, indent)


def _piece(text: str, role: str, marks: bool) -> list[Run]:
    if not text:
        return []
    shown = safe(text, lines=False)
    if not marks or role not in _MARKS or not text.strip():
        return [Run(shown, role)]
    before, after = _MARKS[role]
    bare = shown.strip()
    start = shown.index(bare)
    return [
        Run(shown[:start]),
        Run(f"{before}{bare}{after}", role),
        Run(shown[start + len(bare) :]),
    ]


def _without_margin(runs: Sequence[Run], columns: int) -> Iterator[Run]:
    left = columns
    for run in runs:
        cut = min(left, len(run.text) - len(run.text.lstrip(" ")))
        left -= cut
        if run.text[cut:]:
            yield Run(run.text[cut:], run.role)
        left = left if cut == len(run.text) else 0


def _labelled(runs: Sequence[Run], length: int) -> Iterator[Run]:
    first = runs[0]
    if first.role or len(first.text) < length:
        yield from runs
        return
    yield Run(first.text[:length], "label")
    yield Run(first.text[length:])
    yield from runs[1:]


def _pairs(line: Redline) -> Iterator[tuple[list[Span], list[Span]]]:
    """Gather spans until both versions break between paragraphs at the same place."""
    held: list[Span] = []
    for span in line.spans:
        if span.kind != "equal":
            held.append(span)
            continue
        place = 0
        for match in re.finditer(r"\n[ \t]*\n", span.text):
            held.append(Span("equal", span.text[place : match.end()]))
            yield held, held
            held, place = [], match.end()
        if span.text[place:]:
            held.append(Span("equal", span.text[place:]))
    if held:
        yield held, held
