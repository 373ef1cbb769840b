"""The consensus report: every figure can be named, every reservation read, and no cell is a formula."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from dataclasses import replace

import pytest
from conftest import Page
from hypothesis import given
from hypothesis import strategies as st
from small_dossier import IMPRINT, standing

from lexframe.export.consensus import consensus
from lexframe.export.dossier import Spoken
from lexframe.export.figures import COLUMNS, consensus_csv, consensus_json, inert
from lexframe.export.html import html


def test_reservations_and_objections_are_footnotes_with_their_condition():
    page = Page(html(consensus(standing())))
    assert (
        "Reserva de posición, sobre el presupuesto (artículo 2, fracción II): Falta el costo." in page.words
    )
    assert "Condición para levantarla: Que se estime." in page.words
    notes = [
        attributes["id"] for attributes in page.named("li") if (attributes.get("id") or "").startswith("n-")
    ]
    marks = [
        attributes["id"] for attributes in page.named("a") if (attributes.get("id") or "").startswith("r-")
    ]
    assert notes == ["n-1", "n-2", "n-3"]
    assert marks == ["r-1", "r-2", "r-3"]


def test_a_decision_is_told_as_recorded_with_its_override():
    words = Page(html(consensus(standing()))).words
    assert "Cifras de la resolución, computadas en abc123abc123" in words
    assert "Se resolvió en contra del resultado: Se reunió de urgencia." in words
    assert "Debe levantarse la objeción de INC." in words


def test_who_is_missing_is_named():
    assert "Sin posición (1): IND." in Page(html(consensus(standing()))).words


def test_a_report_on_nothing_says_so():
    words = Page(html(consensus(replace(standing(), cases=())))).words
    assert "Aún no se ha admitido ninguna enmienda." in words


def test_json_names_every_institute_in_one_column():
    data = json.loads(consensus_json(standing()))
    assert (data["format"], data["document"], data["commit"]) == (1, "consensus", IMPRINT.commit)
    first, second = data["amendments"]
    assert {each["institute"]: each["column"] for each in first["positions"]} == {
        "INA": "favour", "INB": "reserved", "INC": "object", "IND": "missing"
    }  # fmt: skip
    assert first["rule"]["criteria"] == [
        {"threshold": "1/2", "base": "cast", "weight": "one", "more_than": True}
    ]  # fmt: skip
    assert second["recorded"] is True


def rows(dossier):
    text = consensus_csv(dossier).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_csv_has_one_row_for_each_word():
    got = rows(standing())
    assert [(row["code"], row["institute"], row["column"]) for row in got] == [
        ("INA-K7M2", "INA", "favour"),
        ("INA-K7M2", "INB", "reserved"),
        ("INA-K7M2", "INC", "object"),
        ("INA-K7M2", "IND", "missing"),
        ("INB-00ZZ", "INC", "object"),
        ("INB-00ZZ", "IND", "missing"),
    ]
    assert list(got[0]) == list(COLUMNS)
    assert got[2]["reasons"] == "'=cmd|' /C calc'!A1"
    assert {row["notice"] for row in got} == {IMPRINT.notice}


@pytest.mark.parametrize("before", ["", " ", "\t", "\r", "\n", "\u00a0", "\ufeff", "\u200b"])
@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "|", "%"])
def test_no_cell_begins_a_formula(before, sign):
    assert inert(f"{before}{sign}cmd|' /C calc'!A1").startswith("'")


@given(st.text(max_size=30))
def test_a_cell_survives_its_file_and_is_never_a_formula(words):
    dossier = standing()
    case = replace(dossier.cases[0], spoken=(Spoken("INA", "favour", reasons=words, lifted_if="fin"),))
    (row,) = rows(replace(dossier, cases=(case,)))
    assert row["lifted_if"] == "fin"
    assert row["reasons"] == inert(words)
    assert row["reasons"][:1] not in tuple("=+-@\t\r＝＋－＠")


def test_a_spreadsheet_shows_text(needs, tmp_path):
    office = needs("soffice")
    path = tmp_path / "consenso.csv"
    path.write_bytes(consensus_csv(standing()))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    done = subprocess.run(
        [office, profile, "--headless", "--convert-to", "html:HTML (StarCalc)", path],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        timeout=120,
    )
    if not (tmp_path / "consenso.html").exists():
        pytest.skip(f"libreoffice-calc absent: {done.stderr.decode()[:80]}")
    assert "=cmd|" in (tmp_path / "consenso.html").read_text(encoding="utf-8", errors="replace")
