"""Where a paragraph belongs: by its indent on paper, and without one by the order of the labels."""

from __future__ import annotations

from lexframe.intake.document import Place
from lexframe.intake.paragraphs import Paragraph, Role
from lexframe.intake.structure import Body, build_body

ARTICLE, FRACCION, INCISO = (85.0, 71.0), (85.0, 114.0), (114.0, 142.0)


def block(
    text: str, shape: tuple[float, float] = (85.0, 85.0), role: Role = "text", **more: bool
) -> Paragraph:
    lines = 1 if shape[0] == shape[1] else 2
    return Paragraph(text, Place(1), role, shape[0], shape[1], lines, **more)


def note(text: str) -> Paragraph:
    return block(text, (420, 420), "note")


def body(*blocks: Paragraph) -> Body:
    return build_body("articulo-1", blocks)


def test_labels_nest_by_kind_and_order() -> None:
    found = body(
        block("Las siguientes:"),
        block("I. Una, que comprende:"),
        block("a) Esto;", (114, 114)),
        block("1) Aquello;", (142, 142)),
        block("b) Eso, y", (114, 114)),
        block("II. Otra."),
    )
    assert found.text == (
        "Las siguientes:\n\nI. Una, que comprende:\n\n   a) Esto;\n\n"
        "      1) Aquello;\n\n   b) Eso, y\n\nII. Otra.\n"
    )
    assert found.doubts == ()


def test_a_hanging_paragraph_belongs_to_its_fraccion_and_an_indented_one_to_the_article() -> None:
    found = body(
        block("Las siguientes:"),
        block("I. Una cosa larga;", FRACCION),
        block("Del mismo derecho gozarán.", (114, 114)),
        block("Los familiares tendrán derecho.", ARTICLE),
    )
    assert found.text.split("\n\n")[2:] == [
        "   Del mismo derecho gozarán.",
        "Los familiares tendrán derecho.\n",
    ]


def test_incisos_after_a_paragraph_of_the_article_stand_under_the_article() -> None:
    found = body(
        block("Texto:"),
        block("I. Una.", FRACCION),
        block("Los familiares, si reúnen:", ARTICLE),
        block("a) Esto.", (114, 142)),
    )
    assert found.text.endswith("\n\na) Esto.\n")


def test_without_indents_a_paragraph_inside_the_list_stays_inside_with_a_doubt() -> None:
    found = body(
        block("Texto:"),
        block("I. Una cosa.", ARTICLE),
        block("Sigue la una.", ARTICLE),
        block("II. Otra.", ARTICLE),
    )
    assert found.text == "Texto:\n\nI. Una cosa.\n\n   Sigue la una.\n\nII. Otra.\n"
    assert [doubt.address for doubt in found.doubts] == ["articulo-1/fraccion-I/parrafo-2"]


def test_without_indents_a_paragraph_after_the_list_is_the_articles_own() -> None:
    found = body(block("Texto:"), block("I. Una.", ARTICLE), block("En el caso anterior.", ARTICLE))
    assert found.text == "Texto:\n\nI. Una.\n\nEn el caso anterior.\n"
    assert found.doubts == ()


def test_what_follows_a_colon_belongs_to_what_announced_it() -> None:
    found = body(
        block("Texto:"),
        block("I. Conforme a esta tabla:", ARTICLE),
        block("15 años 50 %", blank=True),
        block("16 años 52 %", blank=False),
        block("Fin."),
    )
    assert found.text == "Texto:\n\nI. Conforme a esta tabla:\n\n   15 años 50 %\n\n   16 años 52 %\n\nFin.\n"


def test_a_table_stands_in_the_unit_before_it() -> None:
    table = block("| a | b |\n| --- | --- |", role="table")
    found = body(block("Texto:"), block("I. Conforme a la tabla:", FRACCION), table)
    assert found.text.endswith("\n\n   | a | b |\n   | --- | --- |\n")


def test_a_jump_in_the_numbering_is_a_doubt() -> None:
    found = body(block("Texto:"), block("I. Una."), block("IV. Cuatro."))
    assert [(str(d.what), d.address) for d in found.doubts] == [
        ("The numbering jumps at “IV.”.", "articulo-1/fraccion-IV")
    ]


def test_notes_speak_of_the_unit_they_name() -> None:
    found = body(
        block("Texto:"),
        note("Párrafo reformado DOF 20-01-2023"),
        block("I. Una;", FRACCION),
        block("Segundo párrafo de la una;", (114, 114)),
        note("Fracción reformada DOF 07-06-2024"),
        block("a) Inciso;", (114, 142)),
        note("Inciso adicionado DOF 07-06-2024"),
        note("Artículo reformado DOF 08-05-2023"),
    )
    assert [note.at for note in found.notes] == ["parrafo-1", "fraccion-I", "fraccion-I/inciso-a", ""]


def test_a_note_before_any_text_is_about_the_article() -> None:
    assert body(note("Párrafo reformado DOF 20-01-2023")).notes[0].at == ""


def test_an_article_without_text_has_an_empty_body() -> None:
    assert body().text == ""
