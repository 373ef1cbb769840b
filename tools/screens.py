"""Write the pictures of the terminal from the example workspace, so that they cannot show what is not there.

``write`` makes ``docs/screens/*.svg``; ``check`` fails when a picture does not say what that would make.
What is compared is the text of a picture: fonts and names inside the drawing are the drawing library's.
"""

from __future__ import annotations

import asyncio
import html
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from lexframe.tui.app import LexframeApp

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "screens"
SIZE = (110, 34)
LARGEST = 200_000
"""Bytes a picture may have."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody before the terminal."""

    app: LexframeApp
    pilot: Pilot[int]

    async def keys(self, *keys: str) -> None:
        """Press keys, each when everything before has settled."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def settle(self) -> None:
        """Wait until nothing is on its way any more."""
        for _ in range(4):
            await self.app.workers.wait_for_complete()
            await self.pilot.pause()

    async def amendment(self, number: int) -> None:
        """Put an amendment on the desk by the number people say."""
        numbers = self.app.desk.docket.numbers
        self.app.desk.code = next(code for code, held in numbers.items() if held == number)
        await self.keys("2")


async def _framework(visit: Visit) -> None:
    await visit.keys("g", "2", "0", "enter", "X")


async def _amendment(visit: Visit) -> None:
    await visit.amendment(_contested(visit))


def _typed(text: str) -> list[str]:
    return [{" ": "space", ",": "comma"}.get(letter, letter) for letter in text]


async def _editor(visit: Visit) -> None:
    await visit.keys("g", "2", "0", "enter", "e")
    await visit.pilot.press(
        *_typed("En su ley, "), "delete", "c", "shift+tab", *_typed("Control interno"), "tab"
    )
    await visit.settle()
    visit.app.owning.keep()  # what a rest in typing would bring about, at once
    visit.app.desk_changed()
    await visit.settle()


async def _consensus(visit: Visit) -> None:
    await visit.keys("4", "down", "o")


async def _adoption(visit: Visit) -> None:
    await visit.keys("4", "X", "P")


async def _help(visit: Visit) -> None:
    await visit.keys("2", "f1")


def _contested(visit: Visit) -> int:
    """Return the number of the open amendment of which most has been said."""
    docket = visit.app.desk.docket
    numbered = [code for code in docket.open_codes if code in docket.numbers]
    code = max(numbered, key=lambda each: (len(docket.positions.get(each, {})), -docket.numbers[each]))
    return docket.numbers[code]


SCREENS: Mapping[str, Callable[[Visit], Awaitable[None]]] = {
    "marco": _framework,
    "enmienda": _amendment,
    "editor": _editor,
    "consenso": _consensus,
    "aprobar": _adoption,
    "ayuda": _help,
}


def pictures() -> dict[str, str]:
    """Return every picture by name, made from a fresh copy of the example."""
    from lexframe.example.building import build

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "ejemplo"
        build(folder)
        os.environ.pop("NO_COLOR", None)
        made = {}
        for name, visit in SCREENS.items():
            copy = shutil.copytree(folder, Path(place) / name)
            made[name] = asyncio.run(_picture(copy, visit))
        return made


async def _picture(folder: Path, visit: Callable[[Visit], Awaitable[None]]) -> str:
    from lexframe.tui.app import LexframeApp
    from lexframe.wiring import doors

    app = LexframeApp(doors(), folder, "ST", "es")
    async with app.run_test(size=SIZE) as pilot:
        here = Visit(app, pilot)
        await here.settle()
        await visit(here)
        for field in app.screen.query("TextArea, Input"):
            field.cursor_blink = False  # type: ignore[attr-defined]
        await here.settle()
        picture = app.export_screenshot(title="lexframe")
    return _settled(picture)


def _settled(picture: str) -> str:
    """Take away what differs from run to run: the drawing's own numbering, and fonts from elsewhere."""
    picture = re.sub(r"terminal-\d+", "terminal", picture)
    picture = re.sub(r"\s*<!--.*?-->", "", picture, flags=re.DOTALL)
    picture = re.sub(r"\s*@font-face \{.*?\}", "", picture, flags=re.DOTALL)
    return "\n".join(line.rstrip() for line in picture.splitlines()).rstrip() + "\n"


def text_of(picture: str) -> str:
    """Return what a picture says: its texts in order, without the drawing."""
    texts = re.findall(r"<text[^>]*>(.*?)</text>", picture, flags=re.DOTALL)
    return "\n".join(html.unescape(each).replace("\u00a0", " ").rstrip() for each in texts)


def stale(made: Mapping[str, str]) -> list[str]:
    """Return the pictures that do not say what they should."""
    found = []
    for name, picture in made.items():
        path = FOLDER / f"{name}.svg"
        if not path.exists() or text_of(path.read_text("utf-8")) != text_of(picture):
            found.append(f"docs/screens/{name}.svg")
    return found


def main(arguments: Iterable[str]) -> int:
    """Write or check the pictures; return the exit code."""
    act = [*arguments] or ["check"]
    if act not in (["write"], ["check"]):
        print("usage: screens.py write|check", file=sys.stderr)
        return 2
    made = pictures()
    if act == ["write"]:
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name, picture in made.items():
            assert len(picture.encode()) < LARGEST, name
            (FOLDER / f"{name}.svg").write_text(picture, encoding="utf-8", newline="\n")
        return 0
    old = stale(made)
    for each in old:
        print(f"{each} is stale: run “make docs”", file=sys.stderr)
    return 1 if old else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
