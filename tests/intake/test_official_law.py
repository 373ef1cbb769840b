"""The Chamber of Deputies' PDF of the ISSSTE law: nothing lost, nothing invented, everything in its place."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from official_laws import NEW, OLD

from lexframe.intake.document import Heading, Intake
from lexframe.intake.markdown import print_markdown, read_markdown
from lexframe.intake.page import SYMBOLS
from lexframe.intake.returned import compare_returned
from lexframe.text.units import parse_units

# Read off the printed law; "|" stands between a division's label and its title.
OUTLINE = """
TÍTULO PRIMERO|DE LAS DISPOSICIONES GENERALES
TÍTULO SEGUNDO|DEL RÉGIMEN OBLIGATORIO
CAPÍTULO I|SUELDOS, CUOTAS Y APORTACIONES
CAPÍTULO II|SEGURO DE SALUD
Sección I|Generalidades
Sección II|Del Comité de Evaluación y Seguimiento de los Servicios de Salud
Sección III|Atención Médica Preventiva
Sección IV|Atención Médica Curativa y de Maternidad y Rehabilitación Física y Mental
Sección V|Régimen Financiero
CAPÍTULO III|CONSERVACIÓN DE DERECHOS
CAPÍTULO IV|DE LAS PENSIONES
CAPÍTULO V|SEGURO DE RIESGOS DEL TRABAJO
Sección I|Generalidades
Sección II|Incremento Periódico de las Pensiones
Sección III|Régimen Financiero
CAPÍTULO VI|SEGURO DE RETIRO, CESANTÍA EN EDAD AVANZADA Y VEJEZ
Sección I|Generalidades
Sección II|Pensión por Cesantía en Edad Avanzada
Sección III|Pensión por Vejez
Sección IV|De la Pensión Garantizada
Sección V|De la Cuenta Individual
Sección VI|Del Ahorro Solidario para el Incremento de las Pensiones
Sección VII|Régimen Financiero
Sección VII Bis|De los Créditos otorgados por entidades financieras con cargo a las pensiones
Sección VIII|Del PENSIONISSSTE
CAPÍTULO VII|SEGURO DE INVALIDEZ Y VIDA
Sección I|Generalidades
Sección II|Pensión por Invalidez
Sección III|Pensión por Causa de Muerte
Sección IV|Incremento Periódico de las Pensiones
Sección V|Régimen Financiero
Capítulo VIII|De la Transferencia de los Derechos
Sección I|De la Transferencia de Derechos entre el Instituto y el IMSS
Sección II|De la Transferencia de Derechos al Instituto provenientes de otros Institutos de Seguridad Social
Sección III|De la Transferencia de Derechos entre el Instituto y el Instituto del Fondo Nacional de la \
Vivienda para los Trabajadores
Capítulo IX|Del Sistema Integral de Crédito
Sección I|Préstamos Personales
Sección II|Del Crédito para Vivienda
Sección III|Régimen Financiero
CAPÍTULO X|De los Servicios Sociales y Culturales
Sección I|Servicios Sociales
Sección II|Servicios Culturales
Sección III|Régimen Financiero
TÍTULO TERCERO|DEL RÉGIMEN VOLUNTARIO
CAPÍTULO I|CONTINUACIÓN VOLUNTARIA EN EL RÉGIMEN OBLIGATORIO
CAPÍTULO II|INCORPORACIÓN VOLUNTARIA AL RÉGIMEN OBLIGATORIO
CAPÍTULO III|DISPOSICIONES ESPECIALES
TÍTULO CUARTO|DE LAS FUNCIONES Y ORGANIZACIÓN DEL INSTITUTO
CAPÍTULO I|FUNCIONES
CAPÍTULO II|ÓRGANOS DE GOBIERNO
CAPÍTULO III|COMITÉ DE INVERSIONES
CAPÍTULO IV|PATRIMONIO
CAPÍTULO V|RESERVAS E INVERSIONES
Sección I|Generalidades
Sección II|De las Reservas de los Seguros
Sección III|Del Programa Anual de Administración y Constitución de Reservas
Sección IV|De la Inversión de las Reservas y de su Uso para la Operación
Sección V|De la Contabilidad
TÍTULO QUINTO|DE LA PRESCRIPCIÓN
TÍTULO SEXTO|DE LAS RESPONSABILIDADES Y SANCIONES
TRANSITORIOS|
|DERECHOS DE LOS TRABAJADORES
|RÉGIMEN DE LOS TRABAJADORES QUE NO OPTEN POR EL BONO
|DE LOS TRABAJADORES QUE OPTEN POR EL BONO
|DERECHOS DE LOS PENSIONADOS A LA FECHA DE ENTRADA EN VIGOR DE ESTA LEY
|CARACTERÍSTICAS DE LOS BONOS DE PENSIÓN DEL ISSSTE
|DEL PENSIONISSSTE
|FORTALECIMIENTO INTEGRAL DEL INSTITUTO
|DISPOSICIONES GENERALES
"""
INSERTED = {20: "20 Bis", 31: "31 Bis", 37: "37 Bis", 78: "78 Bis", 102: "102 Bis"}
# The year's reform decrees by the date they appeared in the Diario Oficial, as the source lists them.
DECREES = [
    (2011, 5, 27), (2012, 5, 28), (2014, 4, 2), (2015, 11, 12), (2015, 11, 12), (2016, 3, 24), (2018, 6, 22),
    (2019, 6, 4), (2020, 12, 16), (2021, 5, 20), (2021, 11, 22), (2023, 1, 20), (2023, 3, 24), (2023, 3, 24),
    (2023, 3, 24), (2023, 5, 8), (2023, 11, 29), (2023, 11, 29), (2024, 3, 27), (2024, 3, 27), (2024, 4, 1),
    (2024, 4, 23), (2024, 4, 30), (2024, 6, 7),
]  # fmt: skip


@pytest.fixture(params=["old_law", "new_law"])
def law(request: pytest.FixtureRequest) -> Intake:
    found: Intake = request.getfixturevalue(request.param)
    return found


def test_every_article_is_found_once_and_in_order(law: Intake) -> None:
    expected = []
    for n in range(1, 255):
        expected += [str(n), *([INSERTED[n]] if n in INSERTED else [])]
    assert [article.number for article in law.articles] == expected
    assert len(expected) == 259
    assert all(article.body.endswith("\n") and article.body.strip() for article in law.articles)


def test_divisions_stand_in_the_order_of_the_law(law: Intake) -> None:
    headings = [item for item in law.outline if isinstance(item, Heading)]
    assert [f"{h.label}|{h.title}" for h in headings] == OUTLINE.strip().split("\n")


def test_an_article_knows_its_divisions(law: Intake) -> None:
    articles = {article.id: article for article in law.articles}
    assert articles["articulo-102-bis"].division == ("TÍTULO SEGUNDO", "CAPÍTULO VI", "Sección VII Bis")
    assert articles["articulo-254"].division == ("TÍTULO SEXTO",)
    added = next(h for h in law.outline if isinstance(h, Heading) and h.number == "VII Bis")
    assert added.notes == ("Sección adicionada DOF 28-05-2012",)


def test_transitorios_of_the_law_and_of_its_reforms_stand_apart(law: Intake) -> None:
    assert [t.id for t in law.transitorios] == [f"transitorio-{n}" for n in range(1, 49)]
    dates = [decree.date for decree in law.decrees]
    assert dates[: len(DECREES)] == [date(*day) for day in DECREES]
    assert all(decree.operative and decree.closing and decree.transitorios for decree in law.decrees)
    assert len({article.id for article in law.every_article()}) == len(list(law.every_article()))


def test_the_decree_of_2021_has_sixteen_transitorios(law: Intake) -> None:
    decree = next(d for d in law.decrees if d.date == date(2021, 5, 20))
    assert [t.id for t in decree.transitorios] == [
        f"decreto-2021-05-20-transitorio-{n}" for n in range(1, 17)
    ]


@pytest.mark.parametrize(("name", "fixture"), [(OLD, "old_law"), (NEW, "new_law")])
def test_every_word_of_the_source_is_kept_or_reported(
    name: str,
    fixture: str,
    request: pytest.FixtureRequest,
    law_path: Callable[[str], Path],
    needs: Callable[[str], str],
) -> None:
    poppler, path = needs("pdftotext"), law_path(name)
    law: Intake = request.getfixturevalue(fixture)
    printed = subprocess.run(
        [poppler, "-layout", path, "-"], capture_output=True, text=True, check=True
    ).stdout
    source = Counter(unicodedata.normalize("NFC", printed).translate(SYMBOLS).split())
    held = [*law.kept(), *(dropped.text for dropped in law.report.dropped)]
    ours = Counter(word for text in held for word in without_table_marks(text).split())
    assert ours - source == Counter()
    assert source - ours == Counter()


def without_table_marks(text: str) -> str:
    return re.sub(r"(?m)^ *\|.*\|$", lambda row: re.sub(r"(?<!\\)\||---", " ", row[0]), text)


def test_only_page_furniture_and_the_repeated_title_are_dropped(law: Intake) -> None:
    reasons = Counter(str(dropped.reason) for dropped in law.report.dropped)
    pages = law.source.pages
    lines_on_each_page = ("the title", "the chamber", "two offices", "the last reform")
    assert reasons["page number"] == pages
    assert reasons["running head"] == len(lines_on_each_page) * pages
    assert reasons["the title, printed again"] == 2
    assert len(reasons) == 3


def test_every_note_speaks_of_a_unit_that_exists(law: Intake) -> None:
    notes = 0
    for article in law.every_article():
        addresses = {
            str(unit.address).partition("/")[2] for unit in parse_units(article.id, article.body)
        } | {""}
        for note in article.notes:
            assert note.at in addresses, (article.id, note)
            notes += 1
    assert notes > 80


def test_article_41_keeps_second_paragraphs_inside_their_fracciones(law: Intake) -> None:
    article = next(a for a in law.articles if a.id == "articulo-41")
    kinds = [str(unit.address) for unit in parse_units(article.id, article.body)]
    assert kinds == [
        "articulo-41/parrafo-1",
        "articulo-41/fraccion-I",
        "articulo-41/fraccion-II",
        "articulo-41/fraccion-II/parrafo-2",
        "articulo-41/fraccion-III",
        "articulo-41/fraccion-III/parrafo-2",
        "articulo-41/fraccion-IV",
        "articulo-41/fraccion-IV/parrafo-2",
        "articulo-41/fraccion-V",
        "articulo-41/parrafo-2",
        "articulo-41/inciso-a",
        "articulo-41/inciso-b",
    ]
    assert ("Fracción reformada DOF 07-06-2024", "fraccion-IV") in [(n.text, n.at) for n in article.notes]


def test_tables_are_tables_and_pictures_are_doubts(law: Intake) -> None:
    tenth = next(t for t in law.transitorios if t.number == "Décimo")
    assert "| 2028 en adelante | 60 | 58 |" in tenth.body
    pictured = [d.address for d in law.report.doubts if "picture" in str(d.what)]
    assert pictured == ["transitorio-9/parrafo-1", "transitorio-21/parrafo-10"]
    assert [d.address for d in law.report.doubts if "formula" in str(d.what)] == ["transitorio-21/parrafo-2"]


def test_a_table_broken_by_a_page_is_one_table(law: Intake) -> None:
    article = next(t for t in law.transitorios if t.number == "Trigésimo Primero")
    assert article.body.count("| --- |") == 1
    assert "| 2010 | 5.075% |\n| 2011 | 5.6% |" in article.body


def test_the_reform_of_2026_changes_four_articles_and_no_other(old_law: Intake, new_law: Intake) -> None:
    returned = compare_returned({a.id: a.body for a in old_law.every_article()}, new_law)
    assert [c.id for c in returned.changed] == ["articulo-10", "articulo-29", "articulo-39", "articulo-208"]
    assert (returned.added, returned.missing) == ((), ())
    assert [decree.id for decree in returned.decrees] == ["decreto-2026-01-15"]
    assert len(returned.decrees[0].transitorios) == 7


def test_the_reform_of_2026_touches_the_units_its_decree_names(old_law: Intake, new_law: Intake) -> None:
    before = {a.id: a.body for a in old_law.articles}
    touched = []
    for article in new_law.articles:
        if article.body != before[article.id]:
            old = {str(u.address): u.text for u in parse_units(article.id, before[article.id])}
            new = {str(u.address): u.text for u in parse_units(article.id, article.body)}
            touched += [at for at, text in new.items() if old.get(at) != text]
            assert set(old) <= set(new)
    assert touched == [
        "articulo-10/parrafo-3",
        "articulo-29/parrafo-3",
        "articulo-39/parrafo-2",
        "articulo-208/fraccion-II",
    ]


def test_where_pages_break_leaves_no_trace(old_law: Intake, new_law: Intake) -> None:
    before = {a.id: a.body for a in old_law.every_article()}
    moved = [a.id for a in new_law.every_article() if a.id in before and a.body != before[a.id]]
    assert moved == ["articulo-10", "articulo-29", "articulo-39", "articulo-208"]


def test_paragraphs_after_a_finished_list_of_incisos_belong_to_the_fraccion(law: Intake) -> None:
    article = next(a for a in law.articles if a.id == "articulo-214")
    units = {str(unit.address): unit.text for unit in parse_units(article.id, article.body)}
    assert units["articulo-214/fraccion-XIX/parrafo-2"].startswith("Para los propósitos anteriores")
    assert units["articulo-214/fraccion-XIX/parrafo-3"].startswith("El informe, asimismo")


def test_the_law_printed_as_markdown_reads_back_equal(law: Intake) -> None:
    assert read_markdown("ley.md", print_markdown(law)) == law


@pytest.mark.parametrize(("name", "fixture"), [(OLD, "old_law"), (NEW, "new_law")])
def test_every_article_is_one_unbroken_run_of_the_source(
    name: str,
    fixture: str,
    request: pytest.FixtureRequest,
    law_path: Callable[[str], Path],
    needs: Callable[[str], str],
) -> None:
    law: Intake = request.getfixturevalue(fixture)
    call = [needs("pdftotext"), "-layout", str(law_path(name)), "-"]
    printed = unicodedata.normalize(
        "NFC", subprocess.run(call, capture_output=True, text=True, check=True).stdout
    )
    apart = {" ".join(dropped.text.split()) for dropped in law.report.dropped}
    apart |= {note.text for article in law.every_article() for note in article.notes}
    lines = (" ".join(line.split()) for line in printed.replace("\f", "\n").split("\n"))
    head = re.compile(r"CÁMARA DE DIPUTADOS DEL H\. CONGRESO DE LA UNIÓN Última Reforma DOF [0-9-]{10}")
    source = " ".join(line for line in lines if line and line not in apart and not head.fullmatch(line))
    broken = [a.id for a in law.every_article() if " ".join((f"{a.label} {a.body}").split()) not in source]
    # Tables are read cell by cell and the formula column by column, not row by row.
    assert broken == ["transitorio-10", "transitorio-21", "transitorio-31", "transitorio-38"]
