"""Register entries as files: a table from the kind of act to its fields, both ways."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING
from dataclasses import fields as dataclass_fields
from typing import cast, get_type_hints

from lexframe.core.errors import Unreadable
from lexframe.core.message import Message
from lexframe.core.register import ACTS, Act, Carried, Entry
from lexframe.store.front_matter import Fields, read_record, write_record
from lexframe.store.paths import Place
from lexframe.store.records import FORMAT

_SECTION = "=== "


def read_entry(data: bytes, place: Place) -> Entry:
    """Read one entry; the file name must agree with its number and kind."""
    record = read_record(data, place.path)
    fields = record.fields
    fields.whole("format")
    number, _, kind = place.entry.partition("-")
    act_type = ACTS.get(kind)
    if act_type is None:
        raise _foreign(place, kind)
    date = fields.text("date")
    values = {name: take(fields, name) for name, take in _shape(act_type).items()}
    body = record.body
    if act_type is Carried:
        values["texts"], body = _sections(record.body), ""
    fields.done()
    made = cast(Callable[..., Act], act_type)(**values)
    return Entry(int(number), date, made, body)


def write_entry(entry: Entry) -> bytes:
    """Print one entry."""
    values: dict[str, object] = {"format": FORMAT, "date": entry.date}
    for name in _shape(type(entry.act)):
        values[name] = getattr(entry.act, name)
    body = _printed(entry.act.texts) if isinstance(entry.act, Carried) else entry.reason
    return write_record(values, body)


_TAKE: Mapping[object, Callable[[Fields, str, bool], object]] = {
    str: lambda fields, name, optional: fields.text(name, "" if optional else None),
    int: lambda fields, name, optional: fields.whole(name, 0 if optional else None),
    bool: lambda fields, name, optional: fields.flag(name),
    tuple[str, ...]: lambda fields, name, optional: fields.texts(name),
    Mapping[str, str]: lambda fields, name, optional: fields.table(name),
    Mapping[str, tuple[str, ...]]: lambda fields, name, optional: fields.lists(name),
}


def _shape(act_type: type[Act]) -> dict[str, Callable[[Fields, str], object]]:
    """Return how to take each field of an act, in the order they are printed."""
    hints = get_type_hints(act_type)
    shape: dict[str, Callable[[Fields, str], object]] = {}
    for each in dataclass_fields(act_type):
        if (act_type, each.name) == (Carried, "texts"):
            continue
        optional = each.default is not MISSING
        shape[each.name] = _taker(_TAKE[hints[each.name]], optional)
    return shape


def _taker(take: Callable[[Fields, str, bool], object], optional: bool) -> Callable[[Fields, str], object]:
    return lambda fields, name: take(fields, name, optional)


def _printed(texts: Mapping[str, str]) -> str:
    return "\n".join(f"{_SECTION}{article}\n\n{body}" for article, body in texts.items())


def _sections(body: str) -> dict[str, str]:
    """Cut a carried entry's prose at its section lines; law text never starts a line that way."""
    texts: dict[str, str] = {}
    for part in f"\n{body}".split(f"\n{_SECTION}")[1:]:
        article, _, text = part.partition("\n")
        texts[article.strip()] = text.strip("\n") + "\n"
    return texts


def _foreign(place: Place, kind: str) -> Unreadable:
    return Unreadable(
        Message("“{kind}” is not an act this version of lexframe knows.", kind=kind),
        Message("It is kept and not counted. A newer lexframe may have written it: update."),
        place.path,
    )
