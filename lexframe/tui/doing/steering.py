"""What the secretariat does for the whole: seal, open and close rounds, adopt several together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from lexframe.core.errors import LexframeError, Refused
from lexframe.core.ids import round_id
from lexframe.core.message import Message
from lexframe.core.round import ASSEMBLY, PROCEDURES, SILENCE, WRITTEN, Round
from lexframe.core.tally import Adopted
from lexframe.services.decisions import plan_adopt
from lexframe.services.docket import Docket
from lexframe.services.plan import Plan
from lexframe.services.rounds import plan_close_round, plan_open_round
from lexframe.services.seals import plan_seal
from lexframe.services.session import Session
from lexframe.tui.board import Board
from lexframe.tui.deeds import same_subject
from lexframe.tui.modals.form import CHOICE, LINE, Field, Form
from lexframe.tui.modals.page import Page
from lexframe.tui.modals.search import Search
from lexframe.tui.presenters.results import marked_page, results
from lexframe.tui.rows import Row, Run, entry

if TYPE_CHECKING:
    from lexframe.tui.app import LexframeApp

PROCEDURE_WORDS = {
    WRITTEN: Message("written procedure"),
    ASSEMBLY: Message("assembly"),
    SILENCE: Message("silence procedure"),
}


class Steering:
    """The secretariat's keys that are about more than one amendment."""

    def __init__(self, app: LexframeApp) -> None:
        self.app = app

    def do_seal(self) -> None:
        """Take up what stands in every tray."""
        self.app.deeds.propose(_sealing, Message("Seal what the institutes have recorded?"))

    def do_open_round(self) -> None:
        """Ask for name, date, rule and procedure; over what is marked, or over all that is open."""
        desk, say = self.app.desk, self.app.desk.tongue.say
        docket, marked = desk.docket, desk.marked
        rules = tuple((name, say(name)) for name in docket.workspace.rules)
        procedures = tuple((name, say(PROCEDURE_WORDS[name])) for name in PROCEDURES)
        fields = (
            Field("name", Message("Its name"), LINE, value=_next(docket), check=_is_round(docket)),
            Field("title", Message("What it is called (may be empty)"), LINE),
            Field(
                "closes",
                Message("When it closes, like 2026-11-30"),
                LINE,
                required=Message("Say when it closes."),
                check=_is_date,
            ),
            Field("rule", Message("Rule"), CHOICE, rules, value=docket.workspace.default_rule),
            Field("procedure", Message("Procedure"), CHOICE, procedures),
        )
        form = Form(desk.tongue, Message("Open a round of consultation"), fields, _asked(docket, marked))
        self.app.push_screen(form, lambda said: self._open(said, marked) if said else None)

    def _open(self, said: dict[str, str], marked: Sequence[str]) -> None:
        name = said["name"].strip().upper()

        def make(session: Session, docket: Docket) -> Plan:
            return plan_open_round(
                session,
                docket,
                name,
                title=said["title"].strip() or name,
                closes=said["closes"].strip(),
                amendments=marked,
                rule=said["rule"],
                procedure=said["procedure"],
            )

        self.app.deeds.propose(make, Message("Open this round?"))

    def do_close_round(self) -> None:
        """Close the open round; of several, ask which."""
        desk = self.app.desk
        held = [each for each in desk.docket.rounds.values() if each.is_open]
        if len(held) == 1:
            self._close(held[0].id)
            return
        rows = [_round_row(each, desk.tongue.say(each.title)) for each in held]
        search = Search(desk.tongue, rows, Message("Close which round?"), Message("Nothing is called that."))
        self.app.push_screen(search, lambda name: self._close(name) if name else None)

    def _close(self, name: str) -> None:
        def make(session: Session, docket: Docket) -> Plan:
            return plan_close_round(session, docket, name)

        title = Message("Close round {round}, once what stands in the trays is sealed?", round=name)
        self.app.deeds.propose(make, title, seals=True, alike=same_subject)

    def do_adopt_marked(self) -> None:
        """Adopt what is marked together; when one of them cannot be adopted, say what each lacks."""
        desk = self.app.desk
        board, codes, tongue, marks = desk.board, desk.marked, desk.tongue, desk.marks
        assert board is not None
        if not all(_is_adoptable(board, code) for code in codes):
            rows = marked_page(board, codes, tongue)
            self.app.push_screen(Page(tongue, Message("They cannot be adopted together as counted"), rows))
            return

        def make(session: Session, docket: Docket) -> Plan:
            return plan_adopt(session, docket, codes)

        self.app.deeds.propose(
            make,
            Message("Adopt, with everything that follows?"),
            seals=True,
            detail=lambda _: results(board.docket, codes, tongue, marks=marks),
            then=lambda _: self._unmark(),
        )

    def _unmark(self) -> None:
        self.app.desk.marked = ()


def _sealing(session: Session, _: Docket) -> Plan:
    plan = plan_seal(session)
    if plan is None:
        raise Refused(
            Message("Everything is sealed already: nothing has been recorded since."),
            Message("There is nothing to do."),
        )
    return plan


def _is_adoptable(board: Board, code: str) -> bool:
    count = board.counts.get(code)
    return count is not None and isinstance(count.verdict.outcome, Adopted)


def _asked(docket: Docket, marked: Sequence[str]) -> Message:
    if marked:
        return Message(
            "It asks about the {n} amendment that is marked.",
            "It asks about the {n} amendments that are marked.",
            n=len(marked),
        )
    return Message(
        "It asks about everything open: {n} amendment.",
        "It asks about everything open: {n} amendments.",
        n=len(docket.open_codes),
    )


def _next(docket: Docket) -> str:
    numbers = [int(each[1:]) for each in docket.rounds if each[1:].isdigit()]
    return f"R{max(numbers, default=0) + 1}"


def _is_round(docket: Docket) -> Callable[[str], Message | None]:
    def check(name: str) -> Message | None:
        try:
            found = round_id(name.upper())
        except LexframeError as error:
            return Message("{what} {remedy}", what=error.what, remedy=error.remedy)
        return Message("There is a round {name} already.", name=found) if found in docket.rounds else None

    return check


def _is_date(text: str) -> Message | None:
    try:
        date.fromisoformat(text) if len(text) == len("2026-11-30") else datetime.fromisoformat(text)
    except ValueError:
        return Message("Write it like 2026-11-30, or 2026-11-30T18:00.")
    return None


def _round_row(each: Round, title: str) -> Row:
    return entry(Run(f"{each.id:<6} ", "strong"), title, ref=each.id, tail=(Run(each.closes, "dim"),))
