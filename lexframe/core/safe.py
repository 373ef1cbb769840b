"""Text from others made harmless to show: nothing in it moves a cursor, hides, or reverses the line."""

from __future__ import annotations

import re
import unicodedata

_MOST_MARKS = 4
_ODD = re.compile(r"[^\n -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2015\u2018-\u201e\u2022\u2026\u202f\u20ac]+")
_BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\u180b\u180c\u180d\u180f")
"""Signs that Unicode calls letters or marks and that no reader sees."""


def safe(text: str, *, lines: bool = True) -> str:
    """Return text that a terminal shows as it is.

    Control characters become their symbols (``␛``), what is invisible or changes the direction of
    writing becomes its code point in brackets (``⟦U+202E⟧``), and more than four combining marks
    on one letter are left out. A tab is four spaces. Without ``lines`` a line break is shown as
    ``␊`` too, for what has to stay on one line.
    """
    shown = _ODD.sub(_shown, text)
    return shown if lines else shown.replace("\n", "␊")


def _shown(match: re.Match[str]) -> str:
    pieces: list[str] = []
    marks = 0
    for sign in match[0]:
        category = unicodedata.category(sign)
        marks = marks + 1 if category[0] == "M" else 0
        if marks <= _MOST_MARKS:
            pieces.append(_sign(sign, category))
    return "".join(pieces)


def _sign(sign: str, category: str) -> str:
    code = ord(sign)
    if sign == "\t":
        return "    "
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if not sign.isprintable() or sign in _BLANKS or _is_selector(code):
        return f"⟦U+{code:04X}⟧"
    return sign


def _is_selector(code: int) -> bool:
    """Variation selectors change no letter of a law, and can carry a hidden message."""
    return 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF
