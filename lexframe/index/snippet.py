"""The few words around what was found, cut from the record itself, with the finds marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lexframe.index.folding import WORD, fold

WIDTH = 160
"""Characters of a snippet, a word more or less."""

_LEAD = 40
_MOST_FINDS = 200

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of text on one line; ``marks`` are the spans in it of the words that were asked for."""

    text: str
    marks: tuple[Span, ...] = ()


def snippet(text: str, words: Sequence[str]) -> Snippet:
    """Cut out the place where most of the words stand together; without any, the beginning.

    A word stands for itself, or, where it stands nowhere, for those that begin with it. What is
    left out is shown by an ellipsis.
    """
    line = " ".join(text.split())
    finds = _finds(line, words)
    start = _start(line, _densest(finds))
    end = len(line) if len(line) - start <= WIDTH else line.rfind(" ", start, start + WIDTH)
    end = end if end > start else min(len(line), start + WIDTH)
    before, after = "… " * (start > 0), " …" * (end < len(line))
    shift = len(before) - start
    marks = tuple((a + shift, b + shift) for a, b, _ in finds if start <= a and b <= end)
    return Snippet(f"{before}{line[start:end].rstrip()}{after}", marks)


def richest(texts: Iterable[str], words: Sequence[str]) -> int:
    """Return which text holds most of the words, the first among equals; -1 where none holds any."""
    best, most = -1, 0
    for at, text in enumerate(texts):
        folded = fold(text)
        held = sum(word in folded for word in words)
        if held > most:
            best, most = at, held
            if held == len(words):
                break
    return best


def _finds(line: str, words: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return start, end and asked word of every word of the line that was asked for."""
    wanted = frozenset(words)
    met = [(each.start(), each.end(), fold(each[0])) for each in WORD.finditer(line)]
    exact = {folded for _, _, folded in met} & wanted
    beginnings = tuple(word for word in wanted - exact if len(word) > 1)
    found = []
    for start, end, folded in met:
        if folded in exact:
            found.append((start, end, folded))
        elif beginnings and folded.startswith(beginnings):
            found.append((start, end, next(each for each in beginnings if folded.startswith(each))))
    return found[:_MOST_FINDS]


def _densest(finds: Sequence[tuple[int, int, str]]) -> int:
    """Return where the window begins that holds most different words."""
    best, most = 0, 0
    for at, (start, _, _) in enumerate(finds):
        inside = {word for _, end, word in finds[at:] if end - start <= WIDTH - _LEAD}
        if len(inside) > most:
            best, most = start, len(inside)
    return best


def _start(line: str, find: int) -> int:
    """Return a beginning of a word some way before the find; the line's own where that is near."""
    if len(line) <= WIDTH or find <= _LEAD:
        return 0
    space = line.find(" ", find - _LEAD, find)
    return space + 1 if space >= 0 else find
