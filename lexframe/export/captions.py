"""What stands over articles and divisions in a printed law: *Artículo 20 Bis.*, *Título Primero*.

These are words of the legal text, so they are Spanish in a document of any language.
"""

from __future__ import annotations

import re

from lexframe.core.article import TRANSITORIO, Article, Heading

DIVISION_WORDS = {
    "libro": "Libro",
    "titulo": "Título",
    "capitulo": "Capítulo",
    "seccion": "Sección",
    "transitorios": "Transitorios",
}


_SMALL = "a|al|con|de|del|e|el|en|la|las|los|o|para|por|que|sobre|u|y"
_SMALL_WORD = re.compile(rf"(?:{_SMALL})\Z")


def law_name(title: str) -> str:
    """A law's title as a sentence cites it: what is printed in capitals is written as a name."""
    if not title.isupper():
        return title
    first, *others = title.lower().split()
    return " ".join([first.capitalize(), *(w if _SMALL_WORD.match(w) else w.capitalize() for w in others)])


def article_name(article: Article) -> str:
    """The name without full stop or title: ``Artículo 1o.``, ``Décimo Primero``."""
    return article.number if article.kind == TRANSITORIO else f"Artículo {article.number}"


def article_label(article: Article) -> str:
    """The label as printed before the text: ``Artículo 39.``, ``Primero.``."""
    name = article_name(article)
    return name if name.endswith(".") else f"{name}."


def division_name(heading: Heading) -> str:
    """The number line of a division: ``Título Primero``; a rubric and a decree have none."""
    word = DIVISION_WORDS.get(heading.kind, "")
    return f"{word} {heading.number}".strip() if word else ""


def division_words(heading: Heading, joint: str) -> str:
    """The whole heading on one line: number line and title with ``joint`` between."""
    return joint.join(part for part in (division_name(heading), heading.title) if part)
