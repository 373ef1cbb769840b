"""What questions answer: pages of text, the same in both languages, and JSON that says what its page says."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ROOT, at, spoken

from lexframe.cli.desk import Desk
from lexframe.cli.redlines import redline_lines
from lexframe.cli.states import nothing_asked
from lexframe.text.redline import redline
from lexframe.wiring import doors

QUESTIONS: dict[str, tuple[str, ...]] = {
    "acts": ("seal", "--dry-run"),
    "amendment": ("amendment", "show", "1"),
    "amendments": ("amendment", "list"),
    "article": ("article", "show", "22"),
    "check": ("framework", "check"),
    "clashes": ("amendment", "check"),
    "comments": ("comment", "list"),
    "diff": ("diff", "#17"),
    "documents": ("export",),
    "frameworks": ("framework", "list"),
    "institutes": ("institute", "list"),
    "joined": ("join", "ST", "--dry-run"),
    "log": ("log", "22"),
    "missing": ("position", "missing"),
    "outline": ("framework", "show"),
    "positions": ("position", "show", "19"),
    "round": ("round", "show", "R1"),
    "reindex": ("reindex",),
    "rounds": ("round", "list"),
    "search": ("search", "valuación"),
    "status": ("status",),
    "tally": ("tally",),
    "text": ("consolidate", "--with", "17"),
    "verify": ("verify",),
}
"""One command for each kind of JSON document that needs no file of its own."""

PAGE = Path(__file__).resolve().parents[2] / "docs" / "json.md"


def documented() -> dict[str, tuple[str, ...]]:
    """Read the top-level keys of each kind from the page."""
    found = {}
    for section in PAGE.read_text(encoding="utf-8").split("\n## ")[1:]:
        kind = re.match(r"`(\w+)`", section)
        if kind:
            found[kind[1]] = tuple(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE))
    return found


@pytest.mark.parametrize("kind", QUESTIONS)
def test_a_json_document_has_the_keys_its_page_names(ask, kind):
    done = ask(*QUESTIONS[kind], "--json")
    assert done.err == ""
    shape = done.json
    assert (shape.pop("lexframe"), shape.pop("kind")) == (1, kind)
    assert tuple(shape) == documented()[kind]


def test_every_documented_kind_is_made_by_some_command():
    source = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "lexframe" / "cli").glob("*.py"))
    made = set(re.findall(r'\.emit\(\s*"(\w+)"', source))
    assert made == set(documented())
    assert set(QUESTIONS) <= made


@pytest.mark.parametrize("kind", QUESTIONS)
def test_every_answer_is_said_in_both_languages(ask, kind):
    spanish = ask(*QUESTIONS[kind], "--lang", "es")
    english = ask(*QUESTIONS[kind], "--lang", "en")
    assert spanish.code == english.code
    assert spanish.out.strip()
    assert "\x1b" not in spanish.out + english.out


def test_the_workspace_chooses_the_language_unless_somebody_does(ask, monkeypatch):
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert "Enmiendas:" in ask("status").out
    assert "Amendments:" in ask("status", "--lang=en").out
    monkeypatch.setenv("LEXFRAME_LANG", "en")
    assert "Amendments:" in ask("status").out
    assert "Enmiendas:" in ask("--lang", "es", "status").out


def test_a_list_is_aligned_and_its_numbers_stand_to_the_right(ask):
    lines = ask("round", "list", "--lang", "en").out.splitlines()
    assert lines == [
        "Round  State   Closes            Rule      Amendments  Title",
        "R1     closed  2026-05-29 18:00  consenso          10  Primera ronda de consulta",
        "R2     open    2026-09-25 18:00  consenso          12  Segunda ronda de consulta",
    ]


def test_a_redline_marks_whole_words_and_leaves_out_what_stays(ask):
    lines = ask("diff", "#17", "--lang", "en").out.splitlines()
    assert lines[0] == "Artículo 30. Ajuste de cuotas y aportaciones"
    marked = [line for line in lines if "[-" in line]
    assert marked == [
        "II. Por cada punto que aumenten las cuotas, las aportaciones aumentarán por lo menos "
        "[-un punto y medio-]{+dos puntos+};"
    ]
    assert lines.count("…") == 2


def test_a_redline_in_json_rebuilds_both_sides(ask):
    for each in ask("diff", "#17", "--json").json["articles"]:
        old = "".join(
            span["text"] if span["was"] is None else span["was"]
            for span in each["spans"]
            if span["kind"] != "insert"
        )
        new = "".join(span["text"] for span in each["spans"] if span["kind"] != "delete")
        assert (old, new) == (each["old"], each["new"])


def test_an_article_is_shown_as_it_was(ask):
    then = ask("article", "show", "22", "--at", "2026-03-02", "--text").out
    now = ask("article", "show", "22", "--text").out
    assert "cada tres años" in then
    assert "cada dos años" in now
    assert ask("diff", "22@2026-03-02", "--json").json["articles"][0]["article"] == "articulo-22"


def test_a_supposition_is_marked_and_changes_nothing(ask):
    before = ask("tally", "15", "--json").json
    objector = before["counts"][0]["figures"]["object"][0]
    supposed = ask("tally", "15", "--what-if", f"{objector}=support", "--json").json
    assert supposed["hypothetical"]
    assert supposed["counts"][0]["verdict"] == "adopted"
    assert ask("tally", "15", "--json").json == before
    assert "Supuesto" in ask("tally", "15", "--what-if", f"{objector}=support").out


def test_a_tally_of_the_past_reads_the_past(ask):
    past = ask("tally", "--at", "2026-05-20", "--json").json
    assert past["revision"] != ask("tally", "--json").json["revision"]
    assert past["counts"]


def test_the_figures_of_a_count_cover_the_electorate(ask):
    for each in ask("tally", "--json").json["counts"]:
        figures = each["figures"]
        heard = [who for name, ids in figures.items() if name != "reserved" for who in ids]
        assert sorted(heard) == sorted(each["electorate"])


def test_the_text_with_an_amendment_is_printed_and_written(ask, tmp_path):
    file = tmp_path / "texto.md"
    done = ask("consolidate", "--with", "17", "-o", file)
    assert done.out.strip() == str(file)
    text = file.read_text(encoding="utf-8")
    assert "por lo menos dos puntos;" in text
    assert text == ask("consolidate", "--with", "17").out
    assert ask("consolidate", "-o", file).code == 2
    assert file.read_text(encoding="utf-8") == text
    assert ask("consolidate", "-o", file, "--force").code == 0


def test_documents_are_listed_and_written(ask, tmp_path):
    listed = ask("export", "--json").json["documents"]
    assert {"consolidated", "comparative", "redline"} <= {each["document"] for each in listed}
    file = tmp_path / "cuadro.html"
    done = ask("export", "comparative", "17", "-o", file, "--json").json
    assert tuple(done)[2:] == documented()["document"]
    assert file.stat().st_size == done["bytes"]
    assert ask("export", "comparative", "17").code == 2
    assert ask("export", "comparative", "-o", tmp_path / "x.xyz").code == 2
    assert ask("export", "nothing", "-o", tmp_path / "x.html").code == 2


def test_the_log_of_one_amendment_tells_its_story(ask):
    code = ask("amendment", "show", "1", "--json").json["code"]
    events = ask("log", code, "--json").json["events"]
    assert {"propose", "position", "admit", "adopt"} <= {each["act"] for each in events}
    assert len(ask("log", "-n", "3", "--json").json["events"]) == 3
    assert "    " in ask("log", code, "--reasons").out


def test_an_import_reports_what_it_left_out(tmp_path, founded):
    file = tmp_path / "otra.md"
    file.write_text("# Otra\n\n##### Artículo 1.\n\nTexto.\n", encoding="utf-8")
    report = spoken("-C", founded, "import", file, "--framework", "otra", "--report", "--json")
    assert tuple(report.json)[2:] == documented()["intake"]
    assert report.json["articles"] == 1
    assert spoken("-C", founded, "framework", "list", "--json").json["frameworks"][0]["id"] == "ley"


def test_a_founding_says_what_it_made(tmp_path, founded):
    institutes = founded.parent / "institutes.toml"
    dry = spoken("init", tmp_path / "x", "--institutes", institutes, "--dry-run", "--json")
    assert tuple(dry.json)[2:] == documented()["workspace"]
    assert not (tmp_path / "x").exists()


def test_the_walk_ends_well_on_a_new_example_and_is_refused_on_another(example, tmp_path):
    told = spoken("demo", tmp_path / "nuevo")
    assert told.code == 0
    assert told.out.rstrip().endswith("pasos concuerdan.")
    assert "NO CONCUERDA" not in told.out
    assert (tmp_path / "nuevo-documentos" / "decree.html").exists()
    assert spoken("demo", example, "--play").code == 2
    assert spoken("demo", example, "--json").json["kind"] == "demo"


def test_without_a_terminal_the_state_is_a_page(example):
    alone = spoken("-C", example)
    assert alone.code == 0
    assert alone.out == spoken("-C", example, "status").out
    assert "sin firma" in alone.out
    assert "Ejemplo ficticio" in alone.out


def test_a_consolidated_text_comes_back_without_a_difference(play, tmp_path):
    file = tmp_path / "texto.md"
    play("consolidate", "-o", file)
    done = play("amendment", "from", file, "--dry-run", "--json")
    assert done.code == 0, done.err
    assert done.json["acts"] == []


def test_an_official_law_is_brought_in_and_its_reform_found(data_dir, tmp_path, founded):
    older, newer = (data_dir / "mx" / f"ley-issste-dof-{day}.pdf" for day in ("2024-06-07", "2026-01-15"))
    if not older.exists() or not newer.exists():
        pytest.skip("../shared/data/mx absent")
    home = tmp_path / "law"
    spoken("init", home, "--institutes", founded.parent / "institutes.toml")
    command = at(home)
    assert command("import", older, "--framework", "ley-issste").code == 0
    assert command("framework", "list", "--json").json["frameworks"][0]["articles"] == 259 + 122
    done = command("amendment", "from", newer, "--origin", "federal", "--json")
    assert done.code == 0, done.err
    found = command("amendment", "list", "--json").json["amendments"]
    articles = sorted(each["operations"][0]["article"] for each in found)
    assert articles == ["articulo-10", "articulo-208", "articulo-29", "articulo-39"]
    file = home.parent / "whole.md"
    assert command("consolidate", "-o", file).code == 0
    again = command("import", file, "--framework", "copia", "--dry-run", "--json").json
    originals = command("consolidate", "--framework", "ley-issste", "--json").json["articles"]
    assert len(again["acts"][0]["files"]) == len(originals) + 2


def test_a_terminal_is_opened_where_there_is_one(example):
    asked = []

    def terminal(directory, acting, language):
        asked.append((directory, acting, language))
        return 5

    desk = Desk(replace(doors(), terminal=terminal), "en", example, "ST")
    assert nothing_asked(desk, is_terminal=True) == 5
    assert asked == [(example, "ST", "en")]


def test_colour_is_for_terminals_and_never_the_only_mark():
    made = redline("uno dos tres cuatro", "uno dos cinco cuatro")
    plain = "".join(line for _, line in redline_lines(made, colour=False))
    shaded = "".join(line for _, line in redline_lines(made, colour=True))
    assert plain == "uno dos [-tres-]{+cinco+} cuatro"
    assert "\x1b[31m[-tres-]" in shaded
    assert "\x1b" not in plain


def test_the_example_list_of_institutes_is_reached_by_a_word(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert spoken("init", "nuevo", "--institutes", "example").code == 0
    listed = spoken("-C", "nuevo", "institute", "list", "--json").json["institutes"]
    assert "ISSTECAM" in [each["id"] for each in listed]
    (tmp_path / "example").write_bytes(b"not a registry")
    refused = spoken("init", "otro", "--institutes", "example")
    assert (refused.code, "example" in refused.err) == (1, True)


def test_a_round_whose_time_is_up_says_what_to_do(ask, small):
    for command in (("status",), ("round", "show", "R2")):
        assert "«lexframe round close R2»" in ask(*command).out
    assert "abierta hasta 2026-09-25 18:00" in ask("status").out
    propose = ("--article", "2", "--title", "T", "--as", "INA")
    assert small("amendment", "new", *propose, "--text", "-", text="Otro texto.\n").code == 0
    assert small("round", "open", "--closes", "2999-11-30").code == 0
    assert "lexframe round close" not in small("status").out


def test_the_log_says_positions_in_the_readers_words(ask):
    said = ask("log", "ISSTEJAL", "-n", "20").out
    assert "posición" in said
    assert " en contra" in said
    assert " object" not in said
    assert " objects" in ask("--lang", "en", "log", "ISSTEJAL", "-n", "20").out


def test_what_is_consolidated_and_what_is_exported_are_one_text(ask, tmp_path):
    assert ask("export", "consolidated", "-o", tmp_path / "texto.md").code == 0
    exported = (tmp_path / "texto.md").read_text("utf-8").splitlines()
    told = ask("consolidate").out.splitlines()
    assert [line for line in exported if not line.startswith(">") and line] == [
        line for line in told if not line.startswith(">") and line
    ]
