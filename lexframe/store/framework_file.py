"""``framework.md``: front matter, preamble, then the outline: headings are divisions, links are articles."""

from __future__ import annotations

import re
from dataclasses import replace

from lexframe.core.article import Framework, Heading
from lexframe.store.front_matter import read_record, write_record
from lexframe.store.paths import Place
from lexframe.store.records import FORMAT

WORDS = {
    "libro": "Libro",
    "titulo": "Título",
    "capitulo": "Capítulo",
    "seccion": "Sección",
    "transitorios": "Transitorios",
    "decreto": "Decreto",
}
_KINDS = {word: kind for kind, word in WORDS.items()}
_HEADING = re.compile(r"(?P<marks>#{2,6}) (?P<words>[^{}]*) \{#(?P<id>[a-z0-9-]+)\}\Z")
_DIVISION = re.compile(rf"(?P<word>{'|'.join(_KINDS)})(?: (?P<number>[^.]+))?(?:\. (?P<title>.*))?\Z")
_LINK = re.compile(r"- \[[^\]]*\]\(articles/(?P<id>[a-z0-9-]+)\.md\)\Z")


def write_framework(framework: Framework, labels: dict[str, str]) -> bytes:
    """Print a frame; ``labels`` gives each article id the words of its link."""
    blocks = [framework.preamble.strip("\n")]
    links: list[str] = []
    closing = ""
    for entry in framework.outline:
        if isinstance(entry, str):
            links.append(f"- [{labels.get(entry, entry)}](articles/{entry}.md)")
            continue
        blocks += ["\n".join(links), closing, _heading_line(entry), entry.text.strip("\n")]
        links, closing = [], entry.closing.strip("\n")
    blocks += ["\n".join(links), closing]
    front = {
        "format": FORMAT,
        "title": framework.title,
        "language": framework.language,
        "source": framework.source,
        **dict(framework.extras),
    }
    return write_record(front, "\n\n".join(block for block in blocks if block))


def read_framework(data: bytes, place: Place) -> Framework:
    """Read a frame back."""
    record = read_record(data, place.path)
    fields = record.fields
    fields.whole("format")
    title, language, source = fields.text("title"), fields.text("language", "es"), fields.text("source", "")
    extras = fields.done()
    preamble, outline = _outline(record.body)
    return Framework(place.framework, title, preamble, outline, language, source, extras)


def _outline(body: str) -> tuple[str, tuple[Heading | str, ...]]:
    """Take the body line by line; prose belongs to the last heading, before or after its links."""
    outline: list[Heading | str] = []
    preamble: list[str] = []
    prose, last = preamble, -1
    pending: list[tuple[int, list[str], list[str]]] = []
    for line in body.split("\n"):
        heading, link = _HEADING.match(line), _LINK.match(line)
        if heading:
            last, prose = len(outline), []
            pending.append((last, prose, []))
            outline.append(_heading(heading))
        elif link:
            outline.append(link["id"])
            prose = pending[-1][2] if pending else preamble
        else:
            prose.append(line)
    for index, text, closing in pending:
        entry = outline[index]
        assert isinstance(entry, Heading)
        outline[index] = replace(entry, text=_joined(text), closing=_joined(closing))
    return _joined(preamble), tuple(outline)


def _heading(match: re.Match[str]) -> Heading:
    level = len(match["marks"]) - 1
    division = _DIVISION.match(match["words"])
    if division is None:
        return Heading(match["id"], "rubro", "", match["words"], level)
    number, title = division["number"] or "", division["title"] or ""
    return Heading(match["id"], _KINDS[division["word"]], number, title, level)


def heading_words(heading: Heading) -> str:
    """The words of a heading: ``Título Primero. Disposiciones generales``."""
    if heading.kind not in WORDS:
        return heading.title
    number = f" {heading.number}" if heading.number else ""
    title = f". {heading.title}" if heading.title else ""
    return f"{WORDS[heading.kind]}{number}{title}"


def _heading_line(heading: Heading) -> str:
    return f"{'#' * (heading.level + 1)} {heading_words(heading)} {{#{heading.id}}}"


def _joined(lines: list[str]) -> str:
    text = "\n".join(lines).strip("\n")
    return f"{text}\n" if text else ""
