"""From records to what search knows of them: whose words they are, and which unit they speak of.

Of a proposed text only the blocks that are not in its base are words of the proposal: who looks
for a word finds the article it stands in, and not every amendment to that article besides.

Front matter is read only where it holds something that is searched: most positions are a stance
and prose, and prose needs no YAML. That is most of the time of a cold build.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from lexframe.core.address import Address
from lexframe.core.errors import LexframeError
from lexframe.index.entry import AMENDMENT, ARTICLE, COMMENT, POSITION, PROPOSAL, RESERVATION, Entry
from lexframe.services.frames import article_label
from lexframe.store.paths import Place
from lexframe.store.records import read_amendment, read_article, read_comment, read_position

BREAK = "\n\n"

_FENCE = b"---\n"
_IN_FRONT = {"position": re.compile(rb"lifted_if|reservations"), "comment": re.compile(rb"unit")}
"""Keys of the front matter that search wants, by kind; a kind that is not here is read in full."""


def entries_of(place: Place, data: bytes, base: bytes = b"") -> tuple[Entry, ...]:
    """Return the entries of one record; none where its words cannot be read or there are none.

    Prose is found even under front matter that is broken: it counts for nothing, and can be read.
    ``base`` is the article file that a proposed text was written on, empty for an addition.
    """
    try:
        if place.kind == "proposal":
            return tuple(_proposal(place, prose(data), prose(base)))
        wanted = _IN_FRONT.get(place.kind)
        if wanted and not wanted.search(data, 0, _end_of_front(data)):
            text = prose(data)
            return (_remark(place, text),) if text.strip() else ()
        return tuple(_READERS[place.kind](place, data)) if place.kind in _READERS else ()
    except (LexframeError, ValueError):
        return ()  # the docket lists what cannot be read, with its place and next step


def prose(data: bytes) -> str:
    """Return what stands below the front matter. Raises ``ValueError`` when it is not UTF-8."""
    return data[_end_of_front(data) :].decode().removeprefix("\n")


def _end_of_front(data: bytes) -> int:
    end = data.find(b"\n" + _FENCE, len(_FENCE) - 1) if data.startswith(_FENCE) else -1
    return end + 1 + len(_FENCE) if end >= 0 else 0


def is_searched(place: Place) -> bool:
    """Tell whether a kind of record has words that are searched."""
    return place.kind == "proposal" or place.kind in _READERS


def _remark(place: Place, text: str, address: str = "") -> Entry:
    kind, subject = (POSITION, place.code) if place.kind == "position" else (COMMENT, place.target)
    return Entry(kind, place.framework, subject, text, body=place.body, address=address)


def _article(place: Place, data: bytes) -> Iterator[Entry]:
    article = read_article(data, place)
    yield Entry(
        ARTICLE, place.framework, article.id, article.body, article_label(article), article=article.id
    )


def _amendment(place: Place, data: bytes) -> Iterator[Entry]:
    amendment = read_amendment(data, place)
    title = f"{amendment.code} {amendment.title}"
    yield Entry(AMENDMENT, place.framework, amendment.code, amendment.reasons, title, amendment.by)


def _proposal(place: Place, body: str, base: str) -> Iterator[Entry]:
    kept = set(_blocks(base))
    changed = [block for block in _blocks(body) if block not in kept]
    if changed:
        text = BREAK.join(changed)
        yield Entry(
            PROPOSAL, place.framework, place.code, text, body=place.body, article=place.article, whole=body
        )


def _position(place: Place, data: bytes) -> Iterator[Entry]:
    position = read_position(data, place)
    told = [text.strip() for text in (position.reasons, position.lifted_if) if text.strip()]
    if told:
        yield _remark(place, BREAK.join(told))
    for each in position.reservations:
        text = BREAK.join((each.text, each.lifted_if))
        yield Entry(
            RESERVATION, place.framework, place.code, text, body=place.body, address=_address(each.unit)
        )


def _comment(place: Place, data: bytes) -> Iterator[Entry]:
    comment = read_comment(data, place)
    yield _remark(place, comment.text, _address(comment.unit))


_READERS: Mapping[str, Callable[[Place, bytes], Iterator[Entry]]] = {
    "article": _article,
    "amendment": _amendment,
    "position": _position,
    "comment": _comment,
}


def _blocks(body: str) -> list[str]:
    return [block.strip() for block in body.split(BREAK) if block.strip()]


def _address(unit: str) -> str:
    """Return a stored address as it is, and nothing for what is none: faces parse it."""
    try:
        return str(Address.parse(unit)) if unit else ""
    except LexframeError:
        return ""
