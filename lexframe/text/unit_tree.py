"""The units of a new text as a tree, each with what became of it since the old text.

Says of every unit whether the changes directly inside can be told unit by unit: nothing taken away or
carried off, and every shift of numbers explained by an addition before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lexframe.core.address import Address, Step
from lexframe.text.comparison import ADDED, MOVED, REMOVED, REPEALED, UnitChange, compare
from lexframe.text.labels import place


@dataclass(slots=True)
class UnitNode:
    """A unit of the new text, matched or added; the root is the article."""

    change: UnitChange | None = None
    children: list[UnitNode] = field(default_factory=list)
    gone: bool = False
    """Whether a unit directly inside was taken away or carried off."""

    @property
    def reworded(self) -> bool:
        """Whether a reader sees other words in its own block."""
        return self.change is not None and self.change.reworded

    @property
    def added(self) -> bool:
        """Whether it is new here, or was carried here from another place."""
        return self.change is not None and self.change.kind in (ADDED, MOVED)

    @property
    def repealed(self) -> bool:
        """Whether it now only says that it is repealed."""
        return self.change is not None and self.change.kind == REPEALED

    @property
    def steps(self) -> tuple[Step, ...]:
        """Its steps in the new text."""
        return self.change.new.steps if self.change and self.change.new else ()

    @property
    def was(self) -> tuple[Step, ...]:
        """Its steps in the old text; none for what is new here."""
        return self.change.old.steps if self.change and self.change.old and not self.added else ()

    @property
    def matched(self) -> list[UnitNode]:
        """The units directly inside that the old text has too."""
        return [child for child in self.children if not child.added]

    @property
    def below(self) -> Iterator[UnitNode]:
        """Everything inside, in document order."""
        for child in self.children:
            yield child
            yield from child.below

    @property
    def old_units(self) -> int:
        """How many units inside the old text has too."""
        return sum(not node.added for node in self.below)

    @property
    def changed(self) -> bool:
        """Whether anything inside differs for a reader."""
        return self.gone or any(
            node.gone or node.reworded or node.added or node.was[-1:] != node.steps[-1:]
            for node in self.below
        )

    @property
    def all_new(self) -> bool:
        """Whether every unit inside is reworded, and none is added or repealed."""
        inside = list(self.below)
        return bool(inside) and all(n.reworded and not n.added and not n.repealed for n in inside)

    @property
    def sayable(self) -> bool:
        """Whether what happened directly inside can be said unit by unit."""
        moved = any(child.change is not None and child.change.kind == MOVED for child in self.children)
        return not self.gone and not moved and all(_in_order(group) for group in self.kinds())

    def kinds(self) -> list[list[UnitNode]]:
        """Return the children of each kind, in order."""
        groups: dict[str, list[UnitNode]] = {}
        for child in self.children:
            groups.setdefault(child.steps[-1].kind, []).append(child)
        return list(groups.values())


def unit_tree(article: str, old: str, new: str) -> UnitNode:
    """Compare two bodies of an article and return the root: the article itself, which has no change."""
    root = UnitNode()
    changes = compare(article, old, new)
    nodes = {Address(article): root}
    by_old = {Address(article): root}
    for change in changes:
        if change.new is None:
            continue
        node = nodes[change.new] = UnitNode(change)
        nodes[change.new.parent].children.append(node)
        if change.old is not None and change.kind != MOVED:
            by_old[change.old] = node
    for change in changes:
        if change.old is not None and change.kind in (REMOVED, MOVED) and change.old.parent in by_old:
            by_old[change.old.parent].gone = True
    return root


def _in_order(siblings: Sequence[UnitNode]) -> bool:
    """Tell whether the siblings after an addition moved up by as many places as were added before them."""
    added = 0
    for node in siblings:
        new = place(node.steps[-1])
        if node.added:
            added += new is not None and len(new) == 1
            continue
        if node.was[-1] == node.steps[-1]:
            continue
        old = place(node.was[-1])
        if new is None or old is None or new[1:] != old[1:]:
            return False
        shift = new[0] - old[0]
        # Some laws have no ñ, so that n moves up to o.
        skips = node.steps[-1].kind == "inciso" and shift == added + 1 and old[0] <= 14 <= new[0]
        if (shift != added and not skips) or node.repealed:
            return False
    return True
