"""What the secretariat records of the amendment in hand: admission, outcomes, adoption and what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lexframe.core.message import Message
from lexframe.core.register import FALLEN, REJECTED, SUPERSEDED
from lexframe.core.tally import Adopted
from lexframe.services.decisions import OUTCOME_WORDS, VERDICT_WORDS, plan_adopt, plan_decide
from lexframe.services.docket import Docket
from lexframe.services.plan import Plan
from lexframe.services.rounds import plan_admit
from lexframe.services.session import Session
from lexframe.tui.modals.form import CHOICE, LINE, Field, Form
from lexframe.tui.presenters.results import results

if TYPE_CHECKING:
    from lexframe.tui.app import LexframeApp

YES, NO = "yes", "no"
WHY_OVERRIDE = Message("Deciding against the count needs a reason; it is recorded.")


class Ruling:
    """The secretariat's keys."""

    def __init__(self, app: LexframeApp) -> None:
        self.app = app

    def do_admit(self) -> None:
        """Admit with the next number, or declare inadmissible with a reason."""
        desk, say = self.app.desk, self.app.desk.tongue.say
        choices = (
            (YES, say(Message("Admissible: it gets the next number"))),
            (NO, say(Message("Inadmissible: say why below"))),
        )
        fields = (
            Field("admissible", Message("Is it admissible?"), CHOICE, choices),
            Field("reason", Message("Reason (required if inadmissible)")),
        )
        code = desk.code
        form = Form(desk.tongue, Message("Admission of {code}", code=code), fields)
        self.app.push_screen(form, lambda said: self._admit(code, said))

    def _admit(self, code: str, said: dict[str, str] | None) -> None:
        if said is None:
            return

        def make(session: Session, docket: Docket) -> Plan:
            return plan_admit(
                session, docket, [code], admissible=said["admissible"] == YES, reason=said["reason"]
            )

        self.app.deeds.propose(make, Message("Record this?"))

    def do_decide(self) -> None:
        """Ask which outcome and why; then show the plan."""
        desk, say = self.app.desk, self.app.desk.tongue.say
        options = tuple((name, say(OUTCOME_WORDS[name])) for name in (REJECTED, FALLEN, SUPERSEDED))
        fields = [
            Field("outcome", Message("Outcome"), CHOICE, options),
            Field("reason", Message("Reason")),
            Field("override", Message("If it goes against the count: why"), LINE),
        ]
        code = desk.code
        form = Form(desk.tongue, Message("Decision on {code}", code=code), fields, self._count_words(code))
        self.app.push_screen(form, lambda said: self._decide(code, said))

    def _decide(self, code: str, said: dict[str, str] | None) -> None:
        if said is None:
            return

        def make(session: Session, docket: Docket) -> Plan:
            return plan_decide(
                session,
                docket,
                code,
                said["outcome"],
                override=said["override"].strip(),
                reason=said["reason"],
            )

        self.app.deeds.propose(make, Message("Record this decision?"), seals=True)

    def do_adopt(self) -> None:
        """Show the whole plan; against the count, ask first why."""
        desk = self.app.desk
        assert desk.board is not None
        code = desk.code
        count = desk.board.counts.get(code)
        if count is not None and isinstance(count.verdict.outcome, Adopted):
            self._adopt(code, "")
            return
        field = Field("override", Message("Why is it adopted against the count?"), required=WHY_OVERRIDE)
        form = Form(
            desk.tongue,
            Message("{code} cannot be adopted as counted", code=code),
            (field,),
            self._count_words(code),
        )
        self.app.push_screen(form, lambda said: self._adopt(code, said["override"].strip()) if said else None)

    def _adopt(self, code: str, override: str) -> None:
        def make(session: Session, docket: Docket) -> Plan:
            return plan_adopt(session, docket, [code], override=override)

        desk = self.app.desk
        docket, tongue, marks = desk.docket, desk.tongue, desk.marks
        self.app.deeds.propose(
            make,
            Message("Adopt, with everything that follows?"),
            seals=True,
            detail=lambda _: results(docket, [code], tongue, marks=marks),
        )

    def _count_words(self, code: str) -> Message | None:
        assert self.app.desk.board is not None
        count = self.app.desk.board.counts.get(code)
        if count is None:
            return None
        return Message(
            "Counted: {verdict}. {needs}", verdict=VERDICT_WORDS[count.verdict.name], needs=count.sentence
        )
