"""Enmienda: every amendment, and of one what it changes, who says what and what it still needs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.containers import Container
from textual.widget import Widget

from lexframe.core.message import Message
from lexframe.tui.acts import bindings_for
from lexframe.tui.presenters.dossier import dossier
from lexframe.tui.presenters.roll import roll
from lexframe.tui.presenters.verdict import verdict_page
from lexframe.tui.rows import Row
from lexframe.tui.screens.frame import FrameScreen
from lexframe.tui.widgets.sheet import Sheet


class AmendmentScreen(FrameScreen):
    """One amendment among all."""

    name_here = "amendment"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("amendment")

    def compose_body(self) -> Iterable[Widget]:
        """Arrange list, dossier and verdict."""
        with Container(id="amendment"):
            yield Sheet(id="roll", classes="panel list")
            with Container(id="examining"):
                yield Sheet(id="dossier", classes="panel text")
                yield Sheet(id="verdict", classes="panel text")

    def on_mount(self) -> None:
        """The list has the keys."""
        super().on_mount()
        self.sheet("roll").focus()

    def on_resize(self, event: events.Resize) -> None:
        """The map grows with the screen."""
        super().on_resize(event)
        self._present_one(keep=True)

    def present(self) -> None:
        """Fill the three panels from the desk."""
        self.title_panels(
            roll=Message("Amendments"), dossier=Message("The amendment"), verdict=Message("Where it stands")
        )
        board, tongue = self.desk.board, self.desk.tongue
        if board is None:
            self.sheet("dossier").show(self.waiting())
            return
        self.fetch("roll", lambda: roll(board, tongue), self._listed)
        self._present_one(keep=True)

    def _listed(self, rows: tuple[Row, ...]) -> None:
        self.sheet("roll").show(rows, ref=self.desk.code)

    def _present_one(self, *, keep: bool) -> None:
        board, desk = self.desk.board, self.desk
        if board is None or desk.code not in board.docket.amendments:
            self.sheet("dossier").show(())
            self.sheet("verdict").show(())
            return
        code, tongue, marks, is_beside = desk.code, desk.tongue, desk.marks, desk.beside
        wide, tall = self.has_class("wide"), self.has_class("tall")

        def work() -> tuple[tuple[Row, ...], tuple[Row, ...]]:
            page = dossier(board, code, tongue, side_by_side=is_beside, marks=marks, near=1 if tall else 0)
            return page, verdict_page(board, code, tongue, large=wide and tall)

        self.fetch("one", work, lambda found: self._shown(found, keep))

    def _shown(self, found: tuple[tuple[Row, ...], tuple[Row, ...]], keep: bool) -> None:
        self.sheet("dossier").show(found[0], keep=keep)
        self.sheet("verdict").show(found[1], keep=keep)

    def on_sheet_moved(self, moved: Sheet.Moved) -> None:
        """Show the amendment under the cursor."""
        if moved.sheet.id == "roll":
            self.desk.code = moved.ref
            self._present_one(keep=False)
            self.refresh_keys()

    def on_sheet_picked(self, picked: Sheet.Picked) -> None:
        """Go and read it, or go to the one it clashes with."""
        if picked.sheet.id == "roll":
            self.sheet("dossier").focus()
        elif picked.sheet.id == "dossier" and self.sheet("roll").choose(picked.ref):
            self.desk.code = picked.ref
            self._present_one(keep=False)
            self.refresh_keys()

    def do_beside(self) -> None:
        """Side by side, or as one text."""
        self.desk.beside = not self.desk.beside
        self._present_one(keep=True)
