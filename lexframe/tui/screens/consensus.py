"""Consenso: institutes by amendments, nearest to adoption first, and what would change if."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from lexframe.core.message import Message
from lexframe.core.position import Stance
from lexframe.core.tally import Adopted
from lexframe.tui.acts import bindings_for
from lexframe.tui.modals.search import Search
from lexframe.tui.presenters.cell import cell_page
from lexframe.tui.presenters.heat import FILTERS, SORTS, Heat, domains, heat, heat_row, next_stance
from lexframe.tui.rows import entry
from lexframe.tui.screens.frame import FrameScreen
from lexframe.tui.widgets.heatmap import Heatmap
from lexframe.tui.widgets.sheet import Sheet

LETTERS = {
    "f": Stance.SUPPORT,
    "r": Stance.SUPPORT_WITH_RESERVATION,
    "o": Stance.OBJECT,
    "a": Stance.ABSTAIN,
    "e": Stance.RECUSE,
}


class ConsensusScreen(FrameScreen):
    """Everybody on everything."""

    name_here = "consensus"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_for("consensus"),
        *(Binding(letter, f"suppose('{letter}')", show=False) for letter in LETTERS),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._sort, self._show, self._domain = 0, 0, ""

    def compose_body(self) -> Iterable[Widget]:
        """Arrange the map and what is said of one cell."""
        with Container(id="consensus"):
            yield Static("", id="heat-title", markup=False)
            yield Heatmap(self.desk.tongue, id="heatmap")
            yield Sheet(id="cell", classes="panel text")

    def on_mount(self) -> None:
        """The map has the keys."""
        super().on_mount()
        self.map.focus()

    @property
    def map(self) -> Heatmap:
        """The heat map."""
        return self.query_one(Heatmap)

    def present(self) -> None:
        """Fill the map from the desk."""
        board, desk = self.desk.board, self.desk
        self.map.tongue = desk.tongue
        self.title_panels(cell=Message("This cell"))
        self.query_one("#heat-title", Static).update(Content(self._title()))
        if board is None:
            self.sheet("cell").show(self.waiting())
            return
        pretend = {code: dict(said) for code, said in desk.pretend.items()}
        sort, show, domain = SORTS[self._sort][0], FILTERS[self._show][0], self._domain
        self.fetch("heat", lambda: heat(board, pretend, sort=sort, show=show, domain=domain), self._shown)

    def _title(self) -> str:
        say = self.desk.tongue.say
        parts = [say(FILTERS[self._show][1]), say(SORTS[self._sort][1])]
        if self._domain:
            parts.insert(1, say(self._domain))
        if self.desk.marked:
            parts.append(say(Message("{n} marked", "{n} marked", n=len(self.desk.marked))))
        if self.desk.pretend:
            parts.append(say(Message("* SUPPOSED, not recorded")))
        return " " + " · ".join(parts)

    def _shown(self, found: Heat) -> None:
        is_first = not self.map.heat.columns
        self.map.marked = self.desk.marked
        self.map.show(found)
        if is_first:
            if self.desk.acting in found.columns:
                self.map.column = found.columns.index(self.desk.acting)
            self.map.choose(self.desk.code)
        self._present_cell()

    def _present_cell(self) -> None:
        board = self.desk.board
        if board is not None:
            self.sheet("cell").show(cell_page(board, self.map.here, self.map.institute, self.desk.tongue))
        self.refresh_keys()

    def on_heatmap_moved(self, moved: Heatmap.Moved) -> None:
        """Say what stands in the cell."""
        self.desk.code = moved.code
        self._present_cell()

    def on_heatmap_picked(self, _: Heatmap.Picked) -> None:
        """Open the amendment that was clicked."""
        self.do_open_amendment()

    def do_open_amendment(self) -> None:
        """Open the amendment under the cursor."""
        if self.map.here is not None:
            self.desk.code = self.map.here.code
            self.lexframe.go("amendment")

    def do_suppose(self) -> None:
        """Go to the next stance in this cell."""
        here = self.map.here
        if here is not None:
            now = self.desk.pretend.get(here.code, {}).get(self.map.institute)
            self._suppose(next_stance(now))

    def action_suppose(self, letter: str) -> None:
        """Suppose one stance, by its letter."""
        self._suppose(LETTERS[letter])

    def _suppose(self, stance: Stance | None) -> None:
        here, board = self.map.here, self.desk.board
        if here is None or board is None or not board.is_counted:
            return
        if here.code not in board.docket.open_codes:
            self.lexframe.tell(Message("This one is settled: nothing is supposed of it."))
            return
        said = dict(self.desk.pretend.get(here.code, {}))
        if stance is None:
            said.pop(self.map.institute, None)
        else:
            said[self.map.institute] = stance
        self.desk.pretend.pop(here.code, None)
        if said:
            self.desk.pretend[here.code] = said
        self._again(here.code)

    def _again(self, code: str) -> None:
        """Count one row again where it stands: the map keeps its order while one supposes."""
        board, found = self.desk.board, self.map.heat
        assert board is not None
        rows = tuple(
            heat_row(board, code, found.columns, self.desk.pretend.get(code, {}))
            if each.code == code
            else each
            for each in found.rows
        )
        self.map.show(Heat(found.columns, found.states, rows))
        self.query_one("#heat-title", Static).update(Content(self._title()))
        self._present_cell()

    def do_suppose_nothing(self) -> None:
        """Forget what is supposed of this amendment; if nothing is, of all."""
        here = self.map.here
        if here is not None and here.code in self.desk.pretend:
            del self.desk.pretend[here.code]
            self._again(here.code)
        else:
            self.desk.pretend.clear()
            self.present()

    def do_mark(self) -> None:
        """Pick the amendment out, or not any more; go on to the next."""
        here, now = self.map.here, self.desk.marked
        if here is None:
            return
        if here.code not in self.desk.docket.open_codes:
            self.lexframe.tell(Message("This one is settled: nothing more is done with it."))
            return
        is_in = here.code in now
        self._mark(tuple(each for each in now if each != here.code) if is_in else (*now, here.code))
        self.map.action_move(1, 0)

    def do_mark_ready(self) -> None:
        """Mark what can be adopted, or nothing."""
        ready = tuple(
            each.code
            for each in self.map.heat.rows
            if each.counted is not None and isinstance(each.counted.verdict.outcome, Adopted)
        )
        codes = tuple(code for code in ready if code in self.desk.docket.open_codes)
        if not codes and not self.desk.marked:
            self.lexframe.tell(Message("None of these can be adopted now."))
        self._mark(() if self.desk.marked else codes)

    def _mark(self, codes: tuple[str, ...]) -> None:
        self.desk.marked = self.map.marked = codes
        self.query_one("#heat-title", Static).update(Content(self._title()))
        self.map.refresh()
        self.refresh_keys()

    def do_sort(self) -> None:
        """The next order."""
        self._sort = (self._sort + 1) % len(SORTS)
        self.present()

    def do_filter(self) -> None:
        """The next filter."""
        self._show = (self._show + 1) % len(FILTERS)
        self.present()

    def do_domain(self) -> None:
        """Choose a domain."""
        board, say = self.desk.board, self.desk.tongue.say
        assert board is not None
        rows = [
            entry(say(Message("All domains")), ref="#all"),
            *(entry(say(each), ref=each) for each in domains(board)),
        ]
        search = Search(self.desk.tongue, rows, Message("Which domain?"), Message("Nothing is called that."))
        self.app.push_screen(search, self._domain_chosen)

    def _domain_chosen(self, domain: str | None) -> None:
        if domain is not None:
            self._domain = "" if domain == "#all" else domain
            self.present()
