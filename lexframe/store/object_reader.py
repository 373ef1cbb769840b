"""Reads objects through one git process that stays, and remembers what it has read.

Safe to use from several threads; a reader whose process died starts another once.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence

from lexframe.core.errors import Failed
from lexframe.core.message import Message
from lexframe.store.git_call import GitCall, Standing
from lexframe.store.objects import absent, is_id

BATCH = 256
"""Questions sent at once: few enough to fit a pipe, so neither side ever waits for the other."""

OBJECT_LIMIT = 64 * 1024 * 1024
SHELF_LIMIT = 64 * 1024 * 1024
"""Bytes one object may have, and bytes kept in memory."""


class ObjectReader:
    """Asks ``git cat-file --batch-command`` (40,000 small objects a second)."""

    def __init__(self, call: GitCall) -> None:
        self._lock = threading.Lock()
        self._process = Standing(call, "cat-file", "--batch-command", "--buffer")
        self._shelf: OrderedDict[str, tuple[str, bytes]] = OrderedDict()
        self._weight = 0

    def read(self, ids: Sequence[str], kind: str) -> dict[str, bytes]:
        """Return objects of one kind by id. Raises :class:`Failed` naming one that is not there."""
        with self._lock:
            wanted = [id for id in dict.fromkeys(ids) if id not in self._shelf]
            fresh: dict[str, tuple[str, bytes]] = {}
            for start in range(0, len(wanted), BATCH):
                fresh |= self._fetch(wanted[start : start + BATCH])
            found = {id: fresh.get(id) or self._shelf[id] for id in dict.fromkeys(ids)}
            self._keep(fresh)
        for id, (is_kind, _) in found.items():
            if is_kind != kind:
                raise absent(id)
        return {id: data for id, (_, data) in found.items()}

    def resolve(self, name: str) -> str | None:
        """Return the id a ref stands at now, or ``None``; asked anew each time."""
        with self._lock:
            header = next(self._ask([f"info {name}"])).split(" ")
        return header[0] if len(header) == 3 and is_id(header[0]) else None

    def missing(self, ids: Sequence[str]) -> tuple[str, ...]:
        """Return those ids that git cannot find now, whatever is remembered here."""
        with self._lock:
            answers = [
                header
                for start in range(0, len(ids), BATCH)
                for header in self._ask([f"info {id}" for id in ids[start : start + BATCH]])
            ]
        return tuple(id for id, header in zip(ids, answers, strict=True) if header.endswith(" missing"))

    def close(self) -> None:
        """End the process; the next question would start another."""
        with self._lock:
            self._process.end()

    def _fetch(self, ids: Sequence[str]) -> Mapping[str, tuple[str, bytes]]:
        found: dict[str, tuple[str, bytes]] = {}
        for id in ids:
            if not is_id(id):
                raise absent(id)
        for id, header in zip(ids, self._ask([f"contents {id}" for id in ids]), strict=True):
            _, kind, size = header.split(" ") if header.count(" ") == 2 else (id, "missing", "0")
            if kind != "missing":
                found[id] = (kind, self._body(id, int(size)))
            else:
                found[id] = (kind, b"")
        return found

    def _ask(self, questions: Sequence[str]) -> Iterator[str]:
        """Send questions and yield the header of each answer; the caller takes the bodies."""
        first = self._send(questions) or self._send(questions)
        for at in range(len(questions)):
            header = first if at == 0 else self._process.line()
            if not header:
                self._process.end()
                raise _damaged()
            yield header.decode("utf-8", "replace").rstrip("\n")

    def _send(self, questions: Sequence[str]) -> bytes:
        """Put the questions and return the first header; nothing if the process has died."""
        is_heard = self._process.say("".join(f"{each}\n" for each in [*questions, "flush"]).encode())
        first = self._process.line() if is_heard else b""
        if not first:
            self._process.end()
        return first

    def _body(self, id: str, size: int) -> bytes:
        if size > OBJECT_LIMIT:
            self._process.end()
            raise Failed(
                Message("The object {id} has {size} bytes; that is no record.", id=id[:12], size=size),
                Message("This is no workspace of lexframe; do not use this clone."),
            )
        data = self._process.take(size + 1)
        if len(data) != size + 1:
            self._process.end()
            raise _damaged()
        return data[:-1]

    def _keep(self, fresh: Mapping[str, tuple[str, bytes]]) -> None:
        for id, (kind, data) in fresh.items():
            if kind != "missing":
                self._shelf[id] = (kind, data)
                self._weight += len(data)
        while self._weight > SHELF_LIMIT:
            _, (_, data) = self._shelf.popitem(last=False)
            self._weight -= len(data)


def _damaged() -> Failed:
    return Failed(
        Message("git stopped while reading; the clone may be damaged."),
        Message("Run “git fsck”; if it complains, make a new clone and copy .git/lexframe into it."),
    )
