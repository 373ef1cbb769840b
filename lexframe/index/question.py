"""What a person typed, as full-text queries: anything can be typed, and nothing of it is syntax."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lexframe.index.folding import folded_words

LONGEST, MOST_PHRASES = 1_000, 24
"""Characters and phrases of a question that are looked at."""

SHORTEST_BEGINNING = 4
"""A word of fewer letters is not taken as the beginning of others: too many begin so."""

_QUOTES = str.maketrans(dict.fromkeys("«»“”„‟", '"'))
_PIECE = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(frozen=True, slots=True)
class Question:
    """Phrases that must all be there, each as its folded words.

    Words between quotation marks are one phrase; so are the parts of ``institute's``.
    """

    phrases: tuple[tuple[str, ...], ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Every word once, in order."""
        return tuple(dict.fromkeys(word for phrase in self.phrases for word in phrase))

    @property
    def exact(self) -> str:
        """The query for the very words."""
        return " ".join(map(_quoted, self.phrases))

    @property
    def wider(self) -> str:
        """The query that also takes the last word of each phrase as the beginning of longer ones."""
        return " ".join(
            _quoted(phrase) + " *" * (len(phrase[-1]) >= SHORTEST_BEGINNING) for phrase in self.phrases
        )


def ask(text: str) -> Question:
    """Read what somebody typed. Operators, quotes and signs are words or nothing, never syntax."""
    phrases: dict[tuple[str, ...], None] = {}
    for quoted, bare in _PIECE.findall(text[:LONGEST].translate(_QUOTES)):
        words = tuple(folded_words(quoted or bare))
        if words:
            phrases.setdefault(words)
    return Question(tuple(phrases)[:MOST_PHRASES])


def _quoted(phrase: tuple[str, ...]) -> str:
    # The words are letters and digits only, so that no quotation mark can end the string early.
    return f'"{" ".join(phrase)}"'
