"""Addresses as people say them: *artículo 38, fracción II, inciso b), segundo párrafo*, and back.

What is written here is read back to the same address, in Spanish and in English, except a label
that a text repeats by mistake; what people type may come in any case, without accents,
abbreviated, and from the inside out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from lexframe.core.address import Address, Step
from lexframe.core.errors import Unreadable
from lexframe.text.labels import article_id, printed_number, step_label, transitorio_id, unit_number
from lexframe.text.ordinals import (
    ORDINAL_PATTERN,
    SUFFIXES,
    letter_rank,
    ordinal,
    plain,
    read_ordinal,
    read_roman,
)
from lexframe.text.units import Unit

Language = Literal["es", "en"]

_NAMES = {
    "es": {
        "apartado": "apartado", "fraccion": "fracción", "inciso": "inciso", "numeral": "numeral",
        "parrafo": "párrafo", "tabla": "tabla",
    },
    "en": {
        "apartado": "part", "fraccion": "fraction", "inciso": "item", "numeral": "number",
        "parrafo": "paragraph", "tabla": "table",
    },
}  # fmt: skip
_ENGLISH_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
_MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
    "noviembre", "diciembre",
)  # fmt: skip
_DECREE_ID = re.compile(r"decreto-([0-9]{4})-([0-9]{2})-([0-9]{2})(-[0-9]+)?-transitorio-")


def cite(address: Address, number: str = "", lang: Language = "es", *, last: bool = False) -> str:
    """Say an address, the article first; ``last`` says *último párrafo* instead of counting it.

    ``number`` is the printed number of the article; without it, it is made from the id.
    """
    parts = [cite_article(address.article, number, lang)]
    if address.steps:
        parts.append(cite_steps(address.steps, lang, last=last))
    return ", ".join(parts)


def cite_article(article: str, number: str = "", lang: Language = "es") -> str:
    """Say an article by its id: *artículo 20 Bis*, *artículo Décimo Primero Transitorio*."""
    named = number or printed_number(article)
    if "transitorio-" not in article:
        return f"{'artículo' if lang == 'es' else 'article'} {named}"
    said = f"artículo {named} Transitorio" if lang == "es" else f"transitory article {named}"
    decree = _DECREE_ID.match(article)
    if decree is None:
        return said
    year, month, day, nth = decree.groups()
    which = f" ({nth[1:]})" if nth else ""
    if lang == "en":
        return f"{said} of the decree of {year}-{month}-{day}{which}"
    name = _MONTHS[int(month) - 1] if 0 < int(month) < 13 else month
    return f"{said} del decreto del {int(day)} de {name} de {year}{which}"


def cite_steps(steps: Sequence[Step], lang: Language = "es", *, last: bool = False) -> str:
    """Say the steps below the article: *fracción II, inciso b), segundo párrafo*."""
    said = [cite_step(step, lang) for step in steps]
    if last and steps and steps[-1].kind == "parrafo":
        said[-1] = "último párrafo" if lang == "es" else "last paragraph"
    return ", ".join(said)


def cite_step(step: Step, lang: Language = "es") -> str:
    """Say one step: *fracción II Bis*, *inciso b)*, *segundo párrafo*."""
    name = _NAMES[lang][step.kind]
    if step.kind == "parrafo" and step.label.isdigit():
        return _paragraph(int(step.label), name, lang)
    number, _, again = unit_number(step).partition(" x")
    bracket = ")" if step.kind == "inciso" or (step.kind == "numeral" and not number[0].isdigit()) else ""
    repeated = {"es": " (repetición)", "en": " (repeated)"}[lang] if again else ""
    return f"{name} {number}{bracket}{repeated}"


def _paragraph(n: int, name: str, lang: Language) -> str:
    if lang == "es":
        return f"{ordinal(n, short=True)} {name}" if n < 200 else f"{name} {n}"
    return f"{_ENGLISH_ORDINALS[n - 1]} {name}" if n <= len(_ENGLISH_ORDINALS) else f"{name} {n}"


@dataclass(frozen=True, slots=True)
class Citation:
    """What somebody cited; ``last`` when they said *último párrafo* of ``address``."""

    address: Address
    last: bool = False

    def among(self, units: Iterable[Unit]) -> Address:
        """Return the address, with the last paragraph counted in the article's units."""
        if not self.last:
            return self.address
        depth = len(self.address.steps)
        paragraphs = [
            unit.address
            for unit in units
            if unit.kind == "parrafo" and unit.address.steps[:-1] == self.address.steps
        ]
        return paragraphs[-1] if paragraphs else Address(self.address.article, self.address.steps[:depth])


_LONGEST = 300
_SUFFIX = "|".join(sorted((plain(word) for word in SUFFIXES), key=len, reverse=True))
_BIS = rf"(?: (?:{_SUFFIX})(?![a-zñ])(?: [0-9]{{1,2}}(?![0-9]))?)?"
_NUMBER = rf"[0-9]{{1,5}}(?:o\.?(?![a-zñ])|[º°]\.?)?(?: ?- ?[a-zñ](?![a-zñ]))?{_BIS}(?: [a-zñ](?![a-zñ]))?"
_QUOTE = r"[\"“”'«»]?"
_ENGLISH = "|".join(sorted(_ENGLISH_ORDINALS, key=len, reverse=True))
_WHICH = rf"(?:ultimo|last|{ORDINAL_PATTERN}|(?:{_ENGLISH})(?![a-z]))"
_PARTS = re.compile(
    rf"(?P<transitorio>(?:articulo )?(?P<t1>{ORDINAL_PATTERN}{_BIS}) transitorio"
    rf"|(?:(?:articulo )?transitorio|transitory article) (?P<t2>{ORDINAL_PATTERN}{_BIS}))"
    rf"|(?:(?:articulo|article|art\.?) )?(?P<articulo>(?<![a-z] ){_NUMBER}(?= ?,|\Z| )|unico(?![a-zñ]))"
    rf"|(?:articulo|article|art\.?) ?(?P<articulo2>{_NUMBER}|{ORDINAL_PATTERN}{_BIS})"
    rf"|(?:apartado|apdo\.?|ap\.|part) ?{_QUOTE}(?P<apartado>[a-zñ](?![a-zñ])){_QUOTE}\)?"
    rf"|(?:fraccion|fraction|fracc?\.?|fr\.?|f\.) ?(?P<fraccion>[ivxlcdm]{{1,15}}(?![a-zñ]){_BIS})"
    rf"|(?:inciso|inc\.?|item) ?{_QUOTE}(?P<inciso>[a-zñ]{{1,2}}(?![a-zñ]){_BIS}){_QUOTE}\)?"
    rf"|(?P<inciso2>[a-zñ]{{1,2}}{_BIS})\)"
    rf"|(?:numeral|number|num\.?) ?(?P<numeral>(?:[0-9]{{1,3}}(?![0-9])|[ivx]{{1,6}}(?![a-zñ])){_BIS})\)?"
    rf"|(?:tabla|table|cuadro) ?(?P<tabla>[0-9]{{1,3}})"
    rf"|(?P<parrafo>{_WHICH}) (?:parrafo|paragraph|parr\.?|pfo\.?|p\.)"
    rf"|(?:parrafo|paragraph|parr\.?|pfo\.?) (?P<parrafo2>{_WHICH}|[0-9]{{1,3}})"
)
_JOINT = re.compile(r"(?:[,; ]|(?:del?|of|the|el|la|al|a)(?= ))*")
_DECREE = re.compile(
    rf" ?(?:del decreto del (?P<day>[0-9]{{1,2}}) de (?P<month>{'|'.join(_MONTHS)}) de (?P<year>[0-9]{{4}})"
    r"|of the decree of (?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2}))(?: \((?P<nth>[0-9])\))?"
)


def parse_citation(text: str) -> Citation | None:
    """Read what a person cites: ``art. 10 fr. II inc. a)``, ``segundo párrafo del artículo 39``.

    A stored address is read too. ``None`` when any word of it is not understood. A paragraph
    named above a fracción (*párrafo primero, fracción II*) is left out, as addresses leave it out.
    """
    if len(text) > _LONGEST:
        return None
    stored = _stored(text.strip())
    if stored is not None:
        return Citation(stored)
    words = " ".join(plain(text).split()).rstrip(". ")
    decree = _DECREE.search(words)
    if decree is not None:
        words = words[: decree.start()] + words[decree.end() :]
    parts = _parts(words, _decree_date(decree))
    if parts is None:
        return None
    kinds = [kind for kind, _ in parts]
    if "articulo" not in kinds[:1]:
        parts.reverse()
    return _citation(parts)


def _stored(text: str) -> Address | None:
    if not re.match(r"(?:articulo|transitorio|decreto)-", text):
        return None
    try:
        return Address.parse(text)
    except Unreadable:
        return None


def _decree_date(match: re.Match[str] | None) -> str:
    """Return the date a decree is known by in ids, ``""`` when none was named."""
    if match is None:
        return ""
    date = match["date"]
    if date is None:
        date = f"{match['year']}-{_MONTHS.index(match['month']) + 1:02}-{int(match['day']):02}"
    return f"{date}-{match['nth']}" if match["nth"] else date


def _parts(words: str, decree: str) -> list[tuple[str, str]] | None:
    """Return every part with its kind in the order said, or ``None`` if something is left over."""
    parts: list[tuple[str, str]] = []
    place = 0
    while place < len(words):
        joint = _JOINT.match(words, place)
        place = joint.end() if joint else place
        match = _PARTS.match(words, place)
        if match is None or match.end() == place:
            return parts if place == len(words) else None
        kind, value = next((kind, value) for kind, value in match.groupdict().items() if value is not None)
        if kind == "transitorio":
            parts.append(("articulo", transitorio_id(match["t1"] or match["t2"], decree)))
        elif decree and kind.startswith("articulo"):
            return None
        else:
            parts.append(_named(kind, value))
        place = match.end()
    return parts


def _named(kind: str, value: str) -> tuple[str, str]:
    kind = kind.rstrip("2")
    return (kind, article_id(value)) if kind == "articulo" else (kind, value)


def _citation(parts: Sequence[tuple[str, str]]) -> Citation | None:
    if not parts or [kind for kind, _ in parts].count("articulo") != 1 or parts[0][0] != "articulo":
        return None
    address = Address(parts[0][1])
    ranks = ["articulo", "apartado", "fraccion", "inciso", "numeral"]
    for at, (kind, value) in enumerate(parts[1:], start=2):
        if kind in ("parrafo", "tabla"):
            if at < len(parts):
                continue
            return _paragraph_of(address, value) if kind == "parrafo" else Citation(address.down(kind, value))
        label = _label(kind, value)
        if label is None or (
            kind != "numeral" and address.steps and ranks.index(kind) <= _deepest(address, ranks)
        ):
            return None
        address = address.down(kind, label)
    return Citation(address)


def _deepest(address: Address, ranks: Sequence[str]) -> int:
    return ranks.index(address.steps[-1].kind)


def _paragraph_of(address: Address, value: str) -> Citation | None:
    if value in ("ultimo", "last"):
        return Citation(address, last=True)
    n = int(value) if value.isdigit() else read_ordinal(value)
    if n is None and value in _ENGLISH_ORDINALS:
        n = _ENGLISH_ORDINALS.index(value) + 1
    return Citation(address.down("parrafo", str(n))) if n else None


def _label(kind: str, value: str) -> str | None:
    base, *suffix = value.split()
    if kind == "fraccion":
        base = base.upper()
        if read_roman(base) is None:
            return None
    elif kind == "apartado":
        base = base.upper()
    elif kind == "inciso" and letter_rank(base) is None:
        return None
    return step_label(" ".join([base, *suffix]))
