"""Decree wording: cases a lawyer can read in tests/cases/decree, and the reform that really happened."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lexframe.core.errors import Refused
from lexframe.text.decree import ADD, REFORM, REPEAL, ArticleChange, DivisionChange, decree
from lexframe.text.decree_sentence import of_law, sentence
from lexframe.text.decree_text import decree_text, plain_lines
from lexframe.text.labels import article_id, transitorio_id

CASES = sorted((Path(__file__).resolve().parents[1] / "cases" / "decree").glob("*.md"))
LAW = "Ley de Ahorro Solidario"
_SECTION = re.compile(r"^## (.+)\n\n((?:(?!## ).*\n?)*)", re.MULTILINE)
_ARTICLE = re.compile(r"(Artículo|Transitorio) (.+), (antes|después)\Z")


def read_case(path: Path) -> tuple[list[ArticleChange], dict[str, str]]:
    bodies: dict[tuple[str, str], dict[str, str]] = {}
    expected: dict[str, str] = {}
    for heading, text in _SECTION.findall(path.read_text(encoding="utf-8")):
        article = _ARTICLE.match(heading)
        if article:
            bodies.setdefault((article[1], article[2]), {})[article[3]] = text.strip("\n") + "\n"
        else:
            expected[heading] = text.strip("\n")
    changes = [
        ArticleChange(
            article_id(number) if kind == "Artículo" else transitorio_id(number),
            number,
            texts.get("antes"),
            texts.get("después"),
        )
        for (kind, number), texts in bodies.items()
    ]
    return changes, expected


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    changes, expected = read_case(path)
    if "Se rechaza" in expected:
        with pytest.raises(Refused) as refusal:
            decree(changes)
        assert str(refusal.value) == expected["Se rechaza"]
        return
    words = decree(changes)
    assert sentence(words, LAW) == expected["El decreto dice"]
    assert plain_lines(decree_text(words)) == expected["Se publica"] + "\n"


def test_there_are_cases() -> None:
    assert len(CASES) > 30


def test_a_new_section_is_said_with_the_articles_it_holds() -> None:
    section = DivisionChange(
        ADD,
        "seccion",
        "VII Bis",
        "De los créditos",
        (("capitulo", "VI"), ("titulo", "Segundo")),
        ("102 Bis",),
    )
    words = decree([ArticleChange("articulo-102-bis", "102 Bis", None, "Uno.\n")], [section])
    assert sentence(words, "Ley General de Ahorro") == (
        "Se adiciona la Sección VII Bis “De los créditos” al Capítulo VI del Título Segundo, que comprende "
        "el artículo 102 Bis, de la Ley General de Ahorro, para quedar como sigue:"
    )
    lines = decree_text(words)
    assert [line.role for line in lines] == ["division", "division", "article"]
    assert [line.text for line in lines] == ["Sección VII Bis", "De los créditos", "Uno."]


def test_a_division_is_renamed_or_repealed() -> None:
    renamed = DivisionChange(REFORM, "capitulo", "II", "De los fondos", (("titulo", "Primero"),))
    gone = DivisionChange(REPEAL, "seccion", "Primera", within=(("capitulo", "III"),))
    assert sentence(decree([], [renamed, gone])) == (
        "Se reforma la denominación del Capítulo II del Título Primero y se deroga la Sección Primera del "
        "Capítulo III, para quedar como sigue:"
    )


def test_an_article_may_come_once_only() -> None:
    change = ArticleChange("articulo-1", "1", "Uno.\n", "Dos.\n")
    with pytest.raises(Refused, match="comes twice"):
        decree([change, change])


def test_paragraphs_and_tables_come_before_what_could_seem_to_hold_them() -> None:
    old = "Uno.\n\nI. Dos.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nTres.\n\nCuatro.\n"
    new = old.replace("Dos", "Dos más").replace("2", "3").replace("Tres", "Tres más")
    assert sentence(decree([ArticleChange("articulo-1", "1", old, new)])) == (
        "Se reforma el artículo 1, tabla 1, segundo párrafo y fracción I, para quedar como sigue:"
    )


def test_an_empty_text_is_no_repeal() -> None:
    with pytest.raises(Refused, match="is empty"):
        decree([ArticleChange("articulo-1", "1", "Uno.\n", "\n")])
    assert sentence(decree([ArticleChange("articulo-1", "1", "Uno.\n", None)])) == (
        "Se deroga el artículo 1, para quedar como sigue:"
    )


def test_a_law_in_force_that_repeats_a_label_is_said_whole() -> None:
    old = "I. Uno.\n\nI. Dos.\n\nFin.\n"
    words = decree([ArticleChange("articulo-1", "1", old, old.replace("Dos", "Tres"))])
    assert sentence(words) == "Se reforma el artículo 1, para quedar como sigue:"


@pytest.mark.parametrize(
    ("law", "said"),
    [
        ("Ley General de Salud", "de la Ley General de Salud"),
        ("Código Civil", "del Código Civil"),
        ("Marco nacional", "del Marco nacional"),
        ("Lineamientos de inversión", "de los Lineamientos de inversión"),
        ("del propio Marco", "del propio Marco"),
    ],
)
def test_a_law_is_named_with_its_article(law: str, said: str) -> None:
    assert of_law(law) == said


def test_the_reform_of_2026_is_worded_as_the_official_gazette_worded_it(data_dir: Path) -> None:
    old, new = (_law(data_dir, name) for name in ("2024-06-07", "2026-01-15"))
    changes = [ArticleChange(a, n, old[a][1], body) for a, (n, body) in new.items() if old[a][1] != body]
    words = decree(changes)
    law = "Ley del Instituto de Seguridad y Servicios Sociales de los Trabajadores del Estado"
    assert sentence(words, law) == (
        "Se reforman los artículos 10, tercer párrafo; 29, tercer párrafo y 208, fracción II y se adiciona "
        f"un segundo párrafo al artículo 39, de la {law}, para quedar como sigue:"
    )
    quoted = [f"{line.label} {line.text[:12]}".strip() for line in decree_text(words)]
    assert quoted == [
        *["Artículo 10. …", "…", "Los datos y", "…", "…", "…"],
        *["Artículo 29. …", "…", "Por lo que p"],
        *["Artículo 39. …", "I. a IV. …", "Las prestaci"],
        *["Artículo 208. …", "I. …", "II. Emitir las r", "III. a XII. …", "…"],
    ]


def _law(data_dir: Path, date: str) -> dict[str, tuple[str, str]]:
    path = data_dir / "mx" / f"ley-issste-dof-{date}.pdf"
    if not path.exists():
        pytest.skip(f"{path.name} absent")
    pytest.importorskip("pypdfium2", reason="pypdfium2 absent")
    from lexframe.intake.reader import read

    law = read(path.name, path.read_bytes())
    articles = [article for article in law.articles if article.id.startswith("articulo-")]
    assert len(articles) == 259
    return {article.id: (article.number, article.body) for article in articles}
