"""One writer at a time in a clone: a lock the system itself lets go of when its holder dies."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lexframe.core.errors import TryAgain
from lexframe.core.message import Message
from lexframe.store.durable import disk_errors

PATIENCE = 10.0
"""Seconds a writer waits for another before it gives up."""


@contextmanager
def write_lock(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the clone's write lock in ``.git/lexframe``.

    Raises :class:`TryAgain` with the other's process number after ``patience`` seconds, and
    :class:`Failed` where the folder cannot be written.
    """
    import filelock  # 50 ms that a reading command does not pay

    lock = filelock.FileLock(folder / "write.lock", timeout=patience)
    with disk_errors("lock"):
        folder.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(poll_interval=0.01)
        except filelock.Timeout:
            raise _busy(_holder(folder)) from None
    try:
        with disk_errors("lock"):
            (folder / "write.pid").write_bytes(f"{os.getpid()}\n".encode())
        yield
    finally:
        lock.release()


def _holder(folder: Path) -> str:
    try:
        return (folder / "write.pid").read_bytes()[:20].decode("ascii", "replace").strip()
    except OSError:
        return "?"


def _busy(pid: str) -> TryAgain:
    return TryAgain(
        Message("Another lexframe (process {pid}) is writing in this workspace.", pid=pid),
        Message("Wait until it has finished and try again; nothing was recorded."),
    )
