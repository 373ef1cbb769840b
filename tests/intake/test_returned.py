"""A text that comes back is held against the one at hand: words count, spaces do not."""

from __future__ import annotations

from lexframe.intake.markdown import read_markdown
from lexframe.intake.returned import compare_returned

BACK = """\
##### Artículo 1.

Uno   dos
tres.

##### Artículo 2.

Otro texto.

##### Artículo 3.

Nuevo.

## TRANSITORIOS

##### Único.

Entra en vigor.

## ARTÍCULOS TRANSITORIOS DE DECRETOS DE REFORMA

### DECRETO por el que se reforma.

> Publicado en el Diario Oficial de la Federación el 15 de enero de 2026

##### Primero.

Mañana.
"""
CURRENT = {
    "articulo-1": "Uno dos tres.\n",
    "articulo-2": "Este texto.\n",
    "articulo-4": "Fuera.\n",
    "transitorio-unico": "Entra en vigor.\n",
}


def test_changed_new_and_missing_articles_and_new_decrees_are_told_apart() -> None:
    found = compare_returned(
        CURRENT,
        read_markdown("vuelta.md", BACK.replace("##### Primero", "#### Transitorios\n\n##### Primero")),
    )
    assert [(c.id, c.current) for c in found.changed] == [("articulo-2", "Este texto.\n")]
    assert [a.id for a in found.added] == ["articulo-3"]
    assert found.missing == ("articulo-4",)
    assert [d.id for d in found.decrees] == ["decreto-2026-01-15"]
    assert found.same == 2


def test_a_decree_at_hand_is_compared_like_anything_else() -> None:
    back = read_markdown("vuelta.md", BACK.replace("##### Primero", "#### Transitorios\n\n##### Primero"))
    known = {**CURRENT, "decreto-2026-01-15-transitorio-1": "Hoy.\n"}
    found = compare_returned(known, back)
    assert found.decrees == ()
    assert [c.id for c in found.changed] == ["articulo-2", "decreto-2026-01-15-transitorio-1"]


def test_composed_letters_and_table_rules_make_no_difference() -> None:
    back = read_markdown("vuelta.md", "##### Artículo 1.\n\n| Año | Pensión |\n| --- | --- |\n| 1 | 2 |\n")
    current = {"articulo-1": "| Año | Pensio\u0301n |\n|:---|----|\n|  1 | 2 |\n"}
    assert compare_returned(current, back).changed == ()
