"""Many positions in one TOML file, read as strictly as a record: an unknown key is refused, not ignored."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

from lexframe.cli.options import text_of
from lexframe.core.errors import LexframeError, Refused, Unreadable
from lexframe.core.message import Message
from lexframe.core.position import Reservation, stance
from lexframe.services.positions import Saying

KEYS = frozenset({"amendment", "stance", "reasons", "lifted_if", "reservations"})
RESERVATION_KEYS = frozenset({"kind", "text", "lifted_if", "unit"})


def sayings_in(source: str) -> tuple[Saying, ...]:
    """Read ``[[position]]`` tables from a file, or from standard input for ``-``.

    Raises :class:`Unreadable` or :class:`Refused` naming the position that is wrong.
    """
    try:
        values = tomllib.loads(text_of(source))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Unreadable(
            Message("This file is not valid TOML: {problem}.", problem=str(error)),
            Message("Correct the line named and try again."),
            source,
        ) from None
    rows = values.get("position")
    if not isinstance(rows, list) or not rows or values.keys() != {"position"}:
        raise _wrong(source, "position")
    return tuple(_saying(row, f"{source}, [[position]] {n}") for n, row in enumerate(rows, 1))


def _saying(row: object, place: str) -> Saying:
    fields = _fields(row, KEYS, place)
    rows = fields.pop("reservations", [])
    if not isinstance(rows, list):
        raise _wrong(place, "reservations")
    texts = _texts(fields, place)
    try:
        word = stance(texts.get("stance", "").lower().replace("-", "_"))
    except LexframeError as error:
        error.place = place
        raise
    reservations = tuple(_reservation(each, place) for each in rows)
    return Saying(
        texts.get("amendment", ""), word, texts.get("reasons", ""), texts.get("lifted_if", ""), reservations
    )


def _reservation(row: object, place: str) -> Reservation:
    texts = _texts(_fields(row, RESERVATION_KEYS, place), place)
    return Reservation(
        texts.get("kind", ""), texts.get("text", ""), texts.get("lifted_if", ""), texts.get("unit", "")
    )


def _fields(row: object, known: frozenset[str], place: str) -> dict[str, object]:
    if not isinstance(row, Mapping):
        raise _wrong(place, "position")
    for key in row:
        if key not in known:
            raise _wrong(place, str(key))
    return dict(row)


def _texts(fields: Mapping[str, object], place: str) -> dict[str, str]:
    for key, value in fields.items():
        if not isinstance(value, str):
            raise _wrong(place, key)
    return {key: str(value) for key, value in fields.items()}


def _wrong(place: str, key: str) -> Refused:
    return Refused(
        Message("“{key}” is not as it must be in a file of positions.", key=key),
        Message("Each [[position]] has amendment, stance, and if need be reasons, lifted_if, reservations."),
        place,
    )
