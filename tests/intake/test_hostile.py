"""Hostile sources cost time in proportion to their size, and never end in an accident."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from lexframe.core.errors import LexframeError
from lexframe.intake import landmarks, notes, paragraphs
from lexframe.intake.assembly import published_date
from lexframe.intake.markdown import print_markdown, read_markdown
from lexframe.intake.page import Line, Page, Piece, in_rows
from lexframe.intake.paragraphs import rejoin
from lexframe.intake.plaintext import read_plaintext
from lexframe.intake.reader import read
from lexframe.intake.returned import words_of
from lexframe.intake.rules import find_grids

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
        start = time.process_time()
        reader(text)
        assert time.process_time() - start < 0.5


@pytest.mark.parametrize("shape", range(len(SHAPES)))
def test_whole_files_of_one_shape_are_read_or_refused_in_good_time(shape: int) -> None:
    start = time.process_time()
    for name in ("x.md", "x.txt"):
        with contextlib.suppress(LexframeError):
            read(name, (SHAPES[shape] + "\n\nArtículo 1. Fin.\n").encode())
    assert time.process_time() - start < 3


def test_a_table_of_five_thousand_columns() -> None:
    row = "|" + " a |" * 5000
    text = f"##### Artículo 1.\n\n{row}\n|{' --- |' * 5000}\n{row}\n"
    assert len(read_markdown("x.md", text).articles) == 1


def test_twenty_thousand_articles_take_time_in_proportion() -> None:
    text = "LEY\n\n" + "".join(f"Artículo {n % 9999 + 1}. Texto.\n\n" for n in range(20_000))
    start = time.process_time()
    assert len(read_plaintext("x.txt", text).articles) == 20_000
    assert time.process_time() - start < 10


def test_one_article_printed_twenty_thousand_times() -> None:
    start = time.process_time()
    law = read_plaintext("x.txt", "LEY\n\n" + "Artículo 1. Texto.\n\n" * 20_000)
    assert law.articles[-1].id == "articulo-1-20000"
    assert time.process_time() - start < 10


def test_twenty_thousand_paragraphs_without_a_label() -> None:
    start = time.process_time()
    law = read_plaintext("x.txt", "LEY\n\nArtículo 1. Texto:\n\nI. Una.\n\n" + "Suelto.\n\n" * 20_000)
    assert law.articles[0].body.count("Suelto.") == 20_000
    assert time.process_time() - start < 5


def test_a_paragraph_over_thousands_of_lines_and_pages() -> None:
    line = Line("palabra sin fin", 71, 540, 400, 10, 30)
    pages = tuple(
        Page(n, 792, tuple(replace(line, y=690 - 11.5 * k) for k in range(50))) for n in range(1, 1001)
    )
    start = time.process_time()
    (paragraph,) = rejoin(pages)[0]
    assert paragraph.text.count("palabra") == 50_000
    assert time.process_time() - start < 5


def test_notes_by_the_thousand_print_in_good_time() -> None:
    text = "##### Artículo 1.\n\nTexto:\n\n" + "".join(
        f"{n}. Uno.\n\n> [parrafo-1] Nota.\n\n" for n in range(1, 3000)
    )
    law = read_markdown("x.md", text)
    start = time.process_time()
    assert read_markdown("y.md", print_markdown(law)) == law
    assert time.process_time() - start < 3


def test_a_formula_of_thousands_of_pieces() -> None:
    pieces = [Piece("x", 100 + n % 7, 110 + n % 7, 700 - n * 0.01) for n in range(20_000)]
    lines = [(Line("x", p.x0, p.x1, p.y, 10, 5), (n, n)) for n, p in enumerate(pieces)]
    start = time.process_time()
    in_rows(lines, lambda span: (pieces[span[0]],))
    assert time.process_time() - start < 3


def test_a_page_ruled_like_graph_paper_is_no_table() -> None:
    upright = [(n * 0.1 * 40, 0.0, n * 0.1 * 40 + 0.1, 700.0) for n in range(150)]
    level = [(0.0, n * 4.0, 600.0, n * 4.0 + 0.1) for n in range(170)]
    assert find_grids([*upright, *level]) == ()
