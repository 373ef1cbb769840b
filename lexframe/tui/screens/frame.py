"""What every screen shares: the lines around it, the acts it offers, and hearing of a changed desk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from lexframe.core.errors import LexframeError
from lexframe.core.message import Message
from lexframe.tui.acts import BY_NAME
from lexframe.tui.desk import Desk
from lexframe.tui.presenters.opening import opening_page
from lexframe.tui.rows import BLANK, Row, Run, row
from lexframe.tui.widgets.lines import KeyLine, NoticeLine, StatusLine, TopLine
from lexframe.tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from lexframe.tui.app import LexframeApp

T = TypeVar("T")
WIDE, HUGE, TALL = 110, 160, 34
"""From these sizes on a screen shows its side panel, wider panels, and the large map."""


class FrameScreen(Screen[None]):
    """A place of the terminal face; ``name_here`` is its name in the table of acts."""

    name_here = ""
    _is_built = False
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", show=False),
        Binding("shift+tab", "app.focus_previous", show=False),
    ]

    @property
    def lexframe(self) -> LexframeApp:
        """The app, as what it is."""
        return cast("LexframeApp", self.app)

    @property
    def desk(self) -> Desk:
        """What the face has in hand."""
        return self.lexframe.desk

    def compose(self) -> ComposeResult:
        """Arrange the lines around the screen's own part."""
        yield TopLine(self.desk, self.name_here)
        yield NoticeLine(self.desk, id="notice")
        yield from self.compose_body()
        yield KeyLine(self.desk, self.name_here)
        yield StatusLine(self.desk, id="status")

    def compose_body(self) -> Iterable[Widget]:
        """Arrange the screen's own part."""
        return ()

    def on_mount(self) -> None:
        """Show what there is already."""
        self._is_built = True
        self.desk_changed()

    def on_screen_resume(self) -> None:
        """Show what has changed while another screen was in front."""
        self.desk_changed()

    def on_resize(self, event: events.Resize) -> None:
        """Choose the layout that fits."""
        self.set_class(event.size.width >= WIDE, "wide")
        self.set_class(event.size.width >= HUGE, "huge")
        self.set_class(event.size.height >= TALL, "tall")
        self.set_class(event.size.width < 90, "narrow")

    def desk_changed(self) -> None:
        """Draw everything again that comes from the desk; a screen that is not built yet does so then."""
        if not self._is_built:
            return
        board = self.desk.board
        self.query_one(NoticeLine).display = bool(board and board.docket.workspace.notice)
        self.refresh_lines()
        self.present()

    def refresh_keys(self) -> None:
        """Draw the line of keys again: what can be done depends on where the cursor is."""
        self.query_one(KeyLine).refresh()

    def refresh_lines(self) -> None:
        """Draw the lines around the screen again."""
        if not self._is_built:
            return
        for line in (TopLine, NoticeLine, KeyLine, StatusLine):
            self.query_one(line).refresh()

    def present(self) -> None:
        """Fill the screen's own part from the desk."""

    def waiting(self) -> tuple[Row, ...]:
        """What to show while there is no board: that it is being read, or why it cannot be."""
        say, trouble = self.desk.tongue.say, self.desk.trouble
        if trouble is None and self.desk.opening is not None:
            return opening_page(self.desk.opening, self.desk.acting, self.desk.tongue)
        if trouble is None:
            return (row(Run(say(Message("Reading the workspace…")), "dim")),)
        return (
            row(Run(say(Message("This workspace cannot be opened.")), "bad")),
            BLANK,
            row(Run(say(trouble.place), "code")),
            row(say(trouble.what)),
            row(Run(say(trouble.remedy), "strong")),
        )

    def title_panels(self, **titles: Message) -> None:
        """Write the titles into the panels' borders."""
        for name, words in titles.items():
            self.query_one(f"#{name}").border_title = Content(self.desk.tongue.say(words))

    def sheet(self, name: str) -> Sheet:
        """Return one of the screen's sheets."""
        return self.query_one(f"#{name}", Sheet)

    def fetch(
        self, key: str, work: Callable[[], T], then: Callable[[T], None], *, reads: bool = False
    ) -> None:
        """Have something worked out beside the screen; a screen that is gone hears nothing of it."""

        def hear(found: T) -> None:
            if self.is_attached and self.children:
                then(found)

        self.lexframe.errands.run(f"{self.name_here}.{key}", work, hear, self.failed, reads=reads)

    def failed(self, error: LexframeError) -> None:
        """Say what went wrong."""
        self.lexframe.tell(error)

    def action_do(self, name: str) -> None:
        """Do an act of the table, or say why it cannot be done now."""
        act = BY_NAME[name]
        why_not = act.why_not(self.desk)
        if why_not is not None:
            self.lexframe.tell(why_not)
            return
        for owner in (self, *self.lexframe.doers):
            deed = getattr(owner, f"do_{name}", None)
            if deed is not None:
                deed()
                return

    def on_key_line_asked(self, asked: KeyLine.Asked) -> None:
        """Do what was clicked."""
        self.action_do(asked.act)

    def do_zoom(self) -> None:
        """Give the whole screen to the panel that has the focus, or give it back."""
        panels: Sequence[Widget] = list(self.query(".panel"))
        zoomed = [panel for panel in panels if panel.has_class("zoomed")]
        for panel in panels:
            panel.remove_class("zoomed", "hidden")
        focused = self.focused
        if zoomed or focused is None or focused not in panels:
            return
        for panel in panels:
            panel.set_class(panel is focused, "zoomed")
            panel.set_class(panel is not focused, "hidden")
