"""The terminal face: opens at once, reads beside the screen, and leaves everything else to its parts."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.screen import Screen

from lexframe.core.errors import LexframeError
from lexframe.core.message import Message
from lexframe.locale.catalogue import default_language
from lexframe.services.session import Doors
from lexframe.tui.desk import Desk
from lexframe.tui.errands import Errands, Fetched
from lexframe.tui.hangup import on_hangup
from lexframe.tui.screens.frame import FrameScreen
from lexframe.tui.screens.framework import FrameworkScreen
from lexframe.tui.themes import CONTRAST, DARK, THEMES
from lexframe.tui.tongue import Tongue
from lexframe.tui.waking import import_the_rest, later

if TYPE_CHECKING:
    from lexframe.tui.deeds import Deeds
    from lexframe.tui.doers import Doers
    from lexframe.tui.doing.asking import Asking
    from lexframe.tui.doing.owning import Owning


class LexframeApp(App[int]):
    """Screens by name, one desk, and errands that run beside."""

    CSS_PATH = "styles.tcss"
    ENABLE_COMMAND_PALETTE = False
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {
        "framework": FrameworkScreen,
        "amendment": later("amendment", "AmendmentScreen"),
        "editor": later("editor", "EditorScreen"),
        "consensus": later("consensus", "ConsensusScreen"),
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
        self.came_from = "framework"
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = CONTRAST.name if is_plain else DARK.name

    def on_mount(self) -> None:
        """Let the first frame out; then fetch the rest of the house, then the workspace."""
        on_hangup(self._keep, self.exit)
        self.call_after_refresh(self._wake)

    def _wake(self) -> None:
        self.errands.run("wake", import_the_rest, lambda _: self.deeds.open(), self.broken)

    @cached_property
    def doers(self) -> Doers:
        """Everybody who does the acts."""
        from lexframe.tui.doers import Doers

        return Doers(self)

    @property
    def deeds(self) -> Deeds:
        """What reads and performs."""
        return self.doers.deeds

    @property
    def owning(self) -> Owning:
        """What a proposer does."""
        return self.doers.owning

    @property
    def asking(self) -> Asking:
        """What goes places and shows things."""
        return self.doers.asking

    def on_fetched(self, news: Fetched[object]) -> None:
        """Hear what an errand has found."""
        self.errands.hear(news)

    def on_unmount(self) -> None:
        """Keep what is being written, whatever closed the app."""
        self._keep()

    def _keep(self) -> None:
        if self.desk.session is not None:
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
