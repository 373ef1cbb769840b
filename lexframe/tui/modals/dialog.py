"""A small window over a screen: a title, its content, and the two keys that close it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Label

from lexframe.core.message import Message
from lexframe.tui.tongue import Tongue

T = TypeVar("T")


class Dialog(ModalScreen[T | None], Generic[T]):
    """Gives back one answer, or ``None`` when it is closed without one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False),
        Binding("ctrl+q", "cancel", show=False),
    ]
    title_words: Message
    hint_words = Message("Esc closes")
    shape = ""

    def __init__(self, tongue: Tongue) -> None:
        super().__init__()
        self.tongue = tongue

    def say(self, message: Message | str) -> str:
        """Put a message into the reader's words."""
        return self.tongue.say(message)

    def compose(self) -> ComposeResult:
        """Arrange title, content and hint."""
        with Container(id="dialog", classes=self.shape):
            yield Label(self.say(self.title_words), id="dialog-title", markup=False)
            yield from self.compose_content()
            yield Label(self.say(self.hint_words), id="dialog-hint", markup=False)

    def compose_content(self) -> Iterable[Widget]:
        """Arrange what is asked."""
        return ()

    def action_cancel(self) -> None:
        """Close without an answer."""
        self.dismiss(None)
