"""The view as plain files: what every screen shows, in a folder other tools can read."""

from __future__ import annotations

from pathlib import Path

from lexframe.core.errors import Refused
from lexframe.core.message import Message
from lexframe.services.session import Session
from lexframe.store.layout import Layout, Memory, lay_out
from lexframe.store.opening import find_git_dir
from lexframe.store.view import View


def lay_out_view(
    session: Session, workspace: Path, directory: Path | None = None, *, force: bool = False
) -> Layout:
    """Lay the view out in a folder, the workspace's own work tree by default.

    ``workspace`` is any folder of the workspace. Raises :class:`Refused` for a folder inside
    ``.git``, for links in the way, and without ``force`` for files somebody has changed.
    """
    git_dir = find_git_dir(workspace)
    target = (directory or _work_tree(git_dir)).absolute()
    if git_dir.resolve() in (target.resolve(), *target.resolve().parents):
        raise Refused(
            Message("This folder belongs to git itself."),
            Message("Name another folder."),
            place=str(target),
        )
    view = View.now(session.ledger)
    blobs = view.paths()
    contents = session.ledger.read(tuple(blobs.values()))
    files = {path: contents[blob] for path, blob in blobs.items()}
    # What plain git laid out is a copy of main, so nothing is lost by writing over it.
    sealed = session.ledger.tree(view.tip) if target == _work_tree(git_dir).absolute() else {}
    return lay_out(files, target, Memory(git_dir / "lexframe"), sealed, force=force)


def _work_tree(git_dir: Path) -> Path:
    if git_dir.name != ".git":
        raise Refused(
            Message("This workspace has no folder of its own for plain files."),
            Message("Name one: “lexframe checkout DIR”."),
            place=str(git_dir),
        )
    return git_dir.parent
