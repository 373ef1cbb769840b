"""The index is a cache: however it came to be, it says what one made from nothing says."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from index_cases import records

from lexframe.core.errors import TryAgain
from lexframe.index import file
from lexframe.index.file import ASIDE, REBUILT
from lexframe.index.index import Index, Records
from lexframe.index.schema import APPLICATION, VERSION

WORDS = ("institutos", "valuación", "año", "prima", "reserva", "de", "la")
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
FILES = st.dictionaries(
    st.sampled_from([f"articulo-{n}" for n in (1, 2, 9, 10)]),
    st.one_of(TEXTS, st.tuples(TEXTS, TEXTS).map("\n".join)),
    max_size=4,
)
LAW = {"articulo-1": "Los institutos elaborarán una valuación.", "articulo-2": "Las reservas."}


def answers(index: Index, held: Records) -> list[object]:
    return [index.search(held, word, 10) for word in (*WORDS, "valu", '"la prima"', "articulo 9")]


@given(st.lists(FILES, min_size=1, max_size=5))
@settings(max_examples=60)
def test_updated_equals_made_anew(states):
    updated = Index.open()
    for files in states:
        held = records(files)
        updated.catch_up(held)
        rebuilt = Index.open()
        rebuilt.catch_up(held)
        assert answers(updated, held) == answers(rebuilt, held)
        updated._file.db.execute("INSERT INTO words_fts (words_fts) VALUES ('integrity-check')")
    updated.rebuild(held)
    assert answers(updated, held) == answers(rebuilt, held)


def test_only_what_changed_is_read(tmp_path):
    path, asked = tmp_path / "index.db", []
    Index.open(path).catch_up(records(LAW, asked=asked))
    assert sorted(asked) == sorted(LAW)
    asked.clear()
    again = Index.open(path)
    again.catch_up(records(LAW, asked=asked))
    assert asked == []
    again.catch_up(records({**LAW, "articulo-2": "Otra cosa."}, asked=asked))
    assert asked == ["articulo-2"]
    again.rebuild(records(LAW, asked=asked))
    assert len(asked) == 3
    assert again.notices == ()


def test_what_another_lexframe_wrote_is_seen(tmp_path):
    one, two = Index.open(tmp_path / "index.db"), Index.open(tmp_path / "index.db")
    one.catch_up(records(LAW))
    assert len(two.search(records(LAW), "valuación")) == 1
    two.catch_up(records({"articulo-1": "Nada."}))
    asked: list[str] = []
    assert one.search(records(LAW, asked=asked), "reservas")[0].id == "articulo-2"
    assert sorted(asked) == sorted(LAW)


def test_a_record_may_depend_on_another():
    def read(paths):
        yield from records(files).read(sorted({*paths, "articulo-2"}))

    index = Index.open()
    files = dict(LAW)
    index.catch_up(Records("1", files, read))
    files = {**LAW, "articulo-1": "Nada."}
    assert len(index.search(Records("2", files, read), "reservas")) == 1


def test_a_build_that_fails_leaves_what_was_there(tmp_path):
    class Stop(Exception):
        pass

    def read(paths):
        yield from records({"articulo-1": "A medias."}).read(["articulo-1"])
        raise Stop

    index = Index.open(tmp_path / "index.db")
    index.catch_up(records(LAW))
    with pytest.raises(Stop):
        index.catch_up(Records("next", {"articulo-1": "x"}, read))
    for each in (index, Index.open(tmp_path / "index.db")):
        asked: list[str] = []
        assert each.search(records(LAW, asked=asked), "medias") == ()
        assert len(each.search(records(LAW, asked=asked), "valuación")) == 1
        assert asked == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="os.fork absent")
@pytest.mark.parametrize("after", [0, 1, 40, 600])
def test_a_kill_while_it_is_built_leaves_what_was_there(tmp_path, after):
    path = tmp_path / "index.db"
    Index.open(path).catch_up(records(LAW))
    many = {f"articulo-{n}": "Las reservas del fondo " * 40 for n in range(1, 700)}

    def read(paths):
        for n, each in enumerate(records(many).read(paths)):
            if n == after:
                os.kill(os.getpid(), signal.SIGKILL)
            yield each

    child = os.fork()
    if not child:
        Index.open(path).catch_up(Records("next", many, read))
        os._exit(0)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    index, asked = Index.open(path), []
    assert len(index.search(records(LAW, asked=asked), "valuación")) == 1
    assert asked == []
    assert len(index.search(records(many), "fondo", 1_000)) == 699
    assert index.notices == ()


def junk(path: Path) -> None:
    path.write_bytes(b"this is no database, and it is longer than a header of SQLite would be\n" * 90)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE moz_places (url TEXT)")
    other.close()


def newer(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute(f"PRAGMA application_id = {APPLICATION}")
        other.execute(f"PRAGMA user_version = {VERSION + 1}")
    other.close()


def half_made(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute(f"PRAGMA application_id = {APPLICATION}")
        other.execute(f"PRAGMA user_version = {VERSION}")
    other.close()


def cut_off(path: Path) -> None:
    Index.open(path).catch_up(records(LAW))
    path.write_bytes(path.read_bytes()[:5_000])


def overwritten(path: Path) -> None:
    Index.open(path).catch_up(records({f"articulo-{n}": "Las reservas " * n for n in range(1, 60)}))
    data = path.read_bytes()
    path.write_bytes(data[:4_096] + b"\xa5" * (len(data) - 4_096))


@pytest.mark.parametrize("spoil", [junk, empty, foreign, newer, half_made, cut_off, overwritten])
def test_a_file_that_cannot_be_trusted_is_made_again(tmp_path, spoil: Callable[[Path], None]):
    path = tmp_path / "index.db"
    spoil(path)
    before = path.read_bytes()
    index = Index.open(path)
    assert len(index.search(records(LAW), "VALUACION")) == 1
    assert index.notices == (REBUILT,)
    assert index.path == path
    if before:
        assert Path(f"{path}{ASIDE}").read_bytes()[:100] == before[:100]
    second = Index.open(path)
    assert second.search(records(LAW), "VALUACION") == index.search(records(LAW), "VALUACION")
    assert second.notices == ()


def test_an_older_index_is_replaced_without_a_word(tmp_path):
    path = tmp_path / "index.db"
    Index.open(path).catch_up(records({"articulo-3": "Viejo."}))
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA user_version = 0")
    other.close()
    index = Index.open(path)
    assert [hit.id for hit in index.search(records(LAW), "reservas")] == ["articulo-2"]
    assert index.search(records(LAW), "viejo") == ()
    assert index.notices == ()


def test_damage_under_an_open_index_is_repaired(tmp_path):
    path = tmp_path / "index.db"
    many = records({f"articulo-{n}": "Las reservas del fondo " * 9 for n in range(1, 90)})
    index = Index.open(path)
    index.catch_up(many)
    index.close()
    data = bytearray(path.read_bytes())
    index = Index.open(path)
    for page in range(2 * 4_096, len(data), 4_096):
        data[page : page + 64] = b"\xff" * 64
    path.write_bytes(bytes(data))
    assert len(index.search(many, "fondo", 100)) == 89
    assert index.notices == (REBUILT,)


def test_any_single_page_may_be_lost(tmp_path):
    path = tmp_path / "index.db"
    many = records({f"articulo-{n}": f"Las reservas del fondo {n} " * 9 for n in range(1, 40)})
    Index.open(path).catch_up(many)
    data = path.read_bytes()
    right = Index.open().search(many, "fondo", 100)
    for start in range(0, len(data), 4_096):
        path.write_bytes(data[:start] + bytes(4_096) + data[start + 4_096 :])
        index = Index.open(path)
        found = index.search(many, "fondo", 100)
        assert found == right, f"page at {start}"
        index.rebuild(many)
        assert index.search(many, "fondo", 100) == right
        index.close()


def test_a_link_is_not_followed(tmp_path):
    target = tmp_path / "else.db"
    (tmp_path / "index.db").symlink_to(target)
    index = Index.open(tmp_path / "index.db")
    assert len(index.search(records(LAW), "reservas")) == 1
    assert not target.exists()
    assert not (tmp_path / "index.db").is_symlink()


def test_where_nothing_can_be_kept_it_lives_in_memory(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "index.db").mkdir()
    for path in (tmp_path / "file" / "index.db", tmp_path / "folder" / "index.db"):
        index = Index.open(path)
        assert len(index.search(records(LAW), "reservas")) == 1
        assert index.path is None
        assert len(index.notices) == 1


def test_a_read_only_index_answers_and_catches_up_in_memory(tmp_path):
    path, asked = tmp_path / "index.db", []
    Index.open(path).catch_up(records(LAW))
    index = Index.open(path)
    index._file.db.execute("PRAGMA query_only = 1")
    assert len(index.search(records(LAW, asked=asked), "reservas")) == 1
    assert index.path == path
    assert index.notices == ()
    found = index.search(records({**LAW, "articulo-3": "Prima."}, asked=asked), "prima")
    assert [hit.id for hit in found] == ["articulo-3"]
    assert asked == ["articulo-3"]
    assert index.path is None
    assert len(index.notices) == 1


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid"), reason="POSIX permissions absent")
def test_a_read_only_folder(tmp_path):
    if os.geteuid() == 0:
        pytest.skip("a user without root's rights absent")
    folder = tmp_path / "lexframe"
    folder.mkdir()
    folder.chmod(0o500)
    index = Index.open(folder / "index.db")
    assert len(index.search(records(LAW), "reservas")) == 1


def test_another_writer_is_waited_for_and_then_named(tmp_path, monkeypatch):
    monkeypatch.setattr(file, "PATIENCE", 0.01)
    path = tmp_path / "index.db"
    index = Index.open(path)
    index.catch_up(records(LAW))
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(TryAgain):
            index.search(records({}), "reservas")
        other.execute("ROLLBACK")
    other.close()
    assert index.search(records({}), "reservas") == ()


def test_a_defect_is_not_taken_for_damage(tmp_path):
    def read(paths):
        raise sqlite3.ProgrammingError("a defect")
        yield

    path = tmp_path / "index.db"
    index = Index.open(path)
    with pytest.raises(sqlite3.ProgrammingError):
        index.catch_up(Records("1", {"articulo-1": "x"}, read))
    assert not Path(f"{path}{ASIDE}").exists()
