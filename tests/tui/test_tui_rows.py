from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from lexframe.tui.rows import Row, Run, entry, lines_of, row

texts = st.text(alphabet="ab ñé—日\n\u00a0", max_size=60)
rows = st.builds(
    Row, st.lists(st.builds(Run, texts), max_size=4).map(tuple), st.integers(0, 6), st.integers(0, 6)
)


def words(text: str) -> str:
    return "".join(text.split())


@given(rows, st.integers(12, 40))
def test_every_line_fits_and_no_letter_is_lost(paragraph: Row, width: int) -> None:
    lines = lines_of(paragraph, width)
    shown = ["".join(run.text for run in line) for line in lines]
    assert all(cell_len(line.rstrip(" ")) <= width for line in shown)
    assert words("".join(shown)) == words(paragraph.text)


def test_a_word_made_of_two_runs_is_not_parted() -> None:
    lines = lines_of(row("uno dos tres", Run("cuatro", "insert"), ", cinco"), 14)
    assert [run.text for run in lines[1]][:2] == ["tres", "cuatro"]


def test_other_lines_hang_under_the_words() -> None:
    lines = lines_of(Row((Run("II. Las hipótesis adoptadas por la persona actuaria"),), 3, 7), 24)
    assert ["".join(run.text for run in line)[:8] for line in lines] == ["   II. L", "       a", "       p"]


def test_an_entry_keeps_its_tail_at_the_edge() -> None:
    (line,) = lines_of(entry("Un título demasiado largo", tail=(Run("•2"),)), 16)
    text = "".join(run.text for run in line)
    assert text.endswith("•2")
    assert "…" in text
    assert len(text) == 16


def test_two_columns_stand_side_by_side() -> None:
    lines = lines_of(Row(pair=((row("uno dos tres cuatro"),), (row("otro"),))), 23)
    shown = ["".join(run.text for run in line) for line in lines]
    assert shown == ["uno dos    │ otro", "tres       │ ", "cuatro     │ "]


def test_a_long_word_is_cut_rather_than_lost() -> None:
    shown = ["".join(run.text for run in line) for line in lines_of(row("a" * 25), 10)]
    assert shown == ["a" * 10, "a" * 10, "a" * 5]
