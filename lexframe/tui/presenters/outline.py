"""The outline of a framework: divisions, articles and what waits on each of them."""

from __future__ import annotations

from collections.abc import Iterator

from lexframe.core.article import TRANSITORIO, Article, Heading
from lexframe.core.message import Message
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
DIVISION_WORDS = {
    "libro": Message("Book"),
    "titulo": Message("Title"),
    "capitulo": Message("Chapter"),
    "seccion": Message("Section"),
    "decreto": Message("Decree"),
}


def outline(board: Board, tongue: Tongue) -> tuple[Row, ...]:
    """Return one row for the preamble, each division, each article and each proposed addition."""
    return tuple(_rows(board, tongue))


def article_name(article: Article, tongue: Tongue) -> str:
    """Return what an article is called: ``Artículo 20 Bis``, ``Primero`` for a transitorio."""
    if article.kind == TRANSITORIO:
        return tongue.say(Message("Transitory {number}", number=article.number))
    return tongue.say(Message("Article {number}", number=article.number))


def division_name(heading: Heading, tongue: Tongue) -> str:
    """Return a division's words: ``Título Primero. Disposiciones generales``."""
    kind = DIVISION_WORDS.get(heading.kind)
    words = " ".join(part for part in (tongue.say(kind) if kind else "", tongue.say(heading.number)) if part)
    title = tongue.say(heading.title)
    return f"{words}. {title}" if words and title else words or title


def _rows(board: Board, tongue: Tongue) -> Iterator[Row]:
    frame = board.docket.text.frame
    if frame.preamble:
        yield entry(Run(tongue.say(Message("Preamble")), "dim"), ref=PREAMBLE)
    for item in frame.outline:
        if isinstance(item, Heading):
            role = "strong" if item.level == 1 else "dim"
            yield entry(Run(division_name(item, tongue), role), indent=max(item.level - 1, 0))
        elif item in board.docket.text.articles:
            yield _article_row(board, board.docket.text.articles[item], tongue)
            yield from _addition_rows(board, item, tongue)


def _article_row(board: Board, article: Article, tongue: Tongue) -> Row:
    number = tongue.say(article.number)
    title = tongue.say(article.title or first_words(article.body))
    return entry(Run(f"{number:>4} ", "label"), title, ref=article.id, tail=tuple(badge_runs(board.badges(article.id))))


def _addition_rows(board: Board, after: str, tongue: Tongue) -> Iterator[Row]:
    seen: set[str] = set()
    for _, operation in board.additions.get(after, ()):
        if operation.article not in seen:
            seen.add(operation.article)
            words = tongue.say(operation.title or first_words(operation.text))
            number = tongue.say(operation.number)
            tail = tuple(badge_runs(board.badges(operation.article)))
            yield entry(Run(f"{ADDITION}{number:>3} ", "insert"), words, ref=operation.article, tail=tail)


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
