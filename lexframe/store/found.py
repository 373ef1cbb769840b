"""Founding a workspace: an empty folder becomes a repository with its root commit, or stays empty."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from lexframe.core.errors import Refused
from lexframe.core.message import Message
from lexframe.store.act import admit
from lexframe.store.durable import disk_errors
from lexframe.store.git_call import find_git, shown
from lexframe.store.git_ledger import GitLedger
from lexframe.store.opening import open_ledger
from lexframe.store.ports import MAIN, Author, CommitPlan

SETTINGS: Mapping[str, Mapping[str, str]] = {
    "core": {"autocrlf": "false", "logAllRefUpdates": "true", "fsync": "committed,loose-object,reference"},
    "fetch": {"fsckObjects": "true"},
    "gc": {"reflogExpire": "never", "reflogExpireUnreachable": "never", "pruneExpire": "never"},
    "receive": {"fsckObjects": "true"},
    "transfer": {"fsckObjects": "true"},
}
"""Written into the new repository, so that plain git treats the records as lexframe does."""

ATTRIBUTES = "* -text -ident -filter !diff !merge\n"
"""Outranks any .gitattributes in a tree: bytes stay bytes, and plain git shows records as text."""


def found_workspace(
    directory: Path,
    files: Mapping[str, bytes],
    author: Author,
    when: int,
    offset: int = 0,
    message: str = "Open the workspace",
    trailers: tuple[tuple[str, str], ...] = (),
) -> GitLedger:
    """Make ``directory`` a workspace whose root commit on main holds ``files``, and open it.

    It is built beside its final place and moved there whole. Raises :class:`Refused` when the
    folder exists and is not empty, or when the files break the grammar.
    """
    directory = directory.absolute()
    plan = CommitPlan(MAIN, None, files, message, author, when, offset, trailers=trailers)
    admit(plan)
    _refuse_occupied(directory)
    find_git()
    aside = directory.with_name(f".{directory.name}.{os.getpid()}.new")
    with disk_errors("init"):
        directory.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(aside, ignore_errors=True)
        try:
            _build(aside, plan)
            if directory.exists():
                directory.rmdir()
            aside.rename(directory)
        except BaseException:
            shutil.rmtree(aside, ignore_errors=True)
            raise
    return open_ledger(directory)


def _build(folder: Path, plan: CommitPlan) -> None:
    from lexframe.store.python_git import init_repository  # 90 ms that only founding pays

    folder.mkdir()
    git_dir = init_repository(folder, "main", SETTINGS)
    info = git_dir / "info"
    info.mkdir(exist_ok=True)
    (info / "attributes").write_text(ATTRIBUTES, encoding="ascii", newline="\n")
    with GitLedger(git_dir) as ledger:
        ledger.perform(plan)


def _refuse_occupied(directory: Path) -> None:
    is_free = not directory.exists() or (directory.is_dir() and not any(directory.iterdir()))
    if directory.is_symlink() or not is_free:
        raise Refused(
            Message("The folder is not empty, so no workspace can be founded in it."),
            Message("Name a new folder, or open the workspace that is there."),
            place=shown(directory),
        )
