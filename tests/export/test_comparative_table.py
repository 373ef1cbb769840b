"""The comparative table: what stays is …, what is new faces “Sin correlativo”, what moves is said to."""

from __future__ import annotations

from small_dossier import change

from lexframe.export import manuscript as ms
from lexframe.export.comparative import comparative
from lexframe.export.redlines import marked_text

FOUR = "Los requisitos son:\n\nI. Uno;\n\nII. Dos;\n\nIII. Tres; y\n\nIV. Cuatro.\n\nUn párrafo final.\n"


def rows(dossier):
    (grid,) = comparative(dossier).blocks
    assert isinstance(grid, ms.Grid)
    return [tuple("\n".join(part.text for part in cell) for cell in row.cells) for row in grid.rows]


def test_a_paragraph_added_behind_fracciones(compare):
    got = rows(compare({"39": FOUR}, {"39": FOUR + "\nY otro, nuevo.\n"}))
    assert got == [
        ("Artículo 39",),
        ("Artículo 39. …\nI. a IV. …\n…", "Artículo 39. …\nI. a IV. …\n…", ""),
        ("Sin correlativo", "Y otro, nuevo.", "Se adiciona: tercer párrafo."),
    ]


def test_one_fraccion_reformed(compare):
    got = rows(compare({"208": FOUR}, {"208": FOUR.replace("Dos", "Dos y medio")}))
    assert got[1:] == [
        ("Artículo 208. …\nI. …", "Artículo 208. …\nI. …", ""),
        ("II. Dos;", "II. Dos y medio;", "Se reforma: fracción II."),
        ("III. y IV. …\n…", "III. y IV. …\n…", ""),
    ]


def test_a_fraccion_put_in_the_middle_moves_the_others_on(compare):
    lines = ("I. Uno;", "II. Nueva, sobre otra materia;", "III. Dos;", "IV. Tres; y", "V. Cuatro.")
    new = "\n\n".join(("Los requisitos son:", *lines)) + "\n"
    old = FOUR.removesuffix("\nUn párrafo final.\n")
    remarks = [row[2] for row in rows(compare({"5": old}, {"5": new}))[1:]]
    assert remarks == [
        "",
        "Se adiciona: fracción II.",
        "Se recorre: fracción II pasa a ser fracción III.",
        "Se recorre: fracción III pasa a ser fracción IV.",
        "Se recorre: fracción IV pasa a ser fracción V.",
    ]


def test_whole_articles_added_repealed_and_gone(compare):
    got = rows(compare({"1": "Uno.\n", "2": "Dos.\n"}, {"1": "Se deroga.\n", "1 Bis": "Nuevo.\n"}))
    assert got == [
        ("Artículo 1",),
        ("Artículo 1. Uno.", "Artículo 1. Se deroga.", "Se deroga"),
        ("Artículo 1 Bis",),
        ("Sin correlativo", "Artículo 1 Bis. Nuevo.", "Se adiciona"),
        ("Artículo 2",),
        ("Artículo 2. Dos.", "Sin correlativo", "Se suprime"),
    ]


def test_only_words_that_differ_are_marked(compare):
    (grid,) = comparative(compare({"1": "Cada tres años.\n"}, {"1": "Cada dos años.\n"})).blocks
    left, right, _ = grid.rows[1].cells
    assert [(run.text, run.mark) for run in left[0].runs[1:]] == [
        ("Cada ", ""), ("tres", ms.DELETED), (" años.", "")
    ]  # fmt: skip
    assert [(run.text, run.mark) for run in right[0].runs[1:]] == [
        ("Cada ", ""), ("dos", ms.INSERTED), (" años.", "")
    ]  # fmt: skip


def test_equal_texts_say_so(compare):
    same = {"1": "Uno.\n"}
    assert comparative(compare(same, same)).blocks[0].text == "Ambos textos dicen lo mismo."
    assert marked_text(compare(same, same)).blocks[0].text == "Ambos textos dicen lo mismo."


def test_each_group_names_the_amendments_that_touch_it():
    assert [row[0] for row in rows(change()) if len(row) == 1] == [
        "Artículo 2 · enmienda 1 (INA-K7M2)",
        "Artículo 4 · enmienda INB-00ZZ",
        "Artículo 4 Bis · enmienda INB-00ZZ",
    ]


def test_a_redline_keeps_both_versions(compare):
    old, new = FOUR, FOUR.replace("II. Dos;\n\n", "").replace("final", "último")
    paragraphs = [
        b for b in marked_text(compare({"7": old}, {"7": new})).blocks if isinstance(b, ms.Paragraph)
    ]
    runs = [run for paragraph in paragraphs for run in paragraph.runs]
    for body, other in ((old, ms.INSERTED), (new, ms.DELETED)):
        said = " ".join(run.text for run in runs if run.mark != other)
        assert " ".join(said.split()).replace(" .", ".") == " ".join(body.split())


def test_an_unseen_change_is_said_with_its_code_points(compare):
    blocks = marked_text(compare({"1": "Diez años.\n"}, {"1": "Diez\u00a0años.\n"})).blocks
    assert "U+0020 → U+00A0" in blocks[-1].text
