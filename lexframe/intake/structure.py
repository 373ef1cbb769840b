"""The blocks of an article become its body: labels find their level, paragraphs and notes their unit.

Indents on paper decide; where a source sets everything flush, the order of the labels decides, and
what that cannot settle is a doubt with its address.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lexframe.core.message import Message
from lexframe.intake.document import Doubt, Note
from lexframe.intake.paragraphs import Paragraph
from lexframe.text.labels import Label, follows, is_first, read_label

_NEAR = 4.0
_RANKS = {"apartado": 0, "fraccion": 1, "inciso": 2, "numeral": 3}
_NOTE_KINDS = {
    "apartado": "apartado",
    "fracci": "fraccion",
    "inciso": "inciso",
    "subinciso": "numeral",
    "numeral": "numeral",
}
_FIRST_WORD = re.compile(r"[^\W\d_]+")


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
    steps: tuple[str, ...]
    first: float
    hang: float | None
    flat: bool
    paragraphs: int = 1
    tables: int = 0


def build_body(article: str, blocks: Sequence[Paragraph]) -> Body:
    """Arrange the paragraphs of one article, its label already taken off the first."""
    builder = _Builder(article, blocks)
    for index, block in enumerate(blocks):
        builder.take(index, block)
    text = "\n\n".join(builder.out)
    return Body(text + "\n" if text else "", tuple(builder.notes), tuple(builder.doubts))


class _Builder:
    """Keeps the open units while blocks are taken one by one."""

    def __init__(self, article: str, blocks: Sequence[Paragraph]) -> None:
        self.article = article
        self.blocks = blocks
        self.open: list[_Unit] = []
        self.out: list[str] = []
        self.notes: list[Note] = []
        self.doubts: list[Doubt] = []
        self.own = 0
        self.own_tables = 0
        self.at: tuple[str, ...] = ()
        self.owner = 0
        self.before = ""
        self.hangs: dict[str, float] = {}

    def take(self, index: int, block: Paragraph) -> None:
        """Add one block of any role."""
        if block.role == "note":
            self.notes.append(Note(block.text, self._note_address(block.text)))
        elif block.role == "picture":
            what = Message("A picture stands here; its words, if any, are not in the text.")
            self._doubt(what, block)
        elif block.role == "table":
            self._table(block)
        elif block.text:
            self._words(index, block)

    def _words(self, index: int, block: Paragraph) -> None:
        label = read_label(block.text, [unit.label for unit in self.open])
        if label is not None and self._place(label, block):
            depth = len(self.open) - 1
            self.owner = depth + 1
            self.at = self.open[-1].steps
        else:
            depth = self.owner = self._owner(index, block)
            self._count_paragraph()
        self.out.append(" " * (3 * depth) + block.text)
        self.before = block.text

    def _table(self, block: Paragraph) -> None:
        unit = self.open[self.owner - 1] if self.owner else None
        del self.open[self.owner :]
        if unit is None:
            self.own_tables += 1
            self.at = (f"tabla-{self.own_tables}",)
        else:
            unit.tables += 1
            self.at = (*unit.steps, f"tabla-{unit.tables}")
        pad = " " * (3 * self.owner)
        self.out.append("\n".join(pad + line for line in block.text.split("\n")))

    def _count_paragraph(self) -> None:
        del self.open[self.owner :]
        if not self.open:
            self.own += 1
            self.at = (f"parrafo-{self.own}",)
            return
        unit = self.open[-1]
        unit.paragraphs += 1
        self.at = (*unit.steps, f"parrafo-{unit.paragraphs}")

    def _place(self, label: Label, block: Paragraph) -> bool:
        """Open the unit of a label at its level."""
        depth = self._depth(label, block)
        del self.open[depth:]
        steps = (*(self.open[-1].steps if self.open else ()), str(label.step))
        hanging = block.left - block.first
        flat = block.lines > 1 and hanging <= _NEAR
        hang = block.left if block.lines > 1 and hanging > _NEAR else self.hangs.get(label.kind)
        if hang is not None:
            self.hangs[label.kind] = hang
        self.open.append(_Unit(label, steps, block.first, None if flat else hang, flat))
        return True

    def _depth(self, label: Label, block: Paragraph) -> int:
        """Return how many open units the label stands under."""
        for depth in range(len(self.open) - 1, -1, -1):
            if follows(self.open[depth].label, label):
                return depth
        ranked = [_RANKS[unit.label.kind] for unit in self.open]
        under = next((n for n, rank in enumerate(ranked) if rank >= _RANKS[label.kind]), len(ranked))
        if is_first(label):
            return under
        what = Message("The numbering jumps at “{label}”.", label=label.printed)
        self._doubt(what, block)
        return under

    def _owner(self, index: int, block: Paragraph) -> int:
        """Return how many open units an unlabelled paragraph stands under."""
        if not self.open:
            return 0
        if not block.blank and self.owner <= len(self.open):
            return self.owner
        for depth in range(len(self.open), 0, -1):
            unit = self.open[depth - 1]
            edge = unit.first + _NEAR if unit.hang is None else unit.hang - _NEAR
            if not unit.flat and block.first and block.first >= edge:
                return depth
        if all(not unit.flat for unit in self.open) and block.first:
            return 0
        return self._owner_by_order(index, block)

    def _owner_by_order(self, index: int, block: Paragraph) -> int:
        """Decide without indents: before the list goes on it is inside the list, after it outside."""
        if self.before.endswith(":"):
            return min(self.owner, len(self.open))
        depth = self._going_on(index)
        if depth == 0:
            return 0
        owner = max(depth, min(self.owner, len(self.open)))
        what = Message("The source does not show which unit this paragraph belongs to.")
        self._doubt(what, block, self.open[owner - 1].steps)
        return owner

    def _going_on(self, index: int) -> int:
        """Return the depth of the open unit that the next label in this article goes on from, or 0."""
        opened = [unit.label for unit in self.open]
        for block in self.blocks[index + 1 :]:
            label = read_label(block.text, opened) if block.role == "text" else None
            if label is None:
                continue
            return next((n for n in range(len(opened), 0, -1) if follows(opened[n - 1], label)), 0)
        return 0

    def _note_address(self, text: str) -> str:
        """Return the unit a note speaks of: the one before it of the kind the note names."""
        word = _FIRST_WORD.match(text)
        name = word[0].lower().replace("á", "a") if word else ""
        if name.startswith(("articulo", "artículo", "transitorio", "decreto")):
            return ""
        kind = next((kind for start, kind in _NOTE_KINDS.items() if name.startswith(start)), None)
        if kind is None:
            return "/".join(self.at)
        for end in range(len(self.at), 0, -1):
            if self.at[end - 1].startswith(f"{kind}-"):
                return "/".join(self.at[:end])
        return "/".join(self.at)

    def _doubt(self, what: Message, block: Paragraph, at: tuple[str, ...] | None = None) -> None:
        steps = self.at if at is None else at
        self.doubts.append(Doubt(what, block.place, "/".join((self.article, *steps))))
