"""What has been said but not yet recorded: journalled acts that outlive a kill.

An act is in the outbox, flushed to the disk, before anything else is written; from then on it
is either in the history or still here, never lost. Each entry is one JSON file that can be read
with any editor.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lexframe.store.act import Act
from lexframe.store.durable import disk_errors, flush_folder, replace_file
from lexframe.store.objects import BLOB, object_id
from lexframe.store.ports import Author, CommitPlan

FORMAT = 1
ENDING = ".json"


@dataclass(frozen=True, slots=True)
class Pending:
    """One journalled act: the plan, the blobs its paths had and get, and its unsigned commit id."""

    name: str
    plan: CommitPlan
    before: Mapping[str, str | None]
    after: Mapping[str, str | None]
    commit: str


@dataclass(frozen=True, slots=True)
class Replay:
    """What a replay did: entries recorded now, entries found recorded already, entries kept.

    A kept entry could not be recorded because its paths have changed meanwhile, or cannot be read.
    """

    recorded: tuple[str, ...] = ()
    landed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


class Outbox:
    """The journal under ``.git/lexframe/outbox``; one file an act, in the order they were said."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, act: Act) -> str:
        """Journal an act and return the entry's name; when this returns it is safe."""
        with disk_errors("outbox"):
            self.folder.mkdir(parents=True, exist_ok=True)
            name = f"{self._next():06}-{act.id[:12]}"
            try:
                replace_file(self._file(name), _encode(act))
            except OSError:
                self._file(name).unlink(missing_ok=True)  # what is not surely safe must not come back
                raise
        return name

    def names(self) -> tuple[str, ...]:
        """Return the names of all journalled acts, oldest first; a half-written one is none."""
        try:
            found = [each.name for each in self.folder.iterdir() if not each.name.startswith(".")]
        except OSError:
            return ()
        return tuple(sorted(name.removesuffix(ENDING) for name in found if name.endswith(ENDING)))

    def read(self, name: str) -> Pending | None:
        """Return one journalled act, or ``None`` when the file is not what was written."""
        try:
            return _decode(name, self._file(name).read_bytes())
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def drop(self, name: str) -> None:
        """Forget one act; an unknown name is no error."""
        with disk_errors("outbox"):
            self._file(name).unlink(missing_ok=True)

    def sweep(self) -> None:
        """Remove what a kill left half written; only under the write lock."""
        with disk_errors("outbox"):
            for each in self.folder.glob(".*"):
                each.unlink(missing_ok=True)
            flush_folder(self.folder)

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}{ENDING}"

    def _next(self) -> int:
        taken = [int(name[:6]) for name in self.names() if name[:6].isdecimal()]
        return max(taken, default=0) + 1


def _encode(act: Act) -> bytes:
    plan = act.plan
    record = {
        "format": FORMAT,
        "commit": act.id,
        "ref": plan.ref,
        "expected": plan.expected,
        "author": {"body": plan.author.body, "office": plan.author.office},
        "when": plan.when,
        "offset": plan.offset,
        "message": plan.message,
        "parents": plan.parents,
        "trailers": plan.trailers,
        "changes": [
            {"path": path, "before": act.before[path], **_content(data)}
            for path, data in plan.changes.items()
        ],
    }
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


def _content(data: bytes | None) -> dict[str, str]:
    """Write a content as text wherever it is text, so that a person can still read it here."""
    if data is None:
        return {}
    try:
        return {"text": data.decode("utf-8")}
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(data).decode("ascii")}


def _bytes(change: Mapping[str, str]) -> bytes | None:
    if "text" in change:
        return change["text"].encode()
    return base64.b64decode(change["base64"], validate=True) if "base64" in change else None


def _decode(name: str, raw: bytes) -> Pending:
    record = json.loads(raw)
    if record["format"] != FORMAT:
        raise ValueError(record["format"])
    changes = {str(each["path"]): _bytes(each) for each in record["changes"]}
    plan = CommitPlan(
        ref=str(record["ref"]),
        expected=record["expected"],
        changes=changes,
        message=str(record["message"]),
        author=Author(str(record["author"]["body"]), str(record["author"]["office"])),
        when=int(record["when"]),
        offset=int(record["offset"]),
        parents=tuple(map(str, record["parents"])),
        trailers=tuple((str(key), str(value)) for key, value in record["trailers"]),
    )
    before: dict[str, str | None] = {each["path"]: each["before"] for each in record["changes"]}
    after = {path: None if data is None else object_id(BLOB, data) for path, data in changes.items()}
    return Pending(name, plan, before, after, str(record["commit"]))
