"""A form of a few fields: what is required is said before anything is recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Label, TextArea

from lexframe.core.message import Message
from lexframe.tui.modals.dialog import Dialog
from lexframe.tui.tongue import Tongue
from lexframe.tui.widgets.choice import Choice

LINE, TEXT, CHOICE = "line", "text", "choice"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing asked for.

    ``required`` says what is missing when it is left empty, ``check`` what is wrong with what it holds.
    """

    name: str
    words: Message
    kind: str = TEXT
    options: tuple[tuple[str, str], ...] = ()
    required: Message | None = None
    value: str = ""
    check: Callable[[str], Message | None] | None = None

    def problem(self, answer: str) -> Message | None:
        """Return what keeps an answer from being taken."""
        if self.required is not None and not answer.strip():
            return self.required
        return self.check(answer.strip()) if self.check is not None else None


class Form(Dialog[dict[str, str]]):
    """Gives back what was filled in, by field name."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "accept", show=False, priority=True),
        Binding("tab", "app.focus_next", show=False, priority=True),
        Binding("shift+tab", "app.focus_previous", show=False, priority=True),
    ]
    shape = "form"
    hint_words = Message("^S records · Tab next field · Esc closes without recording")

    def __init__(
        self, tongue: Tongue, title: Message, fields: Sequence[Field], note: Message | None = None
    ) -> None:
        super().__init__(tongue)
        self.title_words = title
        self._fields = tuple(fields)
        self._note = note

    def compose_content(self) -> Iterable[Widget]:
        """Arrange a label and an entry for each field."""
        if self._note is not None:
            yield Label(self.say(self._note), id="form-note", markup=False)
        with VerticalScroll(id="form-fields", can_focus=False):
            for field in self._fields:
                yield Label(self.say(field.words), classes="form-label", markup=False)
                yield self._entry(field)
        yield Label("", id="form-problem", markup=False)

    def on_mount(self) -> None:
        """Begin with the first field."""
        self.query_one(f"#field-{self._fields[0].name}").focus()

    def action_accept(self) -> None:
        """Give the answer, or say what is missing and go there."""
        answer = {field.name: self._value(field) for field in self._fields}
        for field in self._fields:
            problem = field.problem(answer[field.name])
            if problem is not None:
                self.query_one("#form-problem", Label).update(f"! {self.say(problem)}")
                self.query_one(f"#field-{field.name}").focus()
                return
        self.dismiss(answer)

    def on_input_submitted(self, _: Input.Submitted) -> None:
        """Enter in a line goes on, and at the end records."""
        if self.focused is self.query_one(f"#field-{self._fields[-1].name}"):
            self.action_accept()
        else:
            self.focus_next()

    def _entry(self, field: Field) -> Widget:
        name = f"field-{field.name}"
        if field.kind == CHOICE:
            return Choice(field.options, field.value, id=name)
        if field.kind == LINE:
            return Input(field.value, id=name, compact=True, classes="form-line")
        return TextArea(
            field.value,
            id=name,
            soft_wrap=True,
            compact=True,
            classes="form-text",
            highlight_cursor_line=False,
        )

    def _value(self, field: Field) -> str:
        entry = self.query_one(f"#field-{field.name}")
        if isinstance(entry, TextArea):
            return entry.text
        assert isinstance(entry, Input | Choice)
        return entry.value
