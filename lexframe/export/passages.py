"""The text of articles as blocks: label apart, depth kept, tables as tables, notes after their unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lexframe.core.article import Article
from lexframe.core.safe import safe
from lexframe.export.manuscript import BODY, NOTE, Block, Grid, Paragraph, Row, Run
from lexframe.text import markdown
from lexframe.text.units import Unit, parse_units

TABLE = "tabla"


def shown(text: str) -> str:
    """Return foreign text with everything that hides, reverses or controls made visible."""
    return safe(text)


def prose(text: str) -> Iterator[Paragraph]:
    """Set loose prose (a preamble, the words under a heading), one paragraph a block."""
    for block in re.split(r"\n(?:[^\S\n]*\n)+", text.strip("\n")):
        if block.strip():
            yield Paragraph((Run(shown(" ".join(block.split()))),))


def article_blocks(article: Article) -> Iterator[Block]:
    """Set one article: its units in order, each editorial note after the unit it speaks of."""
    waiting: dict[str, list[str]] = {}
    for note in article.notes:
        waiting.setdefault(note.at, []).append(note.text)
    for unit in parse_units(article.id, article.body):
        yield unit_block(unit)
        yield from _notes(waiting, "/".join(map(str, unit.address.steps)))
    for at in list(waiting):
        yield from _notes(waiting, at)


def _notes(waiting: dict[str, list[str]], at: str) -> Iterator[Paragraph]:
    for text in waiting.pop(at, ()):
        yield Paragraph((Run(shown(text)),), NOTE)


def unit_block(unit: Unit) -> Block:
    """Set one unit as it stands in the text."""
    if unit.kind == TABLE:
        return table(unit.text)
    return Paragraph((Run(shown(unit.text)),), BODY, unit.depth, shown(unit.label))


def table(text: str) -> Block:
    """Set a table written with pipes, as Markdown reads it; what it does not read stays a paragraph."""
    read = markdown.table(text)
    if read is None:
        return Paragraph((Run(shown(text)),))
    rows = tuple(Row(tuple((Paragraph((Run(shown(cell)),)),) for cell in row)) for row in read.rows)
    return Grid(tuple(map(shown, read.head)), rows, (100 // len(read.head),) * len(read.head))
