"""The door to GitPython: its Repo, with every command sent through the hardened call.

GitPython on its own inherits the environment and the repository's settings; here it keeps its
objects (init, config, remotes) and loses its way of starting processes.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")  # importing must not fail where git is missing

from git import Git, Repo

from lexframe.store.git_call import GitCall


class HardenedGit(Git):
    """GitPython's command wrapper, answering from :class:`GitCall`.

    Output comes back whole, as text without its last newline (as GitPython does) unless
    ``stdout_as_string=False``. Running in the background is not offered.
    """

    def execute(  # type: ignore[override]
        self, command: str | Sequence[Any], stdout_as_string: bool = True, **options: Any
    ) -> str | bytes:
        """Run one command that GitPython has put together. Raises :class:`Failed` on any bad end."""
        words = [command] if isinstance(command, str) else list(map(str, command))
        if options.get("as_process") or options.get("shell"):
            raise NotImplementedError("a hardened call neither stays in the background nor uses a shell")
        out = GitCall().run(*words[1:], cwd=Path(self.working_dir) if self.working_dir else None)
        return out.decode("utf-8", "replace").removesuffix("\n") if stdout_as_string else out


class HardenedRepo(Repo):
    """GitPython's Repo over :class:`HardenedGit`."""

    GitCommandWrapperType = HardenedGit
