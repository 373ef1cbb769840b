"""A framework as one Markdown text to edit and bring back in: its articles come back word for word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lexframe.core.article import ARTICLE, Article, FrameworkText, Heading
from lexframe.intake.document import ArticleText, Decree, Intake, Note
from lexframe.intake.document import Heading as SourceHeading
from lexframe.intake.markdown import print_markdown
from lexframe.services.frames import article_label
from lexframe.store.framework_file import heading_words

DECREE, DECREES = "decreto", "decretos"


def printed(text: FrameworkText) -> str:
    """Return the whole framework in the form that intake reads."""
    return print_markdown(intake_of(text))


def intake_of(text: FrameworkText) -> Intake:
    """Turn a framework back into what intake would have read it from."""
    law, decrees = _parted(text.frame.outline)
    outline: list[SourceHeading | str] = [_entry(each) for each in law]
    articles = [_article(text.articles[each]) for each in outline if isinstance(each, str)]
    closing = [each.closing for each in law if isinstance(each, Heading) and each.closing]
    named = [each for each in decrees if isinstance(each, Heading) and each.kind != DECREE]
    return Intake(
        text.frame.title,
        (),
        text.frame.preamble,
        tuple(outline),
        tuple(each for each in articles if each.kind == "articulo"),
        tuple(each for each in articles if each.kind == "transitorio"),
        "".join(closing),
        named[0].title if named else "",
        tuple(_decrees(text, decrees)),
    )


def _parted(outline: tuple[Heading | str, ...]) -> tuple[list[Heading | str], list[Heading | str]]:
    """Part the law from the reform decrees printed after it."""
    starts = (
        at
        for at, each in enumerate(outline)
        if isinstance(each, Heading) and (each.kind == DECREE or each.id == DECREES)
    )
    at = next(starts, len(outline))
    return list(outline[:at]), list(outline[at:])


def _entry(entry: Heading | str) -> SourceHeading | str:
    if isinstance(entry, str):
        return entry
    notes = tuple(part.strip().strip("()") for part in entry.text.split("\n\n") if part.strip())
    label = "" if entry.kind == "rubro" else heading_words(replace(entry, title=""))
    return SourceHeading(entry.kind, entry.number, entry.title, label, notes)


def _article(article: Article) -> ArticleText:
    notes = tuple(Note(note.text, note.at) for note in article.notes)
    label = f"{article_label(replace(article, title=''))}."
    kind = "articulo" if article.kind == ARTICLE else "transitorio"
    return ArticleText(article.id, article.number, article.body, label, kind, article.title, notes)  # type: ignore[arg-type]


def _decrees(text: FrameworkText, entries: Iterable[Heading | str]) -> Iterator[Decree]:
    current: Heading | None = None
    held: list[ArticleText] = []
    for entry in entries:
        if isinstance(entry, str):
            held.append(_article(text.articles[entry]))
            continue
        if current is not None:
            yield _decree(current, held)
        current, held = (entry if entry.kind == DECREE else None), []
    if current is not None:
        yield _decree(current, held)


def _decree(heading: Heading, transitorios: list[ArticleText]) -> Decree:
    """Part what stands under the heading: publication first, the word over the transitorios last."""
    parts = [part for part in heading.text.strip("\n").split("\n\n") if part]
    date = dt.date.fromisoformat(heading.number) if heading.number else None
    published = parts.pop(0) if parts and date else ""
    over = parts.pop() if parts and "transitorio" in parts[-1].lower() and len(parts[-1]) < 60 else ""
    operative = "\n\n".join(parts)
    return Decree(
        heading.id, heading.title, published, date, f"{operative}\n" if operative else "", over,
        tuple(transitorios), heading.closing,
    )  # fmt: skip
