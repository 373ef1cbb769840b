"""What an amendment would make the articles say today: as written, carried along, or stale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lexframe.core.amendment import ADD, Amendment, Operation, body_digest
from lexframe.core.article import Article
from lexframe.core.message import Message
from lexframe.core.register import Carried

FRESH, CARRIED, STALE = "fresh", "carried", "stale"


@dataclass(frozen=True, slots=True)
class StalePlace:
    """Where an amendment no longer fits: the article, the words it wanted to change, and why."""

    article: str
    base: str
    proposed: str
    current: str
    reason: Message


@dataclass(frozen=True, slots=True)
class Proposal:
    """The operations of an amendment with their texts as they apply today."""

    code: str
    operations: tuple[Operation, ...]
    state: str = FRESH
    places: tuple[StalePlace, ...] = ()
    said: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_stale(self) -> bool:
        """A stale proposal applies nowhere until its proposer revises it."""
        return self.state == STALE


def present(
    amendment: Amendment, articles: Mapping[str, Article], carried: Carried | None, bases: Mapping[str, str]
) -> Proposal:
    """Bring an amendment onto today's articles.

    A recorded carry of this very text governs. Otherwise an article that no longer has the
    base's digest is merged three ways; ``bases`` maps digests to the base texts themselves.
    """
    if carried is not None and carried.of == amendment.version:
        return _recorded(amendment, carried)
    state, places, texts = FRESH, [], {}
    for operation in amendment.operations:
        result = _onto(operation, articles, bases)
        if isinstance(result, StalePlace):
            places.append(result)
            continue
        texts[operation.article] = result
        state = CARRIED if result != operation.text and state == FRESH else state
    if places:
        return Proposal(amendment.code, amendment.operations, STALE, tuple(places))
    return Proposal(amendment.code, amendment.operations, state, texts=texts)


def _recorded(amendment: Amendment, carried: Carried) -> Proposal:
    if carried.stale:
        return Proposal(amendment.code, amendment.operations, STALE, said=carried.places)
    return Proposal(amendment.code, amendment.operations, CARRIED, texts=dict(carried.texts))


def _onto(
    operation: Operation, articles: Mapping[str, Article], bases: Mapping[str, str]
) -> str | StalePlace:
    current = articles.get(operation.article)
    if operation.verb == ADD:
        return operation.text if current is None else _taken(operation, current)
    if current is None:
        return StalePlace(operation.article, "", operation.text, "", Message("The article does not exist."))
    if body_digest(current.body) == operation.base:
        return operation.text
    base = bases.get(operation.base)
    if base is None:
        return StalePlace(
            operation.article,
            "",
            operation.text,
            current.body,
            Message("The text it was written on is missing."),
        )
    return _carried(operation, base, current)


def _carried(operation: Operation, base: str, current: Article) -> str | StalePlace:
    from lexframe.text.carry import Stale, carry  # most amendments stand on today's text and need no merge

    result = carry(base, operation.text, current.body)
    if isinstance(result, Stale):
        place = result.places[0]
        return StalePlace(operation.article, place.base, place.ours, place.theirs, place.reason)
    return result.text


def _taken(operation: Operation, current: Article) -> str | StalePlace:
    if current.body == operation.text:
        return operation.text
    return StalePlace(
        operation.article,
        "",
        operation.text,
        current.body,
        Message("An article of this number has been added meanwhile."),
    )
