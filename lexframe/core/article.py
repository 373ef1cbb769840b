"""An article of a framework, and the outline that puts articles in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lexframe.core.errors import Unknown
from lexframe.core.ids import slug
from lexframe.core.message import Message

DIVISIONS = ("libro", "titulo", "capitulo", "seccion", "transitorios", "decreto", "rubro")
"""Kinds of heading; ``decreto`` opens the transitorios of one reform decree, ``rubro`` has no number."""

ARTICLE, TRANSITORIO = "article", "transitorio"


@dataclass(frozen=True, slots=True)
class Note:
    """An editorial note of the source (“Párrafo reformado DOF …”), kept apart from the text.

    ``at`` is the steps of the unit it stands after, without the article; empty for the whole.
    """

    at: str
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article: a stable id, the printed number, and its whole text in Markdown.

    ``body`` has no “Artículo 39.” label, LF line ends and one final newline.
    """

    id: str
    number: str
    body: str
    title: str = ""
    kind: str = ARTICLE
    domain: str = ""
    notes: tuple[Note, ...] = ()
    extras: tuple[tuple[str, object], ...] = ()

    def __post_init__(self) -> None:
        slug(self.id)


@dataclass(frozen=True, slots=True)
class Heading:
    """A division of the framework: ``Título Segundo``, with its own title line.

    ``level`` is 1 for the outermost. ``text`` is prose that stands under the heading itself
    (the operative sentence of a reform decree, say), ``closing`` prose after its articles
    (place, date and signatures).
    """

    id: str
    kind: str
    number: str
    title: str
    level: int
    text: str = ""
    closing: str = ""


@dataclass(frozen=True, slots=True)
class Framework:
    """The frame: title, preamble and the order of headings and articles (by id)."""

    id: str
    title: str
    preamble: str = ""
    outline: tuple[Heading | str, ...] = ()
    language: str = "es"
    source: str = ""
    extras: tuple[tuple[str, object], ...] = ()

    def __post_init__(self) -> None:
        slug(self.id)

    @property
    def article_ids(self) -> tuple[str, ...]:
        """Article ids in the order of the text."""
        return tuple(entry for entry in self.outline if isinstance(entry, str))


@dataclass(frozen=True, slots=True)
class FrameworkText:
    """A framework with its articles: everything one can read at one revision."""

    frame: Framework
    articles: Mapping[str, Article] = field(default_factory=dict)

    def article(self, name: str) -> Article:
        """Return an article by id or printed number. Raises :class:`Unknown`."""
        found = self.articles.get(name) or self.articles.get(f"articulo-{name.lower().replace(' ', '-')}")
        if found is None:
            raise Unknown(
                Message("Framework {framework} has no article “{name}”.", framework=self.frame.id, name=name),
                Message("See the outline with “lexframe framework show”."),
                place=f"drafts/{self.frame.id}/articles",
            )
        return found

    def divisions(self, article_id: str) -> tuple[Heading, ...]:
        """Return the headings an article stands under, outermost first."""
        above: list[Heading] = []
        for entry in self.frame.outline:
            if entry == article_id:
                return tuple(above)
            if isinstance(entry, Heading):
                above = [heading for heading in above if heading.level < entry.level] + [entry]
        return ()
