"""What has been said but not yet recorded: journalled acts that outlive a kill.

An act is in the outbox, flushed to the disk, before anything else is written; from then on it
is either in the history or still here, never lost. Each entry is a folder that can be read
with any editor: ``plan.json`` and one file for each new content.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lexframe.store.act import Act
from lexframe.store.durable import disk_errors, flush_folder, write_flushed
from lexframe.store.objects import BLOB, object_id
from lexframe.store.ports import Author, CommitPlan

FORMAT = 1


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
    """The journal under ``.git/lexframe/outbox``; one folder an act, in the order they were said."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, act: Act) -> tuple[str, tuple[str, ...]]:
        """Journal an act; when this returns it is safe. Return its name and its files' names.

        The files hold the contents in the order of ``act.blobs`` and are what git hashes next.
        """
        with disk_errors("outbox"):
            self.folder.mkdir(parents=True, exist_ok=True)
            name = f"{self._next():06}-{act.id[:12]}"
            making = self.folder / f".{name}"
            shutil.rmtree(making, ignore_errors=True)
            making.mkdir()
            files = tuple(str(n) for n in range(len(act.blobs)))
            for file, data in zip(files, act.blobs.values(), strict=True):
                write_flushed(making / file, data)
            write_flushed(making / "plan.json", _encode(act, dict(zip(act.blobs, files, strict=True))))
            flush_folder(making)
            making.rename(self.folder / name)
            flush_folder(self.folder)
        return name, files

    def names(self) -> tuple[str, ...]:
        """Return the names of all journalled acts, oldest first; a half-made one is none."""
        try:
            found = [each.name for each in self.folder.iterdir() if not each.name.startswith(".")]
        except FileNotFoundError:
            return ()
        return tuple(sorted(found))

    def read(self, name: str) -> Pending | None:
        """Return one journalled act, or ``None`` when its files are not what was written."""
        try:
            return _decode(name, self.folder / name)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def drop(self, name: str) -> None:
        """Forget one act, all or nothing."""
        entry = self.folder / name
        gone = self.folder / f".{name}"
        with disk_errors("outbox"):
            if entry.exists():
                shutil.rmtree(gone, ignore_errors=True)
                entry.rename(gone)
        shutil.rmtree(gone, ignore_errors=True)

    def sweep(self) -> None:
        """Remove what a kill left half made or half dropped."""
        if self.folder.is_dir():
            for each in self.folder.glob(".*"):
                shutil.rmtree(each, ignore_errors=True)

    def _next(self) -> int:
        taken = [int(name[:6]) for name in self.names() if name[:6].isdigit()]
        return max(taken, default=0) + 1


def _encode(act: Act, files: Mapping[str, str]) -> bytes:
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
            {"path": path, "before": act.before[path], "file": files[blob] if blob else None, "after": blob}
            for path, blob in act.after.items()
        ],
    }
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


def _decode(name: str, folder: Path) -> Pending:
    record = json.loads((folder / "plan.json").read_bytes())
    if record["format"] != FORMAT:
        raise ValueError(record["format"])
    changes: dict[str, bytes | None] = {}
    for each in record["changes"]:
        file = each["file"]
        changes[each["path"]] = None if file is None else (folder / str(int(file))).read_bytes()
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
