"""Where in a framework: the stored address of a unit.

``articulo-38/fraccion-II/inciso-b/parrafo-2`` names the second paragraph of inciso b) of
fracción II of the article whose id is ``articulo-38``. The form is stable, ASCII and safe
as a path; what people read is made from it in :mod:`lexframe.text.citation`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lexframe.core.errors import Unreadable
from lexframe.core.message import Message

KINDS = ("apartado", "fraccion", "inciso", "numeral", "parrafo", "tabla")
_ARTICLE_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")
_LABEL = re.compile(r"[0-9A-Za-z]+(?:-[0-9A-Za-z]+)*\Z")


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """One level down: a kind of unit and its printed label, ASCII (``ñ`` is written ``nn``)."""

    kind: str
    label: str

    def __post_init__(self) -> None:
        if self.kind not in KINDS or not _LABEL.match(self.label):
            raise _bad(f"{self.kind}-{self.label}")

    def __str__(self) -> str:
        return f"{self.kind}-{self.label}"


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """An article id and the steps down to one unit; no steps means the whole article."""

    article: str
    steps: tuple[Step, ...] = ()

    def __post_init__(self) -> None:
        if not _ARTICLE_ID.match(self.article):
            raise _bad(self.article)

    @classmethod
    def parse(cls, text: str) -> Address:
        """Read the stored form. Raises :class:`Unreadable` on anything else."""
        article, *steps = text.split("/")
        return cls(article, tuple(_step(part) for part in steps))

    def down(self, kind: str, label: str) -> Address:
        """Return the address of a unit directly inside this one."""
        return Address(self.article, (*self.steps, Step(kind, label)))

    @property
    def parent(self) -> Address:
        """The unit this one stands in; the whole article is its own parent."""
        return Address(self.article, self.steps[:-1])

    def contains(self, other: Address) -> bool:
        """Tell whether ``other`` is this unit or stands inside it."""
        return other.article == self.article and other.steps[: len(self.steps)] == self.steps

    def __str__(self) -> str:
        return "/".join((self.article, *map(str, self.steps)))


def _step(part: str) -> Step:
    kind, dash, label = part.partition("-")
    if not dash:
        raise _bad(part)
    return Step(kind, label)


def _bad(text: str) -> Unreadable:
    return Unreadable(
        Message("“{text}” is not the address of a unit.", text=text),
        Message("Write it like articulo-38/fraccion-II/inciso-b/parrafo-2."),
    )
