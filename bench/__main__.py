"""Runs every measurement, one process each, and with ``--record`` writes them to docs/figures.md.

A missed goal does not stop the others; the exit code is 1 if any was missed.
"""

from __future__ import annotations

import datetime
import os
import platform
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "figures.md"
NOT_MEASUREMENTS = frozenset({"__init__", "__main__", "report"})
NAMED = ("rapidfuzz", "diff-match-patch", "pypdfium2", "click", "textual", "gitpython", "sqlite-utils")


def measurements() -> list[str]:
    """Return the names of the modules that measure something."""
    return sorted({file.stem for file in HERE.glob("*.py")} - NOT_MEASUREMENTS)


def run(name: str) -> tuple[str, int]:
    """Run one measurement, showing what it prints as it comes."""
    command = [sys.executable, "-m", f"bench.{name}"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=HERE.parent, encoding="utf-8")
    assert process.stdout
    lines = []
    for line in process.stdout:
        print(line, end="", flush=True)
        lines.append(line)
    return "".join(lines), process.wait()


def page(results: dict[str, str]) -> str:
    """Write the page of figures: where and when they were measured, then each table as it was printed."""
    git = subprocess.run(["git", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    libraries = ", ".join(f"{name} {version(name)}" for name in NAMED)
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    tables = "\n".join(f"## bench/{name}.py\n\n```text\n{printed}```\n" for name, printed in results.items())
    return (
        "# Figures\n\n"
        "What `make bench` printed, written by `make figures`. Ratios are against the peer named in each "
        "table, measured in the same run; a count of errors is not noisy, a time is.\n\n"
        f"{today} · {machine} · Python {platform.python_version()} · {git} · {libraries}\n\n"
        f"{tables}"
    )


def main(words: list[str]) -> int:
    """Measure everything; return 1 if a goal was missed."""
    results, codes = {}, []
    for name in measurements():
        print(f"== bench/{name}.py", flush=True)
        results[name], code = run(name)
        codes.append(code)
    if words == ["--record"]:
        PAGE.write_text(page(results), "utf-8", newline="\n")
    return int(any(codes))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
