"""The redline: each article that differs, whole, with the words that go and come marked in place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lexframe.core.article import Article
from lexframe.core.message import Message
from lexframe.export import manuscript as ms
from lexframe.export.captions import article_label
from lexframe.export.colophon import manuscript
from lexframe.export.comparative import NO_DIFFERENCE, article_caption, changed_articles, legend
from lexframe.export.dossier import Dossier
from lexframe.export.passages import shown
from lexframe.export.speech import Speech
from lexframe.text.redline import Redline, Span, redline
from lexframe.text.units import INDENT

KIND = Message("Redline")
_BREAK = re.compile(r"\n(?:[^\S\n]*\n)+")
_MARKS = {"equal": ms.PLAIN, "insert": ms.INSERTED, "delete": ms.DELETED}


def marked_text(dossier: Dossier) -> ms.Manuscript:
    """Set every article that differs under its own heading."""
    speech = Speech(dossier.imprint.language)
    blocks = [
        block for old, new in changed_articles(dossier) for block in _article(dossier, old, new, speech)
    ]
    return manuscript(
        dossier,
        KIND,
        tuple(blocks) or (ms.words(speech.say(NO_DIFFERENCE)),),
        about=(legend(speech),),
        contents=True,
    )


def _article(
    dossier: Dossier, old: Article | None, new: Article | None, speech: Speech
) -> Iterator[ms.Block]:
    either = new or old
    assert either is not None, "an article is on one side at least"
    yield ms.Heading(2, article_caption(dossier, either, speech), either.id)
    lines = redline(_whole(old, new), _whole(new, old))
    yield from paragraphs(lines)
    if lines.is_unseen:
        yield _unseen(lines, speech)


def _whole(article: Article | None, other: Article | None) -> str:
    """The body, with the article's own label where the other side has not the same one."""
    if article is None:
        return ""
    label, theirs = (
        f"{article_label(each)} {each.title}".rstrip() if each else "" for each in (article, other)
    )
    return article.body if label == theirs else f"{label}\n\n{article.body}"


def paragraphs(lines: Redline) -> Iterator[ms.Paragraph]:
    """Cut the spans of a redline into the paragraphs they stand in."""
    runs: list[ms.Run] = []
    for span in lines.spans:
        first, *others = _BREAK.split(span.text)
        runs += _run(span, first)
        for piece in others:
            yield from _paragraph(runs)
            runs = _run(span, piece)
    yield from _paragraph(runs)


def _run(span: Span, piece: str) -> list[ms.Run]:
    return (
        [ms.Run(shown(piece.replace("\n", " ") if "|" not in piece else piece), _MARKS[span.kind])]
        if piece
        else []
    )


def _paragraph(runs: list[ms.Run]) -> Iterator[ms.Paragraph]:
    """Read the depth off the indentation, and leave out what holds no word."""
    text = "".join(run.text for run in runs)
    if not text.strip():
        return
    indent = len(text) - len(text.lstrip(" "))
    kept: list[ms.Run] = []
    for run in runs:
        words = run.text if any(each.text.strip() for each in kept) else run.text.lstrip(" ")
        if words:
            kept.append(ms.Run(words, run.mark))
    yield ms.Paragraph(tuple(kept), ms.BODY, (indent + 1) // INDENT)


def _unseen(lines: Redline, speech: Speech) -> ms.Paragraph:
    """Say a change that nobody can see, by its code points."""
    points = "; ".join(" → ".join(each.code_points) for each in lines.unseen[:20])
    said = Message("Only what no reader sees changes here: {points}", points=points)
    return ms.words(speech.say(said), ms.NOTE)
