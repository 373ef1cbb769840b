"""An amendment from proposal to its end, and what each act refuses."""

from __future__ import annotations

import pytest

from lexframe.core.errors import Refused, Unknown
from lexframe.core.stage import Stage
from lexframe.intake.reader import read
from lexframe.services.amendments import Change, Draft, plan_propose, plan_submit, plan_withdraw
from lexframe.services.comments import comments_on, plan_comment
from lexframe.services.frameworks import plan_import, returned_drafts
from lexframe.services.histories import history, paths_of
from lexframe.services.rounds import plan_admit
from tests.services.conftest import LAW, Workspace


def test_a_law_comes_in_with_divisions_articles_and_transitorios(workspace: Workspace) -> None:
    text = workspace.docket().text
    assert list(text.articles) == ["articulo-1", "articulo-2", "articulo-3", "transitorio-1"]
    assert [heading.id for heading in text.divisions("articulo-2")] == ["titulo-primero"]
    assert text.articles["articulo-2"].title == "Valuación"


def test_a_framework_is_not_brought_in_twice(workspace: Workspace) -> None:
    with pytest.raises(Refused, match="already"):
        plan_import(workspace.session("ST"), "marco", read("marco.md", LAW.encode()))


def test_only_the_secretariat_brings_in_a_framework(workspace: Workspace) -> None:
    with pytest.raises(Refused, match="Only the secretariat"):
        plan_import(workspace.session("INA"), "otro", read("marco.md", LAW.encode()))


def test_a_proposal_names_its_units_and_their_wording(workspace: Workspace) -> None:
    code = workspace.propose("INA", "articulo-2", "cada tres años", "cada dos años")
    docket = workspace.docket()
    assert code.startswith("INA-")
    assert docket.stages[code] is Stage.SUBMITTED
    assert list(docket.wording(code) or {}) == ["articulo-2/parrafo-1"]


def test_nothing_changed_is_refused(workspace: Workspace) -> None:
    same = Draft("Igual", (Change("articulo-1", workspace.text("articulo-1")),))
    with pytest.raises(Refused, match="would read as it reads now"):
        plan_propose(workspace.session("INA"), workspace.docket(), [same])


def test_an_unknown_article_is_named(workspace: Workspace) -> None:
    with pytest.raises(Unknown, match="no article “articulo-99”"):
        plan_propose(
            workspace.session("INA"), workspace.docket(), [Draft("x", (Change("articulo-99", "x"),))]
        )


def test_an_unknown_institute_gets_a_hint(workspace: Workspace) -> None:
    draft = Draft("x", (Change("articulo-1", "Otro.\n"),))
    with pytest.raises(Unknown) as caught:
        plan_propose(workspace.session("INX"), workspace.docket(), [draft])
    assert "INA" in str(caught.value.remedy)


def test_a_draft_waits_until_it_is_submitted(workspace: Workspace) -> None:
    code = workspace.propose("INA", "articulo-1", "coordina", "une", submit=False)
    assert workspace.docket().stages[code] is Stage.DRAFT
    workspace.do(plan_submit(workspace.session("INA"), workspace.docket(), code))
    assert workspace.docket().stages[code] is Stage.SUBMITTED
    with pytest.raises(Refused, match="not possible now"):
        plan_submit(workspace.session("INA"), workspace.docket(), code)


def test_nobody_withdraws_for_another(workspace: Workspace) -> None:
    code = workspace.propose("INA", "articulo-1", "coordina", "une")
    with pytest.raises(Refused, match="belongs to INA"):
        plan_withdraw(workspace.session("INB"), workspace.docket(), code)
    workspace.do(plan_withdraw(workspace.session("INA"), workspace.docket(), code))
    assert workspace.docket().stages[code] is Stage.WITHDRAWN


def test_admission_numbers_in_order_and_refusal_needs_a_reason(workspace: Workspace) -> None:
    first = workspace.propose("INA", "articulo-1", "coordina", "une")
    second = workspace.propose("INB", "articulo-3", "prudencia", "cautela")
    with pytest.raises(Refused, match="without a reason"):
        plan_admit(workspace.session("ST"), workspace.docket(), [second], admissible=False)
    workspace.do(plan_admit(workspace.session("ST"), workspace.docket(), [first]))
    workspace.do(
        plan_admit(workspace.session("ST"), workspace.docket(), [second], admissible=False, reason="Ajena.")
    )
    docket = workspace.docket()
    assert docket.numbers == {first: 1}
    assert docket.amendment("1").code == first
    assert docket.stages[second] is Stage.INADMISSIBLE


def test_a_group_proposes_from_its_own_tray(workspace: Workspace) -> None:
    code = workspace.propose("GT-UNO", "articulo-3", "prudencia", "cautela")
    assert "refs/heads/wg/GT-UNO" in workspace.ledger.refs()
    assert workspace.docket().amendments[code].by == "GT-UNO"


def test_a_new_article_finds_its_place(workspace: Workspace) -> None:
    change = Change("articulo-2-bis", "Texto nuevo.\n", "articulo-2", "2 Bis", "Sensibilidad")
    plan = plan_propose(workspace.session("INA"), workspace.docket(), [Draft("Bis", (change,))])
    workspace.do(plan)
    code = plan.data["codes"][0]  # type: ignore[index]
    assert list(workspace.docket().wording(code) or {}) == ["articulo-2-bis"]


def test_a_returned_text_becomes_one_amendment_per_article(workspace: Workspace) -> None:
    back = LAW.replace("cada tres años", "cada dos años").replace("con prudencia", "con cautela")
    found = returned_drafts(workspace.docket(), read("vuelta.md", back.encode()))
    assert [change.article for draft in found.drafts for change in draft.changes] == [
        "articulo-2",
        "articulo-3",
    ]
    assert (found.missing, found.same) == ((), 2)


def test_an_article_missing_from_a_returned_text_is_reported_not_repealed(workspace: Workspace) -> None:
    start, end = LAW.index("##### Artículo 3"), LAW.index("## Transitorios")
    found = returned_drafts(workspace.docket(), read("vuelta.md", (LAW[:start] + LAW[end:]).encode()))
    assert (found.drafts, found.missing) == ((), ("articulo-3",))


def test_a_comment_and_its_history_can_be_found(workspace: Workspace) -> None:
    code = workspace.propose("INA", "articulo-1", "coordina", "une")
    workspace.do(plan_comment(workspace.session("INB"), workspace.docket(), code, "¿Por qué?"))
    docket = workspace.docket()
    assert [comment.text.strip() for comment in comments_on(docket, code)] == ["¿Por qué?"]
    events = history(workspace.ledger, paths_of(docket, code))
    assert [(event.body, event.act, event.subject, event.why) for event in events] == [
        ("INA", "propose", code, "Motivos.")
    ]
