"""Who did what, when and why: the acts in a clone, newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from lexframe.core.message import Message
from lexframe.services.docket import Docket
from lexframe.store.ports import CommitInfo, Ledger
from lexframe.store.view import View


@dataclass(frozen=True, slots=True)
class Event:
    """One act as history shows it; ``when`` is what the writer's clock said."""

    commit: str
    when: datetime
    body: str
    act: str
    subject: str
    why: str

    @property
    def words(self) -> Message:
        """The act in words, as far as this version knows it."""
        return ACT_WORDS.get(self.act, Message("{act}", act=self.act))


def history(ledger: Ledger, paths: Sequence[str] = (), limit: int = 0) -> tuple[Event, ...]:
    """Return the acts on main and in every tray that touch ``paths`` (all, if none), newest first."""
    seen: dict[str, CommitInfo] = {}
    for tip in View.now(ledger).tips.values():
        for info in ledger.history(tip, paths):
            seen.setdefault(info.id, info)
    events = sorted(map(_event, seen.values()), key=lambda event: (event.when, event.commit), reverse=True)
    return tuple(events[:limit] if limit else events)


def paths_of(docket: Docket, name: str) -> tuple[str, ...]:
    """Return the paths whose history is that of an amendment, an article or an institute."""
    if name in docket.registry.by_id:
        return (f"positions/{name}", f"drafts/{docket.id}/amendments/{name}")
    if name.upper().lstrip("#") in docket.amendments or name.lstrip("#").isdigit():
        amendment = docket.amendment(name)
        folder = f"drafts/{docket.id}/amendments/{amendment.by}/{amendment.code}"
        said = docket.positions.get(amendment.code, {})
        return (
            folder,
            *(f"positions/{each}/{docket.id}/{amendment.code}.md" for each in said),
            *_entries(docket, amendment.code),
        )
    return (f"drafts/{docket.id}/articles/{docket.text.article(name).id}.md",)


def _entries(docket: Docket, code: str) -> Iterator[str]:
    for entry in docket.register:
        if getattr(entry.act, "amendment", "") == code:
            yield f"drafts/{docket.id}/register/{entry.stem}.md"


def _event(info: CommitInfo) -> Event:
    act, _, subject = info.subject.partition(" ")
    when = datetime.fromtimestamp(info.when, timezone(timedelta(minutes=info.offset)))
    return Event(info.id, when, info.body, act, subject, info.text.strip())


ACT_WORDS = {
    "found": Message("opened the workspace"),
    "import": Message("brought in a framework"),
    "propose": Message("proposed"),
    "revise": Message("revised"),
    "submit": Message("submitted"),
    "withdraw": Message("withdrew"),
    "position": Message("took a position"),
    "comment": Message("commented"),
    "admit": Message("admitted"),
    "round-open": Message("opened a round"),
    "round-extend": Message("extended a round"),
    "round-close": Message("closed a round"),
    "seal": Message("sealed"),
    "decide": Message("decided"),
    "adopt": Message("adopted"),
    "erratum": Message("corrected"),
}
