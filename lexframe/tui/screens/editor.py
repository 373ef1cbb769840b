"""Editor: the text itself to write in, with the redline and the clashes beside it, and nothing ever lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Container
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Label, TextArea

from lexframe.core.message import Message
from lexframe.core.safe import safe
from lexframe.services.frames import article_label
from lexframe.tui.acts import bindings_for
from lexframe.tui.modals.goto import Goto
from lexframe.tui.modals.page import PlanPage
from lexframe.tui.presenters.live import live
from lexframe.tui.presenters.outline import outline
from lexframe.tui.rows import Row, Run, row
from lexframe.tui.screens.frame import FrameScreen
from lexframe.tui.widgets.lawtext import LawLine, LawText
from lexframe.tui.widgets.sheet import Sheet
from lexframe.tui.writing import Writing

THINK, KEEP = 0.15, 0.7
"""Seconds of rest before the redline is made, and before the text is kept on disk."""


class EditorScreen(FrameScreen):
    """What is being written; the app decides what, and where it goes."""

    name_here = "editor"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("editor")

    def __init__(self) -> None:
        super().__init__()
        self._shown: Writing | None = None
        self._thinking: Timer | None = None
        self._keeping: Timer | None = None

    def compose_body(self) -> Iterable[Widget]:
        """Arrange title, text, reasons, and what is said of them."""
        with Container(id="editor"):
            with Container(id="writing"):
                yield Label("", id="editor-title-label", classes="field-name", markup=False)
                yield LawLine(id="editor-title")
                yield Label("", id="editor-text-label", classes="field-name", markup=False)
                yield LawText(id="editor-text")
                yield Label("", id="editor-reasons-label", classes="field-name", markup=False)
                yield LawText(id="editor-reasons")
            yield Sheet(id="live", classes="panel text")

    def present(self) -> None:
        """Show what is being written, if it is something else than before."""
        say = self.desk.tongue.say
        self.title_panels(live=Message("While you write"))
        for name, words in (
            ("title", Message("Title of the amendment")),
            ("reasons", Message("Reasons")),
        ):
            self.query_one(f"#editor-{name}-label", Label).update(say(words))
        self.query_one("#editor-text-label", Label).update(self._text_label())
        writing = self.lexframe.desk.writing
        if self.desk.board is None:
            self.sheet("live").show(self.waiting())
            return
        if writing is None:
            self._fill(Writing("", "", ""))
            words = Message("Choose an article in “1” and press “e”.")
            self.sheet("live").show((row(Run(say(words), "dim")),))
            return
        # A text begun anew has the same key as the one discarded: what counts is what stands on the screen.
        if self._shown is None or self._shown.key != writing.key or self.now() != writing:
            self._fill(writing)
            self.query_one("#editor-text").focus()
        self._think()

    def _text_label(self) -> str:
        writing, board, say = self.desk.writing, self.desk.board, self.desk.tongue.say
        if writing is None or board is None:
            return say(Message("Text"))
        found = board.docket.text.articles.get(writing.article)
        if found is not None:
            return say(article_label(found))
        return say(Message("New article {number}", number=writing.number))

    def _fill(self, writing: Writing) -> None:
        self._shown = writing
        self.query_one("#editor-title", LawLine).value = safe(writing.title, lines=False)
        self.query_one("#editor-text", LawText).load_text(safe(writing.text))
        self.query_one("#editor-reasons", LawText).load_text(safe(writing.reasons))

    def on_text_area_changed(self, _: TextArea.Changed) -> None:
        """Something was typed."""
        self._typed()

    def on_input_changed(self, _: Input.Changed) -> None:
        """Something was typed in the title."""
        self._typed()

    def _typed(self) -> None:
        before = self.desk.writing
        if before is None or self._shown is None or self._shown.key != before.key:
            return
        now = self.now()
        if now == before:
            return
        self.desk.writing = now
        for timer in (self._thinking, self._keeping):
            if timer is not None:
                timer.stop()
        self._thinking = self.set_timer(THINK, self._think)
        self._keeping = self.set_timer(KEEP, self.lexframe.owning.keep)

    def now(self) -> Writing:
        """Return what stands on the screen."""
        writing = self.desk.writing
        assert writing is not None
        return replace(
            writing,
            title=self.query_one("#editor-title", LawLine).value,
            text=self.query_one("#editor-text", LawText).text,
            reasons=self.query_one("#editor-reasons", LawText).text,
        )

    def _think(self) -> None:
        board, writing, desk = self.desk.board, self.desk.writing, self.desk
        if board is None or writing is None:
            return
        tongue, marks = desk.tongue, desk.marks
        self.fetch("live", lambda: live(board, writing, tongue, marks=marks), self._thought)

    def _thought(self, rows: tuple[Row, ...]) -> None:
        self.sheet("live").show(rows)

    def do_leave(self) -> None:
        """Go back; what was written is kept."""
        self.lexframe.owning.keep()
        self.lexframe.go(self.lexframe.came_from if self.lexframe.came_from != "editor" else "framework")

    def do_other_article(self) -> None:
        """Go on with another article."""
        assert self.desk.board is not None
        self.lexframe.owning.keep()
        rows = outline(self.desk.board, self.desk.tongue)
        self.app.push_screen(Goto(self.desk.tongue, rows), self._other)

    def _other(self, article: str | None) -> None:
        if article is not None and article in self.desk.docket.text.articles:
            self.desk.article = article
            self.lexframe.owning.begin(article)

    def do_discard(self) -> None:
        """Forget what is written here, once that is said twice."""
        rows = (row(self.desk.tongue.say(Message("What you wrote here is forgotten; no record changes."))),)
        page = PlanPage(self.desk.tongue, Message("Forget this text?"), rows)
        self.app.push_screen(page, lambda said: self.lexframe.owning.discard() if said else None)
