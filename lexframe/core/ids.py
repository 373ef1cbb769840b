"""The grammar of every name that becomes part of a path or a ref.

Names are ASCII, short and unambiguous, so that a path made from them means the same
file on every system; nothing else may be joined into a path.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lexframe.core.errors import Refused
from lexframe.core.message import Message

_BODY = re.compile(r"[A-Z][A-Z0-9]{1,11}(?:-[A-Z0-9]{1,8})?\Z")
_CODE = re.compile(r"(?P<body>[A-Z][A-Z0-9]{1,11}(?:-[A-Z0-9]{1,8})?)-(?P<tail>[0-9A-HJKMNP-TV-Z]{4})\Z")
_SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")
_ROUND = re.compile(r"R[1-9][0-9]{0,3}\Z")
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10))})

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so a code read over the telephone is written down right."""

SLUG_LENGTH = 64


def body_id(text: str) -> str:
    """Return ``text`` if it names an institute, group or the secretariat; else refuse."""
    if not _BODY.match(text) or text.lower() in _DEVICES:
        raise _bad(text, "ISSTEG, GT-INV")
    return text


def amendment_code(text: str) -> str:
    """Return ``text`` if it is an amendment's code; else refuse."""
    if not _CODE.match(text):
        raise _bad(text, "ISSTEG-K7M2")
    return text


def author_of(code: str) -> str:
    """Return the body that minted an amendment's code."""
    match = _CODE.match(amendment_code(code))
    assert match
    return match["body"]


def slug(text: str) -> str:
    """Return ``text`` if it can name a framework or an article; else refuse."""
    if not _SLUG.match(text) or len(text) > SLUG_LENGTH or text in _DEVICES:
        raise _bad(text, "marco-nacional, articulo-20-bis")
    return text


def round_id(text: str) -> str:
    """Return ``text`` if it names a round; else refuse."""
    if not _ROUND.match(text):
        raise _bad(text, "R1, R2")
    return text


def mint_code(body: str, draw: Callable[[int], int], taken: frozenset[str] = frozenset()) -> str:
    """Make a new amendment code for ``body``, offline; ``draw(n)`` gives a number below ``n``."""
    while True:
        code = f"{body_id(body)}-{''.join(ALPHABET[draw(len(ALPHABET))] for _ in range(4))}"
        if code not in taken:
            return code


def _bad(text: str, example: str) -> Refused:
    return Refused(
        Message("“{text}” cannot be used as a name here.", text=text),
        Message("Write it like {example}.", example=example),
    )
