"""What the editor says of a text while it is being written: the redline, and whose words it wants."""

from __future__ import annotations

from collections.abc import Iterator

from lexframe.core.message import Message
from lexframe.text.conflicts import clashes
from lexframe.tui.board import Board
from lexframe.tui.presenters.concerns import name_of
from lexframe.tui.presenters.dossier import shortened
from lexframe.tui.presenters.passage import changed
from lexframe.tui.rows import BLANK, Row, Run, heading, row
from lexframe.tui.tongue import Tongue
from lexframe.tui.writing import Writing

MINE = ""


def live(board: Board, writing: Writing, tongue: Tongue, *, marks: bool) -> tuple[Row, ...]:
    """Return clashes first, then the redline; takes a while for a long text."""
    return tuple(_rows(board, writing, tongue, marks))


def _rows(board: Board, writing: Writing, tongue: Tongue, marks: bool) -> Iterator[Row]:
    current = board.docket.text.articles.get(writing.article)
    before = current.body if current is not None else ""
    text = writing.text.strip("\n") + "\n"
    if current is not None and writing.base and writing.base != before:
        words = Message("The article has changed since you began; this is against what it says now.")
        yield row(Run(f"⚠ {tongue.say(words)}", "warn"), hang=2)
    if text == before:
        yield row(Run(tongue.say(Message("As it is in force: nothing changed yet.")), "dim"))
        return
    yield from _clashes(board, writing, before, text, tongue)
    yield heading(tongue.say(Message("What would change")))
    yield BLANK
    yield from shortened(changed(before, text, marks=marks))


def _clashes(board: Board, writing: Writing, before: str, text: str, tongue: Tongue) -> Iterator[Row]:
    docket = board.docket
    others = {
        code: docket.proposal(code).texts[writing.article]
        for code in board.touching.get(writing.article, ())
        if code != writing.code and not docket.proposal(code).is_stale
    }
    if not others:
        yield row(Run(f"✓ {tongue.say(Message('No other open amendment touches this article.'))}", "good"))
        yield BLANK
        return
    pairs = clashes(before, {MINE: text, **others})
    met = sorted({other for pair in pairs if MINE in pair for other in pair if other != MINE})
    if not met:
        words = Message(
            "{n} other open amendment on this article; no words in common.",
            "{n} other open amendments on this article; no words in common.",
            n=len(others),
        )
        yield row(Run(f"✓ {tongue.say(words)}", "good"), hang=2)
    else:
        yield row(Run(f"! {tongue.say(Message('Wants the same words as'))}", "bad"))
    for code in met:
        amendment = docket.amendments[code]
        yield row(
            Run(f"  {name_of(board, code)} ", "strong"),
            tongue.say(amendment.title),
            Run(f" · {tongue.say(amendment.by)}", "dim"),
            hang=4,
        )
    yield BLANK
