"""Searching, and going to what was found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from lexframe.tui.modals.finder import Finder

if TYPE_CHECKING:
    from lexframe.index.search import Hit
    from lexframe.tui.app import LexframeApp

MOST = 60
"""Hits asked for at once."""


class Finding:
    """The key that searches."""

    def __init__(self, app: LexframeApp) -> None:
        self.app = app

    def do_find(self) -> None:
        """Search everything that is recorded."""
        self.app.push_screen(Finder(self.app.desk.tongue, self._search), self._go)

    def _search(self, text: str, then: Callable[[Sequence[Hit]], None]) -> None:
        session = self.app.desk.session
        assert session is not None

        def work() -> Sequence[Hit]:
            from lexframe.services.searches import search

            return search(session, text, MOST)

        self.app.errands.run("find", work, then, self.app.tell, reads=True)

    def _go(self, hit: Hit | None) -> None:
        if hit is None:
            return
        desk = self.app.desk
        if hit.framework == desk.docket.id:
            self._show(hit)
        else:
            self.app.deeds.read(hit.framework, then=lambda: self._show(hit))

    def _show(self, hit: Hit) -> None:
        desk, docket = self.app.desk, self.app.desk.docket
        if hit.id in docket.amendments:
            desk.code = hit.id
            self.app.go("amendment")
        elif hit.id in docket.text.articles:
            desk.article = hit.id
            self.app.go("framework")
        self.app.desk_changed()
