"""What one act costs beside plain git, in a small and in a large workspace.

Prints milliseconds and ratios. Both sides write file with the same fsync settings, without
signatures.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from lexframe.store.found import found_workspace
from lexframe.store.git_call import GitCall
from lexframe.store.git_ledger import STEPS, GitLedger
from lexframe.store.ports import MAIN, Author, CommitPlan
from lexframe.store.view import View

NOON = 1_790_000_000
SECRETARIAT = Author("ST", "Secretaría técnica")
TRAY = "refs/heads/inst/ISSTEG"
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
FSYNC = ("-c", "core.fsync=committed,loose-object,reference,index", "-c", "gc.auto=0")
ROUNDS = 15


def code(n: int) -> str:
    return "ISSTEG-" + "".join(ALPHABET[n // 32**place % 32] for place in (3, 2, 1, 0))


def position(n: int) -> str:
    return f"positions/ISSTEG/marco/{code(n)}.md"


def text(n: int) -> bytes:
    return f"---\nstance: favour\n---\n\nRazones de la posición {n}.\n".encode() * 8


def filled(folder: Path, records: int) -> GitLedger:
    """Found a workspace whose tray already holds so many positions."""
    ledger = found_workspace(folder, {"lexframe.toml": b"format = 1\n"}, SECRETARIAT, NOON)
    act(ledger, {position(n): text(n) for n in range(records)})
    ledger.call.run("gc", "--quiet", seconds=300)
    return ledger


def act(ledger: GitLedger, changes: Mapping[str, bytes | None]) -> str:
    plan = CommitPlan(TRAY, ledger.tip(TRAY), changes, "Posición", Author("ISSTEG"), NOON)
    return ledger.perform(plan)


def plain_clone(ledger: GitLedger, folder: Path) -> Callable[[int], None]:
    """Return one act as plain git does it: write the file, ``git add``, ``git commit``."""
    GitCall().run("clone", "--quiet", "--branch=inst/ISSTEG", str(ledger.git_dir.parent), str(folder))
    call = GitCall(folder / ".git")
    who = ("-c", "user.name=ISSTEG", "-c", "user.email=issteg@lexframe.invalid")

    def commit(n: int) -> None:
        (folder / position(n)).write_bytes(text(n))
        call.run(*FSYNC, "add", position(n), cwd=folder)
        call.run(*FSYNC, *who, "commit", "--quiet", "-m", "Posición", cwd=folder)

    return commit


def milliseconds(work: Callable[[int], object], start: int) -> tuple[float, float]:
    """Return the median and the slowest of several rounds."""
    spent = []
    for n in range(start, start + ROUNDS):
        before = time.perf_counter()
        work(n)
        spent.append((time.perf_counter() - before) * 1000)
    return statistics.median(spent), max(spent)


def steps(ledger: GitLedger, n: int) -> str:
    """Say what each step of one act took."""
    marks = [time.perf_counter()]
    ledger.on_step = lambda step: marks.append(time.perf_counter())
    act(ledger, {position(n): text(n)})
    ledger.on_step = lambda step: None
    pairs = zip(STEPS, marks, marks[1:], strict=False)
    return ", ".join(f"{step} {(after - before) * 1000:.1f}" for step, before, after in pairs)


def compare(records: int, folder: Path) -> None:
    with filled(folder / f"marco-{records}", records) as ledger:
        act(ledger, {position(500_000): text(0)})
        ours, worst = milliseconds(lambda n: act(ledger, {position(n): text(n)}), 600_000)
        plain, plain_worst = milliseconds(plain_clone(ledger, folder / f"plain-{records}"), 700_000)
        view, _ = milliseconds(lambda n: View.now(ledger), 0)
        say(f"{records:>6} records: act {ours:.1f} ms (slowest {worst:.1f});")
        say(f" git add + commit {plain:.1f} ms (slowest {plain_worst:.1f}); ratio {ours / plain:.2f}\n")
        say(f"        view {view:.1f} ms; steps in ms: {steps(ledger, 800_000)}\n")
        assert ledger.tip(MAIN)


def say(words: str) -> None:
    sys.stdout.write(words)
    sys.stdout.flush()


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="lexframe-bench-") as folder:
        for records in (10, 10_000):
            compare(records, Path(folder))


if __name__ == "__main__":
    main()
