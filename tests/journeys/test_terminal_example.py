"""The example by keyboard in a small terminal: what is written survives, what is asked is answered."""

from __future__ import annotations

import re
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from pty_terminal import PtyTerminal, seated

SMALL = (80, 24)

pytestmark = pytest.mark.pty


@pytest.fixture
def folder(example: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(example, tmp_path / "ejemplo"))


@pytest.fixture
def terminal(folder: Path) -> Iterator[PtyTerminal]:
    with seated(folder, "--as", "ISSTEG", size=SMALL) as opened:
        opened.until("Índice")
        opened.until("Artículo 1")
        yield opened


def write(terminal: PtyTerminal, article: str, text: str) -> None:
    terminal.get("g", "Ir a un artículo")
    terminal.type(article)
    terminal.press("enter")
    terminal.until("Ir a un artículo", gone=True)
    terminal.get("e", "Al escribir")
    terminal.type(text)
    terminal.until("1 texto sin enviar")


def test_what_is_written_comes_back_after_a_kill_and_is_handed_in(folder: Path) -> None:
    with seated(folder, "--as", "ISSTEG", size=SMALL) as killed:
        killed.until("Artículo 1")
        write(killed, "20", "En todo caso, ")
        killed.kill(signal.SIGKILL)
    with seated(folder, "--as", "ISSTEG", size=SMALL) as again:
        again.until("Hay texto escrito que no se envió")
        again.press("enter")
        again.until("En todo caso,")
        again.press("shift+tab")
        again.type("En todo caso")
        again.get("f4", "¿Presentar esta enmienda?")
        again.accept("¿Presentar esta enmienda?")
        again.until("presentada")
        assert again.leave() == 0


def test_a_closed_terminal_keeps_what_was_being_written(folder: Path) -> None:
    with seated(folder, "--as", "ISSTEG", size=SMALL) as closed:
        closed.until("Artículo 1")
        write(closed, "21", "Por escrito, ")
        closed.kill(signal.SIGHUP)
    with seated(folder, "--as", "ISSTEG", size=SMALL) as again:
        again.until("Hay texto escrito que no se envió")


def test_a_position_with_a_reservation_and_a_supposition(terminal: PtyTerminal) -> None:
    terminal.get("2", "En consulta")
    terminal.press("home")
    terminal.get("r", "¿Qué se reserva?")
    terminal.press("tab", "tab")
    terminal.type("Su costo.")
    terminal.press("tab")
    terminal.type("Que se estime.")
    terminal.get("ctrl+s", "¿Registrar esta posición?")
    terminal.accept("¿Registrar esta posición?")
    terminal.get("4", "Esta casilla")
    terminal.until(" R  1 ")
    terminal.get("o", "SUPUESTO")
    terminal.press("backspace")
    terminal.until("SUPUESTO", gone=True)
    assert terminal.leave() == 0


def test_adoption_and_recount_as_the_secretariat(folder: Path) -> None:
    with seated(folder, "--as", "ST", size=SMALL) as terminal:
        terminal.until("Artículo 1")
        terminal.get("4", "Esta casilla")
        terminal.get("X", "1 marcada")
        terminal.get("P", "¿Aprobar, con todo lo que se sigue?")
        terminal.accept("¿Aprobar, con todo lo que se sigue?")
        terminal.get("V", "todos concuerdan")
        terminal.close_window("todos concuerdan")
        assert terminal.leave() == 0


def test_a_window_may_change_its_size_while_one_works(terminal: PtyTerminal) -> None:
    for columns, lines in ((60, 18), (120, 40), SMALL):
        terminal.resize(columns, lines)
        terminal.until("sin firma")
        terminal.get("2", "Enmiendas")
        terminal.get("1", "Índice")
    assert terminal.leave() == 0


def test_without_colour_marks_are_signs(folder: Path) -> None:
    with seated(folder, size=SMALL, NO_COLOR="1") as terminal:
        terminal.until("Artículo 1")
        colours = set(re.findall(rb"[34]8;2;(\d+);(\d+);(\d+)", terminal.bytes))
        assert all(red == green == blue for red, green, blue in colours)
        assert terminal.leave() == 0
