"""Searching everything recorded while one types: what is found stands below, and one goes there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input

from lexframe.core.message import Message
from lexframe.tui.modals.dialog import Dialog
from lexframe.tui.presenters.finds import finds
from lexframe.tui.rows import Row, Run, row
from lexframe.tui.tongue import Tongue
from lexframe.tui.widgets.lawtext import LawLine
from lexframe.tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from lexframe.index.search import Hit

REST = 0.2
"""Seconds of rest before what is typed is searched."""

Searching = Callable[[str, Callable[[Sequence["Hit"]], None]], None]
"""Has a text searched beside the screen, and hands over what was found."""


class Finder(Dialog["Hit"]):
    """Gives back the hit that was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False, priority=True),
        Binding("down", "step(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
    ]
    shape = "page"
    title_words = Message("Search articles, amendments, positions and comments")
    hint_words = Message("↑ ↓ choose · ⏎ goes there · Esc closes")

    def __init__(self, tongue: Tongue, searching: Searching) -> None:
        super().__init__(tongue)
        self._searching = searching
        self._hits: tuple[Hit, ...] = ()
        self._found = ""
        self._timer: Timer | None = None

    def compose_content(self) -> Iterable[Widget]:
        """Arrange the line one types in and what is found."""
        yield LawLine(id="search-input")
        yield Sheet(id="page-rows", classes="text")

    def on_mount(self) -> None:
        """Begin to type."""
        self._say(Message("Type words; those between quotation marks are found as they stand."))
        self.query_one(Input).focus()

    def on_input_changed(self, _: Input.Changed) -> None:
        """Search when the typing rests."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(REST, self._search)

    def on_input_submitted(self, submitted: Input.Submitted) -> None:
        """Go to what the cursor stands on; if something else was typed since, search first."""
        ref = self.query_one(Sheet).ref
        if submitted.value.strip() != self._found:
            self._search()
        elif ref:
            self._choose(ref)

    def on_sheet_picked(self, picked: Sheet.Picked) -> None:
        """Go to what was clicked."""
        self._choose(picked.ref)

    def on_sheet_moved(self, _: events.Event) -> None:
        """Stay in the line one types in."""
        self.query_one(Input).focus()

    def action_step(self, by: int) -> None:
        """Move among what was found while typing."""
        self.query_one(Sheet).action_step(by)

    def action_page(self, by: int) -> None:
        """Move by pages while typing."""
        self.query_one(Sheet).action_page(by)

    def _choose(self, ref: str) -> None:
        self.dismiss(self._hits[int(ref)])

    def _search(self) -> None:
        text = self.query_one(Input).value.strip()
        if not text:
            return
        if not self._hits:
            self._say(Message("Searching…"))
        self._searching(text, lambda hits: self._hear(text, hits))

    def _hear(self, text: str, hits: Sequence[Hit]) -> None:
        if not self.is_attached:
            return
        self._found, self._hits = text, tuple(hits)
        if hits:
            self._show(finds(hits, self.tongue))
        else:
            self._say(Message("Nothing was found."))

    def _say(self, words: Message) -> None:
        self._show((row(Run(self.say(words), "dim")),))

    def _show(self, rows: Sequence[Row]) -> None:
        self.query_one(Sheet).show(rows, keep=False)
