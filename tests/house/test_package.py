"""What a person installs is whole: every module, the Spanish words, the example, the licence."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder
from house_rules import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> set[str]:
    built = next(WheelBuilder(str(ROOT)).build(directory=str(tmp_path_factory.mktemp("wheel"))))
    with zipfile.ZipFile(built) as archive:
        names = archive.namelist()
    assert len(names) == len(set(names))
    return set(names)


def test_the_wheel_holds_every_file_of_the_package(wheel, files):
    packaged = {name for name in files if name.startswith("lexframe/")}
    assert "lexframe/locale/es.mo" in packaged
    assert packaged - wheel == set()


def test_the_wheel_holds_nothing_else_but_its_description(wheel, files):
    foreign = {name for name in wheel if not name.startswith("lexframe/") and ".dist-info/" not in name}
    assert foreign == set()
    assert any(Path(name).name == "LICENSE" for name in wheel)
