"""The order of a framework as rows a face can print: divisions and articles with their depth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lexframe.core.article import Article, FrameworkText, Heading
from lexframe.services.frames import article_label
from lexframe.store.framework_file import heading_words


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the outline; ``depth`` is 0 for the outermost, ``words`` are as printed."""

    depth: int
    words: str
    entry: Heading | Article


def outline(text: FrameworkText) -> Iterator[Row]:
    """Yield headings and articles in the order of the text; an article stands under its division."""
    depth = 0
    for entry in text.frame.outline:
        if isinstance(entry, Heading):
            depth = entry.level
            yield Row(entry.level - 1, heading_words(entry), entry)
        elif entry in text.articles:
            yield Row(depth, article_label(text.articles[entry]), text.articles[entry])


def place_words(text: FrameworkText, article: str) -> str:
    """Return the divisions an article stands under, outermost first."""
    return " / ".join(heading_words(each) for each in text.divisions(article))
