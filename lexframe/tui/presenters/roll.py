"""The list of amendments: open ones first, then drafts and what is settled."""

from __future__ import annotations

from collections.abc import Iterator

from lexframe.core.message import Message
from lexframe.core.stage import OPEN, STAGE_WORDS, Stage
from lexframe.tui.board import Board
from lexframe.tui.presenters.concerns import name_of, verdict_run
from lexframe.tui.rows import BLANK, Row, Run, entry, heading
from lexframe.tui.signs import sign_of
from lexframe.tui.tongue import Tongue

GROUPS: tuple[tuple[Message, frozenset[Stage]], ...] = (
    (Message("In consultation"), frozenset({Stage.IN_ROUND})),
    (Message("Admitted"), frozenset({Stage.ADMITTED})),
    (Message("To be admitted"), frozenset({Stage.SUBMITTED})),
    (Message("Drafts"), frozenset({Stage.DRAFT})),
    (Message("Settled"), frozenset(Stage) - OPEN - {Stage.DRAFT}),
)


def roll(board: Board, tongue: Tongue) -> tuple[Row, ...]:
    """Return every amendment in its group, with its verdict and one's own word."""
    return tuple(_rows(board, tongue))


def _rows(board: Board, tongue: Tongue) -> Iterator[Row]:
    docket = board.docket
    is_first = True
    for words, stages in GROUPS:
        members = [each for each in docket.in_order() if docket.stages[each.code] in stages]
        members = [
            each for each in members if docket.stages[each.code] is not Stage.DRAFT or each.by == board.acting
        ]
        if not members:
            continue
        if not is_first:
            yield BLANK
        is_first = False
        yield heading(f"{tongue.say(words)} · {len(members)}")
        for amendment in members:
            yield _entry(board, amendment.code, tongue)
    if is_first:
        yield Row((Run(tongue.say(Message("No amendment yet.")), "dim"),))


def _entry(board: Board, code: str, tongue: Tongue) -> Row:
    amendment, stage = board.docket.amendments[code], board.docket.stages[code]
    title = tongue.say(amendment.title)
    name = Run(f"{name_of(board, code)} ", "label")
    if stage not in OPEN:
        return entry(name, Run(title, "dim"), ref=code, tail=(Run(tongue.say(STAGE_WORDS[stage]), "dim"),))
    return entry(name, title, ref=code, tail=tuple(_tail(board, code)))


def _tail(board: Board, code: str) -> Iterator[Run]:
    counted = board.counts.get(code)
    if counted is None:
        return
    if code in board.clashes:
        yield Run("!", "bad")
    if board.docket.proposal(code).is_stale:
        yield Run("⚠", "warn")
    yield verdict_run(counted)
    if board.is_institute:
        sign = sign_of(board.docket.holds(code).get(board.acting))
        yield Run(" ")
        yield Run(f" {sign.letter} ", sign.role)
