"""A framework that comes back from elsewhere, held against the one at hand, word for word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from lexframe.intake.document import ArticleText, Decree, Intake

_DELIMITERS = re.compile(r"\|[-:| ]*\|")


@dataclass(frozen=True, slots=True)
class Changed:
    """An article whose words differ: the body at hand, and the article that came back."""

    id: str
    current: str
    returned: ArticleText


@dataclass(frozen=True, slots=True)
class Returned:
    """What a returned text does to the one at hand.

    ``changed`` and ``added`` follow the returned text, ``missing`` the order at hand.
    ``decrees`` are the reform decrees none of whose transitorios is at hand; they are in no other
    group. ``same`` counts the articles that did not change.
    """

    changed: tuple[Changed, ...]
    added: tuple[ArticleText, ...]
    missing: tuple[str, ...]
    decrees: tuple[Decree, ...]
    same: int


def compare_returned(current: Mapping[str, str], returned: Intake) -> Returned:
    """Compare bodies by article id, blind to spaces, line breaks and composed letters.

    ``current`` maps ids to bodies of articles, and of transitorios where the framework has them.
    """
    fresh = tuple(d for d in returned.decrees if not any(t.id in current for t in d.transitorios))
    apart = {article.id for decree in fresh for article in decree.transitorios}
    articles = [article for article in returned.every_article() if article.id not in apart]
    changed, added, same = [], [], 0
    for article in articles:
        body = current.get(article.id)
        if body is None:
            added.append(article)
        elif words_of(body) == words_of(article.body):
            same += 1
        else:
            changed.append(Changed(article.id, body, article))
    there = {article.id for article in articles}
    missing = tuple(name for name in current if name not in there)
    return Returned(tuple(changed), tuple(added), missing, fresh, same)


def words_of(body: str) -> list[str]:
    """Return the words of a body; the rules of a table are no words."""
    lines = (
        line
        for line in unicodedata.normalize("NFC", body).split("\n")
        if not _DELIMITERS.fullmatch(line.strip())
    )
    return " ".join(lines).split()
