"""The records laid out as plain files in a folder, for whoever wants to read them with other tools.

Only paths of the grammar are written, no link is followed, and what somebody has changed there
is not overwritten: all or nothing is refused before the first byte.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from lexframe.core.errors import Refused
from lexframe.core.message import Message
from lexframe.store.durable import disk_errors, replace_file
from lexframe.store.git_call import shown
from lexframe.store.objects import BLOB, object_id
from lexframe.store.paths import place_of

NAMED = 5
"""So many of the files in the way are named; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What laying out did: paths written, paths taken away, and how many were right already.

    ``kept`` are files of earlier layouts that are no record any more and that somebody has changed.
    """

    directory: Path
    written: tuple[str, ...]
    removed: tuple[str, ...]
    kept: tuple[str, ...]
    unchanged: int


@dataclass(frozen=True, slots=True)
class Memory:
    """What lexframe has written into folders before: for each, path → blob ids it may hold from us."""

    own_folder: Path

    def recall(self, directory: Path) -> dict[str, list[str]]:
        """Return what was written into one folder; nothing if that is not known."""
        try:
            found = json.loads(self._file(directory).read_bytes())
        except (OSError, ValueError):
            return {}
        if not isinstance(found, dict):
            return {}
        return {path: ids for path, ids in found.items() if place_of(path) and isinstance(ids, list)}

    def keep(self, directory: Path, written: Mapping[str, list[str]]) -> None:
        """Remember what a folder holds from us."""
        file = self._file(directory)
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_file(file, json.dumps(written, indent=0).encode())

    def _file(self, directory: Path) -> Path:
        name = hashlib.sha256(os.fsencode(directory.resolve())).hexdigest()[:32]
        return self.own_folder / "layouts" / f"{name}.json"


@dataclass(slots=True)
class _Folder:
    """One folder being laid out; every step of a path is looked at before it is used."""

    directory: Path
    known: Mapping[str, list[str]]
    obstacles: list[str] = field(default_factory=list)

    def state(self, path: str) -> str | None:
        """Return the blob id of what lies at a path, empty for nothing, ``None`` for what is no file."""
        place = self.directory
        for step in path.split("/")[:-1]:
            place /= step
            mode = _mode(place)
            if mode is None:
                return ""
            if not stat.S_ISDIR(mode):
                return None
        target = self.directory / path
        mode = _mode(target)
        if mode is None:
            return ""
        return object_id(BLOB, target.read_bytes()) if stat.S_ISREG(mode) else None

    def is_ours(self, path: str, found: str) -> bool:
        """Tell whether what lies at a path is something lexframe wrote there."""
        return found in self.known.get(path, ())


def lay_out(
    files: Mapping[str, bytes], directory: Path, memory: Memory, sealed: Mapping[str, str], *, force: bool
) -> Layout:
    """Make a folder hold the records; those of an earlier layout that are gone are taken away.

    ``sealed`` maps paths to blob ids that plain git may have put there. Raises :class:`Refused`,
    having written nothing, for links in the way and, without ``force``, for files that differ from
    what lexframe wrote.
    """
    records = {path: data for path, data in files.items() if place_of(path)}
    with disk_errors("checkout"):
        if directory.is_symlink() or (directory.exists() and not directory.is_dir()):
            raise _not_plain([shown(directory)])
        known = memory.recall(directory)
        for path, blob in sealed.items():
            if place_of(path):
                known.setdefault(path, []).append(blob)
        folder = _Folder(directory, known)
        found = {path: folder.state(path) for path in {**records, **known}}
        wanted = {path: object_id(BLOB, data) for path, data in records.items()}
        changed = [path for path, blob in wanted.items() if found[path] != blob]
        _refuse_obstacles(folder, found, changed, force)
        gone = [path for path in known if path not in wanted and found[path]]
        removed = tuple(path for path in gone if folder.is_ours(path, found[path] or ""))
        memory.keep(directory, {path: [*known.get(path, ()), blob] for path, blob in wanted.items()})
        for path in changed:
            _write(directory / path, records[path])
        for path in removed:
            _remove(directory, path)
        memory.keep(directory, {path: [blob] for path, blob in wanted.items()})
    kept = tuple(path for path in gone if path not in removed)
    return Layout(directory, tuple(changed), removed, kept, len(wanted) - len(changed))


def _refuse_obstacles(
    folder: _Folder, found: Mapping[str, str | None], changed: list[str], force: bool
) -> None:
    links = [path for path in changed if found[path] is None]
    if links:
        raise _not_plain(links)
    theirs = [path for path in changed if found[path] and not folder.is_ours(path, found[path] or "")]
    if theirs and not force:
        raise Refused(
            Message(
                "{n} file there differs from what lexframe wrote: {names}. Nothing was changed.",
                "{n} files there differ from what lexframe wrote: {names}. Nothing was changed.",
                n=len(theirs),
                names=_named(theirs),
            ),
            Message("Keep them elsewhere, name another folder, or write over them with --force."),
            place=shown(folder.directory),
        )


def _not_plain(paths: list[str]) -> Refused:
    return Refused(
        Message(
            "A link, or what is no plain file, lies where a record belongs: {names}.", names=_named(paths)
        ),
        Message("Take it away, or name another folder. Nothing was changed."),
    )


def _named(paths: list[str]) -> str:
    return ", ".join([*paths[:NAMED], "…"] if len(paths) > NAMED else paths)


def _write(target: Path, data: bytes) -> None:
    """Write aside and rename, so that a kill leaves the old file or the new one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_name(f".{target.name}.{os.getpid()}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with suppress(FileNotFoundError):
        aside.unlink()
    try:
        with os.fdopen(os.open(aside, flags, 0o666), "wb") as stream:
            stream.write(data)
        os.replace(aside, target)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def _remove(directory: Path, path: str) -> None:
    (directory / path).unlink()
    for folder in _folders(path):
        try:
            (directory / folder).rmdir()
        except OSError:
            return  # it still holds something


def _folders(path: str) -> Iterator[str]:
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _mode(path: Path) -> int | None:
    try:
        return os.lstat(path).st_mode
    except FileNotFoundError:
        return None
