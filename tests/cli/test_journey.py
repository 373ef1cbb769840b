"""A consultation from end to end by command line: propose, admit, ask, answer, close, adopt, verify."""

from __future__ import annotations

ARTICLE_2 = "Los institutos rendirán informe cada semestre:\n\nI. De sus ingresos; y\n\nII. De sus gastos.\n"


def propose(small, new_text, body="INA", text=ARTICLE_2, article="2", *more):
    file = new_text(text, f"{body}.md")
    done = small(
        "amendment",
        "new",
        "--as",
        body,
        "--article",
        article,
        "--text",
        file,
        "--title",
        "Cambio",
        "--json",
        *more,
    )
    assert done.code == 0, done.err
    return (
        done.json["acts"][0]["data"]["codes"][0]
        if "codes" in done.json["acts"][0]["data"]
        else (done.json["acts"][0]["subject"].split()[0])
    )


def test_a_whole_consultation(small, new_text):
    code = propose(small, new_text)
    assert code.startswith("INA-")
    assert "amendment 1" in small("amendment", "admit", code, "--lang", "en").out
    opened = small("round", "open", "1", "--closes", "2026-11-30", "--rule", "consensus")
    assert opened.code == 0, opened.err
    waiting = small("tally", "1", "--json").json["counts"][0]
    assert (waiting["verdict"], waiting["figures"]["missing"]) == ("no_quorum", ["INA", "INB", "INC"])
    for body in ("INA", "INB"):
        assert small("position", "set", "1", "support", "--as", body).code == 0
    assert small("position", "set", "1", "abstain", "--as", "INC").code == 0
    closed = small("round", "close", "R1", "--json").json
    assert [act["act"] for act in closed["acts"]] == ["seal", "round-close"]
    adopted = small("adopt", "1", "--json").json
    assert adopted["acts"][0]["data"]["articles"] == ["articulo-2"]
    assert "semestre" in small("article", "show", "2", "--text").out
    checked = small("verify", "--json")
    assert checked.code == 0
    assert checked.json["agrees"]
    assert checked.json["signed"] is False
    assert {each["agrees"] for each in checked.json["recounts"]} == {True}


def test_acting_for_the_secretariat_is_refused_to_an_institute(small, new_text):
    code = propose(small, new_text)
    before = small("log", "--json").json["events"]
    refused = small("amendment", "admit", code, "--as", "INA")
    assert refused.code == 2
    assert "--as ST" in refused.err
    assert small("log", "--json").json["events"] == before


def test_adopting_against_the_count_needs_a_recorded_reason(small, new_text):
    code = propose(small, new_text)
    small("amendment", "admit", code)
    refused = small("adopt", code)
    assert refused.code == 2
    assert "--override" in refused.err
    assert small("adopt", code, "--override", "Acuerdo de la asamblea").code == 0
    assert small("amendment", "show", code, "--json").json["stage"] == "adopted"


def test_a_dry_run_records_nothing_and_names_every_file(small, new_text):
    before = small("log", "--json").json["events"]
    file = new_text(ARTICLE_2)
    arguments = (
        "amendment",
        "new",
        "--as",
        "INB",
        "--article",
        "2",
        "--text",
        file,
        "--title",
        "X",
        "--dry-run",
    )
    plain = small(*arguments)
    shaped = small(*arguments, "--json").json
    assert plain.code == 0
    assert "amendment.md" in plain.out
    assert shaped["dry_run"]
    assert shaped["acts"][0]["commit"] is None
    assert any(path.endswith("/articulo-2.md") for path in shaped["acts"][0]["files"])
    assert small("log", "--json").json["events"] == before


def test_a_seal_comes_before_the_count_it_is_for(small, new_text):
    code = propose(small, new_text)
    small("amendment", "admit", code)
    for body in ("INA", "INB", "INC"):
        small("position", "set", code, "support", "--as", body)
    acts = small("adopt", code, "--json").json["acts"]
    assert [act["act"] for act in acts] == ["seal", "adopt"]
    assert small("seal", "--json").json["acts"] == []
    assert small("verify").code == 0


def test_what_would_be_refused_seals_nothing(small, new_text):
    code = propose(small, new_text)
    before = small("status", "--json").json["revision"]
    assert small("adopt", code).code == 2
    assert small("status", "--json").json["revision"] == before


def test_an_amendment_is_revised_withdrawn_and_kept(small, new_text):
    code = propose(small, new_text)
    other = new_text(ARTICLE_2.replace("semestre", "trimestre"))
    assert small("amendment", "edit", code, "--text", other, "--as", "INA").code == 0
    shape = small("amendment", "show", code, "--json").json
    assert "trimestre" in shape["operations"][0]["text"]
    assert shape["title"] == "Cambio"
    assert small("amendment", "edit", code, "--text", other, "--as", "INB").code == 2
    assert small("amendment", "withdraw", code, "--as", "INA").code == 0
    assert small("amendment", "list", "--stage", "withdrawn", "--json").json["amendments"][0]["code"] == code


def test_a_draft_is_handed_in_later(small, new_text):
    code = propose(small, new_text, "INA", ARTICLE_2, "2", "--draft")
    assert small("amendment", "admit", code).code == 2
    assert small("amendment", "submit", code, "--as", "INA").code == 0
    assert small("amendment", "admit", code).code == 0


def test_only_the_title_is_revised(small, new_text):
    code = propose(small, new_text)
    assert small("amendment", "edit", code, "--title", "Otro", "--as", "INA").code == 0
    shape = small("amendment", "show", code, "--json").json
    assert shape["title"] == "Otro"
    assert "semestre" in shape["operations"][0]["text"]


def test_an_article_is_added_and_another_repealed(small, new_text):
    added = small(
        "amendment", "new", "--as", "INA", "--after", "2", "--number", "2 Bis", "--text",
        new_text("Texto nuevo.\n"), "--title", "Adición", "--json",
    )  # fmt: skip
    assert added.code == 0, added.err
    assert any("articulo-2-bis" in path for path in added.json["acts"][0]["files"])
    assert small("amendment", "new", "--as", "INB", "--repeal", "3", "--title", "Derogación").code == 0
    verbs = {
        each["operations"][0]["verb"] for each in small("amendment", "list", "--json").json["amendments"]
    }
    assert verbs == {"add", "repeal"}


def test_a_returned_text_becomes_amendments(small, new_text):
    whole = small("consolidate").out
    file = new_text(whole.replace("cada año", "cada mes").replace("será público", "será reservado"))
    done = small(
        "amendment", "from", file, "--origin", "federal", "--folio", "F-7", "--as", "ST", "--lang", "en"
    )
    assert done.code == 0, done.err
    assert "2 articles differ; 1 read the same." in done.err
    shapes = small("amendment", "list", "--json").json["amendments"]
    assert {each["operations"][0]["article"] for each in shapes} == {"articulo-2", "articulo-3"}
    assert {(each["origin"], each["folio"]) for each in shapes} == {("federal", "F-7")}


def test_two_amendments_on_the_same_words_clash(small, new_text):
    one = propose(small, new_text, "INA")
    other = propose(small, new_text, "INB", ARTICLE_2.replace("semestre", "mes"))
    clash = small("amendment", "check", one, other, "--json")
    assert clash.code == 1
    assert clash.json["clashes"] == [{"article": "articulo-2", "amendments": [one, other]}]
    refused = small("consolidate", "--with", one, "--with", other)
    assert refused.code == 2
    assert one in refused.err
    assert other in refused.err
    assert small("amendment", "check", one).code == 0


def test_many_positions_come_from_one_file(small, new_text):
    codes = [propose(small, new_text), propose(small, new_text, "INB", "Es de interés social.\n", "1")]
    file = new_text(
        f'[[position]]\namendment = "{codes[0]}"\nstance = "support"\n\n'
        f'[[position]]\namendment = "{codes[1]}"\nstance = "support-with-reservation"\n'
        '[[position.reservations]]\nkind = "budget"\ntext = "Sin previsión."\nlifted_if = "Que se prevea."\n',
        "positions.toml",
    )
    done = small("position", "set", "--file", file, "--as", "INC", "--json")
    assert done.code == 0, done.err
    assert len(done.json["acts"][0]["files"]) == 2
    shown = small("position", "show", codes[1], "INC", "--json").json["positions"][0]
    assert shown["reservations"][0]["lifted_if"] == "Que se prevea."


def test_a_moved_wording_is_confirmed_in_one_command(small, new_text):
    code = propose(small, new_text)
    small("position", "set", code, "support", "--as", "INB")
    small("amendment", "edit", code, "--text", new_text("Otro texto.\n"), "--as", "INA")
    waiting = small("position", "list", "--to-confirm", "--json").json["positions"]
    assert [(each["institute"], each["hold"]) for each in waiting] == [("INB", "to_confirm")]
    assert small("position", "confirm", "--as", "INB").code == 0
    assert small("position", "list", "--to-confirm", "--json").json["positions"] == []
    assert small("position", "confirm", "--as", "INB").code == 2


def test_an_erratum_needs_its_reason_and_a_text(small, new_text):
    file = new_text("Esta ley es de orden público e interés social.\n")
    assert small("erratum", "1", "--text", file).code == 2
    assert small("erratum", "1", "--text", new_text("\n", "empty.md"), "--reason", "x").code == 2
    assert small("erratum", "1", "--text", file, "--reason", "Fe de erratas").code == 0
    assert "interés social" in small("article", "show", "1").out
    assert small("verify").code == 0


def test_a_comment_is_kept(small):
    assert small("comment", "add", "2", "-", "--as", "INA", text="Conviene precisar.\n").code == 0
    found = small("comment", "list", "2", "--json").json["comments"]
    assert [(each["by"], each["target"], each["text"].strip()) for each in found] == [
        ("INA", "articulo-2", "Conviene precisar.")
    ]


def test_a_round_is_extended_and_its_missing_named(small, new_text):
    code = propose(small, new_text)
    small("amendment", "admit", code)
    small("round", "open", "--closes", "2026-11-30", "--title", "Primera")
    assert small("round", "extend", "R1", "--closes", "2026-12-15T18:00", "--reason", "Asueto").code == 0
    held = small("round", "show", "R1", "--json").json
    assert (held["closes"], held["missing"]) == ("2026-12-15T18:00", {code: ["INA", "INB", "INC"]})
    assert "INA, INB, INC" in small("round", "show", "R1").out
    assert "abierta" in small("round", "list").out


def test_joining_is_remembered_and_checked(small):
    assert small("join", "NADIE").code == 2
    assert small("join", "INB", "--office", "Jurídico").code == 0
    assert small("status", "--json").json["acting"] == "INB"
    assert small("join", "INA", "--dry-run").code == 0
    assert small("status", "--json").json["acting"] == "INB"
