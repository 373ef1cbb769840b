from __future__ import annotations

from collections import Counter
from dataclasses import replace

from tui_workspace import STATES, Made

from lexframe.core.position import Stance
from lexframe.tui.board import Badges, Board, counted
from lexframe.tui.presenters.article import article_page
from lexframe.tui.presenters.concerns import concerns
from lexframe.tui.presenters.dossier import dossier
from lexframe.tui.presenters.heat import FAR, heat, heat_row, next_stance
from lexframe.tui.presenters.live import live
from lexframe.tui.presenters.outline import outline
from lexframe.tui.presenters.roll import roll
from lexframe.tui.presenters.tiles import STATES as MAP
from lexframe.tui.presenters.verdict import verdict_page
from lexframe.tui.rows import Row
from lexframe.tui.signs import CONFIRM, MISSING, OBJECT, signs_on
from lexframe.tui.tongue import Tongue
from lexframe.tui.writing import Writing


def page(rows: tuple[Row, ...]) -> str:
    return "\n".join(each.text for each in rows)


def test_the_outline_holds_every_article_and_what_is_proposed_after_it(board: Board, tongue: Tongue) -> None:
    refs = [each.ref for each in outline(board, tongue) if each.ref]
    assert refs == ["#preamble", "articulo-1", "articulo-2", "articulo-2-bis", "articulo-3"]


def test_badges_say_what_waits(board: Board) -> None:
    assert board.badges("articulo-1") == Badges()
    assert board.badges("articulo-2") == Badges(pending=2, contested=True)
    assert board.badges("articulo-3") == Badges(pending=1, agreed=True)


def test_an_article_is_read_with_amendments_worked_in(board: Board, made: Made, tongue: Tongue) -> None:
    rows = article_page(board, "articulo-2", (made.codes["dos"],), tongue, marks=True)
    assert "[-tres-]{+dos+}" in page(rows).replace("tres ", "tres").replace(" {+", "{+")
    assert "Con #1 en el texto" in page(rows)


def test_amendments_that_clash_are_shown_each_alone(board: Board, made: Made, tongue: Tongue) -> None:
    both = (made.codes["dos"], made.codes["cinco"])
    text = page(article_page(board, "articulo-2", both, tongue, marks=False))
    assert "no caben juntas" in text
    assert "── #1 ──" in text
    assert "── #2 ──" in text


def test_an_article_that_does_not_exist_yet_can_be_read(board: Board, tongue: Tongue) -> None:
    rows = article_page(board, "articulo-2-bis", (), tongue, marks=False)
    assert any(run.role == "insert" and "hipótesis" in run.text for each in rows for run in each.runs)


def test_what_concerns_an_article(board: Board, made: Made, tongue: Tongue) -> None:
    rows = concerns(board, "articulo-2", (made.codes["dos"],), tongue)
    assert [each.ref for each in rows if each.ref] == [made.codes["dos"], made.codes["cinco"]]
    text = page(rows)
    assert "[x] #1" in text
    assert "[ ] #2" in text
    assert "IND: Conviene un plazo corto." in text


def test_the_dossier_says_what_why_and_with_whom_it_clashes(board: Board, made: Made, tongue: Tongue) -> None:
    rows = dossier(board, made.codes["dos"], tongue, side_by_side=False, marks=False)
    text = page(rows)
    assert "Enmienda 1" in text
    assert "Por las razones que se exponen." in text
    assert [each.ref for each in rows if each.ref] == [made.codes["cinco"]]


def test_the_verdict_page_names_conditions_and_who_is_silent(
    board: Board, made: Made, tongue: Tongue
) -> None:
    text = page(verdict_page(board, made.codes["dos"], tongue, large=True))
    assert "bloqueada" in text
    assert "Debe levantarse la objeción de INC" in text
    assert "Se levanta si: Se amplíe el plazo." in text
    assert "reserva presupuestal, artículo 2, primer párrafo: Su costo." in text
    assert "IND" in text


def test_the_map_holds_the_32_states_once() -> None:
    states = Counter(each for line in MAP for each in line.replace(".", " ").split())
    assert len(states) == 32
    assert set(states.values()) == {1}
    assert set(STATES.values()) <= states.keys()


def test_the_roll_groups_by_what_can_still_happen(board: Board, made: Made, tongue: Tongue) -> None:
    refs = [each.ref for each in roll(board, tongue) if each.ref]
    assert refs == [made.codes[each] for each in ("dos", "cinco", "tres", "bis")]


def test_nearest_to_adoption_comes_first(board: Board, made: Made) -> None:
    found = heat(board, {})
    assert found.columns == tuple(STATES)
    assert found.rows[0].code == made.codes["tres"]
    assert [each.distance for each in found.rows] == sorted(each.distance for each in found.rows)
    assert all(each.distance <= FAR for each in found.rows)


def test_a_supposition_is_counted_and_changes_nothing(board: Board, made: Made) -> None:
    code = made.codes["dos"]
    row = heat_row(board, code, tuple(STATES), {"INC": Stance.SUPPORT})
    assert row.counted is not None
    assert row.supposed is not None
    assert row.counted.verdict.name == "blocked"
    assert row.supposed.verdict.name == "adopted"
    assert row.cells[2].is_supposed
    assert signs_on(board.docket, code)["INC"] is OBJECT


def test_going_through_the_stances_comes_back_to_what_is_recorded() -> None:
    seen = []
    now = None
    for _ in range(6):
        now = next_stance(now)
        seen.append(now)
    assert set(seen) == {*Stance, None}
    assert seen[-1] is None


def test_filters_of_the_heat_map(board: Board, made: Made) -> None:
    assert {each.code for each in heat(board, {}, show="mine").rows} == {made.codes["dos"]}
    missing = {each.code for each in heat(board, {}, show="missing").rows}
    assert missing == {made.codes["cinco"], made.codes["bis"]}
    assert heat(board, {}, show="decided").rows == ()


def test_a_position_on_another_wording_is_to_be_confirmed(made: Made) -> None:
    from lexframe.services.amendments import Change, Draft, plan_revise

    body = made.docket().text.articles["articulo-3"].body
    draft = Draft("", (Change("articulo-3", body.replace("prudencia", "mesura")),))
    made.do(plan_revise(made.as_("IND"), made.docket(), made.codes["tres"], draft))
    board = counted(Board(made.docket(), "INA"))
    assert signs_on(board.docket, made.codes["tres"])["INA"] is CONFIRM
    assert signs_on(board.docket, made.codes["bis"])["INA"] is MISSING


def test_the_editor_names_whose_words_a_text_wants(board: Board, tongue: Tongue) -> None:
    body = board.docket.text.articles["articulo-2"].body
    same = Writing("marco", "articulo-2", body.replace("tres", "cuatro"), body)
    assert "#1 Cada dos años" in page(live(board, same, tongue, marks=False))
    other = Writing("marco", "articulo-2", body.replace("resultados", "hallazgos"), body)
    assert "sin palabras en común" in page(live(board, other, tongue, marks=False))
    assert "todavía no cambia nada" in page(live(board, replace(same, text=body), tongue, marks=False))
