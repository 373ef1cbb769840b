"""The official texts, read once for the whole room; absent data skips by name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from official_laws import NEW, OLD

from lexframe.intake.document import Intake
from lexframe.intake.reader import read


@pytest.fixture(scope="session")
def law_path(data_dir: Path) -> Callable[[str], Path]:
    def find(name: str) -> Path:
        path = data_dir / "mx" / name
        if not path.exists():
            pytest.skip(f"{name} absent")
        return path

    return find


@pytest.fixture(scope="session")
def old_law(law_path: Callable[[str], Path]) -> Intake:
    pytest.importorskip("pypdfium2", reason="pypdfium2 absent")
    return read(OLD, law_path(OLD).read_bytes())


@pytest.fixture(scope="session")
def new_law(law_path: Callable[[str], Path]) -> Intake:
    pytest.importorskip("pypdfium2", reason="pypdfium2 absent")
    return read(NEW, law_path(NEW).read_bytes())
