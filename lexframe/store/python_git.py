"""The door to GitPython: its objects, with every command sent through the hardened call.

GitPython on its own inherits the environment and the repository's settings; here it keeps its
objects (init, settings, commits) and loses its way of starting processes.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")  # importing must not fail where git is missing

from git import Git, GitConfigParser, Repo

from lexframe.store.git_call import GitCall


class HardenedGit(Git):
    """GitPython's command wrapper, answering from :class:`GitCall`.

    Output comes back whole, as text without its last newline (as GitPython does) unless
    ``stdout_as_string=False``; a command that stays is started with the same environment and
    options. A shell is never used.
    """

    def execute(  # type: ignore[override]
        self, command: str | Sequence[Any], stdout_as_string: bool = True, **options: Any
    ) -> str | bytes | Git.AutoInterrupt:
        """Run one command that GitPython has put together. Raises :class:`Failed` on any bad end."""
        words = [command] if isinstance(command, str) else list(map(str, command))
        if options.get("shell"):
            raise NotImplementedError("a hardened call never uses a shell")
        call, cwd = GitCall(), Path(self.working_dir) if self.working_dir else None
        if options.get("as_process"):
            return self.AutoInterrupt(call.start(*words[1:], cwd=cwd, hears_words=True), words)
        out = call.run(*words[1:], cwd=cwd)
        return out.decode("utf-8", "replace").removesuffix("\n") if stdout_as_string else out


class HardenedRepo(Repo):
    """GitPython's Repo over :class:`HardenedGit`, for whatever the ledger does not offer.

    Its constructor still looks at ``GIT_*`` variables, so nothing of lexframe's own writing
    goes through it.
    """

    GitCommandWrapperType = HardenedGit


def init_repository(folder: Path, branch: str, settings: Mapping[str, Mapping[str, str]]) -> Path:
    """Make an empty repository with these settings in an existing folder; return its git directory."""
    HardenedGit(str(folder)).init(initial_branch=branch)
    git_dir = folder / ".git"
    with GitConfigParser(str(git_dir / "config"), read_only=False) as writer:
        for section, options in settings.items():
            for name, value in options.items():
                writer.set_value(section, name, value)
    return git_dir
