"""Keep every sentence lexframe says in step with its Spanish: find, compare, compile.

``check`` lists what is missing, dead or does not fit and fails if there is any; ``compile``
writes ``lexframe/locale/es.mo``; ``stubs`` prints empty entries for what is missing, ready to
be filled in and put into ``lexframe/locale/es/<area>.po``.
"""

from __future__ import annotations

import ast
import re
import string
import struct
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SPEAKERS = {"Message": 2, "_": 1, "N_": 1, "gettext": 1, "ngettext": 2}
"""Calls whose first arguments are sentences, and how many of them."""

HEADER = (
    "Content-Type: text/plain; charset=UTF-8\n"
    "Language: es_MX\n"
    "Plural-Forms: nplurals=2; plural=(n != 1);\n"
)

Key = tuple[str, str]
"""A sentence and its plural; the plural is empty when there is none."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to put right, with the place it was found."""

    place: str
    what: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"


@dataclass(slots=True)
class Sentences:
    """What the code says: each sentence with the places that say it, and calls that cannot be read."""

    places: dict[Key, list[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Entry:
    """A translation: one form, or two where the sentence has a plural; no form if it is still empty."""

    place: str
    forms: tuple[str, ...]

    @property
    def is_filled(self) -> bool:
        """Whether there is something to say in every form."""
        return bool(self.forms) and all(self.forms)


@dataclass(slots=True)
class Translations:
    """What the .po files hold."""

    entries: dict[Key, Entry] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def sentences(root: Path = ROOT) -> Sentences:
    """Read every sentence in the package's source."""
    found = Sentences()
    for path in sorted((root / "lexframe").rglob("*.py")):
        name = path.relative_to(root).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), name)):
            if isinstance(node, ast.Call) and _speaker(node) in SPEAKERS:
                _hear(node, f"{name}:{node.lineno}", found)
    return found


def translations(root: Path = ROOT) -> Translations:
    """Read every .po file; an entry marked fuzzy counts as empty."""
    from babel.messages.pofile import PoFileError, read_po

    found = Translations()
    for path in sorted((root / "lexframe" / "locale" / "es").glob("*.po")):
        name = path.relative_to(root).as_posix()
        try:
            catalogue = read_po(BytesIO(path.read_bytes()), locale="es", abort_invalid=True)
        except (PoFileError, ValueError) as error:
            found.problems.append(Problem(name, f"not a .po file: {error}"))
            continue
        # The reader of .po files lets the last of two equal entries win without a word.
        texts = _texts(path.read_text(encoding="utf-8"))
        found.problems += [
            Problem(name, f"“{text}” stands twice") for text in dict.fromkeys(texts) if texts.count(text) > 1
        ]
        for message in catalogue:
            if message.id:
                _keep(message, f"{name}:{message.lineno}", found)
    return found


def problems(said: Sentences, translated: Translations) -> list[Problem]:
    """List everything that keeps a reader of Spanish from a whole, correct text."""
    found = said.problems + translated.problems
    for key, places in said.places.items():
        entry = translated.entries.get(key)
        if entry is None or not entry.is_filled:
            found.append(Problem(places[0], f"no Spanish for “{key[0]}”"))
    for key, entry in translated.entries.items():
        if key not in said.places:
            found.append(Problem(entry.place, f"nothing says “{key[0]}” any more"))
        found += [Problem(entry.place, what) for what in _misfits(key, entry.forms)]
    return found


def compiled(translated: Translations) -> bytes:
    """Return the bytes of the .mo file, the same on every machine.

    A translation whose holes do not fit its sentence is left out: better English than a crash.
    The layout is the one of GNU gettext's manual, “The Format of GNU MO Files”, revision 0.
    """
    words = {"": HEADER}
    for (text, plural), entry in translated.entries.items():
        if entry.is_filled and not list(_misfits((text, plural), entry.forms)):
            words[f"{text}\0{plural}" if plural else text] = "\0".join(entry.forms)
    pairs = sorted((key.encode(), value.encode()) for key, value in words.items())
    count, start = len(pairs), 28
    offset = start + 16 * count
    tables, blob = [b"", b""], b""
    for side in (0, 1):
        for pair in pairs:
            tables[side] += struct.pack("<II", len(pair[side]), offset + len(blob))
            blob += pair[side] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, count, start, start + 8 * count, 0, offset)
    return head + tables[0] + tables[1] + blob


def _speaker(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""


def _hear(call: ast.Call, place: str, found: Sentences) -> None:
    arguments = call.args[: SPEAKERS[_speaker(call)]]
    heard = [list(_literals(argument, place, found)) for argument in arguments]
    if not heard or not heard[0]:
        return
    plurals = heard[1] if len(heard) > 1 else []
    for text in heard[0]:
        key = (text, plurals[0] if plurals else "")
        found.places.setdefault(key, []).append(place)
        found.problems += [Problem(place, what) for what in _slips(call, key)]


def _literals(node: ast.expr, place: str, found: Sentences) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp():
            yield from _literals(node.body, place, found)
            yield from _literals(node.orelse, place, found)
        case ast.JoinedStr() | ast.BinOp() | ast.Call():
            # A name is fine: it stands for a sentence marked elsewhere. A built one has no translation.
            found.problems.append(Problem(place, "the sentence is put together before it is translated"))


def _slips(call: ast.Call, key: Key) -> Iterator[str]:
    """Compare the holes of a message with the values its call gives."""
    if not key[0].strip():
        yield "an empty sentence"
    try:
        wanted = _holes(key[0]) | _holes(key[1])
    except ValueError as error:
        yield f"braces that do not match in “{key[0]}”: {error}"
        return
    if _speaker(call) != "Message" or any(keyword.arg is None for keyword in call.keywords):
        return
    given = {keyword.arg for keyword in call.keywords if keyword.arg}
    for name in sorted(wanted - given):
        yield f"nothing fills {{{name}}} in “{key[0]}”"
    for name in sorted(given - wanted - ({"n"} if key[1] else set())):
        yield f"“{key[0]}” has no {{{name}}}"
    if key[1] and "n" not in given:
        yield f"“{key[0]}” has a plural but no n"


def _texts(source: str) -> list[str]:
    """Every sentence a .po file has an entry for, as often as it has one."""
    entries = re.findall(r'^msgid ((?:"(?:[^"\\\n]|\\.)*"\n)+)', source, re.MULTILINE)
    return [text for entry in entries if (text := ast.literal_eval(f"({entry})"))]


def _keep(message: object, place: str, found: Translations) -> None:
    text, forms = getattr(message, "id", ""), getattr(message, "string", "")
    key = (text[0], text[1]) if isinstance(text, tuple) else (text, "")
    forms = tuple(forms) if isinstance(forms, tuple | list) else (forms,)
    entry = Entry(place, () if getattr(message, "fuzzy", False) else tuple(form or "" for form in forms))
    other = found.entries.setdefault(key, entry)
    if other.forms != entry.forms:
        found.problems.append(Problem(place, f"“{key[0]}” has another translation in {other.place}"))


def _misfits(key: Key, forms: tuple[str, ...]) -> Iterator[str]:
    """Say where a translation's holes are not those of its sentence."""
    if not forms or not all(forms):
        return
    if len(forms) != (2 if key[1] else 1):
        yield f"“{key[0]}” needs {2 if key[1] else 1} forms, not {len(forms)}"
        return
    for source, form in zip((key[0], key[1]), forms, strict=False):
        try:
            wanted, given = _holes(source), _holes(form)
        except ValueError as error:
            yield f"braces that do not match in “{form}”: {error}"
            continue
        # “una posición” may say the one without a figure, whatever English does.
        if wanted - {"n"} != given - {"n"} or (given - wanted - ({"n"} if key[1] else set())):
            yield f"“{form}” has {sorted(given)} where English has {sorted(wanted)}"


def _holes(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _area(place: str) -> str:
    return place.split("/")[1].removesuffix(".py").partition(":")[0]


def stubs(said: Sentences, translated: Translations, area: str = "") -> Iterator[str]:
    """Give an empty .po entry for every sentence without Spanish, in the order of the source."""
    for (text, plural), places in said.places.items():
        entry = translated.entries.get((text, plural))
        if (entry and entry.is_filled) or (area and _area(places[0]) != area):
            continue
        lines = [f"#: {place}" for place in places] + [f"msgid {_quoted(text)}"]
        if plural:
            lines += [f"msgid_plural {_quoted(plural)}", 'msgstr[0] ""', 'msgstr[1] ""']
        else:
            lines.append('msgstr ""')
        yield "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def _check(_: list[str]) -> int:
    said, translated = sentences(), translations()
    found = problems(said, translated)
    target = ROOT / "lexframe" / "locale" / "es.mo"
    if not target.exists() or target.read_bytes() != compiled(translated):
        found.append(Problem("lexframe/locale/es.mo", "stale: run “make messages”"))
    for problem in sorted(found, key=str):
        print(problem)
    print(f"{len(said.places)} sentences, {len(translated.entries)} translations, {len(found)} problems")
    return 1 if found else 0


def _compile(_: list[str]) -> int:
    (ROOT / "lexframe" / "locale" / "es.mo").write_bytes(compiled(translations()))
    return 0


def _stubs(areas: list[str]) -> int:
    said, translated = sentences(), translations()
    for area in areas or [""]:
        print(*stubs(said, translated, area), sep="\n")
    return 0


ACTS: Mapping[str, Callable[[list[str]], int]] = {"check": _check, "compile": _compile, "stubs": _stubs}


def main(arguments: Iterable[str]) -> int:
    """Do what the first argument names; return the exit code."""
    act, *rest = [*arguments] or ["check"]
    if act not in ACTS:
        print(f"usage: messages.py {'|'.join(ACTS)} [area…]", file=sys.stderr)
        return 2
    return ACTS[act](rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
