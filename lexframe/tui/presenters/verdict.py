"""Where an amendment stands: the verdict, the figures behind it, what it still needs, who said what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from lexframe.core.address import Address
from lexframe.core.errors import LexframeError
from lexframe.core.message import Message
from lexframe.core.position import Hold, Position, Reservation
from lexframe.core.register import Decision
from lexframe.services.decisions import OUTCOME_WORDS, VERDICT_WORDS
from lexframe.services.tallies import Count
from lexframe.text.citation import cite, cite_steps
from lexframe.tui.board import Board
from lexframe.tui.presenters.concerns import VERDICT_SIGNS, figure_runs
from lexframe.tui.presenters.tiles import legend, tiles
from lexframe.tui.rows import BLANK, Row, Run, heading, row
from lexframe.tui.signs import (
    ABSTAIN,
    CONFIRM,
    FAVOUR,
    LAPSED,
    LEGEND,
    MISSING,
    OBJECT,
    RECUSE,
    RESERVED,
    Sign,
    sign_of,
    signs_on,
)
from lexframe.tui.tongue import Tongue

KIND_WORDS = {
    "substance": Message("reservation of substance"),
    "scrutiny": Message("scrutiny reservation"),
    "legal_basis": Message("reservation on the legal basis"),
    "budget": Message("budget reservation"),
    "wording": Message("drafting reservation"),
    "home_consultation": Message("reservation pending consultation at home"),
}
ORDER = (OBJECT, RESERVED, CONFIRM, LAPSED, ABSTAIN, RECUSE, FAVOUR)


def verdict_page(board: Board, code: str, tongue: Tongue, *, large: bool) -> tuple[Row, ...]:
    """Return the panel: verdict, figures, need, map, positions."""
    return tuple(_rows(board, code, tongue, large=large))


def unit_words(board: Board, unit: str, tongue: Tongue, *, short: bool = False) -> str:
    """Say a stored address as lawyers do, in the language of the screen."""
    language: Literal["es", "en"] = "en" if tongue.language == "en" else "es"
    try:
        address = Address.parse(unit)
    except LexframeError:
        return tongue.say(unit)
    if short and address.steps:
        return tongue.say(cite_steps(address.steps, language))
    article = board.docket.text.articles.get(address.article)
    return tongue.say(cite(address, article.number if article else "", language))


def verdict_line(count: Count, tongue: Tongue) -> Row:
    """Return the verdict in one line, with its rule and round."""
    sign, role = VERDICT_SIGNS[count.verdict.name]
    where = Message("round {round}", round=count.round) if count.round else Message("provisional")
    words = tongue.say(VERDICT_WORDS[count.verdict.name])
    rule = tongue.say(Message("rule {rule}", rule=count.verdict.rule))
    return row(Run(f"{sign} {words}", role), Run(f" · {rule} · {tongue.say(where)}", "dim"), hang=2)


def figures_line(count: Count, tongue: Tongue) -> Iterator[Row]:
    """Return the figures, and the quorum behind them."""
    yield Row(tuple(figure_runs(count)))
    figures = count.verdict.figures
    words = Message(
        "{present} have spoken; the quorum is {needed} of {all}.",
        present=figures.present,
        needed=figures.quorum_needed,
        all=len(figures.electorate) - len(figures.recuse),
    )
    yield row(Run(tongue.say(words), "dim"))


def _rows(board: Board, code: str, tongue: Tongue, *, large: bool) -> Iterator[Row]:
    count = board.counts.get(code)
    decision = board.docket.decisions.get(code)
    if decision is not None and isinstance(decision.act, Decision):
        yield from _decided(decision.act, decision.date, decision.reason, tongue)
    if count is not None:
        yield verdict_line(count, tongue)
        if decision is None:
            yield row(Run(tongue.say(count.sentence), "strong"))
        yield from figures_line(count, tongue)
        yield from _closes(board, code, tongue)
    elif not board.is_counted:
        yield row(Run(tongue.say(Message("Counting…")), "dim"))
    yield BLANK
    signs = signs_on(board.docket, code)
    yield from tiles(board.docket.registry, signs, large=large, acting=board.acting)
    yield legend(LEGEND, tongue)
    yield BLANK
    yield from _positions(board, code, count, tongue)


def _closes(board: Board, code: str, tongue: Tongue) -> Iterator[Row]:
    held = board.docket.round_of(code)
    if held is not None:
        words = (
            Message("Round {round} closes on {closes}.", round=held.id, closes=tongue.deadline(held.closes))
            if held.is_open
            else Message("Round {round} is closed: what came later is not counted.", round=held.id)
        )
        yield row(Run(tongue.say(words), "dim"))


def _decided(act: Decision, date: str, reason: str, tongue: Tongue) -> Iterator[Row]:
    words = Message("Decided on {date}: {outcome}.", date=date, outcome=OUTCOME_WORDS[act.outcome])
    yield row(Run(tongue.say(words), "strong"))
    if act.replaced_by:
        yield row(Run(tongue.say(Message("Because of {code}.", code=act.replaced_by)), "dim"))
    if act.override:
        yield row(Run(tongue.say(Message("Against the count: {reason}", reason=act.override)), "warn"))
    if reason.strip():
        yield row(Run(tongue.say(reason.strip(), lines=True), "note"))
    yield BLANK


def _positions(board: Board, code: str, count: Count | None, tongue: Tongue) -> Iterator[Row]:
    yield heading(tongue.say(Message("Who said what")))
    said = board.docket.holds(code)
    late = count.late if count else ()
    for wanted in ORDER:
        for name, (position, held) in said.items():
            if sign_of((position, held)) is wanted:
                yield from _position(board, position, held, name in late, tongue)
    missing = count.verdict.figures.missing if count else ()
    if missing:
        names = tongue.list(list(missing))
        yield row(Run(f" {MISSING.letter} ", MISSING.role), Run(f" {names}", "dim"), hang=4)


def _position(board: Board, position: Position, held: Hold, is_late: bool, tongue: Tongue) -> Iterator[Row]:
    sign: Sign = sign_of((position, held))
    words = tongue.say(sign.words)
    yield row(
        Run(f" {sign.letter} ", sign.role),
        Run(f" {position.institute}", "strong"),
        Run(f" {words}{_after(position, held, is_late, tongue)}", "dim"),
        hang=4,
    )
    if position.reasons.strip():
        yield Row((Run(tongue.say(position.reasons.strip(), lines=True)),), 4, 4)
    if position.lifted_if.strip():
        yield Row(
            (Run(tongue.say(Message("Lifted if: {what}", what=position.lifted_if.strip())), "note"),), 4, 4
        )
    for reservation in position.reservations:
        yield from _reservation(board, reservation, tongue)


def _after(position: Position, held: Hold, is_late: bool, tongue: Tongue) -> str:
    parts = []
    if held is not Hold.CARRIED:
        from lexframe.tui.signs import STANCES

        parts.append(tongue.say(Message("said: {stance}", stance=STANCES[position.stance].words)))
    if is_late:
        parts.append(tongue.say(Message("after the close: not counted")))
    return "".join(f" · {part}" for part in parts)


def _reservation(board: Board, reservation: Reservation, tongue: Tongue) -> Iterator[Row]:
    kind = tongue.say(KIND_WORDS[reservation.kind])
    where = f", {unit_words(board, reservation.unit, tongue)}" if reservation.unit else ""
    yield Row((Run(f"{kind}{where}: ", "code"), Run(tongue.say(reservation.text.strip(), lines=True))), 4, 4)
    lifted = Message("Lifted if: {what}", what=reservation.lifted_if.strip())
    yield Row((Run(tongue.say(lifted), "note"),), 4, 4)
