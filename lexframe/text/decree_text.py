"""The articles a decree quotes behind *para quedar como sigue:*, with … for what does not change.

Every reformed, added, repealed or relabelled unit is quoted in full; what stays is one … a
paragraph, and a run of labelled units in one line (*I. a IV. …*), so that every place can be counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from lexframe.core.address import Address
from lexframe.text.decree import ADD, ArticleChange, Decree, DivisionChange, Provision
from lexframe.text.labels import follows, read_label
from lexframe.text.unit_tree import UnitNode, unit_tree
from lexframe.text.units import INDENT, Unit, is_repealed, parse_units

Role = Literal["division", "article", "unit"]
ELISION = "…"
_DIVISIONS = {"libro": "Libro", "titulo": "Título", "capitulo": "Capítulo", "seccion": "Sección"}


@dataclass(frozen=True, slots=True)
class DecreeLine:
    """One paragraph of the quoted text.

    ``role`` is division, article (its label and first paragraph) or unit. ``label`` is printed before
    ``text`` (*Artículo 39.*, *I. a IV.*); ``depth`` counts the units it stands in; ``elided`` tells
    that the text is only …, in which case ``address`` is the first of what is left out.
    """

    role: Role
    label: str
    text: str
    depth: int = 0
    elided: bool = False
    address: Address | None = None


def decree_text(decree: Decree) -> tuple[DecreeLine, ...]:
    """Quote every article of a decree, in its order, a new division before the articles it holds."""
    lines: list[DecreeLine] = []
    waiting = list(decree.divisions)
    for change in decree.changes:
        for division in [d for d in waiting if not d.articles or change.number in d.articles]:
            lines += _division(division)
            waiting.remove(division)
        provisions = [p for p in decree.provisions if p.article == change.article]
        lines += _article(change, provisions)
    return (*lines, *(line for division in waiting for line in _division(division)))


def plain_lines(lines: Sequence[DecreeLine]) -> str:
    """Print quoted text as plain paragraphs, indented as bodies are, with one final newline."""
    blocks = []
    for line in lines:
        words = " ".join(part for part in (line.label, line.text) if part)
        blocks.append("\n".join(" " * (INDENT * line.depth) + row for row in words.split("\n")))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def article_label(change: ArticleChange) -> str:
    """Return the label of an article as laws print it: *Artículo 39.*, *Décimo Primero.*"""
    number = change.number if change.number.endswith(".") else f"{change.number}."
    return number if change.is_transitorio else f"Artículo {number}"


def _division(division: DivisionChange) -> Iterator[DecreeLine]:
    repealed = division.verb == "repeal"
    yield DecreeLine("division", "", f"{_DIVISIONS[division.kind]} {division.number}")
    title = "Se deroga." if repealed else division.title
    if title:
        yield DecreeLine("division", "", title)


def _article(change: ArticleChange, provisions: Sequence[Provision]) -> Iterator[DecreeLine]:
    new = change.new if change.new is not None else "Se deroga.\n"
    units = {unit.address: unit for unit in parse_units(change.article, new)}
    tree = unit_tree(change.article, change.old or "", new)
    lines = list(
        _Quoted(units, provisions).inside(tree, shown=any(not p.steps and not _adds(p) for p in provisions))
    )
    whole_new = change.old is None or is_repealed(new)
    if whole_new:
        lines = [DecreeLine("unit", u.label, u.text, u.depth, False, u.address) for u in units.values()]
    label = article_label(change)
    if lines and not lines[0].label and lines[0].depth == 0:
        first = lines.pop(0)
        yield DecreeLine("article", label, first.text, 0, first.elided, first.address)
    else:
        yield DecreeLine("article", label, "", address=Address(change.article))
    yield from lines


def _adds(provision: Provision) -> bool:
    return provision.verb == ADD


class _Quoted:
    """Knows which units of one article are quoted."""

    def __init__(self, units: dict[Address, Unit], provisions: Sequence[Provision]) -> None:
        self.units = units
        self.whole = {p.address for p in provisions}
        # Below a labelled unit, parrafo-1 is the unit's own text.
        own = (p.address for p in provisions if len(p.steps) > 1 and str(p.steps[-1]) == "parrafo-1")
        self.own = {address.parent for address in own}

    def inside(self, holder: UnitNode, *, shown: bool) -> Iterator[DecreeLine]:
        """Yield the lines of everything inside a unit, runs of labelled units that stay in one."""
        stays = [not shown and not self._quoted(node) for node in holder.children]
        runs = groupby(zip(holder.children, stays, strict=True), key=lambda pair: pair[1])
        for stay, run in runs:
            nodes = [node for node, _ in run]
            if stay:
                yield from self._left_out(nodes)
            else:
                for node in nodes:
                    yield from self._said(node, shown=shown)

    def _address(self, node: UnitNode) -> Address:
        assert node.change is not None, "only the article itself has no change"
        assert node.change.new is not None, "the tree is that of the new text"
        return node.change.new

    def _relabelled(self, node: UnitNode) -> bool:
        return bool(self.units[self._address(node)].label) and node.was[-1:] != node.steps[-1:]

    def _in_full(self, node: UnitNode) -> bool:
        return self._address(node) in self.whole or node.added or self._relabelled(node)

    def _quoted(self, node: UnitNode) -> bool:
        """Tell whether the unit or anything inside it is quoted."""
        if self._in_full(node) or self._address(node) in self.own:
            return True
        return any(self._quoted(child) for child in node.children)

    def _said(self, node: UnitNode, *, shown: bool) -> Iterator[DecreeLine]:
        unit = self.units[self._address(node)]
        full = shown or self._in_full(node)
        stays = not full and unit.address not in self.own
        text = ELISION if stays else unit.text
        yield DecreeLine("unit", unit.label, text, unit.depth, stays, unit.address)
        yield from self.inside(node, shown=full)

    def _left_out(self, nodes: Sequence[UnitNode]) -> Iterator[DecreeLine]:
        run: list[Unit] = []
        for node in nodes:
            unit = self.units[self._address(node)]
            if run and not (unit.label and _next_to(run[-1], unit)):
                yield _one_line(run)
                run = []
            run.append(unit)
        if run:
            yield _one_line(run)


def _next_to(before: Unit, after: Unit) -> bool:
    """Tell whether two labelled units follow each other with nothing possible between them but a Bis."""
    first = read_label(f"{before.label} ")
    second = read_label(f"{after.label} ", [first] if first else [])
    return first is not None and second is not None and follows(first, second)


def _one_line(run: Sequence[Unit]) -> DecreeLine:
    joint = "a" if len(run) > 2 else "y"
    label = run[0].label if len(run) == 1 else f"{run[0].label} {joint} {run[-1].label}"
    return DecreeLine("unit", label, ELISION, run[0].depth, True, run[0].address)
