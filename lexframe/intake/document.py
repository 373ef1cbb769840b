"""What reading a source yields: a framework in pieces, and an account of everything left out of it.

Nothing of the source is silently lost: every word is in the text, in a note, or in the report.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from lexframe.core.message import Message

ArticleKind = Literal["articulo", "transitorio"]
DIVISION_LEVELS = {"libro": 1, "titulo": 2, "capitulo": 3, "seccion": 4, "rubro": 5, "transitorios": 1}


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A page of a paged source, or a line of a text; both counted from one, 0 when it has none."""

    page: int = 0
    line: int = 0

    def message(self) -> Message:
        """Say the place in words."""
        if self.page:
            return Message("page {page}", page=self.page)
        return Message("line {line}", line=self.line)


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes that were read: their name, SHA-256 in hex, and number of pages (0: not paged)."""

    name: str
    sha256: str
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Dropped:
    """A piece of the source that is not in the text, word for word, and why."""

    text: str
    place: Place
    reason: Message


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a person should look at: what was assumed, where, and in which unit."""

    what: Message
    place: Place
    address: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything dropped and everything doubtful, in the order of the source."""

    dropped: tuple[Dropped, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """An editorial note ("Párrafo reformado DOF 15-01-2026").

    ``at`` is the address of its unit without the article (``fraccion-II/parrafo-2``); ``""`` is the
    whole article.
    """

    text: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A division of the framework, or a rubric without a number (kind ``rubro``).

    ``label`` is the printed "CAPÍTULO II", ``number`` its "II"; ``level`` grows inwards and is
    fixed by the kind.
    """

    kind: str
    number: str
    title: str
    label: str = ""
    notes: tuple[str, ...] = ()
    place: Place = field(default=Place(), compare=False)

    @property
    def level(self) -> int:
        """1 for a libro, 2 título, 3 capítulo, 4 sección, 5 a rubric."""
        return DIVISION_LEVELS[self.kind]


@dataclass(frozen=True, slots=True)
class ArticleText:
    """One article or transitorio: its body in the article format, without its label.

    ``label`` is what is printed before the body ("Artículo 39.", "PRIMERO.-"), ``number`` the
    number in it, ``title`` an epigraph when there is one. ``division`` holds the labels of the
    divisions it stands in, outermost first; ``decree`` the id of its reform decree, or "".
    """

    id: str
    number: str
    body: str
    label: str
    kind: ArticleKind = "articulo"
    title: str = ""
    notes: tuple[Note, ...] = ()
    division: tuple[str, ...] = ()
    decree: str = ""
    place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True, slots=True)
class Decree:
    """A reform decree whose transitorios the source prints after the law.

    ``published`` is the line as printed, ``date`` what it says; ``operative`` the sentence that
    reforms this law; ``closing`` place, date and signatures.
    """

    id: str
    title: str
    published: str
    date: date | None
    operative: str
    heading: str
    transitorios: tuple[ArticleText, ...]
    closing: str
    place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True, slots=True)
class Intake:
    """A framework as read: two are equal when their text is, whatever source it came from.

    ``outline`` is the reading order of the law and of its own transitorios: headings, and the ids
    of articles. ``legends`` are the lines under the title (publication, "TEXTO VIGENTE"),
    ``closing`` what follows the law's transitorios (place, date, signatures),
    ``decrees_heading`` the printed heading over the reform decrees.
    """

    title: str
    legends: tuple[str, ...]
    preamble: str
    outline: tuple[Heading | str, ...]
    articles: tuple[ArticleText, ...]
    transitorios: tuple[ArticleText, ...]
    closing: str
    decrees_heading: str
    decrees: tuple[Decree, ...]
    source: Source = field(default=Source("", ""), compare=False)
    report: Report = field(default=Report(), compare=False)

    def every_article(self) -> Iterator[ArticleText]:
        """Yield articles, the law's transitorios, then those of its reform decrees."""
        yield from self.articles
        yield from self.transitorios
        for decree in self.decrees:
            yield from decree.transitorios

    def kept(self) -> Iterator[str]:
        """Yield every piece of source text that was kept, table marks included."""
        yield self.title
        yield from self.legends
        yield self.preamble
        for item in self.outline:
            if isinstance(item, Heading):
                yield from (item.label, item.title, *item.notes)
        yield from (self.closing, self.decrees_heading)
        for decree in self.decrees:
            yield from (decree.title, decree.published, decree.operative, decree.heading, decree.closing)
        for article in self.every_article():
            yield from (article.label, article.title, article.body)
            yield from (note.text for note in article.notes)
