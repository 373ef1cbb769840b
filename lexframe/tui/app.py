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
from lexframe.tui.doing.bringing import Bringing
from lexframe.tui.doing.finding import Finding
from lexframe.tui.doing.owning import Owning
from lexframe.tui.doing.publishing import Publishing
from lexframe.tui.doing.ruling import Ruling
from lexframe.tui.doing.steering import Steering
from lexframe.tui.doing.taking import Taking
from lexframe.tui.errands import Errands, Fetched
from lexframe.tui.screens.amendment import AmendmentScreen
from lexframe.tui.screens.consensus import ConsensusScreen
from lexframe.tui.screens.editor import EditorScreen
from lexframe.tui.screens.frame import FrameScreen
from lexframe.tui.screens.framework import FrameworkScreen
from lexframe.tui.themes import CONTRAST, DARK, THEMES
from lexframe.tui.tongue import Tongue


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
        self.asking = Asking(self)
        work = (Taking(self), Ruling(self), Steering(self), Bringing(self), Publishing(self), Finding(self))
        self.doers = (*work, self.owning, self.asking)
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
        self.owning.keep_now()

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

    def _fatal_error(self) -> None:
        # Textual would print every local variable, foreign text and all; the caller reports the defect.
        self._close_messages_no_wait()


def run(doors: Doors, directory: Path, acting: str = "", language: str = "") -> int:
    """Run the terminal face over a workspace; return the exit code. A defect in it is raised again."""
    app = LexframeApp(doors, directory, acting, language)
    code = app.run()
    if app._exception is not None:
        raise app._exception
    return code or 0
