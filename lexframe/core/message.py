"""A sentence that has not been put into a language yet.

Everything below the faces speaks in messages; a face turns them into words once,
with the catalogue of the reader's language. A message is data: it can be compared
in tests, stored in a verdict and printed as JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


class Catalogue(Protocol):
    """What a message needs to become words: the two calls of :mod:`gettext`."""

    def gettext(self, message: str, /) -> str:
        """Return the translation of one sentence."""

    def ngettext(self, singular: str, plural: str, n: int, /) -> str:
        """Return the translation that fits a count."""


@dataclass(frozen=True, slots=True, init=False)
class Message:
    """A sentence in English with named holes, and what goes into them.

    ``Message("{n} position is missing", "{n} positions are missing", n=3)`` picks the
    plural by ``n``. A value that is itself a message is translated on the way out; a tuple
    of messages is joined by a space.
    """

    text: str
    plural: str
    values: tuple[tuple[str, object], ...]

    def __init__(self, text: str, plural: str = "", /, **values: object) -> None:
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "plural", plural)
        object.__setattr__(self, "values", tuple(sorted(values.items())))

    def say(self, catalogue: Catalogue) -> str:
        """Put the sentence into the catalogue's language."""
        values = dict(self.values)
        if self.plural:
            pattern = catalogue.ngettext(self.text, self.plural, _count(values))
        else:
            pattern = catalogue.gettext(self.text)
        return pattern.format_map({name: _word(value, catalogue) for name, value in values.items()})

    def __str__(self) -> str:
        return self.say(ENGLISH)


class _English:
    """The source language needs no catalogue."""

    def gettext(self, message: str, /) -> str:
        return message

    def ngettext(self, singular: str, plural: str, n: int, /) -> str:
        return singular if n == 1 else plural


ENGLISH: Catalogue = _English()


def _count(values: Mapping[str, object]) -> int:
    n = values["n"]
    assert isinstance(n, int)
    return n


def _word(value: object, catalogue: Catalogue) -> object:
    if isinstance(value, Message):
        return value.say(catalogue)
    if isinstance(value, tuple):
        return " ".join(str(_word(part, catalogue)) for part in value)
    return value
