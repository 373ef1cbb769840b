"""What the face has done for it: open, read again, show a plan, perform it, and say that it is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lexframe.core.errors import LexframeError
from lexframe.services.session import Session
from lexframe.tui.board import Board, counted
from lexframe.tui.tongue import Tongue

if TYPE_CHECKING:
    from lexframe.tui.app import LexframeApp


class Deeds:
    """Acts that reach beyond one screen."""

    def __init__(self, app: LexframeApp) -> None:
        self.app = app

    @property
    def desk(self):  # type: ignore[no-untyped-def]
        return self.app.desk

    def open(self) -> None:
        """Open the workspace and read its framework, beside the screen."""
        app = self.app
        app.errands.run("open", lambda: app.doors.open(app.directory, app.wanted_body), self._opened, self._failed,
                        reads=True)

    def _opened(self, session: Session) -> None:
        self.desk.session = session
        self.read()

    def read(self, framework: str = "") -> None:
        """Read what is recorded now."""
        session = self.desk.session
        if session is None:
            return
        wanted = framework or (self.desk.docket.id if self.desk.board else "")

        def work() -> tuple[Board, tuple[str, ...]]:
            from lexframe.services.loading import frameworks, load

            known = frameworks(session.ledger)
            name = wanted if wanted in known else known[0] if known else ""
            return Board(load(session.ledger, name), session.acting.body), known

        self.app.errands.run("read", work, self._read, self._failed, reads=True)

    def _read(self, found: tuple[Board, tuple[str, ...]]) -> None:
        board, known = found
        if not self.app.language_is_given:
            self.desk.tongue = Tongue(board.docket.workspace.language)
        self.desk.frameworks = known
        self._take(board)
        self.app.errands.run("count", lambda: counted(board), self._take, self._failed)

    def _take(self, board: Board) -> None:
        self.desk.take(board)
        self.app.desk_changed()

    def _failed(self, error: LexframeError) -> None:
        self.app.tell(error)

    def do_reread(self) -> None:
        """Read again."""
        self.read()

    def act_for(self, body: str) -> None:
        """Speak for another body from here on."""
        if self.desk.session is None:
            return
        self.desk.session = self.desk.session.acting_as(body)
        if self.desk.board is not None:
            self._take(replace(self.desk.board, acting=body))
