"""What a decree does to a law: which units it reforms, adds and repeals, from the texts before and after.

Each provision is true of the two texts: what cannot be said of single units (a unit that is gone,
two that changed places) is said of the whole unit around them, in the end of the whole article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from lexframe.core.address import Address, Step
from lexframe.core.errors import Refused
from lexframe.core.message import Message
from lexframe.text.labels import number_key, place
from lexframe.text.unit_tree import UnitNode, unit_tree
from lexframe.text.units import is_repealed, parse_units

Verb = Literal["reform", "add", "repeal"]
REFORM: Verb = "reform"
ADD: Verb = "add"
REPEAL: Verb = "repeal"


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """One article before and after: ``old`` is ``None`` when it is new, ``new`` when it is repealed.

    ``number`` is the printed number (*20 Bis*, *Décimo Primero* of the transitorios).
    """

    article: str
    number: str
    old: str | None
    new: str | None

    @property
    def is_transitorio(self) -> bool:
        """Whether it is a transitory article, by its id."""
        return "transitorio-" in self.article


@dataclass(frozen=True, slots=True)
class DivisionChange:
    """A Título, Capítulo or Sección that is added, renamed or repealed.

    ``within`` are the divisions around it, the nearest first, as kind and number; ``articles`` the
    printed numbers of the added articles it holds, which are then not said a second time.
    """

    verb: Verb
    kind: str
    number: str
    title: str = ""
    within: tuple[tuple[str, str], ...] = ()
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Provision:
    """One verb on one unit; no steps for a whole article.

    ``steps`` are those of the new text, ``was`` the same path in the old one, as far as it existed.
    A last step ``parrafo-1`` under a fracción or inciso is its own text without what it holds.
    ``shifted`` are the later siblings that an addition renumbers, as pairs of old and new step.
    """

    verb: Verb
    article: str
    number: str
    steps: tuple[Step, ...] = ()
    was: tuple[Step, ...] = ()
    shifted: tuple[tuple[Step, Step], ...] = ()

    @property
    def address(self) -> Address:
        """The unit in the new text."""
        return Address(self.article, self.steps)


@dataclass(frozen=True, slots=True)
class Decree:
    """Every provision, in the order of the law, and the texts they were found in."""

    provisions: tuple[Provision, ...]
    divisions: tuple[DivisionChange, ...]
    changes: tuple[ArticleChange, ...]

    def of(self, verb: Verb) -> tuple[Provision, ...]:
        """Return the provisions of one verb."""
        return tuple(provision for provision in self.provisions if provision.verb == verb)


def decree(changes: Sequence[ArticleChange], divisions: Sequence[DivisionChange] = ()) -> Decree:
    """Find what a decree has to say so that each old text becomes the new one.

    Articles are put in the order of the law, transitorios last. Raises :class:`Refused` when
    nothing changes that a reader would see, when an article comes twice, when a new text is empty,
    or when it uses one label twice in one place, so that no sentence could say which is meant.
    """
    ordered = sorted(changes, key=lambda change: (change.is_transitorio, number_key(change.number)))
    twice = [a for a, b in pairwise(sorted(ordered, key=lambda c: c.article)) if a.article == b.article]
    if twice:
        raise Refused(
            Message("Article {number} comes twice in this decree.", number=twice[0].number),
            Message("Join its changes into one text first."),
        )
    provisions = [provision for change in ordered for provision in provisions_of(change)]
    if not provisions and not divisions:
        raise Refused(
            Message("The texts say the same words, so there is nothing to decree."),
            Message("Check which amendments the decree should carry out."),
        )
    touched = {provision.article for provision in provisions}
    kept = tuple(change for change in ordered if change.article in touched)
    return Decree(tuple(provisions), tuple(divisions), kept)


def provisions_of(change: ArticleChange) -> tuple[Provision, ...]:
    """Return what has to be said of one article; nothing when a reader sees no difference.

    Raises :class:`Refused` for an empty new text, and for one that repeats a label.
    """
    if change.new is not None and not change.new.strip():
        raise Refused(
            Message("The new text of article {number} is empty.", number=change.number),
            Message("To repeal it, write “Se deroga.” in its place."),
        )
    whole = _whole(change)
    if whole is not None:
        return (whole,)
    _refuse_repeats(change)
    tree = unit_tree(change.article, change.old or "", change.new or "")
    if not tree.changed:
        return ()
    reform = Provision(REFORM, change.article, change.number)
    inner = list(_said(change, tree)) if tree.sayable and not tree.all_new else [reform]
    if any(place(step) is None for provision in inner for step in (*provision.steps, *provision.was)):
        return (reform,)
    if tree.old_units == 1 and any(p.verb == REFORM for p in inner):
        return (reform, *(p for p in inner if p.verb != REFORM))
    return tuple(inner)


def _whole(change: ArticleChange) -> Provision | None:
    """Return what happened to the article as a whole, if that is all there is to say."""
    repealed = change.new is None or is_repealed(change.new)
    if change.old is None:
        return Provision(ADD, change.article, change.number)
    if repealed and not is_repealed(change.old):
        return Provision(REPEAL, change.article, change.number)
    if is_repealed(change.old) and not repealed:
        return Provision(REFORM, change.article, change.number)
    return None


def _said(change: ArticleChange, node: UnitNode) -> Iterator[Provision]:
    """Yield the provisions for everything inside a unit whose inside is sayable."""
    for child in node.children:
        if child.added:
            yield _provision(ADD, change, child, node.was, _shifted(child, node))
        elif child.repealed:
            yield from _said_of_repeal(change, child)
        elif not child.sayable:
            yield _provision(REFORM, change, child, child.was)
        elif child.reworded and (child.all_new or not child.matched):
            yield _provision(REFORM, change, child, child.was)
            yield from _said(change, child) if not child.all_new else ()
        elif child.reworded:
            yield _provision(REFORM, change, child, child.was, lead=True)
            yield from _said(change, child)
        else:
            yield from _said(change, child)


def _said_of_repeal(change: ArticleChange, node: UnitNode) -> Iterator[Provision]:
    if not node.children:
        yield _provision(REPEAL, change, node, node.was)
    elif node.sayable:
        yield _provision(REPEAL, change, node, node.was, lead=True)
        yield from _said(change, node)
    else:
        yield _provision(REFORM, change, node, node.was)


def _provision(
    verb: Verb,
    change: ArticleChange,
    node: UnitNode,
    was: tuple[Step, ...],
    shifted: tuple[tuple[Step, Step], ...] = (),
    *,
    lead: bool = False,
) -> Provision:
    own = (Step("parrafo", "1"),) if lead else ()
    return Provision(verb, change.article, change.number, node.steps + own, was + own, shifted)


def _shifted(node: UnitNode, holder: UnitNode) -> tuple[tuple[Step, Step], ...]:
    kind = node.steps[-1].kind
    pairs = ((n.was[-1], n.steps[-1]) for n in holder.matched if n.steps[-1].kind == kind)
    return tuple((old, new) for old, new in pairs if old != new)


def _refuse_repeats(change: ArticleChange) -> None:
    """Refuse a new text that uses a label twice where the law in force did not."""
    known = {unit.address for unit in parse_units(change.article, change.old or "")}
    for unit in parse_units(change.article, change.new or ""):
        if place(unit.step) is None and unit.address not in known:
            raise Refused(
                Message(
                    "Article {number} has the label {label} twice in one place.",
                    number=change.number,
                    label=unit.label,
                ),
                Message("Give each unit a label of its own, so that the decree can name it."),
                str(unit.address),
            )
