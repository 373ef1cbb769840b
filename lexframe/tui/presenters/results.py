"""What an adoption would leave: the articles as they will read, or what each amendment still lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lexframe.core.message import Message
from lexframe.services.consolidations import consolidation
from lexframe.services.docket import Docket
from lexframe.tui.board import Board
from lexframe.tui.presenters.concerns import name_of
from lexframe.tui.presenters.dossier import shortened
from lexframe.tui.presenters.passage import changed
from lexframe.tui.presenters.verdict import verdict_line
from lexframe.tui.rows import BLANK, Row, Run, heading, row
from lexframe.tui.tongue import Tongue


def results(docket: Docket, codes: Sequence[str], tongue: Tongue, *, marks: bool) -> tuple[Row, ...]:
    """Return each article that changes as a redline; takes a while: call it in a thread."""
    found = tuple(_articles(docket, codes, tongue, marks))
    return found or (row(Run(tongue.say(Message("No article changes.")), "dim")),)


def _articles(docket: Docket, codes: Sequence[str], tongue: Tongue, marks: bool) -> Iterator[Row]:
    result = consolidation(docket, codes)
    for article in result.changed:
        after = result.text.articles[article]
        before = docket.text.articles.get(article)
        yield BLANK
        yield heading(tongue.say(Message("Article {number} will read:", number=after.number)))
        yield from shortened(changed(before.body if before else "", after.body, marks=marks))


def marked_page(board: Board, codes: Sequence[str], tongue: Tongue) -> tuple[Row, ...]:
    """Return each marked amendment with its verdict and what it still needs."""
    return tuple(_marked(board, codes, tongue))


def _marked(board: Board, codes: Sequence[str], tongue: Tongue) -> Iterator[Row]:
    yield row(Run(tongue.say(Message("Nothing was recorded.")), "strong"))
    for code in codes:
        yield BLANK
        title = tongue.say(board.docket.amendments[code].title)
        yield row(Run(f"{name_of(board, code)} ", "label"), Run(title, "strong"), hang=2)
        count = board.counts.get(code)
        if count is not None:
            yield verdict_line(count, tongue)
            yield row(tongue.say(count.sentence))
