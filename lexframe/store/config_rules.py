"""Which settings in a clone's own configuration could run code, and the command that removes each."""

from __future__ import annotations

import re
from pathlib import Path

from lexframe.core.errors import Failed, Refused
from lexframe.core.message import Message
from lexframe.store.git_call import GitCall, safe_words, shown

_ACTIVE = re.compile(
    r"alias\..+"
    r"|core\.(?:fsmonitor|hookspath|sshcommand|pager|editor|askpass|gitproxy|alternaterefscommand|worktree)"
    r"|credential\.(?:.+\.)?helper"
    r"|diff\.(?:external|.+\.(?:command|textconv))"
    r"|(?:difftool|mergetool|browser|man|guitool)\..+\.(?:cmd|path)"
    r"|extensions\.partialclone"
    r"|filter\..+\.(?:clean|smudge|process)"
    r"|gpg\.(?:.+\.)?(?:program|defaultkeycommand)"
    r"|include\.path|includeif\..+\.path"
    r"|interactive\.difffilter"
    r"|merge\..+\.driver"
    r"|pager\..+"
    r"|protocol\.(?:.+\.)?allow"
    r"|remote\..+\.(?:vcs|uploadpack|receivepack|proxy|promisor)"
    r"|sequence\.editor"
    r"|submodule\..+\.update"
    r"|tar\..+\.command"
    r"|trailer\..+\.(?:command|cmd)"
    r"|uploadpack\.packobjectshook"
    r"|url\..+\.(?:insteadof|pushinsteadof)",
    re.DOTALL,
)
_HARMLESS = {"core.fsmonitor": {"false", "no", "off", "0"}}
_ADDRESS = re.compile(r"(?:remote\..+\.(?:url|pushurl)|branch\..+\.remote)", re.DOTALL)
_PLAIN_ADDRESS = re.compile(
    r"(?:https://|ssh://|file://)[^\s-][^\s]*|[A-Za-z0-9._-]+@[A-Za-z0-9][A-Za-z0-9.-]*:.+|\.{0,2}/.*|[A-Za-z]:[\\/].*|[A-Za-z0-9._][^:]*"
)


def refuse_active_settings(git_dir: Path) -> None:
    """Refuse a clone whose own configuration names a program, another file or a strange address.

    The user's and the system's configuration do not matter: no call of ours reads them.
    """
    for name in ("config", "config.worktree"):
        file = git_dir / name
        if file.is_file():
            _refuse_in(file)


def _refuse_in(file: Path) -> None:
    answer = GitCall().ask(
        "config",
        f"--file={file.name}",
        "--list",
        "-z",
        "--no-includes",
        cwd=file.parent,
        limit=4 * 1024 * 1024,
    )
    if answer.code:
        raise Failed(
            Message("The clone's settings cannot be read: {words}", words=answer.words),
            Message("Correct the file in an editor."),
            place=shown(file),
        )
    for setting in answer.out.decode("utf-8", "backslashreplace").split("\0"):
        key, _, value = setting.partition("\n")
        if is_active(key, value):
            raise _refusal(file, key)


def is_active(key: str, value: str) -> bool:
    """Tell whether one setting could run a program or lead git somewhere else."""
    section, _, rest = key.partition(".")
    subsection, dot, name = rest.rpartition(".")
    low = f"{section.lower()}.{subsection}{dot}{name.lower()}"
    if _ADDRESS.fullmatch(low):
        return "::" in value or _PLAIN_ADDRESS.fullmatch(value) is None
    return _ACTIVE.fullmatch(low) is not None and value.lower() not in _HARMLESS.get(low, ())


def _refusal(file: Path, key: str) -> Refused:
    said = safe_words(key)
    return Refused(
        Message("The clone's own settings could run a program: {key}.", key=said),
        Message(
            "Look at it, then remove it: {command}",
            command=f'git config --file "{shown(file)}" --unset-all "{said}"',
        ),
        place=shown(file),
    )
