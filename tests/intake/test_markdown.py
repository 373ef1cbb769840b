"""A framework as one Markdown file: printed and read back it is the same framework."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lexframe.intake.document import Heading, Intake
from lexframe.intake.markdown import print_markdown, read_markdown

LAW = """\
# Ley de prueba

> Nueva Ley publicada en el Diario Oficial de la Federación el 31 de marzo de 2007

Al margen un sello.

Artículo Único.- Se expide la Ley de prueba.

## Título Primero. Disposiciones generales

### CAPÍTULO I — Del objeto

##### Artículo 1. Objeto

Esta ley es de orden público, y comprende:

I. Una cosa, que incluye:

   a) Esto, y

   b) Eso;

> Fracción reformada DOF 20-05-2021

II. Se deroga.

> Fracción derogada DOF 20-05-2021

> Artículo reformado DOF 08-05-2023

#### Sección II Bis — De lo demás

> Sección adicionada DOF 28-05-2012

##### Artículo 1 Bis.-

| Año | Cuota |
| --- | --- |
| 2008 | 4.025% |

## TRANSITORIOS

#### DERECHOS ADQUIRIDOS

##### PRIMERO.

Entrará en vigor mañana.

---

México, D.F., 28 de marzo de 2007.- Rúbricas.

## ARTÍCULOS TRANSITORIOS DE DECRETOS DE REFORMA

### DECRETO por el que se reforma el artículo 1 de la Ley de prueba.

> Publicado en el Diario Oficial de la Federación el 27 de mayo de 2011

Artículo Primero.- Se reforma el artículo 1, para quedar como sigue:

……….

#### Transitorio

##### Único.-

Entrará en vigor al día siguiente.

---

México, D.F., a 15 de febrero de 2011.- Rúbricas.
"""


def test_the_file_of_the_example_prints_as_it_was_read() -> None:
    assert print_markdown(read_markdown("ley.md", LAW)) == LAW


def test_every_part_is_found() -> None:
    law = read_markdown("ley.md", LAW)
    assert law.title == "Ley de prueba"
    assert law.legends[0].startswith("Nueva Ley")
    assert law.preamble.endswith("Se expide la Ley de prueba.\n")
    assert [a.id for a in law.every_article()] == [
        "articulo-1",
        "articulo-1-bis",
        "transitorio-1",
        "decreto-2011-05-27-transitorio-unico",
    ]
    first, second = law.articles
    assert (first.title, first.label, first.number) == ("Objeto", "Artículo 1.", "1")
    assert [(n.at, n.text.split()[0]) for n in first.notes] == [
        ("fraccion-I", "Fracción"),
        ("fraccion-II", "Fracción"),
        ("", "Artículo"),
    ]
    assert second.division == ("Título Primero.", "CAPÍTULO I", "Sección II Bis")
    assert law.decrees[0].closing.startswith("México")


def test_a_file_with_paragraphs_that_open_with_labels() -> None:
    law = read_markdown(
        "ley.md", "# Ley\n\n## Título Primero\n\n**Artículo 1.** Uno.\n\nI. Dos.\n\nArtículo 2.- Tres.\n"
    )
    assert [(a.number, a.body) for a in law.articles] == [("1", "Uno.\n\nI. Dos.\n"), ("2", "Tres.\n")]


def test_paragraphs_that_quote_an_article_stay_text_where_headings_are_used() -> None:
    law = read_markdown("ley.md", "##### Artículo 1.\n\nArtículo 5. Citado.\n")
    assert law.articles[0].body == "Artículo 5. Citado.\n"


def test_marks_of_markdown_in_the_text_of_the_law_are_kept_as_text() -> None:
    body = "# no es título\n\n> no es nota\n\n---\n\n\\ barra\n\n   # tampoco\n"
    source = read_markdown("ley.md", "##### Artículo 1.\n\nTexto.\n")
    article = source.articles[0]
    from dataclasses import replace

    law = replace(source, articles=(replace(article, body=body),))
    assert read_markdown("ley.md", print_markdown(law)) == law


def test_windows_line_ends_and_trailing_hashes() -> None:
    law = read_markdown("ley.md", "# Ley #\r\n\r\n##### Artículo 1. #####\r\n\r\nUno.\r\n")
    assert (law.title, law.articles[0].body) == ("Ley", "Uno.\n")


def test_text_before_the_first_article_of_a_division_is_left_out_and_said() -> None:
    law = read_markdown("ley.md", "## Título Primero\n\nSuelto.\n\n##### Artículo 1.\n\nUno.\n")
    assert [(d.text, d.place.line) for d in law.report.dropped] == [("Suelto.", 3)]
    assert len(law.report.doubts) == 1


WORDS = st.text(st.sampled_from("abc ñáÉ ,;.()123#>-\\|*_“”"), min_size=1, max_size=30).map(
    lambda text: " ".join(text.split())
)
SENTENCE = WORDS.map(lambda words: f"Se {words}".strip())
LOOSE = WORDS.filter(lambda words: words and not words.startswith("|"))
BODY = st.lists(st.one_of(SENTENCE, LOOSE), min_size=1, max_size=4).map(
    lambda blocks: "\n\n".join(blocks) + "\n"
)
NOTE = st.sampled_from(
    ["Párrafo reformado DOF 15-01-2026", "Fracción derogada DOF 20-05-2021", "Artículo adicionado"]
)


@st.composite
def frameworks(draw: st.DrawFn) -> Intake:
    lines = [f"# {draw(SENTENCE)}"]
    for n in range(1, draw(st.integers(1, 4)) + 1):
        if draw(st.booleans()):
            lines += [f"## TÍTULO {'I' * min(n, 3)} — {draw(SENTENCE)}"]
        lines += [f"##### Artículo {n}.", *(block for block in safe(draw(BODY)))]
        lines += [f"> {draw(NOTE)}"] if draw(st.booleans()) else []
    if draw(st.booleans()):
        lines += ["## TRANSITORIOS", "##### ÚNICO.", *safe(draw(BODY))]
    return read_markdown("x.md", "\n\n".join(lines) + "\n")


def safe(body: str) -> list[str]:
    return ["\\" + b if b.startswith(("#", ">", "\\", "-")) else b for b in body.strip().split("\n\n")]


@given(frameworks())
def test_printing_and_reading_back_gives_the_same_framework(law: Intake) -> None:
    assert read_markdown("y.md", print_markdown(law)) == law


@given(st.text(max_size=400))
def test_any_text_reads_without_an_accident_and_settles_after_one_printing(text: str) -> None:
    once = read_markdown("x.md", text)
    printed = print_markdown(once)
    again = read_markdown("x.md", printed)
    assert print_markdown(again) == print_markdown(read_markdown("x.md", print_markdown(again)))


def test_headings_carry_kind_number_level() -> None:
    law = read_markdown("ley.md", LAW)
    found = [(h.kind, h.number, h.level) for h in law.outline if isinstance(h, Heading)]
    assert found == [
        ("titulo", "Primero", 2),
        ("capitulo", "I", 3),
        ("seccion", "II Bis", 4),
        ("transitorios", "", 1),
        ("rubro", "", 5),
    ]
