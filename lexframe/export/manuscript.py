"""A document before any format: blocks of marked words that every writer sets in its own way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

PLAIN, STRONG, EMPHASIS, INSERTED, DELETED = "", "strong", "emphasis", "inserted", "deleted"
BODY, LEAD, CENTRED, NOTE, QUIET, CLAUSE, MISSING = (
    "body",
    "lead",
    "centred",
    "note",
    "quiet",
    "clause",
    "missing",
)


@dataclass(frozen=True, slots=True)
class Run:
    """Words with one mark; ``note`` is the number of a footnote they refer to, 0 for none."""

    text: str
    mark: str = PLAIN
    note: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` is 2 for the outermost, the title of the document being the only 1.

    An ``article``'s stands over that article alone; one that ``runs_in`` is set on the first line
    of the paragraph that follows it.
    """

    level: int
    text: str
    anchor: str = ""
    article: bool = False
    runs_in: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of words. ``depth`` is how many labelled units it stands in.

    ``label`` is the unit's own (*II.*), set apart; ``foreign`` tells that the words are those of
    the text or of a body, in the text's language, and not the document's own.
    """

    runs: tuple[Run, ...]
    role: str = BODY
    depth: int = 0
    label: str = ""
    foreign: bool = True

    @property
    def text(self) -> str:
        """The words alone."""
        words = "".join(run.text for run in self.runs)
        return f"{self.label} {words}".rstrip() if self.label else words


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a grid; ``group`` makes its only cell a heading over the rows that follow."""

    cells: tuple[tuple[Paragraph, ...], ...]
    group: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; ``shares`` are the widths of its columns in hundredths.

    ``named`` tells that the first cell of each row is that row's heading.
    """

    head: tuple[str, ...]
    rows: tuple[Row, ...]
    shares: tuple[int, ...]
    caption: str = ""
    named: bool = False
    dense: bool = False


@dataclass(frozen=True, slots=True)
class Footnotes:
    """Notes at the end of a part, numbered from ``first`` through the whole document."""

    notes: tuple[Paragraph, ...]
    first: int = 1


Block = Heading | Paragraph | Grid | Footnotes


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A whole document.

    ``kind`` names it (*Cuadro comparativo*), ``about`` says in a line as of when and with what;
    ``colophon`` tells what it was made from and how to check it. ``language`` is the document's,
    ``tongue`` that of the text it is about.
    """

    title: str
    kind: str
    about: tuple[str, ...]
    blocks: tuple[Block, ...]
    colophon: tuple[tuple[str, str], ...]
    colophon_title: str
    running: str
    workspace: str
    author: str
    day: dt.date
    language: str
    tongue: str
    notice: str = ""
    contents: bool = False
    landscape: bool = False

    @property
    def headings(self) -> Iterator[Heading]:
        """Every heading, in order."""
        return (block for block in self.blocks if isinstance(block, Heading))


def words(
    text: str, role: str = BODY, *, foreign: bool = False, mark: str = PLAIN, depth: int = 0
) -> Paragraph:
    """Make a paragraph of one run; the document's own words unless ``foreign``."""
    return Paragraph((Run(text, mark),), role, depth, foreign=foreign)
