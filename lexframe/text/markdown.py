"""The door to markdown-it-py: bold and italic runs of one unit, and the cells of a table.

Only emphasis and tables mean anything here; links, images, HTML and code stay the characters they are.
What is too long to parse safely comes back as plain text, so that no input takes longer than its size.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_LONGEST = 65_536
_MOST_MARKS = 2_000
_MOST_CELLS = 20_000


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words in one style."""

    text: str
    strong: bool = False
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table by rows, every row as wide as the head; ``align`` is left, right, center or empty a column."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    align: tuple[str, ...]


def runs(text: str) -> tuple[Run, ...]:
    """Return the words of a unit by style; without markup, one run with the text as it stands."""
    marks = text.count("*") + text.count("_")
    if not marks or marks > _MOST_MARKS or len(text) > _LONGEST:
        return (Run(text),) if text else ()
    (inline,) = _parser().parseInline(text)
    found: list[Run] = []
    strong = emphasis = 0
    for token in inline.children or ():
        if token.type.startswith("strong"):
            strong += token.nesting
        elif token.type.startswith("em"):
            emphasis += token.nesting
        elif words := "\n" if token.type.endswith("break") else token.content:
            found.append(Run(words, strong > 0, emphasis > 0))
    return _joined(found)


def plain_words(text: str) -> str:
    """Return what a reader sees of a unit: its words without the marks of emphasis."""
    return "".join(run.text for run in runs(text))


def table(text: str) -> Table | None:
    """Read a GFM table, or return ``None`` when the text is none or has too many cells."""
    if text.count("|") > _MOST_CELLS or len(text) > _LONGEST:
        return None
    tokens = _parser().parse(text)
    if not tokens or tokens[0].type != "table_open" or tokens[-1].type != "table_close":
        return None
    rows: list[list[str]] = []
    align: list[str] = []
    for token, inside in pairwise(tokens):
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("th_open", "td_open"):
            rows[-1].append(inside.content)
            if token.type == "th_open":
                align.append(_alignment(token))
    head, *body = rows
    return Table(tuple(head), tuple(map(tuple, body)), tuple(align))


def _alignment(token: Token) -> str:
    return str(token.attrs.get("style", "")).removeprefix("text-align:")


def _joined(found: list[Run]) -> tuple[Run, ...]:
    joined: list[Run] = []
    for run in found:
        before = joined[-1] if joined else None
        if before and (before.strong, before.emphasis) == (run.strong, run.emphasis):
            joined[-1] = Run(before.text + run.text, run.strong, run.emphasis)
        else:
            joined.append(run)
    return tuple(joined)


@cache
def _parser() -> MarkdownIt:
    # Imported when first asked for: a cold command that shows no markup need not pay for it.
    from markdown_it import MarkdownIt

    parser = MarkdownIt("zero", {"html": False, "linkify": False, "maxNesting": 20})
    return parser.enable(["table", "emphasis", "escape", "newline"])
