"""What text may enter the records: UTF-8, NFC, LF, and no character that hides or deceives.

Checked on every write, so that what two people see is what the bytes say (Unicode UAX #15 for
the form, Unicode TR #36 for the characters that are refused).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from lexframe.core.errors import Refused
from lexframe.core.message import Message
from lexframe.store.paths import Place

KIB = 1024
LIMITS = {
    "workspace": 256 * KIB,
    "framework": 1024 * KIB,
    "article": 256 * KIB,
    "entry": 1024 * KIB,
    "amendment": 256 * KIB,
    "proposal": 256 * KIB,
    "comment": 64 * KIB,
    "attachment": 10 * 1024 * KIB,
    "position": 64 * KIB,
}
"""Bytes one record of each kind may have."""

_UNFIT = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters; a tab and a line feed are text
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"  # drawn as nothing
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb"  # zero width, bidi, line separators
    "\ufe00-\ufe0f\U000e0000-\U000e0fff"  # variation selectors and tags
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff"  # private, no characters
    "]"
)


def refuse_unfit_text(path: str, data: bytes) -> None:
    """Refuse bytes that are not the plain text the records promise, with the line they are on."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(
            Message("The text is not UTF-8."),
            Message("Save the file as UTF-8 and try again."),
            place=_line(path, data[: error.start].count(b"\n")),
        ) from None
    unfit = _UNFIT.search(text)
    if unfit:
        raise _hidden(unfit[0], _line(path, text.count("\n", 0, unfit.start())))
    if not unicodedata.is_normalized("NFC", text):
        raise Refused(
            Message("Some letters are written as a letter plus a separate accent."),
            Message("Normalise the text to Unicode NFC and try again."),
            place=_line(path, _first_decomposed(text)),
        )


def refuse_unfit_content(place: Place, data: bytes) -> None:
    """Refuse content that may not stand at ``place``: too large, no text, or a false digest."""
    limit = LIMITS[place.kind]
    if len(data) > limit:
        raise Refused(
            Message("The content has {size} bytes; {limit} are allowed here.", size=len(data), limit=limit),
            Message("Shorten it, or divide it."),
            place=place.path,
        )
    if place.kind != "attachment":
        refuse_unfit_text(place.path, data)
    elif hashlib.sha256(data).hexdigest() != place.entry:
        raise Refused(
            Message("The attachment is not the file its name says."),
            Message("Name it by the SHA-256 of its content."),
            place=place.path,
        )


def _hidden(character: str, place: str) -> Refused:
    if character == "\r":
        return Refused(
            Message("Lines end with a carriage return."),
            Message("Save the file with LF line ends."),
            place=place,
        )
    return Refused(
        Message(
            "The text holds a character that cannot be seen: {code} {name}.",
            code=f"U+{ord(character):04X}",
            name=unicodedata.name(character, ""),
        ),
        Message("Delete it and try again."),
        place=place,
    )


def _first_decomposed(text: str) -> int:
    lines = text.split("\n")
    return next((n for n, line in enumerate(lines) if not unicodedata.is_normalized("NFC", line)), 0)


def _line(path: str, above: int) -> str:
    return f"{path}:{above + 1}"
