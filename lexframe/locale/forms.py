"""Numbers, dates, lists and alphabetical order, written alike on every machine as Mexico writes them.

Lists and order follow the Academy's orthography. Mexico groups thousands with a comma and
marks decimals with a point, as English does, so both languages share one form of number.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

_MONTHS = {
    "es": (
        *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
        *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
_DATE = {"es": "{day} de {month} de {year}", "en": "{day} {month} {year}"}

_ROMAN = re.compile(r"(?=.)X{0,3}(?:IX|IV|V?I{0,3})\Z", re.IGNORECASE)
_I_SOUND = re.compile(r"h?(?:í|i(?![aeouáéóú]))|y(?![aeiouáéíóú])\w", re.IGNORECASE)
_DIGITS = re.compile(r"([0-9]+)")
_IGNORED = str.maketrans("", "", "«»“”‘’\"'¿¡()[]")

SortKey = tuple[tuple[tuple[int, int, str], ...], str]


def number(value: int | float | Decimal | Fraction, places: int | None = None) -> str:
    """Write a number with thousands in threes: ``1,234.5``.

    ``places`` decimals, halves rounded away from zero; without it, as many as the value has.
    A fraction needs ``places``, since it may have no end.
    """
    if isinstance(value, Fraction):
        exact = Decimal(value.numerator) / Decimal(value.denominator)
    else:
        exact = value if isinstance(value, Decimal) else Decimal(str(value))
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    elif exact == exact.to_integral_value():
        exact = exact.to_integral_value()
    return f"{exact:,f}"


def percent(share: Fraction, places: int = 1) -> str:
    """Write an exact share as a percentage: ``66.7%``, and a whole one without decimals: ``50%``."""
    hundredfold = share * 100
    return f"{number(hundredfold, 0 if hundredfold.denominator == 1 else places)}%"


def date(day: dt.date, language: str) -> str:
    """Write a date in full: ``20 de noviembre de 2026``, ``20 November 2026``."""
    return _DATE[language].format(day=day.day, month=_MONTHS[language][day.month - 1], year=day.year)


def moment(when: dt.datetime, language: str) -> str:
    """Write a date with its hour, as the value's own time zone tells it: ``…, 18:00``."""
    return f"{date(when, language)}, {when:%H:%M}"


def join(items: Iterable[str], language: str) -> str:
    """Enumerate: ``A, B y C``; Spanish *y* becomes *e* before the sound i (``SHCP e INAI``).

    A Roman number is read as a number (``fracciones I y II``); the letter of an inciso is
    read as a letter (``h) e i)``); *hie-*, *hia-* and the like keep *y* (``agua y hielo``).
    """
    *first, last = tuple(items) or ("",)
    if not first:
        return last
    return f"{', '.join(first)} {_and(last) if language == 'es' else 'and'} {last}"


def fold(text: str) -> str:
    """Strip case and accents for searching; ``ñ`` stays a letter of its own."""
    plain: list[str] = []
    for sign in unicodedata.normalize("NFD", text.casefold()):
        if sign == "\N{COMBINING TILDE}" and plain and plain[-1] == "n":
            plain[-1] = "ñ"
        elif not unicodedata.combining(sign):
            plain.append(sign)
    return "".join(plain)


def sort_key(text: str) -> SortKey:
    """Order as a Spanish dictionary does: ñ after n, accents and quotes ignored, numbers by value.

    Texts that differ only in what is ignored keep one order on every machine.
    """
    parts = _DIGITS.split(fold(text).translate(_IGNORED).replace("ñ", "n\uffff"))
    return tuple(_rank(part) for part in parts if part), text


def _rank(part: str) -> tuple[int, int, str]:
    # Digits compare by length, then as text: by value, without building a number of any size.
    digits = part.lstrip("0") or "0"
    return (0, len(digits), digits) if part[0] in "0123456789" else (1, 0, part)


def _and(word: str) -> str:
    bare = word.strip().translate(_IGNORED)
    first = re.split(r"[\s,;.]", bare, maxsplit=1)[0]
    is_number = _ROMAN.match(first) and first != "i"
    return "e" if _I_SOUND.match(bare) and not is_number else "y"
