"""Writes objects and moves refs through git, and believes nothing it does not find to be as asked."""

from __future__ import annotations

import re
import shutil
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from lexframe.core.errors import Failed
from lexframe.core.message import Message
from lexframe.store.act import moved
from lexframe.store.durable import disk_errors
from lexframe.store.git_call import GitCall, Standing, failure
from lexframe.store.objects import BLOB, COMMIT, TREE

NO_COMMIT = "0" * 40
STALE_AFTER = 1.0
"""Seconds a ref lock must lie untouched, under our own lock, to be what a killed git left."""

_LOCKED = re.compile(r"Unable to create '(?P<path>[^\n]+?)\.lock': File exists")


class ObjectWriter:
    """Stores objects through one git process for each kind, which stay; used only under the write lock.

    Objects go in as files, since that is how git takes many of them, and each answer is
    compared with the id worked out here.
    """

    def __init__(self, call: GitCall, folder: Path) -> None:
        self._call = call
        self._folder = folder
        self._hashers = {
            kind: Standing(
                call, "hash-object", "-w", "-t", kind, *flags, "--stdin-paths", cwd=folder, hears_words=True
            )
            for kind, flags in ((BLOB, ("--no-filters",)), (TREE, ()), (COMMIT, ()))
        }

    def close(self) -> None:
        """End the processes; the next act would start others."""
        for hasher in self._hashers.values():
            hasher.end()

    def sweep(self) -> None:
        """Remove the files that a killed act had handed to git."""
        for each in self._folder.glob("act-*"):
            shutil.rmtree(each, ignore_errors=True)

    def blobs(self, blobs: Mapping[str, bytes]) -> None:
        """Store contents by id, byte for byte."""
        self._store(BLOB, blobs)

    def trees(self, trees: Mapping[str, bytes]) -> None:
        """Store raw trees by id; that what they name is there is checked before a ref may move."""
        self._store(TREE, trees)

    def commit(self, id: str, raw: bytes) -> None:
        """Store a commit exactly as given; git checks its form."""
        self._store(COMMIT, {id: raw})

    def move(self, ref: str, new: str, old: str | None, why: str) -> None:
        """Set a ref if it still stands where it did. Raises :class:`TryAgain` if it has moved."""
        words = self._move(ref, new, old, why)
        if words and _LOCKED.search(words) and self._sweep_lock(ref, words):
            words = self._move(ref, new, old, why)
        if words and ("but expected" in words or "already exists" in words or "unable to resolve" in words):
            raise moved(ref)
        if words:
            raise failure(words, "update-ref")

    def _store(self, kind: str, objects: Mapping[str, bytes]) -> None:
        if not objects:
            return
        with (
            disk_errors("hash-object"),
            tempfile.TemporaryDirectory(dir=self._folder, prefix="act-") as folder,
        ):
            files = [Path(folder, str(n)) for n in range(len(objects))]
            for file, data in zip(files, objects.values(), strict=True):
                file.write_bytes(data)
            names = [f"{file.parent.name}/{file.name}" for file in files]
            answers = [self._hash(kind, name) for name in names]
        if answers != list(objects):
            raise Failed(
                Message("git stored something else than was asked."),
                Message("Nothing was changed. If it happens again, run “git fsck”."),
            )

    def _hash(self, kind: str, name: str) -> str:
        hasher = self._hashers[kind]
        question = f"{name}\n".encode()
        for _ in range(2):  # one that died while idle deserves another
            answer = hasher.line() if hasher.say(question) else b""
            if answer:
                return answer.decode().strip()
            words = hasher.end(forget_words=False)
        raise failure(words or "it stopped", "hash-object")

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
