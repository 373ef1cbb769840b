"""A list one searches by typing, accents and case aside; what is typed narrows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from lexframe.core.message import Message
from lexframe.locale.forms import fold
from lexframe.tui.modals.dialog import Dialog
from lexframe.tui.rows import Row, Run, row
from lexframe.tui.tongue import Tongue
from lexframe.tui.widgets.sheet import Sheet


class Search(Dialog[str]):
    """Gives back the ``ref`` of the row chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False, priority=True),
        Binding("down", "step(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
    ]
    shape = "search"
    hint_words = Message("↑ ↓ choose · ⏎ accepts · Esc closes")

    def __init__(self, tongue: Tongue, rows: Sequence[Row], title: Message, empty: Message) -> None:
        super().__init__(tongue)
        self.title_words = title
        self._all = tuple(each for each in rows if each.ref)
        self._empty = empty

    def compose_content(self) -> Iterable[Widget]:
        """Arrange the line one types in and the list."""
        yield Input(id="search-input", compact=True)
        yield Sheet(id="search-rows", classes="list")

    def on_mount(self) -> None:
        """Start with everything."""
        self._narrow("")
        self.query_one(Input).focus()

    def found(self, wanted: str) -> Sequence[Row]:
        """Return the rows that fit what was typed; the one that is called just that comes first."""
        fitting = [each for each in self._all if self.tongue.finds(wanted, each.text)]
        return sorted(fitting, key=lambda each: fold(each.ref) != fold(wanted.strip()))

    def on_input_changed(self, changed: Input.Changed) -> None:
        """Narrow the list."""
        self._narrow(changed.value)

    def on_input_submitted(self, _: Input.Submitted) -> None:
        """Take the row under the cursor."""
        ref = self.query_one(Sheet).ref
        if ref:
            self.dismiss(ref)

    def on_sheet_picked(self, picked: Sheet.Picked) -> None:
        """Take the row that was clicked."""
        self.dismiss(picked.ref)

    def on_sheet_moved(self, _: events.Event) -> None:
        """Stay in the line one types in."""
        self.query_one(Input).focus()

    def action_step(self, by: int) -> None:
        """Move in the list while typing."""
        self.query_one(Sheet).action_step(by)

    def action_page(self, by: int) -> None:
        """Move in the list by pages while typing."""
        self.query_one(Sheet).action_page(by)

    def _narrow(self, wanted: str) -> None:
        rows = self.found(wanted) or (row(Run(self.say(self._empty), "dim")),)
        self.query_one(Sheet).show(rows, ref=rows[0].ref, keep=False)
