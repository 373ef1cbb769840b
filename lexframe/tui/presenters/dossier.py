"""One amendment: what it is, what it changes as a redline, why, and what stands in its way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from lexframe.core.amendment import FEDERAL
from lexframe.core.message import Message
from lexframe.core.stage import STAGE_WORDS
from lexframe.services.comments import comments_on
from lexframe.services.differences import amendment_differences
from lexframe.services.proposal import CARRIED
from lexframe.tui.board import Board
from lexframe.tui.presenters.concerns import name_of
from lexframe.tui.presenters.passage import beside, changed
from lexframe.tui.presenters.verdict import unit_words
from lexframe.tui.rows import BLANK, Row, Run, entry, heading, row
from lexframe.tui.tongue import Tongue

NEAR = 1
"""Blocks shown before and after a change; what lies farther is one line of dots."""

MARKED = frozenset({"insert", "delete", "move", "moved-from"})


def dossier(
    board: Board, code: str, tongue: Tongue, *, side_by_side: bool, marks: bool, near: int = NEAR
) -> tuple[Row, ...]:
    """Return the page of an amendment; a redline takes a while: call it in a thread.

    ``near`` is how many paragraphs are shown before and after a change.
    """
    rows = changed if not side_by_side else beside
    return tuple(_rows(board, code, tongue, lambda old, new: shortened(rows(old, new, marks=marks), near)))


def _rows(
    board: Board, code: str, tongue: Tongue, lay_out: Callable[[str, str], Sequence[Row]]
) -> Iterator[Row]:
    yield from _head(board, code, tongue)
    yield from _stale(board, code, tongue)
    yield from _clashes(board, code, tongue)
    for difference in amendment_differences(board.docket, code):
        yield BLANK
        yield row(Run(tongue.say(difference.label), "heading"))
        yield from lay_out(difference.old, difference.new)
    amendment = board.docket.amendments[code]
    if amendment.reasons.strip():
        yield BLANK
        yield heading(tongue.say(Message("Reasons")))
        for paragraph in amendment.reasons.strip().split("\n\n"):
            yield row(tongue.say(" ".join(paragraph.split())))
            yield BLANK
    yield from _comments(board, code, tongue)


def _head(board: Board, code: str, tongue: Tongue) -> Iterator[Row]:
    docket, amendment = board.docket, board.docket.amendments[code]
    number = docket.numbers.get(code)
    name = Message("Amendment {number}", number=number) if number else Message("Amendment without a number")
    yield row(Run(f"{tongue.say(name)}. ", "heading"), Run(tongue.say(amendment.title), "strong"))
    yield row(Run(" · ".join(_facts(board, code, tongue)), "dim"), wraps=False)
    if amendment.replaces:
        names = tongue.list([name_of(board, each) for each in amendment.replaces])
        yield row(Run(tongue.say(Message("A compromise: takes the place of {names}.", names=names)), "note"))
    if docket.proposal(code).state == CARRIED:
        words = Message("Carried onto the text as it is now; its proposer wrote it on an earlier one.")
        yield row(Run(tongue.say(words), "note"), wraps=False)


def _facts(board: Board, code: str, tongue: Tongue) -> Iterator[str]:
    docket, amendment = board.docket, board.docket.amendments[code]
    yield code
    yield tongue.say(STAGE_WORDS[docket.stages[code]])
    held = docket.round_of(code)
    if held is not None and held.is_open:
        closes = tongue.deadline(held.closes)
        yield tongue.say(Message("round {round}, closes {closes}", round=held.id, closes=closes))
    if amendment.origin == FEDERAL:
        yield tongue.say(Message("federal text, folio {folio}", folio=amendment.folio or "—"))
    if amendment.domain:
        yield tongue.say(amendment.domain)


def shortened(rows: Sequence[Row], near: int = NEAR) -> tuple[Row, ...]:
    """Leave out what is far from any change, and show that it is left out; at ``near`` 0 words too."""
    marked = [n for n, each in enumerate(rows) if _is_changed(each)]
    if not marked:
        return tuple(rows)
    kept: list[Row] = []
    kept_rows = {n + by for n in marked for by in range(-2 * near, 2 * near + 1)}
    for number, each in enumerate(rows):
        if number in kept_rows:
            kept.append(each if near else _elided(each))
        elif not kept and not near:
            continue
        elif not kept or kept[-1].runs != DOTS.runs:
            kept.append(DOTS)
    return tuple(kept)


def _elided(each: Row) -> Row:
    """Leave out of a long paragraph what stands far from its changes."""
    last = len(each.runs) - 1
    runs = (_elided_run(run, n == 0, n == last) for n, run in enumerate(each.runs))
    return replace(each, runs=tuple(runs))


def _elided_run(run: Run, is_first: bool, is_last: bool) -> Run:
    if run.role or len(run.text) < 3 * WORDS_KEPT:
        return run
    head = run.text[:WORDS_KEPT].rpartition(" ")[0]
    tail = run.text[-WORDS_KEPT:].partition(" ")[2]
    return Run(f"{'' if is_first and not is_last else head} … {'' if is_last else tail}".lstrip())


WORDS_KEPT = 40
"""Signs kept of unchanged words beside a change on a small screen."""

DOTS = Row((Run("…", "dim"),))


def _is_changed(each: Row) -> bool:
    inside = [each, *(each.pair[0] if each.pair else ()), *(each.pair[1] if each.pair else ())]
    return any(run.role in MARKED for part in inside for run in part.runs)


def _stale(board: Board, code: str, tongue: Tongue) -> Iterator[Row]:
    if not board.is_counted:
        return
    proposal = board.docket.proposal(code)
    if not proposal.is_stale:
        return
    yield BLANK
    words = Message("Stale: the text has changed where this wants to change it. Its proposer must revise it.")
    yield row(Run(f"⚠ {tongue.say(words)}", "warn"), hang=2)
    for unit in proposal.said:
        yield Row((Run(unit_words(board, unit, tongue)),), 2, 4)
    for place in proposal.places:
        where = unit_words(board, place.article, tongue)
        yield Row((Run(f"{where}: ", "strong"), Run(tongue.say(place.reason))), 2, 4)
        for words, text, role in (
            (Message("The words it was written on"), place.base, "dim"),
            (Message("What it proposes"), place.proposed, "insert"),
            (Message("The text now"), place.current, "code"),
        ):
            if text.strip():
                shown = tongue.say(" ".join(text.split())[:400])
                yield Row((Run(f"{tongue.say(words)}: ", "dim"), Run(f"«{shown}»", role)), 4, 6)


def _clashes(board: Board, code: str, tongue: Tongue) -> Iterator[Row]:
    pairs = board.clashes.get(code, ())
    if not pairs:
        return
    yield BLANK
    yield row(Run(f"! {tongue.say(Message('Wants the same words as'))}", "bad"))
    for pair in pairs:
        other = board.docket.amendments[pair.other]
        where = unit_words(board, pair.article, tongue)
        yield entry(
            Run(f"{name_of(board, pair.other)} ", "strong"),
            tongue.say(other.title),
            Run(f" · {other.by} · {where}", "dim"),
            ref=pair.other,
            indent=2,
        )


def _comments(board: Board, code: str, tongue: Tongue) -> Iterator[Row]:
    comments = comments_on(board.docket, code)
    if not comments:
        return
    yield BLANK
    yield heading(tongue.say(Message("Comments")))
    for comment in comments:
        where = f" ({unit_words(board, comment.unit, tongue)})" if comment.unit else ""
        yield row(
            Run(f"{tongue.say(comment.by)}{where}: ", "strong"),
            tongue.say(comment.text.strip(), lines=True),
            hang=2,
        )
