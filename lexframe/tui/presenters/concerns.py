"""What concerns an article: open amendments with their count, closed ones, comments."""

from __future__ import annotations

from collections.abc import Iterator

from lexframe.core.message import Message
from lexframe.core.stage import STAGE_WORDS
from lexframe.services.comments import comments_on
from lexframe.services.decisions import VERDICT_WORDS
from lexframe.services.tallies import Count
from lexframe.tui.board import Board
from lexframe.tui.rows import BLANK, Row, Run, entry, heading, row
from lexframe.tui.signs import ABSTAIN, CONFIRM, FAVOUR, MISSING, OBJECT, RECUSE, RESERVED, Sign
from lexframe.tui.tongue import Tongue

VERDICT_SIGNS = {
    "adopted": ("✓", "good"),
    "blocked": ("✗", "bad"),
    "rejected": ("−", "bad"),
    "waiting": ("◐", "warn"),
    "no_quorum": ("○", "warn"),
}


def concerns(board: Board, article: str, worked_in: tuple[str, ...], tongue: Tongue) -> tuple[Row, ...]:
    """Return what stands in the panel beside an article."""
    return tuple(_rows(board, article, worked_in, tongue))


def name_of(board: Board, code: str) -> str:
    """Return what people call an amendment: its number once admitted, else its code."""
    number = board.docket.numbers.get(code)
    return f"#{number}" if number else code


def verdict_run(counted: Count | None) -> Run:
    """Return the sign of a verdict."""
    if counted is None:
        return Run("")
    sign, role = VERDICT_SIGNS[counted.verdict.name]
    return Run(sign, role)


def figure_runs(counted: Count, width: int = 0) -> Iterator[Run]:
    """Return the figures of a count, each letter as on the map."""
    figures = counted.verdict.figures
    plain = len(figures.favour) - len(figures.reserved)
    columns: tuple[tuple[Sign, int], ...] = (
        (FAVOUR, plain),
        (RESERVED, len(figures.reserved)),
        (OBJECT, len(figures.object)),
        (ABSTAIN, len(figures.abstain)),
        (RECUSE, len(figures.recuse)),
        (CONFIRM, len(figures.to_confirm) + len(figures.lapsed)),
        (MISSING, len(figures.missing)),
    )
    for sign, number in columns:
        if number:
            yield Run(f" {sign.letter} ", sign.role)
            yield Run(f" {number} ")


def _rows(board: Board, article: str, worked_in: tuple[str, ...], tongue: Tongue) -> Iterator[Row]:
    yield heading(tongue.say(Message("Open amendments")))
    codes = board.touching.get(article, ())
    for code in codes:
        yield from _amendment(board, code, code in worked_in, tongue)
    if not codes:
        yield row(Run(tongue.say(Message("None. Propose one with “e”.")), "dim"))
    closed = board.settled.get(article, ())
    if closed:
        yield BLANK
        yield heading(tongue.say(Message("Settled or not submitted")))
        yield from (_closed(board, code, tongue) for code in closed)
    yield from _comments(board, article, tongue)


def _amendment(board: Board, code: str, is_in: bool, tongue: Tongue) -> Iterator[Row]:
    amendment = board.docket.amendments[code]
    counted = board.counts.get(code)
    box = Run("[x] " if is_in else "[ ] ", "key" if is_in else "dim")
    stale = Run(" ⚠", "warn") if board.is_counted and board.docket.proposal(code).is_stale else Run("")
    clash = Run(" !", "bad") if code in board.clashes else Run("")
    yield entry(
        box,
        Run(f"{name_of(board, code)} ", "strong"),
        tongue.say(amendment.title),
        ref=code,
        tail=(verdict_run(counted), clash, stale),
    )
    by = f"{amendment.by} · "
    if counted is None:
        yield row(Run(f"    {by}…", "dim"), wraps=False)
    else:
        yield Row((Run(f"    {by}{tongue.say(VERDICT_WORDS[counted.verdict.name])}", "dim"),), wraps=False)


def _closed(board: Board, code: str, tongue: Tongue) -> Row:
    amendment = board.docket.amendments[code]
    stage = tongue.say(STAGE_WORDS[board.docket.stages[code]])
    return entry(
        Run(f"{name_of(board, code)} ", "strong"),
        Run(tongue.say(amendment.title), "dim"),
        ref=code,
        tail=(Run(stage, "dim"),),
    )


def _comments(board: Board, article: str, tongue: Tongue) -> Iterator[Row]:
    comments = comments_on(board.docket, article)
    if not comments:
        return
    yield BLANK
    yield heading(tongue.say(Message("Comments")))
    for comment in comments:
        yield row(Run(f"{comment.by}: ", "strong"), tongue.say(comment.text, lines=True), hang=2)
