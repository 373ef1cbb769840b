"""``framework.md``: front matter, preamble, then the outline: headings are divisions, links are articles."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
_HEADING = re.compile(
    r"(?P<marks>#{2,6}) (?P<word>Libro|Título|Capítulo|Sección|Transitorios|Decreto)"
    r"(?: (?P<number>[^.{}]*))?(?:\. (?P<title>[^{}]*))? \{#(?P<id>[a-z0-9-]+)\}\Z"
)
_LINK = re.compile(r"- \[[^\]]*\]\(articles/(?P<id>[a-z0-9-]+)\.md\)\Z")


def write_framework(framework: Framework, labels: dict[str, str]) -> bytes:
    """Print a frame; ``labels`` gives each article id the words of its link."""
    blocks = [framework.preamble.strip("\n")] if framework.preamble.strip() else []
    links: list[str] = []
    for entry in framework.outline:
        if isinstance(entry, str):
            links.append(f"- [{labels.get(entry, entry)}](articles/{entry}.md)")
            continue
        blocks += _joined(links)
        links = []
        blocks.append(_heading_line(entry))
        blocks += [entry.text.strip("\n")] if entry.text.strip() else []
    blocks += _joined(links)
    return write_record(
        {
            "format": FORMAT,
            "title": framework.title,
            "language": framework.language,
            "source": framework.source,
            **dict(framework.extras),
        },
        "\n\n".join(blocks),
    )


def read_framework(data: bytes, place: Place) -> Framework:
    """Read a frame back."""
    record = read_record(data, place.path)
    fields = record.fields
    fields.whole("format")
    title, language, source = fields.text("title"), fields.text("language", "es"), fields.text("source", "")
    extras = fields.done()
    preamble, outline = _outline(record.body)
    return Framework(place.framework, title, preamble, tuple(outline), language, source, extras)


def _outline(body: str) -> tuple[str, list[Heading | str]]:
    lines = body.split("\n")
    start = next((n for n, line in enumerate(lines) if _HEADING.match(line) or _LINK.match(line)), len(lines))
    preamble = "\n".join(lines[:start]).strip("\n")
    return (f"{preamble}\n" if preamble else ""), list(_entries(lines[start:]))


def _entries(lines: list[str]) -> Iterator[Heading | str]:
    heading: Heading | None = None
    prose: list[str] = []
    for line in [*lines, "## Transitorios {#end}"]:
        found, link = _HEADING.match(line), _LINK.match(line)
        if not found and not link:
            prose.append(line)
            continue
        if heading is not None:
            yield _with_text(heading, prose)
        heading, prose = (_heading(found) if found else None), []
        if link:
            yield link["id"]


def _heading(match: re.Match[str]) -> Heading:
    return Heading(
        match["id"],
        _KINDS[match["word"]],
        match["number"] or "",
        match["title"] or "",
        len(match["marks"]) - 1,
    )


def _with_text(heading: Heading, prose: list[str]) -> Heading:
    text = "\n".join(prose).strip("\n")
    return Heading(
        heading.id, heading.kind, heading.number, heading.title, heading.level, f"{text}\n" if text else ""
    )


def _heading_line(heading: Heading) -> str:
    number = f" {heading.number}" if heading.number else ""
    title = f". {heading.title}" if heading.title else ""
    return f"{'#' * (heading.level + 1)} {WORDS[heading.kind]}{number}{title} {{#{heading.id}}}"


def _joined(links: list[str]) -> list[str]:
    return ["\n".join(links)] if links else []
