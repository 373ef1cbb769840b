"""A whole framework in one Markdown file, both ways: what is printed here reads back equal.

``# Title``, ``## Título Primero``, ``### Capítulo I``, ``##### Artículo 1.`` with the body under it,
editorial notes as quotations, and a rule before the signatures; paragraphs that open with
"Artículo 1." serve in a file that has no such headings.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lexframe.intake.assembly import Assembler
from lexframe.intake.document import ArticleText, Decree, Heading, Intake, Note, Place, Source
from lexframe.intake.landmarks import opens_decrees, opens_transitorios
from lexframe.intake.notes import address_of_note
from lexframe.intake.paragraphs import Paragraph
from lexframe.intake.structure import Body, finish_body
from lexframe.text.labels import (
    ArticleHeading,
    TransitorioHeading,
    article_heading,
    division_heading,
    transitorio_heading,
)
from lexframe.text.units import Unit, parse_units

_HASHES = {"libro": 2, "titulo": 2, "transitorios": 2, "capitulo": 3, "seccion": 4, "rubro": 4}
_BETWEEN = " — "
_RULE = re.compile(r"(?:-[ \t]{0,3}){3,}\Z")
_HEADING = re.compile(r"(#{1,6})[ \t]+")
_EXPLICIT = re.compile(r"\[([a-z0-9A-Z/-]{0,200})\] ")


def print_markdown(intake: Intake) -> str:
    """Return the framework as one Markdown file; :func:`read_markdown` gives it back equal."""
    out: list[str] = []
    if intake.title:
        out.append(f"# {intake.title}")
    out += [f"> {legend}" for legend in intake.legends]
    out += _escaped(intake.preamble)
    articles = {article.id: article for article in intake.every_article()}
    for item in intake.outline:
        out += _print_heading(item) if isinstance(item, Heading) else _print_article(articles[item])
    out += _print_closing(intake.closing)
    if intake.decrees_heading:
        out.append(f"## {intake.decrees_heading}")
    for decree in intake.decrees:
        out += _print_decree(decree)
    return "\n\n".join(out) + "\n"


def _print_heading(heading: Heading) -> list[str]:
    joint = " " if heading.label.endswith((".", "-", ":", "—")) else _BETWEEN
    words = joint.join(part for part in (heading.label, heading.title) if part)
    return [f"{'#' * _HASHES[heading.kind]} {words}", *(f"> {note}" for note in heading.notes)]


def _print_article(article: ArticleText) -> list[str]:
    out = [f"##### {article.label} {article.title}".rstrip()]
    blocks = _escaped(article.body)
    units = parse_units(article.id, article.body)
    if len(units) != len(blocks):
        return [*out, *blocks, *(f"> [{note.at}] {note.text}" for note in article.notes)]
    placed = _place_notes(article.notes, units)
    out += placed[0]
    for block, notes in zip(blocks, placed[1:], strict=True):
        out += [block, *notes]
    return out


def _place_notes(notes: Sequence[Note], units: Sequence[Unit]) -> list[list[str]]:
    """Return the quotations that stand before the first block, and those after each block.

    A note stands as far down as its own place tells its unit and the order of notes is kept; where
    no place does, the unit is named in brackets.
    """
    placed: list[list[str]] = [[] for _ in range(len(units) + 1)]
    inside = _positions(units)
    bound = len(units)
    for note in reversed(notes):
        known = inside.get(note.at, [])
        last = bisect_right(known, bound)
        told = [
            n
            for n in (*known[max(last - 1, 0) : last], *known[:1])
            if n <= bound and _tells(note, units[n - 1])
        ]
        plain = bool(told) and not _EXPLICIT.match(note.text)
        bound = told[0] if told else bound
        placed[bound].append(f"> {note.text}" if plain else f"> [{note.at}] {note.text}")
    return [list(reversed(some)) for some in placed]


def _positions(units: Sequence[Unit]) -> dict[str, list[int]]:
    """Return for every address the places, counted from one, of the units at it and inside it."""
    places: dict[str, list[int]] = {"": list(range(1, len(units) + 1))}
    for n, unit in enumerate(units, start=1):
        steps = unit.address.steps
        for end in range(1, len(steps) + 1):
            places.setdefault("/".join(map(str, steps[:end])), []).append(n)
    return places


def _tells(note: Note, unit: Unit) -> bool:
    return address_of_note(note.text, unit) == note.at


def _print_closing(closing: str) -> list[str]:
    return ["---", *_escaped(closing)] if closing else []


def _print_decree(decree: Decree) -> list[str]:
    out = [f"### {decree.title}"]
    if decree.published:
        out.append(f"> {decree.published}")
    out += _escaped(decree.operative)
    if decree.heading:
        out.append(f"#### {decree.heading}")
    for article in decree.transitorios:
        out += _print_article(article)
    return out + _print_closing(decree.closing)


def _escaped(text: str) -> list[str]:
    """Return the blocks of a text, with what Markdown would read as a mark of its own set off."""
    blocks = text.removesuffix("\n").split("\n\n") if text else []
    return ["\n".join(map(_escape, block.split("\n"))) for block in blocks]


def _escape(line: str) -> str:
    words = line.lstrip(" ")
    if not words.startswith(("#", ">", "\\")) and not _RULE.match(words):
        return line
    return line[: len(line) - len(words)] + "\\" + words


@dataclass(frozen=True, slots=True)
class _Block:
    """A block of the file: ``hashes`` above zero for a heading; ``quote`` for a quotation."""

    text: str
    line: int
    hashes: int = 0
    quote: bool = False
    rule: bool = False


def read_markdown(name: str, text: str, sha256: str = "") -> Intake:
    """Read a framework written in Markdown; article bodies are kept block by block as they stand."""
    blocks = tuple(_blocks(unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))))
    reader = _Reader(any(b.hashes and article_heading(b.text) for b in blocks))
    for block in blocks:
        reader.take(block)
    return reader.to.finish(Source(name, sha256))


def _blocks(text: str) -> Iterator[_Block]:
    held: list[str] = []
    began = 0
    quoted = False
    for number, line in enumerate(text.split("\n"), start=1):
        line = line.rstrip()
        heading = _HEADING.match(line)
        quote = line.startswith(">")
        if held and (not line or heading or quote != quoted or _RULE.match(line)):
            yield _Block("\n".join(held), began, quote=quoted)
            held = []
        if heading:
            yield _Block(line[heading.end() :].rstrip("# ").strip(), number, hashes=len(heading[1]))
        elif _RULE.match(line):
            yield _Block("", number, rule=True)
        elif line:
            if not held:
                began, quoted = number, quote
            held.append(line[1:].strip() if quote else _unescape(line))
    if held:
        yield _Block("\n".join(held), began, quote=quoted)


def _unescape(line: str) -> str:
    words = line.lstrip(" ")
    return line[: len(line) - len(words)] + words[1:] if words.startswith("\\") else line


class _Reader:
    """Turns blocks into calls of the assembler; headings win over paragraphs that look like labels."""

    def __init__(self, headed: bool) -> None:
        self.to = Assembler(_written_body)
        self.headed = headed

    def take(self, block: _Block) -> None:
        """Take one block."""
        place = Place(line=block.line)
        if block.hashes:
            self._heading(block, place)
        elif block.rule:
            self.to.begin_closing()
        elif block.quote:
            self._quote(block, place)
        elif self.headed or not self._opens(block.text, place):
            self.to.block(Paragraph(block.text, place))

    def _quote(self, block: _Block, place: Place) -> None:
        to, text = self.to, " ".join(block.text.split())
        if to.mode == "preamble" and not to.preamble:
            to.legends.append(text)
        elif to.open_decree is not None and to.mode == "decree-operative" and not to.open_decree.published:
            to.published(text)
        else:
            to.block(Paragraph(text, place, "note"))

    def _heading(self, block: _Block, place: Place) -> None:
        to, text = self.to, block.text
        if block.hashes == 1 and not to.title and to.mode == "preamble":
            to.title = text
        elif opens_decrees(text):
            to.open_decrees(text)
        elif opens_transitorios(text):
            to.heading(Heading("transitorios", "", "", text, place=place))
        elif to.mode.startswith("decree") and block.hashes <= 3:
            to.decree(text, place)
        elif not self._opens(text, place, heading=True):
            to.heading(replace(_division(text), place=place))

    def _opens(self, text: str, place: Place, *, heading: bool = False) -> bool:
        """Open an article if the text begins with its label; after a heading's label stands its title."""
        to = self.to
        found: ArticleHeading | TransitorioHeading | None = None
        if to.mode in ("law", "preamble"):
            found = article_heading(text)
        elif to.mode in ("transitorios", "decree-transitorios"):
            found = transitorio_heading(text)
        if found is None:
            return False
        rest = found.rest.strip()
        body = None if heading else Paragraph(rest, place)
        to.article(found.number, found.printed, body, place, rest if heading else "")
        return True


def _division(text: str) -> Heading:
    head, between, title = text.partition(_BETWEEN)
    division = division_heading(head)
    if between and division is not None and not division.rest.strip():
        return Heading(division.kind, division.number, title, head)
    division = division_heading(text)
    if division is None:
        return Heading("rubro", "", text)
    return Heading(division.kind, division.number, division.rest.strip(), division.printed)


def _written_body(article: str, blocks: Sequence[Paragraph]) -> Body:
    """Keep the blocks as written; quotations are notes, with their address in brackets or by their place."""
    out: list[str] = []
    notes: list[tuple[str, int]] = []
    explicit: dict[int, str] = {}
    for block in blocks:
        if block.role != "note":
            out.append(block.text)
            continue
        mark = _EXPLICIT.match(block.text)
        if mark is not None:
            explicit[len(notes)] = mark[1]
        notes.append((block.text[mark.end() :] if mark else block.text, len(out)))
    body = finish_body(article, "\n\n".join(out) + "\n" if out else "", notes, ())
    told = tuple(Note(note.text, explicit.get(n, note.at)) for n, note in enumerate(body.notes))
    return replace(body, notes=told)
