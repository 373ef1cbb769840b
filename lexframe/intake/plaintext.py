"""A framework in plain text: the words alone tell titles, divisions, articles and paragraphs apart.

A blank line ends a paragraph, and so does a line that opens with a label; the spaces before a line
count as its indent.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from lexframe.intake.document import Intake, Place, Source
from lexframe.intake.landmarks import opens_decrees, opens_transitorios, says_published
from lexframe.intake.paragraphs import Paragraph, Role
from lexframe.intake.printed import assemble
from lexframe.text.labels import article_heading, division_heading, read_label, transitorio_heading

_SPACE = 6.0
_LONGEST_TITLE = 200


def read_plaintext(name: str, text: str, sha256: str = "") -> Intake:
    """Read a framework without markup."""
    lines = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return assemble(tuple(_styled(tuple(_paragraphs(lines)))), Source(name, sha256))


def _paragraphs(lines: list[str]) -> Iterator[Paragraph]:
    """Yield what stands between blank lines, or line by line where a file has no blank lines."""
    wrapped = any(not line.strip() for line in lines[1:-1])
    held: list[str] = []
    began = 0
    for number, line in enumerate([*lines, ""], start=1):
        words = " ".join(line.split())
        if held and (not words or not wrapped or _opens(words) or _is_bare_division(held)):
            yield _paragraph(held, began)
            held = []
        if words:
            began = began if held else number
            held.append(line.expandtabs(4))


def _paragraph(lines: list[str], began: int) -> Paragraph:
    indent = [_SPACE * (len(line) - len(line.lstrip())) for line in lines]
    text = " ".join(" ".join(lines).split())
    return Paragraph(text, Place(line=began), "text", indent[0], indent[-1], len(lines) if any(indent) else 1)


def _opens(words: str) -> bool:
    return (
        article_heading(words) is not None
        or division_heading(words) is not None
        or opens_transitorios(words)
        or read_label(words) is not None
    )


def _is_bare_division(lines: list[str]) -> bool:
    """Tell whether a line is "CAPÍTULO II" alone, so that the next begins its title."""
    if len(lines) > 1:
        return False
    division = division_heading(lines[0].strip())
    return division is not None and not division.rest.strip()


def _styled(paragraphs: tuple[Paragraph, ...]) -> Iterator[Paragraph]:
    """Say which paragraphs are headings: what a printed page tells by its style."""
    titled = False
    for index, paragraph in enumerate(paragraphs):
        text = paragraph.text
        division = division_heading(text)
        bare = division is not None and not division.rest.strip()
        heading = division is not None or opens_transitorios(text) or opens_decrees(text)
        if heading and len(text) <= _LONGEST_TITLE:
            role: Role = "centred"
        elif (index == 0 and not _is_article(text)) or (says_published(text) and index):
            role = "centred"
        else:
            role = "centred" if titled and _is_title(text) else "text"
        titled = bare
        yield replace(paragraph, role=role, large=index == 0)


def _is_title(text: str) -> bool:
    """Tell whether a line under "CAPÍTULO II" is its title and not its first paragraph."""
    return len(text) <= _LONGEST_TITLE and text[-1] not in ".;:," and not _is_article(text)


def _is_article(text: str) -> bool:
    return article_heading(text) is not None or transitorio_heading(text) is not None
