"""What a proposer does: begin a text, keep it, record it, hand it in, withdraw it; and comments."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from lexframe.core.message import Message
from lexframe.core.stage import LEGAL, Stage
from lexframe.services.amendments import Change, Draft, plan_propose, plan_revise, plan_submit, plan_withdraw
from lexframe.services.comments import plan_comment
from lexframe.services.docket import Docket
from lexframe.services.plan import Done, Plan
from lexframe.services.session import Session
from lexframe.text.labels import article_id
from lexframe.tui.modals.form import LINE, Field, Form
from lexframe.tui.presenters.outline import PREAMBLE
from lexframe.tui.writing import Writing, print_writing, read_writing

if TYPE_CHECKING:
    from lexframe.tui.app import LexframeApp


class Owning:
    """The proposer's keys."""

    def __init__(self, app: LexframeApp) -> None:
        self.app = app

    def do_propose(self) -> None:
        """Write an amendment to the article in hand."""
        article = self.app.desk.article
        if article not in self.app.desk.docket.text.articles:
            self.app.tell(Message("Only an article of the text can be amended here; add one with “n”."))
            return
        self.begin(article)

    def do_add_article(self) -> None:
        """Ask for number and title of a new article, then write it."""
        desk = self.app.desk
        if desk.article not in desk.docket.text.articles:
            self.app.tell(Message("Choose the article after which the new one stands."))
            return
        after = desk.docket.text.articles[desk.article]
        fields = (
            Field(
                "number",
                Message("Its number"),
                LINE,
                value=f"{after.number} Bis",
                required=Message("Give it a number, such as 20 Bis."),
            ),
            Field("heading", Message("Its title (may be empty)"), LINE),
        )
        form = Form(desk.tongue, Message("New article after {number}", number=after.number), fields)
        self.app.push_screen(form, lambda said: self._add(after.id, said))

    def _add(self, after: str, said: dict[str, str] | None) -> None:
        if said is None:
            return
        number = " ".join(said["number"].split())
        writing = Writing(
            self.app.desk.docket.id,
            article_id(number),
            "",
            after=after,
            number=number,
            heading=said["heading"].strip(),
        )
        self.write(writing)

    def do_revise(self) -> None:
        """Write on one's own amendment."""
        desk = self.app.desk
        self.begin(desk.docket.amendments[desk.code].articles[0], desk.code)

    def begin(self, article: str, code: str = "") -> None:
        """Begin a text, or go on with the one kept for it."""
        desk, session = self.app.desk, self.app.desk.session
        assert session is not None
        fresh = self._fresh(desk.docket, article, code)

        def found(kept: dict[str, str]) -> None:
            writing = read_writing(kept.get(fresh.key, ""))
            if writing is not None:
                self.app.tell(Message("Here is what you had written; F8 forgets it."))
            self.write(writing or fresh)

        self.app.errands.run("begin", lambda: dict(session.drafts.all()), found, self.app.tell)

    def write(self, writing: Writing) -> None:
        """Put a text into the editor and go there."""
        self.app.desk.writing = self.app.desk.begun = writing
        if self.app.current_mode == "editor":
            self.app.desk_changed()
        else:
            self.app.go("editor")

    def keep(self) -> None:
        """Keep what is being written on this computer, beside the screen."""
        kept = self._to_keep()
        if kept is None:
            return
        session, writing = kept
        self.app.desk.begun = writing

        def work() -> dict[str, str]:
            session.drafts.keep(writing.key, print_writing(writing))
            return dict(session.drafts.all())

        self.app.errands.run("keep", work, self.count, self.app.tell)

    def keep_now(self) -> None:
        """Keep it before the app is gone."""
        kept = self._to_keep()
        if kept is not None:
            session, writing = kept
            session.drafts.keep(writing.key, print_writing(writing))

    def _to_keep(self) -> tuple[Session, Writing] | None:
        desk = self.app.desk
        if desk.session is None or desk.writing is None or desk.writing == desk.begun:
            return None
        return desk.session, desk.writing

    def count(self, kept: dict[str, str]) -> None:
        """Show how many texts wait."""
        self.app.desk.drafts = len(kept)
        self.app.lines_changed()

    def _fresh(self, docket: Docket, article: str, code: str) -> Writing:
        current = docket.text.articles.get(article)
        body = current.body if current else ""
        if not code:
            return Writing(docket.id, article, body, body)
        amendment = docket.amendments[code]
        operation = next(each for each in amendment.operations if each.article == article)
        text = docket.proposal(code).texts.get(article, operation.text)
        return Writing(
            docket.id,
            article,
            text,
            body,
            code,
            amendment.title,
            amendment.reasons,
            operation.after,
            operation.number,
            operation.title,
        )

    def do_save(self) -> None:
        """Record as a draft."""
        self._record(hand_in=False)

    def do_hand_in(self) -> None:
        """Record and hand in."""
        self._record(hand_in=True)

    def _record(self, *, hand_in: bool) -> None:
        writing = self.app.desk.writing
        if writing is None:
            self.app.tell(Message("Nothing is being written: choose an article in “1” and press “e”."))
            return
        if not writing.title.strip():
            self.app.tell(Message("Give the amendment a title first."))
            self.app.screen.query_one("#editor-title").focus()
            return
        title = Message("Hand in this amendment?") if hand_in else Message("Save this amendment as a draft?")
        self.app.deeds.propose(_making(writing, hand_in), title, then=self._recorded(writing, hand_in))

    def _recorded(self, writing: Writing, hand_in: bool) -> Callable[[Done], None]:
        def then(done: Done) -> None:
            codes = done.plan.data.get("codes")
            self.app.desk.code = str(codes[0]) if isinstance(codes, list) and codes else writing.code
            self._forget(writing)
            self.app.go("amendment")
            stage = self.app.desk.docket.stages.get(writing.code)
            if hand_in and writing.code and stage is Stage.DRAFT:
                self.app.deeds.propose(
                    _submitting(writing.code), Message("Hand in this amendment?"), asks=False
                )

        return then

    def discard(self) -> None:
        """Forget what is being written."""
        writing = self.app.desk.writing
        if writing is not None:
            self._forget(writing)
        self.app.go("framework")

    def _forget(self, writing: Writing) -> None:
        session, desk = self.app.desk.session, self.app.desk
        assert session is not None
        desk.writing = desk.begun = None
        self.app.errands.forget("keep")

        def work() -> dict[str, str]:
            session.drafts.drop(writing.key)
            return dict(session.drafts.all())

        self.app.errands.run("keep", work, self.count, self.app.tell)

    def do_submit(self) -> None:
        """Hand in one's draft."""
        self.app.deeds.propose(_submitting(self.app.desk.code), Message("Hand in this amendment?"))

    def do_withdraw(self) -> None:
        """Withdraw one's own amendment, with a reason if there is one to give."""
        desk, code = self.app.desk, self.app.desk.code
        form = Form(desk.tongue, Message("Withdraw {code}", code=code), (Field("why", Message("Reason")),))

        def answered(said: dict[str, str] | None) -> None:
            if said is not None:
                self.app.deeds.propose(
                    lambda session, docket: plan_withdraw(session, docket, code, said["why"]),
                    Message("Withdraw it?"),
                )

        self.app.push_screen(form, answered)

    def do_comment(self) -> None:
        """Leave a remark on what is in hand."""
        desk = self.app.desk
        target = desk.article if getattr(self.app.screen, "name_here", "") == "framework" else desk.code
        if target == PREAMBLE or (
            target not in desk.docket.amendments and target not in desk.docket.text.articles
        ):
            self.app.tell(Message("Comments are left on articles and amendments."))
            return
        field = Field("text", Message("Comment"), required=Message("Write its text."))
        form = Form(desk.tongue, Message("Comment on {target}", target=target), (field,))

        def answered(said: dict[str, str] | None) -> None:
            if said is not None:
                self.app.deeds.propose(
                    lambda session, docket: plan_comment(
                        session, docket, target, said["text"].strip() + "\n"
                    ),
                    Message("Record this comment?"),
                    asks=False,
                )

        self.app.push_screen(form, answered)

    def begin_where_we_are(self) -> None:
        """Begin with what the reader was looking at when the editor was opened by its key."""
        desk = self.app.desk
        if desk.writing is not None or desk.board is None:
            return
        if self.app.came_from == "amendment" and desk.code in desk.docket.amendments:
            amendment = desk.docket.amendments[desk.code]
            is_own = amendment.by == desk.acting and desk.docket.stages[desk.code] in LEGAL["edit"]
            article = amendment.articles[0]
            if is_own or article in desk.docket.text.articles:
                self.begin(article, desk.code if is_own else "")
        elif desk.article in desk.docket.text.articles:
            self.begin(desk.article)


def _making(writing: Writing, hand_in: bool) -> Callable[[Session, Docket], Plan]:
    change = Change(writing.article, writing.text, writing.after, writing.number, writing.heading)

    def make(session: Session, docket: Docket) -> Plan:
        if not writing.code:
            draft = Draft(writing.title.strip(), (change,), _prose(writing.reasons), submit=hand_in)
            return plan_propose(session, docket, [draft])
        others = [
            each for each in docket.amendments[writing.code].operations if each.article != writing.article
        ]
        texts = docket.proposal(writing.code).texts
        kept = [
            Change(each.article, texts.get(each.article, each.text), each.after, each.number, each.title)
            for each in others
        ]
        draft = Draft(writing.title.strip(), (change, *kept), _prose(writing.reasons))
        return plan_revise(session, docket, writing.code, draft)

    return make


def _submitting(code: str) -> Callable[[Session, Docket], Plan]:
    return lambda session, docket: plan_submit(session, docket, code)


def _prose(text: str) -> str:
    """Prose ends with one line break, as records are printed."""
    return f"{text.strip()}\n" if text.strip() else ""
