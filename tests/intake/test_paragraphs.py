"""Lines become paragraphs by their geometry, and only by it."""

from __future__ import annotations

from lexframe.intake.page import Line, Page, Piece, Table, in_rows
from lexframe.intake.paragraphs import Paragraph, pipe_table, rejoin
from lexframe.intake.rules import find_grids

FULL = 540.0


def line(text: str, y: float, x0: float = 71.0, x1: float = FULL, **style: object) -> Line:
    given: dict[str, object] = {"size": 10.0, "word": 20.0, **style}
    return Line(text, x0, x1, y, **given)  # type: ignore[arg-type]


def page(number: int, *lines: Line, tables: tuple[Table, ...] = ()) -> Page:
    return Page(number, 792.0, lines, tables)


def texts(*pages: Page) -> list[str]:
    return [paragraph.text for paragraph in rejoin(pages)[0]]


def test_lines_of_one_paragraph_are_joined_and_a_blank_line_parts() -> None:
    found = texts(
        page(1, line("El Instituto", 600, 85), line("pagará.", 588.5, x1=120), line("Otro.", 565.5, 85, 120))
    )
    assert found == ["El Instituto pagará.", "Otro."]


def test_a_short_line_ends_its_paragraph_even_without_a_blank_line() -> None:
    rows = page(
        1, line("Tabla:", 623), line("15 años 50 %", 600, 85, 270), line("16 años 52 %", 588.5, 85, 270)
    )
    assert texts(rows)[1:] == ["15 años 50 %", "16 años 52 %"]


def test_a_paragraph_goes_on_over_the_page() -> None:
    one = page(1, line("El Instituto, en los", 100, 85), line("términos de la", 88.5))
    two = page(2, line("ley, pagará.", 680, x1=140))
    assert texts(one, two) == ["El Instituto, en los términos de la ley, pagará."]


def test_an_indented_line_at_the_head_of_a_page_is_a_new_paragraph() -> None:
    one = page(
        1, line("Uno dos", 111.5, 85), line("El Instituto, en los", 100), line("términos de la ley", 88.5)
    )
    two = page(2, line("I. Además, pagará.", 680, 85, 160))
    assert texts(one, two) == ["Uno dos El Instituto, en los términos de la ley", "I. Además, pagará."]


def test_a_justified_line_that_stops_short_ends_its_paragraph_at_the_foot_of_a_page() -> None:
    one = page(
        1, line("Primera cosa,", 111, 114), line("segunda,", 100, 114), line("termina.", 88.5, 114, 532)
    )
    two = page(2, line("Otra cosa", 680, 114), line("que sigue", 668.5, 114, 160))
    paragraphs, _ = rejoin((one, two))
    assert [p.text for p in paragraphs] == ["Primera cosa, segunda, termina.", "Otra cosa que sigue"]
    assert [p.doubts for p in paragraphs] == [(), ()]


def test_an_unsure_join_over_the_page_is_a_doubt() -> None:
    one = page(1, line("Primera cosa,", 100, 114), line("que termina.", 88.5, 114))
    two = page(2, line("Otra cosa", 680, 114), line("que sigue", 668.5, 114, 160))
    (paragraph,), _ = rejoin((one, two))
    assert [str(doubt) for doubt in paragraph.doubts] == [
        "A paragraph may begin here; it was read as going on from the page before."
    ]


def test_a_label_at_the_head_of_a_page_is_never_swallowed() -> None:
    one = page(1, line("la cuota que", 100, 85), line("corresponda, y", 88.5, 85))
    two = page(2, line("II. Otra.", 680, 85, 140, bold=True))
    assert texts(one, two) == ["la cuota que corresponda, y", "II. Otra."]


def test_a_word_broken_at_the_line_end_is_rejoined_only_if_the_word_is_known() -> None:
    known = page(
        1,
        line("La institución y la insti-", 600),
        line("tución obrero-", 588.5),
        line("patronal.", 577, x1=120),
    )
    paragraphs, _ = rejoin((known,))
    assert [p.text for p in paragraphs] == ["La institución y la institución obrero-patronal."]
    assert [str(doubt).split()[-1] for doubt in paragraphs[0].doubts] == [
        "“institución”.",
        "“obrero-patronal.”.",
    ]


def test_a_dash_after_a_full_stop_is_no_hyphen() -> None:
    assert texts(page(1, line("Presidente.-", 600), line("Rúbrica.", 588.5, x1=120))) == [
        "Presidente.- Rúbrica."
    ]


def test_a_soft_hyphen_always_goes() -> None:
    assert texts(page(1, line("la insti\xad", 600), line("tución", 588.5, x1=120))) == ["la institución"]


def test_notes_centred_lines_and_text_have_their_roles() -> None:
    body = [line("Artículo 1. Uno dos tres", 600 - 11.5 * n) for n in range(5)]
    found = rejoin(
        (
            page(
                1,
                line("CAPÍTULO I", 640, 270, 341, bold=True, bold_end=True),
                *body,
                line("Párrafo reformado DOF 15-01-2026", 540, 400, 540, size=8.0, italic=True, tinted=True),
                line("Fin.", 500, 85, 120),
            ),
        )
    )[0]
    assert [p.role for p in found] == ["centred", "text", "note", "text"]


def test_what_repeats_in_the_margin_is_dropped_with_its_reason() -> None:
    def one(number: int) -> Page:
        return page(
            number,
            line("LEY DE PRUEBA Última Reforma DOF 07-06-2024", 741, 145),
            line("Texto", 600, 85, 120),
            line("Otro párrafo entero", 560, 71, 540),
            line(f"{number} de 3", 37, 290, 320),
        )

    paragraphs, dropped = rejoin((one(1), one(2), one(3)))
    assert [p.text for p in paragraphs] == ["Texto", "Otro párrafo entero"] * 3
    assert [str(d.reason) for d in dropped] == ["running head", "page number"] * 3


def test_one_page_alone_keeps_its_head() -> None:
    assert texts(page(1, line("LEY DE PRUEBA", 741, 145, 300))) == ["LEY DE PRUEBA"]


def test_a_table_over_two_pages_is_one_and_its_second_head_is_reported() -> None:
    columns = (100.0, 200.0, 300.0)
    one = page(
        1, line("Tabla:", 600, 85, 120), tables=(Table((("Año", "%"), ("2008", "4")), columns, 580, 80),)
    )
    two = page(2, tables=(Table((("Año", "%"), ("2009", "5")), columns, 680, 600),))
    paragraphs, dropped = rejoin((one, two))
    assert paragraphs[1].text == "| Año | % |\n| --- | --- |\n| 2008 | 4 |\n| 2009 | 5 |"
    assert [d.text for d in dropped] == ["Año %"]


def test_a_table_of_another_shape_stays_another_table() -> None:
    one = page(1, tables=(Table((("a", "b"),), (100.0, 200.0, 300.0), 580, 80),))
    two = page(2, tables=(Table((("c", "d"),), (100.0, 250.0, 300.0), 680, 600),))
    assert len(texts(one, two)) == 2


def test_a_pipe_in_a_cell_stays_in_its_cell() -> None:
    assert pipe_table((("a|b", "c"), ("d",))) == "| a\\|b | c |\n| --- | --- |\n| d |  |"


def test_lines_on_one_baseline_are_one_line_and_stacked_ones_a_formula() -> None:
    def pieces(span: tuple[int, int]) -> tuple[Piece, ...]:
        at = {0: Piece("=", 273, 280, 461), 1: Piece("VN", 307, 320, 469), 2: Piece("(1.035)", 291, 332, 449)}
        return (at[span[0]],)

    flat = in_rows([(line("uno", 600, 71, 90), (0, 0)), (line("dos", 600.4, 100, 120), (1, 0))], pieces)
    assert [found.text for found in flat] == ["uno dos"]
    stacked = in_rows(
        [
            (line("=", 461, 273, 280, size=13), (0, 0)),
            (line("VN", 469, 307, 320, size=13), (1, 0)),
            (line("(1.035)", 453, 291, 332, size=13), (2, 0)),
        ],
        pieces,
    )
    assert [(found.text, found.stacked) for found in stacked] == [("= VN (1.035)", True)]


def test_frames_and_underlines_are_no_tables() -> None:
    assert find_grids([(100, 500, 300, 500.5)]) == ()
    frame = [(100.0, 500.0, 300.0, 500.5), (100.0, 600.0, 300.0, 600.5), (100.0, 500.0, 100.5, 600.0)]
    assert find_grids([*frame, (300.0, 500.0, 300.5, 600.0)]) == ()


def test_a_grid_gives_the_cell_of_a_point() -> None:
    upright = [(x, 500.0, x + 0.5, 600.0) for x in (100.0, 200.0, 300.0)]
    level = [(100.0, y, 300.0, y + 0.5) for y in (500.0, 550.0, 600.0)]
    (grid,) = find_grids([*upright, *level])
    assert grid.cell(110, 590) == (0, 0)
    assert grid.cell(290, 510) == (1, 1)
    assert grid.cell(310, 510) is None


def test_a_source_without_geometry_has_its_defaults() -> None:
    from lexframe.intake.document import Place

    assert Paragraph("x", Place(line=3)).role == "text"
