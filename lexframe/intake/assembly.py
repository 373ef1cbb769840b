"""Paragraphs in reading order become a framework: preamble, divisions, articles, transitorios, decrees.

Walks once; what fits nowhere goes to the report with its place, so that no word is lost on the way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
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
from lexframe.intake.structure import build_body
from lexframe.text.labels import (
    article_heading,
    article_id,
    division_heading,
    number_key,
    transitorio_heading,
    transitorio_id,
)
from lexframe.text.ordinals import plain

_TRANSITORIOS = re.compile(r"(?i)(?:art[íi]culos? )?transitorios?[.:]?\Z")
_DECREES = re.compile(r"(?i)(?:art[íi]culos )?transitorios de (?:los )?decretos de reforma.{0,40}\Z")
_DECREE_TITLE = re.compile(
    r"(?:DECRETO|ACUERDO|LEY|AVISO|RESOLUCI[ÓO]N|SENTENCIA|DECLARATORIA|FE DE ERRATAS|ACLARACI[ÓO]N"
    r"|Decreto)\b"
)
_PUBLISHED = re.compile(r"P(?:ublicad|UBLICAD)[oaOA]s? (?i:en el diario oficial de la federaci[óo]n)")
_DATE = re.compile(r"\b([0-9]{1,2})(?:o\.?|º|°)? de ([a-z]{4,10}) de ([0-9]{4})\b")
_MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
    "noviembre", "diciembre",
)  # fmt: skip
_CLOSING_PLACE = re.compile(r"(?:México|Ciudad de México|Salón|Palacio|Sala |Dad[oa] en|Residencia)\b")
_CLOSING_SIGNED = re.compile(r"Rúbricas?\b|Presidente|Presidenta|Secretari[oa]\b")
_CLOSING_SENTENCE = ("En cumplimiento de lo dispuesto por", "En testimonio de lo")


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

    Every reader uses it: a printed page through :func:`assemble`, Markdown by its own marks.
    """

    def __init__(self) -> None:
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
        self._article: ArticleText | None = None
        self._blocks: list[Paragraph] = []
        self._decree: Decree | None = None
        self._operative: list[str] = []
        self._decree_closing: list[str] = []
        self._decree_articles: list[ArticleText] = []

    def heading(self, heading: Heading) -> None:
        """Open a division, the transitorios, or a rubric; a rubric without number stands inside."""
        self._close_article()
        if self._decree is not None:
            if heading.kind == "transitorios":
                self._decree = replace(self._decree, heading=heading.label)
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
        decree = self._decree.id if self._decree is not None else ""
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
        count = 2
        while f"{name}-{count}" in self._ids:
            count += 1
        fresh = f"{name}-{count}"
        self._ids[fresh] = place
        what = Message(
            "“{label}” stands twice, the first time on {first}; the second was read as {id}.",
            label=label, first=first.message(), id=fresh,
        )  # fmt: skip
        self.doubts.append(Doubt(what, place, fresh))
        return fresh

    def block(self, block: Paragraph) -> None:
        """Add a paragraph, table, picture or note to whatever is open."""
        if self._article is not None and self.mode not in ("closing", "decree-closing"):
            self._blocks.append(block)
        elif (
            block.role == "note"
            and self.outline
            and isinstance(self.outline[-1], Heading)
            and not self._decree
        ):
            heading = self.outline[-1]
            self.outline[-1] = self._divisions[-1] = replace(heading, notes=(*heading.notes, block.text))
        elif block.role == "picture":
            what = Message("A picture stands here; its words, if any, are not in the text.")
            self.doubts.append(Doubt(what, block.place))
        else:
            self._loose(block)

    def _loose(self, block: Paragraph) -> None:
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

    def close_with(self, block: Paragraph) -> None:
        """Begin or go on with place, date and signatures."""
        self._close_article()
        self.mode = "decree-closing" if self._decree is not None else "closing"
        self._loose(block)

    def decree(self, title: str, place: Place) -> None:
        """Open a reform decree; its id is made when its date is known."""
        self._close_decree()
        self._decree = Decree("", title, "", None, "", "", (), "", place)
        self.mode = "decree-operative"

    def published(self, text: str) -> None:
        """Say where and when the open decree was published."""
        assert self._decree is not None
        when = published_date(text)
        day = when.isoformat() if when else "sin-fecha"
        taken = {decree.id for decree in self.decrees}
        name, count = f"decreto-{day}", 2
        while name in taken:
            name = f"decreto-{day}-{count}"
            count += 1
        self._decree = replace(self._decree, published=text, date=when, id=name)

    def _close_decree(self) -> None:
        self._close_article()
        if self._decree is None:
            return
        if not self._decree.id:
            self.published("")
        self.decrees.append(
            replace(
                self._decree,
                operative=blocks_text(self._operative),
                transitorios=tuple(self._decree_articles),
                closing=blocks_text(self._decree_closing),
            )
        )
        self._decree = None
        self._operative, self._decree_closing, self._decree_articles = [], [], []

    def _close_article(self) -> None:
        article = self._article
        if article is None:
            return
        self._article = None
        body = build_body(article.id, self._blocks)
        self.doubts.extend(body.doubts)
        if not body.text and not article.title:
            self.doubts.append(Doubt(Message("This article has no text."), article.place, article.id))
        whole = replace(article, body=body.text, notes=body.notes)
        if article.decree:
            self._decree_articles.append(whole)
            return
        (self.articles if article.kind == "articulo" else self.transitorios).append(whole)
        self.outline.append(article.id)

    def finish(self, source: Source, dropped: Sequence[Dropped] = (), doubts: Sequence[Doubt] = ()) -> Intake:
        """Close what is open and return everything."""
        self._close_decree()
        self._close_article()
        self._check_order()
        report = Report(
            tuple(sorted([*dropped, *self.dropped], key=lambda d: d.place)),
            tuple(sorted([*doubts, *self.doubts], key=lambda d: d.place)),
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


def assemble(
    paragraphs: Sequence[Paragraph],
    source: Source,
    dropped: Sequence[Dropped] = (),
    doubts: Sequence[Doubt] = (),
) -> Intake:
    """Return the framework that paragraphs printed one after another make up."""
    walker = _Walker(paragraphs)
    walker.walk()
    return walker.to.finish(source, dropped, doubts)


class _Walker:
    """Tells by style and words what each printed paragraph is."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self.to = Assembler()
        self.paragraphs = paragraphs
        self.numeric = any(_numbered(p) for p in paragraphs)
        self.titled = False
        self._lines: list[Paragraph] = []

    def walk(self) -> None:
        """Read the cover, then everything after it."""
        start = self._cover()
        for paragraph in self.paragraphs[start:]:
            if self._lines and not (paragraph.role == "centred" and not _is_division(paragraph.text)):
                self._end_of_centred()
            if paragraph.role == "centred" and not _numbered(paragraph):
                self._centred(paragraph)
            elif paragraph.role == "text" or (paragraph.role == "centred"):
                self.titled = False
                self._text(paragraph)
            else:
                self.titled = False
                self.to.block(paragraph)

    def _cover(self) -> int:
        """Read the title and the lines under it; return where the rest begins."""
        index = 0
        while index < len(self.paragraphs) and self.paragraphs[index].role == "centred":
            paragraph = self.paragraphs[index]
            if _is_division(paragraph.text) or _numbered(paragraph):
                break
            if (index == 0 or paragraph.large) and not self.to.legends:
                self.to.title = f"{self.to.title} {paragraph.text}".strip()
            else:
                self.to.legends.append(paragraph.text)
            index += 1
        return index

    def _centred(self, paragraph: Paragraph) -> None:
        text, to = paragraph.text, self.to
        division = division_heading(text)
        if _DECREES.match(text):
            to._close_article()
            to.decrees_heading, to.mode = text, "decrees"
        elif _TRANSITORIOS.match(text):
            to.heading(Heading("transitorios", "", "", text, place=paragraph.place))
        elif to.mode.startswith("decree"):
            self._in_decree(paragraph)
        elif division is not None:
            heading = Heading(division.kind, division.number, division.rest.strip(), division.printed)
            to.heading(replace(heading, place=paragraph.place))
            self.titled = True
            return
        elif self.titled and (not _has_title(to.outline[-1]) or not paragraph.blank):
            to.more_title(text)
            return
        elif to.mode == "preamble":
            self._lines.append(paragraph)
        else:
            to.heading(Heading("rubro", "", text, place=paragraph.place))
            self.titled = True
            return
        self.titled = False

    def _end_of_centred(self) -> None:
        """Keep what is centred before the law begins, but drop the title where it is printed again."""
        lines, self._lines = self._lines, []
        if lines and plain(" ".join(p.text for p in lines)) == plain(self.to.title):
            again = Message("the title, printed again")
            self.to.dropped += [Dropped(p.text, p.place, again) for p in lines]
        else:
            for paragraph in lines:
                self.to.preamble.append(paragraph.text)

    def _text(self, paragraph: Paragraph) -> None:
        to = self.to
        if to.mode.startswith("decree"):
            self._in_decree(paragraph)
            return
        if to.mode == "transitorios" and _is_closing(paragraph.text):
            to.close_with(paragraph)
            return
        if to.mode == "transitorios":
            opened = transitorio_heading(paragraph.text)
            if opened is not None:
                to.article(opened.number, opened.printed, _rest(paragraph, opened.rest), paragraph.place)
                return
        elif to.mode in ("law", "preamble"):
            article = article_heading(paragraph.text)
            if article is not None and (article.number[0].isdigit() or not self.numeric):
                to.article(article.number, article.printed, _rest(paragraph, article.rest), paragraph.place)
                return
        to.block(paragraph)

    def _in_decree(self, paragraph: Paragraph) -> None:
        to, text = self.to, paragraph.text
        if _DECREE_TITLE.match(text) and (
            paragraph.large or to._decree is None or to.mode == "decree-closing"
        ):
            to.decree(text, paragraph.place)
        elif to._decree is None:
            to.block(paragraph)
        elif not to._decree.published and _PUBLISHED.match(text):
            to.published(text)
        elif _is_closing(text):
            to.close_with(paragraph)
        elif to.mode == "decree-transitorios" and (opened := transitorio_heading(text)) is not None:
            to.article(opened.number, opened.printed, _rest(paragraph, opened.rest), paragraph.place)
        else:
            to.block(paragraph)


def _numbered(paragraph: Paragraph) -> bool:
    if paragraph.role not in ("text", "centred"):
        return False
    article = article_heading(paragraph.text)
    return article is not None and article.number[0].isdigit()


def _rest(paragraph: Paragraph, rest: str) -> Paragraph:
    return replace(paragraph, text=rest.strip())


def _is_division(text: str) -> bool:
    return division_heading(text) is not None or _TRANSITORIOS.match(text) is not None


def _has_title(item: Heading | str) -> bool:
    return isinstance(item, Heading) and bool(item.title)


def _is_closing(text: str) -> bool:
    if text.startswith(_CLOSING_SENTENCE):
        return True
    return _CLOSING_PLACE.match(text) is not None and _CLOSING_SIGNED.search(text[:400]) is not None
