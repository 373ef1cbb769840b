"""Show what changed between two versions in whole words, from which both versions are rebuilt exactly.

A minimal difference is not a readable one: changes with fewer than two untouched words between
them are shown as one, a paragraph of which most changed as one replacement, a moved paragraph
as a move, and what no reader can see is named by code points instead of being marked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple

from lexframe.text.alignment import Hunk, minimal, shared_head, shared_tail
from lexframe.text.edges import shared_edges
from lexframe.text.edits import Body
from lexframe.text.hunks import joined
from lexframe.text.moves import moved
from lexframe.text.words import (
    BREAK,
    VisibleVocabulary,
    Vocabulary,
    blocks,
    count_words,
    has_break,
    is_break,
    key,
    tokens,
)

Kind = Literal["equal", "delete", "insert"]

# From this share of its words on, a paragraph is shown as replaced (as readers of motions like it).
MOST = Fraction(6, 10)
_LINES = re.compile(r"\n[^\S\n]*\n")
_LOOK_ALIKE = str.maketrans("“”„‟«»‘’‚‛´`′″–—‑‐−", "\"\"\"\"\"\"'''''''\"-----")


class Span(NamedTuple):
    """A stretch that stands in both versions, only in the old or only in the new one.

    ``was`` is what the old version has for an equal span that differs only invisibly. Spans with
    the same ``move`` other than 0 are one paragraph at its old and at its new place.
    """

    kind: Kind
    text: str
    was: str | None = None
    move: int = 0

    @property
    def old(self) -> str:
        """What the old version has here."""
        if self.kind == "insert":
            return ""
        return self.text if self.was is None else self.was

    @property
    def new(self) -> str:
        """What the new version has here."""
        return "" if self.kind == "delete" else self.text


@dataclass(frozen=True, slots=True)
class Unseen:
    """A difference that a reader does not see; offsets are characters of the old and of the new version."""

    old: str
    new: str
    old_at: int
    new_at: int

    @property
    def code_points(self) -> tuple[str, str]:
        """Both sides as code points: ``("U+0020", "U+00A0")``."""
        return _named(self.old), _named(self.new)


@dataclass(frozen=True, slots=True)
class Redline:
    """The spans from the first to the last word; every face and document is made from them."""

    spans: tuple[Span, ...]

    @property
    def old(self) -> str:
        """The old version, byte for byte."""
        return "".join([span.old for span in self.spans])

    @property
    def new(self) -> str:
        """The new version, byte for byte."""
        return "".join([span.new for span in self.spans])

    @property
    def hunks(self) -> tuple[tuple[Span, ...], ...]:
        """The marked spans, those together that nothing equal parts."""
        found: list[list[Span]] = [[]]
        for span in self.spans:
            if span.kind != "equal":
                found[-1].append(span)
            elif found[-1]:
                found.append([])
        return tuple(tuple(hunk) for hunk in found if hunk)

    @property
    def unseen(self) -> tuple[Unseen, ...]:
        """Where the versions differ in what no reader sees, and where marked words only look alike."""
        return tuple(_unseen(self.spans))

    @property
    def is_unseen(self) -> bool:
        """Tell whether the versions differ, but in nothing that a reader would see."""
        seen = any(span.kind != "equal" for span in self.spans)
        return not seen and any(span.was is not None for span in self.spans)


def redline(old: str, new: str) -> Redline:
    """Compare two versions of a passage.

    Exact for any two texts: ``.old`` and ``.new`` of the result are what was put in. Words are
    never cut. A paragraph put in or taken out as it is stays an insertion or a removal, however large.
    """
    if old == new:
        return Redline((Span("equal", old),) if old else ())
    simple = _one_place(old, new)
    if simple is not None:
        return Redline(simple)
    before, after = blocks(old), blocks(new)
    head = shared_head(before, after)
    tail = shared_tail(before, after, head)
    first, last = before[head : len(before) - tail], after[head : len(after) - tail]
    spans = [Span("equal", "".join(before[:head]))]
    spans += _with_moves(first, last) or _compared(first, last)
    spans.append(Span("equal", "".join(before[len(before) - tail :])))
    return Redline(tuple(_gathered(spans)))


def share_changed(old: str, new: str) -> Fraction:
    """Return the share of both versions' words that changed: 0 for the same words, 1 when none is kept.

    Counted on the smallest difference, before anything is joined for reading.
    """
    a, b = tokens(old), tokens(new)
    words = count_words(a) + count_words(b)
    if not words:
        return Fraction(0)
    vocabulary = VisibleVocabulary()
    hunks = minimal(vocabulary.numbers(a), vocabulary.numbers(b))
    return Fraction(sum(map(_Passage(a, b).marked, hunks)), words)


def _compared(first: Sequence[str], last: Sequence[str]) -> list[Span]:
    """Pair equal blocks, and compare words where blocks differ."""
    vocabulary = Vocabulary()
    spans = []
    at = 0
    for hunk in minimal(vocabulary.numbers(first), vocabulary.numbers(last)):
        spans.append(Span("equal", "".join(first[at : hunk.lo])))
        spans += _in_words("".join(first[hunk.lo : hunk.hi]), "".join(last[hunk.left : hunk.right]))
        at = hunk.hi
    spans.append(Span("equal", "".join(first[at:])))
    return spans


def _in_words(old: str, new: str) -> Iterable[Span]:
    if not old or not new:
        return Span("delete", old), Span("insert", new)
    return _Passage(tokens(old), tokens(new)).spans()


def _one_place(old: str, new: str) -> tuple[Span, ...] | None:
    """Compare only what lies between the first and the last difference, if that is inside one paragraph.

    Most edits of a text are of this kind, and only their few words are cut. None where more
    than one paragraph is touched or most of one could have changed.
    """
    head, tail = shared_edges(old, new)
    end = len(old) - tail
    gone, come = old[head:end], new[head : len(new) - tail]
    if not gone:
        changed: Iterable[Span] = (Span("insert", come),)
    elif not come:
        changed = (Span("delete", gone),)
    elif has_break(gone) or has_break(come):
        return None
    else:
        passage = _Passage(tokens(gone), tokens(come))
        if not _has_company(old, head, end, passage.words()):
            return None
        changed = _gathered(passage.spans())
    before = (Span("equal", old[:head]),) if head else ()
    after = (Span("equal", old[end:]),) if tail else ()
    return *before, *changed, *after


def _has_company(text: str, start: int, end: int, words: int) -> bool:
    """Tell whether enough words stand beside a change in its paragraph that so many are not most of it."""
    near = 16 * words + 64
    before = _LINES.split(text[max(0, start - near) : start])[-1]
    after = _LINES.split(text[end : end + near], maxsplit=1)[0]
    beside = count_words(tokens(before)) + count_words(tokens(after))
    return words < MOST * (words + 2 * beside)


class _Passage:
    """Blocks that differ, cut into tokens, old and new."""

    __slots__ = ("a", "b")

    def __init__(self, a: list[str], b: list[str]) -> None:
        self.a, self.b = a, b

    def spans(self) -> Iterator[Span]:
        """Yield the hunks a reader should see, deletion before insertion, and what stays between them."""
        at = from_b = 0
        for hunk in self._readable():
            yield self._kept(at, hunk.lo, from_b, hunk.left)
            yield Span("delete", "".join(self.a[hunk.lo : hunk.hi]))
            yield Span("insert", "".join(self.b[hunk.left : hunk.right]))
            at, from_b = hunk.hi, hunk.right
        yield self._kept(at, len(self.a), from_b, len(self.b))

    def words(self) -> int:
        """Count the words on both sides."""
        return count_words(self.a) + count_words(self.b)

    def marked(self, hunk: Hunk) -> int:
        """Count the words on both sides of a hunk."""
        return count_words(self.a[hunk.lo : hunk.hi]) + count_words(self.b[hunk.left : hunk.right])

    def _kept(self, lo: int, hi: int, left: int, right: int) -> Span:
        was, now = "".join(self.a[lo:hi]), "".join(self.b[left:right])
        return Span("equal", now, None if was == now else was)

    def _readable(self) -> Iterator[Hunk]:
        vocabulary = VisibleVocabulary()
        hunks = minimal(vocabulary.numbers(_opened(self.a)), vocabulary.numbers(_opened(self.b)))
        together: list[Hunk] = []
        for hunk in joined(hunks, self.a):
            if together and any(map(is_break, self.a[together[-1].hi : hunk.lo])):
                yield from self._settled(together)
                together = []
            together.append(hunk)
        if together:
            yield from self._settled(together)

    def _settled(self, together: list[Hunk]) -> list[Hunk]:
        """Return one hunk for the paragraph if most of it changed, else its hunks as they are."""
        first, last = together[0], together[-1]
        if all(hunk.lo == hunk.hi for hunk in together) or all(hunk.left == hunk.right for hunk in together):
            return together
        lo, hi = first.lo, last.hi
        while lo > 0 and not is_break(self.a[lo - 1]):
            lo -= 1
        while hi < len(self.a) and not is_break(self.a[hi]):
            hi += 1
        whole = Hunk(lo, hi, first.left - first.lo + lo, last.right - last.hi + hi)
        return [whole] if sum(map(self.marked, together)) >= MOST * self.marked(whole) else together


def _opened(pieces: list[str]) -> list[str]:
    """Let the indentation that a passage begins with count, as it does after a break."""
    return [BREAK + pieces[0], *pieces[1:]] if pieces and pieces[0].isspace() else pieces


def _with_moves(first: Sequence[str], last: Sequence[str]) -> list[Span] | None:
    """Compare without the paragraphs that were moved, then show those at both places; None if none was."""
    if len(first) < 2 or len(last) < 2:
        return None
    old, new = Body.of("".join(first)), Body.of("".join(last))
    away = moved(old.blocks, new.blocks)
    if not away:
        return None
    numbers = {i: n for n, i in enumerate(sorted(away), 1)}
    arrived = {j: numbers[i] for i, j in away.items()}
    stayed = [block for i, block in enumerate(old.blocks) if i not in numbers]
    beside = [block for j, block in enumerate(new.blocks) if j not in arrived]
    spans = _spliced(_compared(stayed, beside), old.blocks, numbers, "delete")
    return _ended(_spliced(spans, new.blocks, arrived, "insert"), old.tail, new.tail)


def _spliced(spans: list[Span], pieces: Sequence[str], moves: Mapping[int, int], kind: Kind) -> list[Span]:
    """Put the moved blocks of one side between the spans, each where it stood or stands."""
    found: list[Span] = []
    queue = spans[::-1]
    at = goal = 0
    for n, piece in enumerate(pieces):
        if n not in moves:
            goal += len(piece)
            continue
        while at < goal or (queue and kind == "insert" and queue[-1].move):
            span = queue.pop()
            size = len(span.old if kind == "delete" else span.new)
            if at + size > goal:
                span, rest = _cut(span, goal - at, kind)
                queue.append(rest)
                size = goal - at
            found.append(span)
            at += size
        found.append(Span(kind, piece, move=moves[n]))
    return found + queue[::-1]


def _cut(span: Span, size: int, kind: Kind) -> tuple[Span, Span]:
    """Cut a span at a character of its old side (``delete``) or of its new side."""
    if span.was is None:
        return span._replace(text=span.text[:size]), span._replace(text=span.text[size:])
    # The other side has as many blocks, so its cut is where as many tokens have gone by.
    shorter, longer = (span.was, span.text) if kind == "delete" else (span.text, span.was)
    there = sum(map(len, tokens(longer)[: len(tokens(shorter[:size]))]))
    was, text = (size, there) if kind == "delete" else (there, size)
    return (
        span._replace(text=span.text[:text], was=span.was[:was]),
        span._replace(text=span.text[text:], was=span.was[was:]),
    )


def _ended(spans: list[Span], old_tail: str, new_tail: str) -> list[Span]:
    """Give both sides their own last white space instead of the break that moving needs."""
    ends: list[Span] = list(spans)
    i = max((n for n, span in enumerate(ends) if span.old), default=-1)
    if i >= 0:
        was = ends[i].old.removesuffix(BREAK) + old_tail
        ends[i] = ends[i]._replace(was=was) if ends[i].kind == "equal" else ends[i]._replace(text=was)
    j = max((n for n, span in enumerate(spans) if span.new), default=-1)
    if j >= 0:
        was_kept = ends[j].old if ends[j].kind == "equal" else None
        ends[j] = ends[j]._replace(text=spans[j].new.removesuffix(BREAK) + new_tail, was=was_kept)
    return [span._replace(was=None) if span.was == span.text else span for span in ends]


def _gathered(spans: Iterable[Span]) -> Iterator[Span]:
    """Leave out empty spans and put neighbours of one kind together, a deletion before its insertion."""
    last: Span | None = None
    for span in spans:
        if not span.text and not span.was:
            continue
        if last is None:
            last = span
        elif last.kind == span.kind and last.was is span.was is None and last.move == span.move == 0:
            last = Span(span.kind, last.text + span.text)
        else:
            yield last
            last = span
    if last is not None:
        yield last


def _unseen(spans: Sequence[Span]) -> Iterator[Unseen]:
    old_at = new_at = 0
    for n, span in enumerate(spans):
        if span.was is not None:
            yield from _pairs(tokens(span.was), tokens(span.text), old_at, new_at)
        elif span.kind == "insert" and n and spans[n - 1].kind == "delete":
            gone = spans[n - 1].text
            if _plain(gone) == _plain(span.text) and not span.move:
                yield Unseen(gone, span.text, old_at - len(gone), new_at)
        old_at += len(span.old)
        new_at += len(span.new)


def _pairs(was: list[str], now: list[str], old_at: int, new_at: int) -> Iterator[Unseen]:
    for old, new in zip(was, now, strict=False):
        if old != new and key(old) == key(new):
            yield Unseen(old, new, old_at, new_at)
        old_at += len(old)
        new_at += len(new)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_LOOK_ALIKE)


def _named(text: str) -> str:
    return " ".join(f"U+{ord(character):04X}" for character in text)
