"""A plan is a complete act that has not happened; showing it is the dry run.

The commit's subject is the act's name and what it is about (``position ISSTEG-K7M2 object``):
one fixed form in every language, so that two machines write the same bytes and a history
screen can say it in the reader's words. The reason, if any, follows as prose.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lexframe.core.errors import Refused
from lexframe.core.message import Message
from lexframe.services.session import Session
from lexframe.store.paths import tray_ref
from lexframe.store.ports import MAIN, CommitPlan
from lexframe.store.view import View

REGISTER_TRAILER = "Lexframe-Register"


@dataclass(frozen=True, slots=True)
class Plan:
    """One commit to be made, in words and in bytes; ``data`` is what a program wants to know.

    ``counts_now`` says that it records a count of what main holds at this moment: it is performed
    only when no tray holds more, or the recount of it would not see what was seen here.
    """

    commit: CommitPlan
    act: str
    subject: str
    says: tuple[Message, ...]
    data: Mapping[str, object] = field(default_factory=dict)
    counts_now: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """A plan that has been performed, and the commit it became."""

    plan: Plan
    commit: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a walk through a workspace, as it is printed.

    ``commit`` is what the step became or was counted at; ``agrees`` is false when something did
    not come out as it must.
    """

    title: Message
    says: tuple[Message, ...] = ()
    commit: str = ""
    agrees: bool = True


def perform(session: Session, plan: Plan) -> Done:
    """Make a plan true, once. Raises :class:`Refused` for a count that some tray has outrun."""
    if plan.counts_now and (unsealed := View.now(session.ledger).unsealed):
        raise Refused(
            Message(
                "Something has been filed that the register has not taken up: {trays}.",
                trays=", ".join(sorted(ref.rpartition("/")[2] for ref in unsealed)),
            ),
            Message("Seal first, and look at the count again."),
        )
    return Done(plan, session.ledger.perform(plan.commit))


def plan_on_tray(
    session: Session,
    act: str,
    subject: str,
    changes: Mapping[str, bytes | None],
    says: Sequence[Message],
    *,
    why: str = "",
    group: bool = False,
    data: Mapping[str, object] | None = None,
) -> Plan:
    """Plan one commit on the acting body's own tray."""
    ref = tray_ref(session.acting.body, group=group)
    return Plan(plan_commit(session, ref, act, subject, changes, why), act, subject, tuple(says), data or {})


def plan_on_main(
    session: Session,
    act: str,
    subject: str,
    changes: Mapping[str, bytes | None],
    says: Sequence[Message],
    *,
    why: str = "",
    data: Mapping[str, object] | None = None,
    counts_now: bool = False,
) -> Plan:
    """Plan one commit on the register."""
    commit = plan_commit(session, MAIN, act, subject, changes, why)
    return Plan(commit, act, subject, tuple(says), data or {}, counts_now)


def plan_commit(
    session: Session,
    ref: str,
    act: str,
    subject: str,
    changes: Mapping[str, bytes | None],
    why: str = "",
) -> CommitPlan:
    """Put an act into the form of a commit on top of what the ref holds now.

    An act on a tray names the register commit it was made under: whose key is valid, and which
    text was in force, is decided by that and never by a date.
    """
    now = session.clock()
    offset = now.utcoffset()
    title = f"{act} {subject}".strip()
    refs = session.ledger.refs()
    under = () if ref == MAIN else ((REGISTER_TRAILER, refs[MAIN]),)
    return CommitPlan(
        ref=ref,
        expected=session.ledger.tip(ref),
        changes=changes,
        message=f"{title}\n\n{why.strip()}" if why.strip() else title,
        author=session.author,
        when=int(now.timestamp()),
        offset=int(offset.total_seconds() // 60) if offset else 0,
        trailers=under,
    )


def require_secretariat(session: Session, secretariat: str) -> None:
    """Let only the secretariat keep the register. Raises :class:`Refused`."""
    if session.acting.body == secretariat:
        return
    raise Refused(
        Message(
            "Only the secretariat ({id}) records this; you act for {body}.",
            id=secretariat,
            body=session.acting.body or "—",
        ),
        Message("Ask the secretariat, or act for it with --as {id}.", id=secretariat),
    )
