from __future__ import annotations

import pytest

from tests.conftest import ROOT
from tools.screens import FOLDER, LARGEST, SCREENS, pictures, stale, text_of


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return pictures()


def test_the_pictures_show_what_the_terminal_shows(made: dict[str, str]) -> None:
    assert stale(made) == [], "run “make docs”"


def test_a_picture_is_small_and_names_no_machine(made: dict[str, str]) -> None:
    for name in SCREENS:
        picture = (FOLDER / f"{name}.svg").read_text("utf-8")
        assert len(picture.encode()) < LARGEST
        assert "http" not in picture.replace("http://www.w3.org/", "")
        assert str(ROOT) not in picture
        assert "/tmp" not in picture


def test_the_pictures_are_of_what_they_are_called(made: dict[str, str]) -> None:
    said = {name: " ".join(text_of(picture).split()) for name, picture in made.items()}
    assert "Aprobar, con todo" in said["aprobar"]
    assert "SUPUESTO" in said["consenso"]
    assert "Al escribir" in said["editor"]
    assert "Teclas y signos" in said["ayuda"]
    assert "Cómo va" in said["enmienda"]
    assert "Índice" in said["marco"]
