"""One way in for every kind of source: content first, then the ending of the name, decide how it is read.

Whatever cannot be read is refused with its place and a next step; nothing is guessed into being a law.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import replace

from lexframe.core.errors import LexframeError, Refused, Unreadable
from lexframe.core.message import Message
from lexframe.intake.document import Doubt, Intake, Report, Source
from lexframe.intake.markdown import read_markdown
from lexframe.intake.paragraphs import rejoin
from lexframe.intake.pdf import read_pages
from lexframe.intake.plaintext import read_plaintext
from lexframe.intake.printed import assemble

SIZE_CAP = 64 * 1024 * 1024
TEXT_CAP = 16 * 1024 * 1024
_PDF_MARK = b"%PDF-"
_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_ATX = re.compile(r"^#{1,6} ", re.MULTILINE)


def read(name: str, data: bytes) -> Intake:
    """Read a framework from the bytes of a PDF, Markdown or plain text file.

    ``name`` is what people are told and what its ending is taken from. Raises
    :class:`Unreadable` or :class:`Refused`, never anything else.
    """
    intake = _with_hidden(_read(name, data))
    if not intake.articles:
        raise Unreadable(
            Message("No articles were found in {name}.", name=name),
            Message(
                "Each article must begin a paragraph, like “Artículo 1.”; check that this is the right file."
            ),
        )
    return intake


def _read(name: str, data: bytes) -> Intake:
    if not data:
        raise Unreadable(Message("{name} is empty.", name=name), Message("Choose the file again."))
    if len(data) > SIZE_CAP:
        raise _too_big(name, SIZE_CAP)
    sha256 = hashlib.sha256(data).hexdigest()
    if _PDF_MARK in data[:1024]:
        pages = read_pages(name, data)
        paragraphs, dropped = rejoin(pages)
        return assemble(paragraphs, Source(name, sha256, len(pages)), dropped)
    if data.startswith(_PACKED):
        raise Refused(
            Message("{name} is a Word or packed file, which cannot be read here.", name=name),
            Message("Save it as PDF, Markdown or plain text, then read that."),
        )
    text = _decode(name, data)
    ending = name.rpartition(".")[2].casefold()
    if ending in ("md", "markdown") or (ending != "txt" and _ATX.search(text)):
        return read_markdown(name, text, sha256)
    return read_plaintext(name, text, sha256)


def _too_big(name: str, cap: int) -> LexframeError:
    return Refused(
        Message("{name} is larger than {cap} MiB.", name=name, cap=cap // (1024 * 1024)),
        Message("Check that this is the right file, or read it in parts."),
    )


def _decode(name: str, data: bytes) -> str:
    if len(data) > TEXT_CAP:
        raise _too_big(name, TEXT_CAP)
    if data.startswith(_UTF16):
        raise Unreadable(
            Message("{name} is written in UTF-16, not UTF-8.", name=name),
            Message("Save it again as UTF-8."),
            f"{name}:0",
        )
    zero = data.find(b"\x00")
    if zero >= 0:
        raise Unreadable(
            Message("{name} is not text: it has a zero byte at byte {at}.", name=name, at=zero),
            Message("Save it again as UTF-8 text, or choose the right file."),
            f"{name}:{zero}",
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at = error.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
        raise Unreadable(
            Message("{name} is not UTF-8 at byte {at}.", name=name, at=at),
            Message("Save it again as UTF-8."),
            f"{name}:{at}",
        ) from error


def _with_hidden(intake: Intake) -> Intake:
    """Add a doubt for every article that holds characters nobody can see or no font can show."""
    found = []
    for article in intake.every_article():
        hidden = sorted(char for char in set(article.body) if char != "\n" and _is_hidden(char))
        if hidden:
            codes = ", ".join(f"U+{ord(char):04X}" for char in hidden)
            what = Message("There are hidden or unreadable characters here: {codes}.", codes=codes)
            found.append(Doubt(what, article.place, article.id))
    if not found:
        return intake
    doubts = tuple(sorted([*intake.report.doubts, *found], key=lambda doubt: doubt.place))
    return replace(intake, report=Report(intake.report.dropped, doubts))


def _is_hidden(char: str) -> bool:
    return char == "\ufffd" or unicodedata.category(char) in ("Cf", "Co", "Cc", "Cn")
