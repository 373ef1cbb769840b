"""Positions, counting, adoption and its consequences, and the recount by anybody."""

from __future__ import annotations

import pytest

from lexframe.core.errors import Refused, Unreadable
from lexframe.core.position import Hold, Reservation, Stance
from lexframe.core.stage import Stage
from lexframe.core.tally import Adopted, Blocked, NoQuorum
from lexframe.services.consolidations import consolidation
from lexframe.services.decisions import plan_adopt, plan_decide
from lexframe.services.errata import plan_erratum
from lexframe.services.positions import Saying, missing, plan_confirm, plan_positions
from lexframe.services.recounts import recount
from lexframe.services.rounds import plan_close_round, plan_extend_round, plan_open_round
from lexframe.services.tallies import count
from lexframe.store.paths import article_path, position_path
from tests.services.conftest import INSTITUTES, Workspace


def adopt(workspace: Workspace, *codes: str) -> None:
    workspace.seal()
    workspace.do(plan_adopt(workspace.session("ST"), workspace.docket(), codes))


def outcome(workspace: Workspace, code: str) -> object:
    return count(workspace.docket(), code).verdict.outcome


@pytest.fixture
def code(workspace: Workspace) -> str:
    return workspace.propose("INA", "articulo-2", "cada tres años", "cada dos años")


def test_positions_count_once_each_and_the_latest_governs(workspace: Workspace, code: str) -> None:
    workspace.say(code, {"INA": Stance.SUPPORT, "INB": Stance.SUPPORT, "INC": Stance.OBJECT})
    assert outcome(workspace, code) == NoQuorum(1)
    workspace.say(code, {"IND": Stance.ABSTAIN})
    assert outcome(workspace, code) == Blocked(("INC",))
    workspace.say(code, {"INC": Stance.SUPPORT})
    assert outcome(workspace, code) == Adopted()
    assert missing(workspace.docket(), code) == ("INE",)


def test_an_observer_may_speak_and_is_not_counted(workspace: Workspace, code: str) -> None:
    workspace.say(code, {"OBS": Stance.OBJECT})
    assert count(workspace.docket(), code).verdict.figures.object == ()


def test_a_revision_asks_for_confirmation_and_one_key_gives_it(workspace: Workspace, code: str) -> None:
    workspace.all_support(code)
    workspace.revise("INA", code, "articulo-2", "cada dos años", "cada año")
    figures = count(workspace.docket(), code).verdict.figures
    assert figures.to_confirm == INSTITUTES
    assert outcome(workspace, code) == NoQuorum(4)
    workspace.do(plan_confirm(workspace.session("INB"), workspace.docket(), [code]))
    assert workspace.docket().holds(code)["INB"][1] is Hold.CARRIED


def test_a_reservation_on_one_unit_survives_a_change_in_another(workspace: Workspace) -> None:
    code = workspace.propose("INA", "articulo-2", "adoptadas", "elegidas")
    workspace.revise("INA", code, "articulo-2", "obtenidos", "alcanzados")
    reservation = Reservation("wording", "Falta precisión.", "Que se precise.", "articulo-2/fraccion-II")
    saying = Saying(code, Stance.SUPPORT_WITH_RESERVATION, reservations=(reservation,))
    workspace.do(plan_positions(workspace.session("INC"), workspace.docket(), [saying]))
    workspace.revise("INA", code, "articulo-2", "alcanzados", "logrados")
    assert workspace.docket().holds(code)["INC"][1] is Hold.CARRIED
    workspace.revise("INA", code, "articulo-2", "elegidas", "escogidas")
    assert workspace.docket().holds(code)["INC"][1] is Hold.TO_CONFIRM


def test_a_reservation_must_name_a_unit_that_changes(workspace: Workspace, code: str) -> None:
    reservation = Reservation("budget", "Cuesta.", "Que se pague.", "articulo-2/fraccion-I")
    saying = Saying(code, Stance.SUPPORT_WITH_RESERVATION, reservations=(reservation,))
    with pytest.raises(Refused, match="does not change articulo-2/fraccion-I"):
        plan_positions(workspace.session("INB"), workspace.docket(), [saying])


def test_the_same_word_twice_is_not_recorded_twice(workspace: Workspace, code: str) -> None:
    workspace.say(code, {"INA": Stance.SUPPORT})
    with pytest.raises(Refused, match="nothing new"):
        workspace.say(code, {"INA": Stance.SUPPORT})


def test_what_is_blocked_is_not_adopted_unless_overridden(workspace: Workspace, code: str) -> None:
    workspace.all_support(code)
    workspace.say(code, {"INE": Stance.OBJECT})
    workspace.seal()
    with pytest.raises(Refused, match="objection of INE must be lifted"):
        plan_adopt(workspace.session("ST"), workspace.docket(), [code])
    plan = plan_adopt(workspace.session("ST"), workspace.docket(), [code], override="Acuerdo de la asamblea.")
    workspace.do(plan)
    decision = workspace.docket().decisions[code].act
    assert (decision.verdict, decision.override) == ("blocked", "Acuerdo de la asamblea.")  # type: ignore[union-attr]


def test_adoption_changes_the_text_and_says_who_and_why(workspace: Workspace, code: str) -> None:
    workspace.all_support(code)
    adopt(workspace, code)
    assert "cada dos años" in workspace.text("articulo-2")
    assert workspace.docket().stages[code] is Stage.ADOPTED
    assert all(item.agrees for item in recount(workspace.docket()))


def test_adoption_carries_falls_supersedes_and_finds_stale(workspace: Workspace, code: str) -> None:
    other_unit = workspace.propose("INB", "articulo-2", "seis meses", "cuatro meses")
    same_words = workspace.propose("INC", "articulo-2", "cada tres años", "cada cinco años")
    identical = workspace.propose("IND", "articulo-2", "cada tres años", "cada dos años")
    elsewhere = workspace.propose("INE", "articulo-3", "prudencia", "cautela")
    workspace.all_support(code)
    workspace.say(other_unit, {"INA": Stance.SUPPORT})
    adopt(workspace, code)
    docket = workspace.docket()
    assert docket.stages[identical] is Stage.FALLEN
    assert docket.proposal(same_words).is_stale
    assert docket.proposal(same_words).said == ("articulo-2/parrafo-1",)
    assert docket.proposal(elsewhere).state == "fresh"
    carried = docket.proposal(other_unit).texts["articulo-2"]
    assert "cada dos años" in carried
    assert "cuatro meses" in carried
    assert docket.holds(other_unit)["INA"][1] is Hold.CARRIED


def test_a_compromise_supersedes_what_it_replaces(workspace: Workspace, code: str) -> None:
    rival = workspace.propose("INC", "articulo-2", "cada tres años", "cada cinco años")
    compromise = workspace.propose(
        "INB", "articulo-2", "cada tres años", "cada cuatro años", replaces=(code, rival)
    )
    workspace.all_support(compromise)
    adopt(workspace, compromise)
    stages = workspace.docket().stages
    assert (stages[code], stages[rival]) == (Stage.SUPERSEDED, Stage.SUPERSEDED)


def test_two_that_clash_are_not_adopted_together(workspace: Workspace, code: str) -> None:
    rival = workspace.propose("INC", "articulo-2", "cada tres años", "cada cinco años")
    workspace.all_support(code)
    workspace.all_support(rival)
    workspace.seal()
    with pytest.raises(Refused, match="cannot all stand"):
        plan_adopt(workspace.session("ST"), workspace.docket(), [code, rival])
    assert consolidation(workspace.docket(), [code, rival]).clashes[0].article == "articulo-2"


def test_a_revision_after_staleness_makes_it_live_again(workspace: Workspace, code: str) -> None:
    rival = workspace.propose("INC", "articulo-2", "cada tres años", "cada cinco años")
    workspace.all_support(code)
    adopt(workspace, code)
    with pytest.raises(Refused, match="stale"):
        workspace.say(rival, {"INA": Stance.SUPPORT})
    from lexframe.services.amendments import Change, Draft, plan_revise

    text = workspace.text("articulo-2").replace("cada dos años", "cada cinco años")
    plan = plan_revise(
        workspace.session("INC"), workspace.docket(), rival, Draft("", (Change("articulo-2", text),))
    )
    workspace.do(plan)
    assert workspace.docket().proposal(rival).state == "fresh"


def test_rejecting_what_would_be_adopted_needs_a_reason(workspace: Workspace, code: str) -> None:
    workspace.all_support(code)
    workspace.seal()
    with pytest.raises(Refused, match="can be adopted"):
        plan_decide(workspace.session("ST"), workspace.docket(), code, "rejected")
    workspace.do(
        plan_decide(
            workspace.session("ST"), workspace.docket(), code, "rejected", override="Retirada en la sala."
        )
    )
    assert workspace.docket().stages[code] is Stage.REJECTED


def test_a_closed_round_counts_what_its_close_names(workspace: Workspace, code: str) -> None:
    workspace.do(
        plan_open_round(
            workspace.session("ST"), workspace.docket(), "R1", title="Uno", closes="2026-04-01T18:00"
        )
    )
    workspace.say(code, {"INA": Stance.SUPPORT, "INB": Stance.SUPPORT, "INC": Stance.SUPPORT})
    workspace.do(plan_extend_round(workspace.session("ST"), workspace.docket(), "R1", "2026-04-08T18:00"))
    assert workspace.docket().round("R1").closes == "2026-04-08T18:00"
    workspace.seal()
    workspace.do(plan_close_round(workspace.session("ST"), workspace.docket(), "R1"))
    workspace.say(code, {"IND": Stance.SUPPORT})
    late = count(workspace.docket(), code)
    assert late.verdict.outcome == NoQuorum(1)
    assert late.late == ("IND",)
    with pytest.raises(Refused, match="closed already"):
        plan_close_round(workspace.session("ST"), workspace.docket(), "R1")


def test_an_erratum_corrects_and_carries(workspace: Workspace, code: str) -> None:
    text = workspace.text("articulo-2").replace("seis meses", "6 meses")
    plan = plan_erratum(workspace.session("ST"), workspace.docket(), "articulo-2", text, "Estilo.")
    workspace.do(plan)
    proposal = workspace.docket().proposal(code)
    assert "6 meses" in proposal.texts["articulo-2"]
    assert "cada dos años" in proposal.texts["articulo-2"]
    with pytest.raises(Refused, match="needs a correction"):
        plan_erratum(workspace.session("ST"), workspace.docket(), "articulo-2", text, "")


def test_one_changed_word_in_an_article_is_found(workspace: Workspace, code: str) -> None:
    workspace.all_support(code)
    adopt(workspace, code)
    path = article_path("marco", "articulo-2")
    docket = workspace.docket()
    data = workspace.ledger.read([workspace.ledger.tree(docket.tip)[path]])
    workspace.write(path, next(iter(data.values())).replace(b"seis meses", b"nueve meses"))
    wrong = [item for item in recount(workspace.docket()) if not item.agrees]
    assert [item.subject for item in wrong] == ["articulo-2"]


def test_nonsense_in_a_record_is_listed_and_not_counted(workspace: Workspace, code: str) -> None:
    workspace.all_support(code)
    path = position_path("marco", "INB", code)
    workspace.write(
        path, b"---\nformat: 1\nstance: perhaps\ncolour: red\n---\n", "refs/heads/inst/INB", "INB"
    )
    docket = workspace.docket()
    assert len(docket.unreadable) == 1
    said = str(docket.unreadable[0].what)
    assert docket.unreadable[0].place == path
    assert "Line 3, stance" in said
    assert "Line 4, colour: unknown key" in said
    assert count(docket, code).verdict.figures.missing == ("INB",)


def test_a_count_that_a_tray_has_outrun_is_not_recorded(workspace: Workspace, code: str) -> None:
    workspace.all_support(code)
    with pytest.raises(Refused, match="has not taken up: INA, INB"):
        workspace.do(plan_adopt(workspace.session("ST"), workspace.docket(), [code]))
    adopt(workspace, code)
    assert all(item.agrees for item in recount(workspace.docket()))


def test_nothing_is_made_of_a_text_that_lacks_an_article(workspace: Workspace, code: str) -> None:
    workspace.all_support(code)
    path = article_path("marco", "articulo-3")
    workspace.write(path, b"---\nformat: 1\ncolour: red\n---\n")
    workspace.seal()
    for made in (
        lambda: consolidation(workspace.docket(), []),
        lambda: consolidation(workspace.docket(), [code]),
        lambda: adopt(workspace, code),
    ):
        with pytest.raises(Unreadable) as unreadable:
            made()
        assert unreadable.value.place == path
        assert "colour: unknown key" in str(unreadable.value.what)
    assert count(workspace.docket(), code).verdict.figures.favour == INSTITUTES
