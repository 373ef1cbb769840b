"""Emphasis and tables through the door, and nothing else."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexframe.text.markdown import Run, Table, plain_words, runs, table


def test_emphasis_becomes_runs() -> None:
    assert runs("La **junta** sesiona *cada mes*, ***siempre***.") == (
        Run("La "),
        Run("junta", strong=True),
        Run(" sesiona "),
        Run("cada mes", emphasis=True),
        Run(", "),
        Run("siempre", strong=True, emphasis=True),
        Run("."),
    )
    assert plain_words("La **junta** sesiona") == "La junta sesiona"


@pytest.mark.parametrize(
    "text",
    [
        "Sin marca alguna",
        "[un enlace](javascript:alert(1))",
        "![[](imagen)",
        "<b>HTML</b> &amp; <!-- oculto -->",
        "`código`",
        "https://ejemplo.mx",
        "# No es título",
        "- No es lista",
        "    a) no es código",
    ],
)
def test_everything_else_is_the_characters_it_is(text: str) -> None:
    assert runs(text) == (Run(text),)
    assert runs(f"{text} *x*")[0].text == f"{text} "


def test_an_escaped_mark_is_a_character() -> None:
    assert runs(r"Nota \*") == (Run("Nota *"),)
    assert runs("") == ()


def test_a_table_by_rows() -> None:
    text = "| Nivel | Cuota |\n|:------|------:|\n| 1 | 2 \\| 3 % |\n| 2 |\n"
    assert table(text) == Table(("Nivel", "Cuota"), (("1", "2 | 3 %"), ("2", "")), ("left", "right"))


@pytest.mark.parametrize("text", ["", "a | b", "| a |\n|---|\n\notro", "I. Uno.", "|" * 30_000])
def test_what_is_no_table(text: str) -> None:
    assert table(text) is None


@given(st.text(alphabet=st.sampled_from("ab *_\\|-\n<[]()!`"), max_size=60))
def test_no_letter_is_lost(text: str) -> None:
    seen = plain_words(text)
    assert [c for c in seen if c in "ab|-<[]()!`"] == [c for c in text if c in "ab|-<[]()!`"]


@pytest.mark.parametrize(
    "text",
    [
        "![[](" * 12_000,
        "*a" * 900,
        "**a_" * 600,
        "_" * 1_900,
        "> " * 30_000,
        "|a" * 9_000 + "\n" + "|-" * 9_000,
    ],
    ids=lambda text: repr(text[:9]),
)
def test_bombs_are_read_in_good_time(text: str) -> None:
    start = time.process_time()
    runs(text)
    table(text)
    assert time.process_time() - start < 3
