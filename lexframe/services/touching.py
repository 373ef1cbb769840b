"""Which units an amendment touches, in the words people cite them by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lexframe.core.amendment import ADD, Amendment, Operation
from lexframe.core.article import Article
from lexframe.core.message import Message
from lexframe.services.docket import Docket
from lexframe.services.wording import unit_changes
from lexframe.text.citation import Language, cite, cite_article
from lexframe.text.comparison import ADDED, MOVED, REFORMED, REMOVED, RENUMBERED, REPEALED, Kind


def unit_words(docket: Docket, amendment: Amendment) -> tuple[Message, ...]:
    """Return one sentence a unit: *artículo 39, segundo párrafo: added*, in the workspace's language."""
    return tuple(
        sentence
        for operation in amendment.operations
        for sentence in _operation(docket, operation, docket.text.articles.get(operation.article))
    )


def _operation(docket: Docket, operation: Operation, article: Article | None) -> Iterator[Message]:
    lang: Language = "en" if docket.workspace.language == "en" else "es"
    if article is None or operation.verb == ADD:
        yield _said(cite_article(operation.article, operation.number, lang), ADDED)
        return
    for change in unit_changes(article.id, article.body, operation.text):
        yield _said(cite(change.place, article.number, lang), change.kind)


def _said(unit: str, kind: Kind) -> Message:
    return Message("{unit}: {change}.", unit=unit, change=KIND_WORDS[kind])


KIND_WORDS: Mapping[Kind, Message] = {
    ADDED: Message("is added"),
    REFORMED: Message("is reformed"),
    REPEALED: Message("is repealed"),
    REMOVED: Message("is left out"),
    MOVED: Message("is moved"),
    RENUMBERED: Message("changes its number"),
}
