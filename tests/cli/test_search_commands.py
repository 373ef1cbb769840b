"""Searching, repairing and laying out from the command line, as a person sees it."""

from __future__ import annotations

from threading import Thread

from conftest import at

from lexframe.index.file import REBUILT
from lexframe.wiring import open_workspace


def test_a_search_says_what_where_and_whose(small, new_text):
    changed = (
        "Los institutos rendirán informe cada semestre:\n\nI. De sus ingresos; y\n\nII. De sus gastos.\n"
    )
    small("amendment", "propose", "--as", "INA", "--title", "Plazo", "2", new_text(changed))
    lines = small("search", "INSTITUTOS", "rendiran", "--lang", "en").out.splitlines()
    assert lines[0].split() == ["What", "Where", "By", "Text"]
    assert lines[1].startswith("article  article 2, first paragraph")
    assert (
        small("search", "--json", "gastos", "-n", "1").json["hits"][0]["address"] == "articulo-2/fraccion-II"
    )


def test_with_several_frameworks_each_hit_names_its_own(small, tmp_path):
    (tmp_path / "otra.md").write_text(
        "# Otra\n\n##### Artículo 1.\n\nEl informe será breve.\n", encoding="utf-8"
    )
    assert small("import", tmp_path / "otra.md", "--framework", "otra").code == 0
    lines = small("search", "informe", "--lang", "en").out.splitlines()[1:]
    assert {line.split()[1] for line in lines} == {"ley,", "otra,"}
    (line,) = small("search", "informe", "--framework", "otra", "--lang", "en").out.splitlines()[1:]
    assert line.startswith("article  article 1, first paragraph")


def test_an_act_is_found_at_once(small):
    assert small("search", "transparencia").out == ""
    assert small("comment", "add", "3", "Falta la transparencia.", "--as", "INB").code == 0
    (hit,) = small("search", "--json", "TRANSPARENCIA").json["hits"]
    assert (hit["kind"], hit["id"], hit["body"]) == ("comment", "articulo-3", "INB")


def test_nothing_found_is_no_failure_and_says_so(small):
    for text in ("institute's", 'a"b', "NOT", "*", "(", "", "' OR 1=1 --"):
        done = small("search", "--lang", "en", "--", text)
        assert (done.code, done.out) == (0, "")
        assert done.err == "Nothing was found.\n"


def test_a_damaged_index_is_made_again_with_one_line_of_notice(founded, tmp_path, small):
    right = small("search", "informe", "--lang", "en")
    assert right.out
    assert right.err == ""
    index = tmp_path / "space" / ".git" / "lexframe" / "index.db"
    index.write_bytes(b"not a database, and longer than the header of one" * 99)
    again = small("search", "informe", "--lang", "en")
    assert again.out == right.out
    assert again.err == f"{REBUILT}\n"
    assert small("search", "informe", "--lang", "en") == right
    index.unlink()
    assert small("search", "informe", "--lang", "en") == right
    assert small("reindex", "--lang", "en").code == 0


def test_where_git_s_folder_cannot_be_written_searching_goes_on(tmp_path, small):
    folder = tmp_path / "space" / ".git" / "lexframe"
    (folder / "index.db").mkdir(parents=True)
    done = small("search", "informe", "--lang", "en")
    assert "article 2" in done.out
    assert "memory" in done.err


def test_each_thread_has_an_index_of_its_own(founded):
    session = open_workspace(founded)
    found = []
    thread = Thread(target=lambda: found.append(session.index()))
    thread.start()
    thread.join()
    assert session.index() is session.index()
    assert found[0] is not session.index()


def test_the_records_are_laid_out_and_what_is_changed_there_stays(founded, tmp_path, small):
    done = small("checkout", "--json")
    assert done.code == 0
    assert "drafts/ley/articles/articulo-2.md" in done.json["written"]
    article = tmp_path / "space" / "drafts" / "ley" / "articles" / "articulo-2.md"
    assert "Los institutos rendirán" in article.read_text(encoding="utf-8")
    article.write_text("Mío.\n", encoding="utf-8")
    refused = small("checkout", "--lang", "en")
    assert (refused.code, refused.out) == (2, "")
    assert "articulo-2.md" in refused.err
    assert article.read_text(encoding="utf-8") == "Mío.\n"
    assert small("checkout", tmp_path / "plain").code == 0
    assert small("checkout", "--force").code == 0
    assert at(tmp_path / "space")("checkout", "--json").json["written"] == []
