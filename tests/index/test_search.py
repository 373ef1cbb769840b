"""What people type finds what they mean, and nothing they type is an error."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from index_cases import records

from lexframe.index import search as searching
from lexframe.index.entry import ARTICLE, PROPOSAL, RESERVATION, Entry
from lexframe.index.folding import fold, folded_words
from lexframe.index.index import Index, Records
from lexframe.index.question import ask
from lexframe.index.snippet import WIDTH, snippet

BODY = """Los institutos elaborarán cada año una valuación actuarial, que contendrá:

I. Los datos utilizados, a más tardar el día 15; y

II. Las hipótesis adoptadas:

   a) Demográficas; y

   b) Financieras.

La persona actuaria firmará la valuación.
"""


def index_of(*entries: Entry) -> tuple[Index, Records]:
    held = {f"{n}.md": each for n, each in enumerate(entries)}
    made = Records("1", dict.fromkeys(held, "1"), lambda paths: ((path, (held[path],)) for path in paths))
    return Index.open(), made


def article(name: str, body: str, title: str = "", framework: str = "marco") -> Entry:
    return Entry(ARTICLE, framework, name, body, title, article=name)


LAW = article("articulo-2", BODY, "Artículo 2. Valuación")


def found(text: str, *entries: Entry, **more: object) -> list[tuple[str, str]]:
    index, held = index_of(*entries)
    return [(hit.id, hit.address) for hit in index.search(held, text, **more)]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("hipotesis", "articulo-2/fraccion-II"),
        ("HIPÓTESIS adoptadas", "articulo-2/fraccion-II"),
        ("financieras", "articulo-2/fraccion-II/inciso-b"),
        ("actuaria firmara", "articulo-2/parrafo-2"),
        ("ano", "articulo-2/parrafo-1"),
        ("AÑO", "articulo-2/parrafo-1"),
        ("an\u0303o", "articulo-2/parrafo-1"),
        ("valuaciones valuacion", None),
        ("demogr", "articulo-2/fraccion-II/inciso-a"),
        ("«datos utilizados»", "articulo-2/fraccion-I"),
        ('"utilizados datos"', None),
        ("15", "articulo-2/fraccion-I"),
        ("articulo 2", "articulo-2/fraccion-I"),
    ],
)
def test_a_word_is_found_in_its_unit(text, address):
    expected = [("articulo-2", address)] if address else []
    if text == "articulo 2":  # both words stand in the title alone
        expected = [("articulo-2", "articulo-2")]
    assert found(text, LAW) == expected


@pytest.mark.parametrize(
    "text",
    [
        *(
            "institute's",
            'a"b',
            "NOT",
            "*",
            "(",
            ")",
            "\0",
            "a\0b",
            '"',
            '""',
            "'",
            "'; DROP TABLE entry; --",
        ),
        *("AND OR NOT", "NEAR(a b)", "title:valuación", "^valuación", "a*", "-a", "+", "{title}:x", "a:b:c"),
        *(
            "",
            " ",
            "_",
            "²",
            "…",
            "\ud800",
            "\U0010ffff",
            "ª º",
            "%",
            "?",
            ":query",
            "a" * 9_000,
            "x " * 9_000,
        ),
    ],
)
def test_no_text_is_an_error(text):
    index, held = index_of(LAW)
    assert all(hit.id == "articulo-2" for hit in index.search(held, text))
    assert index.search(held, "hipótesis") != ()
    assert index.notices == ()


@given(st.text(max_size=60) | st.text(alphabet="\"'()*^:-+ANDORNTaáñ \0{}", max_size=30))
def test_no_text_at_all_is_an_error(text):
    index, held = index_of(LAW)
    index.search(held, text)
    assert index.notices == ()


def test_names_are_bound_never_pasted():
    path = "drafts/x'; DROP TABLE entry; --"
    held = Records(path, {path: "'1"}, lambda paths: [(path, (LAW,))])
    index = Index.open()
    assert len(index.search(held, "hipótesis", framework="marco")) == 1
    assert index.search(held, "hipótesis", framework="' OR 1=1 --") == ()
    assert index.search(Records("2", {}, lambda paths: []), "hipótesis") == ()
    assert index.notices == ()


def test_a_title_weighs_more_than_the_text():
    titled = article("articulo-9", "Otra cosa distinta, larga y sin relación con lo buscado.", "Prima media")
    told = article("articulo-1", "La prima media se calcula de otra forma y en otro lugar, según proceda.")
    filling = [article(f"articulo-{n}", "Nada de esto.") for n in range(20, 40)]
    assert [id for id, _ in found("prima media", told, titled, *filling)] == ["articulo-9", "articulo-1"]


def test_the_very_word_comes_before_longer_ones():
    longer = article("articulo-1", "Valuaciones, valuaciones y más valuaciones.", "Valuaciones")
    exact = article("articulo-2", "Entre muchas otras cosas que aquí se dicen, la valuación.")
    assert [id for id, _ in found("valuacion", longer, exact)] == ["articulo-2", "articulo-1"]


def test_a_word_that_is_everywhere_comes_in_the_order_of_the_text(monkeypatch):
    monkeypatch.setattr(searching, "RANKED", 3)
    entries = [article(f"articulo-{n}", "Los institutos.") for n in (10, 9, 2, 1, 100)]
    names = [id for id, _ in found("institutos", *entries)]
    assert names == [f"articulo-{n}" for n in (1, 2, 9, 10, 100)]
    assert [id for id, _ in found("institutos", *entries, limit=2)] == ["articulo-1", "articulo-2"]


def test_one_framework_or_all():
    here, there = article("articulo-1", "La prima.", framework="uno"), article("articulo-1", "La prima.")
    assert len(found("prima", here, there)) == 2
    assert len(found("prima", here, there, framework="uno")) == 1
    assert found("prima", here, there, limit=0) == []


def test_only_what_a_proposal_changes_is_its_own():
    changed = "II. Las hipótesis adoptadas por la persona actuaria externa:"
    whole = BODY.replace("II. Las hipótesis adoptadas:", changed)
    entry = Entry(PROPOSAL, "marco", "INA-K7M2", changed, body="INA", article="articulo-2", whole=whole)
    assert found("hipotesis", entry) == [("INA-K7M2", "articulo-2/fraccion-II")]
    assert found("actuaria", entry) == [("INA-K7M2", "articulo-2/fraccion-II")]
    assert found("demograficas", entry) == []


def test_a_reservation_names_its_unit_itself():
    entry = Entry(RESERVATION, "marco", "INA-K7M2", "Falta el costo.", body="INB", address="articulo-2")
    index, held = index_of(entry)
    (hit,) = index.search(held, "costo")
    assert (hit.kind, hit.id, hit.body, hit.address) == (RESERVATION, "INA-K7M2", "INB", "articulo-2")


def test_text_that_is_hostile_is_only_text():
    entry = article("articulo-1", "Uno \x1b[31m\0 dos [b]tres[/] {cuatro} %s\n")
    index, held = index_of(entry)
    (hit,) = index.search(held, "cuatro")
    assert "\x1b" in hit.snippet, "a face makes it harmless, not the index"


WORDY = st.text(alphabet="aáñbcN \n,.;123", max_size=400)


@given(WORDY, WORDY)
def test_a_snippet_is_a_piece_of_the_text_with_its_finds(text, asked):
    words = ask(asked).words
    cut = snippet(text, words)
    inner = cut.text.removeprefix("… ").removesuffix(" …")
    assert inner in " ".join(text.split())
    assert len(inner) <= WIDTH
    for start, end in cut.marks:
        assert fold(cut.text[start:end]).startswith(words)


@given(WORDY)
def test_folding_is_what_the_index_does(text):
    words = [word for word in folded_words(text) if word]
    index, held = index_of(article("articulo-1", text + "\n"))
    for word in words[:3]:
        assert len(index.search(held, word)) == 1


def test_the_snippet_stands_where_most_words_stand():
    text = "prima " + "otra cosa " * 60 + "la prima media general del fondo " + "y algo más " * 60
    cut = snippet(text, ("prima", "media", "fondo"))
    assert [cut.text[a:b] for a, b in cut.marks] == ["prima", "media", "fondo"]
    assert cut.text.startswith("… ")
    assert cut.text.endswith(" …")


@pytest.mark.parametrize(
    "text",
    [
        *('"' * 100_000, '" ' * 50_000, "a" * 100_000, "a\u0303" * 50_000, "\u0303" * 100_000),
        *("a " * 50_000, "_" * 100_000, "\n\n" * 50_000, "ñ" * 100_000),
    ],
)
def test_hostile_text_costs_little_time(text):
    start = time.process_time()
    ask(text)
    assert time.process_time() - start < 0.5
    start = time.process_time()
    snippet(text, ("a", "zz"))
    assert time.process_time() - start < 0.5


def test_records_may_hold_any_text():
    files = {"articulo-1": "a\0b\U0001f600 \u202e", "articulo-2": "ﬁn İ ß"}
    index = Index.open()
    assert len(index.search(records(files), "a b")) == 1
