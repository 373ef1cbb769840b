"""Going places and asking for things: screens, palette, help, history, whom one acts for."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from lexframe.core.message import Message
from lexframe.services.histories import Event, history, paths_of
from lexframe.tui.modals.page import Page
from lexframe.tui.modals.search import Search
from lexframe.tui.presenters.acts_table import help_page, palette_rows
from lexframe.tui.presenters.concerns import name_of
from lexframe.tui.presenters.events import history_page
from lexframe.tui.presenters.outline import PREAMBLE
from lexframe.tui.rows import BLANK, Row, Run, entry, row
from lexframe.tui.screens.frame import FrameScreen
from lexframe.tui.themes import CONTRAST, THEMES
from lexframe.tui.writing import Writing, read_writing

if TYPE_CHECKING:
    from lexframe.tui.app import LexframeApp

NOTHING = Message("Nothing is called that.")


class Asking:
    """The keys that go somewhere or show something."""

    def __init__(self, app: LexframeApp) -> None:
        self.app = app

    def do_framework(self) -> None:
        """Go to the text."""
        self.app.go("framework")

    def do_amendment(self) -> None:
        """Go to the amendments."""
        self.app.go("amendment")

    def do_editor(self) -> None:
        """Go and write."""
        self.app.go("editor")

    def do_consensus(self) -> None:
        """Go to the heat map."""
        self.app.go("consensus")

    def do_palette(self) -> None:
        """Find an act by its name."""
        screen = cast("FrameScreen", self.app.screen)
        rows = palette_rows(self.app.desk, screen.name_here)
        search = Search(self.app.desk.tongue, rows, Message("All acts"), Message("No act is called that."))
        self.app.push_screen(search, lambda name: screen.action_do(name) if name else None)

    def do_help(self) -> None:
        """Every key and what it does."""
        screen = cast("FrameScreen", self.app.screen)
        rows = help_page(self.app.desk.tongue, screen.name_here)
        self.app.push_screen(Page(self.app.desk.tongue, Message("Keys and signs"), rows))

    def do_history(self) -> None:
        """Who did what with what is in hand."""
        desk, screen = self.app.desk, cast("FrameScreen", self.app.screen)
        session, docket = desk.session, desk.docket
        assert session is not None
        is_text = screen.name_here == "framework"
        name = desk.article if is_text else desk.code
        if is_text and name not in docket.text.articles:
            paths: tuple[str, ...] = (f"drafts/{docket.id}/framework.md",) if name == PREAMBLE else ()
        else:
            paths = paths_of(docket, name)
        assert desk.board is not None
        called = name if is_text else name_of(desk.board, name)
        title = Message("History of {name}", name=called)

        def shown(events: tuple[Event, ...]) -> None:
            self.app.push_screen(Page(desk.tongue, title, history_page(events, name, desk.tongue)))

        self.app.errands.run(
            "history", lambda: history(session.ledger, paths, limit=500), shown, self.app.tell, reads=True
        )

    def do_act_for(self) -> None:
        """Choose whom to speak for."""
        desk, say = self.app.desk, self.app.desk.tongue.say
        rows = [
            entry(Run(f"{each.id:<12} ", "strong"), say(each.name), ref=each.id)
            for each in (desk.registry.by_id.values() if desk.registry else ())
        ]
        title = Message("Act for whom? This workspace is unsigned: anybody may.")
        self.app.push_screen(
            Search(desk.tongue, rows, title, NOTHING),
            lambda body: self.app.deeds.act_for(body) if body else None,
        )

    def do_frameworks(self) -> None:
        """Choose a framework."""
        desk = self.app.desk
        rows = [entry(each, ref=each) for each in desk.frameworks]
        self.app.push_screen(
            Search(desk.tongue, rows, Message("Open which framework?"), NOTHING),
            lambda name: self.app.deeds.read(name) if name else None,
        )

    def do_problems(self) -> None:
        """What could not be read."""
        desk = self.app.desk
        rows: list[Row] = []
        for error in desk.docket.unreadable:
            rows += [
                row(Run(desk.tongue.say(error.place), "code")),
                row(desk.tongue.say(error.what)),
                row(Run(desk.tongue.say(error.remedy), "dim")),
                BLANK,
            ]
        self.app.push_screen(Page(desk.tongue, Message("These records count for nothing"), rows))

    def do_drafts(self) -> None:
        """Come back to text that was not sent."""
        session = self.app.desk.session
        if session is not None:
            self.app.errands.run("drafts", lambda: dict(session.drafts.all()), self._offer, self.app.tell)

    def offer_at_start(self, kept: dict[str, str]) -> None:
        """Offer at the start what was written and not sent."""
        self.app.desk.drafts = len(kept)
        if kept:
            self._offer(kept)

    def _offer(self, kept: dict[str, str]) -> None:
        desk = self.app.desk
        found = {key: writing for key, text in kept.items() if (writing := read_writing(text)) is not None}
        desk.drafts = len(found)
        if not found:
            self.app.lines_changed()
            return
        rows = [
            _draft_row(key, writing, desk.tongue.say(Message("untitled"))) for key, writing in found.items()
        ]
        title = Message("Text you wrote and did not send: go on with it?")
        self.app.push_screen(
            Search(desk.tongue, rows, title, NOTHING),
            lambda key: self.app.owning.write(found[key]) if key else None,
        )

    def do_reread(self) -> None:
        """Look at what is recorded now."""
        if self.app.desk.session is None:
            self.app.deeds.open()
        else:
            self.app.deeds.read()

    def do_marks(self) -> None:
        """Mark changes with signs too."""
        self.app.desk.marks = not self.app.desk.marks
        self.app.desk_changed()

    def do_contrast(self) -> None:
        """Change the colours; high contrast marks changes with signs too."""
        names = [theme.name for theme in THEMES]
        self.app.theme = names[(names.index(self.app.theme) + 1) % len(names)]
        self.app.desk.marks = self.app.theme == CONTRAST.name
        self.app.desk_changed()

    def do_quit(self) -> None:
        """Close; what was written is kept."""
        self.app.exit(0)


def _draft_row(key: str, writing: Writing, untitled: str) -> Row:
    from lexframe.core.safe import safe

    title = safe(writing.title.strip(), lines=False) or untitled
    return entry(Run(f"{safe(writing.code or writing.article)}  ", "strong"), title, ref=key)
