"""Why an act cannot be done now, in a sentence; nothing when it can."""

from __future__ import annotations

from lexframe.core.message import Message
from lexframe.core.position import Hold
from lexframe.core.stage import LEGAL, STAGE_WORDS
from lexframe.tui.desk import Desk

WAIT = Message("The workspace is still being read; this takes a moment.")
EMPTY = Message("This workspace holds no framework yet: the secretariat brings one in with “I”.")
BUSY = Message("The last act is still being recorded.")
NOBODY = Message("This clone acts for nobody yet: choose with “B”, or run “lexframe join BODY”.")


def always(_: Desk) -> Message | None:
    """Some acts need nothing."""
    return None


def reading(desk: Desk) -> Message | None:
    """The workspace must have been read."""
    return None if desk.board is not None else _unread(desk)


def amendments(desk: Desk) -> Message | None:
    """There must be an amendment at all."""
    if desk.board is None:
        return _unread(desk)
    return None if desk.docket.amendments else Message("There is no amendment yet: propose one with “e”.")


def amendment(desk: Desk) -> Message | None:
    """An amendment must be on the desk; one that was just written comes with the next reading."""
    blocked = amendments(desk)
    if blocked is not None:
        return blocked
    return None if desk.code in desk.docket.amendments else WAIT


def touched(desk: Desk) -> Message | None:
    """The article must have open amendments."""
    if desk.board is None:
        return _unread(desk)
    if desk.board.touching.get(desk.article):
        return None
    return Message("No open amendment touches this article.")


def acting(desk: Desk) -> Message | None:
    """Somebody must be acting."""
    if desk.board is None:
        return _unread(desk)
    if desk.busy is not None:
        return BUSY
    return None if desk.acting in desk.docket.registry.by_id else NOBODY


def proposing(desk: Desk) -> Message | None:
    """Any body may propose."""
    return acting(desk)


def commenting(desk: Desk) -> Message | None:
    """Any body may comment."""
    return acting(desk)


def writing(desk: Desk) -> Message | None:
    """Whoever writes must be somebody."""
    return acting(desk)


def position(desk: Desk) -> Message | None:
    """Only an institute takes positions, and only on what is open and not stale."""
    blocked = acting(desk) or amendment(desk)
    if blocked is not None:
        return blocked
    assert desk.board is not None
    if not desk.board.is_institute:
        return Message("{body} takes no positions: only institutes do.", body=desk.acting)
    return _legal(desk, "position") or _fresh(desk)


def confirming(desk: Desk) -> Message | None:
    """There must be a position that waits for confirmation."""
    blocked = position(desk)
    if blocked is not None:
        return blocked
    said = desk.docket.holds(desk.code).get(desk.acting)
    if said is None:
        return Message("{body} has no position on {code} to confirm.", body=desk.acting, code=desk.code)
    if said[1] is Hold.CARRIED:
        return Message("Nothing to confirm: your position is on this very wording.")
    return None


def revising(desk: Desk) -> Message | None:
    """One writes on one's own, open amendments."""
    return acting(desk) or amendment(desk) or _own(desk) or _legal(desk, "edit")


def submitting(desk: Desk) -> Message | None:
    """One hands in one's own draft."""
    return acting(desk) or amendment(desk) or _own(desk) or _legal(desk, "submit")


def withdrawing(desk: Desk) -> Message | None:
    """One withdraws one's own amendment."""
    return acting(desk) or amendment(desk) or _own(desk) or _legal(desk, "withdraw")


def admitting(desk: Desk) -> Message | None:
    """The secretariat admits what was submitted."""
    return acting(desk) or amendment(desk) or _secretariat(desk) or _legal(desk, "admit")


def deciding(desk: Desk) -> Message | None:
    """The secretariat decides on what is open."""
    return acting(desk) or amendment(desk) or _secretariat(desk) or _legal(desk, "decide")


def knowing_who(desk: Desk) -> Message | None:
    """Who takes part must have been read."""
    return None if desk.registry is not None else WAIT


def bringing(desk: Desk) -> Message | None:
    """The secretariat brings frameworks in, the first one into an empty workspace."""
    registry = desk.registry
    if registry is None:
        return WAIT
    if desk.busy is not None:
        return BUSY
    if desk.acting not in registry.by_id:
        return NOBODY
    return _secretariat(desk)


def keeping(desk: Desk) -> Message | None:
    """The secretariat keeps the register."""
    return acting(desk) or _secretariat(desk)


def closing(desk: Desk) -> Message | None:
    """There must be an open round."""
    blocked = keeping(desk)
    if blocked is not None:
        return blocked
    if any(each.is_open for each in desk.docket.rounds.values()):
        return None
    return Message("No round is open.")


def adopting(desk: Desk) -> Message | None:
    """Something must be marked."""
    blocked = keeping(desk)
    if blocked is not None:
        return blocked
    return None if desk.marked else Message("Nothing is marked: mark amendments with “x”.")


def supposing(desk: Desk) -> Message | None:
    """There must be a supposition to forget."""
    return None if desk.pretend else Message("Nothing is supposed: every cell is as recorded.")


def choosing(desk: Desk) -> Message | None:
    """There must be another framework."""
    if desk.board is None:
        return _unread(desk)
    return None if len(desk.frameworks) > 1 else Message("This workspace holds one framework only.")


def drafting(desk: Desk) -> Message | None:
    """There must be unsent text."""
    return None if desk.drafts else Message("Nothing is waiting: you have no unsent text.")


def troubled(desk: Desk) -> Message | None:
    """Something must be unreadable."""
    if desk.board is None:
        return _unread(desk)
    return None if desk.docket.unreadable else Message("Every record could be read.")


def _own(desk: Desk) -> Message | None:
    owner = desk.docket.amendments[desk.code].by
    if owner == desk.acting:
        return None
    return Message("Amendment {code} belongs to {owner}.", code=desk.code, owner=owner)


def _legal(desk: Desk, act: str) -> Message | None:
    stage = desk.docket.stages[desk.code]
    if stage in LEGAL[act]:
        return None
    return Message(
        "Amendment {code} is {stage}: that is not possible now.", code=desk.code, stage=STAGE_WORDS[stage]
    )


def _fresh(desk: Desk) -> Message | None:
    if desk.board is None or not desk.board.is_counted:
        return WAIT
    if not desk.docket.proposal(desk.code).is_stale:
        return None
    return Message("Amendment {code} is stale: it no longer fits the text as it is.", code=desk.code)


def _unread(desk: Desk) -> Message:
    return EMPTY if desk.opening is not None else WAIT


def _secretariat(desk: Desk) -> Message | None:
    assert desk.registry is not None
    secretariat = desk.registry.secretariat.id
    if desk.acting == secretariat:
        return None
    return Message(
        "Only the secretariat ({id}) records this; you act for {body}.",
        id=secretariat,
        body=desk.acting or "—",
    )
