"""Laying out writes the records and nothing else, where it may, and loses nothing of anybody's."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lexframe.core.errors import LexframeError, Refused
from lexframe.services.layouts import lay_out_view
from lexframe.services.session import Acting, Session
from lexframe.store.layout import Layout, Memory, lay_out
from lexframe.store.objects import BLOB, object_id
from lexframe.store.opening import open_ledger
from lexframe.store.view import View

ARTICLE = "drafts/marco/articles/articulo-1.md"
POSITION = "positions/INA/marco/INB-K7M2.md"
FILES = {"lexframe.toml": b"format = 1\n", ARTICLE: b"Uno.\n", POSITION: b"\r\nDos.\n"}


@pytest.fixture
def lay(tmp_path):
    def lay(files=FILES, force=False, sealed=None) -> Layout:
        return lay_out(files, tmp_path / "out", Memory(tmp_path / "own"), sealed or {}, force=force)

    return lay


def held(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(folder).parts
    }


def test_a_folder_holds_the_records_and_nothing_else(lay, tmp_path):
    hostile = {
        "../out.md": b"x",
        ".git/config": b"x",
        "README.md": b"x",
        "drafts/a/../../b": b"x",
        "CON.md": b"x",
    }
    done = lay({**FILES, **hostile})
    assert held(tmp_path / "out") == FILES
    assert done.written == tuple(FILES)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["out", "own"]
    again = lay()
    assert (again.written, again.removed, again.unchanged) == ((), (), 3)


def test_what_changes_is_written_and_what_goes_is_taken_away(lay, tmp_path):
    lay()
    (tmp_path / "out" / "positions" / "notes.txt").write_text("mine")
    done = lay({"lexframe.toml": b"format = 1\n", ARTICLE: b"Otro.\n"})
    assert (done.written, done.removed, done.unchanged) == ((ARTICLE,), (POSITION,), 1)
    assert held(tmp_path / "out") == {
        "lexframe.toml": b"format = 1\n",
        ARTICLE: b"Otro.\n",
        "positions/notes.txt": b"mine",
    }
    assert not (tmp_path / "out" / "positions" / "INA").exists()


def test_what_somebody_changed_is_kept_unless_forced(lay, tmp_path):
    lay()
    mine = tmp_path / "out" / ARTICLE
    mine.write_bytes(b"Lo corregido a mano.\n")
    (tmp_path / "out" / POSITION).unlink()
    with pytest.raises(Refused) as refusal:
        lay({**FILES, ARTICLE: b"Otro.\n"})
    assert ARTICLE in str(refusal.value.what)
    assert mine.read_bytes() == b"Lo corregido a mano.\n"
    assert not (tmp_path / "out" / POSITION).exists(), "nothing is written when anything is refused"
    gone = {path: data for path, data in FILES.items() if path != ARTICLE}
    assert lay(gone).kept == (ARTICLE,)
    assert mine.exists()
    assert lay({**FILES, ARTICLE: b"Otro.\n"}, force=True).written == (ARTICLE,)
    assert mine.read_bytes() == b"Otro.\n"


def test_a_file_that_is_right_already_is_nobodys_obstacle(lay, tmp_path):
    target = tmp_path / "out" / ARTICLE
    target.parent.mkdir(parents=True)
    target.write_bytes(FILES[ARTICLE])
    assert ARTICLE not in lay().written


def test_what_plain_git_laid_out_may_be_written_over(lay, tmp_path):
    target = tmp_path / "out" / ARTICLE
    target.parent.mkdir(parents=True)
    target.write_bytes(b"Viejo.\n")
    (tmp_path / "out" / "README.md").write_bytes(b"Viejo.\n")
    with pytest.raises(Refused):
        lay(sealed={ARTICLE: object_id(BLOB, b"Otro.\n")})
    blob = object_id(BLOB, b"Viejo.\n")
    assert ARTICLE in lay(sealed={ARTICLE: blob, "README.md": blob}).written
    assert (tmp_path / "out" / "README.md").exists(), "what is no record is not touched"


@pytest.mark.parametrize("where", ["", "drafts", "drafts/marco/articles", ARTICLE])
@pytest.mark.parametrize("force", [False, True])
def test_no_link_is_followed(lay, tmp_path, where, force):
    outside = tmp_path / "outside"
    outside.mkdir()
    link = tmp_path / "out" / where
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(outside / "file" if where == ARTICLE else outside)
    with pytest.raises(Refused):
        lay(force=force)
    assert list(outside.iterdir()) == []
    assert link.is_symlink()


def test_a_folder_or_a_file_in_the_way_is_named(lay, tmp_path):
    (tmp_path / "out" / ARTICLE).mkdir(parents=True)
    with pytest.raises(Refused) as refusal:
        lay(force=True)
    assert ARTICLE in str(refusal.value.what)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(LexframeError):
        lay_out(FILES, tmp_path / "file", Memory(tmp_path / "own"), {}, force=True)


def test_a_kill_half_way_is_no_obstacle_later(lay, tmp_path, monkeypatch):
    lay()
    changed = {ARTICLE: b"Nuevo.\n", POSITION: b"Nuevo.\n", "lexframe.toml": b"format = 1\n"}
    real, calls = os.replace, []

    def killed(source, target):
        calls.append(target)
        if len(calls) == 3:  # the memory, one file, and then
            raise KeyboardInterrupt
        real(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            lay(changed)
    assert list(held(tmp_path / "out").values()).count(b"Nuevo.\n") == 1
    lay({**changed, ARTICLE: b"Otra vez.\n"})
    assert (tmp_path / "out" / ARTICLE).read_bytes() == b"Otra vez.\n"
    assert held(tmp_path / "out").keys() == changed.keys()


def test_memory_that_is_damaged_only_asks_for_force(lay, tmp_path):
    lay()
    for file in (tmp_path / "own").rglob("*.json"):
        file.write_bytes(b"[[[")
    assert lay().unchanged == 3
    lay({**FILES, ARTICLE: b"Otro.\n"})
    assert (tmp_path / "out" / ARTICLE).read_bytes() == b"Otro.\n"


def test_the_folder_of_a_workspace_equals_its_view(example, tmp_path):
    with open_ledger(example) as ledger:
        session = Session(ledger, Acting("ST"), pytest.fail, pytest.fail, ledger.drafts)
        done = lay_out_view(session, example, tmp_path / "plain")
        view = View.now(ledger).paths()
        contents = ledger.read(tuple(view.values()))
        with pytest.raises(Refused):
            lay_out_view(session, example, example / ".git" / "copy")
    assert held(tmp_path / "plain") == {path: contents[blob] for path, blob in view.items()}
    assert len(done.written) == len(view) > 500
