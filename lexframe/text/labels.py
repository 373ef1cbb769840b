"""The grammar of the labels that open a legal unit: articles, divisions, fracciones, incisos.

Reads one line at a time, in time linear in its length, and answers ``None`` for anything that
is not surely a label: a wrong label moves law to another place, a missed one only leaves prose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from lexframe.core.address import Step
from lexframe.text.ordinals import (
    ORDINAL_PATTERN,
    SUFFIXES,
    letter_rank,
    number_key,
    ordinal,
    plain,
    read_ordinal,
    read_roman,
    slug,
    suffix_rank,
)

__all__ = [
    "ArticleHeading",
    "DivisionHeading",
    "Label",
    "TransitorioHeading",
    "article_heading",
    "article_id",
    "division_heading",
    "follows",
    "is_first",
    "number_key",
    "ordinal",
    "place",
    "printed_number",
    "read_label",
    "read_ordinal",
    "step_label",
    "transitorio_heading",
    "transitorio_id",
    "unit_number",
]

_BIS = "|".join(sorted({form for word in SUFFIXES for form in (word, plain(word))}, key=len, reverse=True))
_SUFFIX = rf"(?i:{_BIS})(?![^\W\d_])"
# A number's tail: " Bis", "-A", " Bis 1", "-H Quáter"; a lone letter after a space only behind Bis.
_TAIL = (
    rf"(?:[ \u00a0]{{0,2}}[-\u2013\u2010][ \u00a0]{{0,2}}[A-ZÑ](?![^\W\d_])"
    rf"|[ \u00a0]{{1,2}}{_SUFFIX}(?:[ \u00a0][0-9]{{1,3}}(?![0-9]))?(?:[ \u00a0][A-ZÑ](?![^\W\d_]))?"
    rf"|-{_SUFFIX}){{0,3}}"
)
_CAPITAL = r"[A-ZÁÉÍÓÚÜÑ¿¡“\"«…*(]"
_END = (
    rf"(?:(?:\.[ ]?|[ ])?[-\u2013\u2014]{{1,2}}(?={_CAPITAL}|[ \t\u00a0]|\Z)"
    r"|[.:](?=[ \t\u00a0*]|\Z)|(?=[ \t\u00a0]{0,8}\Z))"
)
_MARK = r"[ \t\u00a0]{0,100}(?:#{1,6} {1,3})?(?:\*\*)?"
_ORDINAL = rf"{ORDINAL_PATTERN}(?: {_SUFFIX})?"
_AFTER = r"(?:\*\*)?[ \t\u00a0]{0,8}"
_ARTICLE = re.compile(
    rf"{_MARK}(?P<printed>A(?:rt[íi]culo|RT[ÍI]CULO|rt\.)[ \t\u00a0]{{1,8}}"
    rf"(?P<number>[0-9]{{1,5}}(?:[oO]\.|[oO](?![^\W\d_])|[º°]\.?)?{_TAIL}|{_ORDINAL}){_END})"
    rf"{_AFTER}"
)
_TRANSITORIO = re.compile(
    rf"{_MARK}(?P<printed>(?:A(?:rt[íi]culo|RT[ÍI]CULO) )?"
    rf"(?P<number>(?=[A-ZÚ]){_ORDINAL})(?: (?i:transitorio))?{_END}){_AFTER}"
)
_DIVISION = re.compile(
    rf"{_MARK}(?P<printed>(?P<kind>(?i:libro|t[íi]tulo|cap[íi]tulo|secci[óo]n))[ \t\u00a0]{{1,8}}"
    rf"(?P<number>(?:{ORDINAL_PATTERN}|[IVXLC]{{1,12}}|[0-9]{{1,3}}[oOaAº°]?)(?![^\W\d_])"
    rf"(?:(?: |-)(?:{_SUFFIX}|[A-Z](?![^\W\d_]))){{0,2}})(?P<end>{_END}|(?=[ \t\u00a0]))){_AFTER}"
)
_LABEL = re.compile(
    r"[ \t\u00a0]{0,200}(?P<printed>(?P<number>(?P<base>[IVXLCDM]{1,15}|[A-ZÑ]|[a-zñ]{1,5}|[0-9]{1,3})"
    rf"(?:[ \u00a0](?P<suffix>{_SUFFIX}(?:[ \u00a0][0-9]{{1,2}})?))?)(?P<end>\)\.?|\.-|\.))"
    r"(?:(?=[ \t\u00a0]|\Z)|(?<=-))[ \t\u00a0]{0,8}"
)
_LINE_HEAD = 400
_STEP_KINDS = ("apartado", "fraccion", "inciso", "numeral")
_KINDS = {"libro": "libro", "titulo": "titulo", "capitulo": "capitulo", "seccion": "seccion"}
# Above this a roman number is more likely a word ("MIX.", "DI."), unless the one before it says otherwise.
_LIKELY_ROMAN = 399


@dataclass(frozen=True, slots=True)
class ArticleHeading:
    """``number`` as it is cited (``20 Bis``, ``5o.-A``, ``Único``), the ``printed`` label, the ``rest``."""

    number: str
    printed: str
    rest: str


@dataclass(frozen=True, slots=True)
class TransitorioHeading:
    """``number`` in title case (``Décimo Primero``, ``Único``), the ``printed`` label, the ``rest``."""

    number: str
    printed: str
    rest: str


@dataclass(frozen=True, slots=True)
class DivisionHeading:
    """``kind`` is libro, titulo, capitulo or seccion; ``number`` in title case; ``rest`` its title."""

    kind: str
    number: str
    printed: str
    rest: str


@dataclass(frozen=True, slots=True)
class Label:
    """What opens an apartado, fracción, inciso or numeral: ``II Bis.`` has the number ``II Bis``.

    ``printed`` is the label with its punctuation; the words of the line begin at offset ``end``.
    """

    kind: str
    number: str
    printed: str
    end: int

    @property
    def step(self) -> Step:
        """The step of an address this label stands for: ``fraccion-II-bis``, ``inciso-nn``."""
        return Step(self.kind, step_label(self.number))


def article_heading(line: str) -> ArticleHeading | None:
    """Read ``Artículo 20 Bis.- Texto``; prose such as ``Artículo 5 de la Ley`` reads as ``None``."""
    match = _ARTICLE.match(line[:_LINE_HEAD])
    if match is None:
        return None
    number = _article_number(_spaced(match["number"]))
    return ArticleHeading(number, match["printed"].rstrip(), line[match.end() :])


def transitorio_heading(line: str) -> TransitorioHeading | None:
    """Read ``PRIMERO.``, ``Décimo Primero.-`` or ``Artículo Tercero Transitorio.``; numbers in title case."""
    match = _TRANSITORIO.match(line[:_LINE_HEAD])
    if match is None:
        return None
    number = _ordinal_title(_spaced(match["number"]))
    return TransitorioHeading(number, match["printed"].rstrip(), line[match.end() :])


def division_heading(line: str) -> DivisionHeading | None:
    """Read ``CAPÍTULO II BIS``, ``Título Primero. Disposiciones``; ``Capítulo II de esta Ley`` is prose."""
    match = _DIVISION.match(line[:_LINE_HEAD])
    if match is None:
        return None
    kind = _KINDS[plain(match["kind"])]
    number = _division_number(_spaced(match["number"]))
    rest = line[match.end() :]
    if number is None or (rest and not match["end"] and not (rest.isupper() and match["kind"].isupper())):
        return None
    return DivisionHeading(kind, number, match["printed"].rstrip(), rest)


def read_label(line: str, opened: Sequence[Label] = ()) -> Label | None:
    """Read the label a line opens with, or ``None``.

    ``opened`` are the labels the line stands under or beside, outermost first: ``C.``, ``D.``, ``I.``,
    ``L.``, ``M.``, ``V.`` and ``X.`` are both apartados and fracciones, ``i)`` an inciso and a small
    roman numeral, and only what came before tells which.
    """
    match = _LABEL.match(line[:_LINE_HEAD])
    if match is None:
        return None
    readings = [
        Label(kind, _spaced(match["number"]), match["printed"], match.end())
        for kind in _kinds(match["base"], match["end"])
    ]
    for previous in reversed(opened):
        for label in readings:
            if follows(previous, label):
                return label
    return next((label for label in readings if _stands_alone(label, readings, opened)), None)


def follows(previous: Label, label: Label) -> bool:
    """Tell whether ``label`` may come right after its sibling: II → II Bis → III, n → ñ or o, a → a bis."""
    if previous.kind != label.kind or previous.number[0].isdigit() != label.number[0].isdigit():
        return False
    (before, *old), (now, *new) = _key(previous), _key(label)
    if now == before:
        return _suffix_follows(old, new)
    skips_enye = label.kind in ("apartado", "inciso") and previous.number in ("n", "N")
    return not new and now - before in ((1, 2) if skips_enye else (1,))


def is_first(label: Label) -> bool:
    """Tell whether a list may begin with this label: A, I, a, 1, i."""
    return _key(label) == [1]


def step_label(number: str) -> str:
    """Return a number's label in an address: ``II Bis`` → ``II-bis``, ``ñ`` → ``nn``, ``nn`` → ``n-n``."""
    base, *rest = number.replace("\u00a0", " ").split()
    ascii_base = "-".join(base) if base.casefold() == "nn" else base.replace("ñ", "nn").replace("Ñ", "NN")
    return "-".join([ascii_base, *(plain(word) for word in rest)])


def unit_number(step: Step) -> str:
    """Return the printed number of a step: ``fraccion-II-bis`` → ``II Bis``, ``inciso-nn`` → ``ñ``."""
    base, *rest = step.label.split("-")
    if rest and rest[0].casefold() == base.casefold() == "n":
        base, rest = base + rest[0], rest[1:]
    elif base.casefold() == "nn":
        base = "ñ" if base.islower() else "Ñ"
    words = [_suffix_word(word, lower=step.kind == "inciso") for word in rest]
    return " ".join([base, *words])


def place(step: Step) -> tuple[int, ...] | None:
    """Return where a step stands among its siblings: XII Bis is ``(12, 1)``; ``None`` for a repeated one."""
    number = unit_number(step)
    if " x" in number:
        return None
    if step.kind in _STEP_KINDS:
        return tuple(_key(Label(step.kind, number, "", 0)))
    return (int(number),) if number.isdigit() else None


def article_id(number: str) -> str:
    """Return the id of an article from its printed number: ``20 Bis`` → ``articulo-20-bis``."""
    return f"articulo-{slug(number)}"


def transitorio_id(number: str, decree: str = "") -> str:
    """Return ``transitorio-11`` for *Décimo Primero*, ``transitorio-unico``; with a reform decree's
    date in the DOF (``2019-02-04``, with ``-2`` when two share it) ``decreto-2019-02-04-transitorio-1``.
    """
    words = number.split()
    head = next((n for n in range(len(words), 0, -1) if read_ordinal(" ".join(words[:n])) is not None), 0)
    value = str(read_ordinal(" ".join(words[:head])) or "")
    name = "-".join(part for part in (value, slug(" ".join(words[head:]))) if part)
    return f"decreto-{decree}-transitorio-{name}" if decree else f"transitorio-{name}"


def printed_number(article: str) -> str:
    """Return the number an id was made from, as cited: ``articulo-20-bis`` → ``20 Bis``.

    The ordinal sign of *5o.* is not in the id and is not invented; where it matters, keep the number.
    """
    _, transitorio, name = article.rpartition("transitorio-")
    words = (name if transitorio else article.partition("-")[2]).split("-")
    if transitorio and words[0].isdigit():
        return " ".join([ordinal(int(words[0])).title(), *(_suffix_word(word) for word in words[1:])])
    if not words[0].isdigit():
        return _ordinal_title(" ".join(words))
    number = words[0]
    for before, word in pairwise(words):
        letter = "Ñ" if word == "nn" else word.upper() if len(word) == 1 and word.isalpha() else ""
        joint = " " if suffix_rank(before) or not letter else "-"
        number += joint + (letter or _suffix_word(word))
    return number


def _suffix_word(word: str, *, lower: bool = False) -> str:
    rank = suffix_rank(word)
    if rank is None:
        return word
    return SUFFIXES[rank - 1].lower() if lower else SUFFIXES[rank - 1]


def _spaced(number: str) -> str:
    return " ".join(number.split())


def _article_number(number: str) -> str:
    """Tidy a printed number: *1o* is ``1o.``, *4°.* is ``4°``, *15 - A* is ``15-A``."""
    if not number[0].isdigit():
        return _ordinal_title(number)
    number = re.sub(r" ?[-\u2010\u2013] ?", "-", re.sub(r"([º°])\.", r"\1", number))
    return f"{number[:-1]}o." if number[-1] in "oO" else number


def _ordinal_title(words: str) -> str:
    """Return *Décimo Primero Bis* for any spelling of an ordinal or *único*."""
    head, _, last = words.rpartition(" ")
    rank = suffix_rank(last) if head else None
    name = head if rank else words
    value = read_ordinal(name)
    feminine = name[-1] in "aA"
    if value is not None:
        title = ordinal(value, "f" if feminine else "m").title()
    else:
        title = f"Ú{plain(name)[1:]}" if plain(name) in ("unico", "unica") else name.title()
    return f"{title} {SUFFIXES[rank - 1]}" if rank else title


def _division_number(number: str) -> str | None:
    base, *rest = number.split()
    if not base[0].isdigit() and read_ordinal(base) is None and plain(base) not in ("unico", "unica"):
        if read_roman(base.partition("-")[0]) is None:
            return None
    elif not base[0].isdigit():
        return _ordinal_title(number)
    return " ".join([base, *(_suffix_word(word) for word in rest)])


def _kinds(base: str, end: str) -> list[str]:
    """Return every kind of unit a label of this shape can open, the deeper kind of two first."""
    if base.isdigit():
        return ["numeral"]
    if base[0].isupper():
        romans = ["fraccion"] if read_roman(base) is not None else []
        return [*romans, *(["apartado"] if len(base) == 1 else [])]
    if not end.startswith(")"):
        return []
    romans = ["numeral"] if base.isascii() and read_roman(base.upper()) is not None else []
    return [*romans, *(["inciso"] if letter_rank(base) is not None else [])]


def _key(label: Label) -> list[int]:
    """Return the place of a label in its list: the base's value, then Bis and what follows it."""
    base, *rest = label.number.split()
    if base.isdigit():
        value = int(base)
    elif label.kind in ("fraccion", "numeral"):
        value = read_roman(base.upper()) or 0
    else:
        value = letter_rank(base) or 0
    return [value, *(suffix_rank(word) or int(word) for word in rest)]


def _suffix_follows(old: list[int], new: list[int]) -> bool:
    """Tell whether Bis 1 may follow Bis, Ter follow Bis 1, Bis follow nothing."""
    if len(new) == len(old) + 1:
        return new[:-1] == old and new[-1] == 1
    return 0 < len(new) <= len(old) and new[:-1] == old[: len(new) - 1] and new[-1] == old[len(new) - 1] + 1


def _stands_alone(label: Label, readings: Sequence[Label], opened: Sequence[Label]) -> bool:
    """Tell whether a label that follows no open sibling is one all the same."""
    value = _key(label)[0]
    siblings = [before for before in opened if before.kind == label.kind]
    if label.kind == "apartado":
        return value == 1 or bool(siblings)
    if label.kind == "inciso" or label.number[0].isdigit():
        return True
    if label.kind == "numeral":
        return value == 1 or (len(readings) == 1 and value < 40)
    if len(readings) == 1 or value <= 10:
        return value <= _LIKELY_ROMAN
    return any(0 < value - _key(before)[0] <= 3 for before in siblings)
