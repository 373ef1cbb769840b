"""Going to an article by its number, or by words of its title."""

from __future__ import annotations

from collections.abc import Sequence

from lexframe.core.message import Message
from lexframe.locale.forms import fold
from lexframe.tui.modals.search import Search
from lexframe.tui.rows import Row
from lexframe.tui.tongue import Tongue


class Goto(Search):
    """Gives back the id of the article; a number typed stands before a word found."""

    def __init__(self, tongue: Tongue, outline: Sequence[Row]) -> None:
        super().__init__(
            tongue, outline, Message("Go to an article: number or words"), Message("No article says that.")
        )

    def found(self, wanted: str) -> Sequence[Row]:
        """Return the article of that number first, then those whose number or title begin so."""
        rows = super().found(wanted)
        typed = fold(wanted).strip().removeprefix("art").lstrip("ticulo.").strip()
        return sorted(rows, key=lambda each: _distance(each, typed)) if typed else rows


def _distance(each: Row, typed: str) -> int:
    number = fold(each.runs[0].text).strip(" +")
    if number == typed:
        return 0
    return 1 if number.startswith(typed) else 2
