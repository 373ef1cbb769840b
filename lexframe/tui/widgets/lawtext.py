"""Where text is typed: nothing pasted or loaded brings a sign that a terminal would obey or hide."""

from __future__ import annotations

from textual import events
from textual.widgets import Input, TextArea

from lexframe.core.safe import safe


class LawText(TextArea):
    """A text with soft wrap and undo; Tab leaves it."""

    def __init__(self, *, id: str) -> None:
        super().__init__(
            id=id,
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            compact=True,
            highlight_cursor_line=False,
        )

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        text = event.text.replace("\r\n", "\n").replace("\r", "\n")
        await super()._on_paste(events.Paste(safe(text)))


class LawLine(Input):
    """One line of text."""

    def __init__(self, *, id: str, placeholder: str = "") -> None:
        super().__init__(id=id, placeholder=placeholder, compact=True)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        super()._on_paste(events.Paste(safe(" ".join(event.text.split()), lines=False)))
