"""Citations as a lawyer says them, and what people type."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexframe.core.address import Address
from lexframe.text.citation import cite, cite_article, cite_steps, parse_citation
from lexframe.text.labels import article_id, step_label
from lexframe.text.ordinals import ALPHABET, SUFFIXES, roman
from lexframe.text.units import parse_units


@pytest.mark.parametrize(
    ("address", "spanish", "english"),
    [
        (
            "articulo-38/fraccion-II/inciso-b/parrafo-2",
            "artículo 38, fracción II, inciso b), segundo párrafo",
            "article 38, fraction II, item b), second paragraph",
        ),
        ("articulo-20-bis/parrafo-1", "artículo 20 Bis, primer párrafo", "article 20 Bis, first paragraph"),
        (
            "articulo-353-nn/apartado-A/fraccion-XIV-quater",
            "artículo 353-Ñ, apartado A, fracción XIV Quáter",
            "article 353-Ñ, part A, fraction XIV Quáter",
        ),
        ("articulo-5/inciso-a-bis", "artículo 5, inciso a bis)", "article 5, item a bis)"),
        ("articulo-5/tabla-1", "artículo 5, tabla 1", "article 5, table 1"),
        ("transitorio-11", "artículo Décimo Primero Transitorio", "transitory article Décimo Primero"),
        (
            "decreto-2019-02-04-2-transitorio-1",
            "artículo Primero Transitorio del decreto del 4 de febrero de 2019 (2)",
            "transitory article Primero of the decree of 2019-02-04 (2)",
        ),
    ],
)  # fmt: skip
def test_said_and_read_back(address: str, spanish: str, english: str) -> None:
    place = Address.parse(address)
    assert (cite(place), cite(place, lang="en")) == (spanish, english)
    for said in (spanish, english, spanish.upper(), spanish.replace("á", "a").replace("ó", "o")):
        read = parse_citation(said)
        assert read is not None
        assert read.address == place


def test_the_printed_number_wins_over_the_id() -> None:
    assert cite(Address.parse("articulo-5-a/fraccion-I"), "5o.-A") == "artículo 5o.-A, fracción I"
    assert cite_article("articulo-unico") == "artículo Único"
    assert cite_steps(Address.parse("articulo-1/inciso-nn").steps) == "inciso ñ)"


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("art. 10 fr. II inc. a)", "articulo-10/fraccion-II/inciso-a"),
        ("ART 10 FRACC. IV", "articulo-10/fraccion-IV"),
        ("art. 10 fr. II a)", "articulo-10/fraccion-II/inciso-a"),
        ("segundo párrafo del artículo 39", "articulo-39/parrafo-2"),
        ("el párrafo segundo del artículo 39", "articulo-39/parrafo-2"),
        ("el inciso b) de la fracción II del artículo 38.", "articulo-38/fraccion-II/inciso-b"),
        (
            "numeral 2, del inciso d), de la fracción XII, del artículo 6",
            "articulo-6/fraccion-XII/inciso-d/numeral-2",
        ),
        ("artículo 123 apartado B) fracción XI inciso a)", "articulo-123/apartado-B/fraccion-XI/inciso-a"),
        ("Artículo 5o.-A, fracción I", "articulo-5-a/fraccion-I"),
        ("38 fracción II inciso “b”", "articulo-38/fraccion-II/inciso-b"),
        ("artículo 6, párrafo segundo, fracción I", "articulo-6/fraccion-I"),
        ("artículo Cuadragésimo Primero Transitorio, segundo párrafo", "transitorio-41/parrafo-2"),
        ("transitorio único", "transitorio-unico"),
        ("artículo 4º bis 2", "articulo-4-bis-2"),
        ("articulo-3/fraccion-I", "articulo-3/fraccion-I"),
        ("20 bis", "articulo-20-bis"),
    ],
)
def test_what_people_type(typed: str, address: str) -> None:
    read = parse_citation(typed)
    assert read is not None
    assert str(read.address) == address


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "fracción II",
        "artículo",
        "artículo 10 y 11",
        "artículo 10, fracción IIII",
        "artículo 10, inciso abc)",
        "artículo 10, fracción II, fracción III",
        "el sueldo base",
        "articulo-",
        "artículo 10, fracción II y algo más",
    ],
)
def test_what_is_no_citation(typed: str) -> None:
    assert parse_citation(typed) is None


def test_the_last_paragraph_is_counted_in_the_text() -> None:
    units = parse_units("articulo-7", "Uno.\n\nI. Dos:\n\n   Tres.\n\nCuatro.\n")
    read = parse_citation("último párrafo del artículo 7")
    assert read is not None
    assert read.last
    assert str(read.among(units)) == "articulo-7/parrafo-2"
    assert cite(read.among(units), last=True) == "artículo 7, último párrafo"
    inner = parse_citation("artículo 7, fracción I, último párrafo")
    assert inner is not None
    assert str(inner.among(units)) == "articulo-7/fraccion-I/parrafo-2"
    assert cite(inner.among(units), lang="en", last=True) == "article 7, fraction I, last paragraph"


def test_a_repeated_label_is_said_to_be_one() -> None:
    assert cite(Address.parse("articulo-7/fraccion-II-x2")) == "artículo 7, fracción II (repetición)"


suffixes = st.sampled_from(["", *(f" {word}" for word in SUFFIXES)])


@st.composite
def places(draw: st.DrawFn) -> Address:
    address = Address(article_id(f"{draw(st.integers(1, 1300))}{draw(suffixes)}"))
    if draw(st.booleans()):
        address = address.down("apartado", step_label(draw(st.sampled_from(ALPHABET)).upper()))
    if draw(st.booleans()):
        address = address.down("fraccion", step_label(roman(draw(st.integers(1, 130))) + draw(suffixes)))
    if draw(st.booleans()):
        address = address.down("inciso", step_label(draw(st.sampled_from(ALPHABET)) + draw(suffixes).lower()))
    if draw(st.booleans()):
        address = address.down("numeral", str(draw(st.integers(1, 99))))
    if draw(st.booleans()):
        address = address.down("parrafo", str(draw(st.integers(1, 150))))
    return address


@given(places(), st.booleans())
def test_what_is_said_is_read_back(place: Address, english: bool) -> None:
    said = cite(place, lang="en" if english else "es")
    read = parse_citation(said)
    assert read is not None
    assert read.address == place


@given(st.text(max_size=80))
def test_anything_typed_is_read_or_not(typed: str) -> None:
    read = parse_citation(typed)
    assert read is None or Address.parse(str(read.address)) == read.address


@pytest.mark.parametrize(
    "typed",
    ["artículo " * 30, "de " * 100, "decimo " * 40, "1 " * 150, "a" * 100_000],
    ids=lambda text: repr(text[:9]),
)
def test_hostile_citations_are_read_in_linear_time(typed: str) -> None:
    start = time.process_time()
    parse_citation(typed)
    assert time.process_time() - start < 0.5
