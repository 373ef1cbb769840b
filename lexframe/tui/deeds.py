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
from lexframe.tui.desk import Desk, Opening
from lexframe.tui.modals.page import PlanPage
from lexframe.tui.rows import BLANK, Row, Run, row
from lexframe.tui.tongue import Tongue

if TYPE_CHECKING:
    from lexframe.services.loading import Shelf
    from lexframe.tui.app import LexframeApp

Making = Callable[[Session, Docket], Plan]
Detail = Callable[[Plan], Sequence[Row]]
Shown = tuple[Plan, Sequence[Row]]
"""A plan, and rows that are shown below its own words."""


def same_words(one: Plan, other: Plan) -> bool:
    """Tell whether two plans say the same."""
    return one.says == other.says


def same_subject(one: Plan, other: Plan) -> bool:
    """Tell whether two plans are about the same, whichever commit they name."""
    return (one.act, one.subject) == (other.act, other.subject)


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

    def read(self, framework: str = "", then: Callable[[], None] | None = None) -> None:
        """Read what is recorded now; ``then`` is called when it is on the desk."""
        session = self.desk.session
        if session is None:
            return
        wanted = framework or (self.desk.docket.id if self.desk.board else "")

        def work() -> tuple[Board | Opening, tuple[str, ...]]:
            from lexframe.services.loading import frameworks, load, settings

            known = frameworks(session.ledger)
            if not known:
                return Opening(*settings(session.ledger)), known
            name = wanted if wanted in known else known[0] if known else ""
            return Board(load(session.ledger, name, shelf=self._shelf), session.acting.body), known

        def read(found: tuple[Board | Opening, tuple[str, ...]]) -> None:
            self._read(found)
            if then is not None:
                then()

        self.app.errands.run("read", work, read, self._unread, reads=True)

    def _read(self, found: tuple[Board | Opening, tuple[str, ...]]) -> None:
        board, known = found
        workspace = board.workspace if isinstance(board, Opening) else board.docket.workspace
        if not self.app.language_is_given:
            self.desk.tongue = Tongue(workspace.language)
        self.desk.frameworks = known
        if isinstance(board, Opening):
            self.desk.opening, self.desk.board, self.desk.trouble = board, None, None
            self.app.desk_changed()
            return
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
        if self.desk.session is None:
            return
        self.desk.session = self.desk.session.acting_as(body)
        if self.desk.board is not None:
            self._take(self.desk.board)
        else:
            self.app.desk_changed()

    def propose(
        self,
        make: Making,
        title: Message,
        *,
        asks: bool = True,
        seals: bool = False,
        alike: Callable[[Plan, Plan], bool] = same_words,
        detail: Detail | None = None,
        then: Callable[[Done], None] | None = None,
    ) -> None:
        """Plan an act, show the plan, and perform it if the reader says so.

        ``seals`` takes up what stands in the trays first: what is counted for good is counted
        from a sealed register; the plan made after that has to be ``alike`` the one shown.
        ``detail`` adds rows to the plan as it is shown.
        """
        session, docket = self._at_hand()

        def shown() -> Shown:
            plan = make(session, docket)
            return plan, detail(plan) if detail else ()

        def sealed(before: Plan) -> Plan:
            from lexframe.services.loading import load
            from lexframe.services.seals import seal

            seal(session)
            plan = make(session, load(session.ledger, docket.id, shelf=self._shelf))
            if not alike(plan, before):
                raise Refused(
                    Message("Something arrived meanwhile that changes this act; nothing was decided."),
                    Message("Look at the plan again."),
                )
            return plan

        self.offer(shown, title, asks=asks, anew=sealed if seals else None, then=then)

    def offer(
        self,
        work: Callable[[], Shown],
        title: Message,
        *,
        asks: bool = True,
        busy: Message | None = None,
        anew: Callable[[Plan], Plan] | None = None,
        then: Callable[[Done], None] | None = None,
    ) -> None:
        """Work a plan out beside the screen, show it, and perform it if the reader says so.

        ``busy`` is said while it is worked out; ``anew`` makes the plan again before it is performed.
        """
        if busy is not None:
            self._busy(busy)

        def planned(found: Shown) -> None:
            plan, rows = found
            self._idle(busy)
            if not asks:
                self._perform(plan, anew, then)
                return
            page = PlanPage(self.desk.tongue, title, rows)
            self.app.push_screen(page, lambda said: self._perform(plan, anew, then) if said else None)

        def failed(error: LexframeError) -> None:
            self._idle(busy)
            self.app.tell(error)

        def worked() -> Shown:
            plan, rows = work()
            return plan, (*self._plan_rows(plan), *rows)

        self.app.errands.run("plan", worked, planned, failed, reads=True)

    def _plan_rows(self, plan: Plan) -> list[Row]:
        say = self.desk.tongue.say
        rows: list[Row] = []
        for each in plan.says:
            rows.append(row(Run("• ", "key"), say(each), hang=2))
        signed = Message("Recorded for {body}, unsigned.", body=plan.commit.author.body)
        return [*rows, BLANK, row(Run(say(signed), "dim"))]

    def _perform(
        self, shown: Plan, anew: Callable[[Plan], Plan] | None, then: Callable[[Done], None] | None
    ) -> None:
        session = self.desk.session
        assert session is not None, "an act is allowed only on an open workspace"
        self._busy(Message("Recording…"))

        def work() -> Done:
            return perform(session, anew(shown) if anew else shown)

        def done(made: Done) -> None:
            self._busy(None)
            self.desk.said = Message("Saved on this computer. {what}", what=made.plan.says[0])
            if then is not None:
                then(made)
            self.read(str(made.plan.data.get("framework", "")))

        def failed(error: LexframeError) -> None:
            self._busy(None)
            self.app.tell(error)
            self.read()

        self.app.errands.run("perform", work, done, failed, reads=True)

    def _at_hand(self) -> tuple[Session, Docket]:
        assert self.desk.session is not None, "an act is allowed only on an open workspace"
        return self.desk.session, self.desk.docket

    def _idle(self, busy: Message | None) -> None:
        if busy is not None:
            self._busy(None)

    def _busy(self, what: Message | None) -> None:
        self.desk.busy = what
        self.desk.said = None
        self.app.lines_changed()
