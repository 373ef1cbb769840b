"""Printed paragraphs become a framework: style and words tell what each of them is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lexframe.core.message import Message
from lexframe.intake.assembly import Assembler
from lexframe.intake.document import Dropped, Heading, Intake, Source
from lexframe.intake.landmarks import closes, opens_decrees, opens_transitorios, says_published, titles_decree
from lexframe.intake.paragraphs import Paragraph
from lexframe.text.labels import ArticleHeading, article_heading, division_heading, transitorio_heading
from lexframe.text.ordinals import plain

_STOPS = ".;:,"
_LONGEST_EPIGRAPH = 200
_LONGEST_TITLE = 2_000
_LONGEST_COVER = 40


def assemble(paragraphs: Sequence[Paragraph], source: Source, dropped: Sequence[Dropped] = ()) -> Intake:
    """Return the framework that paragraphs printed one after another make up."""
    walker = _Walker(paragraphs)
    walker.walk()
    return walker.to.finish(source, dropped)


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
        count = min(len(self.paragraphs), _LONGEST_COVER)
        while index < count and self.paragraphs[index].role == "centred":
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
        if not to.mode.startswith("decree"):
            to.doubt(paragraph)
        division = division_heading(text)
        if opens_decrees(text):
            to.open_decrees(text)
        elif opens_transitorios(text):
            to.heading(Heading("transitorios", "", "", text, place=paragraph.place))
        elif to.mode.startswith("decree"):
            self._in_decree(paragraph)
        elif division is not None:
            heading = Heading(division.kind, division.number, division.rest.strip(), division.printed)
            to.heading(replace(heading, place=paragraph.place))
            self.titled = True
            return
        elif self.titled and _takes_title(to.outline[-1], paragraph):
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
        if to.mode == "transitorios" and closes(paragraph.text):
            to.begin_closing()
            to.block(paragraph)
            return
        if to.mode == "transitorios":
            opened = transitorio_heading(paragraph.text)
            if opened is not None:
                to.article(opened.number, opened.printed, _rest(paragraph, opened.rest), paragraph.place)
                return
        elif to.mode in ("law", "preamble"):
            article = article_heading(paragraph.text)
            if article is not None and (article.number[0].isdigit() or not self.numeric):
                self._open_article(article, paragraph)
                return
        to.block(paragraph)

    def _open_article(self, article: ArticleHeading, paragraph: Paragraph) -> None:
        """Open an article; words as strong as its label that end without a stop are its epigraph."""
        rest = article.rest.strip()
        if paragraph.strong and rest and rest[-1] not in _STOPS and len(rest) <= _LONGEST_EPIGRAPH:
            self.to.article(article.number, article.printed, None, paragraph.place, rest)
            self.to.doubt(paragraph)
        else:
            self.to.article(article.number, article.printed, _rest(paragraph, rest), paragraph.place)

    def _in_decree(self, paragraph: Paragraph) -> None:
        to, text = self.to, paragraph.text
        styled = paragraph.large and paragraph.strong and paragraph.role == "text"
        fresh = to.open_decree is None or to.mode == "decree-closing" or text.startswith("DECRETO por ")
        if styled or (fresh and titles_decree(text)):
            to.decree(text, paragraph.place)
            to.doubt(paragraph)
        elif to.open_decree is None:
            to.block(paragraph)
        elif not to.open_decree.published and says_published(text):
            to.published(text)
        elif closes(text):
            to.begin_closing()
            to.block(paragraph)
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
    return division_heading(text) is not None or opens_transitorios(text)


def _takes_title(item: Heading | str, paragraph: Paragraph) -> bool:
    """Tell whether a centred line is the title of the heading before it, or goes on with it."""
    if not isinstance(item, Heading):
        return False
    return not item.title or (not paragraph.blank and len(item.title) < _LONGEST_TITLE)
