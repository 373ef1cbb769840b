"""Redline: exact on both sides, whole words, few hunks, and what nobody sees said in code points."""

from __future__ import annotations

import statistics
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lexframe.text.alignment import Hunk, anchored, minimal, reference
from lexframe.text.redline import Redline, redline, share_changed
from lexframe.text.words import Vocabulary, count_words, is_break, tokens

ARTICLE = """\
La Junta se integra por nueve personas titulares, que duran cuatro años en su encargo.

I. Aprobar el presupuesto anual del Instituto;

II. Nombrar a la persona titular de la Dirección General, y

III. Las demás que señalen las leyes.
"""


def marks(found: Redline) -> list[tuple[str, str]]:
    return [(span.kind, span.text) for span in found.spans if span.kind != "equal"]


def test_one_word() -> None:
    assert marks(redline(ARTICLE, ARTICLE.replace("cuatro", "seis"))) == [
        ("delete", "cuatro"),
        ("insert", "seis"),
    ]


def test_changes_around_one_untouched_word_are_one() -> None:
    found = redline(ARTICLE, ARTICLE.replace("nueve personas titulares", "once personas propietarias"))
    assert marks(found) == [("delete", "nueve personas titulares"), ("insert", "once personas propietarias")]


def test_changes_around_two_untouched_words_are_two() -> None:
    found = redline(ARTICLE, ARTICLE.replace("cuatro años en su encargo", "seis años en su puesto"))
    assert [len(hunk) for hunk in found.hunks] == [2, 2]


def test_a_number_is_one_word() -> None:
    found = redline(
        "Las cuotas son de 6.25% del sueldo base.\n", "Las cuotas son de 6.75% del sueldo base.\n"
    )
    assert marks(found) == [("delete", "6.25"), ("insert", "6.75")]


def test_a_paragraph_mostly_rewritten_is_replaced_whole() -> None:
    old = "II. Nombrar a la persona titular de la Dirección General, y"
    new = "II. Designar cada tres años, de una terna, a quien ocupe la Dirección, y"
    assert marks(redline(ARTICLE, ARTICLE.replace(old, new))) == [("delete", old), ("insert", new)]


def test_a_paragraph_added_is_an_insertion() -> None:
    added = "II Bis. Vigilar las inversiones de las reservas, y\n\n"
    new = ARTICLE.replace("III.", added + "III.")
    assert marks(redline(ARTICLE, new)) == [("insert", added)]


def test_a_paragraph_added_at_the_end() -> None:
    found = redline(ARTICLE, ARTICLE + "\nLas sesiones son públicas.\n")
    assert marks(found) == [("insert", "\n\nLas sesiones son públicas.")]


def test_a_moved_paragraph_is_one_move() -> None:
    first, one, two, three = ARTICLE.rstrip("\n").split("\n\n")
    found = redline(ARTICLE, "\n\n".join([two, first, one, three.replace("leyes", "normas")]) + "\n")
    moves = [(span.kind, span.text.strip()) for span in found.spans if span.move]
    assert moves == [("insert", two), ("delete", two)]
    assert ("insert", "normas") in marks(found)


def test_a_last_paragraph_moved_to_the_front() -> None:
    first, *rest, last = ARTICLE.rstrip("\n").split("\n\n")
    new = "\n\n".join([last, first, *rest]) + "\n"
    found = redline(ARTICLE, new)
    assert (found.old, found.new) == (ARTICLE, new)
    assert {span.text.strip() for span in found.spans if span.move} == {last}


def test_invisible_changes_are_named_and_not_marked() -> None:
    composed, taken_apart = "pensión de la ley", "pensio\u0301n de\u00a0la ley"
    found = redline(composed, taken_apart)
    assert found.is_unseen
    assert [change.code_points for change in found.unseen] == [
        (
            "U+0070 U+0065 U+006E U+0073 U+0069 U+00F3 U+006E",
            "U+0070 U+0065 U+006E U+0073 U+0069 U+006F U+0301 U+006E",
        ),
        ("U+0020", "U+00A0"),
    ]
    assert [(composed[c.old_at :].startswith(c.old), c.old_at) for c in found.unseen] == [
        (True, 0),
        (True, 10),
    ]


def test_line_ends_and_wrapping_are_invisible() -> None:
    assert redline("La ley\nlo dice.\n\nFin.\n", "La ley lo dice.\r\n\r\nFin.\r\n").is_unseen


def test_look_alike_quotes_are_marked_and_named() -> None:
    found = redline("dice “sí” siempre y en todo caso", 'dice "sí" siempre y en todo caso')
    assert marks(found)
    assert not found.is_unseen
    assert [(change.old, change.new) for change in found.unseen] == [("“sí”", '"sí"')]


def test_indentation_is_structure_and_is_seen() -> None:
    flush = "I. Una:\n\na) dos.\n"
    found = redline(flush, flush.replace("a)", "   a)"))
    assert marks(found)
    assert not found.is_unseen


def test_share_changed() -> None:
    assert share_changed("uno dos tres", "uno dos tres") == 0
    assert share_changed("uno dos", "tres cuatro") == 1
    assert share_changed("uno dos tres cuatro", "uno dos tres cinco") == Fraction(1, 4)
    assert share_changed("", "") == 0


PIECES = st.sampled_from(
    [
        "de",
        "la",
        "ley",
        "I.",
        "a)",
        ",",
        "6.25%",
        "pensión",
        "pensio\u0301n",
        " ",
        " ",
        " ",
        "\n\n",
        "\n\n   ",
        "\n",
        "\u00a0",
    ]
)
PASSAGES = st.lists(PIECES, max_size=40).map("".join)


@given(PASSAGES, PASSAGES)
def test_both_sides_are_rebuilt_exactly(old: str, new: str) -> None:
    found = redline(old, new)
    assert (found.old, found.new) == (old, new)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_are_rebuilt_exactly(old: str, new: str) -> None:
    found = redline(old, new)
    assert (found.old, found.new) == (old, new)


@given(
    st.permutations(
        [
            "Primero va uno de ellos.",
            "Segundo va otro más aquí.",
            "Tercero, uno.",
            "Cuarto va y ya está dicho.",
        ]
    )
)
def test_moves_are_rebuilt_exactly(order: list[str]) -> None:
    old, new = "\n\n".join(sorted(order)) + "\n", "\n\n".join(order) + "\n"
    found = redline(old, new)
    assert (found.old, found.new) == (old, new)
    moved = [span for span in found.spans if span.move]
    gone, come = (sorted(s.text.strip() for s in moved if s.kind == kind) for kind in ("delete", "insert"))
    assert gone == come


@given(PASSAGES, PASSAGES)
def test_no_word_is_cut(old: str, new: str) -> None:
    spans = redline(old, new).spans
    for side, text in (("insert", old), ("delete", new)):
        pieces = [(s.old if side == "insert" else s.new) for s in spans if s.kind != side]
        assert sum(count_words(tokens(piece)) for piece in pieces) == count_words(tokens(text))


ITEMS = st.lists(st.integers(0, 6), max_size=30)


@given(ITEMS, ITEMS)
def test_aligners_pair_equal_items_only(a: list[int], b: list[int]) -> None:
    for align in (minimal, anchored, reference):
        at = from_b = 0
        for hunk in (*align(a, b), Hunk(len(a), len(a), len(b), len(b))):
            assert a[at : hunk.lo] == b[from_b : hunk.left]
            assert at <= hunk.lo <= hunk.hi
            assert from_b <= hunk.left <= hunk.right
            at, from_b = hunk.hi, hunk.right


@given(ITEMS, ITEMS)
def test_the_minimal_aligner_leaves_no_more_over_than_the_others(a: list[int], b: list[int]) -> None:
    def over(hunks: tuple[Hunk, ...]) -> int:
        return sum(hunk.hi - hunk.lo + hunk.right - hunk.left for hunk in hunks)

    least = over(minimal(a, b))
    assert least == over(reference(a, b))
    assert least <= over(anchored(a, b))


def test_real_reforms(redline_pairs: list[dict[str, Any]]) -> None:
    hunks = islands = 0
    over = []
    for pair in redline_pairs:
        found = redline(pair["old"], pair["new"])
        assert (found.old, found.new) == (pair["old"], pair["new"]), pair["id"]
        hunks += len(found.hunks)
        for before, span, after in zip(found.spans, found.spans[1:], found.spans[2:], strict=False):
            pieces = tokens(span.text)
            alone = before.kind != "equal" == span.kind != after.kind
            islands += alone and count_words(pieces) < 2 and not any(map(is_break, pieces))
        marked = sum(count_words(tokens(span.text)) for span in found.spans if span.kind != "equal")
        over.append(Fraction(marked, max(1, _least(pair["old"], pair["new"]))))
    assert hunks <= 10 * len(redline_pairs)
    assert islands <= len(redline_pairs) / 10
    assert statistics.median(over) <= Fraction(11, 10)


def _least(old: str, new: str) -> int:
    vocabulary = Vocabulary()
    a, b = ([token for token in tokens(text) if count_words([token])] for text in (old, new))
    hunks = minimal(vocabulary.numbers(a), vocabulary.numbers(b))
    return sum(hunk.hi - hunk.lo + hunk.right - hunk.left for hunk in hunks)
