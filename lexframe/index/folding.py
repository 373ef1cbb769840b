"""Words as search compares them: without case and accents, *ñ* as *n*, like the index itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
_MARKS = re.compile(r"[\u0300-\u036f]+")


def fold(text: str) -> str:
    """Return a text in small letters without accents, as SQLite's ``remove_diacritics 2`` reads it."""
    if text.isascii():
        return text.lower()
    return _MARKS.sub("", unicodedata.normalize("NFD", text.lower()))


def folded_words(text: str) -> Iterator[str]:
    """Yield the words of a text, folded."""
    return (fold(word) for word in WORD.findall(text))
