"""Opening a clone: found from any subfolder, and refused with a next step if it cannot be trusted.

A clone from elsewhere is hostile until looked at: its own settings could run programs, borrow
objects or rewrite history under our feet.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from lexframe.core.errors import Failed, LexframeError, Refused, TryAgain
from lexframe.core.message import Message
from lexframe.store.config_rules import refuse_active_settings
from lexframe.store.git_call import Answer, GitCall, failure, safe_words, shown
from lexframe.store.git_ledger import GitLedger
from lexframe.store.outbox import Replay
from lexframe.store.paths import WORKSPACE_FILE
from lexframe.store.ports import MAIN
from lexframe.store.receiving import Received, receive

REPLAY_PATIENCE = 0.2
"""Seconds to wait at start for another writer: it is alive, so its outbox is its own business."""


def open_ledger(
    directory: Path,
    sign: Callable[[bytes], bytes] | None = None,
    on_replay: Callable[[Replay], None] = lambda replay: None,
    on_received: Callable[[Received], None] = lambda received: None,
) -> GitLedger:
    """Return the ledger of the workspace that ``directory`` lies in.

    What an interrupted lexframe left in the outbox is recorded first, and told to ``on_replay``;
    what plain git has fetched since is checked, and told to ``on_received``.
    Raises :class:`Failed` where there is no workspace, :class:`Refused` where the clone's own
    settings could run code or make history unreliable; each says what to do.
    """
    git_dir = find_git_dir(directory)
    refuse_active_settings(git_dir)
    _refuse_borrowed_history(git_dir)
    ledger = GitLedger(git_dir, sign)
    try:
        _refuse_no_workspace(ledger, directory)
        received = _receive(ledger)
        replayed = _replay(ledger)
    except BaseException:
        ledger.close()
        raise
    if replayed != Replay():
        on_replay(replayed)
    if received != Received():
        on_received(received)
    return ledger


def find_git_dir(directory: Path) -> Path:
    """Return the git directory that ``directory`` belongs to; for a linked work tree, the main one."""
    if not directory.is_dir():
        raise Failed(
            Message("There is no folder “{folder}”.", folder=shown(directory)),
            Message("Check the path, or make a workspace with “lexframe init”."),
        )
    answer = GitCall().ask(
        "rev-parse",
        "--is-bare-repository",
        "--show-object-format",
        "--path-format=absolute",
        "--git-common-dir",
        cwd=directory,
        users_settings=True,
    )
    if answer.code:
        raise _not_found(directory, answer)
    bare, names, path = answer.out.split(b"\n", 2)
    if bare != b"false":
        raise _bare(directory)
    if names != b"sha1":
        raise Refused(
            Message("This repository names its objects with {names}.", names=safe_words(names)),
            Message("lexframe reads repositories with SHA-1 names: make one with “lexframe init”."),
            place=shown(directory),
        )
    return Path(os.fsdecode(path.removesuffix(b"\n")))


def _not_found(directory: Path, answer: Answer) -> Failed:
    if "safe.bareRepository" in answer.words:
        return _bare(directory)
    if "not a git repository" in answer.words:
        return Failed(
            Message("No workspace was found here or in any folder above."),
            Message("Name one with -C DIR; “lexframe demo” shows one, “lexframe init” makes one."),
            place=shown(directory),
        )
    return failure(answer.words, "rev-parse")


def _bare(directory: Path) -> Failed:
    return Failed(
        Message("This is a bare repository: a hub, not a workspace."),
        Message("Clone it and work in the clone."),
        place=shown(directory),
    )


def _refuse_borrowed_history(git_dir: Path) -> None:
    """Refuse what lets a clone show other commits than the ones its tips name."""
    shallow, grafts = git_dir / "shallow", git_dir / "info" / "grafts"
    alternates = git_dir / "objects" / "info" / "alternates"
    if _has_content(shallow):
        raise Refused(
            Message("This clone is shallow: the older history is missing, so nothing can be recounted."),
            Message("Complete it with “git fetch --unshallow”."),
            place=shown(shallow),
        )
    if _has_content(grafts):
        raise Refused(
            Message("Grafts replace parts of this clone's history."),
            Message("Delete this file."),
            place=shown(grafts),
        )
    if _has_content(alternates):
        raise Refused(
            Message("This clone borrows its objects from another one and breaks when that changes."),
            Message("Run “git repack -a -d”, then delete this file."),
            place=shown(alternates),
        )


def _has_content(file: Path) -> bool:
    try:
        return bool(file.read_bytes().strip())
    except OSError:
        return False


def _refuse_no_workspace(ledger: GitLedger, directory: Path) -> None:
    main = ledger.tip(MAIN)
    if main is None:
        raise Failed(
            Message("This repository has no commit on main, so it is no workspace yet."),
            Message("Fetch main from the hub, or found a workspace in a new folder with “lexframe init”."),
            place=shown(directory),
        )
    files = ledger.tree(main)
    if "lexframe/store/ports.py" in files:
        raise Refused(
            Message("This is lexframe's own source, not a workspace; nothing is recorded here."),
            Message("See the example with “lexframe demo”, or open a workspace with -C DIR."),
            place=shown(directory),
        )
    if WORKSPACE_FILE not in files:
        raise Failed(
            Message("This repository is no workspace: main has no {file}.", file=WORKSPACE_FILE),
            Message("Go to a workspace, or found one in a new folder with “lexframe init”."),
            place=shown(directory),
        )


def _receive(ledger: GitLedger) -> Received:
    packed = ledger.git_dir / "packed-refs"
    if not (ledger.git_dir / "refs" / "remotes").is_dir() and not _mentions_remotes(packed):
        return Received()
    try:
        return receive(ledger)
    except LexframeError:
        return Received()  # what is not checked is not seen; reading what was seen must go on


def _mentions_remotes(packed: Path) -> bool:
    try:
        return b" refs/remotes/" in packed.read_bytes()
    except OSError:
        return False


def _replay(ledger: GitLedger) -> Replay:
    try:
        return ledger.replay(REPLAY_PATIENCE)
    except (TryAgain, Failed):
        return Replay()  # reading must work on a read-only disk and beside a live writer
