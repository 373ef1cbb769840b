"""What is said below the heat map: the cell under the cursor, the count, and the count as supposed."""

from __future__ import annotations

from collections.abc import Iterator

from lexframe.core.message import Message
from lexframe.services.decisions import VERDICT_WORDS
from lexframe.services.tallies import Count
from lexframe.tui.board import Board
from lexframe.tui.presenters.concerns import VERDICT_SIGNS, figure_runs
from lexframe.tui.presenters.heat import HeatRow
from lexframe.tui.rows import Row, Run, row
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
    if here.supposed is not None:
        banner = Run(f" {tongue.say(Message('SUPPOSED, NOT RECORDED'))} ", "banner")
        yield from _count(here.supposed, (banner, Run(" ")), tongue)
        if here.counted is not None:
            recorded = Run(f" {tongue.say(Message('As recorded'))} ", "dim")
            yield from _count(here.counted, (recorded, Run(" ")), tongue)
    elif here.counted is not None:
        yield from _count(here.counted, (), tongue)


def _count(counted: Count, before: tuple[Run, ...], tongue: Tongue) -> Iterator[Row]:
    sign, role = VERDICT_SIGNS[counted.verdict.name]
    words = tongue.say(VERDICT_WORDS[counted.verdict.name])
    yield Row((*before, Run(f"{sign} {words} ", role), *figure_runs(counted)), 0, 2)
    yield Row((Run(tongue.say(counted.sentence)),), 2, 2)


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
        tongue.say(sign.words),
        Run(f"{reasons} · {name}", "dim"),
        wraps=False,
    )
