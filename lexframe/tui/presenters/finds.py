"""What a search has found, as rows to choose from: the kind, the place, and the words around."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from lexframe.core.address import Address
from lexframe.core.errors import LexframeError
from lexframe.core.message import Message
from lexframe.text.citation import cite
from lexframe.tui.rows import Row, Run
from lexframe.tui.tongue import Tongue

if TYPE_CHECKING:
    from lexframe.index.search import Hit

KINDS = {
    "article": Message("article"),
    "amendment": Message("amendment"),
    "proposal": Message("proposed text"),
    "position": Message("position"),
    "reservation": Message("reservation"),
    "comment": Message("comment"),
}


def finds(hits: Sequence[Hit], tongue: Tongue) -> tuple[Row, ...]:
    """Return one row a hit; its ``ref`` is its place in the list."""
    return tuple(_row(number, hit, tongue) for number, hit in enumerate(hits))


def _row(number: int, hit: Hit, tongue: Tongue) -> Row:
    kind = tongue.say(KINDS.get(hit.kind, hit.kind))
    head = Run(f"{kind} ", "dim")
    place = Run(f"{tongue.say(_where(hit, tongue))}  ", "strong")
    return Row((head, place, *_marked(hit, tongue)), 0, 2, str(number))


def _where(hit: Hit, tongue: Tongue) -> str:
    who = f" ({hit.body})" if hit.body and not hit.id.startswith(hit.body) else ""
    if not hit.address:
        return f"{hit.title if hit.kind == 'article' and hit.title else hit.id}{who}"
    try:
        unit = cite(Address.parse(hit.address), lang="en" if tongue.language == "en" else "es")
    except LexframeError:
        unit = hit.address
    return unit if hit.kind == "article" else f"{hit.id}{who}, {unit}"


def _marked(hit: Hit, tongue: Tongue) -> Iterator[Run]:
    """Cut the snippet at its marks; each piece is made harmless by itself, so no mark goes astray."""
    place = 0
    for start, end in hit.marks:
        yield Run(_flat(hit.snippet[place:start], tongue))
        yield Run(_flat(hit.snippet[start:end], tongue), "key")
        place = end
    yield Run(_flat(hit.snippet[place:], tongue))


def _flat(text: str, tongue: Tongue) -> str:
    return tongue.say(text.replace("\n", " "))
