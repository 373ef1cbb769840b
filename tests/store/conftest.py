"""Ledgers to examine: the memory one, and real repositories made in a temporary folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from store_cases import NOON, ROOT_FILES, SECRETARIAT, plan_for, root_plan

from lexframe.store.found import found_workspace
from lexframe.store.git_call import GitCall
from lexframe.store.git_ledger import GitLedger
from lexframe.store.memory_ledger import MemoryLedger
from lexframe.store.ports import Ledger

Write = Callable[..., str]


@pytest.fixture
def git_ledger(tmp_path: Path) -> Iterator[GitLedger]:
    with found_workspace(tmp_path / "marco", ROOT_FILES, SECRETARIAT, NOON) as ledger:
        yield ledger


@pytest.fixture
def memory_ledger() -> MemoryLedger:
    ledger = MemoryLedger()
    ledger.perform(root_plan())
    return ledger


@pytest.fixture(params=["memory", "git"])
def ledger(request: pytest.FixtureRequest) -> Ledger:
    found: Ledger = request.getfixturevalue(f"{request.param}_ledger")
    return found


@pytest.fixture
def write() -> Write:
    """Perform one act with little ceremony: ``write(ledger, "ISSTEG", {path: bytes})``."""

    def perform(ledger: Ledger, body: str, changes: dict[str, bytes | None], **rest: object) -> str:
        return ledger.perform(plan_for(ledger, body, changes, **rest))

    return perform


@pytest.fixture
def plain_git(git_ledger: GitLedger) -> Callable[..., str]:
    """Run git as a person would in the workspace, without lexframe's options."""
    call = GitCall(git_ledger.git_dir)

    def run(*words: str, feed: str = "") -> str:
        return call.run(*words, feed=feed.encode()).decode().rstrip("\n")

    return run
