"""Finding in the index: the best hits first, the same hits in the same order on every machine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from lexframe.core.address import Address
from lexframe.index.entry import PROPOSAL
from lexframe.index.question import Question
from lexframe.index.schema import TITLE_WEIGHT
from lexframe.index.snippet import Span, richest, snippet
from lexframe.text.units import Unit, parse_units

RANKED = 2_000
"""Up to so many finds are ranked. A word that is nearly everywhere says nothing of what was meant,
and ranking by it costs a quarter of a second: such finds come in the order of the text."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One find.

    ``id`` is the article's id or the amendment's code; ``body`` whose text it is, ``address`` the
    stored address of the unit where there is one. ``marks`` are spans of ``snippet``. ``rank`` is
    0 where nothing was ranked, else negative: the lower, the better.
    """

    kind: str
    framework: str
    id: str
    address: str
    snippet: str
    rank: float
    title: str = ""
    body: str = ""
    marks: tuple[Span, ...] = ()


def search(db: Database, question: Question, limit: int, framework: str = "") -> tuple[Hit, ...]:
    """Return up to ``limit`` hits: those with the very words, then those with longer ones."""
    if not question.phrases or limit < 1:
        return ()
    found = _found(db, question.exact, limit, framework)
    if len(found) < limit and question.wider != question.exact:
        wider = _found(db, question.wider, limit + len(found), framework)
        found |= {id: rank for id, rank in wider.items() if id not in found}
    return tuple(_hit(db, id, rank, question.words) for id, rank in list(found.items())[:limit])


def _found(db: Database, query: str, limit: int, framework: str) -> dict[int, float]:
    """Return entry id → rank, best first."""
    many = db.execute(
        "SELECT count(*) FROM (SELECT 1 FROM words_fts WHERE words_fts MATCH ? LIMIT ?)", [query, RANKED + 1]
    ).fetchone()[0]
    sql = _UNRANKED if many > RANKED else _RANKED
    given = {"query": query, "limit": limit, "framework": framework, "weight": TITLE_WEIGHT}
    return dict(db.execute(sql, given).fetchall())


_RANKED = """
    SELECT entry.id, bm25(words_fts, :weight, 1.0) AS score
    FROM words_fts JOIN entry ON entry.id = words_fts.rowid
    WHERE words_fts MATCH :query AND :framework IN ('', entry.framework)
    ORDER BY round(score, 9), entry.place, entry.path, entry.id
    LIMIT :limit
"""
_UNRANKED = """
    SELECT id, 0.0 FROM entry
    WHERE +id IN (SELECT rowid FROM words_fts WHERE words_fts MATCH :query)
      AND :framework IN ('', framework)
    ORDER BY place, path, id
    LIMIT :limit
"""


def _hit(db: Database, id: int, rank: float, words: Sequence[str]) -> Hit:
    row = db.execute(
        "SELECT kind, framework, subject, body, address, article, title, text, whole"
        " FROM entry JOIN words USING (id) WHERE entry.id = ?",
        [id],
    ).fetchone()
    kind, framework, subject, body, address, article, title, text, whole = row
    if article:
        units = _units(kind, article, text, whole)
        at = richest((unit.text for unit in units), words)
        address = str(units[at].address) if at >= 0 else str(Address(article))
        text = units[max(at, 0)].text if units else text
    else:
        blocks = text.split("\n\n")
        text = blocks[max(richest(blocks, words), 0)]
    cut = snippet(text, words)
    return Hit(kind, framework, subject, address, cut.text, rank, title, body, cut.marks)


def _units(kind: str, article: str, text: str, whole: str) -> tuple[Unit, ...]:
    """Return the units a text is made of; of a proposal, only those whose words it changes."""
    if kind != PROPOSAL or not whole:
        return parse_units(article, text)
    changed = set(text.split("\n\n"))
    return tuple(
        unit for unit in parse_units(article, whole) if whole[unit.start : unit.end].strip() in changed
    )
