"""Everybody who does the acts of the table; imported beside the first frame, which needs none of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lexframe.tui.deeds import Deeds
from lexframe.tui.doing.asking import Asking
from lexframe.tui.doing.bringing import Bringing
from lexframe.tui.doing.finding import Finding
from lexframe.tui.doing.owning import Owning
from lexframe.tui.doing.publishing import Publishing
from lexframe.tui.doing.ruling import Ruling
from lexframe.tui.doing.steering import Steering
from lexframe.tui.doing.taking import Taking

if TYPE_CHECKING:
    from lexframe.tui.app import LexframeApp


class Doers:
    """One of each, over one app; ``deeds`` is what they all hand over to."""

    def __init__(self, app: LexframeApp) -> None:
        self.deeds = Deeds(app)
        self.owning = Owning(app)
        self.asking = Asking(app)
        self._others = (
            Taking(app),
            Ruling(app),
            Steering(app),
            Bringing(app),
            Publishing(app),
            Finding(app),
        )

    def __iter__(self) -> Iterator[object]:
        """Go through those who may know how to do an act."""
        yield from (*self._others, self.owning, self.asking)
