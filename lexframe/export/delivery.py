"""Bytes to a file a person named: whole or not at all, and never over something that is not meant."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from lexframe.core.errors import Failed, Refused
from lexframe.core.message import Message


def write_file(path: Path, data: bytes, *, force: bool = False) -> None:
    """Write a document beside its place, flush it, and put it there in one step.

    Raises :class:`Refused` for a folder, a link, a device, or a file that exists (unless ``force``)
    and :class:`Failed` when the disk says no; in both cases what was there is untouched.
    """
    aside = path.with_name(f".{path.name[:100]}.{os.getpid()}.part")
    try:
        _refuse_target(path, force)
        _write_flushed(aside, data)
        _put(aside, path, force)
    except FileExistsError:
        raise _exists(path) from None
    except OSError as error:
        raise _disk(error, path) from error
    finally:
        _forget(aside)


def _refuse_target(path: Path, force: bool) -> None:
    if path.is_symlink():
        raise Refused(
            Message("“{path}” is a link to somewhere else.", path=str(path)),
            Message("Name the file itself, or another one."),
        )
    if path.is_dir():
        raise Refused(
            Message("“{path}” is a folder.", path=str(path)), Message("Name a file in it to write to.")
        )
    if path.exists() and not path.is_file():
        raise Refused(
            Message("“{path}” is a device or a pipe, not a file.", path=str(path)),
            Message("Name an ordinary file."),
        )
    if path.exists() and not force:
        raise _exists(path)


def _exists(path: Path) -> Refused:
    return Refused(
        Message("“{path}” exists already and was left as it is.", path=str(path)),
        Message("Choose another name, or write over it with --force."),
    )


def _write_flushed(aside: Path, data: bytes) -> None:
    _forget(aside)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    with os.fdopen(os.open(aside, flags, 0o666), "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _put(aside: Path, path: Path, force: bool) -> None:
    """Give the file its name; without ``force`` in the one way that cannot hit a file made meanwhile."""
    if force:
        os.replace(aside, path)
        return
    try:
        os.link(aside, path)
    except OSError as error:
        if error.errno == errno.EEXIST:
            raise
        # A file system without hard links (FAT, some network drives): the check before has to do.
        if path.exists():
            raise FileExistsError(errno.EEXIST, "", str(path)) from None
        os.replace(aside, path)


def _forget(aside: Path) -> None:
    try:
        aside.unlink(missing_ok=True)
    except OSError:
        return


def _disk(error: OSError, path: Path) -> Failed:
    """Say what the disk said, with the next step that fits it."""
    known = {
        errno.ENOSPC: Message("The disk is full."),
        errno.EDQUOT: Message("The disk quota is used up."),
        errno.EFBIG: Message("The file would be too large for this disk."),
        errno.EACCES: Message("There is no permission to write there."),
        errno.EPERM: Message("There is no permission to write there."),
        errno.EROFS: Message("That disk can only be read."),
        errno.ENOENT: Message("That folder does not exist."),
        errno.ENOTDIR: Message("That folder does not exist."),
        errno.ENAMETOOLONG: Message("That name is too long."),
    }
    reason = known.get(error.errno or 0, Message("The system says: {words}.", words=error.strerror or "?"))
    return Failed(
        Message("“{path}” could not be written. {reason}", path=str(path), reason=reason),
        Message("Nothing was left behind. Name another place with -o, or make room there."),
    )
