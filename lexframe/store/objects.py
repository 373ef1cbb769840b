"""Git's own object format, in pure Python: the same bytes, and so the same names, as git makes.

Both ledgers build and read objects here; what git answers is compared with it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from lexframe.core.errors import Failed, Refused, Unreadable
from lexframe.core.message import Message
from lexframe.store.ports import Author, CommitInfo, CommitPlan

BLOB, TREE, COMMIT = "blob", "tree", "commit"
FILE_MODE, FOLDER_MODE = b"100644", b"40000"
MAIL_DOMAIN = "lexframe.invalid"
"""Commits need an address; RFC 2606 keeps this one from ever reaching anybody."""

_TRAILER = re.compile(r"([A-Za-z][A-Za-z0-9-]{0,63}): (.*)")
_PERSON = re.compile(rb"(?P<name>[^<>\n]*?) ?<(?P<mail>[^<>\n]*)> (?P<when>-?\d{1,12}) (?P<zone>[+-]\d{4})")
_UNFIT_NAME = re.compile(r"[<>\x00-\x1f\x7f]")
_SIGNATURE = re.compile(rb"gpgsig(?:-sha256)? ")
_ID = re.compile(r"[0-9a-f]{40}")


class TreeEntry(NamedTuple):
    """One line of a tree: mode as git writes it, raw name, object id.

    A tuple, not a dataclass: a large workspace has tens of thousands, made three times as fast.
    """

    mode: bytes
    name: bytes
    id: str

    @property
    def is_folder(self) -> bool:
        """Tell whether it is a tree of its own."""
        return self.mode == FOLDER_MODE

    @property
    def is_file(self) -> bool:
        """Tell whether it is a plain file; links, programs and submodules are not."""
        return self.mode == FILE_MODE


def is_id(text: str) -> bool:
    """Tell whether ``text`` is a full object id, the only kind ever passed to git."""
    return _ID.fullmatch(text) is not None


def object_id(kind: str, data: bytes) -> str:
    """Return the name git gives to these bytes (SHA-1 over header and content)."""
    head = f"{kind} {len(data)}\0".encode()
    return hashlib.sha1(head + data, usedforsecurity=False).hexdigest()


def parse_tree(raw: bytes) -> tuple[TreeEntry, ...]:
    """Read a tree's raw bytes. Raises :class:`Unreadable` when they are cut or malformed."""
    entries: list[TreeEntry] = []
    at = 0
    while at < len(raw):
        space = raw.find(b" ", at)
        end = raw.find(b"\0", space + 1)
        if space < 0 or end < 0 or end + 21 > len(raw):
            raise Unreadable(
                Message("A tree object is damaged."),
                Message("Run “git fsck”, or clone again."),
            )
        entries.append(TreeEntry(raw[at:space], raw[space + 1 : end], raw[end + 1 : end + 21].hex()))
        at = end + 21
    return tuple(entries)


def encode_tree(entries: Iterable[TreeEntry]) -> bytes:
    """Return a tree's raw bytes, entries in git's order (a folder sorts as if it ended in ``/``)."""
    ordered = sorted(entries, key=lambda each: each.name + b"/" if each.is_folder else each.name)
    return b"".join(each.mode + b" " + each.name + b"\0" + bytes.fromhex(each.id) for each in ordered)


def encode_commit(plan: CommitPlan, tree: str) -> bytes:
    """Return the unsigned commit bytes of a plan over its resulting tree.

    The same plan gives the same bytes on every machine. The body that acts is named in the
    last paragraph (``Lexframe-Body:``), with the plan's own trailers after it. Raises
    :class:`Refused` when a name or trailer could be read as something else.
    """
    parents = ([plan.expected] if plan.expected else []) + list(plan.parents)
    person = f"{_person(plan.author)} {plan.when} {_zone(plan.offset)}"
    lines = [f"tree {tree}", *(f"parent {parent}" for parent in parents)]
    lines += [f"author {person}", f"committer {person}", "", plan.message.strip("\n"), ""]
    lines += [_trailer(*each) for each in (("Lexframe-Body", plan.author.body), *plan.trailers)]
    return "\n".join([*lines, ""]).encode()


def unsigned(raw: bytes) -> bytes:
    """Return commit bytes without their signature headers."""
    head, gap, message = raw.partition(b"\n\n")
    kept: list[bytes] = []
    inside = False
    for line in head.split(b"\n"):
        inside = (inside and line.startswith(b" ")) or _SIGNATURE.match(line) is not None
        if not inside:
            kept.append(line)
    return b"\n".join(kept) + gap + message


def commit_links(raw: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the tree id and the parent ids of a commit. Raises :class:`Unreadable`."""
    tree, parents = "", []
    for line in raw.partition(b"\n\n")[0].decode("utf-8", "replace").split("\n"):
        key, _, value = line.partition(" ")
        if key == "tree" and is_id(value) and not tree:
            tree = value
        elif key == "parent" and is_id(value):
            parents.append(value)
    if not tree:
        raise Unreadable(Message("A commit object is damaged."), Message("Run “git fsck”, or clone again."))
    return tree, tuple(parents)


def read_commit(id: str, raw: bytes, paths: Sequence[str]) -> CommitInfo:
    """Read commit bytes from anywhere: a strange author or message is shown, never refused."""
    head, _, message = raw.partition(b"\n\n")
    person = next((line[10:] for line in head.split(b"\n") if line.startswith(b"committer ")), b"")
    match = _PERSON.fullmatch(person)
    subject, text, trailers = _message(message.decode("utf-8", "replace"))
    return CommitInfo(
        id=id,
        parents=commit_links(raw)[1],
        body=trailers.get("Lexframe-Body") or (match["name"] if match else person).decode("utf-8", "replace"),
        when=int(match["when"]) if match else 0,
        offset=_minutes(match["zone"].decode()) if match else 0,
        subject=subject,
        text=text,
        trailers=trailers,
        paths=tuple(paths),
    )


def absent(id: str) -> Failed:
    """Say that an object is missing, or is not of the kind that was asked for."""
    return Failed(
        Message("The object {id} is not in this clone.", id=id[:40]),
        Message("Fetch again; if it stays away, make a new clone and copy .git/lexframe into it."),
    )


def _message(whole: str) -> tuple[str, str, Mapping[str, str]]:
    """Split a message into subject, text and the trailers of its last paragraph."""
    subject, _, rest = whole.partition("\n")
    before, gap, last = rest.rstrip("\n").rpartition("\n\n")
    if not gap:
        before, last = "", rest.strip("\n")
    found = [_TRAILER.fullmatch(line) for line in last.split("\n")] if last else []
    trailers: dict[str, str] = {}
    for match in found:
        if match is None:
            return subject, rest.strip("\n"), {}
        known = trailers.get(match[1])
        trailers[match[1]] = match[2] if known is None else f"{known}\n{match[2]}"
    return subject, before.strip("\n"), trailers


def _person(author: Author) -> str:
    name = author.office or author.body
    if _UNFIT_NAME.search(name) or not name.strip():
        raise Refused(
            Message("“{name}” cannot be the name of an office in a commit.", name=name),
            Message("Use letters, digits and ordinary punctuation, without “<” or “>”."),
        )
    return f"{name.strip()} <{author.body.lower()}@{MAIL_DOMAIN}>"


def _trailer(key: str, value: str) -> str:
    line = f"{key}: {value}"
    if not _TRAILER.fullmatch(line) or _UNFIT_NAME.search(value):
        raise Refused(
            Message("“{line}” cannot stand at the end of a commit message.", line=line),
            Message("A trailer is one line: a name of letters and hyphens, a colon, a value."),
        )
    return line


def _zone(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}{rest:02}"


def _minutes(zone: str) -> int:
    minutes = int(zone[1:3]) * 60 + int(zone[3:5])
    return -minutes if zone.startswith("-") else minutes
