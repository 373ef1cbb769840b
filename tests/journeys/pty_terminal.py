"""A real pseudo-terminal around the program: keys go in, a screen comes out, nothing waits by the clock."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

pexpect = pytest.importorskip("pexpect", reason="pexpect absent")
pyte = pytest.importorskip("pyte", reason="pyte absent")

PROGRAM = Path(sys.executable).with_name("lexframe")
PATIENCE = 25.0
"""Seconds a screen may take on a loaded machine; a deadline, never a pause."""

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "backspace": "\x7f",
    "delete": "\x1b[3~",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "shift+tab": "\x1b[Z",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "end": "\x1b[F",
    "home": "\x1b[H",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "f1": "\x1bOP",
    "f4": "\x1bOS",
    "f5": "\x1b[15~",
    "f6": "\x1b[17~",
    "f8": "\x1b[19~",
    "ctrl+end": "\x1b[1;5F",
    "ctrl+home": "\x1b[1;5H",
}
CONTROL = re.compile(rb"[\x00-\x1f\x7f]")


def key(name: str) -> str:
    """Return what a keyboard sends for a key; a single sign is itself."""
    if name.startswith("ctrl+") and len(name) == len("ctrl+") + 1:
        return chr(ord(name[-1]) & 0x1F)
    return KEYS.get(name, name)


@dataclass
class PtyTerminal:
    """A person's terminal: ``screen`` is what they see, ``bytes`` everything that was sent to it."""

    folder: Path
    columns: int = 120
    lines: int = 40
    words: tuple[str, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)
    bytes: bytes = b""

    def __post_init__(self) -> None:
        surroundings = {
            **{name: value for name, value in os.environ.items() if not name.startswith("LEXFRAME_")},
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            **self.environment,
        }
        self.child = pexpect.spawn(
            str(PROGRAM),
            ["-C", str(self.folder), *self.words],
            dimensions=(self.lines, self.columns),
            env=surroundings,
            timeout=PATIENCE,
            cwd=str(self.folder),
        )
        self.child.delaybeforesend = None
        self.screen = pyte.Screen(self.columns, self.lines)
        self.stream = pyte.ByteStream(self.screen)

    @property
    def text(self) -> str:
        """The screen as text, line by line."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    @property
    def flat(self) -> str:
        """The screen as one line: borders and folds do not part what belongs together."""
        return " ".join(re.sub(r"[│╭╮╰╯─┃▌]+", " ", self.text).split())

    def feed(self, seconds: float = 0.2) -> bool:
        """Take what has arrived; tell whether anything has."""
        try:
            data = self.child.read_nonblocking(65536, seconds)
        except pexpect.TIMEOUT:
            return False
        except pexpect.EOF:
            return False
        self.bytes += data
        self.stream.feed(data)
        return True

    def until(self, words: str, *, gone: bool = False) -> None:
        """Read until the words are on the screen, or gone from it."""
        end = time.monotonic() + PATIENCE
        while self._shows(words) == gone:
            assert time.monotonic() < end, f"waited for {words!r}{' to go' if gone else ''} on:\n{self.text}"
            if not self.feed():
                assert self.child.isalive(), f"it ended while {words!r} was awaited:\n{self.text}"

    def _shows(self, words: str) -> bool:
        return words in self.text or words in self.flat

    def press(self, *names: str) -> None:
        """Press keys one after the other; after one that leads elsewhere, go on when the screen rests.

        A key that moves the focus is heard after letters that come in the same instant.
        """
        for name in names:
            self.child.send(key(name))
            while name in ("tab", "shift+tab") and self.feed():
                pass

    def get(self, names: str, words: str) -> None:
        """Press keys (parted by spaces) and wait for what they bring."""
        self.press(*names.split())
        self.until(words)

    def type(self, text: str) -> None:
        """Type a text as a keyboard does, and wait until its end is on the screen."""
        self.child.send(text)
        self.until(text[-12:].strip())

    def instead(self, old: str, text: str) -> None:
        """Empty a line that ends in ``old`` and type something else."""
        self.until(old)
        self.press("ctrl+u")
        self.until(old, gone=True)
        self.type(text)

    def close_window(self, words: str) -> None:
        """Close a window and wait until it is gone."""
        self.press("escape")
        self.until(words, gone=True)

    def accept(self, question: str, then: str = "Guardado en este equipo") -> None:
        """Read a plan by its question, let it be done, and wait until it is recorded."""
        self.until(question)
        self.press("enter")
        self.until(question, gone=True)
        self.until(then)

    def resize(self, columns: int, lines: int) -> None:
        """Make the window another size."""
        self.child.setwinsize(lines, columns)
        self.screen.resize(lines, columns)
        self.screen.reset()
        self.columns, self.lines = columns, lines

    def kill(self, how: int = signal.SIGKILL) -> None:
        """End the program as a person never would."""
        self.child.kill(how)
        self.ended()

    def ended(self) -> int | None:
        """Wait for the end and return the exit code."""
        end = time.monotonic() + PATIENCE
        while self.child.isalive():
            assert time.monotonic() < end, f"it does not end:\n{self.text}"
            self.feed()
        while self.feed(0.05):
            pass
        self.child.close()
        code: int | None = self.child.exitstatus
        return code

    def leave(self) -> int | None:
        """Leave by the key for it."""
        self.press("ctrl+q")
        return self.ended()


@contextmanager
def seated(
    folder: Path, *words: str, size: tuple[int, int] = (120, 40), **environment: str
) -> Iterator[PtyTerminal]:
    """Sit down before the program, and make sure that it is gone afterwards."""
    terminal = PtyTerminal(folder, *size, words, environment)
    try:
        yield terminal
    finally:
        terminal.child.close(force=True)
