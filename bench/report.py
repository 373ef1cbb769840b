"""One table for every measurement: what, goal, ours, the peer's, their ratio, and whether the goal is met."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
HEADS = ("what", "goal", "lexframe", "peer", "ratio", "")


@dataclass(frozen=True, slots=True)
class Row:
    """One measured thing, as it is printed; ``ok`` is None where there is no goal to meet."""

    what: str
    goal: str = "-"
    ours: str = "-"
    peer: str = "-"
    ratio: str = "-"
    ok: bool | None = None


def table(rows: Sequence[Row]) -> str:
    """Align the rows under their heads."""
    cells = [HEADS, *((*astuple(row)[:5], _verdict(row)) for row in rows)]
    widths = [max(len(line[n]) for line in cells) for n in range(len(HEADS))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in cells)
    return "\n".join(line.rstrip() for line in lines)


def report(title: str, rows: Sequence[Row]) -> int:
    """Print the table and return the exit code: 1 if any goal is missed."""
    print(title, table(rows), sep="\n")
    return int(any(row.ok is False for row in rows))


def records(name: str, folder: Path = DATA) -> list[dict[str, Any]] | None:
    """Read one file of JSON lines, or say by name that it is absent."""
    path = folder / "merge" / f"{name}.jsonl.gz"
    if not path.exists():
        print(f"skipped: {path.name} is not in {path.parent}")
        return None
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return list(map(json.loads, lines))


def _verdict(row: Row) -> str:
    return "" if row.ok is None else "ok" if row.ok else "MISSED"
