"""The made workspace, its board, and the app over it."""

from __future__ import annotations

import pytest
from tui_workspace import Made, made_workspace

from lexframe.tui.board import Board, counted
from lexframe.tui.tongue import Tongue


@pytest.fixture
def made() -> Made:
    return made_workspace()


@pytest.fixture
def board(made: Made) -> Board:
    return counted(Board(made.docket(), "INA"))


@pytest.fixture
def tongue() -> Tongue:
    return Tongue("es")
