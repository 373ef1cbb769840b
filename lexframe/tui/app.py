"""The terminal face: opens at once, reads beside the screen, and leaves everything else to its parts."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from textual.app import App
from textual.screen import Screen

from lexframe.core.errors import LexframeError
from lexframe.core.message import Message
from lexframe.locale.catalogue import default_language
from lexframe.services.session import Doors
from lexframe.tui.deeds import Deeds
from lexframe.tui.desk import Desk
from lexframe.tui.doing.asking import Asking
from lexframe.tui.doing.owning import Owning
from lexframe.tui.doing.ruling import Ruling
from lexframe.tui.doing.taking import Taking
from lexframe.tui.errands import Errands, Fetched
from lexframe.tui.screens.amendment import AmendmentScreen
from lexframe.tui.screens.consensus import ConsensusScreen
from lexframe.tui.screens.editor import EditorScreen
from lexframe.tui.screens.frame import FrameScreen
from lexframe.tui.screens.framework import FrameworkScreen
from lexframe.tui.themes import CONTRAST, DARK, THEMES
from lexframe.tui.tongue import Tongue
from lexframe.tui.writing import Writing, print_writing


class LexframeApp(App[int]):
    """Screens by name, one desk, and errands that run beside."""

    CSS_PATH = "styles.tcss"
    ENABLE_COMMAND_PALETTE = False
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {
        "framework": FrameworkScreen,
        "amendment": AmendmentScreen,
        "editor": EditorScreen,
        "consensus": ConsensusScreen,
    }
    DEFAULT_MODE = "framework"
    TITLE = "lexframe"

    def __init__(self, doors: Doors, directory: Path, acting: str = "", language: str = "") -> None:
        super().__init__()
        self.doors, self.directory, self.wanted_body = doors, directory, acting
        self.language_is_given = bool(language)
        is_plain = bool(os.environ.get("NO_COLOR"))
        self.desk = Desk(Tongue(language or default_language(os.environ)), marks=is_plain)
        self.errands = Errands(self)
        self.deeds = Deeds(self)
        self.owning = Owning(self)
        self.doers = (Taking(self), Ruling(self), self.owning, Asking(self))
        self.came_from = "framework"
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = CONTRAST.name if is_plain else DARK.name

    def on_mount(self) -> None:
        """Let the first frame out, then read."""
        self.call_after_refresh(self.deeds.open)

    def on_fetched(self, news: Fetched[object]) -> None:
        """Hear what an errand has found."""
        self.errands.hear(news)

    def on_unmount(self) -> None:
        """Keep what is being written, whatever closed the app."""
        writing, session = self.desk.writing, self.desk.session
        if session is not None and writing is not None and writing != self.desk.begun:
            session.drafts.keep(writing.key, print_writing(writing))

    def desk_changed(self) -> None:
        """Let the screens in front draw themselves again."""
        for screen in self.screen_stack:
            if isinstance(screen, FrameScreen):
                screen.desk_changed()

    def lines_changed(self) -> None:
        """Let the lines around the screen be drawn again."""
        for screen in self.screen_stack:
            if isinstance(screen, FrameScreen):
                screen.refresh_lines()

    def go(self, name: str) -> None:
        """Bring another screen to the front."""
        if self.current_mode != name:
            self.came_from = self.current_mode
            self.switch_mode(name)
        if name == "editor":
            self.owning.begin_where_we_are()

    def write(self, writing: Writing) -> None:
        """Put a text into the editor and go there."""
        self.desk.writing = self.desk.begun = writing
        if self.current_mode == "editor":
            self.desk_changed()
        else:
            self.go("editor")

    def keep_writing(self) -> None:
        """Keep what is being written on this computer, beside the screen."""
        writing, session = self.desk.writing, self.desk.session
        if session is None or writing is None or writing == self.desk.begun:
            return
        self.desk.begun = writing

        def work() -> dict[str, str]:
            session.drafts.keep(writing.key, print_writing(writing))
            return dict(session.drafts.all())

        self.errands.run("keep", work, self.drafts_counted, self.tell)

    def drafts_counted(self, kept: dict[str, str]) -> None:
        """Show how many texts wait."""
        self.desk.drafts = len(kept)
        self.lines_changed()

    def drafts_found(self, kept: dict[str, str]) -> None:
        """Offer at the start what was written and not sent."""
        self.drafts_counted(kept)
        if kept:
            self.doers[-1].do_drafts()

    def broken(self, error: LexframeError) -> None:
        """Say on the screen itself that the workspace could not be read."""
        self.desk.trouble = error
        self.desk_changed()

    def tell(self, what: Message | LexframeError) -> None:
        """Say something to the reader, without markup."""
        if isinstance(what, LexframeError):
            self.notify(self.desk.tongue.error(what), severity="error", timeout=12, markup=False)
        else:
            self.notify(self.desk.tongue.say(what), timeout=6, markup=False)


def run(doors: Doors, directory: Path, acting: str = "", language: str = "") -> int:
    """Run the terminal face over a workspace; return the exit code."""
    app = LexframeApp(doors, directory, acting, language)
    return app.run() or app.return_code or 0
