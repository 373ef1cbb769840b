"""The index itself: brought up to date by what changed, thrown away and made again when in doubt.

It holds nothing that is not in the records, so deleting it is a repair; a question is answered
whatever befalls the file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

from lexframe.core.message import Message
from lexframe.index.entry import Entry
from lexframe.index.file import IndexFile, open_file, recovered, transaction
from lexframe.index.question import ask
from lexframe.index.schema import create
from lexframe.index.search import Hit, search

T = TypeVar("T")

_BATCH = 512
"""Files whose entries are held at once: the memory of a build does not grow with the workspace."""

_REPAIRS = 2
"""A damaged file is replaced, and a place that turns out not to be writable is left: no more can befall."""


@dataclass(frozen=True, slots=True)
class Records:
    """What an index answers for: a revision, its files (path → blob id), and a way to read them.

    ``read(paths)`` yields each path that means something to search, with its entries, and
    besides any other path whose entries depend on one of those.
    """

    revision: str
    files: Mapping[str, str]
    read: Callable[[Sequence[str]], Iterable[tuple[str, Sequence[Entry]]]]


class Index:
    """Full-text search over the records of one clone; belongs to the thread that opened it."""

    def __init__(self, file: IndexFile) -> None:
        self._file = file
        self._known: Mapping[str, str] | None = None
        self._data_version = -1

    @classmethod
    def open(cls, path: Path | None = None) -> Index:
        """Open the index at a path, made when it is not there; without a path, one in memory."""
        return cls(open_file(path))

    def close(self) -> None:
        """Let go of the file."""
        self._file.db.close()

    @property
    def path(self) -> Path | None:
        """The file it is kept in; ``None`` while it lives in memory."""
        return self._file.path

    @property
    def notices(self) -> tuple[Message, ...]:
        """What had to be repaired, as sentences for whoever asked."""
        return tuple(self._file.notices)

    def search(self, records: Records, text: str, limit: int = 20, framework: str = "") -> tuple[Hit, ...]:
        """Return the best hits for what somebody typed; whatever that is, it is no error.

        The index catches up with the records first. Raises :class:`TryAgain` when another lexframe
        is at that for too long.
        """

        def answer() -> tuple[Hit, ...]:
            self._catch_up(records)
            return search(self._file.db, ask(text), limit, framework)

        return self._repairing(answer)

    def catch_up(self, records: Records) -> None:
        """Make it answer for the records: only what changed is read, all or nothing."""
        self._repairing(lambda: self._catch_up(records))

    def rebuild(self, records: Records) -> None:
        """Forget everything and read every record."""
        self._repairing(lambda: self._replace(records, afresh=True))

    def _repairing(self, work: Callable[[], T]) -> T:
        for _ in range(_REPAIRS):
            try:
                return work()
            except sqlite3.Error as error:
                self._known = None
                notices = self._file.notices
                self._file = recovered(self._file.db, self._file.path, error)
                self._file.notices = list(dict.fromkeys([*notices, *self._file.notices]))
        return work()

    def _catch_up(self, records: Records) -> None:
        row = self._file.db.execute("SELECT revision FROM stamp").fetchone()
        if row is None or row[0] != records.revision:
            self._replace(records)

    def _replace(self, records: Records, *, afresh: bool = False) -> None:
        db, files = self._file.db, records.files
        with transaction(db):
            if afresh:
                create(db)
                self._known = None
            known = self._files()
            changed = [path for path, blob in files.items() if known.get(path) != blob]
            gone = [path for path in known if path not in files]
            self._drop([*gone, *(path for path in changed if path in known)])
            self._fill(records.read(changed), is_new=not known)
            db.conn.executemany("DELETE FROM file WHERE path = ?", zip(gone))
            db.conn.executemany(
                "INSERT OR REPLACE INTO file VALUES (?, ?)", ((path, files[path]) for path in changed)
            )
            db.execute("DELETE FROM stamp")
            db.execute("INSERT INTO stamp VALUES (?)", [records.revision])
            self._known = None
        self._known = files

    def _files(self) -> Mapping[str, str]:
        """Return path → blob id of what is in it, from memory unless another lexframe has written."""
        db = self._file.db
        version = db.execute("PRAGMA data_version").fetchone()[0]
        if self._known is None or version != self._data_version:
            self._known = dict(db.execute("SELECT path, blob FROM file").fetchall())
            self._data_version = version
        return self._known

    def _fill(self, read: Iterable[tuple[str, Sequence[Entry]]], *, is_new: bool) -> None:
        stream, insert = iter(read), self._file.db.conn.executemany
        id = self._file.db.execute("SELECT coalesce(max(id), 0) FROM entry").fetchone()[0]
        while batch := list(islice(stream, _BATCH)):
            if not is_new:
                self._drop([path for path, _ in batch])
            numbered = list(enumerate(((path, each) for path, held in batch for each in held), id + 1))
            id += len(numbered)
            insert(_ENTRY, (_row(at, path, each) for at, (path, each) in numbered))
            insert(_WORDS, ((at, each.title, each.text, each.whole) for at, (_, each) in numbered))
            insert(_FTS, ((at, each.title, each.text) for at, (_, each) in numbered))

    def _drop(self, paths: Sequence[str]) -> None:
        """Take out the entries of some paths; the full-text index must be told the words it holds."""
        for statement in _DROP:
            self._file.db.conn.executemany(statement, ((path,) for path in paths))


_ENTRY = "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_WORDS = "INSERT INTO words VALUES (?, ?, ?, ?)"
_FTS = "INSERT INTO words_fts (rowid, title, text) VALUES (?, ?, ?)"
_DROP = (
    "INSERT INTO words_fts (words_fts, rowid, title, text) SELECT 'delete', id, title, text FROM words"
    " WHERE id IN (SELECT id FROM entry WHERE path = ?)",
    "DELETE FROM words WHERE id IN (SELECT id FROM entry WHERE path = ?)",
    "DELETE FROM entry WHERE path = ?",
)


def _row(id: int, path: str, entry: Entry) -> tuple[object, ...]:
    return (
        id,
        path,
        entry.order,
        entry.kind,
        entry.framework,
        entry.subject,
        entry.body,
        entry.address,
        entry.article,
    )
