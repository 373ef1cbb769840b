"""Paragraphs in reading order become a framework: preamble, divisions, articles, transitorios, decrees.

Walks once; what fits nowhere goes to the report with its place, so that no word is lost on the way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence
from dataclasses import replace
from datetime import date

from lexframe.core.message import Message
from lexframe.intake.document import (
    ArticleText,
    Decree,
    Doubt,
    Dropped,
    Heading,
    Intake,
    Place,
    Report,
    Source,
)
from lexframe.intake.paragraphs import Paragraph
from lexframe.intake.structure import Body, build_body
from lexframe.text.labels import article_id, number_key, transitorio_id

_DATE = re.compile(r"\b([0-9]{1,2})(?:o\.?|º|°)? de ([a-z]{4,10}) de ([0-9]{4})\b")
_MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
    "noviembre", "diciembre",
)  # fmt: skip


def published_date(text: str) -> date | None:
    """Return the first date written out in Spanish in a text."""
    for match in _DATE.finditer(text):
        try:
            return date(int(match[3]), _MONTHS.index(match[2]) + 1, int(match[1]))
        except ValueError:
            continue
    return None


def blocks_text(blocks: Sequence[str]) -> str:
    """Return paragraphs with a blank line between, and one newline at the end."""
    return "\n\n".join(blocks) + "\n" if blocks else ""


class Assembler:
    """Takes headings, labels and blocks in reading order and hands out an :class:`Intake`.

    Every reader uses it, with its own way to ``build`` a body out of an article's blocks.
    """

    def __init__(self, build: Callable[[str, Sequence[Paragraph]], Body] = build_body) -> None:
        self.build = build
        self.title = ""
        self.legends: list[str] = []
        self.preamble: list[str] = []
        self.outline: list[Heading | str] = []
        self.articles: list[ArticleText] = []
        self.transitorios: list[ArticleText] = []
        self.closing: list[str] = []
        self.decrees_heading = ""
        self.decrees: list[Decree] = []
        self.dropped: list[Dropped] = []
        self.doubts: list[Doubt] = []
        self.mode = "preamble"
        self._divisions: list[Heading] = []
        self._ids: dict[str, Place] = {}
        self._decree_ids: set[str] = set()
        self._counts: dict[str, int] = {}
        self._article: ArticleText | None = None
        self._blocks: list[Paragraph] = []
        self.open_decree: Decree | None = None
        self._operative: list[str] = []
        self._decree_closing: list[str] = []
        self._decree_articles: list[ArticleText] = []

    def heading(self, heading: Heading) -> None:
        """Open a division, the transitorios, or a rubric; a rubric without number stands inside."""
        self._close_article()
        if self.open_decree is not None:
            if heading.kind == "transitorios":
                self.open_decree = replace(self.open_decree, heading=heading.label)
                self.mode = "decree-transitorios"
            else:
                self._operative.append(" ".join(part for part in (heading.label, heading.title) if part))
            return
        self.mode = "transitorios" if heading.kind == "transitorios" else self.mode
        if self.mode == "preamble":
            self.mode = "law"
        self._divisions = [d for d in self._divisions if d.level < heading.level]
        self._divisions.append(heading)
        self.outline.append(heading)

    def more_title(self, text: str) -> None:
        """Add words to the title of the heading just opened."""
        heading = self.outline[-1]
        assert isinstance(heading, Heading)
        longer = replace(heading, title=f"{heading.title} {text}".strip())
        self.outline[-1] = self._divisions[-1] = longer

    def article(self, number: str, label: str, rest: Paragraph | None, place: Place, title: str = "") -> None:
        """Open an article of the law, or a transitorio where transitorios are being read."""
        self._close_article()
        if self.open_decree is not None and not self.open_decree.id:
            self.published("")
        decree = self.open_decree.id if self.open_decree is not None else ""
        law = self.mode in ("law", "preamble")
        name = article_id(number) if law else transitorio_id(number, decree.removeprefix("decreto-"))
        if law:
            self.mode = "law"
        self._article = ArticleText(
            self._fresh_id(name, label, place),
            number,
            "",
            label,
            "articulo" if law else "transitorio",
            title,
            division=() if decree else tuple(d.label or d.title for d in self._divisions),
            decree=decree,
            place=place,
        )
        self._blocks = [rest] if rest is not None and rest.text else []

    def _fresh_id(self, name: str, label: str, place: Place) -> str:
        first = self._ids.get(name)
        if first is None:
            self._ids[name] = place
            return name
        fresh = self._count_up(name, self._ids)
        self._ids[fresh] = place
        what = Message(
            "“{label}” stands twice, the first time on {first}; the second was read as {id}.",
            label=label, first=first.message(), id=fresh,
        )  # fmt: skip
        self.doubts.append(Doubt(what, place, fresh))
        return fresh

    def _count_up(self, name: str, taken: Container[str]) -> str:
        """Return the first free ``name-2``, ``name-3`` …; remembers where it stopped."""
        count = self._counts.get(name, 1) + 1
        while f"{name}-{count}" in taken:
            count += 1
        self._counts[name] = count
        return f"{name}-{count}"

    def block(self, block: Paragraph) -> None:
        """Add a paragraph, table, picture or note to whatever is open."""
        if self._article is not None and self.mode not in ("closing", "decree-closing"):
            self._blocks.append(block)
        elif (
            block.role == "note"
            and self.outline
            and isinstance(self.outline[-1], Heading)
            and self.open_decree is None
        ):
            heading = self.outline[-1]
            self.outline[-1] = self._divisions[-1] = replace(heading, notes=(*heading.notes, block.text))
        elif block.role == "picture":
            what = Message("A picture stands here; its words, if any, are not in the text.")
            self.doubts.append(Doubt(what, block.place))
        else:
            self._loose(block)

    def _loose(self, block: Paragraph) -> None:
        self.doubt(block)
        places = {
            "preamble": self.preamble,
            "closing": self.closing,
            "decree-operative": self._operative,
            "decree-closing": self._decree_closing,
        }
        target = places.get(self.mode)
        if target is None or block.role == "note":
            self.dropped.append(Dropped(block.text, block.place, Message("it stands outside any article")))
            self.doubts.append(
                Doubt(Message("This text stands outside any article and was left out."), block.place)
            )
            return
        target.append(block.text)

    def doubt(self, block: Paragraph) -> None:
        """Report the doubts of a paragraph that becomes no part of a body."""
        self.doubts += [Doubt(what, block.place) for what in block.doubts]

    def begin_closing(self) -> None:
        """Leave the articles: what follows is place, date and signatures."""
        self._close_article()
        self.mode = "decree-closing" if self.open_decree is not None else "closing"

    def open_decrees(self, heading: str) -> None:
        """Begin the part of the reform decrees."""
        self._close_article()
        self.decrees_heading, self.mode = heading, "decrees"

    def decree(self, title: str, place: Place) -> None:
        """Open a reform decree; its id is made when its date is known."""
        self._close_decree()
        self.open_decree = Decree("", title, "", None, "", "", (), "", place)
        self.mode = "decree-operative"

    def published(self, text: str) -> None:
        """Say where and when the open decree was published."""
        assert self.open_decree is not None
        when = published_date(text)
        day = when.isoformat() if when else "sin-fecha"
        name = f"decreto-{day}"
        if name in self._decree_ids:
            name = self._count_up(name, self._decree_ids)
        self._decree_ids.add(name)
        self.open_decree = replace(self.open_decree, published=text, date=when, id=name)

    def _close_decree(self) -> None:
        self._close_article()
        if self.open_decree is None:
            return
        if not self.open_decree.id:
            self.published("")
        self.decrees.append(
            replace(
                self.open_decree,
                operative=blocks_text(self._operative),
                transitorios=tuple(self._decree_articles),
                closing=blocks_text(self._decree_closing),
            )
        )
        self.open_decree = None
        self._operative, self._decree_closing, self._decree_articles = [], [], []

    def _close_article(self) -> None:
        article = self._article
        if article is None:
            return
        self._article = None
        body = self.build(article.id, self._blocks)
        self.doubts.extend(body.doubts)
        if not body.text and not article.title:
            self.doubts.append(Doubt(Message("This article has no text."), article.place, article.id))
        whole = replace(article, body=body.text, notes=body.notes)
        if article.decree:
            self._decree_articles.append(whole)
            return
        (self.articles if article.kind == "articulo" else self.transitorios).append(whole)
        self.outline.append(article.id)

    def finish(self, source: Source, dropped: Sequence[Dropped] = ()) -> Intake:
        """Close what is open and return everything."""
        self._close_decree()
        self._close_article()
        self._check_order()
        report = Report(
            tuple(sorted([*dropped, *self.dropped], key=lambda d: d.place)),
            tuple(sorted(self.doubts, key=lambda d: d.place)),
        )
        return Intake(
            self.title, tuple(self.legends), blocks_text(self.preamble), tuple(self.outline),
            tuple(self.articles), tuple(self.transitorios), blocks_text(self.closing),
            self.decrees_heading, tuple(self.decrees), source, report,
        )  # fmt: skip

    def _check_order(self) -> None:
        for before, after in zip(self.articles, self.articles[1:], strict=False):
            if number_key(after.number) < number_key(before.number):
                what = Message("“{label}” comes after “{before}”.", label=after.label, before=before.label)
                self.doubts.append(Doubt(what, after.place, after.id))
