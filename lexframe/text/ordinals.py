"""Numbers as Mexican law writes them: romans, ordinal words, Bis and Ter, and their order.

Nothing here guesses: a word that is not exactly a canonical number reads as ``None``.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Gender = Literal["m", "f"]

SUFFIXES = (
    "Bis", "Ter", "Quáter", "Quinquies", "Sexies", "Septies", "Octies", "Nonies", "Decies",
    "Undecies", "Duodecies", "Terdecies", "Quaterdecies", "Quindecies",
)  # fmt: skip
ALPHABET = "abcdefghijklmnñopqrstuvwxyz"

_UNITS = ("", "primero", "segundo", "tercero", "cuarto", "quinto", "sexto", "séptimo", "octavo", "noveno")
_TENS = (
    "", "décimo", "vigésimo", "trigésimo", "cuadragésimo", "quincuagésimo", "sexagésimo",
    "septuagésimo", "octogésimo", "nonagésimo",
)  # fmt: skip
_OLD_FORMS = {"undecimo": 11, "duodecimo": 12, "primer": 1, "tercer": 3, "setimo": 7}
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\Z")
_ROMAN_VALUES = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LONGEST_ROMAN = 15
_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")
_LONGEST_NUMBER = 200


def plain(text: str) -> str:
    """Fold case and accents, so that words people type find the words of the law; ñ stays ñ."""
    folded = unicodedata.normalize("NFD", unicodedata.normalize("NFC", text.casefold()).replace("ñ", "\0"))
    return "".join(c for c in folded if not unicodedata.combining(c)).replace("\0", "ñ")


def read_roman(word: str) -> int | None:
    """Return the value of a canonical upper-case roman number up to 3,999, else ``None``."""
    if not word or len(word) > _LONGEST_ROMAN or not _ROMAN.match(word):
        return None
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    digits = [values[letter] for letter in word]
    return sum(-d if d < max(digits[i:]) else d for i, d in enumerate(digits))


def roman(n: int) -> str:
    """Write 1 to 3,999 in roman numbers."""
    if not 0 < n < 4000:
        raise ValueError(f"no roman number for {n}")
    word = ""
    for value, letters in _ROMAN_VALUES:
        word += letters * (n // value)
        n %= value
    return word


def ordinal(n: int, gender: Gender = "m", *, short: bool = False) -> str:
    """Write 1 to 199 as a Spanish ordinal in lower case: *décimo primero*, *vigésima tercera*.

    ``short`` gives the form that stands before a masculine noun: *primer*, *décimo tercer*.
    """
    if not 0 < n < 200:
        raise ValueError(f"no ordinal word for {n}")
    hundred, rest = divmod(n, 100)
    words = ["centésimo"] if hundred else []
    words += [word for word in (_TENS[rest // 10], _UNITS[rest % 10]) if word]
    if gender == "f":
        return " ".join(word[:-1] + "a" for word in words)
    if short and words[-1] in ("primero", "tercero"):
        words[-1] = words[-1][:-1]
    return " ".join(words)


def _ordinal_words() -> dict[str, int]:
    words: dict[str, int] = dict(_OLD_FORMS)
    for n in range(1, 200):
        for form in (ordinal(n), ordinal(n, "f"), ordinal(n, short=True)):
            words[plain(form)] = words[plain(form).replace(" ", "")] = n
    return words


_ORDINAL_WORDS = _ordinal_words()


def read_ordinal(words: str) -> int | None:
    """Return the value of an ordinal in words, in any case, gender, with or without accents.

    Joined forms (*decimoprimero*) and *undécimo*, *duodécimo* count too; *único* is no number.
    """
    if len(words) > _LONGEST_NUMBER:
        return None
    return _ORDINAL_WORDS.get(" ".join(plain(words).split()))


def _ordinal_pattern() -> str:
    """Return the pattern of one ordinal in words: a ten, a unit, or both, joined or apart."""
    accents = str.maketrans({"á": "[áa]", "é": "[ée]", "í": "[íi]", "ó": "[óo]"})
    names = (*_UNITS[1:], "undécimo", "duodécimo")
    units = "|".join(word[:-1].translate(accents) + "[oa]" for word in names) + "|primer|tercer"
    tens = "|".join(word[:-1].translate(accents) + "[oa]" for word in _TENS[1:])
    words = rf"[úu]nic[oa]|(?:cent[ée]sim[oa] ?)?(?:(?:{tens}) ?)?(?:{units}|(?<=[oa]))"
    return rf"(?=[^\W\d_])(?i:{words})(?![^\W\d_])"


ORDINAL_PATTERN = _ordinal_pattern()

_SUFFIX_RANKS = {plain(word): rank for rank, word in enumerate(SUFFIXES, start=1)}


def suffix_rank(word: str) -> int | None:
    """Return 1 for Bis, 2 for Ter and so on, in any case and accents; ``None`` for another word."""
    return _SUFFIX_RANKS.get(plain(word))


def letter_rank(letters: str) -> int | None:
    """Return the place of ``a`` … ``z`` (ñ after n), then ``aa`` … ``zz``; ``None`` for anything else."""
    word = letters.casefold()
    if len(word) == 1 and word in ALPHABET:
        return ALPHABET.index(word) + 1
    if len(word) == 2 and word[0] == word[1] and word[0] in ALPHABET:
        return len(ALPHABET) + ALPHABET.index(word[0]) + 1
    return None


Key = tuple[tuple[int, int, str], ...]


def number_key(number: str) -> Key:
    """Sort printed numbers as law orders them: 20 < 20 Bis < 20 Bis 1 < 20 Ter < 20-A < 21.

    Ordinal words sort by value (*Décimo* before *Décimo Primero*), *Único* first; ñ after n.
    """
    value = read_ordinal(number)
    if value is not None:
        return ((0, value, ""),)
    words = _words(number)
    heads = (n for n in range(len(words), 0, -1) if read_ordinal(" ".join(words[:n])) is not None)
    head = next(heads, 0)
    first: Key = ((0, read_ordinal(" ".join(words[:head])) or 0, ""),) if head else ()
    return first + tuple(_token_key(word) for word in words[head:])


def _words(number: str) -> list[str]:
    """Split a printed number, dropping the ordinal sign of *5o.*, *4º*, *4°*."""
    short = unicodedata.normalize("NFC", number[:_LONGEST_NUMBER])
    return _TOKEN.findall(re.sub(r"(?<=[0-9])(?:[oO](?![A-Za-z])|[º°])", " ", short))


def _token_key(word: str) -> tuple[int, int, str]:
    if word.isascii() and word.isdigit():
        return (0, int(word), "")
    if plain(word) == "unico":
        return (0, 0, "")
    rank = suffix_rank(word)
    if rank is not None:
        return (1, rank, "")
    letter = letter_rank(word)
    return (2, letter, "") if letter is not None else (3, 0, plain(word))


def slug(number: str) -> str:
    """Return the ASCII form used in ids and addresses: ``5o.-A`` → ``5-a``, ``353-Ñ`` → ``353-nn``."""
    return "-".join(plain(word).replace("ñ", "nn") for word in _words(number))
