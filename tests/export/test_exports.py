"""The table of documents over a real docket: from the opening to what was adopted, from today to what if."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile

import pytest

from lexframe.core.errors import Refused, Unknown
from lexframe.core.position import Reservation, Stance
from lexframe.services.consolidations import consolidation
from lexframe.services.decisions import plan_adopt
from lexframe.services.exports import MEDIA_TYPES, documents, export
from lexframe.services.loading import load
from lexframe.services.positions import Saying, plan_positions
from tests.services.conftest import Workspace, workspace  # noqa: F401

OLD, NEW = "cada tres años", "cada dos años"
SENTENCE = "Se reforma el primer párrafo del artículo 2"


@pytest.fixture
def code(workspace: Workspace) -> str:  # noqa: F811
    return workspace.propose("INA", "articulo-2", OLD, NEW)


def made(workspace: Workspace, document: str, ending: str, *codes: str, **more: str) -> str:  # noqa: F811
    return export(workspace.session("ST"), workspace.docket(), document, ending, codes, **more).data.decode()


def adopt(workspace: Workspace, code: str) -> None:  # noqa: F811
    workspace.all_support(code)
    workspace.seal()
    workspace.do(plan_adopt(workspace.session("ST"), workspace.docket(), [code]))


def test_every_document_in_every_format(workspace, code):  # noqa: F811
    adopt(workspace, code)
    session, docket = workspace.session("ST"), workspace.docket()
    for row in documents():
        for ending in row.endings:
            first = export(session, docket, row.name, ending)
            assert first.digest == hashlib.sha256(first.data).hexdigest()
            assert first.media_type == MEDIA_TYPES[ending]
            assert first.file_name == f"marco-{row.name}-2026-03-02.{ending}"
            assert export(session, docket, row.name, f".{ending.upper()}").data == first.data


def test_a_document_depends_on_the_commit_alone(workspace, code):  # noqa: F811
    adopt(workspace, code)
    docket = workspace.docket()
    before = {row.name: export(workspace.session("ST"), docket, row.name, "html").data for row in documents()}
    at = docket.tip
    workspace.propose("INB", "articulo-3", "prudencia", "cautela")
    workspace.seal()
    again = load(workspace.ledger, "marco", at)
    for name in ("consolidated", "comparative", "decree", "redline"):
        assert export(workspace.session("INB"), again, name, "html").data == before[name]


def test_amendments_named_are_worked_in_and_said_not_to_be_adopted(workspace, code):  # noqa: F811
    assert OLD in made(workspace, "consolidated", "md")
    text = made(workspace, "consolidated", "md", code)
    assert NEW in text
    assert OLD not in text
    assert f"Incorpora la enmienda {code}, sin que por ello se tenga por aprobada." in text


def test_a_change_goes_from_today_to_the_amendments_named(workspace, code):  # noqa: F811
    text = made(workspace, "decree", "md", code)
    assert f"{SENTENCE} del Marco de prueba, para quedar como sigue:" in text
    assert NEW in text
    assert "II. …" in text or "I. a III. …" in text


def test_a_change_without_names_goes_from_the_opening_to_what_was_adopted(workspace, code):  # noqa: F811
    with pytest.raises(Refused):
        made(workspace, "decree", "md")
    adopt(workspace, code)
    text = made(workspace, "decree", "md")
    assert SENTENCE in text
    assert f"Aprobado desde el 2 de marzo de 2026: enmienda {code}." in text
    assert "<del" in made(workspace, "comparative", "html")


def test_the_digests_are_those_of_the_texts(workspace, code):  # noqa: F811
    decree = made(workspace, "decree", "md", code)
    for codes, name in (((), "vigente"), ((code,), "propuesto")):
        text = made(workspace, "consolidated", "md", *codes)
        kept = "".join(line for line in text.splitlines(keepends=True) if not line.startswith(">"))
        assert f"SHA-256 del texto {name}: {hashlib.sha256(kept.encode()).hexdigest()}" in decree


def test_the_language_is_the_workspaces_unless_another_is_asked_for(workspace, code):  # noqa: F811
    assert "Cuadro comparativo" in made(workspace, "comparative", "html", code)
    english = made(workspace, "comparative", "html", code, language="en")
    assert "Comparative table" in english
    assert "Los institutos elaborarán" in english


def test_consensus_counts_what_was_said(workspace, code):  # noqa: F811
    reserved = Reservation("budget", "Falta el costo.", "Que se estime.")
    saying = Saying(code, Stance.SUPPORT_WITH_RESERVATION, reservations=(reserved,))
    workspace.do(plan_positions(workspace.session("INB"), workspace.docket(), [saying]))
    workspace.say(code, {"INC": Stance.OBJECT, "INA": Stance.SUPPORT})
    (case,) = json.loads(made(workspace, "consensus", "json", code))["amendments"]
    assert case["figures"]["favour"] == ["INA", "INB"]
    assert case["figures"]["object"] == ["INC"]
    assert case["provisional"] is True
    assert {each["institute"]: each["column"] for each in case["positions"]} == {
        "INA": "favour",
        "INB": "reserved",
        "INC": "object",
        "IND": "missing",
        "INE": "missing",
    }
    assert "Falta el costo." in made(workspace, "consensus", "html", code)


def test_consensus_tells_a_decision_as_it_was_counted(workspace, code):  # noqa: F811
    adopt(workspace, code)
    workspace.propose("INB", "articulo-3", "prudencia", "cautela")
    (case,) = json.loads(made(workspace, "consensus", "json", code))["amendments"]
    assert case["recorded"] is True
    assert case["stage"] == "adopted"
    assert case["verdict"] == "adopted"
    assert len(case["figures"]["favour"]) == 5
    assert {each["stance"] for each in case["positions"]} == {"support"}


def test_what_there_is_not_is_said_with_what_there_is(workspace, code):  # noqa: F811
    session, docket = workspace.session("ST"), workspace.docket()
    with pytest.raises(Unknown) as caught:
        export(session, docket, "anteproyecto", "html")
    assert "consolidated" in str(caught.value.remedy)
    with pytest.raises(Unknown) as caught:
        export(session, docket, "redline", "pdf")
    assert "html" in str(caught.value.remedy)
    with pytest.raises(Unknown):
        export(session, docket, "consolidated", "html", ["INA-0000"])


def test_amendments_that_clash_are_refused(workspace, code):  # noqa: F811
    other = workspace.propose("INB", "articulo-2", OLD, "cada cinco años")
    assert consolidation(workspace.docket(), [code, other]).clashes
    with pytest.raises(Refused):
        made(workspace, "consolidated", "html", code, other)


def test_the_word_file_is_a_zip_whose_parts_are_dated_alike(workspace, code):  # noqa: F811
    data = export(workspace.session("ST"), workspace.docket(), "comparative", "docx", [code]).data
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert parts.testzip() is None
        assert {info.date_time[0] for info in parts.infolist()} == {1980}
