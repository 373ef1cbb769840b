"""A page to read over a screen, and a plan to read before it is done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from lexframe.core.message import Message
from lexframe.tui.modals.dialog import Dialog
from lexframe.tui.rows import Row
from lexframe.tui.tongue import Tongue
from lexframe.tui.widgets.sheet import Sheet


class Page(Dialog[str]):
    """Rows to read; choosing one with a ``ref`` gives it back."""

    shape = "page"

    def __init__(self, tongue: Tongue, title: Message, rows: Sequence[Row]) -> None:
        super().__init__(tongue)
        self.title_words = title
        self.rows = tuple(rows)

    def compose_content(self) -> Iterable[Widget]:
        """Arrange the page."""
        yield Sheet(id="page-rows", classes="text")

    def on_mount(self) -> None:
        """Show it; keys scroll at once."""
        sheet = self.query_one(Sheet)
        sheet.show(self.rows, keep=False)
        sheet.focus()

    def on_sheet_picked(self, picked: Sheet.Picked) -> None:
        """Give back what was chosen."""
        self.dismiss(picked.ref)


class PlanPage(Page):
    """Everything an act would do; gives back ``yes`` when it is to be done."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "accept", show=False, priority=True)]
    shape = "plan"
    hint_words = Message("⏎ records it · Esc leaves everything as it is")

    def action_accept(self) -> None:
        """Let it be done."""
        self.dismiss("yes")
