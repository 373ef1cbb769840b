"""The units of an article: every block of a body with its address, and the body printed back.

Any string parses, in linear time; blocks and the blank lines between them partition it, so that
nothing is lost. The format is one block a unit: *II. …* opens a fracción, three spaces a level
put a block inside one, and a flush block without a label is a paragraph of the article itself.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lexframe.core.address import Address, Step
from lexframe.core.errors import Unknown
from lexframe.core.message import Message
from lexframe.text.labels import Label, follows, read_label

INDENT = 3
_DEEPEST = 8
_RANKS = {"apartado": 0, "fraccion": 1, "inciso": 2, "numeral": 3}
_REPEALED = re.compile(r"\(?(?:se derogan?|derogad[oa]s?)\)?\.?\)?\Z", re.IGNORECASE)
_DELIMITER_ROW = re.compile(r"\|?(?:[ \t]{0,9}:?-{1,200}:?[ \t]{0,9}\|){1,200}(?:[ \t]{0,9}:?-{1,200}:?)?\Z")


@dataclass(frozen=True, slots=True)
class Unit:
    """One block of a body.

    ``text`` is its words without label and indentation, a hand-wrapped block on one line, a table
    with its lines. ``body[start:end]`` is the block itself, indentation included, without the
    newline that ends it. ``depth`` counts the labelled units it stands in.
    """

    address: Address
    kind: str
    label: str
    text: str
    start: int
    end: int
    depth: int

    @property
    def step(self) -> Step:
        """The last step of the address."""
        return self.address.steps[-1]


def parse_units(article_id: str, body: str) -> tuple[Unit, ...]:
    """Return the units of a body in document order.

    Indentation decides where a block belongs; a labelled block that nobody indented goes where its
    label fits. A label met twice in one place gets an address of its own, ending in ``-x2``.
    """
    reader = _Reader(Address(article_id))
    return tuple(reader.read(body, start, end) for start, end in _blocks(body))


def print_units(units: Iterable[Unit], body: str) -> str:
    """Print a parsed body back byte for byte, from its blocks and what stands between them."""
    pieces: list[str] = []
    place = 0
    for unit in units:
        pieces += [body[place : unit.start], body[unit.start : unit.end]]
        place = unit.end
    return "".join([*pieces, body[place:]])


def body_of(units: Iterable[Unit]) -> str:
    """Write units as the format asks for: one line a block, three spaces a level, one final newline.

    A body that already is written so comes back byte for byte.
    """
    blocks = [print_block(unit.label, unit.text, unit.depth) for unit in units]
    return "\n\n".join(blocks) + "\n" if blocks else ""


def print_block(label: str, text: str, depth: int) -> str:
    """Write one block: indentation, label, one space, words; without a final newline."""
    words = f"{label} {text}" if label and text else label or text
    indent = " " * (INDENT * depth)
    return "\n".join(indent + line for line in words.split("\n"))


def find(units: Iterable[Unit], address: Address) -> Unit | None:
    """Return the unit at an address; the whole article has none."""
    return next((unit for unit in units if unit.address == address), None)


def within(units: Iterable[Unit], address: Address) -> tuple[Unit, ...]:
    """Return the unit at an address and everything inside it, in document order."""
    return tuple(unit for unit in units if address.contains(unit.address))


def digest(text: str) -> str:
    """Return the wording of a unit: the SHA-256 (hex) of its text in UTF-8, NFC, with LF line ends."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return hashlib.sha256(unicodedata.normalize("NFC", lines).encode("utf-8", "surrogatepass")).hexdigest()


def is_repealed(text: str) -> bool:
    """Tell whether a text only says that it is repealed: *Se deroga.*, *(Derogada)*."""
    return len(text) < 40 and bool(_REPEALED.match(text.strip()))


def replace(article_id: str, body: str, address: Address, text: str) -> str:
    """Return the body with other words in one unit, under its own label. Raises :class:`Unknown`."""
    unit = _known(parse_units(article_id, body), address)
    return body[: unit.start] + print_block(unit.label, text, unit.depth) + body[unit.end :]


def insert_after(article_id: str, body: str, address: Address, block: str) -> str:
    """Return the body with a new block behind a unit and all it holds, as its sibling.

    ``block`` carries its own label (``II Bis. Los…``) and no indentation. The article's own address
    puts it at the end of the article. Raises :class:`Unknown` when the address is not in the body.
    """
    units = parse_units(article_id, body)
    if not address.steps:
        return body.rstrip() + "\n\n" * bool(body.strip()) + block + "\n"
    unit = _known(units, address)
    end = max(inside.end for inside in within(units, address))
    return f"{body[:end]}\n\n{print_block('', block, unit.depth)}{body[end:] or chr(10)}"


def remove(article_id: str, body: str, address: Address) -> str:
    """Return the body without a unit, all it holds, and one blank line. Raises :class:`Unknown`."""
    units = parse_units(article_id, body)
    _known(units, address)
    inside = within(units, address)
    start, end = inside[0].start, max(unit.end for unit in inside)
    behind = next((unit.start for unit in units if unit.start >= end), None)
    if behind is not None:
        return body[:start] + body[behind:]
    return body[:start].rstrip("\n") + ("\n" if start and body[:start].strip() else "")


def _known(units: Sequence[Unit], address: Address) -> Unit:
    unit = find(units, address)
    if unit is None:
        raise Unknown(
            Message("There is no unit {address} in this text.", address=str(address)),
            Message("See which units the article has, and name one of them."),
        )
    return unit


def _blocks(body: str) -> Iterator[tuple[int, int]]:
    """Yield where each run of lines that are not blank begins and ends."""
    place, start, end = 0, -1, -1
    for line in body.split("\n"):
        if line.strip():
            start = place if start < 0 else start
            end = place + len(line)
        elif start >= 0:
            yield start, end
            start = -1
        place += len(line) + 1
    if start >= 0:
        yield start, end


@dataclass(frozen=True, slots=True)
class _Open:
    """A labelled unit that the next block may stand in or beside."""

    label: Label
    address: Address
    level: int


@dataclass(slots=True)
class _Place:
    """What has been met directly inside one unit: the last of each kind, and how often each."""

    last: dict[str, _Open] = field(default_factory=dict)
    met: dict[Step, int] = field(default_factory=dict)
    paragraphs: int = 0
    tables: int = 0


class _Reader:
    """Gives each block its address, knowing the blocks before it."""

    def __init__(self, article: Address) -> None:
        self.article = article
        self.stack: list[_Open] = []
        self.places: dict[Address, _Place] = {article: _Place()}

    def read(self, body: str, start: int, end: int) -> Unit:
        """Return the unit of the next block."""
        lines = body[start:end].split("\n")
        level = _level(lines[0])
        words = [line.strip() for line in lines]
        if _is_table(words):
            return self._table(words, start, end, level)
        first = lines[0].lstrip()
        label = read_label(first, [near.label for near in self._near()])
        if label is None:
            return self._paragraph(" ".join(words).strip(), start, end, level)
        address = self._place_label(label, level)
        text = " ".join([first[label.end :].strip(), *words[1:]]).strip()
        return Unit(address, label.kind, label.printed, text, start, end, len(self.stack) - 1)

    def _parent(self) -> Address:
        return self.stack[-1].address if self.stack else self.article

    def _near(self) -> list[_Open]:
        """Return the last units of each kind, outermost first, in every place that is still open."""
        open_places = [self.article, *(opened.address for opened in self.stack)]
        return [near for address in open_places for near in self.places[address].last.values()]

    def _table(self, lines: list[str], start: int, end: int, level: int) -> Unit:
        del self.stack[level:]
        place = self.places[self._parent()]
        place.tables += 1
        address = self._parent().down("tabla", str(place.tables))
        return Unit(address, "tabla", "", "\n".join(lines), start, end, len(self.stack))

    def _paragraph(self, text: str, start: int, end: int, level: int) -> Unit:
        del self.stack[level:]
        place = self.places[self._parent()]
        place.paragraphs += 1
        address = self._parent().down("parrafo", str(place.paragraphs))
        return Unit(address, "parrafo", "", text, start, end, len(self.stack))

    def _place_label(self, label: Label, level: int) -> Address:
        """Close what the label ends, open its unit, and return its address."""
        siblings = [near for near in self._near() if follows(near.label, label)]
        siblings = [near for near in siblings if near.level == level] or siblings
        if siblings:
            del self.stack[len(siblings[-1].address.steps) - 1 :]
        elif level:
            del self.stack[level:]
            while self.stack and _rank(self.stack[-1].label) == _rank(label):
                self.stack.pop()
        else:
            while self.stack and _rank(self.stack[-1].label) >= _rank(label):
                self.stack.pop()
        return self._open(label, level)

    def _open(self, label: Label, level: int) -> Address:
        parent = self._parent()
        step = label.step
        met = self.places[parent].met
        times = met[step] = met.get(step, 0) + 1
        address = parent.down(step.kind, step.label if times == 1 else f"{step.label}-x{times}")
        opened = _Open(label, address, level)
        self.stack.append(opened)
        self.places[address] = _Place(paragraphs=1)
        # The last one met is the innermost candidate among siblings of other kinds.
        self.places[parent].last.pop(label.kind, None)
        self.places[parent].last[label.kind] = opened
        return address


def _rank(label: Label) -> float:
    """Return how deep a kind of unit usually stands; small romans stand under arabic numerals."""
    small_roman = label.kind == "numeral" and not label.number[0].isdigit()
    return _RANKS[label.kind] + 0.5 * small_roman


def _level(line: str) -> int:
    """Return the level an indentation means; one space more or less than three is forgiven."""
    columns = 0
    for char in line[: 4 * INDENT * _DEEPEST]:
        if char == "\t":
            columns += INDENT
        elif char in " \u00a0":
            columns += 1
        else:
            break
    return min((columns + 1) // INDENT, _DEEPEST)


def _is_table(words: Sequence[str]) -> bool:
    """Tell whether lines are a GFM table: pipes, and a row of dashes under the head."""
    return (
        len(words) > 1 and "|" in words[0] and len(words[1]) < 20_000 and bool(_DELIMITER_ROW.match(words[1]))
    )
