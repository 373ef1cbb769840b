"""Adding entries to the register: numbered after the last, never edited."""

from __future__ import annotations

from collections.abc import Sequence

from lexframe.core.register import Act, Entry
from lexframe.services.docket import Docket
from lexframe.services.session import Session
from lexframe.store.paths import entry_path
from lexframe.store.register_file import write_entry


def entries(
    session: Session, docket: Docket, acts: Sequence[tuple[Act, str]], *, after: int = 0
) -> tuple[Entry, ...]:
    """Number acts and their reasons after the register's last entry (and ``after`` more)."""
    last = max((entry.number for entry in docket.register), default=0) + after
    return tuple(
        Entry(last + offset, session.today(), act, reason) for offset, (act, reason) in enumerate(acts, 1)
    )


def entry_files(docket: Docket, made: Sequence[Entry]) -> dict[str, bytes]:
    """Print entries as the files they become."""
    return {entry_path(docket.id, entry.stem): write_entry(entry) for entry in made}
