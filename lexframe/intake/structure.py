"""The blocks of an article become its body: labels find their level, paragraphs and notes their unit.

Indents on paper decide; where a source sets everything flush, the order of the labels decides, and
what that cannot settle is a doubt with its address.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lexframe.core.message import Message
from lexframe.intake.document import Doubt, Note
from lexframe.intake.notes import address_of_note
from lexframe.intake.paragraphs import Paragraph
from lexframe.text.labels import Label, follows, is_first, read_label
from lexframe.text.units import Unit, parse_units

_NEAR = 4.0
_RANKS = {"apartado": 0, "fraccion": 1, "inciso": 2, "numeral": 3}


@dataclass(frozen=True, slots=True)
class Body:
    """An article's body in the article format, its notes with their addresses, and what is in doubt."""

    text: str
    notes: tuple[Note, ...]
    doubts: tuple[Doubt, ...]


@dataclass(slots=True)
class _Unit:
    """An open fracción, inciso or numeral: where its label and its text stand on paper."""

    label: Label
    first: float
    hang: float | None
    flat: bool


def build_body(article: str, blocks: Sequence[Paragraph]) -> Body:
    """Arrange the printed paragraphs of one article, its label already taken off the first."""
    builder = _Builder(blocks)
    for index, block in enumerate(blocks):
        builder.take(index, block)
    body = "\n\n".join(builder.out) + "\n" if builder.out else ""
    return finish_body(article, body, builder.notes, builder.doubts)


def finish_body(
    article: str,
    body: str,
    notes: Sequence[tuple[str, int]],
    doubts: Sequence[tuple[Message, Paragraph, int]],
) -> Body:
    """Give notes and doubts, which count the blocks before them, the address of the last of these."""
    units = parse_units(article, body)

    def unit(count: int) -> Unit | None:
        return units[count - 1] if 0 < count <= len(units) else None

    placed = (Note(text, address_of_note(text, unit(count))) for text, count in notes)
    found = ((what, block, unit(count)) for what, block, count in doubts)
    addressed = (Doubt(what, block.place, str(at.address) if at else article) for what, block, at in found)
    return Body(body, tuple(placed), tuple(addressed))


class _Builder:
    """Keeps the open units while blocks are taken one by one; what it remembers is counted in blocks."""

    def __init__(self, blocks: Sequence[Paragraph]) -> None:
        self.blocks = blocks
        self.open: list[_Unit] = []
        self.out: list[str] = []
        self.notes: list[tuple[str, int]] = []
        self.doubts: list[tuple[Message, Paragraph, int]] = []
        self.owner = 0
        self.before = ""
        self.hangs: dict[str, float] = {}
        # The labels open when the next label was looked for, where it is and what: kept while that holds.
        self.ahead: tuple[tuple[Label, ...], int, Label | None] | None = None

    def take(self, index: int, block: Paragraph) -> None:
        """Add one block of any role."""
        if block.role == "note":
            self.notes.append((block.text, len(self.out)))
        elif block.role == "picture":
            what = Message("A picture stands here; its words, if any, are not in the text.")
            self.doubts.append((what, block, len(self.out)))
        elif block.role == "table":
            self._write(block.text, self.owner)
        elif block.text:
            self._words(index, block)
        self.doubts += [(what, block, len(self.out)) for what in block.doubts]

    def _write(self, text: str, depth: int) -> None:
        pad = " " * (3 * depth)
        self.out.append("\n".join(pad + line for line in text.split("\n")))

    def _words(self, index: int, block: Paragraph) -> None:
        label = read_label(block.text, [unit.label for unit in self.open])
        if label is not None:
            depth, expected = self._depth(label)
            self._open(label, depth, block)
            self._write(block.text, depth)
            self.owner = len(self.open)
            if not expected:
                what = Message("The numbering jumps at “{label}”.", label=label.printed)
                self.doubts.append((what, block, len(self.out)))
        else:
            self.owner, sure = self._owner(index, block)
            del self.open[self.owner :]
            self._write(block.text, self.owner)
            if not sure:
                what = Message("The source does not show which unit this paragraph belongs to.")
                self.doubts.append((what, block, len(self.out)))
        self.before = block.text

    def _open(self, label: Label, depth: int, block: Paragraph) -> None:
        """Open the unit of a label under the first ``depth`` open ones."""
        del self.open[depth:]
        hanging = block.lines > 1 and block.left - block.first > _NEAR
        flat = block.lines > 1 and not hanging
        if hanging:
            self.hangs[label.kind] = block.left
        hang = None if flat else self.hangs.get(label.kind)
        self.open.append(_Unit(label, block.first, hang, flat))

    def _depth(self, label: Label) -> tuple[int, bool]:
        """Return how many open units the label stands under, and whether its number was expected."""
        for depth in range(len(self.open) - 1, -1, -1):
            if follows(self.open[depth].label, label):
                return depth, True
        ranks = [_RANKS[unit.label.kind] for unit in self.open]
        under = next((n for n, rank in enumerate(ranks) if rank >= _RANKS[label.kind]), len(ranks))
        return under, is_first(label)

    def _owner(self, index: int, block: Paragraph) -> tuple[int, bool]:
        """Return how many open units an unlabelled paragraph stands under, and whether that is sure."""
        if not self.open:
            return 0, True
        if not block.blank and self.owner <= len(self.open):
            return self.owner, True
        for depth in range(len(self.open), 0, -1):
            unit = self.open[depth - 1]
            edge = unit.first + _NEAR if unit.hang is None else unit.hang - _NEAR
            if not unit.flat and block.first and block.first >= edge:
                return depth, True
        if block.first and not any(unit.flat for unit in self.open):
            return 0, True
        return self._owner_by_order(index)

    def _owner_by_order(self, index: int) -> tuple[int, bool]:
        """Decide without indents: before the list goes on it is inside the list, after it outside."""
        inside = min(self.owner, len(self.open))
        if self.before.endswith(":"):
            return inside, True
        depth = self._going_on(index)
        if depth and not self.before.endswith("."):
            depth = max(depth, inside)
        return depth, depth == 0

    def _going_on(self, index: int) -> int:
        """Return the depth of the open unit that the next label in this article goes on from, or 0."""
        opened = tuple(unit.label for unit in self.open)
        if self.ahead is None or self.ahead[0] != opened or self.ahead[1] <= index:
            self.ahead = (opened, *self._next_label(index, opened))
        label = self.ahead[2]
        if label is None:
            return 0
        return next((n for n in range(len(opened), 0, -1) if follows(opened[n - 1], label)), 0)

    def _next_label(self, index: int, opened: tuple[Label, ...]) -> tuple[int, Label | None]:
        for n in range(index + 1, len(self.blocks)):
            block = self.blocks[n]
            label = read_label(block.text, opened) if block.role == "text" else None
            if label is not None:
                return n, label
        return len(self.blocks), None
