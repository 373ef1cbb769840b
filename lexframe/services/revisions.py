"""Which commit of the register people mean: the beginning of its id, or a day."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

from lexframe.core.errors import Unknown
from lexframe.core.message import Message
from lexframe.store.ports import MAIN, CommitInfo, Ledger

_COMMIT = re.compile(r"[0-9a-f]{4,64}\Z")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def revision(ledger: Ledger, name: str) -> str:
    """Return a commit on main: by the beginning of its id, or the last one of a day (or before it).

    The day is what the writers' clocks said. Raises :class:`Unknown` when main has no such commit.
    """
    history = _main_line(ledger)
    found = _on(history, name) if _DAY.match(name) else _called(history, name.lower())
    if found:
        return found
    raise Unknown(
        Message("The register has no revision “{name}”.", name=name),
        Message(
            "Write the beginning of a commit's id, as “lexframe log” shows it, or a day like 2026-11-30."
        ),
    )


def _main_line(ledger: Ledger) -> list[CommitInfo]:
    """Main's own commits, newest first: a seal's further parents are the trays it took up, not revisions."""
    tip = ledger.refs()[MAIN]
    every = {info.id: info for info in ledger.history(tip)}
    line = [every[tip]]
    while line[-1].parents:
        line.append(every[line[-1].parents[0]])
    return line


def _called(history: list[CommitInfo], name: str) -> str:
    if not _COMMIT.match(name):
        return ""
    found = {info.id for info in history if info.id.startswith(name)}
    return found.pop() if len(found) == 1 else ""


def _on(history: list[CommitInfo], name: str) -> str:
    try:
        day = date.fromisoformat(name)
    except ValueError:
        return ""
    return next((info.id for info in history if _day(info) <= day), "")


def _day(info: CommitInfo) -> date:
    return datetime.fromtimestamp(info.when, timezone(timedelta(minutes=info.offset))).date()
