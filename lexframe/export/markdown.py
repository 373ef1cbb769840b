"""A manuscript as Markdown, every word of it literal: nothing in it becomes a link, a tag or a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lexframe.export import manuscript as ms

_SIGNS = re.compile(r"([\\`*_<>\[\]|~])")
_OPENERS = re.compile(r"(?:[#+=-]|[0-9]{1,9}[.)])")
_AROUND = {ms.STRONG: "**", ms.EMPHASIS: "*", ms.INSERTED: "**", ms.DELETED: "~~"}


def markdown(manuscript: ms.Manuscript) -> bytes:
    """Set a manuscript: one block a line, a blank line between."""
    m = manuscript
    out = [f"# {literal(m.kind)}", f"**{literal(m.title)}**", *map(literal, m.about)]
    if m.notice:
        out.insert(0, f"> **{literal(m.notice)}**")
    for block in m.blocks:
        out += _block(block)
    out += ["---", f"## {literal(m.colophon_title)}"]
    out.append("\n".join(f"- {literal(name)}: {literal(value)}" for name, value in m.colophon))
    return ("\n\n".join(out) + "\n").encode()


def _block(block: ms.Block) -> Iterator[str]:
    match block:
        case ms.Heading():
            yield f"{'#' * block.level} {literal(block.text)}"
        case ms.Paragraph():
            yield _paragraph(block)
        case ms.Grid():
            yield "\n".join(_grid(block))
        case ms.Footnotes():
            for number, note in enumerate(block.notes, block.first):
                yield f"[^{number}]: {_runs(note)}"


def _paragraph(paragraph: ms.Paragraph) -> str:
    words = f"{literal(paragraph.label)} {_runs(paragraph)}" if paragraph.label else _runs(paragraph)
    return f"{'   ' * paragraph.depth}{words}" if words else ""


def _runs(paragraph: ms.Paragraph) -> str:
    return "".join(_run(run) for run in paragraph.runs)


def _run(run: ms.Run) -> str:
    """Put the signs of a mark around its words, never beside a space, where they would stay signs."""
    words = _SIGNS.sub(r"\\\1", " ".join(run.text.split("\n")))
    sign = _AROUND.get(run.mark, "")
    core = words.strip()
    if sign and core:
        head, tail = len(words) - len(words.lstrip()), len(words.rstrip())
        words = f"{words[:head]}{sign}{core}{sign}{words[tail:]}"
    return f"{words}[^{run.note}]" if run.note else words


def _grid(grid: ms.Grid) -> Iterator[str]:
    yield f"| {' | '.join(map(literal, grid.head))} |"
    yield f"|{' --- |' * len(grid.head)}"
    for row in grid.rows:
        cells = [" ".join(_paragraph(part).strip() for part in cell) for cell in row.cells]
        yield f"| {' | '.join(cells + [''] * (len(grid.head) - len(cells)))} |"


def literal(text: str) -> str:
    """Escape a line of words so that Markdown shows them as they are."""
    words = _SIGNS.sub(r"\\\1", " ".join(text.split()))
    return f"\\{words}" if _OPENERS.match(words) and not words[0].isdigit() else words
