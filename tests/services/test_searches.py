"""Searching follows the records: every act is found at once, and the index says what a new one would."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lexframe.core.position import Reservation, Stance
from lexframe.index.index import Index, Records
from lexframe.services.comments import plan_comment
from lexframe.services.entries import entries_of
from lexframe.services.positions import Saying, plan_positions
from lexframe.services.seals import seal
from lexframe.services.searches import records_of, reindex, search
from lexframe.store.paths import amendment_path, place_of, proposal_path

QUESTIONS = ("valuacion", "los", "prudencia", "dos", "costo", "semestre", "motivos", "articulo", "inb")


@pytest.fixture
def finding(workspace):
    """Search through one index that stays, and compare each answer with one made from nothing."""
    index = Index.open()

    def find(text, **more):
        session = replace(workspace.session("INA"), index=lambda: index)
        found = search(session, text, **more)
        assert found == search(workspace.session("INA"), text, **more)
        return [(hit.kind, hit.id, hit.address, hit.body) for hit in found]

    return find


def test_an_article_is_found_by_words_and_by_its_number(finding):
    assert finding("HIPOTESIS adoptadas") == [("article", "articulo-2", "articulo-2/fraccion-II", "")]
    assert finding("articulo 3")[0][1] == "articulo-3"
    assert finding("prudencia", framework="marco") == finding("prudencia")
    assert finding("prudencia", framework="otro") == []


def test_a_proposal_is_found_by_the_words_it_brings(workspace, finding):
    code = workspace.propose("INA", "articulo-2", "tres años", "dos años")
    assert finding("dos años") == [("proposal", code, "articulo-2/parrafo-1", "INA")]
    assert [kind for kind, *_ in finding("tres años")] == ["article"]
    assert finding("motivos") == [("amendment", code, "", "INA")]
    assert finding(code)[0][:2] == ("amendment", code)
    workspace.revise("INA", code, "articulo-2", "dos años", "cinco años")
    assert finding("dos años") == []
    assert finding("cinco años") == [("proposal", code, "articulo-2/parrafo-1", "INA")]


def test_positions_reservations_and_comments_are_found(workspace, finding):
    code = workspace.propose("INA", "articulo-2", "tres años", "dos años")
    workspace.say(code, {"INB": Stance.OBJECT})
    held = Reservation("budget", "Falta el costo.", "Que se calcule.", "articulo-2/parrafo-1")
    saying = Saying(code, Stance.SUPPORT_WITH_RESERVATION, "De acuerdo.", reservations=(held,))
    workspace.do(plan_positions(workspace.session("INC"), workspace.docket(), [saying]))
    plan = plan_comment(
        workspace.session("IND"), workspace.docket(), "articulo-3", "¿Y el semestre?", "articulo-3/parrafo-1"
    )
    workspace.do(plan)
    assert finding("porque no") == [("position", code, "", "INB")]
    assert finding("que se corrija") == [("position", code, "", "INB")]
    assert finding("calcule") == [("reservation", code, "articulo-2/parrafo-1", "INC")]
    assert finding("de acuerdo") == [("position", code, "", "INC")]
    assert finding("semestre") == [("comment", "articulo-3", "articulo-3/parrafo-1", "IND")]
    before = [finding(each) for each in QUESTIONS]
    seal(workspace.session("ST"))
    assert [finding(each) for each in QUESTIONS] == before


def test_where_the_base_is_not_known_every_word_is_the_proposals(workspace, finding):
    code = workspace.propose("INA", "articulo-2", "tres años", "dos años")
    assert [kind for kind, *_ in finding("hipotesis")] == ["article"]
    path = amendment_path("marco", "INA", code)
    records = records_of(workspace.ledger)
    data = workspace.ledger.read([records.files[path]])[records.files[path]]
    lines = [line for line in data.splitlines(keepends=True) if b"base_blob" not in line]
    workspace.write(path, b"".join(lines), "refs/heads/inst/INA", "INA")
    assert sorted(kind for kind, *_ in finding("hipotesis")) == ["article", "proposal"]


def test_the_words_of_a_proposal_hang_on_its_amendment(workspace):
    code = workspace.propose("INA", "articulo-2", "tres años", "dos años")
    own, text = amendment_path("marco", "INA", code), proposal_path("marco", "INA", code, "articulo-2")
    assert {path for path, _ in records_of(workspace.ledger).read([own])} == {own, text}
    assert {path for path, _ in records_of(workspace.ledger).read([text])} == {text}


@pytest.mark.parametrize(
    "path",
    [
        "drafts/marco/articles/articulo-2.md",
        "drafts/marco/amendments/INA/INA-K7M2/amendment.md",
        "drafts/marco/amendments/INA/INA-K7M2/articulo-2.md",
        "drafts/marco/comments/INA/articulo-2/0001.md",
        "positions/INA/marco/INA-K7M2.md",
    ],
)
@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: f"---\nformat: 1\n{text}".encode()))
@example(b"---\nstance: [[[\nreservations: x\n---\n\nTexto.\n")
@example(b"---\nformat: 1\nstance: object\n---\n\n\xff\xfe\n")
@example(b"---\nformat: 1\nunit: ../..\n---\n\nTexto.\n")
@example(b"---\n---\n")
def test_a_file_nobody_can_read_harms_no_search(path, data):
    index = Index.open()
    place = place_of(path)
    held = Records("1", {path: "1"}, lambda paths: [(path, entries_of(place, data))])
    index.search(held, "texto")
    assert index.notices == ()


def test_prose_under_a_line_of_hyphens_is_prose(workspace, finding):
    code = workspace.propose("INA", "articulo-2", "tres años", "dos años")
    text = b"---\nformat: 1\nstance: support\n---\n\nAntes.\n\n---\n\nDespu\xc3\xa9s del gui\xc3\xb3n.\n"
    workspace.write(f"positions/INB/marco/{code}.md", text, "refs/heads/inst/INB", "INB")
    assert finding("antes") == finding("guion") == [("position", code, "", "INB")]
    assert finding("stance") == []


def test_reindexing_reads_every_record_again(workspace, tmp_path):
    index = Index.open(tmp_path / "index.db")
    session = replace(workspace.session("INA"), index=lambda: index)
    before = search(session, "valuacion")
    index._file.db.execute("DELETE FROM words_fts_data WHERE id > 10")
    assert reindex(session) == len(records_of(workspace.ledger).files)
    assert search(session, "valuacion") == before != ()
