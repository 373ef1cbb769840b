"""What differs between two things people name: an amendment, an article, an article at a revision."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lexframe.core.amendment import ADD
from lexframe.core.article import Article
from lexframe.services.docket import Docket
from lexframe.services.frames import article_label
from lexframe.services.naming import is_amendment

Sides = dict[str, str]
"""Article id → whole text."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One article that reads differently, with both texts; one of them is empty when it is added."""

    article: str
    label: str
    old: str
    new: str


def differences(docket: Docket, at: Callable[[str], Docket], a: str, b: str = "") -> tuple[Difference, ...]:
    """Compare two names, or one with what it changes: an amendment with today's text, an old article with
    the present one.

    ``at`` gives the docket at a revision. An article that only one of two amendments touches is
    compared with today's text. Raises :class:`Unknown` for a name that is neither.
    """
    new, is_amendment = _side(docket, at, a)
    if b:
        old, new = new, _side(docket, at, b)[0]
        single = len(old) == len(new) == 1
        pairs = [(next(iter(old)), next(iter(new)))] if single else [(each, each) for each in {**old, **new}]
    else:
        old, new = ({}, new) if is_amendment else (new, {})
        pairs = [(each, each) for each in (*old, *new)]
    found = (_difference(docket, (left, old), (right, new)) for left, right in pairs)
    return tuple(each for each in found if each.old != each.new)


def amendment_differences(docket: Docket, code: str) -> tuple[Difference, ...]:
    """Return what an amendment would change today; for a stale or decided one, what it changes as written."""
    amendment, proposal = docket.amendments[code], docket.proposal(code)
    as_written = proposal.is_stale or code not in docket.open_codes
    found = []
    for each in amendment.operations:
        current = docket.text.articles.get(each.article)
        old = docket.bases.get(each.base, "") if as_written else ""
        old = old or (current.body if current and each.verb != ADD else "")
        label = article_label(current or Article(each.article, each.number, each.text, each.title))
        new = each.text if as_written else proposal.texts.get(each.article, each.text)
        found.append(Difference(each.article, label, old, new))
    return tuple(found)


def _side(docket: Docket, at: Callable[[str], Docket], name: str) -> tuple[Sides, bool]:
    article, mark, revision = name.partition("@")
    if mark:
        held = at(revision).text.article(article)
        return {held.id: held.body}, False
    if is_amendment(docket, name):
        amendment = docket.amendment(name)
        proposal = docket.proposal(amendment.code)
        return {
            each.article: proposal.texts.get(each.article, each.text) for each in amendment.operations
        }, True
    held = docket.text.article(name)
    return {held.id: held.body}, False


def _difference(docket: Docket, left: tuple[str, Sides], right: tuple[str, Sides]) -> Difference:
    article = docket.text.articles.get(right[0])
    current = article.body if article else ""
    label = article_label(article) if article else right[0]
    return Difference(right[0], label, left[1].get(left[0], current), right[1].get(right[0], current))
