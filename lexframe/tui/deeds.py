"""What the face has done for it: open, read again, show a plan, perform it, and say that it is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from lexframe.core.errors import LexframeError, Refused
from lexframe.core.message import Message
from lexframe.services.docket import Docket
from lexframe.services.plan import Done, Plan, perform
from lexframe.services.session import Session
from lexframe.tui.board import Board, counted
from lexframe.tui.desk import Desk
from lexframe.tui.modals.page import PlanPage
from lexframe.tui.rows import BLANK, Row, Run, row
from lexframe.tui.tongue import Tongue

if TYPE_CHECKING:
    from lexframe.services.loading import Shelf
    from lexframe.tui.app import LexframeApp

Making = Callable[[Session, Docket], Plan]
Detail = Callable[[Plan], Sequence[Row]]


class Deeds:
    """Reads and acts, each in an errand beside the screen."""

    def __init__(self, app: LexframeApp) -> None:
        self.app = app
        self._shelf: Shelf = {}

    @property
    def desk(self) -> Desk:
        """What the face has in hand."""
        return self.app.desk

    def open(self) -> None:
        """Open the workspace and read its framework."""
        app = self.app

        def work() -> Session:
            return app.doors.open(app.directory, app.wanted_body)

        app.errands.run("open", work, self._opened, app.broken, reads=True)

    def _opened(self, session: Session) -> None:
        self.desk.session = session
        self.read()
        self.app.errands.run(
            "drafts", lambda: dict(session.drafts.all()), self.app.asking.offer_at_start, self.app.tell
        )

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
            return Board(load(session.ledger, name, shelf=self._shelf), session.acting.body), known

        self.app.errands.run("read", work, self._read, self._unread, reads=True)

    def _read(self, found: tuple[Board, tuple[str, ...]]) -> None:
        board, known = found
        if not self.app.language_is_given:
            self.desk.tongue = Tongue(board.docket.workspace.language)
        self.desk.frameworks = known
        if self.desk.board is not None and self.desk.board.docket.revision == board.docket.revision:
            board = replace(self.desk.board, acting=board.acting)
        self._take(board)
        if not board.is_counted:
            self.app.errands.run("count", lambda: counted(board), self._take, self.app.tell, reads=True)

    def _unread(self, error: LexframeError) -> None:
        if self.desk.board is None:
            self.app.broken(error)
        else:
            self.app.tell(error)

    def _take(self, board: Board) -> None:
        self.desk.take(replace(board, acting=self.desk.acting))
        self.app.desk_changed()

    def act_for(self, body: str) -> None:
        """Speak for another body from here on."""
        if self.desk.session is None or self.desk.board is None:
            return
        self.desk.session = self.desk.session.acting_as(body)
        self._take(self.desk.board)

    def propose(
        self,
        make: Making,
        title: Message,
        *,
        asks: bool = True,
        seals: bool = False,
        detail: Detail | None = None,
        then: Callable[[Done], None] | None = None,
    ) -> None:
        """Plan an act, show the plan, and perform it if the reader says so.

        ``seals`` takes up what stands in the trays first: what is counted for good is counted
        from a sealed register. ``detail`` adds rows to the plan as it is shown.
        """
        session, docket = self._at_hand()

        def planned(plan_and_rows: tuple[Plan, Sequence[Row]]) -> None:
            plan, rows = plan_and_rows
            if not asks:
                self._perform(make, plan, seals, then)
                return
            page = PlanPage(self.desk.tongue, title, rows)
            self.app.push_screen(page, lambda said: self._perform(make, plan, seals, then) if said else None)

        def work() -> tuple[Plan, Sequence[Row]]:
            plan = make(session, docket)
            return plan, (*self._plan_rows(plan), *(detail(plan) if detail else ()))

        self.app.errands.run("plan", work, planned, self.app.tell, reads=True)

    def _plan_rows(self, plan: Plan) -> list[Row]:
        say = self.desk.tongue.say
        rows: list[Row] = []
        for each in plan.says:
            rows.append(row(Run("• ", "key"), say(each), hang=2))
        signed = Message("Recorded for {body}, unsigned.", body=plan.commit.author.body)
        return [*rows, BLANK, row(Run(say(signed), "dim"))]

    def _perform(self, make: Making, shown: Plan, seals: bool, then: Callable[[Done], None] | None) -> None:
        session, docket = self._at_hand()
        self._busy(Message("Recording…"))

        def work() -> Done:
            plan = shown
            if seals:
                from lexframe.services.loading import load
                from lexframe.services.seals import seal

                seal(session)
                plan = make(session, load(session.ledger, docket.id, shelf=self._shelf))
                if plan.says != shown.says:
                    raise Refused(
                        Message("Something arrived meanwhile that changes this act; nothing was decided."),
                        Message("Look at the plan again."),
                    )
            return perform(session, plan)

        def done(made: Done) -> None:
            self._busy(None)
            self.desk.said = Message("Saved on this computer. {what}", what=made.plan.says[0])
            if then is not None:
                then(made)
            self.read()

        def failed(error: LexframeError) -> None:
            self._busy(None)
            self.app.tell(error)
            self.read()

        self.app.errands.run("perform", work, done, failed, reads=True)

    def _at_hand(self) -> tuple[Session, Docket]:
        assert self.desk.session is not None, "an act is allowed only on an open workspace"
        return self.desk.session, self.desk.docket

    def _busy(self, what: Message | None) -> None:
        self.desk.busy = what
        self.desk.said = None
        self.app.lines_changed()
