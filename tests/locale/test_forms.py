"""Mexican forms: figures, dates, enumerations and the order of a Spanish dictionary."""

from __future__ import annotations

import datetime as dt
import time
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexframe.locale.forms import date, fold, join, moment, number, percent, sort_key


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        (1234.5, None, "1,234.5"),
        (0, None, "0"),
        (2.0, None, "2"),
        (999, None, "999"),
        (1_000_000, None, "1,000,000"),
        (-1234567, 1, "-1,234,567.0"),
        (Decimal("0.125"), 2, "0.13"),
        (Fraction(2, 3), 2, "0.67"),
        (1e22, None, "10,000,000,000,000,000,000,000"),
        (10**40, None, "10," + ",".join(["000"] * 13)),
    ],
)
def test_a_number_is_grouped_in_threes_and_has_a_point(value, places, written):
    assert number(value, places) == written


@given(st.integers())
def test_a_whole_number_survives_being_written(value):
    assert int(number(value).replace(",", "")) == value


def test_a_whole_percentage_has_no_decimals():
    assert [percent(Fraction(part, 6)) for part in (3, 4, 6)] == ["50%", "66.7%", "100%"]


def test_a_date_is_written_in_full_in_both_languages():
    day = dt.date(2026, 11, 20)
    assert date(day, "es") == "20 de noviembre de 2026"
    assert date(day, "en") == "20 November 2026"
    assert date(dt.date(2026, 1, 1), "es") == "1 de enero de 2026"


def test_a_moment_is_told_in_its_own_time_zone():
    closes = dt.datetime(2026, 5, 29, 18, 0, tzinfo=dt.timezone(dt.timedelta(hours=-6)))
    assert moment(closes, "es") == "29 de mayo de 2026, 18:00"


@pytest.mark.parametrize(
    ("items", "written"),
    [
        ([], ""),
        (["uno"], "uno"),
        (["SHCP", "INAI"], "SHCP e INAI"),
        (["Sonora", "Durango", "Hidalgo"], "Sonora, Durango e Hidalgo"),
        (["agua", "hielo"], "agua y hielo"),
        (["padres", "«hijos»"], "padres e «hijos»"),
        (["Ana", "Íñigo"], "Ana e Íñigo"),
        (["fracción I", "II"], "fracción I y II"),
        (["fracciones I", "II", "IV"], "fracciones I, II y IV"),
        (["h)", "i)"], "h) e i)"),
        (["i)", "ii)"], "i) y ii)"),
        (["Chiapas", "Yucatán"], "Chiapas y Yucatán"),
        (["ISSTEG", "ISSTECAM"], "ISSTEG e ISSTECAM"),
        (["uno", ""], "uno y "),
    ],
)
def test_a_list_closes_with_y_or_e(items, written):
    assert join(items, "es") == written


def test_an_english_list_closes_with_and():
    assert join(["SHCP", "INSS", "INAI"], "en") == "SHCP, INSS and INAI"


def test_order_is_that_of_a_spanish_dictionary():
    numbered = ["artículo 9", "Artículo 9 Bis", "artículo 10"]
    right = ["ábaco", *numbered, "n", "nz", "ñandú", "Oaxaca", "«Zacatecas»"]
    assert sorted(sorted(right), key=sort_key) == right


@given(st.text(), st.text())
def test_order_never_depends_on_where_one_starts(one, other):
    assert (sort_key(one) == sort_key(other)) == (one == other)
    assert sorted([one, other], key=sort_key) == sorted([other, one], key=sort_key)


@given(st.integers(0, 10**30), st.integers(0, 10**30))
def test_numbers_sort_by_value(one, other):
    assert (sort_key(f"R{one}") < sort_key(f"R{other}")) == (one < other)


def test_search_forgets_accents_and_case_but_not_the_letter_ñ():
    assert fold("AÑO Cuándo PENSIÓN") == "año cuando pension"
    assert fold("ano") != fold("año")


def test_hostile_text_is_ordered_at_once():
    started = time.process_time()
    for hostile in ("9" * 100_000, "ñ" * 100_000, "\u0303" * 100_000, "x" * 100_000, "i" * 100_000):
        sort_key(hostile)
        join(["a", hostile], "es")
    assert time.process_time() - started < 3
