"""The words of an operative sentence as tokens: verbs, articles, units, and how they hang together.

A word that is none of them is kept as unread; nothing is passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lexframe.core.address import Step
from lexframe.text.decree import ADD, REFORM, REPEAL, Verb
from lexframe.text.labels import article_id, place, step_label, transitorio_id
from lexframe.text.ordinals import ALPHABET, ORDINAL_PATTERN, SUFFIXES, plain, read_ordinal, read_roman, roman

_VERBS = {"reforma": REFORM, "adiciona": ADD, "deroga": REPEAL}
_NOUNS = {
    "apartado": "apartado", "apartados": "apartado", "fraccion": "fraccion", "fracciones": "fraccion",
    "inciso": "inciso", "incisos": "inciso", "numeral": "numeral", "numerales": "numeral",
    "parrafo": "parrafo", "parrafos": "parrafo", "tabla": "tabla", "tablas": "tabla",
}  # fmt: skip
_BIS = "|".join(sorted({w for s in SUFFIXES for w in (s, plain(s))}, key=len, reverse=True))
_TAIL = (
    rf"(?:(?: (?i:{_BIS})(?![^\W\d_])(?: [0-9]{{1,2}}(?![0-9]))?(?: [A-ZÑ](?![^\W\d_]))?)"
    r"|-[A-ZÑ](?![^\W\d_])){0,3}"
)
DIVISION = r"(?:Secci[óo]n|Cap[íi]tulo|T[íi]tulo|Libro)"
_WORD_END = r"(?![^\W\d_])"
_TOKEN = re.compile(
    rf"(?P<verb>se (?P<v1>reforma|adiciona|deroga)n?(?:,? y (?P<v2>adiciona|deroga)n?)?){_WORD_END}"
    r"|(?P<shift>recorri[ée]ndose[^,;]*?(?:en su orden|(?=[,;])|\Z))"
    rf"|(?P<rename>que pasan? a ser){_WORD_END}"
    rf"|(?P<division>(?:(?:la|el) )?(?:denominaci[óo]n (?:de la|del) )?{DIVISION} "
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


@dataclass(frozen=True, slots=True)
class Token:
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
class Tokens:
    """Turns words into tokens: a unit is one token, whether its noun stands before or behind."""

    found: list[Token] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    noun: str = ""
    plural: bool = False
    joint: str = ""
    marks: set[str] = field(default_factory=set)
    ranging: bool = False

    def take(self, match: re.Match[str]) -> None:
        """Read one match of the pattern of words."""
        # Groups inside another close before it, so the last one is the kind of word.
        kind = match.lastgroup or "other"
        words = match[kind]
        if kind == "verb":
            verbs = tuple(_VERBS[match[name]] for name in ("v1", "v2") if match[name])
            self._add(Token("verb", verbs=verbs))
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
            self._add(Token("division", words))
        elif kind == "transitory":
            self._add(Token("article", transitorio_id(match["t1"] or match["t2"])))
        elif kind == "other":
            self.unread.append(words)
        elif kind not in ("space", "small", "shift", "holds"):
            self._unit(kind, words)

    def _unit(self, kind: str, words: str) -> None:
        if kind == "number" and self.noun != "numeral":
            self._add(Token("article", article_id(words)))
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
            self._add(Token("unit", steps=self._range(step)))

    def _range(self, step: Step) -> tuple[Step, ...]:
        """Return one step, or all that *segundo a sexto* means but the first, which is there already."""
        before = self.found[-1].steps[-1] if self.found and self.found[-1].steps else None
        if not self.ranging or before is None or before.kind != step.kind:
            return (step,)
        first, last = place(before), place(step)
        if first is None or last is None or not 0 < last[0] - first[0] < 100:
            return (step,)
        return tuple(Step(step.kind, _nth(step.kind, n)) for n in range(first[0] + 1, last[0] + 1))

    def _add(self, token: Token) -> None:
        marks = self.marks
        hung = replace(token, joint=self.joint, of="of" in marks, con="con" in marks)
        self.found.append(replace(hung, within="within" in marks, rename="rename" in marks))
        self.joint, self.marks, self.ranging = "", set(), False
        if token.kind != "unit":
            self.noun = ""


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


def tokens_of(words: str) -> Tokens:
    """Split a sentence on one line into tokens, in time linear in its length."""
    tokens = Tokens()
    for match in _TOKEN.finditer(words):
        tokens.take(match)
    return tokens
