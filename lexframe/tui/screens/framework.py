"""Marco: the outline, one article with any amendments worked in, and what concerns it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.containers import Container
from textual.widget import Widget

from lexframe.core.message import Message
from lexframe.tui.acts import bindings_for
from lexframe.tui.rows import Row
from lexframe.tui.screens.frame import FrameScreen
from lexframe.tui.tongue import Tongue
from lexframe.tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from lexframe.tui.board import Board

Rows = tuple[Row, ...]


# The first frame needs no presenter: each is imported in the thread that first asks for it.
def _outline(board: Board, tongue: Tongue) -> Rows:
    from lexframe.tui.presenters.outline import outline

    return outline(board, tongue)


def _article(
    board: Board, article: str, worked_in: tuple[str, ...], tongue: Tongue, marks: bool
) -> tuple[Rows, Rows]:
    from lexframe.tui.presenters.article import article_page
    from lexframe.tui.presenters.concerns import concerns

    page = article_page(board, article, worked_in, tongue, marks=marks)
    return page, concerns(board, article, worked_in, tongue)


class FrameworkScreen(FrameScreen):
    """The text, article by article."""

    name_here = "framework"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("framework")

    def compose_body(self) -> Iterable[Widget]:
        """Arrange outline, article and concerns."""
        with Container(id="framework"):
            yield Sheet(id="outline", classes="panel list")
            with Container(id="reading"):
                yield Sheet(id="article", classes="panel text")
                yield Sheet(id="concerns", classes="panel list")

    def on_mount(self) -> None:
        """Show the skeleton; the outline has the keys."""
        super().on_mount()
        self.sheet("outline").focus()

    def present(self) -> None:
        """Fill the three panels from the desk."""
        self.title_panels(
            outline=Message("Outline"), article=Message("The text"), concerns=Message("What concerns it")
        )
        board = self.desk.board
        if board is None:
            self.sheet("article").show(self.waiting())
            return
        self.fetch("outline", partial(_outline, board, self.desk.tongue), self._outlined)
        self._present_article(keep=True)

    def _outlined(self, rows: tuple[Row, ...]) -> None:
        self.sheet("outline").show(rows, ref=self.desk.article)

    def _present_article(self, *, keep: bool) -> None:
        board, desk = self.desk.board, self.desk
        if board is None:
            return
        work = partial(_article, board, desk.article, desk.worked_in, desk.tongue, desk.marks)
        self.fetch("article", work, lambda found: self._read(found, keep))

    def _read(self, found: tuple[Rows, Rows], keep: bool) -> None:
        self.sheet("article").show(found[0], keep=keep)
        self.sheet("concerns").show(found[1])

    def on_sheet_moved(self, moved: Sheet.Moved) -> None:
        """Show the article under the cursor, or remember the amendment under it."""
        if moved.sheet.id == "outline":
            self.desk.article = moved.ref
            self._present_article(keep=False)
        elif moved.sheet.id == "concerns":
            self.desk.code = moved.ref
        self.refresh_keys()

    def on_sheet_picked(self, picked: Sheet.Picked) -> None:
        """Go and read the article, or open the amendment."""
        if picked.sheet.id == "outline":
            self.sheet("article").focus()
        elif picked.sheet.id == "concerns":
            self.desk.code = picked.ref
            self.lexframe.go("amendment")

    def do_goto(self) -> None:
        """Ask for a number or words, and go there."""
        from lexframe.tui.modals.goto import Goto

        self.app.push_screen(Goto(self.desk.tongue, self.sheet("outline").rows), self._go_to)

    def _go_to(self, article: str | None) -> None:
        if article and self.sheet("outline").choose(article):
            self.desk.article = article
            self._present_article(keep=False)
            self.refresh_keys()

    def do_work_in(self) -> None:
        """Work the amendment under the cursor in, or take it out again."""
        codes = self.desk.board.touching.get(self.desk.article, ()) if self.desk.board else ()
        chosen = self.sheet("concerns").ref if self.sheet("concerns").ref in codes else codes[0]
        now = self.desk.worked_in
        self._work_in(tuple(each for each in now if each != chosen) if chosen in now else (*now, chosen))

    def do_work_in_all(self) -> None:
        """Work every open amendment on this article in, or none."""
        codes = self.desk.board.touching.get(self.desk.article, ()) if self.desk.board else ()
        rest = tuple(each for each in self.desk.worked_in if each not in codes)
        self._work_in(rest if set(codes) <= set(self.desk.worked_in) else (*rest, *codes))

    def _work_in(self, codes: tuple[str, ...]) -> None:
        self.desk.worked_in = codes
        self._present_article(keep=True)
        self.refresh_keys()
