"""Choosing a file by typing its path: the folder's entries that fit stand below, Tab completes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual import events
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, Label

from lexframe.core.message import Message
from lexframe.core.safe import safe
from lexframe.locale.forms import fold
from lexframe.tui.modals.dialog import Dialog
from lexframe.tui.rows import Row, Run, entry, row
from lexframe.tui.tongue import Tongue
from lexframe.tui.widgets.lawtext import LawLine
from lexframe.tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from lexframe.tui.app import LexframeApp

T = TypeVar("T")
MOST = 400
"""Entries shown of one folder; typing narrows them."""


class Files(Dialog[str]):
    """Gives back the path of a file that exists; the disk is asked beside the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False, priority=True),
        Binding("down", "step(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
        Binding("tab", "complete", show=False, priority=True),
    ]
    shape = "search"
    hint_words = Message("↑ ↓ choose · Tab completes · ⏎ opens · Esc closes")

    def __init__(self, tongue: Tongue, title: Message, folder: Path, endings: Sequence[str]) -> None:
        super().__init__(tongue)
        self.title_words = title
        self._folder, self._endings = folder, tuple(endings)

    def compose_content(self) -> Iterable[Widget]:
        """Arrange the line one types in, the entries, and what is wrong."""
        yield LawLine(id="search-input")
        yield Sheet(id="search-rows", classes="list")
        yield Label("", id="form-problem", markup=False)

    def on_mount(self) -> None:
        """Start in a folder."""
        self.query_one(Input).focus()
        self._put(f"{self._folder}{os.sep}")

    def on_input_changed(self, changed: Input.Changed) -> None:
        """Show what fits."""
        self.query_one("#form-problem", Label).update("")
        typed = changed.value
        self._ask("files", lambda: tuple(_entries(typed, self._endings)), self._listed)

    def on_input_submitted(self, submitted: Input.Submitted) -> None:
        """Take the file that was typed in full, or go by the cursor."""
        path = _path(submitted.value)
        self._ask("file", path.is_file, lambda is_file: self._submitted(path, is_file))

    def on_sheet_picked(self, picked: Sheet.Picked) -> None:
        """Take what was clicked."""
        self._take(picked.ref)

    def on_sheet_moved(self, _: events.Event) -> None:
        """Stay in the line one types in."""
        self.query_one(Input).focus()

    def action_step(self, by: int) -> None:
        """Move in the list while typing."""
        self.query_one(Sheet).action_step(by)

    def action_page(self, by: int) -> None:
        """Move in the list by pages while typing."""
        self.query_one(Sheet).action_page(by)

    def action_complete(self) -> None:
        """Write out what the cursor stands on."""
        ref = self.query_one(Sheet).ref
        if ref:
            self._put(ref)

    def _submitted(self, path: Path, is_file: bool) -> None:
        ref = self.query_one(Sheet).ref
        if is_file:
            self.dismiss(str(path))
        elif ref:
            self._take(ref)
        else:
            words = self.say(Message("There is no such file."))
            self.query_one("#form-problem", Label).update(f"! {words}")

    def _take(self, ref: str) -> None:
        if ref.endswith(os.sep):
            self._put(ref)
        else:
            self.dismiss(ref)

    def _put(self, text: str) -> None:
        line = self.query_one(Input)
        line.value = text
        line.cursor_position = len(text)
        # The end of a long path is what one goes on from; it can be scrolled to when the line has its place.
        self.call_after_refresh(line.scroll_to, x=len(text), animate=False, force=True)

    def _listed(self, rows: tuple[Row, ...]) -> None:
        nothing = (row(Run(self.say(Message("Nothing here can be read as a text.")), "dim")),)
        self.query_one(Sheet).show(rows or nothing, keep=False)

    def _ask(self, key: str, work: Callable[[], T], then: Callable[[T], None]) -> None:
        def hear(found: T) -> None:
            if self.is_attached:
                then(found)

        app = cast("LexframeApp", self.app)
        app.errands.run(key, work, hear, app.tell)


def _path(typed: str) -> Path:
    plain = typed.strip().strip("\"'").removeprefix("file://")
    return Path(plain).expanduser()


def _entries(typed: str, endings: Sequence[str]) -> Iterator[Row]:
    path = _path(typed)
    is_whole = typed.rstrip().endswith(("/", os.sep))
    folder, begun = (path, "") if is_whole else (path.parent, fold(path.name))
    try:
        with os.scandir(folder) as found:
            held = [each for each in found if _fits(each, begun, endings)]
    except OSError:
        return
    held.sort(key=lambda each: (not each.is_dir(), fold(each.name)))
    for each in held[:MOST]:
        is_folder = each.is_dir()
        name = f"{each.name}{os.sep}" if is_folder else each.name
        ref = f"{folder / each.name}{os.sep}" if is_folder else str(folder / each.name)
        yield entry(Run(safe(name, lines=False), "label" if is_folder else ""), ref=ref)


def _fits(each: os.DirEntry[str], begun: str, endings: Sequence[str]) -> bool:
    name = fold(each.name)
    if begun not in name or (name.startswith(".") and not begun.startswith(".")):
        return False
    return each.is_dir() or name.endswith(tuple(endings))
