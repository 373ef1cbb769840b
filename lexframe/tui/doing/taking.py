"""Taking positions: an institute's word on the amendment in hand, said in a form where it needs reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lexframe.core.message import Message
from lexframe.core.position import RESERVATION_KINDS, Position, Reservation, Stance
from lexframe.services.docket import Docket
from lexframe.services.plan import Plan
from lexframe.services.positions import Saying, plan_confirm, plan_positions
from lexframe.services.session import Session
from lexframe.tui.modals.form import CHOICE, Field, Form
from lexframe.tui.presenters.verdict import KIND_WORDS, unit_words

if TYPE_CHECKING:
    from lexframe.tui.app import LexframeApp

REASON = Message("Say why.")
LIFT = Message("Say what would lift it.")


class Taking:
    """The keys that record what an institute says."""

    def __init__(self, app: LexframeApp) -> None:
        self.app = app

    def do_favour(self) -> None:
        """In favour."""
        self._say(Stance.SUPPORT)

    def do_abstain(self) -> None:
        """Abstain."""
        self._say(Stance.ABSTAIN)

    def do_recuse(self) -> None:
        """Leave the count."""
        self._say(Stance.RECUSE)

    def do_object(self) -> None:
        """Object: ask for the reason, and for what would lift it."""
        before = self._before()
        fields = (
            Field(
                "reasons",
                Message("Why does your institute object?"),
                required=REASON,
                value=before.reasons if before else "",
            ),
            Field(
                "lifted_if",
                Message("What would lift the objection?"),
                required=LIFT,
                value=before.lifted_if if before else "",
            ),
        )
        code = self.app.desk.code
        form = Form(
            self.app.desk.tongue,
            Message("{body} objects to {code}", body=self.app.desk.acting, code=code),
            fields,
        )
        self.app.push_screen(form, lambda said: self._object(code, said))

    def _object(self, code: str, said: dict[str, str] | None) -> None:
        if said is not None:
            self._record(
                Saying(code, Stance.OBJECT, f"{said['reasons'].strip()}\n", said["lifted_if"].strip())
            )

    def do_reserve(self) -> None:
        """In favour with a reservation: ask for its kind, place, text and condition."""
        desk, say = self.app.desk, self.app.desk.tongue.say
        assert desk.board is not None
        board = desk.board
        units = tuple(desk.docket.wording(desk.code) or {})
        places = (
            ("", say(Message("The whole amendment"))),
            *((unit, unit_words(board, unit, desk.tongue)) for unit in units),
        )
        before = self._before()
        earlier = before.reservations[0] if before and before.reservations else None
        fields = (
            Field(
                "kind",
                Message("Kind"),
                CHOICE,
                tuple((kind, say(KIND_WORDS[kind])) for kind in RESERVATION_KINDS),
                value=earlier.kind if earlier else "",
            ),
            Field(
                "unit", Message("What it speaks of"), CHOICE, places, value=earlier.unit if earlier else ""
            ),
            Field(
                "text",
                Message("What is reserved?"),
                required=Message("Say what is reserved."),
                value=earlier.text if earlier else "",
            ),
            Field(
                "lifted_if",
                Message("What would lift it?"),
                required=LIFT,
                value=earlier.lifted_if if earlier else "",
            ),
        )
        code = desk.code
        title = Message("{body} on {code}: in favour with reservation", body=desk.acting, code=code)
        self.app.push_screen(Form(desk.tongue, title, fields), lambda said: self._reserve(code, said))

    def _reserve(self, code: str, said: dict[str, str] | None) -> None:
        if said is None:
            return
        reservation = Reservation(said["kind"], said["text"].strip(), said["lifted_if"].strip(), said["unit"])
        self._record(Saying(code, Stance.SUPPORT_WITH_RESERVATION, reservations=(reservation,)))

    def do_confirm(self) -> None:
        """Say the same again, with one key."""
        code = self.app.desk.code

        def make(session: Session, docket: Docket) -> Plan:
            return plan_confirm(session, docket, [code])

        self.app.deeds.propose(make, Message("Confirm"), asks=False)

    def _before(self) -> Position | None:
        desk = self.app.desk
        said = desk.docket.positions.get(desk.code, {})
        return said.get(desk.acting)

    def _say(self, stance: Stance) -> None:
        self._record(Saying(self.app.desk.code, stance))

    def _record(self, saying: Saying) -> None:
        def make(session: Session, docket: Docket) -> Plan:
            return plan_positions(session, docket, [saying])

        self.app.deeds.propose(make, Message("Record this position?"))
