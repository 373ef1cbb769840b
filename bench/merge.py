"""How our merge does on real and made cases with known answers, beside ``git merge-file`` on the same files.

Run with ``python -m bench.merge``. git sees what any tool built on it would: a paragraph a line.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from bench.report import Row, records, report
from lexframe.text.conflicts import clashes
from lexframe.text.merge import Clean, merge

Case = Mapping[str, Any]
Merger = Callable[[Case], str | None]
ROUNDS = 7


def ours(case: Case) -> str | None:
    found = merge(case["base"], case["ours"], case["theirs"])
    return found.text if isinstance(found, Clean) else None


def git_in(folder: Path, git: str) -> Merger:
    """Return a merger that asks git; None where it reports a conflict."""
    bare = {"PATH": os.environ["PATH"], "HOME": str(folder), "LC_ALL": "C", "GIT_CONFIG_NOSYSTEM": "1"}

    def merged(case: Case) -> str | None:
        for side in ("ours", "base", "theirs"):
            (folder / side).write_bytes(case[side].encode())
        call = [git, "merge-file", "-p", "ours", "base", "theirs"]
        done = subprocess.run(call, cwd=folder, env=bare, capture_output=True, check=False)
        return done.stdout.decode() if done.returncode == 0 else None

    return merged


def outcomes(cases: list[dict[str, Any]], merger: Merger) -> Counter[tuple[str, str]]:
    """Count right, wrong and clash for each thing that was expected."""
    found: Counter[tuple[str, str]] = Counter()
    for case in cases:
        text = merger(case)
        found[case["expect"], "clash" if text is None else _judged(case, text)] += 1
    return found


def _judged(case: Case, text: str) -> str:
    return "right" if text == case["expected"] else "wrong"


def rows(mine: Counter[tuple[str, str]], peer: Counter[tuple[str, str]]) -> list[Row]:
    def wrong(found: Counter[tuple[str, str]]) -> int:
        return sum(n for (_, outcome), n in found.items() if outcome == "wrong")

    def share(found: Counter[tuple[str, str]], expect: str, outcome: str) -> float:
        total = sum(n for (expected, _), n in found.items() if expected == expect)
        return 100 * found[expect, outcome] / total

    def compared(what: str, least: float, expect: str, outcome: str) -> Row:
        a, b = share(mine, expect, outcome), share(peer, expect, outcome) if peer else None
        return Row(
            what,
            f">= {least:.1f} %",
            f"{mine[expect, outcome]} = {a:.2f} %",
            f"{peer[expect, outcome]} = {b:.2f} %" if b is not None else "-",
            f"{a / b:.2f}" if b else "-",
            a >= least,
        )

    must = sum(n for (expected, _), n in mine.items() if expected == "merge")
    either = {
        outcome: mine["adjacent", outcome] + mine["conflict_or_merge", outcome]
        for outcome in ("right", "clash")
    }
    return [
        Row("silently wrong", "0", str(wrong(mine)), str(wrong(peer)) if peer else "-", ok=wrong(mine) == 0),
        compared(f"merged of {must} that must", 99.3, "merge", "right"),
        compared("clash of those that must", 100, "conflict", "clash"),
        compared("moves followed", 90, "move", "right"),
        Row("either is right: merged, clash", "-", f"{either['right']}, {either['clash']}"),
    ]


def matrix() -> Row:
    """Compare 300 amendments to one article with each other, alignment and all."""
    words = [f"palabra{n:03}" for n in range(600)]
    base = "\n\n".join(" ".join(words[n : n + 60]) + "." for n in range(0, 600, 60)) + "\n"
    proposals = {
        f"E{n:03}": base.replace(words[n], "otra").replace(words[(7 * n) % 600], "distinta")
        for n in range(300)
    }
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        pairs = clashes(base, proposals)
        taken.append(1000 * (time.perf_counter() - start))
    fastest = min(taken)  # what else the machine does only ever adds
    what = f"300 amendments, 44,850 pairs, {len(pairs)} clash"
    return Row(what, "< 100 ms", f"{fastest:.0f} ms", ok=fastest < 100)


def main() -> int:
    real, made = records("merge-real"), records("merge-made")
    if real is None or made is None:
        return 0
    cases = real + made
    start = time.perf_counter()
    mine = outcomes(cases, ours)
    each = 1000 * (time.perf_counter() - start) / len(cases)
    git = shutil.which("git")
    with tempfile.TemporaryDirectory() as folder:
        peer = outcomes(cases, git_in(Path(folder), git)) if git else Counter[tuple[str, str]]()
    speed = Row("milliseconds a merge, mean", "-", f"{each:.1f}")
    return report(f"merge: {len(cases)} cases; peer: git merge-file", [*rows(mine, peer), matrix(), speed])


if __name__ == "__main__":
    raise SystemExit(main())
