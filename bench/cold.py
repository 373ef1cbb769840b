"""How long a cold command takes, beside a click program that does nothing, in processes of their own.

The peer is an empty group with ``--help``: what any program built on click pays before it begins.
Runs are interleaved, so that a noisy machine is noisy for all of them; medians are compared.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from bench.report import Row, report

RUNS = 21
GOAL = 2.0
HEAVY = ("textual", "git", "sqlite_utils", "pypdfium2", "jinja2", "pydantic", "cryptography", "markdown_it")
PEER = "import click\nclick.Group('peer', help='Nothing.').main(['--help'])"
LEXFRAME = "import sys\nfrom lexframe.wiring import main\nsys.argv = {argv!r}\nsys.exit(main())"
IMPORTED = (
    "import sys\nfrom lexframe.wiring import main\nsys.argv = {argv!r}\nmain()\n"
    "sys.stderr.write(' '.join(name for name in {heavy!r} if name in sys.modules))"
)
ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Measure, print the table, return the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = str(Path(folder) / "demo")
        _run(LEXFRAME.format(argv=["lexframe", "demo", "--no-open", workspace]))
        commands = {
            "lexframe --help": ["lexframe", "--help"],
            "lexframe position show": ["lexframe", "-C", workspace, "position", "show", "19", "ISSTENL"],
            "lexframe tally (one)": ["lexframe", "-C", workspace, "tally", "19"],
            "lexframe status": ["lexframe", "-C", workspace, "status"],
        }
        programs = {"peer": PEER, "again": PEER}
        programs |= {name: LEXFRAME.format(argv=argv) for name, argv in commands.items()}
        seconds = _medians(programs)
        rows = [_row(name, seconds) for name in commands]
        rows += [_imports(name, argv) for name, argv in list(commands.items())[:2]]
        noise = seconds["again"] / seconds["peer"]
        rows.append(Row("the peer against itself (noise)", ratio=f"{noise:.2f}"))
        return report("cold commands, median of 21 processes each", rows)


def _medians(programs: dict[str, str]) -> dict[str, float]:
    for program in programs.values():
        _run(program)  # once before, so that none of them pays for a cold disk
    taken: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(RUNS):
        for name, program in programs.items():
            began = time.perf_counter()
            _run(program)
            taken[name].append(time.perf_counter() - began)
    return {name: median(times) for name, times in taken.items()}


def _row(name: str, seconds: dict[str, float]) -> Row:
    ratio = seconds[name] / seconds["peer"]
    has_goal = name in ("lexframe --help", "lexframe position show")
    return Row(
        name,
        goal=f"<= {GOAL:.1f} x" if has_goal else "-",
        ours=f"{seconds[name] * 1000:.0f} ms",
        peer=f"{seconds['peer'] * 1000:.0f} ms",
        ratio=f"{ratio:.2f}",
        ok=ratio <= GOAL if has_goal else None,
    )


def _imports(name: str, argv: list[str]) -> Row:
    heavy = _run(IMPORTED.format(argv=argv, heavy=HEAVY)).stderr.split()
    return Row(f"{name}: heavy imports", goal="none", ours=" ".join(heavy) or "none", ok=not heavy)


def _run(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "LEXFRAME_LANG": "es", "PYTHONDONTWRITEBYTECODE": ""},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )


if __name__ == "__main__":
    sys.exit(main())
