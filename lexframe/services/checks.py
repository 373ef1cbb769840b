"""Checks on the drafting of a whole framework: numbering in order, and references that lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lexframe.core.article import ARTICLE, Article, FrameworkText
from lexframe.core.message import Message
from lexframe.text.labels import article_id
from lexframe.text.ordinals import number_key
from lexframe.text.units import parse_units

_REFERENCE = re.compile(
    r"\bart[ií]culos? (\d{1,4}(?:-[A-Z])?(?: (?:Bis|Ter|Quáter|Quinquies))?)"
    r"(?=,? (?:fracci[oó]n [IVXLC]{1,8},? )?(?:de|del) (?:esta|este|la presente|el presente|presente)\b)",
    re.IGNORECASE,
)
_SEQUENTIAL = ("fraccion", "inciso", "apartado")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a drafter should look at; ``place`` is an article's id or a unit's address."""

    place: str
    what: Message


def findings(text: FrameworkText) -> tuple[Finding, ...]:
    """Return everything found, in the order of the text."""
    articles = [each for each in text.articles.values() if each.kind == ARTICLE]
    found = [*_numbering(articles)]
    for article in text.articles.values():
        found += _doubles(article)
        found += _references(text, article)
    order = {name: at for at, name in enumerate(text.articles)}
    return tuple(sorted(found, key=lambda each: order.get(each.place.partition("/")[0], 0)))


def _numbering(articles: list[Article]) -> Iterator[Finding]:
    for before, after in pairwise(articles):
        if number_key(after.number) <= number_key(before.number):
            what = Message(
                "Article {number} stands after article {before}.", number=after.number, before=before.number
            )
            yield Finding(after.id, what)


def _doubles(article: Article) -> Iterator[Finding]:
    seen: set[str] = set()
    for unit in parse_units(article.id, article.body):
        place = str(unit.address)
        if unit.kind in _SEQUENTIAL and place in seen:
            yield Finding(place, Message("The label {label} stands twice.", label=unit.label))
        seen.add(place)


def _references(text: FrameworkText, article: Article) -> Iterator[Finding]:
    for number in dict.fromkeys(match[1] for match in _REFERENCE.finditer(article.body)):
        if article_id(number) not in text.articles:
            yield Finding(
                article.id, Message("It refers to article {number}, which does not exist.", number=number)
            )
