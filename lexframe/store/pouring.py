"""A ledger made in memory, poured into a repository as one pack: the same objects, the same ids.

For building a whole history at once (the example): git checks and indexes every object, and
the refs move in one transaction, only if each still stands where it was found.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterable, Iterator

from lexframe.store.git_ledger import GitLedger
from lexframe.store.memory_ledger import MemoryLedger
from lexframe.store.object_writer import NO_COMMIT
from lexframe.store.objects import BLOB, COMMIT, TREE

_TYPES = {COMMIT: 1, TREE: 2, BLOB: 3}


def pour(source: MemoryLedger, target: GitLedger) -> None:
    """Add everything in ``source`` to ``target``, which must hold the same root commit.

    Raises ``Failed`` with git's words if it refuses an object, or if a ref moves meanwhile.
    """
    pack = b"".join(_pack(source.objects()))
    target.call.run("index-pack", "--strict", "--stdin", feed=pack, cwd=target.git_dir)
    before = target.refs()
    moves = "".join(
        f"update {ref} {tip} {before.get(ref, NO_COMMIT)}\n"
        for ref, tip in source.refs().items()
        if before.get(ref) != tip
    )
    target.call.run("update-ref", "--create-reflog", "-m", "lexframe: poured", "--stdin", feed=moves.encode())


def _pack(objects: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """Write a version 2 pack without deltas (git's *pack-format* page)."""
    entries = [_entry(kind, data) for kind, data in objects]
    whole = hashlib.sha1(b"PACK" + struct.pack(">II", 2, len(entries)), usedforsecurity=False)
    yield b"PACK" + struct.pack(">II", 2, len(entries))
    for entry in entries:
        whole.update(entry)
        yield entry
    yield whole.digest()


def _entry(kind: str, data: bytes) -> bytes:
    """One object: type and size in a variable-length number, then the bytes, deflated."""
    size = len(data)
    head = [_TYPES[kind] << 4 | size & 0x0F]
    size >>= 4
    while size:
        head[-1] |= 0x80
        head.append(size & 0x7F)
        size >>= 7
    return bytes(head) + zlib.compress(data, 6)
