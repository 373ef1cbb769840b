"""The grammar of labels: what real laws print, and what only looks like it."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexframe.text.labels import (
    Label,
    article_heading,
    article_id,
    division_heading,
    follows,
    number_key,
    ordinal,
    printed_number,
    read_label,
    read_ordinal,
    transitorio_heading,
    transitorio_id,
    unit_number,
)
from lexframe.text.ordinals import SUFFIXES, read_roman, roman


def label(kind: str, number: str) -> Label:
    return Label(kind, number, f"{number}.", len(number) + 2)


@pytest.mark.parametrize(
    ("line", "number", "rest", "identifier"),
    [
        ("Artículo 39. El plazo", "39", "El plazo", "articulo-39"),
        ("Artículo 1o.- En México", "1o.", "En México", "articulo-1"),
        ("Artículo 1o. El objeto", "1o.", "El objeto", "articulo-1"),
        ("Artículo 4°.- Toda", "4°", "Toda", "articulo-4"),
        ("Artículo 4º Bis 2. Se", "4º Bis 2", "Se", "articulo-4-bis-2"),
        ("Artículo 5o.-A.- Los", "5o.-A", "Los", "articulo-5-a"),
        ("Artículo 5o.-A fin de", "5o.", "A fin de", "articulo-5"),
        ("Artículo 15 - A. Los", "15-A", "Los", "articulo-15-a"),
        ("Artículo 18-H Quáter.- Son", "18-H Quáter", "Son", "articulo-18-h-quater"),
        ("Artículo 20 Bis. En", "20 Bis", "En", "articulo-20-bis"),
        ("Artículo 51 Quinquies. Es", "51 Quinquies", "Es", "articulo-51-quinquies"),
        ("Artículo 5 Bis 1. Es", "5 Bis 1", "Es", "articulo-5-bis-1"),
        ("Artículo 90 Bis B. Es", "90 Bis B", "Es", "articulo-90-bis-b"),
        ("ARTÍCULO 353-Ñ.- Son", "353-Ñ", "Son", "articulo-353-nn"),
        ("ARTICULO ÚNICO. Se", "Único", "Se", "articulo-unico"),
        ("Artículo Décimo Primero.- Se", "Décimo Primero", "Se", "articulo-decimo-primero"),
        ("**Artículo 7.** Es", "7", "Es", "articulo-7"),
        ("##### Artículo 7. Es", "7", "Es", "articulo-7"),
        ("   Artículo 12.", "12", "", "articulo-12"),
        ("Artículo 15-Los", "15", "Los", "articulo-15"),
    ],
)
def test_article_headings(line: str, number: str, rest: str, identifier: str) -> None:
    heading = article_heading(line)
    assert heading is not None
    assert (heading.number, heading.rest) == (number, rest)
    assert article_id(heading.number) == identifier
    assert line.strip(" #*").startswith(heading.printed)


@pytest.mark.parametrize(
    "line",
    [
        "Artículo 5 de la Ley",
        "Artículo 123, apartado B",
        "Artículo 123 Constitucional",
        "artículo 39. Los de la frase cortada",
        "Artículos 10. y 11.",
        "Artículo 5-12 de la Ley",
        "Artículo Tercero Transitorio. Se",
        "Artículo nuevo. Se",
        "Artículo",
        "",
    ],
)
def test_prose_is_no_article_heading(line: str) -> None:
    assert article_heading(line) is None


@pytest.mark.parametrize(
    ("line", "number", "identifier"),
    [
        ("PRIMERO. El presente", "Primero", "transitorio-1"),
        ("Décimo Primero.- El presente", "Décimo Primero", "transitorio-11"),
        ("DECIMOPRIMERO.- El presente", "Décimo Primero", "transitorio-11"),
        ("VIGÉSIMO TERCERO. El presente", "Vigésimo Tercero", "transitorio-23"),
        ("CUADRAGESIMO SEPTIMO. El presente", "Cuadragésimo Séptimo", "transitorio-47"),
        ("Único.- El presente", "Único", "transitorio-unico"),
        ("Artículo Primero.- El presente", "Primero", "transitorio-1"),
        ("Artículo Tercero Transitorio. El presente", "Tercero", "transitorio-3"),
        ("Primero Bis. El presente", "Primero Bis", "transitorio-1-bis"),
    ],
)
def test_transitorio_headings(line: str, number: str, identifier: str) -> None:
    heading = transitorio_heading(line)
    assert heading is not None
    assert (heading.number, heading.rest) == (number, "El presente")
    assert transitorio_id(number) == identifier
    assert transitorio_id(number, "2019-02-04-2") == f"decreto-2019-02-04-2-{identifier}"
    assert printed_number(identifier) == number


@pytest.mark.parametrize(
    "line", ["Instituto. El", "primero. El", "Primero de enero", "Transitorio. El", "Los"]
)
def test_prose_is_no_transitorio(line: str) -> None:
    assert transitorio_heading(line) is None


@pytest.mark.parametrize(
    ("line", "kind", "number", "rest"),
    [
        ("TÍTULO PRIMERO", "titulo", "Primero", ""),
        ("TITULO DECIMO PRIMERO", "titulo", "Décimo Primero", ""),
        ("TÍTULO PRIMERO DISPOSICIONES GENERALES", "titulo", "Primero", "DISPOSICIONES GENERALES"),
        ("Título Primero. Disposiciones", "titulo", "Primero", "Disposiciones"),
        ("LIBRO SEGUNDO BIS", "libro", "Segundo Bis", ""),
        ("Capítulo VIII", "capitulo", "VIII", ""),
        ("CAPÍTULO ÚNICO", "capitulo", "Único", ""),
        ("SECCIÓN PRIMERA", "seccion", "Primera", ""),
        ("Sección VII Bis", "seccion", "VII Bis", ""),
        ("### Capítulo II.- Del régimen", "capitulo", "II", "Del régimen"),
    ],
)
def test_division_headings(line: str, kind: str, number: str, rest: str) -> None:
    heading = division_heading(line)
    assert heading is not None
    assert (heading.kind, heading.number, heading.rest) == (kind, number, rest)


@pytest.mark.parametrize(
    "line",
    [
        "Capítulo II de esta Ley",
        "Capítulo Segundo, que",
        "Título profesional. Es",
        "Sección adicionada DOF",
        "CAPÍTULO IC",
    ],
)
def test_prose_is_no_division(line: str) -> None:
    assert division_heading(line) is None


@pytest.mark.parametrize(
    ("line", "step"),
    [
        ("I. Los", "fraccion-I"),
        ("II Bis. Los", "fraccion-II-bis"),
        ("XIV Quáter.- Los", "fraccion-XIV-quater"),
        ("V. sí", "fraccion-V"),
        ("a) el", "inciso-a"),
        ("ñ) el", "inciso-nn"),
        ("a bis) el", "inciso-a-bis"),
        ("1. uno", "numeral-1"),
        ("1) uno", "numeral-1"),
        ("A. Los", "apartado-A"),
        ("IV.", "fraccion-IV"),
    ],
)
def test_labels(line: str, step: str) -> None:
    read = read_label(line)
    assert read is not None
    assert str(read.step) == step
    assert unit_number(read.step) == read.number


@pytest.mark.parametrize(
    "line",
    [
        "MIXTO. No",
        "Civil. No",
        "MIX. No",
        "C. Presidente",
        "D. No",
        "etc) No",
        "4.5 por ciento",
        "IIII. No",
        "2024. No",
        "II",
        "I.Los",
        "b. No",
        "E. U. A.",
        "",
    ],
)
def test_what_only_looks_like_a_label(line: str) -> None:
    assert read_label(line) is None


@pytest.mark.parametrize(
    ("line", "opened", "step"),
    [
        ("C. Los", [("apartado", "B")], "apartado-C"),
        ("C. Los", [("apartado", "B"), ("fraccion", "III")], "apartado-C"),
        ("C. Los", [("fraccion", "XCIX")], "fraccion-C"),
        ("D. Los", [("apartado", "C"), ("fraccion", "III")], "apartado-D"),
        ("I. Los", [("apartado", "H")], "apartado-I"),
        ("I. Los", [("apartado", "B")], "fraccion-I"),
        ("V. Los", [("apartado", "B"), ("fraccion", "IV")], "fraccion-V"),
        ("L. Los", [("fraccion", "XLIX")], "fraccion-L"),
        ("L. Los", [("apartado", "K")], "apartado-L"),
        ("M. Los", [("apartado", "L")], "apartado-M"),
        ("X. Los", [("fraccion", "IX Bis")], "fraccion-X"),
        ("X. Los", [("apartado", "W")], "apartado-X"),
        ("i) Los", [("inciso", "h")], "inciso-i"),
        ("i) Los", [("inciso", "b")], "numeral-i"),
        ("ii) Los", [("inciso", "b"), ("numeral", "i")], "numeral-ii"),
        ("c) Los", [("inciso", "b")], "inciso-c"),
        ("v) Los", [("inciso", "u")], "inciso-v"),
    ],
)
def test_the_sibling_before_decides(line: str, opened: list[tuple[str, str]], step: str) -> None:
    read = read_label(line, [label(*pair) for pair in opened])
    assert read is not None
    assert str(read.step) == step


@pytest.mark.parametrize(
    ("before", "after"),
    [("II", "III"), ("II", "II Bis"), ("II Bis", "II Ter"), ("II Ter", "III"), ("II Bis", "II Bis 1")],
)
def test_order_of_fracciones(before: str, after: str) -> None:
    assert follows(label("fraccion", before), label("fraccion", after))
    assert not follows(label("fraccion", after), label("fraccion", before))


def test_order_of_letters() -> None:
    order = [*"abcdefghijklmnñopqrstuvwxyz", "aa", "bb"]
    for before, after in pairwise(order):
        assert follows(label("inciso", before), label("inciso", after))
    assert follows(label("inciso", "n"), label("inciso", "o"))
    assert not follows(label("inciso", "a"), label("inciso", "c"))


def test_articles_sort_as_law_orders_them() -> None:
    order = [
        "5o.",
        "5o.-A",
        "10",
        "18-H",
        "18-H Quáter",
        "18-I",
        "20",
        "20 Bis",
        "20 Bis 1",
        "20 Ter",
        "20 Quáter",
        "21",
        "353-N",
        "353-Ñ",
        "353-O",
    ]
    assert sorted({*order}, key=number_key) == order
    transitorios = [
        "Único",
        "Primero",
        "Noveno",
        "Décimo",
        "Décimo Primero",
        "Décimo Primero Bis",
        "Vigésimo",
    ]
    assert sorted({*transitorios}, key=number_key) == transitorios


@given(st.integers(1, 199), st.sampled_from(["m", "f"]))
def test_ordinals_read_back(n: int, gender: str) -> None:
    word = ordinal(n, "f" if gender == "f" else "m")
    assert read_ordinal(word) == read_ordinal(word.upper()) == read_ordinal(word.replace(" ", "")) == n


def test_ordinals_as_people_write_them() -> None:
    assert ordinal(3, short=True) == "tercer"
    assert ordinal(21, short=True) == "vigésimo primer"
    assert ordinal(23, "f") == "vigésima tercera"
    assert ordinal(100) == "centésimo"
    assert read_ordinal("undécimo") == 11
    assert read_ordinal("primeros") is None


@given(st.integers(1, 3999))
def test_romans_are_canonical(n: int) -> None:
    assert read_roman(roman(n)) == n


@given(
    st.integers(1, 1300),
    st.sampled_from(["", *SUFFIXES]),
    st.sampled_from(["", "1", "2"]),
    st.sampled_from(["", "A", "Ñ"]),
)
def test_an_id_gives_its_number_back(base: int, suffix: str, sub: str, letter: str) -> None:
    number = f"{base}{'-' if letter else ''}{letter}"
    number += f" {suffix}" if suffix else ""
    number += f" {sub}" if suffix and sub else ""
    assert printed_number(article_id(number)) == number
    heading = article_heading(f"Artículo {number}. Los")
    assert heading is not None
    assert heading.number == number


@given(st.text())
def test_any_line_is_read_or_not_and_never_breaks(line: str) -> None:
    for read in (article_heading, transitorio_heading, division_heading):
        heading = read(line)
        assert heading is None or line.endswith(heading.rest)
    read_any = read_label(line)
    assert read_any is None or line[: read_any.end].strip().startswith(read_any.printed)


@pytest.mark.parametrize(
    "line",
    [
        "Artículo " + "5 " * 50_000,
        "Artículo 5" + " Bis" * 25_000,
        " " * 100_000 + "Artículo",
        "I" * 100_000 + ".",
        "Artículo 5" + "-A" * 50_000,
        "a" * 100_000 + ")",
        "Título " + "Primero " * 12_500,
        "*" * 100_000,
        "#" * 100_000,
        "PRIMERO " * 12_500,
        "décimo" * 16_000,
        "1 Bis" + " " * 100_000,
    ],
    ids=lambda text: repr(text[:9]),
)
def test_hostile_lines_are_read_in_linear_time(line: str) -> None:
    start = time.process_time()
    for read in (
        article_heading,
        transitorio_heading,
        division_heading,
        read_label,
        number_key,
        read_ordinal,
    ):
        read(line)
    assert time.process_time() - start < 0.5
