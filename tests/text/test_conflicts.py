"""Conflicts among many amendments: never one missed, never an answer that depends on order."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from lexframe.text import edits
from lexframe.text.conflicts import clashes, consolidate
from lexframe.text.merge import Clash, Clean, merge

BASE = """\
La Junta se reúne cada mes en la sede del Instituto.

I. Aprobar el presupuesto anual;

II. Nombrar a la persona titular, y

III. Las demás que señalen las leyes.
"""


def test_who_wants_the_same_words() -> None:
    proposals = {
        "A": BASE.replace("cada mes", "cada semana"),
        "B": BASE.replace("cada mes", "cada trimestre"),
        "C": BASE.replace("anual", "plurianual"),
        "D": BASE.replace("cada mes", "cada semana"),
    }
    assert clashes(BASE, proposals) == {("A", "B"), ("B", "D")}


def test_what_stands_together_is_one_text() -> None:
    proposals = [
        BASE.replace("anual", "plurianual"),
        BASE.replace("cada mes", "cada semana"),
        BASE.replace("III. Las", "II Bis. Vigilar las reservas, y\n\nIII. Las"),
        BASE,
    ]
    expected = (
        proposals[0]
        .replace("cada mes", "cada semana")
        .replace("III. Las", "II Bis. Vigilar las reservas, y\n\nIII. Las")
    )
    assert consolidate(BASE, proposals) == consolidate(BASE, reversed(proposals)) == Clean(expected)


def test_what_does_not_is_shown_in_every_place() -> None:
    proposals = [
        BASE.replace("cada mes", "cada semana").replace("anual", "bienal"),
        BASE.replace("cada mes", "cada trimestre").replace("anual", "trienal"),
    ]
    found = consolidate(BASE, proposals)
    assert isinstance(found, Clash)
    assert [("mes" in p.base, "anual" in p.base) for p in found.places] == [(True, False), (False, True)]


def test_nothing_proposed_is_the_base() -> None:
    assert consolidate(BASE, []) == consolidate(BASE, [BASE, BASE]) == Clean(BASE)


def test_a_move_and_an_edit_of_what_moved_consolidate() -> None:
    first, one, two, three = BASE.rstrip("\n").split("\n\n")
    moved = "\n\n".join([two, first, one, three]) + "\n"
    edited = BASE.replace("Nombrar a", "Nombrar y remover a")
    expected = moved.replace("Nombrar a", "Nombrar y remover a")
    assert consolidate(BASE, [moved, edited]) == consolidate(BASE, [edited, moved]) == Clean(expected)


PIECES = st.sampled_from(["de", "la", "ley", "el", "I.", ",", " ", " ", " ", "\n\n", "\n\n   ", "\n"])
PASSAGES = st.lists(PIECES, max_size=20).map("".join)


@given(PASSAGES, st.lists(PASSAGES, max_size=5))
def test_no_clash_of_merge_is_missed(base: str, texts: list[str]) -> None:
    proposals = {str(n): text for n, text in enumerate(texts)}
    found = clashes(base, proposals)
    for one, other in combinations(sorted(proposals), 2):
        if isinstance(merge(base, proposals[one], proposals[other]), Clash):
            assert (one, other) in found


@given(PASSAGES, st.lists(PASSAGES, max_size=4), st.randoms(use_true_random=False))
def test_order_never_matters(base: str, texts: list[str], chance: Any) -> None:
    shuffled = texts[:]
    chance.shuffle(shuffled)
    assert consolidate(base, texts) == consolidate(base, shuffled)


@given(PASSAGES, PASSAGES, PASSAGES)
def test_two_are_consolidated_as_they_are_merged(base: str, one: str, other: str) -> None:
    found = consolidate(base, [one, other])
    merged = merge(base, *sorted((one, other)))
    assert found == merged


def test_no_clash_of_a_real_case_is_missed(merge_cases: list[dict[str, Any]]) -> None:
    more = 0
    for case in merge_cases:
        found = clashes(case["base"], {"o": case["ours"], "t": case["theirs"]})
        merged = merge(case["base"], case["ours"], case["theirs"])
        assert found or isinstance(merged, Clean), case["id"]
        more += bool(found) and isinstance(merged, Clean)
    assert more <= len(merge_cases) // 20


CLAUSES = st.lists(
    st.sampled_from(["de la ley", "de la", "ley del Instituto", "y", "6.5% del fondo", "dice «sí»"]),
    min_size=20,
)


@given(
    CLAUSES,
    st.integers(0, 200),
    st.sampled_from(["", "x", " de", "ley ", " de la ley", "5", "\n\n", "»"]),
    st.integers(0, 9),
)
def test_looking_only_near_a_change_finds_the_same_edits(
    parts: list[str], at: int, put: str, out: int
) -> None:
    base = " ".join(parts) + ".\n\n"
    side = base[:at] + put + base[at + out :]
    assume(side.endswith(".\n\n") and side != base)
    assert tuple(edits._word_edits(base, side, 0)) == tuple(edits._edits_in(base, side, 0))


def test_three_hundred_amendments_to_one_article() -> None:
    words = [f"palabra{n:03}" for n in range(400)]
    base = " ".join(words) + ".\n"
    proposals = {f"E{n:03}": base.replace(words[n], "otra") for n in range(300)}
    found = clashes(base, proposals)
    assert found == {(f"E{n:03}", f"E{n + 1:03}") for n in range(299)}
