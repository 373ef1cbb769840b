"""Units of an article: addresses, bytes kept, and the small edits of one unit."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lexframe.core.address import Address
from lexframe.core.errors import Unknown
from lexframe.text.ordinals import ALPHABET, roman
from lexframe.text.units import (
    body_of,
    digest,
    find,
    insert_after,
    is_repealed,
    parse_units,
    print_units,
    remove,
    replace,
    within,
)

BODY = """El fondo reconocerá:

I. Las horas de cuidado;

II. Las cuotas siguientes:

   a) La ordinaria, y

   b) La extraordinaria, que se compone de:

      1. Una parte fija, y

      2. Una parte variable.

   La suma de ambas no excederá del tope.

III. Se deroga.

Las horas se certificarán cada año.

| Nivel | Cuota |
|-------|-------|
| 1     | 2 %   |
"""


def addresses(body: str) -> list[str]:
    return [str(unit.address).partition("/")[2] for unit in parse_units("articulo-7", body)]


def test_every_block_has_its_address() -> None:
    assert addresses(BODY) == [
        "parrafo-1",
        "fraccion-I",
        "fraccion-II",
        "fraccion-II/inciso-a",
        "fraccion-II/inciso-b",
        "fraccion-II/inciso-b/numeral-1",
        "fraccion-II/inciso-b/numeral-2",
        "fraccion-II/parrafo-2",
        "fraccion-III",
        "parrafo-2",
        "tabla-1",
    ]


def test_text_is_the_words_alone() -> None:
    units = parse_units("articulo-7", BODY)
    unit = find(units, Address.parse("articulo-7/fraccion-II/inciso-b/numeral-2"))
    assert unit is not None
    assert (unit.label, unit.text, unit.depth) == ("2.", "Una parte variable.", 2)
    assert BODY[unit.start : unit.end] == "      2. Una parte variable."
    assert [u.label for u in within(units, Address.parse("articulo-7/fraccion-II/inciso-b"))] == [
        "b)",
        "1.",
        "2.",
    ]


def test_a_written_body_comes_back_from_its_units() -> None:
    assert body_of(parse_units("articulo-7", BODY)) == BODY


def test_a_hand_wrapped_block_is_one_unit_and_keeps_its_bytes() -> None:
    body = "Primera línea\n  que sigue aquí\ny termina.\r\n\r\n\r\nI. Otra\n   vez.\n"
    units = parse_units("articulo-7", body)
    assert [unit.text for unit in units] == ["Primera línea que sigue aquí y termina.", "Otra vez."]
    assert print_units(units, body) == body


def test_labels_nobody_indented_go_where_they_fit() -> None:
    flush = "A. Del Estado:\n\nI. Uno:\n\na) Dos;\n\nb) Tres;\n\nII. Cuatro.\n\nB. De otros.\n\nC. De más.\n"
    assert addresses(flush) == [
        "apartado-A",
        "apartado-A/fraccion-I",
        "apartado-A/fraccion-I/inciso-a",
        "apartado-A/fraccion-I/inciso-b",
        "apartado-A/fraccion-II",
        "apartado-B",
        "apartado-C",
    ]
    assert addresses(body_of(parse_units("articulo-7", flush))) == addresses(flush)


def test_incisos_of_the_article_stand_flush_after_its_paragraph() -> None:
    body = "Uno:\n\nI. Dos;\n\nTres:\n\na) Cuatro;\n\nb) Cinco.\n\nII. Seis.\n"
    assert addresses(body) == ["parrafo-1", "fraccion-I", "parrafo-2", "inciso-a", "inciso-b", "fraccion-II"]


def test_incisos_may_stand_in_numerals_and_small_romans_in_incisos() -> None:
    body = "1. Uno:\n\n   a) Dos:\n\n      i) Tres;\n\n      ii) Cuatro.\n\n   b) Cinco.\n\n2. Seis.\n"
    assert addresses(body) == [
        "numeral-1",
        "numeral-1/inciso-a",
        "numeral-1/inciso-a/numeral-i",
        "numeral-1/inciso-a/numeral-ii",
        "numeral-1/inciso-b",
        "numeral-2",
    ]


def test_a_label_met_twice_gets_an_address_of_its_own() -> None:
    assert addresses("I. Uno.\n\nI. Dos.\n\nII. Tres.\n\nI. Cuatro.\n") == [
        "fraccion-I",
        "fraccion-I-x2",
        "fraccion-II",
        "fraccion-I-x3",
    ]


def test_one_space_more_or_less_is_forgiven() -> None:
    assert addresses("I. Uno:\n\n  a) Dos;\n\n    b) Tres.\n\n\tc) Cuatro.\n") == [
        "fraccion-I",
        "fraccion-I/inciso-a",
        "fraccion-I/inciso-b",
        "fraccion-I/inciso-c",
    ]


@pytest.mark.parametrize("text", ["Se deroga.", "Se deroga", "(Se deroga)", "(Derogada).", "Se derogan."])
def test_repealed(text: str) -> None:
    assert is_repealed(text)


@pytest.mark.parametrize("text", ["Se deroga la fracción II.", "", "El plazo se deroga."])
def test_not_repealed(text: str) -> None:
    assert not is_repealed(text)


def test_wording_ignores_only_normal_form_and_line_ends() -> None:
    assert digest("fracción\r\ndos") == digest("fraccio\u0301n\ndos")
    assert digest("fracción") != digest("fraccion")
    assert len(digest("")) == 64


def test_replace_keeps_everything_else() -> None:
    address = Address.parse("articulo-7/fraccion-II/inciso-a")
    changed = replace("articulo-7", BODY, address, "La mensual, y")
    assert changed == BODY.replace("La ordinaria, y", "La mensual, y")


def test_insert_after_goes_behind_all_the_unit_holds() -> None:
    changed = insert_after(
        "articulo-7", BODY, Address.parse("articulo-7/fraccion-II"), "II Bis. La cuota social;"
    )
    assert "no excederá del tope.\n\nII Bis. La cuota social;\n\nIII. Se deroga." in changed
    inner = insert_after(
        "articulo-7", BODY, Address.parse("articulo-7/fraccion-II/inciso-b"), "c) La voluntaria."
    )
    assert "Una parte variable.\n\n   c) La voluntaria.\n\n   La suma" in inner


def test_insert_at_the_end_of_the_article() -> None:
    assert insert_after("articulo-7", "Uno.\n", Address("articulo-7"), "Dos.") == "Uno.\n\nDos.\n"
    assert insert_after("articulo-7", "", Address("articulo-7"), "Dos.") == "Dos.\n"
    assert (
        insert_after("articulo-7", "Uno.", Address.parse("articulo-7/parrafo-1"), "Dos.") == "Uno.\n\nDos.\n"
    )


def test_remove_takes_all_the_unit_holds() -> None:
    changed = remove("articulo-7", BODY, Address.parse("articulo-7/fraccion-II"))
    assert "cuidado;\n\nIII. Se deroga." in changed
    assert remove("articulo-7", "Uno.\n\nDos.\n", Address.parse("articulo-7/parrafo-2")) == "Uno.\n"
    assert remove("articulo-7", "Uno.\n", Address.parse("articulo-7/parrafo-1")) == ""


def test_an_address_that_is_not_there_is_unknown() -> None:
    with pytest.raises(Unknown, match="fraccion-XX"):
        replace("articulo-7", BODY, Address.parse("articulo-7/fraccion-XX"), "nada")


hostile = st.text(alphabet=st.sampled_from("IVXabñ1.) \n\r\t|-:Bis\u00a0…"), max_size=120)


@given(st.one_of(st.text(max_size=200), hostile))
@settings(max_examples=300)
def test_any_string_is_partitioned_and_printed_back(body: str) -> None:
    units = parse_units("articulo-7", body)
    assert print_units(units, body) == body
    place = 0
    for unit in units:
        assert not body[place : unit.start].strip()
        assert body[unit.start : unit.end].strip()
        place = unit.end
    assert not body[place:].strip()
    assert len({unit.address for unit in units}) == len(units)
    spaceless = "".join(f"{unit.label}{unit.text}" for unit in units)
    assert "".join(spaceless.split()) == "".join(body.split())


@st.composite
def bodies(draw: st.DrawFn) -> str:
    """Draw a body as the format asks for it."""
    words = st.sampled_from(["El pago se hará cada mes", "La cuota, y", "Los demás que fije la ley"])
    blocks = [draw(words)] if draw(st.booleans()) else []
    for fraction in range(1, draw(st.integers(0, 6)) + 1):
        blocks.append(f"{roman(fraction)}. {draw(words)}")
        for inciso in range(draw(st.integers(0, 4))):
            blocks.append(f"   {ALPHABET[inciso]}) {draw(words)}")
            blocks += [f"      {n}. {draw(words)}" for n in range(1, draw(st.integers(0, 3)) + 1)]
            blocks += [f"      {draw(words)}"] * draw(st.integers(0, 1))
        blocks += [f"   {draw(words)}"] * draw(st.integers(0, 2))
    blocks += [draw(words)] * draw(st.integers(0, 2))
    return "\n\n".join(blocks) + "\n" if blocks else ""


@given(bodies())
def test_the_format_survives_units(body: str) -> None:
    units = parse_units("articulo-7", body)
    assert body_of(units) == body
    assert all(len(unit.address.steps) == unit.depth + 1 for unit in units)


@given(bodies(), st.data())
def test_replacing_a_unit_changes_that_unit_alone(body: str, data: st.DataObject) -> None:
    units = parse_units("articulo-7", body)
    if not units:
        return
    unit = data.draw(st.sampled_from(units))
    changed = parse_units("articulo-7", replace("articulo-7", body, unit.address, "otras palabras"))
    assert [u.address for u in changed] == [u.address for u in units]
    assert [u.address for u, v in zip(changed, units, strict=True) if u.text != v.text] == [unit.address]


@pytest.mark.parametrize(
    "body",
    [
        "I. x\n\n" * 8_000,
        " " * 100_000,
        "\n" * 100_000,
        "|" * 50_000 + "\n" + "|-" * 50_000,
        "![[](" * 20_000,
        "> " * 50_000,
        "a) x\n\n   I. y\n\n      1. z\n\n" * 3_000,
    ],
    ids=lambda text: repr(text[:9]),
)
def test_bombs_are_read_in_good_time(body: str) -> None:
    start = time.process_time()
    units = parse_units("articulo-7", body)
    assert time.process_time() - start < 3
    assert print_units(units, body) == body
