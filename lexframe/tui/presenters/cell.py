"""What is said below the heat map: the cell under the cursor, the count, and the count as supposed."""

from __future__ import annotations

from collections.abc import Iterator

from lexframe.core.message import Message
from lexframe.tui.board import Board
from lexframe.tui.presenters.concerns import figure_runs
from lexframe.tui.presenters.heat import HeatRow
from lexframe.tui.presenters.verdict import verdict_line
from lexframe.tui.rows import BLANK, Row, Run, row
from lexframe.tui.signs import sign_of
from lexframe.tui.tongue import Tongue


def cell_page(board: Board, here: HeatRow | None, institute: str, tongue: Tongue) -> tuple[Row, ...]:
    """Return the panel below the map."""
    if here is None:
        return (row(Run(tongue.say(Message("Nothing to show with this filter.")), "dim")),)
    return tuple(_rows(board, here, institute, tongue))


def _rows(board: Board, here: HeatRow, institute: str, tongue: Tongue) -> Iterator[Row]:
    amendment = board.docket.amendments[here.code]
    yield row(
        Run(f"{here.name} ", "label"),
        Run(tongue.say(amendment.title), "strong"),
        Run(f" · {tongue.say(amendment.by)}", "dim"),
    )
    yield from _said(board, here.code, institute, tongue)
    if here.counted is not None:
        line = verdict_line(here.counted, tongue)
        yield Row((*line.runs, Run("  "), *figure_runs(here.counted)), 0, 2)
        yield row(tongue.say(here.counted.sentence), hang=2)
    if here.supposed is not None:
        yield BLANK
        yield Row(
            (Run(f" {tongue.say(Message('SUPPOSED: nothing of this is recorded'))} ", "banner"),), wraps=False
        )
        line = verdict_line(here.supposed, tongue)
        yield Row((*line.runs, Run("  "), *figure_runs(here.supposed)), 0, 2)
        yield row(tongue.say(here.supposed.sentence), hang=2)


def _said(board: Board, code: str, institute: str, tongue: Tongue) -> Iterator[Row]:
    if not institute:
        return
    said = board.docket.holds(code).get(institute)
    sign = sign_of(said)
    name = tongue.say(board.docket.registry.institute(institute).name)
    reasons = (
        f" · {tongue.say(' '.join(said[0].reasons.split()))}" if said and said[0].reasons.strip() else ""
    )
    yield row(
        Run(f" {sign.letter} ", sign.role),
        Run(f" {institute} ", "strong"),
        Run(f"{name}: ", "dim"),
        tongue.say(sign.words),
        Run(reasons, "dim"),
        hang=4,
    )
