"""What the text would be with any set of amendments: a pure question with an exact answer or clashes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from lexframe.core.amendment import ADD, Operation
from lexframe.core.article import Article, Framework, FrameworkText
from lexframe.core.errors import Refused, Unreadable
from lexframe.core.message import Message
from lexframe.services.docket import Docket
from lexframe.services.proposal import Proposal
from lexframe.store.paths import article_path
from lexframe.text.conflicts import consolidate
from lexframe.text.merge import Clash


@dataclass(frozen=True, slots=True)
class ArticleClash:
    """One article on which some amendments cannot stand together, with the words in dispute."""

    article: str
    amendments: tuple[str, ...]
    clash: Clash | None = None


@dataclass(frozen=True, slots=True)
class Consolidation:
    """The resulting text, and the articles where it could not be made (left as they are)."""

    text: FrameworkText
    changed: tuple[str, ...]
    clashes: tuple[ArticleClash, ...] = ()


def consolidation(docket: Docket, names: Sequence[str]) -> Consolidation:
    """Work amendments into today's text.

    Raises :class:`Refused` for an amendment that is stale, and what :func:`require_whole` raises.
    """
    require_whole(docket)
    proposals = [_fresh(docket, name) for name in names]
    wanted = _by_article(proposals)
    articles = dict(docket.text.articles)
    clashes: list[ArticleClash] = []
    for article, claims in wanted.items():
        made = _article(articles.get(article), claims)
        if isinstance(made, ArticleClash):
            clashes.append(made)
        else:
            articles[article] = made
    frame = _frame(docket.text.frame, [claim for _, claim, _ in _flat(wanted)], articles)
    ordered = {each: articles[each] for each in frame.article_ids}
    changed = tuple(each for each in frame.article_ids if docket.text.articles.get(each) != articles[each])
    return Consolidation(FrameworkText(frame, ordered), changed, tuple(clashes))


def require_whole(docket: Docket) -> FrameworkText:
    """Return today's text if every article of its outline can be read.

    Raises :class:`Unreadable`, with the file: a law that lacks an article is not the law.
    """
    lacking = [each for each in docket.text.frame.article_ids if each not in docket.text.articles]
    if not lacking:
        return docket.text
    path = article_path(docket.id, lacking[0])
    known = [error for error in docket.unreadable if error.place == path]
    raise Unreadable(
        known[0].what if known else Message("The outline names this article, and it is not there."),
        Message("Nothing is written from a text that lacks an article: put its file right first."),
        path,
    )


def require_clean(result: Consolidation) -> FrameworkText:
    """Return the text. Raises :class:`Refused` naming who clashes where."""
    if not result.clashes:
        return result.text
    where = tuple(
        Message("{article}: {codes}.", article=each.article, codes=", ".join(each.amendments))
        for each in result.clashes
    )
    raise Refused(
        Message("These amendments touch the same words and cannot all stand. {where}", where=where),
        Message("Choose between them, or write a compromise that replaces them."),
    )


def printed(text: FrameworkText) -> str:
    """Return a whole text as the Markdown that is exported, less its legends; intake reads it back equal."""
    from lexframe.export.lawtext import law_markdown

    return law_markdown(text)


Claim = tuple[str, Operation, str]


def _fresh(docket: Docket, name: str) -> Proposal:
    code = docket.amendment(name).code
    proposal = docket.proposal(code)
    if proposal.is_stale:
        raise Refused(
            Message("Amendment {code} is stale: it no longer fits the text as it is.", code=code),
            Message("Its proposer must revise it first; see “lexframe amendment show {code}”.", code=code),
        )
    return proposal


def _by_article(proposals: Sequence[Proposal]) -> dict[str, list[Claim]]:
    wanted: dict[str, list[Claim]] = {}
    for proposal in proposals:
        for operation in proposal.operations:
            claim = (proposal.code, operation, proposal.texts[operation.article])
            wanted.setdefault(operation.article, []).append(claim)
    return wanted


def _flat(wanted: Mapping[str, list[Claim]]) -> list[Claim]:
    return [claim for claims in wanted.values() for claim in claims]


def _article(current: Article | None, claims: Sequence[Claim]) -> Article | ArticleClash:
    codes = tuple(code for code, _, _ in claims)
    if current is None:
        return _added(claims, codes)
    if len(claims) == 1:
        return replace(current, body=claims[0][2])
    result = consolidate(current.body, [text for _, _, text in claims])
    if isinstance(result, Clash):
        return ArticleClash(current.id, codes, result)
    return replace(current, body=result.text)


def _added(claims: Sequence[Claim], codes: tuple[str, ...]) -> Article | ArticleClash:
    """Two additions of one number are a clash unless they are word for word the same."""
    _, first, text = claims[0]
    if any(other != text or operation.after != first.after for _, operation, other in claims):
        return ArticleClash(first.article, codes)
    return Article(first.article, first.number, text, first.title)


def _frame(frame: Framework, operations: Sequence[Operation], articles: Mapping[str, Article]) -> Framework:
    outline = list(frame.outline)
    for operation in operations:
        if operation.verb == ADD and operation.article in articles and operation.article not in outline:
            place = outline.index(operation.after) + 1 if operation.after in outline else len(outline)
            outline.insert(place, operation.article)
    return replace(frame, outline=tuple(outline))
