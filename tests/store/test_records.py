"""Every record survives the way to disk and back, in bytes and in meaning; nonsense is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexframe.core.amendment import ADD, REFORM, Amendment, Operation
from lexframe.core.article import Article, Framework, Heading, Note
from lexframe.core.errors import Refused, Unreadable
from lexframe.core.position import Position, Reservation, Stance
from lexframe.core.register import (
    Act,
    Admitted,
    Adoption,
    Carried,
    Decision,
    Entry,
    Erratum,
    Opened,
    RoundClosed,
    RoundExtended,
    RoundOpened,
)
from lexframe.store.framework_file import read_framework, write_framework
from lexframe.store.front_matter import read_record, write_record
from lexframe.store.paths import Place, entry_path, place_of
from lexframe.store.records import (
    read_amendment,
    read_article,
    read_position,
    read_proposal,
    with_texts,
    write_amendment,
    write_article,
    write_position,
    write_proposal,
)
from lexframe.store.register_file import read_entry, write_entry
from lexframe.store.settings import read_registry, read_workspace

WORDS = st.text(alphabet="aáñ:#'\"-[]{}&*!|>%@`0123456789 NoYes", min_size=1, max_size=40).filter(
    lambda text: text.strip() == text
)


def place(path: str) -> Place:
    found = place_of(path)
    assert found is not None
    return found


@given(WORDS, st.lists(WORDS, max_size=3), st.dictionaries(WORDS, WORDS, max_size=3))
def test_front_matter_gives_back_every_text(text: str, several: list[str], table: dict[str, str]) -> None:
    data = write_record({"title": text, "several": several, "table": table}, "Cuerpo.\n")
    record = read_record(data, "x.md")
    assert record.body == "Cuerpo.\n"
    assert record.fields.text("title") == text
    assert record.fields.texts("several") == tuple(several)
    assert record.fields.table("table") == table


ARTICLE = Article(
    "articulo-20-bis", "20 Bis", "Texto.\n\nI. Uno.\n", "Objeto",
    notes=(Note("fraccion-I", "DOF 20-05-2021"),),
    extras=(("x-origen", "captura"),),
)  # fmt: skip


def test_an_article_comes_back_and_prints_the_same_bytes() -> None:
    data = write_article(ARTICLE)
    again = read_article(data, place("drafts/marco/articles/articulo-20-bis.md"))
    assert again == ARTICLE
    assert write_article(again) == data


def test_an_amendment_comes_back_with_its_texts() -> None:
    operations = (
        Operation(REFORM, "articulo-1", "Nuevo.\n", "ab" * 32, "cd" * 20),
        Operation(ADD, "articulo-1-bis", "Otro.\n", after="articulo-1", number="1 Bis", title="Bis"),
    )
    amendment = Amendment(
        "INA-0001", "marco", "Título: con dos puntos", operations, "Motivos.\n", "submitted"
    )
    folder = "drafts/marco/amendments/INA/INA-0001"
    bare = read_amendment(write_amendment(amendment), place(f"{folder}/amendment.md"))
    texts = {
        each.article: read_proposal(write_proposal(each), place(f"{folder}/{each.article}.md"))
        for each in operations
    }
    assert with_texts(bare, texts) == amendment


def test_a_position_comes_back() -> None:
    position = Position(
        "INA", "marco", "INB-0001", Stance.SUPPORT_WITH_RESERVATION, {"articulo-1/parrafo-1": "ef" * 32},
        "Razones.\n", "", (Reservation("budget", "Cuesta: mucho", "Que no", "articulo-1/parrafo-1"),),
    )  # fmt: skip
    data = write_position(position)
    again = read_position(data, place("positions/INA/marco/INB-0001.md"))
    assert again == position
    assert write_position(again) == data


ACTS: list[Act] = [
    Opened("Marco", "ley.pdf", "ab" * 32),
    Admitted("INA-0001", 12),
    Admitted("INA-0001", 0, False),
    RoundOpened("R1", "Primera", "consenso", "written", ("INA-0001",), ("INA", "INB"), "2026-05-29T18:00"),
    RoundExtended("R1", "2026-06-05T18:00"),
    RoundClosed("R1", "ab" * 20),
    Decision("INA-0001", "adopted", "consenso", "adopted", "ab" * 20, {"favour": ("INA", "INB")}, "R1"),
    Adoption(("INA-0001",), {"articulo-1": "ab"}, {"articulo-1": "cd"}),
    Carried("INB-0001", "ab", 3, False, {"articulo-1": "cd"}, {"articulo-1": "Texto.\n\nI. Uno.\n"}),
    Carried("INB-0001", "ab", 3, True, places=("articulo-1/parrafo-2",)),
    Erratum("articulo-1", "ab", "cd"),
]


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.kind)
def test_every_act_of_the_register_comes_back(act: Act) -> None:
    reason = "" if isinstance(act, Carried) else "Porque sí.\n"
    entry = Entry(7, "2026-06-01", act, reason)
    data = write_entry(entry)
    again = read_entry(data, place(entry_path("marco", entry.stem)))
    assert again == entry
    assert write_entry(again) == data


def test_every_kind_of_act_is_tested() -> None:
    from lexframe.core.register import ACTS as KNOWN

    assert {act.kind for act in ACTS} == set(KNOWN)


def test_a_framework_keeps_its_order_and_its_prose() -> None:
    frame = Framework(
        "marco", "Marco", "Preámbulo.\n\nConsiderando:\n",
        (
            Heading("titulo-i", "titulo", "PRIMERO", "DE LAS COSAS", 1),
            Heading("titulo-i-capitulo-i", "capitulo", "I", "", 2),
            "articulo-1",
            "articulo-2",
            Heading("rubro", "rubro", "", "Seguro de salud", 2, "Nota del editor.\n"),
            "articulo-3",
            Heading("transitorios", "transitorios", "", "", 1, closing="México, hoy.\n\nRúbricas.\n"),
            "transitorio-1",
        ),
        source="ley.pdf",
    )  # fmt: skip
    data = write_framework(frame, {"articulo-1": "Artículo 1. Objeto"})
    assert read_framework(data, place("drafts/marco/framework.md")) == frame


@pytest.mark.parametrize(
    ("data", "line", "said"),
    [
        (b"", 1, "must open"),
        (b"---\ntitle: a\n", 1, "not closed"),
        (b"---\ntitle: a\ntitle: b\n---\n", 3, "stands twice"),
        (b"---\ntitle: &a x\nother: *a\n---\n", 2, "anchors and tags"),
        (b"---\ntitle: !!python/object:os.system x\n---\n", 2, "anchors and tags"),
        (b"---\n- a\n---\n", 2, "mapping"),
        (b"---\ntitle: [a\n---\n", 3, "not valid YAML"),
        (b"---\ntitle: \xff\n---\n", 2, "not UTF-8 at byte 11"),
        (b"---\ntitle: " + b"x" * 9000 + b"\n---\n", 1, "8 KiB"),
        (b"---\ntitle: " + b"[" * 3000 + b"\n---\n", 2, "nested too deeply"),
        (b"---\ntitle: " + b"[" * 1000 + b"]" * 1000 + b"\n---\n", 2, "nested too deeply"),
    ],
    ids=range(11),
)
def test_broken_front_matter_names_its_line(data: bytes, line: int, said: str) -> None:
    with pytest.raises(Unreadable, match=said) as caught:
        read_record(data, "x.md")
    assert caught.value.place == f"x.md:{line}"


def test_words_that_older_yaml_misreads_stay_words() -> None:
    fields = read_record(b"---\na: No\nb: 010\nc: 12:30\nd: 2026-11-20\n---\n", "x.md").fields
    assert [fields.text(key) for key in "abcd"] == ["No", "010", "12:30", "2026-11-20"]


def test_a_record_too_large_is_refused_before_it_is_written() -> None:
    with pytest.raises(Refused, match="8 KiB"):
        write_record({"title": "x" * 9000})


@pytest.mark.parametrize(
    ("path", "owner"),
    [
        ("drafts/marco/framework.md", ""),
        ("drafts/marco/articles/articulo-1.md", ""),
        ("drafts/marco/register/0001-opened.md", ""),
        ("drafts/marco/amendments/INA/INA-0001/amendment.md", "INA"),
        ("drafts/marco/amendments/INA/INA-0001/articulo-1.md", "INA"),
        ("drafts/marco/comments/INA/articulo-1/0001.md", "INA"),
        ("positions/INA/marco/INB-0001.md", "INA"),
    ],
)
def test_each_path_has_one_writer(path: str, owner: str) -> None:
    assert place(path).owner == owner


@pytest.mark.parametrize(
    "path",
    [
        "drafts/../etc/passwd", "positions/INA/marco/../x.md", "drafts/marco/articles/Articulo-1.md",
        "positions/ina/marco/INB-0001.md", "drafts/marco/amendments/INA/INB-0001/amendment.md",
        ".git/config", "drafts/marco/articles/articulo-1.md\n", "positions/INA/marco/INB-0001.md.orig",
    ],
)  # fmt: skip
def test_other_paths_are_no_records(path: str) -> None:
    assert place_of(path) is None


def test_a_registry_that_contradicts_itself_is_refused() -> None:
    twice = b'format = 1\n[[institute]]\nid = "INA"\nname = "A"\nstate = "A"\n' * 2
    with pytest.raises(Unreadable):
        read_registry(twice)
    stranger = b'format = 1\n[[group]]\nid = "GT-A"\nname = "A"\nmembers = ["INZ"]\n'
    with pytest.raises(Unreadable, match="INZ"):
        read_registry(stranger)


def test_settings_name_every_mistake() -> None:
    with pytest.raises(Unreadable) as caught:
        read_workspace(b'format = 1\nlanguage = "fr"\ncolour = "red"\n[rules.a]\n')
    said = str(caught.value.what)
    assert "Line 2, language" in said
    assert "Line 3, colour: unknown key" in said
    assert "title" in said
