"""Columns of text: aligned whatever the letters, harmless whatever the cells."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from lexframe.cli.tables import cell, table, width

CELLS = some.text(max_size=12)


@given(some.lists(some.tuples(CELLS, CELLS), max_size=6))
def test_columns_begin_at_one_place_on_every_line(rows):
    lines = table(["A", "B"], rows)
    assert len(lines) == len(rows) + 1
    first = max([1, *(width(cell(row[0])) for row in rows)])
    for line, row in zip(lines[1:], rows, strict=True):
        assert width(line) <= first + 2 + max([1, *(width(cell(each[1])) for each in rows)])
        assert cell(row[0]) in line or not cell(row[0]).strip()


@given(some.text())
def test_a_cell_is_one_harmless_line(text):
    shown = cell(text)
    assert "\n" not in shown
    assert "\x1b" not in shown
    assert cell(shown) == shown


def test_numbers_stand_to_the_right_and_words_to_the_left():
    assert table(["Id", "N"], [("a", 5), ("b", 1234)]) == ["Id     N", "a      5", "b   1234"]
    assert table(["Id", "N"], [("a", "5,000"), ("b", "")]) == ["Id      N", "a   5,000", "b"]


def test_letters_with_marks_and_wide_signs_take_their_columns():
    assert width("ñandú") == width("nandu\u0301") == 5
    assert width("法") == 2


def test_the_last_column_is_cut_at_the_edge_of_the_terminal():
    assert table(["Id", "Title"], [("a", "b" * 40)], most=12)[1] == "a   bbbbbbb…"


def test_a_table_without_rows_is_its_header():
    assert table(["Id", "N"], []) == ["Id  N"]
