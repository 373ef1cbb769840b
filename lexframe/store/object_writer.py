"""Writes objects and moves refs through git, and believes nothing it does not find to be as asked."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from lexframe.core.errors import Failed
from lexframe.core.message import Message
from lexframe.store.act import moved
from lexframe.store.git_call import GitCall, failure, lines
from lexframe.store.objects import TreeEntry

NO_COMMIT = "0" * 40
STALE_AFTER = 1.0
"""Seconds a ref lock must lie untouched, under our own lock, to be what a killed git left."""

_LOCKED = re.compile(r"Unable to create '(?P<path>[^\n]+?)\.lock': File exists")


class ObjectWriter:
    """One act's objects, each step in one git process, each answer compared with the id worked out here."""

    def __init__(self, call: GitCall) -> None:
        self._call = call

    def blobs(self, folder: Path, files: Sequence[str], ids: Sequence[str]) -> None:
        """Store the files of a folder as blobs, byte for byte."""
        if files:
            feed = "".join(f"{file}\n" for file in files).encode()
            said = self._call.run("hash-object", "-w", "--stdin-paths", "--no-filters", feed=feed, cwd=folder)
            _compare(lines(said), ids)

    def trees(self, trees: Mapping[str, tuple[TreeEntry, ...]]) -> None:
        """Store trees, inner folders first; git checks that everything they name is there."""
        feed = b"".join(b"".join(map(_line, entries)) + b"\0" for entries in trees.values())
        _compare(lines(self._call.run("mktree", "-z", "--batch", feed=feed)), tuple(trees))

    def commit(self, raw: bytes, id: str) -> None:
        """Store a commit exactly as given; git checks its form."""
        said = self._call.run("hash-object", "-w", "-t", "commit", "--stdin", feed=raw)
        _compare(lines(said), (id,))

    def move(self, ref: str, new: str, old: str | None, why: str) -> None:
        """Set a ref if it still stands where it did. Raises :class:`TryAgain` if it has moved."""
        words = self._move(ref, new, old, why)
        if words and _LOCKED.search(words) and self._sweep_lock(ref, words):
            words = self._move(ref, new, old, why)
        if words and ("but expected" in words or "already exists" in words or "unable to resolve" in words):
            raise moved(ref)
        if words:
            raise failure(words, "update-ref")

    def _move(self, ref: str, new: str, old: str | None, why: str) -> str:
        answer = self._call.ask(
            "update-ref", "--create-reflog", "-m", why, "--end-of-options", ref, new, old or NO_COMMIT
        )
        return (answer.words or f"exit {answer.code}") if answer.code else ""

    def _sweep_lock(self, ref: str, words: str) -> bool:
        """Remove the lock of this ref (or of HEAD) that a killed git left behind."""
        match = _LOCKED.search(words)
        git_dir = self._call.git_dir
        assert match
        assert git_dir
        mine = [git_dir / f"{name}.lock" for name in (ref, "HEAD") if match["path"].endswith(name)]
        before = [_stamp(each) for each in mine]
        time.sleep(STALE_AFTER)
        for lock, stamp in zip(mine, before, strict=True):
            if stamp and _stamp(lock) == stamp:
                lock.unlink(missing_ok=True)
        return bool(mine)


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


def _line(entry: TreeEntry) -> bytes:
    kind = b"tree" if entry.is_folder else b"commit" if entry.mode == b"160000" else b"blob"
    return b"%s %s %s\t%s\0" % (entry.mode.rjust(6, b"0"), kind, entry.id.encode(), entry.name)


def _compare(answered: Sequence[str], expected: Sequence[str]) -> None:
    if tuple(answered) != tuple(expected):
        raise Failed(
            Message("git stored something else than was asked."),
            Message("Nothing was changed. See “lexframe doctor”."),
        )
