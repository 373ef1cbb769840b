"""Real cases for the word algebra, read where they are present and skipped by name where they are not."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

MERGE_DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "merge"


def _records(*names: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for name in names:
        path = MERGE_DATA / f"{name}.jsonl.gz"
        if not path.exists():
            pytest.skip(f"shared/data/merge/{path.name} is absent")
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            found += map(json.loads, lines)
    return found


@pytest.fixture(scope="session")
def merge_cases() -> list[dict[str, Any]]:
    """Three-way cases with known answers out of real reforms, and made ones."""
    return _records("merge-real", "merge-made")


@pytest.fixture(scope="session")
def redline_pairs() -> list[dict[str, Any]]:
    """One article before and after a real reform, nine hundred times."""
    return _records("redline-pairs")
