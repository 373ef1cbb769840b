"""A sheet: rows of text or entries of a list, of any length, drawn line by line as they are seen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from lexframe.tui.rows import Line, Row, lines_of

ROLES = (
    *("insert", "delete", "move", "moved-from", "label", "dim", "strong", "heading", "note", "key", "code"),
    *("good", "warn", "bad", "favour", "reserved", "abstain", "object", "recuse", "missing", "confirm"),
    *("cursor", "cursor-idle", "band", "banner", "pretend"),
)


AROUND = 2
"""Lines kept in sight before and after the cursor."""


class Sheet(ScrollView, can_focus=True):
    """Shows rows; those with a ``ref`` can be chosen with keys or the mouse."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"sheet--{role}" for role in ROLES}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown,space", "page(1)", show=False),
        Binding("home", "edge(-1)", show=False),
        Binding("end", "edge(1)", show=False),
        Binding("enter", "pick", show=False),
    ]

    @dataclass
    class Moved(Message):
        """The cursor stands on another entry."""

        sheet: Sheet
        ref: str

        @property
        def control(self) -> Sheet:
            """The sheet it happened in."""
            return self.sheet

    @dataclass
    class Picked(Message):
        """Somebody chose an entry."""

        sheet: Sheet
        ref: str

        @property
        def control(self) -> Sheet:
            """The sheet it happened in."""
            return self.sheet

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.rows: tuple[Row, ...] = ()
        self.cursor = -1
        self._lines: list[Line | None] = []
        self._starts: list[int] = [0]
        self._width = 0
        self._base = Style.null()

    @property
    def ref(self) -> str:
        """What the cursor stands on, or nothing."""
        return self.rows[self.cursor].ref if 0 <= self.cursor < len(self.rows) else ""

    def show(self, rows: Sequence[Row], *, ref: str | None = None, keep: bool = True) -> None:
        """Show other rows; the cursor stays on its ``ref``, and the place in the text if ``keep``."""
        wanted = self.ref if ref is None else ref
        self.rows = tuple(rows)
        self._fold()
        self.cursor = self._row_of(wanted)
        if not keep:
            self.scroll_to(0, 0, animate=False)
        if ref is not None:
            self.call_after_refresh(self._reveal)
        self.refresh()

    def choose(self, ref: str) -> bool:
        """Put the cursor on an entry; tell whether it is here."""
        found = next((n for n, row in enumerate(self.rows) if row.ref == ref), -1)
        if found < 0:
            return False
        self._move(found, tell=False)
        return True

    def _row_of(self, ref: str) -> int:
        stops = [n for n, row in enumerate(self.rows) if row.ref]
        return next((n for n in stops if self.rows[n].ref == ref), stops[0] if stops else -1)

    def _fold(self) -> None:
        # Before it has its place a sheet is taken for a wide one: it would be drawn once with four columns.
        self._width = max(self.scrollable_content_region.width or self.app.size.width, 4)
        # An entry of a list is one line whatever its words: it is cut to fit when it is drawn.
        folded = [lines_of(row, self._width) if row.wraps or row.pair else (None,) for row in self.rows]
        self._starts = [0, *accumulate(len(lines) for lines in folded)]
        self._lines = [line for lines in folded for line in lines]
        self.virtual_size = Size(self._width, len(self._lines))

    def on_resize(self, _: events.Resize) -> None:
        """Fold the rows again when the width has changed."""
        if self.scrollable_content_region.width != self._width:
            self._fold()
            self._reveal()
            self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw what can be seen; the look of the whole is asked for once, not for each line."""
        self._base = self.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw one line that can be seen."""
        number = y + self.scroll_offset.y
        base = self._base
        width = self.scrollable_content_region.width
        if number >= len(self._lines):
            return Strip.blank(width, base)
        index = bisect_right(self._starts, number) - 1
        look = self._look(index, base)
        line = self._lines[number]
        if line is None:
            (line,) = lines_of(self.rows[index], width)
        pieces = [Segment(run.text, look + self._role(run.role)) for run in line]
        return Strip(pieces).adjust_cell_length(width, look)

    def _look(self, index: int, base: Style) -> Style:
        role = self.rows[index].role
        style = base + self._role(role) if role else base
        if index != self.cursor:
            return style
        return style + self._role("cursor" if self.has_focus else "cursor-idle")

    def _role(self, role: str) -> Style:
        if role not in ROLES:
            return Style.null()
        return self.get_component_rich_style(f"sheet--{role}", partial=True)

    def on_focus(self) -> None:
        """Show that keys arrive here."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that they do not."""
        self.refresh()

    def action_step(self, by: int) -> None:
        """Go to the next entry; a sheet without entries scrolls."""
        stops = [n for n, row in enumerate(self.rows) if row.ref]
        if not stops:
            self.scroll_relative(y=by, animate=False)
            return
        at = bisect_right(stops, self.cursor) - 1
        target = min(max(at + by, 0), len(stops) - 1)
        if stops[target] == self.cursor:
            self.scroll_relative(y=by * 3, animate=False)
        self._move(stops[target])

    def action_page(self, by: int) -> None:
        """Go on by what fits on the screen."""
        height = max(self.scrollable_content_region.height - 1, 1)
        stops = [n for n, row in enumerate(self.rows) if row.ref]
        if not stops:
            self.scroll_relative(y=by * height, animate=False)
            return
        line = self._starts[self.cursor] + by * height
        wanted = bisect_right(self._starts, max(line, 0)) - 1
        self._move(min(stops, key=lambda stop: abs(stop - wanted)))

    def action_edge(self, to: int) -> None:
        """Go to the first or the last."""
        stops = [n for n, row in enumerate(self.rows) if row.ref]
        if stops:
            self._move(stops[0] if to < 0 else stops[-1])
        self.scroll_to(y=0 if to < 0 else self.max_scroll_y, animate=False)

    def action_pick(self) -> None:
        """Choose what the cursor stands on."""
        if self.ref:
            self.post_message(self.Picked(self, self.ref))

    def on_click(self, event: events.Click) -> None:
        """Move to what was clicked; a click on what is chosen already picks it."""
        number = event.y + self.scroll_offset.y
        if number >= len(self._lines):
            return
        index = bisect_right(self._starts, number) - 1
        if not self.rows[index].ref:
            return
        if index == self.cursor:
            self.action_pick()
        else:
            self._move(index)

    def _move(self, index: int, *, tell: bool = True) -> None:
        if index == self.cursor:
            return
        before, self.cursor = self.cursor, index
        self._refresh_row(before)
        self._refresh_row(index)
        self._reveal()
        if tell:
            self.post_message(self.Moved(self, self.ref))

    def _refresh_row(self, index: int) -> None:
        if 0 <= index < len(self.rows):
            self.refresh_lines(self._starts[index], self._starts[index + 1] - self._starts[index])

    def _reveal(self) -> None:
        if 0 <= self.cursor < len(self.rows):
            start, end = self._starts[self.cursor], self._starts[self.cursor + 1]
            region = Region(0, max(start - AROUND, 0), 1, max(end - start, 1) + 2 * AROUND)
            self.scroll_to_region(region, animate=False, force=True, x_axis=False)
