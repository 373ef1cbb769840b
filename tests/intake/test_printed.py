"""Style and words tell the parts of a printed law apart, in the forms that laws really have."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lexframe.intake.document import Heading, Intake, Place, Source
from lexframe.intake.paragraphs import Paragraph
from lexframe.intake.printed import assemble


def text(words: str, **style: bool) -> Paragraph:
    return Paragraph(words, Place(1), "text", 85, 71, 2, **style)


def centred(words: str, *, large: bool = False, blank: bool = True) -> Paragraph:
    return Paragraph(words, Place(1), "centred", 200, 200, bold=True, strong=True, large=large, blank=blank)


def note(words: str) -> Paragraph:
    return Paragraph(words, Place(1), "note", 420, 420)


def read(*paragraphs: Paragraph) -> Intake:
    return assemble(paragraphs, Source("x", ""))


FIRST = text("Artículo 1o.- Uno.", bold=True)


def test_a_title_of_two_lines_and_the_lines_under_it() -> None:
    law = read(
        centred("LEY DE", large=True),
        centred("PRUEBA", large=True, blank=False),
        centred("TEXTO VIGENTE"),
        FIRST,
    )
    assert (law.title, law.legends) == ("LEY DE PRUEBA", ("TEXTO VIGENTE",))


def test_the_title_printed_again_is_dropped_and_other_centred_words_stay_in_the_preamble() -> None:
    law = read(
        centred("LEY DE PRUEBA", large=True),
        text("Al margen un sello."),
        centred("DECRETO"),
        text("Se expide:"),
        centred("LEY DE"),
        centred("PRUEBA", blank=False),
        centred("TÍTULO PRIMERO"),
        FIRST,
    )
    assert law.preamble == "Al margen un sello.\n\nDECRETO\n\nSe expide:\n"
    assert [d.text for d in law.report.dropped] == ["LEY DE", "PRUEBA"]


def test_an_article_of_the_expiring_decree_is_preamble_where_the_law_counts_in_figures() -> None:
    law = read(text("Artículo Único.- Se expide la ley.", bold=True), FIRST)
    assert law.preamble == "Artículo Único.- Se expide la ley.\n"
    assert [(a.number, a.label) for a in law.articles] == [("1o.", "Artículo 1o.-")]


def test_divisions_with_title_in_two_lines_and_a_note() -> None:
    law = read(
        centred("CAPITULO II BIS"),
        centred("De los derechos humanos"),
        centred("y sus garantías", blank=False),
        note("Denominación del Capítulo reformada DOF 10-06-2011"),
        FIRST,
    )
    heading = law.outline[0]
    assert isinstance(heading, Heading)
    assert (heading.kind, heading.number, heading.title) == (
        "capitulo",
        "II Bis",
        "De los derechos humanos y sus garantías",
    )
    assert heading.notes == ("Denominación del Capítulo reformada DOF 10-06-2011",)


def test_a_new_division_closes_the_ones_inside_the_old() -> None:
    law = read(
        centred("TÍTULO PRIMERO"),
        centred("CAPÍTULO I"),
        centred("SECCIÓN I"),
        FIRST,
        centred("TÍTULO SEGUNDO"),
        text("Artículo 2o.- Dos."),
    )
    assert [a.division for a in law.articles] == [
        ("TÍTULO PRIMERO", "CAPÍTULO I", "SECCIÓN I"),
        ("TÍTULO SEGUNDO",),
    ]


def test_a_strong_line_after_the_label_is_an_epigraph() -> None:
    law = read(
        text("Artículo 1o. Ámbito de aplicación", bold=True, strong=True), text("Las disposiciones rigen.")
    )
    assert (law.articles[0].title, law.articles[0].body) == (
        "Ámbito de aplicación",
        "Las disposiciones rigen.\n",
    )


def test_a_strong_sentence_is_text() -> None:
    law = read(text("Artículo 1o. Se deroga.", bold=True, strong=True))
    assert (law.articles[0].title, law.articles[0].body) == ("", "Se deroga.\n")


@pytest.mark.parametrize(
    "heading", ["TRANSITORIOS", "Artículos Transitorios", "T R A N S I T O R I O S", "TRANSITORIO"]
)
def test_transitorios_open_under_any_of_their_headings(heading: str) -> None:
    law = read(FIRST, centred(heading), text("ARTÍCULO PRIMERO.- Mañana."), text("Segundo. Después."))
    assert [t.id for t in law.transitorios] == ["transitorio-1", "transitorio-2"]


def test_signatures_close_the_law_and_are_kept() -> None:
    law = read(
        FIRST,
        centred("TRANSITORIOS"),
        text("Único. Mañana."),
        text("México, D.F., 28 de marzo de 2007.- Dip. N., Presidente.- Rúbricas."),
        text(
            "En cumplimiento de lo dispuesto por la fracción I del Artículo 89, expido el presente Decreto."
        ),
    )
    assert law.transitorios[0].body == "Mañana.\n"
    assert law.closing.count("\n\n") == 1


def decrees(*more: Paragraph) -> Intake:
    return read(
        FIRST,
        centred("TRANSITORIOS"),
        text("Único. Mañana."),
        centred("TRANSITORIOS DEL DECRETO DE REFORMA"),
        *more,
    )


def test_decrees_of_one_day_and_of_none_have_ids_of_their_own() -> None:
    def decree(title: str, when: str) -> list[Paragraph]:
        found = [text(title, bold=True, strong=True, large=True), text("Se reforma."), centred("Transitorio")]
        day = [centred(f"Publicado en el Diario Oficial de la Federación el {when}")] if when else []
        return [found[0], *day, *found[1:], text("Único. Mañana.")]

    law = decrees(
        *decree("DECRETO por el que se reforma.", "1o. de abril de 2024"),
        *decree("FE de erratas al Decreto.", "1 de abril de 2024"),
        *decree("DECRETO por el que se adiciona.", ""),
    )
    assert [d.id for d in law.decrees] == ["decreto-2024-04-01", "decreto-2024-04-01-2", "decreto-sin-fecha"]
    assert [d.transitorios[0].id for d in law.decrees] == [
        "decreto-2024-04-01-transitorio-unico",
        "decreto-2024-04-01-2-transitorio-unico",
        "decreto-sin-fecha-transitorio-unico",
    ]
    assert [d.operative for d in law.decrees] == ["Se reforma.\n"] * 3


def test_a_day_that_does_not_exist_is_no_date() -> None:
    law = decrees(
        text("DECRETO uno."),
        centred("Publicado en el Diario Oficial de la Federación el 31 de abril de 2024"),
    )
    assert (law.decrees[0].date, law.decrees[0].published[:9]) == (None, "Publicado")


def test_words_under_the_heading_of_the_decrees_that_belong_to_none_are_reported() -> None:
    law = decrees(text("Nota de la editora."))
    assert [d.text for d in law.report.dropped] == ["Nota de la editora."]


def test_a_note_that_speaks_of_nothing_is_reported() -> None:
    law = read(note("Fe de erratas DOF 01-01-2000"), FIRST)
    assert [d.text for d in law.report.dropped] == ["Fe de erratas DOF 01-01-2000"]


def test_equality_is_of_the_text_and_not_of_its_source() -> None:
    law = read(FIRST)
    assert replace(law, source=Source("y", "abc", 3)) == law
    assert read(replace(FIRST, place=Place(9))) == law
    assert read(text("Artículo 1o.- Otro.")) != law
