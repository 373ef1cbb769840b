"""Plans and paths that the store's tests are written in."""

from __future__ import annotations

from lexframe.store.ports import MAIN, Author, CommitPlan, Ledger

NOON = 1_790_000_000
SECRETARIAT = Author("ST", "Secretaría técnica")
ROOT_FILES = {"lexframe.toml": b'title = "Marco"\n', "institutes.toml": b"# nadie\n"}


def root_plan(files: dict[str, bytes] | None = None) -> CommitPlan:
    return CommitPlan(MAIN, None, files or ROOT_FILES, "Open the workspace", SECRETARIAT, NOON)


def plan_for(
    ledger: Ledger, body: str, changes: dict[str, bytes | None], message: str = "Record", **rest: object
) -> CommitPlan:
    ref = MAIN if body == "ST" else f"refs/heads/{'wg' if body.startswith('GT-') else 'inst'}/{body}"
    author = Author(body)
    return CommitPlan(ref, ledger.tip(ref), changes, message, author, NOON, -360, **rest)  # type: ignore[arg-type]


def position(body: str, code: str = "ISSTEG-K7M2", framework: str = "marco") -> str:
    return f"positions/{body}/{framework}/{code}.md"
