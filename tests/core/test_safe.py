from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexframe.core.safe import safe

SPANISH = "Artículo 20 Bis. «Reserva» — “ñandú”, 65 %; 1º y 2ª… ¿sí?\n   a) año; y"


def test_what_a_law_is_written_in_stays_as_it_is() -> None:
    assert safe(SPANISH) == SPANISH


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[2J", "␛[2J"),
        ("a\rb", "a␍b"),
        ("\x9b31m", "⟦U+009B⟧31m"),
        ("\x7f", "␡"),
        ("\u202eodot", "⟦U+202E⟧odot"),
        ("a\u200bb", "a⟦U+200B⟧b"),
        ("\U000e0041", "⟦U+E0041⟧"),
        ("\u3164", "⟦U+3164⟧"),
        ("a\u2028b", "a⟦U+2028⟧b"),
        ("\ud800", "⟦U+D800⟧"),
        ("a\tb", "a    b"),
    ],
)
def test_what_a_terminal_would_obey_or_hide_is_shown(hostile: str, shown: str) -> None:
    assert safe(hostile) == shown


def test_marks_are_kept_up_to_four_on_a_letter() -> None:
    assert safe("e" + "\u0301" * 30 + "x") == "e" + "\u0301" * 4 + "x"


def test_one_line_stays_one_line() -> None:
    assert safe("a\nb", lines=False) == "a␊b"


@given(st.text())
def test_nothing_that_comes_out_is_a_control_or_changes_direction(text: str) -> None:
    shown = safe(text, lines=False)
    assert all(unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") for sign in shown)
    assert safe(shown, lines=False) == shown


@pytest.mark.parametrize("piece", ["\x1b", "\u0301", "e\u0301", "\u202e", "a\n"])
def test_a_hostile_text_takes_time_in_proportion(piece: str) -> None:
    start = time.process_time()
    safe(piece * (100_000 // len(piece)))
    assert time.process_time() - start < 0.5
