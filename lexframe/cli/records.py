"""Recording: each plan of a command performed in its turn and told, or only shown as what it would be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from lexframe.core.errors import Refused
from lexframe.core.message import Message
from lexframe.services.plan import Plan, perform
from lexframe.services.seals import plan_seal

if TYPE_CHECKING:
    from lexframe.cli.desk import Desk, Step


def recorded(desk: Desk, steps: Sequence[Step]) -> None:
    """Take the steps in order, each planned on what the ones before it have made."""
    if not desk.session.acting.body:
        raise Refused(
            Message("This clone acts for nobody yet."),
            Message("Say for whom with “lexframe join BODY”, or for this once with --as BODY."),
        )
    made: list[tuple[Plan, str]] = []
    for step in steps:
        plan = step()
        if plan is None:
            continue
        commit = "" if desk.dry_run else perform(desk.session, plan).commit
        made.append((plan, commit))
        if not desk.as_json:
            _tell(desk, plan, commit)
        if commit:
            desk.renew()
    if desk.as_json:
        acts = [_shape(desk, plan, commit) for plan, commit in made]
        desk.emit("acts", {"dry_run": desk.dry_run, "acts": acts})
    elif desk.dry_run:
        desk.narrate(Message("Nothing has been recorded: this is only the plan."))
    elif made:
        body = desk.session.acting.body
        desk.narrate(
            Message(
                "Unsigned workspace: nothing but this computer's word says that it was {body}.", body=body
            )
        )


def sealed_first(desk: Desk) -> Plan | None:
    """Plan the seal that has to stand before anything is counted for good; ``None`` if nothing moved.

    A decision names the commit it counted, and anybody must find every counted position in it.
    """
    return plan_seal(desk.session)


def _tell(desk: Desk, plan: Plan, commit: str) -> None:
    desk.lines(plan.says)
    if commit:
        desk.line(Message("Recorded as {commit}.", commit=commit[:12]))
        return
    ref = plan.commit.ref
    desk.line(Message("It would be one act on {ref}, with these files:", ref=ref))
    rows = [(path, _size(data)) for path, data in sorted(plan.commit.changes.items())]
    desk.table([Message("File"), Message("Bytes")], rows)


def _size(data: bytes | None) -> object:
    return Message("removed") if data is None else len(data)


def _shape(desk: Desk, plan: Plan, commit: str) -> Mapping[str, object]:
    return {
        "act": plan.act,
        "subject": plan.subject,
        "says": [desk.say(each) for each in plan.says],
        "ref": plan.commit.ref,
        "commit": commit or None,
        "files": {
            path: None if data is None else len(data) for path, data in sorted(plan.commit.changes.items())
        },
        "data": dict(plan.data),
    }
