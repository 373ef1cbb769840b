"""What an operative sentence says, read back into verbs and addresses, to be held against the texts.

Reads the sentences written here and those of the official gazette, whichever end they begin from
(*artículo 6, fracción II* or *la fracción II del artículo 6*); words it does not understand are returned,
never passed over.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from lexframe.core.address import Address, Step
from lexframe.text.decree import ADD, REFORM, Decree, Verb
from lexframe.text.decree_tokens import DIVISION, Token, tokens_of

_RANKS = {"apartado": 0, "fraccion": 1, "inciso": 2, "numeral": 3, "parrafo": 9, "tabla": 9}
_LAW = re.compile(
    r",? (?:de la|del|de los|de las|a la|al) (?=[A-ZÁÉÍÓÚ])"
    rf"(?!{DIVISION})(?![IVXLCDM]+\b)[^“]"
)
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Said:
    """One thing a sentence says; ``last`` when it says *último párrafo* of ``address``."""

    verb: Verb
    address: Address
    last: bool = False


@dataclass(frozen=True, slots=True)
class DecreeReading:
    """Everything a sentence says, in its order; its divisions in its own words; words not understood."""

    said: tuple[Said, ...]
    divisions: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What the texts do and the sentence leaves out, and what it says and the texts do not do."""

    unsaid: tuple[Said, ...]
    untrue: tuple[Said, ...]

    def __bool__(self) -> bool:
        return bool(self.unsaid or self.untrue)


def read_decree(sentence: str) -> DecreeReading:
    """Read an operative sentence, from its first *se reforma*, *adiciona* or *deroga* to *para quedar*."""
    words = " ".join(unicodedata.normalize("NFC", sentence[:_LONGEST]).split())
    start = re.search(r"\b[Ss]e (?:reforma|adiciona|deroga)", words)
    if start is None:
        return DecreeReading((), unread=(words,) if words else ())
    words = "se" + re.split(r",? para quedar", words[start.start() + 2 :], maxsplit=1)[0]
    law = _LAW.search(words, words.rfind("”") + 1)
    tokens = tokens_of(words[: law.start()] if law else words)
    return _Reader(tokens.found).read(tokens.unread)


def disagreement(reading: DecreeReading, decree: Decree) -> Disagreement:
    """Compare what a sentence says with what the texts do, verb by verb and unit by unit.

    *Último párrafo* agrees with the highest paragraph the decree itself names in that place.
    """
    does = {Said(p.verb, p.address) for p in decree.provisions}
    says: set[Said] = set()
    for said in reading.said:
        says.add(_counted(said, does) if said.last else said)
    return Disagreement(_sorted(does - says), _sorted(says - does))


def _counted(said: Said, does: set[Said]) -> Said:
    inside = [d for d in does if d.verb == said.verb and d.address.parent == said.address and d.address.steps]
    paragraphs = [d for d in inside if d.address.steps[-1].kind == "parrafo"]
    return max(paragraphs, key=lambda d: int(d.address.steps[-1].label), default=said)


def _sorted(said: set[Said]) -> tuple[Said, ...]:
    return tuple(sorted(said, key=lambda s: (s.verb, s.address, s.last)))


@dataclass(slots=True, eq=False)
class _Record:
    """Something said. Its path is complete when ``article`` is known; a holder only led to its parts."""

    verbs: tuple[Verb, ...]
    steps: list[Step]
    article: str = ""
    by_con: bool = False
    holder: bool = False
    prefixed: bool = False
    closed: bool = False


class _Reader:
    """Hangs units under their articles, whether the article comes before them or behind."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.records: list[_Record] = []
        self.waiting: list[_Record] = []
        self.divisions: list[str] = []
        self.verbs: tuple[Verb, ...] = (REFORM,)
        self.article = ""
        self.last: _Record | None = None
        self.base: _Record | None = None
        self.prefix: Step | None = None

    def read(self, unread: list[str]) -> DecreeReading:
        """Return what the tokens say; a unit that never meets its article counts as unread."""
        behind = self._articles_behind()
        for at, token in enumerate(self.tokens):
            if token.kind == "verb":
                self._verb(token)
            elif token.kind == "division":
                self.divisions.append(token.value)
                self.article, self.last, self.base = "", None, None
            elif token.kind == "article":
                self._article(token)
            elif token.rename:
                self._rename(token.steps[-1])
            else:
                self._unit(token, inverted=behind[at])
        lost = ["/".join(map(str, record.steps)) for record in self.waiting]
        return DecreeReading(tuple(dict.fromkeys(self._said())), tuple(self.divisions), (*unread, *lost))

    def _said(self) -> Iterator[Said]:
        for record in self.records:
            if record.article and not record.holder:
                verb = ADD if record.by_con and ADD in record.verbs else record.verbs[0]
                last = bool(record.steps) and str(record.steps[-1]) == "parrafo-0"
                steps = record.steps[:-1] if last else record.steps
                yield Said(verb, Address(record.article, tuple(steps)), last)

    def _articles_behind(self) -> list[bool]:
        """Tell of each token whether only units stand between it and *del artículo* or *al artículo*."""
        behind = [False] * (len(self.tokens) + 1)
        for at in range(len(self.tokens) - 1, -1, -1):
            token = self.tokens[at]
            behind[at] = behind[at + 1] if token.kind == "unit" else token.kind == "article" and token.of
        return behind

    def _verb(self, token: Token) -> None:
        self.verbs = token.verbs
        self.article, self.last, self.base = "", None, None
        for record in self.waiting:
            record.closed = True

    def _article(self, token: Token) -> None:
        self.base = None
        if self.waiting:
            for record in self.waiting:
                record.article = token.value
            self.waiting = []
            self.article, self.last = "", None
            return
        self.article = token.value
        self.last = _Record(self.verbs, [], token.value)
        self.records.append(self.last)

    def _rename(self, step: Step) -> None:
        if self.prefix is not None:
            for record in self.waiting:
                if not record.closed and record.prefixed:
                    record.steps[0] = step
            self.prefix = step
        elif self.last is not None and self.last.steps:
            self.last.steps[-1] = step

    def _unit(self, token: Token, *, inverted: bool) -> None:
        if inverted and not token.con and not self.waiting:
            self.article, self.last, self.base = "", None, None
        if not self.article and token.of and self.waiting:
            self._put_inside(token.steps[-1])
            return
        if not self.article:
            for record in self.waiting:
                record.closed = record.closed or record.prefixed
        self.prefix = None
        for step in token.steps:
            self._add(step, token)

    def _put_inside(self, holder: Step) -> None:
        for record in self.waiting:
            if not record.closed:
                record.steps.insert(0, holder)
                record.prefixed = True
        self.prefix = holder

    def _add(self, step: Step, token: Token) -> None:
        if token.within:
            self.base, self.last = None, self._whole()
        elif token.con:
            self.base = self.last
        elif self.base is not None and self.base.steps and not _deeper(step, self.base.steps[-1]):
            self.base, self.last = None, self.base
        if self.base is not None:
            parent = self.base.steps
        else:
            parent = _parent(step, self.last.steps if self.last else [], token.joint)
        record = _Record(self.verbs, [*parent, step], self.article, by_con=self.base is not None)
        self._lead_to(parent, by_con=record.by_con)
        self.records.append(record)
        if not self.article:
            self.waiting.append(record)
        self.last = record

    def _whole(self) -> _Record | None:
        return next((r for r in reversed(self.records) if r.article == self.article and not r.steps), None)

    def _lead_to(self, parent: list[Step], *, by_con: bool) -> None:
        """Mark what was said of the unit around a new one as only leading to it."""
        if by_con and REFORM in self.verbs:
            return
        for record in self.records[-60:]:
            if record.verbs is self.verbs and record.article == self.article and not record.closed:
                record.holder = record.holder or record.steps == parent


def _deeper(step: Step, holder: Step) -> bool:
    return _RANKS[step.kind] > _RANKS[holder.kind]


def _parent(step: Step, last: list[Step], joint: str) -> list[Step]:
    """Return the path a unit hangs under, from the one said before it and what joins the two.

    A comma goes inside (*fracción II, primer párrafo*), an *y* stays beside (*fracción II y segundo
    párrafo*); a paragraph holds nothing.
    """
    if not last:
        return []
    if last[-1].kind in ("parrafo", "tabla"):
        beside = last[:-1]
    elif "y" in joint or ";" in joint:
        beside = last[:-1] if _deeper(step, last[-1]) else last
    else:
        beside = last
    if step.kind in ("parrafo", "tabla"):
        return list(beside)
    return [holder for holder in beside if _deeper(step, holder)]
