"""One of several, on one line: left and right go through them, and no list covers the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.widget import Widget


class Choice(Widget, can_focus=True):
    """Holds one of its options; ``value`` is the chosen one's name."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", show=False),
        Binding("right,space,enter", "turn(1)", show=False),
    ]

    def __init__(self, options: Sequence[tuple[str, str]], value: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._options = tuple(options)
        self._at = next((n for n, (name, _) in enumerate(options) if name == value), 0)

    @property
    def value(self) -> str:
        """The name of the option chosen."""
        return self._options[self._at][0] if self._options else ""

    def render(self) -> Text:
        """Draw the option chosen and how many there are."""
        words = self._options[self._at][1] if self._options else "—"
        line = Text(no_wrap=True, overflow="ellipsis")
        line.append("◂ ", "bold")
        line.append(words)
        line.append(" ▸", "bold")
        line.append(f"  {self._at + 1}/{len(self._options)}", "dim")
        return line

    def action_turn(self, by: int) -> None:
        """Take the next option, or the one before."""
        if self._options:
            self._at = (self._at + by) % len(self._options)
            self.refresh()

    def on_click(self, _: events.Click) -> None:
        """Take the next option."""
        self.action_turn(1)
