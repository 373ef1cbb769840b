"""The index's file: opened with its faults known, moved aside when it cannot be trusted."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from sqlite_utils import Database

from lexframe.core.errors import TryAgain
from lexframe.core.message import Message
from lexframe.index.schema import State, create, state

PATIENCE = 10.0
"""Seconds to wait while another lexframe brings the same index up to date."""

REBUILT = Message("The search index was damaged or not one of this lexframe's; it was made again.")
ASIDE = ".aside"
"""Ending of the name under which a file that cannot be trusted is kept."""


class Fault(Enum):
    """What an error of SQLite means for the index."""

    BUSY = "busy"
    DAMAGED = "damaged"
    UNWRITABLE = "unwritable"
    DEFECT = "defect"


_FAULTS = {
    Fault.BUSY: (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED),
    # SQLITE_ERROR is what a file says that has our marks and not our tables.
    Fault.DAMAGED: (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR),
    Fault.UNWRITABLE: (
        *(sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH),
        *(sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOLFS),
    ),
}


def fault(error: sqlite3.Error) -> Fault:
    """Judge an error by its primary code."""
    code = getattr(error, "sqlite_errorcode", -1) & 0xFF
    return next((found for found, codes in _FAULTS.items() if code in codes), Fault.DEFECT)


@dataclass
class IndexFile:
    """An open database that has the tables, and what had to be repaired to get there.

    ``path`` is ``None`` while it lives in memory.
    """

    db: Database
    path: Path | None = None
    notices: list[Message] = field(default_factory=list)


def open_file(path: Path | None) -> IndexFile:
    """Open an index, made when it is not there; without a path, one in memory.

    Raises :class:`TryAgain` when another lexframe holds it for longer than ``PATIENCE``.
    """
    if path is None:
        return IndexFile(_in_memory())
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        is_empty = path.is_file() and not path.stat().st_size
        if path.is_symlink():
            return _again(path)
        found = _prepared(path)
    except OSError as error:
        return IndexFile(_in_memory(), notices=[not_kept(error.strerror or str(error))])
    except sqlite3.Error as error:
        return recovered(None, path, error)
    return _again(path) if found is None else IndexFile(found, path, [REBUILT] * is_empty)


def recovered(db: Database | None, path: Path | None, error: sqlite3.Error) -> IndexFile:
    """Return a sound index after an error: a new file, or one in memory where none can be kept.

    Raises :class:`TryAgain` when another lexframe is at work, and the error itself when it is
    no fault of the file.
    """
    what = fault(error)
    if what is Fault.BUSY:
        raise TryAgain(
            Message("Another lexframe is bringing the search index up to date."),
            Message("Search again in a moment."),
            str(path or ""),
        ) from error
    if what is Fault.DEFECT or path is None:
        raise error
    if what is Fault.UNWRITABLE:
        return IndexFile(_copy(db), notices=[not_kept(str(error))])
    if db is not None:
        db.close()
    return _again(path)


def not_kept(why: str) -> Message:
    """Say that the index lives in memory this time, and why."""
    return Message("The search index cannot be kept here ({why}); it was worked out in memory.", why=why)


@contextmanager
def transaction(db: Database) -> Iterator[None]:
    """Take the write lock at once, so that what is compared cannot change before it is written."""
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.conn.execute("COMMIT")
    except BaseException:
        if db.conn.in_transaction:
            db.conn.execute("ROLLBACK")
        raise


def _prepared(path: Path) -> Database | None:
    """Return the database with its tables, or ``None`` when the file is somebody else's."""
    db = _connected(path)
    try:
        if state(db) in (State.EMPTY, State.OLDER):
            with transaction(db):
                if state(db) in (State.EMPTY, State.OLDER):  # another lexframe may have been faster
                    create(db)
        if state(db) is State.READY:
            return db
    except BaseException:
        db.close()
        raise
    db.close()
    return None


def _again(path: Path) -> IndexFile:
    """Move a file aside and open a new one in its place."""
    try:
        for ending in ("", "-journal", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                os.replace(f"{path}{ending}", f"{path}{ASIDE}{ending}")
        found = _prepared(path)
        assert found is not None, "a new file has no other owner"
    except (OSError, sqlite3.Error) as error:
        return IndexFile(_in_memory(), notices=[REBUILT, not_kept(str(error))])
    return IndexFile(found, path, [REBUILT])


def _connected(path: Path | str) -> Database:
    # Transactions are begun where they are wanted; plug-ins of sqlite-utils are somebody else's code.
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    return Database(connection, execute_plugins=False)


def _in_memory() -> Database:
    db = _connected(":memory:")
    create(db)
    return db


def _copy(db: Database | None) -> Database:
    """Return in memory what can still be read of a file that cannot be written."""
    if db is None:
        return _in_memory()
    copy = _connected(":memory:")
    try:
        db.conn.backup(copy.conn)
        if state(copy) is State.READY:
            return copy
    except sqlite3.Error:
        pass
    finally:
        db.close()
    return _in_memory()
