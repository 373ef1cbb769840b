"""Trees as people think of them: a mapping of paths, read whole, changed along one path, compared.

Works over any source of raw trees; each tree is parsed once and kept by its id.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from lexframe.core.errors import Unreadable
from lexframe.core.message import Message
from lexframe.store.objects import (
    FILE_MODE,
    FOLDER_MODE,
    TREE,
    TreeEntry,
    encode_tree,
    object_id,
    parse_tree,
)

DEPTH_LIMIT = 12
"""Deeper folders are no records of ours and are reported as odd, never walked."""

FILE_LIMIT = 1_000_000
"""A tree that unfolds to more is a trap (few objects can name billions of files)."""

MEMORY_LIMIT = 500_000
CONTENTS_LIMIT = 40
"""Tree lines, and whole unfolded trees, kept in memory (a view over 32 trays needs 33)."""

_Path = tuple[bytes, ...]
Load = Callable[[Sequence[str]], Mapping[str, bytes]]


@dataclass(frozen=True, slots=True)
class Contents:
    """What a tree holds: plain files by path, and the paths of everything that is no plain file."""

    files: Mapping[str, str]
    odd: tuple[str, ...] = ()


@dataclass(slots=True)
class Woven:
    """A changed tree: its root id, and the new trees it needs, folders before what contains them."""

    root: str = ""
    trees: dict[str, bytes] = field(default_factory=dict)

    def add(self, entries: Iterable[TreeEntry]) -> str:
        """Take one more tree in and return its id."""
        raw = encode_tree(entries)
        id = object_id(TREE, raw)
        self.trees[id] = raw
        return id


class Trees:
    """Reads trees by id through ``load`` and remembers what it has parsed; safe for several threads."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._lock = threading.RLock()
        self._parsed: dict[str, dict[bytes, TreeEntry]] = {}
        self._weight = 0
        self._contents: dict[str, Contents] = {}

    def entries(self, id: str) -> Mapping[bytes, TreeEntry]:
        """Return the lines of one tree by name."""
        with self._lock:
            self._prefetch([id])
            return self._parsed[id]

    def contents(self, root: str) -> Contents:
        """Return everything under a root tree. Raises :class:`Unreadable` past the file limit."""
        with self._lock:
            known = self._contents.get(root)
            if known is None:
                self._trim()
                known = self._walk(root)
                if len(self._contents) >= CONTENTS_LIMIT:
                    self._contents.pop(next(iter(self._contents)))
                self._contents[root] = known
        return known

    def blob(self, root: str | None, path: str) -> str | None:
        """Return the blob id at one path, or ``None``; reads only the folders above it."""
        *folders, name = path.encode().split(b"/")
        id = root
        for folder in folders:
            below = self.entries(id).get(folder) if id else None
            id = below.id if below and below.is_folder else None
        found = self.entries(id).get(name) if id else None
        return found.id if found and found.is_file else None

    def change(self, root: str | None, changes: Mapping[str, str | None]) -> Woven:
        """Return the tree with each path set to a blob id, or removed for ``None``.

        Only folders on a changed path are made anew; an emptied folder disappears.
        """
        woven = Woven()
        split = {tuple(path.encode().split(b"/")): blob for path, blob in changes.items()}
        with self._lock:
            self._trim()
            woven.root = self._weave(root, split, woven) or woven.add(())
        return woven

    def differences(self, old: str | None, new: str) -> tuple[str, ...]:
        """Return the sorted paths that differ between two trees; equal folders are not read."""
        with self._lock:
            self._trim()
            return tuple(sorted(set(self._differing(old, new))))

    def _differing(self, old: str | None, new: str) -> list[str]:
        found: list[str] = []
        pending = [("", old, new)]
        while pending:
            prefix, before, after = pending.pop()
            self._prefetch([id for id in (before, after) if id])
            was = self._parsed[before] if before else {}
            now = self._parsed[after] if after else {}
            for name in was.keys() | now.keys():
                left, right = was.get(name), now.get(name)
                if left != right:
                    path = prefix + _text(name)
                    found += [path for each in (left, right) if each and not each.is_folder]
                    folders = [each.id if each and each.is_folder else None for each in (left, right)]
                    if any(folders):
                        pending.append((path + "/", folders[0], folders[1] or ""))
        return found

    def _walk(self, root: str) -> Contents:
        files: dict[str, str] = {}
        odd: list[str] = []
        level = [("", root)]
        for _ in range(DEPTH_LIMIT):
            self._prefetch([id for _, id in level])
            below: list[tuple[str, str]] = []
            for prefix, id in level:
                for each in self._parsed[id].values():
                    path = prefix + _text(each.name)
                    if each.is_file:
                        files[path] = each.id
                    elif each.is_folder:
                        below.append((path + "/", each.id))
                    else:
                        odd.append(path)
                if len(files) + len(below) > FILE_LIMIT:
                    raise _too_many()
            level = below
            if not level:
                break
        return Contents(dict(sorted(files.items())), tuple(sorted(odd + [prefix for prefix, _ in level])))

    def _weave(self, id: str | None, changes: Mapping[_Path, str | None], woven: Woven) -> str | None:
        lines = dict(self.entries(id)) if id else {}
        here = {path[0]: blob for path, blob in changes.items() if len(path) == 1}
        for name in here:
            lines.pop(name, None)
        for name, rest in _by_folder(changes).items():
            known = lines.pop(name, None)
            below = self._weave(known.id if known and known.is_folder else None, rest, woven)
            if below:
                lines[name] = TreeEntry(FOLDER_MODE, name, below)
        lines |= {name: TreeEntry(FILE_MODE, name, blob) for name, blob in here.items() if blob}
        if not lines:
            return None
        made = woven.add(lines.values())
        self._remember(made, lines)
        return made

    def _prefetch(self, ids: Iterable[str]) -> None:
        wanted = [id for id in dict.fromkeys(ids) if id not in self._parsed]
        if wanted:
            for id, raw in self._load(wanted).items():
                self._remember(id, _by_name(raw))

    def _remember(self, id: str, lines: dict[bytes, TreeEntry]) -> None:
        if id not in self._parsed:
            self._parsed[id] = lines
            self._weight += len(lines)

    def _trim(self) -> None:
        """Forget the oldest trees; only between questions, since one question needs many at once."""
        while self._weight > MEMORY_LIMIT:
            self._weight -= len(self._parsed.pop(next(iter(self._parsed))))


def _by_folder(changes: Mapping[_Path, str | None]) -> dict[bytes, dict[_Path, str | None]]:
    """Group what lies deeper by its first folder."""
    found: dict[bytes, dict[_Path, str | None]] = {}
    for path, blob in changes.items():
        if len(path) > 1:
            found.setdefault(path[0], {})[path[1:]] = blob
    return found


def _by_name(raw: bytes) -> dict[bytes, TreeEntry]:
    entries = parse_tree(raw)
    named = {each.name: each for each in entries}
    if len(named) != len(entries):
        raise Unreadable(Message("A tree object is damaged."), Message("Run “git fsck”, or clone again."))
    return named


def _text(name: bytes) -> str:
    """Show a name whatever its bytes; what is not UTF-8 never matches the grammar of paths."""
    return name.decode("utf-8", "backslashreplace")


def _too_many() -> Unreadable:
    return Unreadable(
        Message("A tree unfolds to more than {n} files.", n=FILE_LIMIT),
        Message("This is no workspace of lexframe; do not use this clone."),
    )
