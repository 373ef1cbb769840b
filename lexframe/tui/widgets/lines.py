"""The lines around a screen: where and who one is, the notice, the keys, what has just happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.message import Message as Posted
from textual.widget import Widget

from lexframe.core.message import Message
from lexframe.tui.acts import SCREENS, Act, acts_on, key_name
from lexframe.tui.desk import Desk
from lexframe.tui.rows import width_of


class _Line(Widget):
    """One line of the screen, drawn from the desk."""

    def __init__(self, desk: Desk, *, id: str) -> None:
        super().__init__(id=id)
        self.desk = desk


class TopLine(_Line):
    """The screens with their keys, the one we are on, and who we act for."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"top--here", "top--key", "top--quiet", "top--body"}

    def __init__(self, desk: Desk, here: str, *, id: str = "top") -> None:
        super().__init__(desk, id=id)
        self.here = here

    def render(self) -> Text:
        """Draw it, the body always whole at the right edge."""
        line = Text(no_wrap=True, overflow="ellipsis")
        for name, label in self._labels():
            style = self.get_component_rich_style("top--here", partial=True) if name == self.here else None
            line.append(label, style)
        body, unsigned = self._who()
        room = self.size.width - line.cell_len - width_of(body) - width_of(unsigned) - 1
        if room > 0:
            line.append(" " * room)
        line.append(body, self.get_component_rich_style("top--body", partial=True))
        line.append(unsigned, self.get_component_rich_style("top--quiet", partial=True))
        return line

    def on_click(self, event: events.Click) -> None:
        """Go to the screen that was clicked."""
        place = 0
        for name, label in self._labels():
            place += width_of(label)
            if event.x < place:
                self.post_message(KeyLine.Asked(name))
                return

    def _labels(self) -> list[tuple[str, str]]:
        """Name each screen beside its key; where the body would not fit, only the one we are on."""
        say = self.desk.tongue.say
        whole = [(name, f" {n} {say(words)} ") for n, (name, words) in enumerate(SCREENS.items(), 1)]
        if sum(width_of(label) for _, label in whole) + sum(map(width_of, self._who())) < self.size.width:
            return whole
        return [(name, label if name == self.here else f"{label[:2]} ") for name, label in whole]

    def _who(self) -> tuple[str, str]:
        say = self.desk.tongue.say
        body = say(self.desk.acting) if self.desk.acting else say(Message("nobody"))
        return body, f" · {say(Message('unsigned'))}"


class NoticeLine(_Line):
    """What the workspace says of itself on every screen, such as that it is an example."""

    def render(self) -> Text:
        """Draw it, cut at the edge."""
        board = self.desk.board
        words = self.desk.tongue.say(board.docket.workspace.notice) if board else ""
        return Text(f" ▲ {words}", no_wrap=True, overflow="ellipsis")


class KeyLine(_Line):
    """The keys of this screen; what cannot be done now is dimmed, and still says why when asked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"keys--key", "keys--label", "keys--off"}

    class Asked(Posted):
        """An act was clicked."""

        def __init__(self, act: str) -> None:
            super().__init__()
            self.act = act

    def __init__(self, desk: Desk, here: str, *, id: str = "keys") -> None:
        super().__init__(desk, id=id)
        self.here = here
        self._places: list[tuple[int, str]] = []

    def render(self) -> Text:
        """Draw as many acts as fit, the last two always."""
        acts = [act for act in acts_on(self.here) if act.in_line]
        line = Text(no_wrap=True, overflow="ellipsis")
        self._places = []
        for act in self._fitting(acts):
            off = act.why_not(self.desk) is not None
            line.append(f" {key_name(act.key)} ", self._style("off" if off else "key"))
            line.append(f"{self.desk.tongue.say(act.label)} ", self._style("off" if off else "label"))
            self._places.append((line.cell_len, act.name))
        return line

    def on_click(self, event: events.Click) -> None:
        """Do the act that was clicked."""
        found = next((name for end, name in self._places if event.x < end), None)
        if found:
            self.post_message(self.Asked(found))

    def _fitting(self, acts: Sequence[Act]) -> Iterator[Act]:
        """Leave out first what cannot be done now, then what comes last in the table."""
        always = acts[-2:]
        room = self.size.width - sum(self._width(act) for act in always)
        ready = [act for act in acts[:-2] if act.why_not(self.desk) is None]
        chosen: set[str] = set()
        for act in (*ready, *(act for act in acts[:-2] if act not in ready)):
            if self._width(act) <= room:
                room -= self._width(act)
                chosen.add(act.name)
        yield from (act for act in acts[:-2] if act.name in chosen)
        yield from always

    def _width(self, act: Act) -> int:
        return width_of(key_name(act.key)) + width_of(self.desk.tongue.say(act.label)) + 3

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"keys--{part}", partial=True)


class StatusLine(_Line):
    """What is going on, what has just been kept, and in which workspace."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"status--busy", "status--kept", "status--quiet", "status--warn"}

    def render(self) -> Text:
        """Draw it: news at the left, the workspace at the right."""
        desk, say = self.desk, self.desk.tongue.say
        line = Text(no_wrap=True, overflow="ellipsis")
        right = " · ".join(self._troubles())
        if desk.busy is not None:
            line.append(f" … {say(desk.busy)}", self._style("busy"))
        elif desk.said is not None:
            line.append(f" ✓ {say(desk.said)}", self._style("kept"))
        elif desk.board is not None:
            line.append(f" {say(desk.board.docket.text.frame.title)}", self._style("quiet"))
            # What waits is worth more than the name of the text.
            line.truncate(max(self.size.width - width_of(right) - 2, 1), overflow="ellipsis")
        room = self.size.width - line.cell_len - width_of(right) - 1
        if right and room > 0:
            line.append(" " * room)
            line.append(right, self._style("warn"))
        return line

    def _troubles(self) -> Iterator[str]:
        desk, say = self.desk, self.desk.tongue.say
        if desk.drafts:
            yield say(Message("{n} unsent draft (^D)", "{n} unsent drafts (^D)", n=desk.drafts))
        if desk.board is not None and desk.board.docket.unreadable:
            n = len(desk.board.docket.unreadable)
            yield say(Message("{n} unreadable record (^N)", "{n} unreadable records (^N)", n=n))

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"status--{part}", partial=True)
