"""The tables of the index and the marks by which a file is known to be one of ours."""

from __future__ import annotations

from enum import Enum

from sqlite_utils import Database

APPLICATION = 0x4C584652
"""``LXFR``: SQLite's application id of the index."""

VERSION = 1
"""Grows with every change of the tables or of what is put into them; an index of another version is
made anew, never converted: it holds nothing that is not in the records."""

COLUMNS = ("title", "text")
"""What is searched; a word in the title weighs as much as ``TITLE_WEIGHT`` in the text."""
TITLE_WEIGHT = 4.0

TOKENS = "unicode61 remove_diacritics 2"
"""Accents are ignored and *ñ* is found as *n*: keyboards without an *ñ* are common, and those who
type *pension* and *ano* expect *pensión* and *año*."""


class State(Enum):
    """What a database file turns out to be."""

    READY = "ready"
    EMPTY = "empty"
    OLDER = "older"
    NEWER = "newer"
    FOREIGN = "foreign"


def state(db: Database) -> State:
    """Judge a file by its marks. Raises ``sqlite3.DatabaseError`` when it is no database at all."""
    application, version = _mark(db, "application_id"), _mark(db, "user_version")
    if application == APPLICATION:
        if version == VERSION:
            return State.READY
        return State.NEWER if version > VERSION else State.OLDER
    tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    return State.FOREIGN if application or tables else State.EMPTY


def create(db: Database) -> None:
    """Make the tables, inside the caller's transaction; whatever was there of ours is dropped."""
    for name in ("words_fts", "words", "entry", "file", "stamp"):
        db.execute(f"DROP TABLE IF EXISTS {name}")
    # One row a file, found by its path alone: without a rowid this is six times faster to fill.
    db.execute("CREATE TABLE file (path TEXT PRIMARY KEY, blob TEXT NOT NULL) WITHOUT ROWID")
    db.table("stamp").create({"revision": str})
    entry = db.table("entry").create(
        {
            "id": int,
            "path": str,
            "place": str,
            "kind": str,
            "framework": str,
            "subject": str,
            "body": str,
            "address": str,
            "article": str,
        },
        pk="id",
    )
    entry.create_index(["path"])
    entry.create_index(["place"])
    words = db.table("words").create({"id": int, "title": str, "text": str, "whole": str}, pk="id")
    words.enable_fts(COLUMNS, tokenize=TOKENS)
    db.execute(f"PRAGMA application_id = {APPLICATION}")
    db.execute(f"PRAGMA user_version = {VERSION}")


def _mark(db: Database, pragma: str) -> int:
    return int(db.execute(f"PRAGMA {pragma}").fetchone()[0])
