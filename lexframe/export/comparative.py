"""The comparative table: text in force beside text proposed, ``…`` for what stays as it is.

Rows follow the units of the law, so that a new fracción faces “Sin correlativo” and those behind
it are said to move on; inside a unit the words that go and come are marked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from lexframe.core.article import Article
from lexframe.core.message import Message
from lexframe.export import manuscript as ms
from lexframe.export.captions import article_label, article_name
from lexframe.export.colophon import manuscript, paper_names
from lexframe.export.dossier import Dossier, Paper
from lexframe.export.passages import TABLE, shown, table
from lexframe.export.speech import Speech
from lexframe.text import comparison as cmp
from lexframe.text.citation import Language, cite_steps
from lexframe.text.comparison import UnitChange, compare
from lexframe.text.redline import Redline, redline
from lexframe.text.units import Unit, is_repealed, parse_units

KIND = Message("Comparative table")
SHARES = (42, 42, 16)
ELLIPSIS = "…"

REMARKS = {
    cmp.REFORMED: Message("Reformed"),
    cmp.ADDED: Message("Added"),
    cmp.REPEALED: Message("Repealed"),
    cmp.REMOVED: Message("Deleted"),
    cmp.MOVED: Message("Moved"),
    cmp.RENUMBERED: Message("Renumbered"),
}
RECAST = Message("Renumbered and reformed")


def comparative(dossier: Dossier) -> ms.Manuscript:
    """Set every article that differs, one group of rows each."""
    speech = Speech(dossier.imprint.language)
    rows = [row for old, new in changed_articles(dossier) for row in _article(dossier, old, new, speech)]
    head = (Message("Text in force"), Message("Proposed text"), Message("Remarks"))
    grid = ms.Grid(tuple(map(speech.say, head)), tuple(rows), SHARES, speech.say(KIND))
    blocks: tuple[ms.Block, ...] = (grid,) if rows else (ms.words(speech.say(NO_DIFFERENCE)),)
    return manuscript(dossier, KIND, blocks, about=(legend(speech),), landscape=True)


NO_DIFFERENCE = Message("Both texts say the same.")


def legend(speech: Speech) -> str:
    """Say how changes are marked, for whoever sees no colour."""
    return speech.say(Message("Words that go are struck through; words that come are underlined."))


def changed_articles(dossier: Dossier) -> Iterator[tuple[Article | None, Article | None]]:
    """Yield the articles that differ, old and new, in the order of the new text, then what is gone."""
    before = dossier.before.articles if dossier.before is not None else {}
    for name, new in dossier.text.articles.items():
        old = before.get(name)
        if old is None or (old.body, old.title, old.number) != (new.body, new.title, new.number):
            yield old, new
    yield from ((old, None) for name, old in before.items() if name not in dossier.text.articles)


def touching(dossier: Dossier, article: str) -> tuple[Paper, ...]:
    """Return the amendments of the dossier that touch an article."""
    return tuple(paper for paper in dossier.papers if article in paper.amendment.articles)


def article_caption(dossier: Dossier, article: Article, speech: Speech) -> str:
    """Name an article with the amendments that touch it: ``Artículo 39 · enmienda 2 (…)``."""
    papers = touching(dossier, article.id)
    name = f"{article_label(article)} {article.title}" if article.title else article_name(article)
    if not papers:
        return shown(name)
    return shown(f"{name} · {paper_names(papers, speech)}")


def _article(dossier: Dossier, old: Article | None, new: Article | None, speech: Speech) -> Iterator[ms.Row]:
    either = new or old
    assert either is not None, "an article is on one side at least"
    yield ms.Row(((ms.words(article_caption(dossier, either, speech)),),), group=True)
    changes = list(map(_as_shown, compare(either.id, old.body if old else "", new.body if new else "")))
    lines = list(_Setting(either.id, old, new, speech).lines(changes))
    if old is None or new is None:
        yield _whole(lines, added=old is None, speech=speech)
    elif is_repealed(new.body.strip()):
        verb = speech.say(REMARKS[cmp.REPEALED])
        yield from _rows([replace(line, remark=verb) if n == 0 else line for n, line in enumerate(lines)])
    else:
        yield from _rows(lines)


def _as_shown(change: UnitChange) -> UnitChange:
    """A unit that moves on only because the one around it does has its place said with that one."""
    if change.kind != cmp.RENUMBERED or change.old is None or change.new is None:
        return change
    if change.old.steps[-1] != change.new.steps[-1]:
        return change
    return replace(change, kind=cmp.REFORMED if change.reworded else cmp.UNCHANGED)


@dataclass(frozen=True, slots=True)
class _Line:
    """What one unit, or a run of unchanged ones, puts into the three columns."""

    left: ms.Block
    right: ms.Block
    remark: str = ""


def _rows(lines: Sequence[_Line]) -> Iterator[ms.Row]:
    """Make one row of each change, and one of all that stays between two changes."""
    for _, same in groupby(enumerate(lines), key=lambda each: each[0] if each[1].remark else -1):
        together = [line for _, line in same]
        yield ms.Row(
            (
                tuple(part for line in together for part in _cell(line.left)),
                tuple(part for line in together for part in _cell(line.right)),
                (ms.words(together[0].remark),),
            )
        )


def _cell(block: ms.Block) -> tuple[ms.Paragraph, ...]:
    """A table inside a cell is set as its lines: formats do not nest tables alike."""
    if isinstance(block, ms.Paragraph):
        return (block,)
    assert isinstance(block, ms.Grid)
    rows = [block.head, *(tuple(cell[0].text for cell in row.cells) for row in block.rows)]
    return tuple(ms.words(" | ".join(row), foreign=True) for row in rows)


def _whole(lines: Sequence[_Line], *, added: bool, speech: Speech) -> ms.Row:
    """Set an article that only one side has in one row, facing “Sin correlativo”."""
    text = tuple(part for line in lines for part in _cell(line.right if added else line.left))
    absent = (_absent(speech),)
    remark = (ms.words(speech.say(REMARKS[cmp.ADDED if added else cmp.REMOVED])),)
    return ms.Row((absent, text, remark) if added else (text, absent, remark))


def _absent(speech: Speech) -> ms.Paragraph:
    return ms.words(speech.say(Message("No counterpart")), ms.MISSING)


class _Setting:
    """Sets the changes of one article as lines, knowing the labels on both sides."""

    def __init__(self, name: str, old: Article | None, new: Article | None, speech: Speech) -> None:
        self.speech = speech
        self.labels = tuple(shown(article_label(each)) if each else "" for each in (old, new))
        bodies = (old.body if old else "", new.body if new else "")
        self.units = tuple({unit.address: unit for unit in parse_units(name, body)} for body in bodies)
        self.begun = [False, False]

    def lines(self, changes: Sequence[UnitChange]) -> Iterator[_Line]:
        """Yield the lines of an article from its changes."""
        at = 0
        while at < len(changes):
            end = _quiet_until(changes, at)
            if end > at:
                yield from self._unchanged(changes[at:end])
                at = end
            else:
                yield self._changed(changes[at])
                at += 1

    def _unit(self, change: UnitChange, side: int) -> Unit | None:
        address = change.new if side else change.old
        return self.units[side][address] if address is not None else None

    def _unchanged(self, quiet: Sequence[UnitChange]) -> Iterator[_Line]:
        """Set units that stay: labelled siblings as ``I. a IV. …``, each paragraph as ``…``."""
        for group in _groups([unit for change in quiet if (unit := self._unit(change, 1))]):
            first, last = group[0], group[-1]
            joint = "a" if len(group) > 2 else "y"
            label = first.label if first is last else f"{first.label} {joint} {last.label}"
            left, right = (
                self._begin(ms.Paragraph((ms.Run(ELLIPSIS),), ms.BODY, first.depth, shown(label)), side)
                for side in (0, 1)
            )
            yield _Line(left, right)

    def _changed(self, change: UnitChange) -> _Line:
        if change.kind == cmp.UNCHANGED:
            return self._context(change)
        old, new = self._unit(change, 0), self._unit(change, 1)
        marked = redline(old.text, new.text) if old and new else None
        left = self._begin(_side(old, marked, 0), 0) if old else _absent(self.speech)
        right = self._begin(_side(new, marked, 1), 1) if new else _absent(self.speech)
        return _Line(left, right, self._remark(change))

    def _remark(self, change: UnitChange) -> str:
        """Say what happens to which unit, and where it stood when it has moved."""
        verb = RECAST if change.kind == cmp.RENUMBERED and change.reworded else REMARKS[change.kind]
        lang: Language = "es" if self.speech.language == "es" else "en"
        where = cite_steps(change.place.steps, lang)
        if change.kind in (cmp.MOVED, cmp.RENUMBERED) and change.old is not None:
            was = cite_steps(change.old.steps, lang)
            return self.speech.say(Message("{verb}: {was} becomes {where}.", verb=verb, was=was, where=where))
        return self.speech.say(Message("{verb}: {where}.", verb=verb, where=where))

    def _context(self, change: UnitChange) -> _Line:
        """Set the label of a unit that stays while something inside it changes."""
        unit = self._unit(change, 1)
        assert unit is not None, "an unchanged unit is on both sides"
        paragraph = ms.Paragraph((ms.Run(ELLIPSIS),), ms.BODY, unit.depth, shown(unit.label))
        return _Line(self._begin(paragraph, 0), self._begin(paragraph, 1))

    def _begin(self, block: ms.Block, side: int) -> ms.Block:
        """Put the article's own label before the first block of each side."""
        if self.begun[side] or not isinstance(block, ms.Paragraph):
            return block
        self.begun[side] = True
        label = ms.Run(f"{self.labels[side]} ", ms.STRONG)
        own = (ms.Run(f"{block.label} "),) if block.label else ()
        return ms.Paragraph((label, *own, *block.runs), block.role)


def _side(unit: Unit, marked: Redline | None, side: int) -> ms.Block:
    """Set one side of a changed unit with its marks; a table without them, as cells are not words."""
    if unit.kind == TABLE:
        return table(unit.text)
    if marked is None:
        runs: tuple[ms.Run, ...] = (ms.Run(shown(unit.text), ms.INSERTED if side else ms.DELETED),)
    else:
        mark = ms.INSERTED if side else ms.DELETED
        parts = ((span.new if side else span.old, span.kind) for span in marked.spans)
        runs = tuple(
            ms.Run(shown(text), ms.PLAIN if kind == "equal" else mark) for text, kind in parts if text
        )
    return ms.Paragraph(runs, ms.BODY, unit.depth, shown(unit.label))


def _quiet_until(changes: Sequence[UnitChange], start: int) -> int:
    """Return where a run of units ends that stay together with everything inside them."""
    at = start
    while at < len(changes) and changes[at].kind == cmp.UNCHANGED:
        place = changes[at].place
        end = at + 1
        while end < len(changes) and place.contains(changes[end].place):
            end += 1
        if any(change.kind != cmp.UNCHANGED for change in changes[at:end]):
            break
        at = end
    return at


def _groups(units: Sequence[Unit]) -> Iterator[list[Unit]]:
    """Gather labelled siblings in a row; leave out what stands inside one of them."""
    group: list[Unit] = []
    for unit in units:
        if group and group[-1].address.contains(unit.address):
            continue
        sibling = (
            group
            and unit.label
            and (group[0].kind, group[0].address.parent) == (unit.kind, unit.address.parent)
        )
        if sibling:
            group.append(unit)
            continue
        if group:
            yield group
        group = [unit]
    if group:
        yield group
