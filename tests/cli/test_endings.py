"""How commands end: the exit code is a contract, and every failure is a place, a sentence and a next step."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import ROOT, spoken

from lexframe.cli.desk import Desk
from lexframe.cli.main import run
from lexframe.cli.states import nothing_asked
from lexframe.core.errors import TryAgain
from lexframe.core.message import Message
from lexframe.wiring import doors

PROGRAM = "import sys; from lexframe.wiring import main; sys.exit(main())"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("tally", "777"), "777"),
        (("amendment", "show", "ISSTEX-0000"), "lexframe amendment list"),
        (("article", "show", "4000"), "lexframe framework show"),
        (("round", "show", "R9"), "lexframe round list"),
        (("position", "set", "17", "perhaps", "--as", "ISSTENL"), "support"),
        (("position", "set", "17", "support", "--as", "NADIE"), "lexframe institute list"),
        (("position", "show", "17", "NADIE"), "lexframe institute list"),
        (("position", "set", "17", "object", "--as", "ISSTENL"), "--reasons"),
        (("position", "set", "17", "support", "--reservation", "whim", "a", "b"), "budget"),
        (("position", "set"), "--file"),
        (("tally", "--rule", "unanimidad"), "consenso"),
        (("tally", "17", "--what-if", "ISSTENL"), "--what-if"),
        (("tally", "--at", "1999-01-01"), "1999-01-01"),
        (("framework", "show", "--framework", "otro"), "marco-nacional"),
        (("round", "open", "--closes", "mañana"), "2026-11-30"),
        (("round", "open", "--closes", "2026-11-30", "--name", "ronda"), "R1"),
        (("import", "x.pdf"), "--framework ID"),
        (("amendment", "new", "--title", "T", "--article", "3"), "--text"),
        (("diff", "nada"), "lexframe framework show"),
        (("tally", "--lang", "fr"), "es, en"),
    ],
)
def test_a_name_nobody_knows_is_refused_with_what_is_known(ask, arguments, words):
    done = ask(*arguments)
    assert done.code == 2
    assert done.out == ""
    assert words in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("tallly",), "No existe la orden tallly. Parecidos: tally."),
        (("tally", "--rul", "x"), "--rule"),
        (("round", "open"), "Falta --closes. Consúltese «lexframe round open --help»."),
        (("article", "show"), "Falta ARTÍCULO."),
        (("log", "-n", "many"), "--limit no admite ese valor."),
        (("position", "set", "17", "support", "--as"), "La opción --as está incompleta."),
        (("round",), "--help"),
    ],
)
def test_a_slip_of_the_pen_is_refused_in_the_readers_language(ask, arguments, words):
    done = ask(*arguments)
    assert done.code == 2
    assert words in done.err


def test_a_missing_file_is_a_failure_with_its_place(ask, tmp_path):
    done = ask("erratum", "1", "--text", tmp_path / "nowhere.md", "--reason", "x")
    assert (done.code, done.out) == (1, "")
    assert str(tmp_path / "nowhere.md") in done.err


def test_a_file_that_is_not_utf_8_names_the_byte(ask, tmp_path):
    (tmp_path / "latin.md").write_bytes("Artículo".encode("latin-1"))
    done = ask("erratum", "1", "--text", tmp_path / "latin.md", "--reason", "x")
    assert done.code == 1
    assert "byte 3" in done.err


def test_a_folder_that_is_no_workspace_says_what_to_do(tmp_path):
    done = spoken("-C", tmp_path, "status")
    assert done.code == 1
    assert "lexframe init" in done.err


def test_without_git_the_version_needed_is_named(example, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "-C", str(example), "status"],
        env={**os.environ, "PATH": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "git" in done.stderr
    assert "2.38" in done.stderr


def test_lexframes_own_source_is_never_written_in():
    before = sorted(path.name for path in ROOT.iterdir())
    for arguments in (
        ("status",),
        ("seal",),
        ("join", "ST"),
        ("init", "x", "--institutes", "institutes.toml"),
    ):
        done = (
            spoken("-C", ROOT, *arguments)
            if arguments[0] != "init"
            else spoken("init", ROOT / "x", *arguments[2:])
        )
        assert done.code == 2
        assert "lexframe demo" in done.err
    assert spoken("demo", ROOT / "x").code == 2
    assert sorted(path.name for path in ROOT.iterdir()) == before


def test_an_unreadable_record_is_listed_and_counted_never(play, tmp_path):
    folder = tmp_path / "copy"
    before = play("tally", "17", "--json").json["counts"][0]["figures"]
    who = before["favour"][0]
    code = play("amendment", "show", "17", "--json").json["code"]
    _spoil(folder, f"positions/{who}/marco-nacional/{code}.md")
    status = play("status")
    assert f"positions/{who}/marco-nacional/{code}.md" in status.out
    assert status.code == 0
    assert play("framework", "check").code == 1
    assert play("verify").code == 1
    assert who not in play("tally", "17", "--json").json["counts"][0]["figures"]["favour"]


def test_a_framework_that_cannot_be_read_does_not_hide_the_workspace(play, tmp_path):
    _spoil(tmp_path / "copy", "drafts/marco-nacional/framework.md")
    status = play("status")
    assert status.code == 0
    assert "drafts/marco-nacional/framework.md" in status.out
    assert play("verify").code == 1
    assert play("tally").code == 1


def _spoil(folder: Path, path: str) -> None:
    """Put nonsense where a record was, as a commit on main that plain git makes."""
    git = ["git", "-C", str(folder), "-c", "user.name=x", "-c", "user.email=x@example.invalid"]
    index = {**os.environ, "GIT_INDEX_FILE": str(folder / "spoil.index")}

    def call(*arguments: str, text: str = "") -> str:
        done = subprocess.run(
            [*git, *arguments],
            input=text,
            env=index,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    blob = call("hash-object", "-w", "--stdin", text="---\nstance: perhaps\nwhat: ?\n---\n")
    call("read-tree", "main")
    call("update-index", "--add", "--cacheinfo", f"100644,{blob},{path}")
    commit = call("commit-tree", call("write-tree"), "-p", "main", "-m", "spoil")
    call("update-ref", "refs/heads/main", commit)
    if path.startswith("positions/"):
        call("update-ref", "-d", f"refs/heads/inst/{path.split('/')[1]}")


def test_what_comes_from_a_repository_cannot_command_the_terminal(small):
    hostile = "Hola \x1b]0;x\x07 \u202eadiós\u202c y \x9b31m"
    done = small("comment", "add", "2", hostile, "--as", "INA")
    assert done.code == 2  # a record never holds what cannot be seen
    named = small("amendment", "show", hostile)
    for sign in ("\x1b", "\x07", "\u202e", "\x9b"):
        assert sign not in done.err + done.out + named.err


def test_a_defect_is_one_sentence_and_a_report(example, monkeypatch):
    monkeypatch.delenv("LEXFRAME_DEBUG", raising=False)

    def broken(directory, acting):
        raise RuntimeError("inside")

    done = _with(replace(doors(), open=broken), "-C", example, "status")
    assert done[2] == 70
    assert "Traceback" not in done[1]
    report = Path(done[1].split()[-1])
    try:
        assert "RuntimeError: inside" in report.read_text(encoding="utf-8")
    finally:
        report.unlink()


def test_a_defect_is_told_whole_to_whoever_asks(example, monkeypatch):
    monkeypatch.setenv("LEXFRAME_DEBUG", "1")

    def broken(directory, acting):
        raise RuntimeError("inside")

    done = _with(replace(doors(), open=broken), "-C", example, "status")
    Path(done[1].split()[-1]).unlink()
    assert "RuntimeError: inside" in done[1]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (KeyboardInterrupt(), 130),
        (TryAgain(Message("Another lexframe is writing."), Message("Try again.")), 75),
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), 1),
        (BrokenPipeError(errno.EPIPE, "closed"), 0),
    ],
)
def test_each_accident_has_its_exit_code(example, error, code):
    def accident(directory, acting):
        raise error

    out, err, ended = _with(replace(doors(), open=accident), "-C", example, "status")
    assert (out, ended) == ("", code)
    assert bool(err) == (code != 0)
    assert "Traceback" not in err


def _with(some_doors, *arguments):
    with CliRunner().isolation() as (out, err, _):
        code = run(some_doors, [str(each) for each in arguments])
        return out.getvalue().decode(), err.getvalue().decode(), code


@pytest.mark.skipif(os.name == "nt", reason="closed pipes are another matter on Windows")
def test_a_reader_that_has_seen_enough_hears_no_complaint(example):
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "-C", str(example), "consolidate"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT,
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr is not None
    assert b"Traceback" not in process.stderr.read()
    assert process.wait() == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full absent")
def test_a_full_disk_is_said(example):
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, "-C", str(example), "consolidate"],
            stdout=full, stderr=subprocess.PIPE, encoding="utf-8", cwd=ROOT, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def test_nobody_records_without_saying_for_whom(founded, tmp_path):
    clone = tmp_path / "clone"
    done = subprocess.run(
        ["git", "clone", "-q", str(founded), str(clone)], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    refused = spoken("-C", clone, "comment", "add", "1", "Hola")
    assert refused.code == 2
    assert "lexframe join" in refused.err
    assert "lexframe join" in spoken("-C", clone, "status").out
    assert spoken("-C", clone, "comment", "add", "1", "Hola", "--as", "INA").code == 0


@pytest.mark.parametrize(("answer", "opened"), [("\n", True), ("sí\n", True), ("y\n", True), ("no\n", False)])
def test_in_its_own_source_lexframe_offers_the_example(monkeypatch, tmp_path, answer, opened):
    shown = []

    def terminal(directory, acting, language):
        shown.append(directory)
        return 0

    monkeypatch.setattr("lexframe.cli.workspaces.tempfile.tempdir", str(tmp_path))
    monkeypatch.chdir(ROOT)
    with CliRunner().isolation(input=answer) as (out, _, _):
        desk = Desk(replace(doors(), terminal=terminal))
        assert nothing_asked(desk, is_terminal=True) == 0
        assert "lexframe" in out.getvalue().decode()
    assert [folder.parent for folder in shown] == ([tmp_path] if opened else [])
