"""Plain text without markup: labels, blank lines and indents say what is what."""

from __future__ import annotations

from lexframe.intake.document import Heading
from lexframe.intake.plaintext import read_plaintext

LAW = """\
LEY DE PRUEBA

Al margen un sello.

TÍTULO PRIMERO
DE LAS DISPOSICIONES GENERALES

CAPÍTULO I
Objeto

Artículo 1. Esta ley es de orden
público y comprende:
I. Una cosa, que incluye:
   a) Esto, y
   b) Eso;
II. Otra.
Artículo 1 Bis. Fin del capítulo II de esta ley.

TRANSITORIOS

Primero. Entrará en vigor mañana.

Segundo.- Se deroga lo anterior.

Ciudad de México, a 6 de diciembre de 2022.- Dip. N., Presidente.- Rúbricas.

ARTÍCULOS TRANSITORIOS DE DECRETOS DE REFORMA

DECRETO por el que se reforma la Ley de prueba.

Publicado en el Diario Oficial de la Federación el 4 de junio de 2019

Artículo Segundo.- Se adiciona un artículo 1 Bis.

Transitorio

Único.- Entrará en vigor al día siguiente.

DECRETO por el que se reforma otra vez.

Publicado en el Diario Oficial de la Federación el 4 de junio de 2019

Transitorio

Único.- Entrará en vigor después.
"""


def test_a_law_in_plain_text() -> None:
    law = read_plaintext("ley.txt", LAW)
    assert law.title == "LEY DE PRUEBA"
    headings = [(h.label, h.title) for h in law.outline if isinstance(h, Heading)]
    assert headings == [
        ("TÍTULO PRIMERO", "DE LAS DISPOSICIONES GENERALES"),
        ("CAPÍTULO I", "Objeto"),
        ("TRANSITORIOS", ""),
    ]
    assert [a.id for a in law.every_article()] == [
        "articulo-1",
        "articulo-1-bis",
        "transitorio-1",
        "transitorio-2",
        "decreto-2019-06-04-transitorio-unico",
        "decreto-2019-06-04-2-transitorio-unico",
    ]
    assert law.articles[0].body == (
        "Esta ley es de orden público y comprende:\n\nI. Una cosa, que incluye:\n\n"
        "   a) Esto, y\n\n   b) Eso;\n\nII. Otra.\n"
    )
    assert law.articles[1].body == "Fin del capítulo II de esta ley.\n"
    assert law.closing.startswith("Ciudad de México")
    assert law.decrees[0].operative == "Artículo Segundo.- Se adiciona un artículo 1 Bis.\n"


def test_a_file_without_blank_lines_has_a_paragraph_on_each_line() -> None:
    law = read_plaintext("ley.txt", "LEY\nArtículo 1. Uno.\nDos.\nArtículo 2. Tres.")
    assert [a.body for a in law.articles] == ["Uno.\n\nDos.\n", "Tres.\n"]


def test_a_decree_whose_articles_have_ordinal_words() -> None:
    law = read_plaintext("decreto.txt", "DECRETO\n\nArtículo Primero. Uno.\n\nArtículo Segundo.- Dos.\n")
    assert [a.number for a in law.articles] == ["Primero", "Segundo"]


def test_text_between_a_heading_and_its_first_article_is_reported_with_its_line() -> None:
    law = read_plaintext(
        "ley.txt", "LEY\n\nTÍTULO PRIMERO\n\nGeneralidades\n\nSuelto, aquí.\n\nArtículo 1. Uno.\n"
    )
    assert [(d.text, d.place.line) for d in law.report.dropped] == [("Suelto, aquí.", 7)]
