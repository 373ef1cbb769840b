"""The outline of a framework: divisions, articles and what waits on each of them."""

from __future__ import annotations

from collections.abc import Iterator

from lexframe.core.article import Article, Heading
from lexframe.core.message import Message
from lexframe.services.outlines import outline as divisions_and_articles
from lexframe.tui.board import Badges, Board
from lexframe.tui.rows import Row, Run, entry
from lexframe.tui.tongue import Tongue

PENDING, CONTESTED, AGREED, CHANGED, ADDITION = "•", "!", "✓", "≠", "+"
LEGEND = (
    (PENDING, Message("open amendments")),
    (CONTESTED, Message("contested: a clash or a blocking objection")),
    (AGREED, Message("an amendment that can be adopted")),
    (CHANGED, Message("changed by an adoption")),
    (ADDITION, Message("proposed addition")),
)
PREAMBLE = "#preamble"
WIDEST = 4
"""Columns for a number; a longer one (20 Bis, a transitorio's) pushes its title aside."""


def outline(board: Board, tongue: Tongue) -> tuple[Row, ...]:
    """Return one row for the preamble, each division, each article and each proposed addition."""
    return tuple(_rows(board, tongue))


def _rows(board: Board, tongue: Tongue) -> Iterator[Row]:
    text = board.docket.text
    if text.frame.preamble:
        yield entry(Run(tongue.say(Message("Preamble")), "dim"), ref=PREAMBLE)
    numbers = [len(each.number) for each in text.articles.values()]
    column = min(max(numbers, default=1), WIDEST)
    for line in divisions_and_articles(text):
        if isinstance(line.entry, Heading):
            role = "strong" if line.depth == 0 else "dim"
            yield entry(Run(tongue.say(line.words), role), indent=line.depth)
        else:
            yield _article_row(board, line.entry, tongue, column)
            yield from _addition_rows(board, line.entry.id, tongue, column)


def _article_row(board: Board, article: Article, tongue: Tongue, column: int) -> Row:
    number = tongue.say(article.number)
    title = tongue.say(article.title or first_words(article.body))
    tail = tuple(badge_runs(board.badges(article.id)))
    return entry(Run(f" {number:<{column}} ", "label"), title, ref=article.id, tail=tail)


def _addition_rows(board: Board, after: str, tongue: Tongue, column: int) -> Iterator[Row]:
    seen: set[str] = set()
    for _, operation in board.additions.get(after, ()):
        if operation.article not in seen:
            seen.add(operation.article)
            words = tongue.say(operation.title or first_words(operation.text))
            number = tongue.say(operation.number)
            tail = tuple(badge_runs(board.badges(operation.article)))
            yield entry(
                Run(f"{ADDITION}{number:<{column}} ", "good"), words, ref=operation.article, tail=tail
            )


def badge_runs(badges: Badges) -> Iterator[Run]:
    """Return the badges of an article, each with a sign of its own."""
    if badges.changed:
        yield Run(CHANGED, "note")
    if badges.agreed:
        yield Run(AGREED, "good")
    if badges.contested:
        yield Run(CONTESTED, "bad")
    if badges.pending:
        yield Run(f"{PENDING}{badges.pending}", "key")


def first_words(body: str) -> str:
    """Return the beginning of a text, for an article without a title."""
    return body.lstrip()[:80].split("\n", 1)[0]
