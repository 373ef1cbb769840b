from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pexpect = pytest.importorskip("pexpect", reason="pexpect absent")
pyte = pytest.importorskip("pyte", reason="pyte absent")

HERE = Path(__file__).parent
COLUMNS, LINES = 130, 44


class Terminal:
    """A program in a pseudo-terminal, and what a person would see of it."""

    def __init__(self, script: Path) -> None:
        environment = {
            **{name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")},
            "TERM": "xterm-256color",
            "PYTHONPATH": os.pathsep.join([str(HERE), str(HERE.parents[1])]),
        }
        self.child = pexpect.spawn(
            sys.executable, [str(script)], dimensions=(LINES, COLUMNS), env=environment, timeout=20
        )
        self.screen = pyte.Screen(COLUMNS, LINES)
        self.stream = pyte.ByteStream(self.screen)
        self.bytes = b""

    @property
    def text(self) -> str:
        return "\n".join(self.screen.display)

    def until(self, words: str, *, gone: bool = False) -> None:
        """Read until the words are on the screen, or gone from it."""
        end = time.monotonic() + 20
        while (words in self.text) == gone:
            assert time.monotonic() < end, f"waited for {words!r} on:\n{self.text}"
            try:
                data = self.child.read_nonblocking(65536, 0.2)
            except pexpect.TIMEOUT:
                continue
            self.bytes += data
            self.stream.feed(data)

    def press(self, keys: str, words: str) -> None:
        """Press keys and wait for what they bring."""
        self.child.send(keys)
        self.until(words)

    def close(self, words: str) -> None:
        """Close a window and wait until it is gone."""
        self.child.send("\x1b")
        self.until(words, gone=True)


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    opened = Terminal(HERE / "hostile_terminal.py")
    yield opened
    opened.child.close(force=True)


def test_no_sign_of_others_reaches_the_terminal_as_an_order(terminal: Terminal) -> None:
    terminal.until("Índice")
    terminal.until("␛]0;OWNED")
    terminal.press("g", "número o palabras")
    terminal.press("2\r", "cada tres años")
    terminal.press("X", "juntas; aquí")
    terminal.press("2", "Quién dijo qué")
    terminal.press("h", "Historia de")
    terminal.close("Historia de")
    terminal.press("v", "│ ")
    terminal.press("r", "Qué se reserva")
    terminal.close("Qué se reserva")
    terminal.press("4", "Esta casilla")
    terminal.press("B", "Por quién se actúa")
    terminal.close("Por quién se actúa")
    terminal.press("1", "Índice")
    terminal.press("e", "Al escribir")
    terminal.child.send("\x11")
    terminal.child.expect(pexpect.EOF)
    terminal.bytes += terminal.child.before
    terminal.child.close()
    assert terminal.child.exitstatus == 0
    assert b"]0;OWNED" in terminal.bytes
    for order in (b"\x1b]0;OWNED", b"\x1b[31;99m", b"\xc2\x9b", "\u202e".encode(), "\u200b".encode()):
        assert order not in terminal.bytes
    assert b"[bold red]@click" in terminal.bytes


def test_a_terminal_that_goes_away_takes_no_text_with_it(tmp_path: Path) -> None:
    import signal

    if not hasattr(signal, "SIGHUP"):
        pytest.skip("SIGHUP absent")
    kept = tmp_path / "kept"
    script = tmp_path / "program.py"
    script.write_text(
        "from pathlib import Path\n"
        "import sys, tui_workspace\n"
        "from lexframe.store.drafts import Drafts\n"
        f"tui_workspace.MemoryDrafts = lambda: Drafts(Path({str(kept)!r}))\n"
        "from lexframe.tui.app import run\n"
        "from lexframe.tui.screens import editor\n"
        "editor.KEEP = 1e6\n"  # without the autosave
        "sys.exit(run(tui_workspace.made_workspace().doors(), Path(), 'INA', 'es'))\n"
    )
    opened = Terminal(script)
    opened.until("Objeto")
    opened.press("e", "Al escribir")
    opened.press("Aquel ", "Aquel El presente")
    opened.child.kill(signal.SIGHUP)
    opened.child.expect(pexpect.EOF)
    opened.child.close()
    assert opened.child.exitstatus == 129
    assert "Aquel El presente" in "".join(file.read_text() for file in kept.iterdir())


def test_the_first_frame_imports_neither_records_nor_algebra() -> None:
    import subprocess

    heavy = "git yaml rapidfuzz sqlite_utils markdown_it lexframe.services.docket lexframe.text.units"
    program = f"import sys, lexframe.tui.app; print(*sorted(set({heavy.split()}) & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
