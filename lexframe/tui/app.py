"""The terminal face: opens at once, reads beside the screen, and leaves everything else to its parts."""

from __future__ import annotations

import os
from pathlib import Path

from textual.app import App
from textual.events import Event

from lexframe.core.errors import LexframeError
from lexframe.core.message import Message
from lexframe.locale.catalogue import default_language
from lexframe.services.session import Doors
from lexframe.tui.deeds import Deeds
from lexframe.tui.desk import Desk
from lexframe.tui.errands import Errands, Fetched
from lexframe.tui.screens.framework import FrameworkScreen
from lexframe.tui.screens.frame import FrameScreen
from lexframe.tui.themes import CONTRAST, DARK, THEMES
from lexframe.tui.tongue import Tongue


class LexframeApp(App[int]):
    """Screens by name, one desk, and errands that run beside."""

    CSS_PATH = "styles.tcss"
    ENABLE_COMMAND_PALETTE = False
    MODES = {
        "framework": FrameworkScreen,
    }
    DEFAULT_MODE = "framework"
    TITLE = "lexframe"

    def __init__(self, doors: Doors, directory: Path, acting: str = "", language: str = "") -> None:
        super().__init__()
        self.doors, self.directory, self.wanted_body = doors, directory, acting
        self.language_is_given = bool(language)
        plain = bool(os.environ.get("NO_COLOR"))
        self.desk = Desk(Tongue(language or default_language(os.environ)), marks=plain)
        self.errands = Errands(self)
        self.deeds = Deeds(self)
        self.came_from = "framework"
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = CONTRAST.name if plain else DARK.name

    def on_mount(self) -> None:
        """Let the first frame out, then read."""
        self.call_after_refresh(self.deeds.open)

    def on_fetched(self, news: Fetched[object]) -> None:
        """Hear what an errand has found."""
        self.errands.hear(news)

    def desk_changed(self) -> None:
        """Let the screen in front draw itself again."""
        for screen in self.screen_stack:
            if isinstance(screen, FrameScreen):
                screen.desk_changed()

    def go(self, name: str) -> None:
        """Bring another screen to the front."""
        if self.current_mode == name:
            return
        self.came_from = self.current_mode
        self.switch_mode(name)

    def tell(self, what: Message | LexframeError) -> None:
        """Say something to the reader, without markup."""
        if isinstance(what, LexframeError):
            self.notify(self.desk.tongue.error(what), severity="error", timeout=12, markup=False)
        else:
            self.notify(self.desk.tongue.say(what), timeout=6, markup=False)

    def do_framework(self) -> None:
        """Go to the text."""
        self.go("framework")

    def do_contrast(self) -> None:
        """Change the colours; high contrast marks changes with signs too."""
        names = [theme.name for theme in THEMES]
        self.theme = names[(names.index(self.theme) + 1) % len(names)]
        self.desk.marks = self.theme == CONTRAST.name
        self.desk_changed()

    def do_quit(self) -> None:
        """Close; what was written is kept."""
        self.exit(0)


def run(doors: Doors, directory: Path, acting: str = "", language: str = "") -> int:
    """Run the terminal face over a workspace; return the exit code."""
    app = LexframeApp(doors, directory, acting, language)
    return app.run() or app.return_code or 0


__all__ = ["Event", "LexframeApp", "run"]
