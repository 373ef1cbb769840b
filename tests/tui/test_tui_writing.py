from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexframe.tui.writing import LONGEST, Writing, print_writing, read_writing

texts = st.text(max_size=40)


@given(st.builds(Writing, texts, texts, texts, texts, texts, texts, texts, texts, texts, texts))
def test_what_is_kept_comes_back(writing: Writing) -> None:
    assert read_writing(print_writing(writing)) == writing


@pytest.mark.parametrize(
    "junk",
    ["", "{", "[]", '{"format": 2}', '{"format": 1}', '{"format": 1, "framework": 3}', '{"format":1,"x":""}'],
)
def test_something_else_is_not_taken_for_it(junk: str) -> None:
    assert read_writing(junk) is None


def test_keys_are_short_and_tell_texts_apart() -> None:
    long = [Writing("m" * 60, f"articulo-{n}-{'x' * 50}", "").key for n in range(3)]
    assert len(set(long)) == 3
    assert all(len(key.encode()) <= LONGEST for key in long)
