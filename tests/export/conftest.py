"""What the tests of documents share: HTML read as a tree of tags, and dossiers of texts they make up."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from small_dossier import IMPRINT

from lexframe.core.article import Article, Framework, FrameworkText
from lexframe.export.dossier import Dossier

VOID = frozenset({"meta", "link", "br", "hr", "img", "input"})


class Page(HTMLParser):
    """A page as its parser sees it: every tag with its attributes, and the words outside the style."""

    def __init__(self, data: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.said: list[str] = []
        self.feed(data.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.said.append(data)

    @property
    def words(self) -> str:
        """All that a reader sees, spaces made one."""
        return " ".join(" ".join(self.said).split())

    def named(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every tag of one name."""
        return [attributes for name, attributes in self.tags if name == tag]


def text_of(bodies: dict[str, str], title: str = "Ley de prueba") -> FrameworkText:
    """A framework of articles by number, without headings."""
    articles = {}
    for number, body in bodies.items():
        name = f"articulo-{number.lower().replace(' ', '-')}"
        articles[name] = Article(name, number, body)
    return FrameworkText(Framework("ley", title, outline=tuple(articles)), articles)


@pytest.fixture
def compare() -> Callable[..., Dossier]:
    """Make a dossier of two texts, given as bodies by number."""

    def make(old: dict[str, str], new: dict[str, str]) -> Dossier:
        return Dossier(IMPRINT, text_of(new), text_of(old))

    return make
