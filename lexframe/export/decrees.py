"""The draft decree: the operative sentence and the articles it quotes, set as a gazette would print them."""

from __future__ import annotations

from collections.abc import Iterator

from lexframe.core.message import Message
from lexframe.export import manuscript as ms
from lexframe.export.captions import law_name
from lexframe.export.colophon import manuscript
from lexframe.export.comparative import changed_articles
from lexframe.export.dossier import Dossier
from lexframe.export.passages import shown, table
from lexframe.export.speech import Speech
from lexframe.text.decree import ArticleChange, Decree, decree
from lexframe.text.decree_sentence import sentence
from lexframe.text.decree_text import DecreeLine, decree_text

KIND = Message("Draft decree")
ONLY_ARTICLE = "Artículo Único."
"""A decree of one article says so; its words are Spanish in a document of any language."""


def draft_decree(dossier: Dossier) -> ms.Manuscript:
    """Word what turns the text before into the text after.

    Raises :class:`Refused` when nothing changes, or when no sentence could say the change.
    """
    speech = Speech(dossier.imprint.language)
    worded = decree(tuple(_changes(dossier)))
    return manuscript(dossier, KIND, (*_operative(worded, dossier), *_quoted(worded), _limits(speech)))


def _changes(dossier: Dossier) -> Iterator[ArticleChange]:
    for old, new in changed_articles(dossier):
        either = new or old
        assert either is not None, "an article is on one side at least"
        yield ArticleChange(either.id, either.number, old.body if old else None, new.body if new else None)


def _operative(worded: Decree, dossier: Dossier) -> Iterator[ms.Paragraph]:
    words = sentence(worded, law_name(dossier.text.frame.title))
    yield ms.Paragraph((ms.Run(f"{ONLY_ARTICLE} ", ms.STRONG), ms.Run(shown(words))), ms.CLAUSE)


def _quoted(worded: Decree) -> Iterator[ms.Block]:
    for line in decree_text(worded):
        if line.role == "division":
            yield ms.Paragraph((ms.Run(shown(line.text)),), ms.CENTRED)
        elif line.role == "article":
            label = ms.Run(f"{shown(line.label)} ", ms.STRONG)
            yield ms.Paragraph((label, ms.Run(shown(line.text))), ms.CLAUSE)
        else:
            yield _unit(line)


def _unit(line: DecreeLine) -> ms.Block:
    if line.text.startswith("|") and "\n" in line.text:
        return table(line.text)
    return ms.Paragraph((ms.Run(shown(line.text)),), ms.BODY, line.depth, shown(line.label))


def _limits(speech: Speech) -> ms.Paragraph:
    said = Message(
        "This draft words the changes alone. The transitory articles of the decree itself, and with them its "
        "entry into force, are for the authority that issues it."
    )
    return ms.words(speech.say(said), ms.QUIET)
