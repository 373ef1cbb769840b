"""The tour is what ``make run`` shows without a terminal: it must agree with itself, and notice when not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lexframe.example import tour as tour_module
from lexframe.services.docket import Docket
from lexframe.services.plan import Step
from lexframe.wiring import doors, open_workspace


@pytest.fixture
def steps(example: Path, tmp_path: Path) -> list[Step]:
    return walk(example, tmp_path)


def walk(example: Path, folder: Path) -> list[Step]:
    workspace = folder / "workspace"
    shutil.copytree(example, workspace)
    return list(doors().tour(open_workspace(workspace, "ST"), folder))


def test_every_step_agrees_and_every_act_has_its_commit(steps: list[Step], tmp_path: Path) -> None:
    assert [step.title.text for step in steps if not step.agrees] == []
    assert sum(bool(step.commit) for step in steps) >= 15
    assert {path.name for path in tmp_path.iterdir()} >= {
        "consolidated.md",
        "decree.html",
        "comparative.html",
    }


def test_a_document_that_lies_is_noticed(
    example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lying(docket: Docket, document: str, ending: str, data: bytes) -> bool:
        return honest(docket, document, ending, data.replace(b"cuarenta y cinco", b"cuarenta y seis"))

    honest = tour_module.reopened
    monkeypatch.setattr(tour_module, "reopened", lying)
    assert [step.agrees for step in walk(example, tmp_path)].count(False) >= 2
