"""Cut a passage into words, spaces, marks and breaks that join back to it exactly; a word is never cut.

Three kinds of piece matter to the algebra. A *word* is what a person counts; a *break* is white
space with a blank line in it, which parts two blocks of an article; everything else (a space, a
soft line end, a comma) is *filling*.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

# Combining marks and invisible joiners stand inside a word: a reader sees one word, so it is one token.
_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_LETTER = rf"[\w\u0300-\u036f{_INVISIBLE}]"
# «6.25», «1,234.50», «l'article», «médico-quirúrgico» are one word each.
_JOINT = r"(?:[-'’‑·]|(?<=\d)[.,](?=\d))"
_TOKEN = re.compile(rf"\s+|{_LETTER}+(?:{_JOINT}{_LETTER}+)*|.", re.DOTALL)
# A blank line; the indentation after it already belongs to the next block.
_BREAK = re.compile(r"\n(?:[^\S\n]*\n)+")
_HIDDEN = re.compile(f"[{_INVISIBLE}]")

SPACE = " "
BREAK = "\n\n"


def tokens(text: str) -> list[str]:
    """Cut ``text``; ``"".join`` of the result is ``text``."""
    return _TOKEN.findall(text)


def is_break(token: str) -> bool:
    """Tell whether the token parts two blocks: white space with a blank line in it."""
    return token.count("\n") > 1 and token.isspace()


def has_break(text: str) -> bool:
    """Tell whether a blank line stands in the text."""
    return _BREAK.search(text) is not None


def is_word(token: str) -> bool:
    """Tell whether the token is something a person counts as a word: it has a letter or a digit."""
    return token[0].isalnum() or any(map(str.isalnum, token))


def count_words(pieces: Iterable[str]) -> int:
    """Count the words among tokens."""
    return sum(map(is_word, pieces))


def blocks(text: str) -> list[str]:
    """Cut ``text`` into blocks, each with the break that follows it; they join back to ``text``.

    The last one has no break. A text that starts with a break has a first block of that alone.
    """
    cuts = [0, *(found.end() for found in _BREAK.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(cuts) if start < end]


def key(token: str) -> str:
    """Return what a reader sees of a token: two tokens with one key differ only invisibly.

    Any spacing inside a block is one space, a break counts with the indentation it opens, and
    a word with its canonical composition (NFC), less joiners that print nothing.
    """
    if token.isspace():
        return BREAK + _indentation(token) if token.count("\n") > 1 else SPACE
    return token if token.isascii() else _HIDDEN.sub("", unicodedata.normalize("NFC", token))


def _indentation(gap: str) -> str:
    return SPACE * len(gap[gap.rindex("\n") + 1 :].expandtabs(4))


class Vocabulary(dict[str, int]):
    """Gives every distinct item one small number, so that aligners compare integers.

    A dictionary that fills itself, because most of an alignment's time goes here.
    """

    __slots__ = ()

    def __missing__(self, item: str) -> int:
        number = self[item] = len(self)
        return number

    def numbers(self, items: Iterable[str]) -> list[int]:
        """Return one number per item; equal items, and only they, have equal numbers."""
        return list(map(self.__getitem__, items))


class VisibleVocabulary(Vocabulary):
    """Gives one number to all tokens that differ only invisibly (see :func:`key`)."""

    __slots__ = ()

    def __missing__(self, item: str) -> int:
        visible = key(item)
        number = self[item] = len(self) if visible == item else self[visible]
        return number
