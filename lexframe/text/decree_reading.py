"""What an operative sentence says, read back into verbs and addresses, to be held against the texts.

Reads the sentences written here and those of the official gazette, whichever end they begin from
(*artículo 6, fracción II* or *la fracción II del artículo 6*); words it does not understand are returned,
never passed over.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lexframe.core.address import Address, Step
from lexframe.text.decree import ADD, REFORM, REPEAL, Decree, Verb
from lexframe.text.labels import article_id, place, step_label, transitorio_id
from lexframe.text.ordinals import ALPHABET, ORDINAL_PATTERN, SUFFIXES, plain, read_ordinal, read_roman, roman

_VERBS = {"reforma": REFORM, "adiciona": ADD, "deroga": REPEAL}
_NOUNS = {
    "apartado": "apartado", "apartados": "apartado", "fraccion": "fraccion", "fracciones": "fraccion",
    "inciso": "inciso", "incisos": "inciso", "numeral": "numeral", "numerales": "numeral",
    "parrafo": "parrafo", "parrafos": "parrafo", "tabla": "tabla", "tablas": "tabla",
}  # fmt: skip
_RANKS = {"apartado": 0, "fraccion": 1, "inciso": 2, "numeral": 3, "parrafo": 9, "tabla": 9}
_BIS = "|".join(sorted({w for s in SUFFIXES for w in (s, plain(s))}, key=len, reverse=True))
_TAIL = (
    rf"(?:(?: (?i:{_BIS})(?![^\W\d_])(?: [0-9]{{1,2}}(?![0-9]))?(?: [A-ZÑ](?![^\W\d_]))?)"
    r"|-[A-ZÑ](?![^\W\d_])){0,3}"
)
_DIVISION = r"(?:Secci[óo]n|Cap[íi]tulo|T[íi]tulo|Libro)"
_WORD_END = r"(?![^\W\d_])"
_TOKEN = re.compile(
    rf"(?P<verb>se (?P<v1>reforma|adiciona|deroga)n?(?:,? y (?P<v2>adiciona|deroga)n?)?){_WORD_END}"
    r"|(?P<shift>recorri[ée]ndose[^,;]*?(?:en su orden|(?=[,;])|\Z))"
    rf"|(?P<rename>que pasan? a ser){_WORD_END}"
    rf"|(?P<division>(?:(?:la|el) )?(?:denominaci[óo]n (?:de la|del) )?{_DIVISION} "
    r"[^,;“]*?(?:“[^”]*”[^,;]*?)?(?=, que comprende|[,;]| y |\Z))"
    rf"|(?P<holds>que comprenden?){_WORD_END}"
    rf"|(?P<article>(?i:art[íi]culos?)){_WORD_END}"
    rf"|(?P<transitory>(?i:transitorio) (?P<t1>{ORDINAL_PATTERN}(?: (?i:{_BIS}){_WORD_END})?)"
    rf"|(?P<t2>{ORDINAL_PATTERN}(?: (?i:{_BIS}){_WORD_END})?) (?i:transitorio){_WORD_END})"
    rf"|(?P<noun>(?i:apartados?|fracci[óo]n(?:es)?|incisos?|numeral(?:es)?|p[áa]rrafos?|tablas?)){_WORD_END}"
    rf"|(?P<number>[0-9]{{1,5}}(?:[oO]\.?{_WORD_END}|[º°]\.?)?{_TAIL})"
    rf"|(?P<letter>[“\"]?[a-zñ]{{1,4}}(?: (?:{_BIS.lower()}))?[”\"]?\))"
    rf"|(?P<ordinal>{ORDINAL_PATTERN}|(?i:[úu]ltim[oa])){_WORD_END}"
    rf"|(?P<roman>(?:[IVXLCDM]{{1,15}}|[A-ZÑ]){_WORD_END}{_TAIL}\)?)"
    rf"|(?P<con>con){_WORD_END}|(?P<within>en su){_WORD_END}"
    rf"|(?P<of>(?:de la|del|de los|de las|de|a la|al|a los|a las)){_WORD_END}|(?P<to>a){_WORD_END}"
    r"|(?P<and>,? ?(?<![^\W\d_])[ye](?![^\W\d_]|[)”\"]),?)|(?P<semicolon>;)|(?P<comma>,)"
    rf"|(?P<small>(?:el|la|los|las|un|una|unos|unas|actual|actuales){_WORD_END})"
    r"|(?P<space>[ \u00a0]{1,9})|(?P<other>[^\s,;]{1,60}|.)",
)
_LAW = re.compile(
    r",? (?:de la|del|de los|de las|a la|al) (?=[A-ZÁÉÍÓÚ])"
    rf"(?!{_DIVISION})(?![IVXLCDM]+\b)[^“]"
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
    tokens = _Tokens()
    for match in _TOKEN.finditer(words[: law.start()] if law else words):
        tokens.take(match)
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


@dataclass(frozen=True, slots=True)
class _Token:
    """A verb, article, unit or division, with the words around it that tell how it hangs together.

    ``joint`` is what separates it from the one before: nothing, a comma, a semicolon or an *y*.
    """

    kind: str
    value: str = ""
    steps: tuple[Step, ...] = ()
    verbs: tuple[Verb, ...] = ()
    joint: str = ""
    of: bool = False
    con: bool = False
    within: bool = False
    rename: bool = False


@dataclass(slots=True)
class _Tokens:
    """Turns words into tokens: a unit is one token, whether its noun stands before or behind."""

    found: list[_Token] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    noun: str = ""
    plural: bool = False
    joint: str = ""
    marks: set[str] = field(default_factory=set)
    ranging: bool = False

    def take(self, match: re.Match[str]) -> None:
        """Read one match of the pattern of words."""
        kind = next(name for name in _KINDS if match[name] is not None)
        words = match[kind]
        if kind == "verb":
            verbs = tuple(_VERBS[match[name]] for name in ("v1", "v2") if match[name])
            self._add(_Token("verb", verbs=verbs))
        elif kind == "noun":
            self.noun, self.plural = _NOUNS[plain(words)], plain(words).endswith("s")
        elif kind in ("con", "of", "within", "rename"):
            self.marks.add(kind)
        elif kind == "to":
            self.ranging = True
        elif kind in ("and", "semicolon", "comma"):
            self.joint += {"and": "y", "semicolon": ";", "comma": ","}[kind]
        elif kind == "article":
            self.noun = ""
        elif kind == "division":
            self._add(_Token("division", words))
        elif kind == "transitory":
            self._add(_Token("article", transitorio_id(match["t1"] or match["t2"])))
        elif kind == "other":
            self.unread.append(words)
        elif kind not in ("space", "small", "shift", "holds"):
            self._unit(kind, words)

    def _unit(self, kind: str, words: str) -> None:
        if kind == "number" and self.noun != "numeral":
            self._add(_Token("article", article_id(words)))
            return
        if kind == "number" and not self.plural:
            self.noun = ""
            step: Step | None = Step("numeral", step_label(words))
        elif kind == "ordinal":
            n = 0 if plain(words).startswith("ultim") else read_ordinal(words)
            step = None if n is None else Step("parrafo", str(n))
        else:
            step = _labelled(kind, words, self.noun)
        if step is None:
            self.unread.append(words)
        else:
            self._add(_Token("unit", steps=self._range(step)))

    def _range(self, step: Step) -> tuple[Step, ...]:
        """Return one step, or all that *segundo a sexto* means but the first, which is there already."""
        before = self.found[-1].steps[-1] if self.found and self.found[-1].steps else None
        if not self.ranging or before is None or before.kind != step.kind:
            return (step,)
        first, last = place(before), place(step)
        if first is None or last is None or not 0 < last[0] - first[0] < 100:
            return (step,)
        return tuple(Step(step.kind, _nth(step.kind, n)) for n in range(first[0] + 1, last[0] + 1))

    def _add(self, token: _Token) -> None:
        marks = self.marks
        hung = replace(token, joint=self.joint, of="of" in marks, con="con" in marks)
        self.found.append(replace(hung, within="within" in marks, rename="rename" in marks))
        self.joint, self.marks, self.ranging = "", set(), False
        if token.kind != "unit":
            self.noun = ""


_KINDS = (
    "verb", "shift", "rename", "division", "holds", "article", "transitory", "noun", "number", "letter",
    "ordinal", "roman", "con", "within", "of", "to", "and", "semicolon", "comma", "small", "space", "other",
)  # fmt: skip


def _labelled(kind: str, words: str, noun: str) -> Step | None:
    label = words.strip('“”")(')
    base = label.split()[0]
    if kind == "letter":
        small_roman = noun == "numeral" and read_roman(base.upper()) is not None
        return Step("numeral" if small_roman else "inciso", step_label(label))
    if noun == "apartado" or read_roman(base) is None:
        return Step("apartado", step_label(label)) if len(base) == 1 else None
    return Step("fraccion", step_label(label))


def _nth(kind: str, n: int) -> str:
    if kind == "fraccion":
        return roman(n)
    if kind == "inciso":
        return step_label(ALPHABET[min(n, len(ALPHABET)) - 1])
    return step_label(ALPHABET[min(n, len(ALPHABET)) - 1].upper()) if kind == "apartado" else str(n)


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

    def __init__(self, tokens: list[_Token]) -> None:
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

    def _verb(self, token: _Token) -> None:
        self.verbs = token.verbs
        self.article, self.last, self.base = "", None, None
        for record in self.waiting:
            record.closed = True

    def _article(self, token: _Token) -> None:
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

    def _unit(self, token: _Token, *, inverted: bool) -> None:
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

    def _add(self, step: Step, token: _Token) -> None:
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
