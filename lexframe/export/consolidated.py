"""The consolidated text: the whole framework as it reads, with whatever amendments were worked in."""

from __future__ import annotations

from collections.abc import Iterator

from lexframe.core.article import Article, Heading
from lexframe.core.message import Message
from lexframe.export import manuscript as ms
from lexframe.export.captions import article_label, division_words
from lexframe.export.colophon import manuscript, text_digest, worked_in
from lexframe.export.dossier import Dossier
from lexframe.export.lawtext import law_markdown
from lexframe.export.passages import article_blocks, prose, shown
from lexframe.export.speech import Speech

KIND = Message("Consolidated text")


def consolidated(dossier: Dossier) -> ms.Manuscript:
    """Set the whole text under its headings."""
    return manuscript(dossier, KIND, tuple(law_blocks(dossier)), about=(as_of(dossier),), contents=True)


def consolidated_markdown(dossier: Dossier) -> bytes:
    """Print the text as Markdown that reads back word for word; its digest stands in its own legends."""
    imprint = dossier.imprint
    speech = Speech(imprint.language)
    legends = [
        imprint.notice,
        f"{speech.say(KIND)}. {as_of(dossier)}",
        *worked_in(dossier, speech),
        f"{imprint.workspace} · {imprint.framework} · {imprint.commit}",
        f"SHA-256: {text_digest(dossier.text)} (grep -v '^>' | sha256sum)",
    ]
    return law_markdown(dossier.text, ["\n".join(shown(legend) for legend in legends if legend)]).encode()


def as_of(dossier: Dossier) -> str:
    """Say on which day the text reads like this."""
    speech = Speech(dossier.imprint.language)
    return speech.say(Message("As of {day}.", day=speech.date(dossier.imprint.day)))


def law_blocks(dossier: Dossier) -> Iterator[ms.Block]:
    """Yield preamble, divisions and articles in the order of the text."""
    text = dossier.text
    yield from prose(text.frame.preamble)
    closing: tuple[ms.Paragraph, ...] = ()
    above: list[int] = []
    for entry in text.frame.outline:
        if isinstance(entry, Heading):
            yield from closing
            above = [level for level in above if level < entry.level] + [entry.level]
            yield ms.Heading(len(above) + 1, shown(division_words(entry, ". ")), entry.id)
            yield from prose(entry.text)
            closing = tuple(prose(entry.closing))
        elif entry in text.articles:
            yield from article(text.articles[entry], min(len(above) + 2, 6))
    yield from closing


def article(one: Article, level: int) -> Iterator[ms.Block]:
    """Set one article: label and title as its heading, run into a first paragraph without label."""
    body = tuple(article_blocks(one))
    first = body[0] if body else None
    runs_in = isinstance(first, ms.Paragraph) and first.role == ms.BODY and not (first.label or one.title)
    label = shown(f"{article_label(one)} {one.title}".strip())
    yield ms.Heading(level, label, one.id, article=True, runs_in=runs_in)
    yield from body
