"""A whole framework as one Markdown file, its articles byte for byte: what intake reads back equal.

``# Title``, ``## Título Primero``, ``##### Artículo 1.`` with the body under it; editorial notes and
legends are quotations, which are no part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lexframe.core.article import Article, FrameworkText, Heading
from lexframe.export.captions import article_label, division_words
from lexframe.text.units import Unit, parse_units

_BETWEEN = " — "
_MARKS = {"libro": 2, "titulo": 2, "transitorios": 2, "capitulo": 3, "decreto": 3, "seccion": 4, "rubro": 4}
_RULE = re.compile(r"(?:-[ \t]{0,3}){3,}\Z")
_TRANSITORIOS = re.compile(r"(?:artículos? )?transitorios?[.:]?\Z", re.IGNORECASE)
_NOTE = re.compile(r"\((?P<note>[^()\n]*)\)\Z")


def law_markdown(text: FrameworkText, legends: Sequence[str] = ()) -> str:
    """Print the whole text; ``legends`` stand quoted under the title."""
    out = [f"# {_line(text.frame.title)}"] if text.frame.title else []
    out += [_quoted(legend) for legend in legends]
    out += blocks(text.frame.preamble)
    closing: list[str] = []
    for entry in text.frame.outline:
        if isinstance(entry, Heading):
            out += [*closing, *_division(entry)]
            closing = ["---", *blocks(entry.closing)] if entry.closing.strip() else []
        elif entry in text.articles:
            out += _article(text.articles[entry])
    return "\n\n".join([*out, *closing]) + "\n"


def blocks(text: str) -> list[str]:
    """Return the blocks of a text, each safe from being read as a heading, a quotation or a rule."""
    stripped = text.strip("\n")
    found = re.split(r"\n(?:[^\S\n]*\n)+", stripped) if stripped else []
    return ["\n".join(map(_escape, block.split("\n"))) for block in found]


def _division(heading: Heading) -> list[str]:
    prose = blocks(heading.text)
    if heading.kind == "decreto":
        return [f"### {_line(heading.title)}", *_decree(heading, prose)]
    marks = 2 if heading.kind == "rubro" and heading.level == 1 else _MARKS.get(heading.kind, 4)
    line = f"{'#' * marks} {_line(division_words(heading, _BETWEEN))}"
    return [line, *(_quoted_note(block) for block in prose)]


def _decree(heading: Heading, prose: list[str]) -> list[str]:
    """Print a reform decree: where it was published, its operative words, the heading of its transitorios."""
    out = [_quoted(prose[0])] if prose and heading.number else prose[:1]
    out += prose[1:]
    if len(out) > 1 and _TRANSITORIOS.match(out[-1]):
        out[-1] = f"#### {out[-1]}"
    return out


def _quoted_note(block: str) -> str:
    match = _NOTE.match(block)
    return _quoted(match["note"]) if match else block


def _article(article: Article) -> list[str]:
    head = f"##### {article_label(article)} {_line(article.title)}".rstrip()
    units = parse_units(article.id, article.body)
    return [head, *_with_notes(article, blocks(article.body), units)]


def _with_notes(article: Article, printed: list[str], units: Sequence[Unit]) -> Iterable[str]:
    """Put each editorial note after its unit, with the unit's address so that nobody has to guess."""
    places = {"/".join(map(str, unit.address.steps)): n for n, unit in enumerate(units, 1)}
    after: dict[int, list[str]] = {}
    for note in article.notes:
        after.setdefault(places.get(note.at, len(printed)), []).append(f"> [{note.at}] {_line(note.text)}")
    for n, block in enumerate(["", *printed]):
        if block:
            yield block
        yield from after.get(n, ())


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _line(text: str) -> str:
    return " ".join(text.split())


def _escape(line: str) -> str:
    bare = line.lstrip(" ")
    if not bare.startswith(("#", ">", "\\")) and not _RULE.match(bare):
        return line
    return line[: len(line) - len(bare)] + "\\" + bare
