"""Unit-level comparison: what a lawyer would say happened to each unit."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from lexframe.text.comparison import compare, visible
from lexframe.text.ordinals import roman
from lexframe.text.units import parse_units

BODY = """El instituto tendrá:

I. Una junta de gobierno que se reunirá cada mes;

II. Una dirección general, y

III. Un comité de inversiones, que tendrá:

   a) Una presidencia, y

   b) Cuatro vocalías.

El reglamento dirá lo demás.
"""


def story(old: str, new: str) -> list[str]:
    """Tell each change in a line, without what stays."""
    lines = []
    for change in compare("articulo-9", old, new):
        ends = [str(end).partition("/")[2] for end in (change.old, change.new) if end is not None]
        if change.kind != "unchanged":
            lines.append(f"{change.kind} {' > '.join(dict.fromkeys(ends))}")
    return lines


def test_nothing_changed() -> None:
    assert story(BODY, BODY) == []
    assert story("", "") == []


def test_a_fraccion_in_the_middle_is_one_addition_and_a_renumbering() -> None:
    new = BODY.replace("general, y\n\nIII.", "general;\n\nIII. Una auditoría externa de reservas, y\n\nIV.")
    assert story(BODY, new) == [
        "reformed fraccion-II",
        "added fraccion-III",
        "renumbered fraccion-III > fraccion-IV",
        "renumbered fraccion-III/inciso-a > fraccion-IV/inciso-a",
        "renumbered fraccion-III/inciso-b > fraccion-IV/inciso-b",
    ]


def test_a_fraccion_bis_moves_no_number() -> None:
    new = BODY.replace("cada mes;", "cada mes;\n\nI Bis. Una contraloría;")
    assert story(BODY, new) == ["added fraccion-I-bis"]


def test_a_paragraph_in_the_middle_shifts_the_count() -> None:
    new = BODY.replace("El reglamento", "La junta será paritaria.\n\nEl reglamento")
    assert story(BODY, new) == ["added parrafo-2", "renumbered parrafo-2 > parrafo-3"]


def test_a_repealed_fraccion_stays() -> None:
    assert story(BODY, BODY.replace("Una dirección general, y", "Se deroga.")) == ["repealed fraccion-II"]


def test_a_removed_fraccion_pulls_up_the_next() -> None:
    new = BODY.replace("II. Una dirección general, y\n\nIII.", "II.")
    assert story(BODY, new)[:2] == ["removed fraccion-II", "renumbered fraccion-III > fraccion-II"]


def test_a_wholly_new_text_under_the_same_label_is_a_reform() -> None:
    new = BODY.replace("Una dirección general, y", "Las pensiones de quienes se retiren, y")
    assert story(BODY, new) == ["reformed fraccion-II"]


def test_fracciones_that_change_places_are_a_move() -> None:
    body = "I. Una junta que sesiona.\n\nII. Dos direcciones que mandan.\n\nIII. Tres comités que opinan.\n"
    new = "I. Dos direcciones que mandan.\n\nII. Tres comités que opinan.\n\nIII. Una junta que sesiona.\n"
    assert story(body, new) == [
        "renumbered fraccion-II > fraccion-I",
        "renumbered fraccion-III > fraccion-II",
        "moved fraccion-I > fraccion-III",
    ]


def test_an_inciso_that_moves_to_another_fraccion_is_a_move() -> None:
    new = BODY.replace("   b) Cuatro vocalías.\n\n", "").replace(
        "mes;", "mes, con:\n\n   a) Cuatro vocalías;"
    )
    body = BODY.replace("Cuatro vocalías", "Cuatro vocalías de los institutos")
    new = new.replace("Cuatro vocalías", "Cuatro vocalías de los institutos")
    assert "moved fraccion-III/inciso-b > fraccion-I/inciso-a" in story(body, new)


def test_renumbered_and_reworded() -> None:
    new = BODY.replace("II. Una dirección general, y", "II. Una dirección general colegiada, y").replace(
        "I. Una junta de gobierno que se reunirá cada mes;\n\nII.",
        "I. Una asamblea de los institutos;\n\nII.",
    )
    assert story(BODY, new) == ["reformed fraccion-I", "reformed fraccion-II"]
    new = BODY.replace("II. Una", "II. Otra cosa nueva y distinta;\n\nIII. Una gran").replace(
        "III. Un c", "IV. Un c"
    )
    changes = {str(c.place): c for c in compare("articulo-9", BODY, new)}
    assert changes["articulo-9/fraccion-III"].kind == "renumbered"
    assert changes["articulo-9/fraccion-III"].reworded
    assert not changes["articulo-9/fraccion-IV"].reworded


def test_an_invisible_change_is_a_change_that_nobody_sees() -> None:
    new = BODY.replace("junta de gobierno", "junta de\u00a0gobierno")
    (change,) = [c for c in compare("articulo-9", BODY, new) if c.kind != "unchanged"]
    assert change.kind == "reformed"
    assert not change.reworded
    assert visible("a \u00a0 b") == "a b"


fractions = st.lists(
    st.sampled_from(["Una junta", "Dos direcciones", "Tres comités de ahorro", "Se deroga.", "Una junta, y"]),
    max_size=6,
)


def body(texts: list[str], tail: list[str]) -> str:
    blocks = [f"{roman(n + 1)}. {text}" for n, text in enumerate(texts)]
    return "\n\n".join([*blocks, *tail])


@given(fractions, fractions, fractions, fractions)
def test_each_unit_of_both_sides_is_in_one_change(
    old: list[str], old_tail: list[str], new: list[str], new_tail: list[str]
) -> None:
    before, after = body(old, old_tail), body(new, new_tail)
    changes = compare("articulo-9", before, after)
    olds = [c.old for c in changes if c.old is not None]
    news = [c.new for c in changes if c.new is not None]
    assert sorted(olds) == sorted(u.address for u in parse_units("articulo-9", before))
    assert news == [u.address for u in parse_units("articulo-9", after)]


@given(fractions, fractions)
def test_a_text_does_not_differ_from_itself(old: list[str], tail: list[str]) -> None:
    assert all(c.kind == "unchanged" for c in compare("articulo-9", body(old, tail), body(old, tail)))


def test_long_articles_are_compared_in_good_time() -> None:
    old = "\n\n".join(f"La palabra {n} de {n * 7}" for n in range(3000))
    new = "\n\n".join(f"La cosa {n} y {n * 9}" for n in range(3000))
    start = time.process_time()
    assert len(compare("articulo-9", old, new)) == 3000
    assert time.process_time() - start < 2
