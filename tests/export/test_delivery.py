"""Writing a document: whole or not at all, never through a link, never over what was not meant."""

from __future__ import annotations

import errno
import os

import pytest

from lexframe.core.errors import Failed, Refused
from lexframe.export import delivery
from lexframe.export.delivery import write_file


def test_a_new_file_is_whole_and_nothing_lies_beside_it(tmp_path):
    target = tmp_path / "texto.html"
    write_file(target, b"x" * 100_000)
    assert target.read_bytes() == b"x" * 100_000
    assert list(tmp_path.iterdir()) == [target]
    if os.name == "posix":
        assert target.stat().st_nlink == 1


def test_a_file_that_exists_is_kept_unless_forced(tmp_path):
    target = tmp_path / "texto.html"
    target.write_bytes(b"old")
    with pytest.raises(Refused) as caught:
        write_file(target, b"new")
    assert "--force" in str(caught.value.remedy)
    assert target.read_bytes() == b"old"
    write_file(target, b"new", force=True)
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("force", [False, True])
def test_a_link_a_folder_and_a_device_are_refused(tmp_path, force):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"old")
    link, dangling, folder, pipe = (tmp_path / name for name in ("link", "dangling", "folder", "pipe"))
    link.symlink_to(elsewhere)
    dangling.symlink_to(tmp_path / "nowhere")
    folder.mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(pipe)
    for target in (link, dangling, folder, *([pipe] if pipe.exists() else [])):
        with pytest.raises(Refused):
            write_file(target, b"new", force=force)
    assert elsewhere.read_bytes() == b"old"
    assert not (tmp_path / "nowhere").exists()
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "full"),
        (errno.EDQUOT, "quota"),
        (errno.EACCES, "permission"),
        (errno.EROFS, "only be read"),
        (errno.EIO, "The system says"),
    ],
)
def test_what_the_disk_says_becomes_a_sentence_and_the_old_file_stays(tmp_path, monkeypatch, number, words):
    target = tmp_path / "texto.html"
    target.write_bytes(b"old")

    def fail(handle):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(delivery.os, "fsync", fail)
    with pytest.raises(Failed, match=words):
        write_file(target, b"new", force=True)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_missing_folder_and_a_name_too_long_are_sentences(tmp_path):
    with pytest.raises(Failed, match="does not exist"):
        write_file(tmp_path / "nowhere" / "texto.html", b"x")
    with pytest.raises(Failed, match="too long"):
        write_file(tmp_path / ("x" * 300), b"x")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Failed, match="does not exist"):
        write_file(tmp_path / "file" / "texto.html", b"x")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file"]


def test_a_file_made_meanwhile_is_not_written_over(tmp_path, monkeypatch):
    target = tmp_path / "texto.html"
    write_flushed = delivery._write_flushed

    def slowly(aside, data):
        write_flushed(aside, data)
        target.write_bytes(b"theirs")

    monkeypatch.setattr(delivery, "_write_flushed", slowly)
    with pytest.raises(Refused):
        write_file(target, b"mine")
    assert target.read_bytes() == b"theirs"
    assert list(tmp_path.iterdir()) == [target]


def test_a_disk_without_hard_links_is_written_to_all_the_same(tmp_path, monkeypatch):
    def refuse(source, target):
        raise OSError(errno.EPERM, "no hard links here")

    monkeypatch.setattr(delivery.os, "link", refuse)
    target = tmp_path / "texto.html"
    write_file(target, b"x")
    assert target.read_bytes() == b"x"
    assert list(tmp_path.iterdir()) == [target]
