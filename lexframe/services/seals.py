"""Sealing: the secretariat's commit that takes up what stands in every tray."""

from __future__ import annotations

from lexframe.core.message import Message
from lexframe.services.plan import Done, Plan, perform
from lexframe.services.session import Session
from lexframe.store.view import View, seal_plan


def plan_seal(session: Session) -> Plan | None:
    """Plan a seal over every tray that moved; ``None`` when none did."""
    now = session.clock()
    offset = now.utcoffset()
    view = View.now(session.ledger)
    bodies = " ".join(ref.rpartition("/")[2] for ref in sorted(view.unsealed))
    minutes = int(offset.total_seconds() // 60) if offset else 0
    commit = seal_plan(view, session.author, int(now.timestamp()), minutes, f"seal {bodies}")
    if commit is None:
        return None
    trays = len(commit.parents)
    said = Message("Seal what stands in {n} tray.", "Seal what stands in {n} trays.", n=trays)
    return Plan(commit, "seal", bodies, (said,))


def seal(session: Session) -> Done | None:
    """Seal if anything moved; counting starts from a sealed main."""
    plan = plan_seal(session)
    return perform(session, plan) if plan else None
