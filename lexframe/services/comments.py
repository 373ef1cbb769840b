"""Remarks on an amendment or an article: kept for ever, counted never."""

from __future__ import annotations

from lexframe.core.comment import Comment
from lexframe.core.errors import Refused
from lexframe.core.institute import WorkingGroup
from lexframe.core.message import Message
from lexframe.services import naming
from lexframe.services.docket import Docket
from lexframe.services.plan import Plan, plan_on_tray
from lexframe.services.session import Session
from lexframe.store.paths import comment_path
from lexframe.store.records import write_comment


def plan_comment(session: Session, docket: Docket, target: str, text: str, unit: str = "") -> Plan:
    """Plan a comment on an amendment (its code or #number) or an article (its id or number)."""
    body = docket.registry.body(session.acting.body)
    if not text.strip():
        raise Refused(Message("An empty comment says nothing."), Message("Write its text."))
    name = naming.target(docket, target)
    number = 1 + sum(each.by == body.id and each.target == name for each in docket.comments)
    comment = Comment(body.id, docket.id, name, number, text, unit)
    path = comment_path(docket.id, body.id, name, number)
    said = Message("{body} comments on {target}.", body=body.id, target=name)
    changes = {path: write_comment(comment)}
    return plan_on_tray(session, "comment", name, changes, (said,), group=isinstance(body, WorkingGroup))


def comments_on(docket: Docket, name: str) -> tuple[Comment, ...]:
    """Return the comments on one amendment or article, by writer and number."""
    return tuple(each for each in docket.comments if each.target == name)
