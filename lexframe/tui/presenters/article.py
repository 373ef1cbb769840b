"""An article as one reads it: its place, its name, its text, and what amendments would make of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lexframe.core.message import Message
from lexframe.services.consolidations import ArticleClash, consolidation
from lexframe.services.docket import Docket
from lexframe.services.frames import article_label
from lexframe.services.outlines import place_words
from lexframe.tui.board import Board
from lexframe.tui.presenters.concerns import name_of
from lexframe.tui.presenters.outline import PREAMBLE
from lexframe.tui.presenters.passage import blocks, changed, plain, spaced
from lexframe.tui.rows import BLANK, Row, Run, row
from lexframe.tui.tongue import Tongue


def article_page(
    board: Board, article: str, worked_in: Sequence[str], tongue: Tongue, *, marks: bool
) -> tuple[Row, ...]:
    """Return the page of one article with the amendments named worked in as a redline.

    Takes a while for a long article: call it in a thread.
    """
    if article == PREAMBLE:
        return tuple(_preamble(board.docket, tongue))
    touching = [code for code in worked_in if code in board.touching.get(article, ())]
    head = tuple(_head(board, article, touching, tongue))
    return (*head, *_body(board, article, touching, tongue, marks))


def _preamble(docket: Docket, tongue: Tongue) -> Iterator[Row]:
    from lexframe.text.redline import Span

    yield row(Run(tongue.say(docket.text.frame.title), "heading"))
    yield BLANK
    yield from spaced(blocks((Span("equal", docket.text.frame.preamble),)))


def _head(board: Board, article: str, touching: Sequence[str], tongue: Tongue) -> Iterator[Row]:
    docket = board.docket
    above = place_words(docket.text, article)
    if above:
        yield row(Run(tongue.say(above), "dim"))
    found = docket.text.articles.get(article)
    if found is not None:
        yield row(Run(tongue.say(article_label(found)), "heading"))
    else:
        yield from _added_head(board, article, tongue)
    if touching:
        names = tongue.list([name_of(board, code) for code in touching])
        yield row(Run(tongue.say(Message("With {names} worked in:", names=names)), "note"))
    yield BLANK


def _added_head(board: Board, article: str, tongue: Tongue) -> Iterator[Row]:
    for added in board.additions.values():
        for code, operation in added:
            if operation.article == article:
                words = Message(
                    "Article {number} (proposed by {name})",
                    number=operation.number,
                    name=name_of(board, code),
                )
                title = f". {tongue.say(operation.title)}" if operation.title else ""
                yield row(Run(f"{tongue.say(words)}{title}", "heading"))
                return


def _body(
    board: Board, article: str, touching: Sequence[str], tongue: Tongue, marks: bool
) -> tuple[Row, ...]:
    docket = board.docket
    current = docket.text.articles.get(article)
    if current is not None and not touching:
        return plain(current)
    if current is None:
        touching = touching or board.touching.get(article, ())[:1]
    fresh = [code for code in touching if not docket.proposal(code).is_stale]
    stale = [row(Run(_stale(board, code, tongue), "warn")) for code in touching if code not in fresh]
    if not fresh:
        return (*stale, BLANK, *(plain(current) if current is not None else ()))
    before = current.body if current is not None else ""
    result = consolidation(docket, fresh)
    clash = next((each for each in result.clashes if each.article == article), None)
    if clash is None and article in result.text.articles:
        return (*stale, *changed(before, result.text.articles[article].body, marks=marks))
    return (*stale, *_each_alone(board, article, before, fresh, clash, tongue, marks))


def _each_alone(
    board: Board,
    article: str,
    before: str,
    codes: Sequence[str],
    clash: ArticleClash | None,
    tongue: Tongue,
    marks: bool,
) -> Iterator[Row]:
    names = tongue.list([name_of(board, code) for code in codes])
    words = Message("{names} want the same words and cannot all stand; here is each alone.", names=names)
    yield row(Run(f"! {tongue.say(words)}", "bad"))
    for place in clash.clash.places if clash and clash.clash else ():
        yield row(
            Run(f"  {tongue.say(place.reason)} ", "warn"),
            Run(f"«{tongue.say(place.base.strip())}»", "dim"),
            hang=2,
        )
    for code in codes:
        yield BLANK
        yield row(Run(f"── {name_of(board, code)} ──", "strong"))
        yield from changed(before, board.docket.proposal(code).texts[article], marks=marks)


def _stale(board: Board, code: str, tongue: Tongue) -> str:
    words = Message(
        "Amendment {code} is stale: it no longer fits the text as it is.", code=name_of(board, code)
    )
    return f"⚠ {tongue.say(words)}"
