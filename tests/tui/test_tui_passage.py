from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lexframe.core.article import Article, Note
from lexframe.tui.presenters.dossier import shortened
from lexframe.tui.presenters.passage import beside, changed, plain
from lexframe.tui.rows import Row

BODY = """Los institutos elaborarán:

I. Los datos;

II. Las hipótesis:

   a) Económicas; y

   b) Demográficas; y

III. Los resultados.

La valuación se publicará.
"""
bodies = st.lists(
    st.sampled_from(["Uno dos.", "I. Tres cuatro;", "II. Cinco seis;", "   a) Siete;", "Ocho nueve diez."]),
    max_size=6,
).map(lambda blocks: "\n\n".join(blocks) + "\n" if blocks else "")


def text_of(rows: tuple[Row, ...], *without: str) -> str:
    kept = [run.text for each in rows for run in (*each.runs, *(_ for _ in ())) if run.role not in without]
    return "".join("".join(kept).split())


def test_units_stand_as_deep_as_they_belong() -> None:
    rows = [each for each in plain(Article("articulo-1", "1", BODY)) if each.runs]
    assert [(each.indent, each.hang) for each in rows] == [
        (0, 0), (0, 3), (0, 4), (3, 6), (3, 6), (0, 5), (0, 0),
    ]  # fmt: skip
    assert [each.runs[0].text for each in rows if each.runs[0].role == "label"] == [
        "I.",
        "II.",
        "a)",
        "b)",
        "III.",
    ]


def test_notes_follow_the_unit_they_speak_of() -> None:
    notes = (Note("fraccion-II/inciso-a", "Inciso reformado"), Note("", "Artículo reformado"))
    rows = [each.text for each in plain(Article("articulo-1", "1", BODY, notes=notes)) if each.runs]
    assert rows.index("(Inciso reformado)") == rows.index("a) Económicas; y") + 1
    assert rows[-1] == "(Artículo reformado)"


def test_a_change_is_marked_by_role_and_if_asked_by_signs() -> None:
    new = BODY.replace("datos", "datos y su fuente")
    marked = [run for each in changed(BODY, new) for run in each.runs if run.role == "insert"]
    assert "".join(run.text for run in marked).strip() == "y su fuente"
    with_signs = "\n".join(
        each.text for each in changed(BODY, new.replace("b) Demográficas", "b) Otras"), marks=True)
    )
    assert "{+" in with_signs
    assert "[-" in with_signs


@given(bodies, bodies)
def test_the_redline_holds_both_versions(old: str, new: str) -> None:
    rows = changed(old, new)
    assert text_of(rows, "delete", "moved-from").replace("¶", "") == "".join(new.split())
    assert text_of(rows, "insert", "move").replace("¶", "") == "".join(old.split())


@given(bodies, bodies)
def test_side_by_side_each_column_is_one_version(old: str, new: str) -> None:
    pairs = [each.pair for each in beside(old, new) if each.pair]
    assert text_of(tuple(each for left, _ in pairs for each in left)) == "".join(old.split())
    assert text_of(tuple(each for _, right in pairs for each in right)) == "".join(new.split())


def test_what_is_far_from_a_change_is_left_out_and_shown_to_be() -> None:
    rows = [each.text for each in shortened(changed(BODY, BODY.replace("publicará", "difundirá")))]
    assert rows[0] == "…"
    assert "I. Los datos;" not in rows
    assert any("difundirá" in each for each in rows)
