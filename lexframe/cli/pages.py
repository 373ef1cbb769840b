"""Longer answers as plain text: the state of a workspace, one amendment, one count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from lexframe.core.amendment import Amendment
from lexframe.core.errors import LexframeError
from lexframe.core.message import Message
from lexframe.core.stage import STAGE_WORDS, Stage
from lexframe.services.docket import Docket
from lexframe.services.proposal import CARRIED, FRESH, STALE
from lexframe.services.standings import Standing, asked_of

if TYPE_CHECKING:
    from lexframe.cli.desk import Desk
    from lexframe.core.round import Round


def status_page(desk: Desk, stand: Standing) -> None:
    """Write what is open, what is asked of whoever acts here, and what cannot be read."""
    desk.line(stand.workspace.title)
    if stand.workspace.notice:
        desk.line(stand.workspace.notice)
    desk.line(_acting(desk))
    desk.line(Message("Unsigned workspace: anyone who can write here may act for any body."))
    for docket in stand.dockets:
        desk.line()
        desk.lines(_framework(desk, docket))
    desk.lines(unreadable_lines(desk, stand.broken))
    if not stand.dockets and not stand.broken:
        desk.line(
            Message("It holds no framework yet. Bring one in with “lexframe import FILE --framework ID”.")
        )
    if stand.unsealed:
        desk.line()
        desk.line(
            Message(
                "Not sealed yet: what stands in the tray of {who}.",
                "Not sealed yet: what stands in the trays of {who}.",
                n=len(stand.unsealed),
                who=", ".join(stand.unsealed),
            )
        )
    if stand.astray:
        desk.lines(
            Message("Ignored, it lies where it does not belong: {path}", path=each) for each in stand.astray
        )


def unreadable_lines(desk: Desk, errors: Sequence[LexframeError]) -> Iterator[Message | str]:
    """Yield a heading and each record that cannot be read, with its place and next step."""
    if errors:
        yield Message(
            "{n} record cannot be read, and is not counted:",
            "{n} records cannot be read, and are not counted:",
            n=len(errors),
        )
        yield from (f"  {error.say(desk.words)}" for error in errors)


def _acting(desk: Desk) -> Message:
    body = desk.session.acting.body
    if not body:
        return Message("This clone acts for nobody yet. Say for whom with “lexframe join BODY”.")
    name = desk.registry.by_id[body].name if body in desk.registry.by_id else ""
    return Message("This clone acts for {body} {name}", body=body, name=name)


def _framework(desk: Desk, docket: Docket) -> Iterator[Message | str]:
    yield Message(
        "{title} ({id}): {n} article.",
        "{title} ({id}): {n} articles.",
        title=docket.text.frame.title,
        id=docket.id,
        n=len(docket.text.articles),
    )
    stages = Counter(docket.stages.values())
    if stages:
        counted = [f"{desk.say(STAGE_WORDS[stage])} {stages[stage]}" for stage in Stage if stages[stage]]
        yield Message("Amendments: {counted}.", counted=", ".join(counted))
    for held in docket.rounds.values():
        if held.is_open:
            yield Message(
                "Round {id} “{title}” is open until {closes}: {n} amendment, rule {rule}.",
                "Round {id} “{title}” is open until {closes}: {n} amendments, rule {rule}.",
                id=held.id,
                title=held.title,
                closes=hour(held.closes),
                n=len(held.amendments),
                rule=held.rule,
            )
            yield from overdue(desk, docket, held)
    yield from _asked(desk, docket)
    yield from unreadable_lines(desk, docket.unreadable)


def hour(closes: str) -> str:
    """Write a close as people read it; the record joins its day and hour with a T."""
    return closes.replace("T", " ")


def overdue(desk: Desk, docket: Docket, held: Round) -> Iterator[Message]:
    """Say what to do about a round that is open though its time is up."""
    from lexframe.services.deadlines import is_overdue

    if is_overdue(held, docket.workspace.timezone, desk.session.clock()):
        yield Message(
            "Its time is up: the secretariat closes it with “lexframe round close {id}”, or extends it.",
            id=held.id,
        )


def _asked(desk: Desk, docket: Docket) -> Iterator[Message]:
    body = desk.session.acting.body
    if body not in docket.registry.active:
        return
    asked = asked_of(docket, body)
    if asked.missing:
        yield Message(
            "{n} position of {body} is missing: {codes}.",
            "{n} positions of {body} are missing: {codes}.",
            n=len(asked.missing),
            body=body,
            codes=", ".join(asked.missing),
        )
    if asked.to_confirm:
        yield Message(
            "The wording moved: {n} position of {body} is to be confirmed: {codes}.",
            "The wording moved: {n} positions of {body} are to be confirmed: {codes}.",
            n=len(asked.to_confirm),
            body=body,
            codes=", ".join(asked.to_confirm),
        )


def amendment_rows(
    docket: Docket, chosen: Sequence[Amendment]
) -> tuple[list[Message], list[tuple[object, ...]]]:
    """Return the headers and rows of a list of amendments."""
    headers = [
        Message("No."),
        Message("Amendment"),
        Message("Stage"),
        Message("Text"),
        Message("Articles"),
        Message("Title"),
    ]
    rows: list[tuple[object, ...]] = [
        (
            docket.numbers.get(each.code, ""),
            each.code,
            STAGE_WORDS[docket.stages[each.code]],
            STATE_WORDS[docket.proposal(each.code).state] if each.code in docket.open_codes else "",
            " ".join(each.articles),
            each.title,
        )
        for each in chosen
    ]
    return headers, rows


def amendment_page(desk: Desk, docket: Docket, held: Amendment) -> None:
    """Write one amendment: what it changes, why, what it still needs, and what it clashes with."""
    from lexframe.cli.redlines import show_difference
    from lexframe.services.differences import amendment_differences

    number = docket.numbers.get(held.code)
    desk.line(f"{held.code}  {held.title}")
    if number:
        desk.line(Message("Amendment {number}", number=number))
    stage = STAGE_WORDS[docket.stages[held.code]]
    desk.line(Message("Proposed by {by}; {stage}.", by=held.by, stage=stage))
    if held.folio:
        desk.line(Message("Folio {folio}", folio=held.folio))
    if held.replaces:
        desk.line(Message("It replaces {codes}.", codes=", ".join(held.replaces)))
    desk.lines(_stale(docket, held.code))
    if held.reasons.strip():
        desk.line()
        desk.line(held.reasons.strip())
    desk.line()
    for each in amendment_differences(docket, held.code):
        show_difference(desk, each)
    _positions_and_count(desk, docket, held.code)


def _positions_and_count(desk: Desk, docket: Docket, code: str) -> None:
    from lexframe.cli.tallies import count_page
    from lexframe.services.clashes import clashing_with
    from lexframe.services.comments import comments_on
    from lexframe.services.tallies import count

    decision = docket.decisions.get(code)
    if decision is not None:
        desk.line(Message("Decided in entry {entry}, {date}.", entry=decision.stem, date=decision.date))
        if decision.reason.strip():
            desk.line(decision.reason.strip())
    elif code in docket.open_codes:
        count_page(desk, docket, count(docket, code))
        for pair in clashing_with(docket, code):
            other = pair.other if pair.one == code else pair.one
            desk.line(Message("It clashes with {other} on {article}.", other=other, article=pair.article))
    remarks = comments_on(docket, code)
    if remarks:
        desk.line(
            Message(
                "{n} comment: “lexframe comment list {code}”.",
                "{n} comments: “lexframe comment list {code}”.",
                n=len(remarks),
                code=code,
            )
        )


def _stale(docket: Docket, code: str) -> Iterator[Message]:
    proposal = docket.proposal(code)
    if not proposal.is_stale:
        return
    yield Message("It is stale: it no longer fits the text as it is. Its proposer must revise it.")
    yield from (
        Message("  {article}: {reason}", article=each.article, reason=each.reason) for each in proposal.places
    )
    yield from (Message("  It clashes at {place}.", place=each) for each in proposal.said)


STATE_WORDS = {FRESH: Message("as written"), CARRIED: Message("carried"), STALE: Message("stale")}
"""What became of an amendment's text since it was written."""
