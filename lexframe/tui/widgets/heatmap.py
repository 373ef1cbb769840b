"""The heat map: one line an amendment, one column an institute, heads that stay where they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from lexframe.services.decisions import VERDICT_WORDS
from lexframe.tui.presenters.concerns import VERDICT_SIGNS
from lexframe.tui.presenters.heat import FAR, Cell, Heat, HeatRow
from lexframe.tui.rows import width_of
from lexframe.tui.signs import MISSING
from lexframe.tui.tongue import Tongue

HEAD = 3
"""Lines above the rows: the three letters of each state, one below the other."""

VERDICT = 8
"""Columns at the right for the verdict and the distance."""


class Heatmap(Widget, can_focus=True):
    """Shows a :class:`Heat`; the cursor is one cell."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"heat--{role}"
        for role in (
            "favour",
            "reserved",
            "abstain",
            "object",
            "recuse",
            "missing",
            "confirm",
            "dim",
            "head",
            "here",
            "name",
            "good",
            "warn",
            "bad",
            "supposed",
            "line",
            "foot",
        )
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1, 0)", show=False),
        Binding("down", "move(1, 0)", show=False),
        Binding("left", "move(0, -1)", show=False),
        Binding("right,l", "move(0, 1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "move(-1000000, 0)", show=False),
        Binding("end", "move(1000000, 0)", show=False),
    ]

    @dataclass
    class Moved(Message):
        """The cursor stands on another cell."""

        code: str
        institute: str

    @dataclass
    class Picked(Message):
        """A cell was clicked again."""

        code: str

    def __init__(self, tongue: Tongue, *, id: str) -> None:
        super().__init__(id=id)
        self.tongue = tongue
        self.heat = Heat((), (), ())
        self.marked: tuple[str, ...] = ()
        self.line, self.column = 0, 0
        self._top, self._left = 0, 0

    @property
    def here(self) -> HeatRow | None:
        """The row the cursor is on."""
        return self.heat.rows[self.line] if self.line < len(self.heat.rows) else None

    @property
    def institute(self) -> str:
        """The institute the cursor is on."""
        return self.heat.columns[self.column] if self.column < len(self.heat.columns) else ""

    def show(self, heat: Heat) -> None:
        """Show another map; the cursor stays on its amendment."""
        code = self.here.code if self.here else ""
        self.heat = heat
        found = next((n for n, row in enumerate(heat.rows) if row.code == code), None)
        self.line = found if found is not None else min(self.line, max(len(heat.rows) - 1, 0))
        self.column = min(self.column, max(len(heat.columns) - 1, 0))
        self._reveal()
        self.refresh()

    def choose(self, code: str) -> None:
        """Put the cursor on an amendment's row."""
        self.line = next((n for n, row in enumerate(self.heat.rows) if row.code == code), self.line)
        self._reveal()
        self.refresh()

    @property
    def _cell_width(self) -> int:
        return 3 if self.size.width >= 16 + VERDICT + 3 * len(self.heat.columns) else 2

    @property
    def _name_width(self) -> int:
        """Columns for the name and title of an amendment: what the cells leave, 8 at least."""
        left = self.size.width - VERDICT - self._cell_width * len(self.heat.columns) - 1
        return min(max(left, 8), 44)

    @property
    def _spare(self) -> bool:
        """Whether there is room at the right for the verdict in words."""
        used = self._name_width + self._cell_width * len(self.heat.columns) + VERDICT
        return self.size.width - used >= 18

    @property
    def _fitting(self) -> int:
        return max((self.size.width - self._name_width - VERDICT - 1) // self._cell_width, 1)

    @property
    def _foot_size(self) -> int:
        """One line for what is missing in each column, where its numbers fit."""
        return 1 if self._cell_width == 3 else 0

    @property
    def _page_size(self) -> int:
        return max(self.size.height - HEAD - self._foot_size, 1)

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        base = self.rich_style
        if y < HEAD:
            pieces = list(self._head(y))
        elif self._foot_size and y == HEAD + min(self._page_size, len(self.heat.rows)):
            pieces = list(self._foot())
        elif self._top + y - HEAD < len(self.heat.rows):
            pieces = list(self._row(self._top + y - HEAD))
        else:
            pieces = []
        styled = [Segment(each.text, base + (each.style or Style.null())) for each in pieces]
        return Strip(styled).adjust_cell_length(self.size.width, base)

    def _columns(self) -> range:
        return range(self._left, min(self._left + self._fitting, len(self.heat.columns)))

    def _head(self, y: int) -> Iterator[Segment]:
        place = f"{min(self.line + 1, len(self.heat.rows))}/{len(self.heat.rows)}"
        yield Segment(set_cell_size(place if y == HEAD - 1 else "", self._name_width), self._style("dim"))
        for number in self._columns():
            letter = self.heat.states[number][y : y + 1] or " "
            style = self._style("here" if number == self.column else "head")
            yield Segment(letter.center(self._cell_width), style)

    def _foot(self) -> Iterator[Segment]:
        silent = self.heat.silent
        words = f"{MISSING.letter} {self.tongue.say(MISSING.words)} "
        yield Segment(set_cell_size(words, self._name_width), self._style("foot"))
        for number in self._columns():
            yield Segment(f"{silent[number] or '':^{self._cell_width}}", self._style("foot"))

    def _row(self, number: int) -> Iterator[Segment]:
        each = self.heat.rows[number]
        is_here = number == self.line
        mark = "▪" if each.code in self.marked else ""
        words = f"{mark}{each.name} {self.tongue.say(each.title)}"
        cut = (
            words if width_of(words) < self._name_width else f"{set_cell_size(words, self._name_width - 2)}…"
        )
        yield Segment(set_cell_size(cut, self._name_width), self._style("line" if is_here else "name"))
        for column in self._columns():
            at_cursor = is_here and column == self.column
            yield Segment(
                self._letter(each.cells[column], at_cursor), self._cell_style(each.cells[column], at_cursor)
            )
        yield from self._verdict(each)

    def _letter(self, cell: Cell, at_cursor: bool) -> str:
        letter = f"{cell.sign.letter}*" if cell.is_supposed else cell.sign.letter
        if at_cursor and self._cell_width == 3:
            return f"[{letter}]" if len(letter) == 1 else f"[{letter}"
        return letter.center(self._cell_width) if self._cell_width == 3 else letter.ljust(2)

    def _cell_style(self, cell: Cell, at_cursor: bool) -> Style:
        style = self._style(cell.sign.role)
        if cell.is_supposed:
            style += Style(underline=True, italic=True)
        return style + Style(reverse=True, bold=True) if at_cursor and self.has_focus else style

    def _verdict(self, each: HeatRow) -> Iterator[Segment]:
        yield Segment(" ")
        before, after = each.counted, each.supposed
        if before is not None:
            sign, role = VERDICT_SIGNS[before.verdict.name]
            words = (
                f" {self.tongue.say(VERDICT_WORDS[before.verdict.name])}" if self._spare and not after else ""
            )
            yield Segment(f"{sign}{words:<18}" if self._spare and not after else sign, self._style(role))
        if after is not None:
            sign, role = VERDICT_SIGNS[after.verdict.name]
            yield Segment(f"→{sign}*", self._style(role) + Style(underline=True))
        distance = each.distance
        if before is not None and 0 < distance < FAR:
            yield Segment(f" {distance:>2}", self._style("dim"))

    def _style(self, role: str) -> Style:
        return self.get_component_rich_style(f"heat--{role}", partial=True)

    def action_move(self, lines: int, columns: int) -> None:
        """Go to another cell."""
        self._go(self.line + lines, self.column + columns)

    def action_page(self, by: int) -> None:
        """Go on by what fits."""
        self._go(self.line + by * self._page_size, self.column)

    def _go(self, line: int, column: int) -> None:
        self.line = min(max(line, 0), max(len(self.heat.rows) - 1, 0))
        self.column = min(max(column, 0), max(len(self.heat.columns) - 1, 0))
        self._reveal()
        self.refresh()
        if self.here is not None:
            self.post_message(self.Moved(self.here.code, self.institute))

    def on_click(self, event: events.Click) -> None:
        """Go to the cell that was clicked."""
        line = self._top + event.y - HEAD
        column = self._left + (event.x - self._name_width) // self._cell_width
        if event.y < HEAD or line >= len(self.heat.rows):
            return
        if line == self.line and event.x < self._name_width:
            self.post_message(self.Picked(self.heat.rows[line].code))
            return
        self._go(line, column if event.x >= self._name_width else self.column)

    def on_mouse_scroll_down(self, _: events.MouseScrollDown) -> None:
        """Go on."""
        self.action_move(3, 0)

    def on_mouse_scroll_up(self, _: events.MouseScrollUp) -> None:
        """Go back."""
        self.action_move(-3, 0)

    def on_resize(self, _: events.Resize) -> None:
        """Keep the cursor in sight."""
        self._reveal()

    def on_focus(self) -> None:
        """Show that keys arrive here."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that they do not."""
        self.refresh()

    def _reveal(self) -> None:
        self._top = min(max(self._top, self.line - self._page_size + 1), self.line)
        self._left = min(max(self._left, self.column - self._fitting + 1), self.column)
