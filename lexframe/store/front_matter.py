"""Front matter read strictly and written the same way every time.

YAML 1.2 core values only: no anchors, tags or repeated keys, 8 KiB at most, so that ``No``
stays a word and ``12:30`` a time. Reading names the file and line of every mistake at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import yaml

from lexframe.core.errors import Refused, Unreadable
from lexframe.core.message import Message

LIMIT = 8 * 1024
DEEPEST = 8
FENCE = "---\n"
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\Z")
_CONSTANTS: Mapping[str, object] = {"true": True, "false": False, "null": None, "~": None, "": None}

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Dumper: type = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


@dataclass(frozen=True, slots=True)
class Record:
    """One file taken apart: front matter as values with their lines, and the prose below."""

    fields: Fields
    body: str


@dataclass(slots=True)
class Fields:
    """A mapping that is read key by key; what is wrong or left over is told by :meth:`done`."""

    values: dict[str, object]
    lines: Mapping[str, int]
    place: str
    mistakes: list[Message] = field(default_factory=list)

    def text(self, key: str, default: str | None = None) -> str:
        """Take a text; required unless a default is given."""
        value = self.values.pop(key, default)
        if isinstance(value, str):
            return value
        self._note(key, Message("a text is expected") if value is not None else Message("is missing"))
        return ""

    def whole(self, key: str, default: int | None = None) -> int:
        """Take a whole number."""
        value = self.values.pop(key, default)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        self._note(key, Message("a whole number is expected"))
        return 0

    def flag(self, key: str, default: bool = False) -> bool:
        """Take true or false."""
        value = self.values.pop(key, default)
        if isinstance(value, bool):
            return value
        self._note(key, Message("true or false is expected"))
        return default

    def choice(self, key: str, choices: Sequence[str], default: str | None = None) -> str:
        """Take one word out of a list."""
        value = self.values.pop(key, default)
        if isinstance(value, str) and value in choices:
            return value
        self._note(key, Message("one of these is expected: {choices}", choices=", ".join(choices)))
        return choices[0]

    def texts(self, key: str) -> tuple[str, ...]:
        """Take a list of texts; absent is empty."""
        value = self.values.pop(key, [])
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return tuple(value)
        self._note(key, Message("a list of texts is expected"))
        return ()

    def table(self, key: str) -> dict[str, str]:
        """Take a mapping from text to text; absent is empty."""
        value = self.values.pop(key, {})
        if isinstance(value, dict) and all(isinstance(each, str) for each in value.values()):
            return value
        self._note(key, Message("a mapping of texts is expected"))
        return {}

    def lists(self, key: str) -> dict[str, tuple[str, ...]]:
        """Take a mapping from text to a list of texts; absent is empty."""
        value = self.values.pop(key, {})
        if isinstance(value, dict) and all(_is_texts(each) for each in value.values()):
            return {name: tuple(each) for name, each in value.items()}
        self._note(key, Message("a mapping of lists is expected"))
        return {}

    def several(self, key: str) -> Iterator[Fields]:
        """Take a list of mappings, each to be read and finished like this one."""
        value = self.values.pop(key, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            self._note(key, Message("a list of mappings is expected"))
            return
        for each in value:
            yield Fields(dict(each), dict.fromkeys(each, self.lines.get(key, 1)), self.place, self.mistakes)

    def leftover(self) -> tuple[tuple[str, object], ...]:
        """Note every key nobody asked for; keys starting ``x-`` are given back to survive."""
        extras = tuple((key, value) for key, value in self.values.items() if key.startswith("x-"))
        for key in self.values:
            if not key.startswith("x-"):
                self._note(key, Message("unknown key"))
        return extras

    def done(self) -> tuple[tuple[str, object], ...]:
        """Return the extras. Raises :class:`Unreadable` naming every mistake and its line."""
        extras = self.leftover()
        if self.mistakes:
            raise Unreadable(
                Message("This record cannot be read. {mistakes}", mistakes=tuple(self.mistakes)),
                Message("It is kept and not counted. Correct it by hand, or record the act again."),
                self.place,
            )
        return extras

    def _note(self, key: str, what: Message) -> None:
        self.mistakes.append(
            Message("Line {line}, {key}: {what}.", line=self.lines.get(key, 1), key=key, what=what)
        )


def read_record(data: bytes, place: str) -> Record:
    """Take a file apart. Raises :class:`Unreadable` with the line at fault."""
    text = _decoded(data, place)
    if not text.startswith(FENCE):
        raise _broken(place, 1, Message("front matter must open with a line “---”"))
    end = text.find("\n" + FENCE, len(FENCE) - 1)
    if end < 0:
        raise _broken(place, 1, Message("front matter is not closed by a line “---”"))
    front, body = text[len(FENCE) : end + 1], text[end + 1 + len(FENCE) :]
    if len(front.encode()) > LIMIT:
        raise _broken(place, 1, Message("front matter is larger than 8 KiB"))
    values, lines = _load(front, place)
    return Record(Fields(values, lines, place), body.removeprefix("\n"))


def write_record(values: Mapping[str, object], body: str = "") -> bytes:
    """Print a record: keys in the order given, empty values left out, one final newline."""
    kept = {key: value for key, value in values.items() if value not in ("", (), None) and value != {}}
    front = yaml.dump(
        _plain(kept),
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=1 << 30,
        default_flow_style=False,
    )
    if len(front.encode()) > LIMIT:
        raise Refused(
            Message("This record's front matter would be larger than 8 KiB."),
            Message("Shorten its texts, or split the act into several."),
        )
    prose = f"\n{body.strip(chr(10))}\n" if body.strip() else ""
    return f"{FENCE}{front}{FENCE}{prose}".encode()


def _decoded(data: bytes, place: str) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise _broken(
            place,
            data[: error.start].count(b"\n") + 1,
            Message("not UTF-8 at byte {byte}", byte=error.start),
        ) from None


def _load(front: str, place: str) -> tuple[dict[str, object], dict[str, int]]:
    try:
        _refuse_tricks(front, place)
        root = yaml.compose(front, Loader=_Loader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = str(getattr(error, "problem", None) or "YAML")
        line = mark.line + 2 if mark else 2
        raise _broken(place, line, Message("not valid YAML ({problem})", problem=problem)) from None
    if not isinstance(root, yaml.MappingNode):
        raise _broken(place, 2, Message("a mapping of keys is expected"))
    values = _value(root, place)
    assert isinstance(values, dict)
    return values, {key.value: key.start_mark.line + 2 for key, _ in root.value}


def _refuse_tricks(front: str, place: str) -> None:
    """Refuse anchors, aliases, tags and deep nesting before anything is built from them."""
    depth = 0
    for event in yaml.parse(front, Loader=_Loader):
        line = event.start_mark.line + 2 if event.start_mark else 2
        if (
            isinstance(event, yaml.AliasEvent)
            or getattr(event, "anchor", None)
            or getattr(event, "tag", None)
        ):
            raise _broken(place, line, Message("anchors and tags are not allowed"))
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise _broken(place, line, Message("lists and mappings are nested too deeply"))


def _value(node: yaml.Node, place: str) -> object:
    if isinstance(node, yaml.SequenceNode):
        return [_value(each, place) for each in node.value]
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, place)
    if not isinstance(node, yaml.ScalarNode) or node.style:
        return str(node.value)
    if node.value in _CONSTANTS:
        return _CONSTANTS[node.value]
    return int(node.value) if _WHOLE.match(node.value) else str(node.value)


def _mapping(node: yaml.MappingNode, place: str) -> dict[str, object]:
    result: dict[str, object] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise _broken(place, key.start_mark.line + 2, Message("a key must be a word"))
        if key.value in result:
            raise _broken(
                place, key.start_mark.line + 2, Message("the key {key} stands twice", key=key.value)
            )
        result[key.value] = _value(value, place)
    return result


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value if isinstance(value, bool | int) or value is None else str(value)


def _broken(place: str, line: int, what: Message) -> Unreadable:
    return Unreadable(
        Message("This record cannot be read: {mistake}.", mistake=what),
        Message("It is kept and not counted. Correct it by hand, or record the act again."),
        f"{place}:{line}",
    )
