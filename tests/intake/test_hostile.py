"""Hostile sources cost time in proportion to their size, and never end in an accident."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable

import pytest

from lexframe.core.errors import LexframeError
from lexframe.intake import landmarks, notes, paragraphs
from lexframe.intake.assembly import published_date
from lexframe.intake.markdown import read_markdown
from lexframe.intake.plaintext import read_plaintext
from lexframe.intake.reader import read
from lexframe.intake.returned import words_of

N = 100_000
SHAPES = [
    *(
        piece * (N // len(piece))
        for piece in ("a", " ", "1", "-", "- ", "#", "# ", "> ", "|", "| ", "\\", "[", "\xad")
    ),
    *(piece * (N // len(piece)) for piece in ("Artículo ", "![[](", "I. ", "((((", "PÁRRAFO\n", "a)\n\n")),
    *(piece * (N // len(piece)) for piece in ("Fracción DO", "1 de enero de ", "Publicado en el ")),
    "Artículo 1 " + "Bis " * (N // 4),
    "Fracción " + "x" * N,
    "Transitorios de decretos de reforma" + " " * N,
    "México " + "Rúbric" * (N // 6),
    "(" * (N // 2) + ")" * (N // 2),
]
READERS: list[Callable[[str], object]] = [
    landmarks.opens_transitorios,
    landmarks.opens_decrees,
    landmarks.titles_decree,
    landmarks.says_published,
    landmarks.closes,
    published_date,
    words_of,
    lambda text: notes.address_of_note(text, None),
    paragraphs._NOTE.match,
    paragraphs._PAGE_NUMBER.match,
]


@pytest.mark.parametrize("shape", range(len(SHAPES)))
def test_every_pattern_is_linear(shape: int) -> None:
    text = SHAPES[shape]
    for reader in READERS:
        start = time.perf_counter()
        reader(text)
        assert time.perf_counter() - start < 0.1


@pytest.mark.parametrize("shape", range(len(SHAPES)))
def test_whole_files_of_one_shape_are_read_or_refused_in_good_time(shape: int) -> None:
    start = time.perf_counter()
    for name in ("x.md", "x.txt"):
        with contextlib.suppress(LexframeError):
            read(name, (SHAPES[shape] + "\n\nArtículo 1. Fin.\n").encode())
    assert time.perf_counter() - start < 3


def test_a_table_of_five_thousand_columns() -> None:
    row = "|" + " a |" * 5000
    text = f"##### Artículo 1.\n\n{row}\n|{' --- |' * 5000}\n{row}\n"
    assert len(read_markdown("x.md", text).articles) == 1


def test_twenty_thousand_articles_take_time_in_proportion() -> None:
    text = "LEY\n\n" + "".join(f"Artículo {n % 9999 + 1}. Texto.\n\n" for n in range(20_000))
    start = time.perf_counter()
    assert len(read_plaintext("x.txt", text).articles) == 20_000
    assert time.perf_counter() - start < 10
