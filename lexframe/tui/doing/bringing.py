"""Bringing texts in: a law becomes a framework, a text that came back becomes amendments."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lexframe.core.amendment import ORIGINS
from lexframe.core.errors import LexframeError, Refused
from lexframe.core.ids import slug
from lexframe.core.message import Message
from lexframe.locale.forms import fold
from lexframe.services.amendments import Draft, plan_propose
from lexframe.services.docket import Docket
from lexframe.services.frameworks import ReturnedDrafts, plan_import, returned_drafts
from lexframe.services.plan import Plan
from lexframe.services.session import Session
from lexframe.services.sources import ENDINGS, read_file
from lexframe.tui.deeds import Shown
from lexframe.tui.modals.files import Files
from lexframe.tui.modals.form import CHOICE, LINE, Field, Form
from lexframe.tui.presenters.arrivals import arrival_page, returned_page, returned_words

if TYPE_CHECKING:
    from lexframe.tui.app import LexframeApp

NOW, LATER = "now", "later"


class Bringing:
    """The keys that read a file."""

    def __init__(self, app: LexframeApp) -> None:
        self.app = app

    def do_bring_in(self) -> None:
        """Ask for the file, then for the framework's short name."""
        self._choose(Message("Which text becomes a framework?"), self._name)

    def do_returned(self) -> None:
        """Ask for the file that came back, and read it."""
        self._choose(Message("Which text came back?"), self._compare)

    def _choose(self, title: Message, then: Callable[[Path], None]) -> None:
        files = Files(self.app.desk.tongue, title, Path.cwd(), ENDINGS)
        self.app.push_screen(files, lambda chosen: then(Path(chosen)) if chosen else None)

    def _name(self, path: Path) -> None:
        field = Field(
            "name",
            Message("Its short name, for folders and commands"),
            LINE,
            required=Message("Give it a short name."),
            value=suggested(path.stem),
            check=self._is_free,
        )
        title = Message("Bring in {file}", file=path.name)
        form = Form(self.app.desk.tongue, title, (field,))
        self.app.push_screen(form, lambda said: self._bring_in(path, said["name"].strip()) if said else None)

    def _is_free(self, name: str) -> Message | None:
        try:
            slug(name)
        except LexframeError as error:
            return Message("{what} {remedy}", what=error.what, remedy=error.remedy)
        if name in self.app.desk.frameworks:
            return Message("There is a framework “{name}” already.", name=name)
        return None

    def _bring_in(self, path: Path, name: str) -> None:
        session, tongue = self.app.desk.session, self.app.desk.tongue
        assert session is not None

        def work() -> Shown:
            intake = read_file(path)
            return plan_import(session, name, intake), arrival_page(intake, tongue)

        reading = Message("Reading {file}…", file=path.name)
        self.app.deeds.offer(work, Message("Open this framework?"), busy=reading)

    def _compare(self, path: Path) -> None:
        desk = self.app.desk
        docket = desk.docket
        desk.busy, desk.said = Message("Reading {file}…", file=path.name), None
        self.app.lines_changed()

        def idle() -> None:
            desk.busy = None
            self.app.lines_changed()

        def compared(found: ReturnedDrafts) -> None:
            idle()
            self._ask(path, found)

        def failed(error: LexframeError) -> None:
            idle()
            self.app.tell(error)

        def work() -> ReturnedDrafts:
            found = returned_drafts(docket, read_file(path))
            if not found.drafts:
                raise Refused(
                    Message("This text reads as the framework does: nothing differs."),
                    Message("Check that it is the file that came back."),
                    place=path.name,
                )
            return found

        self.app.errands.run("returned", work, compared, failed)

    def _ask(self, path: Path, found: ReturnedDrafts) -> None:
        desk, say = self.app.desk, self.app.desk.tongue.say
        origins = tuple(zip(ORIGINS, (say(each) for each in ORIGIN_WORDS), strict=True))
        moments = ((NOW, say(Message("Hand them in"))), (LATER, say(Message("Keep them as drafts"))))
        fields = (
            Field("reasons", Message("Reasons, the same for all (may be empty)")),
            Field("origin", Message("Where they come from"), CHOICE, origins),
            Field("folio", Message("The counterpart's own number, if it has one"), LINE),
            Field("when", Message("And then"), CHOICE, moments),
        )
        title = Message("Amendments from {file}", file=path.name)
        form = Form(desk.tongue, title, fields, returned_words(found))
        self.app.push_screen(form, lambda said: self._propose(found, said) if said else None)

    def _propose(self, found: ReturnedDrafts, said: dict[str, str]) -> None:
        desk = self.app.desk
        docket, tongue, marks = desk.docket, desk.tongue, desk.marks
        reasons = said["reasons"].strip()
        drafts = [_filled(each, said, f"{reasons}\n" if reasons else "") for each in found.drafts]

        def make(session: Session, docket: Docket) -> Plan:
            return plan_propose(session, docket, drafts)

        self.app.deeds.propose(
            make,
            Message("Record these amendments?"),
            detail=lambda _: returned_page(docket, found, tongue, marks=marks),
        )


def _filled(draft: Draft, said: dict[str, str], reasons: str) -> Draft:
    return replace(
        draft,
        reasons=reasons,
        origin=said["origin"],
        folio=said["folio"].strip(),
        submit=said["when"] == NOW,
    )


def suggested(stem: str) -> str:
    """Return a short name made from a file's: its first words, without dates and numbers."""
    words = [word for word in re.findall(r"[a-z0-9]+", fold(stem)) if not word.isdigit()]
    return "-".join(words)[:24].strip("-") if words and words[0][0].isalpha() else "marco"


ORIGIN_WORDS = (Message("this institute"), Message("the federal side"))
