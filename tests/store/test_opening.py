"""A clone is opened from anywhere inside it, or refused in a sentence that says what to do next."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from store_cases import NOON, ROOT_FILES, SECRETARIAT, plan_for, position

from lexframe.core.errors import Failed, LexframeError, Refused, TryAgain, Unreadable
from lexframe.store import git_call
from lexframe.store.config_rules import is_active
from lexframe.store.found import found_workspace
from lexframe.store.git_call import GitCall
from lexframe.store.git_ledger import GitLedger
from lexframe.store.identity import Identity, read_identity, write_identity
from lexframe.store.opening import open_ledger
from lexframe.store.ports import MAIN
from lexframe.store.python_git import HardenedRepo
from lexframe.store.view import View

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX file names absent")


def run(folder: Path, *words: str) -> str:
    who = ("-c", "user.name=x", "-c", "user.email=x@x")
    return GitCall().run(*who, *words, cwd=folder).decode().strip()


@pytest.fixture
def workspace(git_ledger) -> Path:
    git_ledger.close()
    return git_ledger.git_dir.parent


def said(error: LexframeError) -> str:
    return f"{error.what} {error.remedy}"


def test_a_workspace_opens_from_a_subfolder(workspace):
    below = workspace / "a" / "b"
    below.mkdir(parents=True)
    with open_ledger(below) as ledger:
        assert ledger.git_dir == workspace / ".git"
        assert "lexframe.toml" in ledger.tree(ledger.tip(MAIN))


def test_a_linked_work_tree_writes_to_the_same_trays(workspace, write):
    run(workspace, "worktree", "add", "--quiet", "--detach", str(workspace.parent / "otra"), "main")
    with open_ledger(workspace.parent / "otra") as ledger:
        tip = write(ledger, "ISSTEG", {position("ISSTEG"): b"1\n"})
    with open_ledger(workspace) as ledger:
        assert ledger.tip("refs/heads/inst/ISSTEG") == tip


@posix
@pytest.mark.parametrize(
    "name", [b"con espacio", b"co\"mi'llas", b"l\nf", b"no-utf8-\xff", "añó".encode(), b"-C"]
)
def test_folders_with_strange_names_work(tmp_path, write, name):
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
    with found_workspace(folder, ROOT_FILES, SECRETARIAT, NOON) as ledger:
        write(ledger, "ISSTEG", {position("ISSTEG"): b"1\n"})
    with open_ledger(folder) as ledger:
        assert View.now(ledger).read(position("ISSTEG")) == b"1\n"


def test_no_repository_says_where_to_go(tmp_path):
    with pytest.raises(Failed) as failed:
        open_ledger(tmp_path)
    assert "lexframe demo" in said(failed.value)
    assert failed.value.place == str(tmp_path)


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(Failed, match="no folder"):
        open_ledger(tmp_path / "nada")


def test_a_repository_without_commits(tmp_path):
    run(tmp_path, "init", "--quiet")
    with pytest.raises(Failed, match="no commit on main"):
        open_ledger(tmp_path)


def test_a_repository_that_is_no_workspace(tmp_path):
    run(tmp_path, "init", "--quiet", "--initial-branch=main")
    (tmp_path / "a.txt").write_text("a")
    run(tmp_path, "add", "a.txt")
    run(tmp_path, "commit", "--quiet", "-m", "a")
    with pytest.raises(Failed, match=r"no lexframe\.toml"):
        open_ledger(tmp_path)


def test_lexframes_own_source_is_no_workspace(tmp_path):
    run(tmp_path, "init", "--quiet", "--initial-branch=main")
    (tmp_path / "lexframe" / "store").mkdir(parents=True)
    (tmp_path / "lexframe" / "store" / "ports.py").touch()
    (tmp_path / "lexframe.toml").touch()
    run(tmp_path, "add", ".")
    run(tmp_path, "commit", "--quiet", "-m", "a")
    with pytest.raises(Refused, match="own source") as refused:
        open_ledger(tmp_path)
    assert "lexframe demo" in said(refused.value)


def test_a_bare_repository_is_a_hub(workspace, tmp_path):
    run(workspace, "clone", "--quiet", "--bare", str(workspace), str(tmp_path / "hub.git"))
    with pytest.raises(Failed, match="a hub"):
        open_ledger(tmp_path / "hub.git")


def test_a_bare_repository_hidden_in_a_workspace_is_never_opened(workspace):
    run(workspace, "init", "--quiet", "--bare", str(workspace / "trampa"))
    with pytest.raises(Failed):
        open_ledger(workspace / "trampa")


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="root absent, who can give files away"
)
def test_a_clone_of_another_user_passes_gits_warning_on(workspace):
    os.chown(workspace, 12345, 12345)
    os.chown(workspace / ".git", 12345, 12345)
    with pytest.raises(Failed) as failed:
        open_ledger(workspace)
    assert "dubious ownership" in said(failed.value)
    assert "safe.directory" in said(failed.value)


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="root absent, who can give files away"
)
def test_a_clone_the_user_has_allowed_opens(workspace, tmp_path, monkeypatch):
    os.chown(workspace, 12345, 12345)
    os.chown(workspace / ".git", 12345, 12345)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / ".gitconfig").write_text(f"[safe]\n\tdirectory = {workspace}\n")
    with open_ledger(workspace) as ledger:
        assert ledger.tip(MAIN)


def test_a_shallow_clone_is_to_be_completed(workspace, tmp_path, write):
    with open_ledger(workspace) as ledger:
        write(ledger, "ST", {"register/0002-opened.md": b"x\n"})
    run(tmp_path, "clone", "--quiet", "--depth=1", f"file://{workspace}", "corta")
    with pytest.raises(Refused) as refused:
        open_ledger(tmp_path / "corta")
    assert "git fetch --unshallow" in said(refused.value)


def test_a_borrowing_clone_is_refused(workspace, tmp_path):
    run(tmp_path, "clone", "--quiet", "--shared", str(workspace), "prestada")
    with pytest.raises(Refused) as refused:
        open_ledger(tmp_path / "prestada")
    assert "git repack -a -d" in said(refused.value)
    run(tmp_path / "prestada", "repack", "-a", "-d", "--quiet")
    (tmp_path / "prestada/.git/objects/info/alternates").unlink()
    open_ledger(tmp_path / "prestada").close()


def test_grafts_are_refused(workspace):
    (workspace / ".git/info/grafts").write_text("0" * 40)
    with pytest.raises(Refused, match="Grafts"):
        open_ledger(workspace)


def test_replaced_objects_are_not_seen(workspace, write):
    with open_ledger(workspace) as ledger:
        tip = write(ledger, "ISSTEG", {position("ISSTEG"): b"1\n"})
        blob = ledger.tree(tip)[position("ISSTEG")]
        other = ledger.call.run("hash-object", "-w", "--stdin", feed=b"falsa\n").decode().strip()
        ledger.call.run("update-ref", f"refs/replace/{blob}", other)
    with open_ledger(workspace) as ledger:
        assert View.now(ledger).read(position("ISSTEG")) == b"1\n"
        assert ledger.refs().keys() == {MAIN, "refs/heads/inst/ISSTEG"}


def test_a_repository_with_other_object_names_is_refused(tmp_path):
    run(tmp_path, "init", "--quiet", "--object-format=sha256")
    with pytest.raises(Refused, match="sha256"):
        open_ledger(tmp_path)


ACTIVE = [
    ("alias.st", "!touch {canary}"),
    ("core.fsmonitor", "touch {canary}"),
    ("core.hooksPath", "{folder}"),
    ("core.sshCommand", "touch {canary};"),
    ("core.pager", "touch {canary};"),
    ("core.editor", "touch {canary};"),
    ("core.askPass", "touch {canary};"),
    ("core.gitProxy", "touch {canary}"),
    ("core.alternateRefsCommand", "touch {canary}"),
    ("core.worktree", "/tmp"),
    ("credential.helper", "!touch {canary}"),
    ("credential.https://x.helper", "!touch {canary}"),
    ("diff.external", "touch {canary}"),
    ("diff.Md.textconv", "touch {canary}"),
    ("diff.md.command", "touch {canary}"),
    ("difftool.x.cmd", "touch {canary}"),
    ("extensions.partialClone", "origin"),
    ("filter.a.b.clean", "touch {canary}"),
    ("filter.x.smudge", "touch {canary}"),
    ("filter.x.process", "touch {canary}"),
    ("gpg.program", "touch {canary}"),
    ("gpg.ssh.program", "touch {canary}"),
    ("gpg.ssh.defaultKeyCommand", "touch {canary}"),
    ("include.path", "{canary}"),
    ("includeIf.gitdir:/.path", "{canary}"),
    ("interactive.diffFilter", "touch {canary}"),
    ("merge.x.driver", "touch {canary}"),
    ("pager.log", "touch {canary}"),
    ("protocol.ext.allow", "always"),
    ("remote.origin.url", "ext::sh -c touch% {canary}"),
    ("remote.origin.url", "-u{canary}"),
    ("remote.origin.pushurl", "ext::x"),
    ("remote.origin.uploadpack", "touch {canary};"),
    ("remote.origin.vcs", "ext"),
    ("remote.origin.promisor", "true"),
    ("sequence.editor", "touch {canary}"),
    ("submodule.x.update", "!touch {canary}"),
    ("trailer.x.command", "touch {canary}"),
    ("uploadpack.packObjectsHook", "touch {canary}"),
    ("url.ext::x.insteadOf", "https://"),
    ("url.x.pushInsteadOf", "https://"),
]


@pytest.mark.parametrize(("key", "value"), ACTIVE)
def test_settings_that_could_run_code_are_refused_and_nothing_runs(workspace, tmp_path, key, value):
    canary = tmp_path / "canary"
    run(workspace, "config", "--local", key, value.format(canary=canary, folder=tmp_path))
    with pytest.raises(Refused) as refused:
        open_ledger(workspace)
    assert not canary.exists()
    command = said(refused.value)
    assert "--unset-all" in command
    assert key.rpartition(".")[0].split(".", 1)[-1] in command
    assert refused.value.place == str(workspace / ".git/config")


def test_even_unopened_settings_run_nothing(workspace, tmp_path, write):
    """The second wall: a ledger that skipped the opening checks still runs none of it."""
    canary = tmp_path / "canary"
    hook = tmp_path / "reference-transaction"
    hook.write_text(f"#!/bin/sh\ntouch '{canary}'\n")
    hook.chmod(0o755)
    harmless_to_set = [each for each in ACTIVE if each[0] not in ("core.worktree", "extensions.partialClone")]
    for key, value in harmless_to_set:
        run(workspace, "config", "--local", "--add", key, value.format(canary=canary, folder=tmp_path))
    (workspace / ".git/info/attributes").write_text("* filter=x diff=md merge=x\n")
    with GitLedger(workspace / ".git") as ledger:
        write(ledger, "ISSTEG", {position("ISSTEG"): b"1\n"})
        write(ledger, "ISSTEG", {position("ISSTEG"): b"2\n"})
        assert len(list(ledger.history(ledger.tip("refs/heads/inst/ISSTEG")))) == 2
        assert View.now(ledger).read(position("ISSTEG")) == b"2\n"
    assert not canary.exists()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("core.fsmonitor", "false"),
        ("remote.origin.url", "https://example.org/marco.git"),
        ("remote.origin.url", "git@example.org:oniess/marco.git"),
        ("remote.origin.url", "/srv/marco.git"),
        ("remote.origin.url", "../marco.git"),
        ("remote.origin.url", "C:\\marcos\\marco.git"),
        ("remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*"),
        ("branch.main.remote", "origin"),
        ("user.name", "x"),
        ("core.autocrlf", "true"),
    ],
)
def test_ordinary_settings_are_no_danger(key, value):
    assert not is_active(key, value)


def test_a_second_settings_file_is_looked_at_too(workspace):
    run(workspace, "config", "extensions.worktreeConfig", "true")
    (workspace / ".git/config.worktree").write_text("[core]\n\tfsmonitor = touch x\n")
    with pytest.raises(Refused, match=r"core\.fsmonitor"):
        open_ledger(workspace)


def test_settings_that_cannot_be_read_are_said(workspace):
    (workspace / ".git/config").write_text("[core\n")
    with pytest.raises(Failed):
        open_ledger(workspace)


def test_no_hook_runs(workspace, tmp_path, write):
    canary = tmp_path / "canary"
    hooks = workspace / ".git/hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("reference-transaction", "post-commit", "pre-commit", "post-checkout", "commit-msg"):
        hook = hooks / name
        hook.write_text(f"#!/bin/sh\ntouch '{canary}'\n")
        hook.chmod(hook.stat().st_mode | stat.S_IXUSR)
    with open_ledger(workspace) as ledger:
        write(ledger, "ISSTEG", {position("ISSTEG"): b"1\n"})
    assert not canary.exists()


def test_attributes_change_no_byte(workspace, write):
    (workspace / ".git/info/attributes").write_text("* filter=x ident eol=crlf text\n")
    text = "$Id$\nuno\n"
    with open_ledger(workspace) as ledger:
        write(ledger, "ISSTEG", {position("ISSTEG"): text.encode()})
    with open_ledger(workspace) as ledger:
        assert View.now(ledger).read(position("ISSTEG")) == text.encode()


def test_the_environment_cannot_lead_elsewhere(workspace, tmp_path, write, monkeypatch):
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE"):
        monkeypatch.setenv(name, str(tmp_path / "otro"))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.bare")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "true")
    with open_ledger(workspace) as ledger:
        write(ledger, "ISSTEG", {position("ISSTEG"): b"1\n"})
    assert not (tmp_path / "otro").exists()


def fingerprint(workspace: Path) -> dict[str, str]:
    """Everything a person may be in the middle of: work tree, index, HEAD and git's own notes."""
    private = ("objects", "lexframe", "logs", "refs")
    return {
        str(file.relative_to(workspace)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(workspace.rglob("*"))
        if file.is_file()
        and not file.relative_to(workspace).as_posix().startswith(tuple(f".git/{each}" for each in private))
    }


def in_the_middle_of_a_merge(workspace: Path) -> None:
    for branch, text in (("a", "uno"), ("b", "dos")):
        run(workspace, "checkout", "--quiet", "-b", branch, "main")
        (workspace / "lexframe.toml").write_text(text)
        run(workspace, "commit", "--quiet", "-am", text)
    GitCall().ask("-c", "user.name=x", "-c", "user.email=x@x", "merge", "--quiet", "a", cwd=workspace)
    assert (workspace / ".git/MERGE_HEAD").exists()


def dirty(workspace: Path) -> None:
    (workspace / "lexframe.toml").write_text("cambiado")
    (workspace / "institutes.toml").unlink()
    (workspace / "nuevo.md").write_text("sin guardar")
    run(workspace, "add", "nuevo.md")


def with_a_stale_index_lock(workspace: Path) -> None:
    (workspace / ".git/index.lock").write_bytes(b"")


def with_a_broken_index(workspace: Path) -> None:
    (workspace / ".git/index").write_bytes(b"nada")


def without_an_index(workspace: Path) -> None:
    (workspace / ".git/index").unlink()


def with_a_detached_head(workspace: Path) -> None:
    run(workspace, "checkout", "--quiet", "--detach", "main")


def on_an_unborn_branch(workspace: Path) -> None:
    run(workspace, "symbolic-ref", "HEAD", "refs/heads/nada")


@pytest.mark.parametrize(
    "state",
    [
        dirty,
        in_the_middle_of_a_merge,
        with_a_stale_index_lock,
        with_a_broken_index,
        without_an_index,
        with_a_detached_head,
        on_an_unborn_branch,
    ],
)
def test_writing_touches_neither_index_nor_work_tree(workspace, write, state):
    run(workspace, "checkout", "--quiet", "--force", "main")
    state(workspace)
    before = fingerprint(workspace)
    with open_ledger(workspace) as ledger:
        write(ledger, "ISSTEG", {position("ISSTEG"): b"1\n"})
        write(ledger, "ISSTEG", {position("ISSTEG"): b"2\n"})
        assert View.now(ledger).read(position("ISSTEG")) == b"2\n"
    assert fingerprint(workspace) == before


def test_without_git_the_way_to_install_it_is_named(workspace, monkeypatch):
    git_call.find_git.cache_clear()
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Failed) as failed:
        open_ledger(workspace)
    git_call.find_git.cache_clear()
    for words in ("not installed", "2.38", "winget install Git.Git", "brew install git", "apt install git"):
        assert words in said(failed.value)


@posix
@pytest.mark.parametrize("version", ["git version 2.37.9", "git version 1.9", "nada"])
def test_an_old_git_is_named(tmp_path, monkeypatch, version):
    old = tmp_path / "git"
    old.write_text(f"#!/bin/sh\necho '{version}'\n")
    old.chmod(0o755)
    git_call.find_git.cache_clear()
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Failed, match="too old") as failed:
        git_call.find_git()
    git_call.find_git.cache_clear()
    assert "2.38" in said(failed.value)


@posix
def test_a_git_lying_in_the_folder_is_not_run(workspace, tmp_path, monkeypatch):
    trap = workspace / "git"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path / 'canary'}\n")
    trap.chmod(0o755)
    git_call.find_git.cache_clear()
    monkeypatch.chdir(workspace)
    monkeypatch.setenv("PATH", os.pathsep.join([".", "", *os.environ["PATH"].split(os.pathsep)]))
    open_ledger(workspace).close()
    git_call.find_git.cache_clear()
    assert not (tmp_path / "canary").exists()


def test_where_nothing_can_be_written_reading_still_works(workspace, write, monkeypatch):
    shutil.rmtree(workspace / ".git/lexframe")
    (workspace / ".git/lexframe").write_bytes(b"a file where the folder should be")
    with open_ledger(workspace) as ledger:
        assert View.now(ledger).read("lexframe.toml")
        with pytest.raises(Failed):
            write(ledger, "ISSTEG", {position("ISSTEG"): b"1\n"})
        assert ledger.tip("refs/heads/inst/ISSTEG") is None


def test_strange_refs_are_ignored(workspace):
    with open_ledger(workspace) as ledger:
        main = ledger.tip(MAIN)
        for ref in ("refs/heads/inst/issteg", "refs/heads/inst/A/B", "refs/heads/otra", "refs/heads/wg/-X"):
            ledger.call.run("update-ref", ref, main)
        assert ledger.refs().keys() == {MAIN}
        assert ledger.tip("refs/heads/otra") is None
        assert ledger.tip("HEAD") is None


def test_what_plain_git_writes_is_seen_at_once(workspace, write):
    with open_ledger(workspace) as ledger:
        tip = write(ledger, "ISSTEG", {position("ISSTEG"): b"1\n"})
        run(workspace, "pack-refs", "--all")
        run(workspace, "gc", "--quiet", "--prune=now")
        assert ledger.tip("refs/heads/inst/ISSTEG") == tip
        made = run(workspace, "commit-tree", "-p", tip, "-m", "a mano", f"{tip}^{{tree}}")
        run(workspace, "update-ref", "refs/heads/inst/ISSTEG", made)
        assert ledger.refs()["refs/heads/inst/ISSTEG"] == made == ledger.tip("refs/heads/inst/ISSTEG")
        assert [each.subject for each in ledger.history(made)] == ["a mano", "Record"]
        plan = plan_for(ledger, "ISSTEG", {position("ISSTEG"): b"2\n"})
        run(workspace, "update-ref", "refs/heads/inst/ISSTEG", tip)
        with pytest.raises(TryAgain):
            ledger.perform(plan)


def test_a_reader_that_dies_starts_again(workspace, write):
    with open_ledger(workspace) as ledger:
        process = ledger._reader._process._running()
        process.kill()
        process.wait()
        assert ledger.tip(MAIN)
        write(ledger, "ISSTEG", {position("ISSTEG"): b"1\n"})
        for hasher in ledger._writer._hashers.values():
            hasher._running().kill()
            hasher._running().wait()
        write(ledger, "ISSTEG", {position("ISSTEG"): b"2\n"})


def test_a_corrupt_object_is_said(workspace, write):
    with open_ledger(workspace) as ledger:
        tip = write(ledger, "ISSTEG", {position("ISSTEG"): b"1\n"})
        blob = ledger.tree(tip)[position("ISSTEG")]
    loose = workspace / ".git/objects" / blob[:2] / blob[2:]
    loose.chmod(0o644)
    loose.write_bytes(b"nada")
    with open_ledger(workspace) as ledger, pytest.raises(Failed):
        ledger.read([blob])


def test_founding_needs_an_empty_place(workspace, tmp_path):
    with pytest.raises(Refused, match="not empty"):
        found_workspace(workspace, ROOT_FILES, SECRETARIAT, NOON)
    (tmp_path / "lleno").mkdir()
    (tmp_path / "lleno" / "a.txt").touch()
    with pytest.raises(Refused, match="not empty"):
        found_workspace(tmp_path / "lleno", ROOT_FILES, SECRETARIAT, NOON)
    assert [each.name for each in (tmp_path / "lleno").iterdir()] == ["a.txt"]


def test_founding_fills_an_empty_folder_and_is_the_same_everywhere(tmp_path):
    (tmp_path / "vacio").mkdir()
    with (
        found_workspace(tmp_path / "vacio", ROOT_FILES, SECRETARIAT, NOON) as one,
        found_workspace(tmp_path / "x" / "y", ROOT_FILES, SECRETARIAT, NOON) as other,
    ):
        assert one.tip(MAIN) == other.tip(MAIN)
        assert run(tmp_path / "vacio", "symbolic-ref", "HEAD") == MAIN


def test_a_failed_founding_leaves_nothing(tmp_path, monkeypatch):
    with pytest.raises(Refused):
        found_workspace(tmp_path / "m", {"../x": b"x\n"}, SECRETARIAT, NOON)
    monkeypatch.setattr("lexframe.store.git_ledger.GitLedger.perform", _fail)
    with pytest.raises(ValueError, match="nada"):
        found_workspace(tmp_path / "m", ROOT_FILES, SECRETARIAT, NOON)
    assert list(tmp_path.iterdir()) == []


def _fail(*_: object) -> None:
    raise ValueError("nada")


def test_no_temporary_folder_is_needed(workspace, write, monkeypatch, tmp_path):
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(tmp_path / "no-hay"))
    with open_ledger(workspace) as ledger:
        write(ledger, "ISSTEG", {position("ISSTEG"): b"1\n"})


def test_reading_imports_nothing_heavy(workspace):
    code = (
        "import sys; from pathlib import Path\n"
        "from lexframe.store.opening import open_ledger; from lexframe.store.view import View\n"
        "view = View.now(open_ledger(Path(sys.argv[1]))); view.read('lexframe.toml')\n"
        "print([each for each in ('git', 'filelock', 'textual', 'pydantic') if each in sys.modules])\n"
    )
    words = [sys.executable, "-c", code, str(workspace)]
    assert subprocess.run(words, capture_output=True, text=True, check=True).stdout == "[]\n"


def test_identity_is_kept_beside_the_repository(workspace):
    own = workspace / ".git/lexframe"
    assert read_identity(own) is None
    write_identity(own, Identity("ISSTEG", 'Dirección «general» \\ "x"'))
    assert read_identity(own) == Identity("ISSTEG", 'Dirección «general» \\ "x"')
    (own / "identity.toml").write_text("body = 3\n")
    with pytest.raises(Unreadable) as unreadable:
        read_identity(own)
    assert "lexframe join" in said(unreadable.value)
    with pytest.raises(Refused):
        Identity("ISSTEG", "a\nb")


def test_unfinished_texts_are_kept_whole(git_ledger):
    drafts = git_ledger.drafts
    assert drafts.all() == {}
    drafts.keep("ISSTEG-K7M2/articulo-1", "uno")
    drafts.keep("ISSTEG-K7M2/articulo-1", "dos ñ\ud800")
    drafts.keep("../../x", "tres")
    assert drafts.all() == {"../../x": "tres", "ISSTEG-K7M2/articulo-1": "dos ñ\ud800"}
    (drafts.folder / "ajeno!").write_bytes(b"x")
    drafts.drop("../../x")
    drafts.drop("no-hay")
    assert list(drafts.all()) == ["ISSTEG-K7M2/articulo-1"]


@pytest.mark.parametrize(
    "key", ["diff." + ".a" * 50_000, "url." + "x" * 100_000, "remote." + "." * 100_000 + ".url"]
)
def test_hostile_settings_cost_no_time(key):
    before = time.process_time()
    is_active(key, "x@" * 50_000)
    assert time.process_time() - before < 0.5


def test_founding_listens_to_no_environment(tmp_path, monkeypatch):
    template = tmp_path / "plantilla"
    (template / "hooks").mkdir(parents=True)
    (template / "hooks" / "post-commit").write_text("#!/bin/sh\n")
    monkeypatch.setenv("GIT_TEMPLATE_DIR", str(template))
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR"):
        monkeypatch.setenv(name, str(tmp_path / "otro"))
    with found_workspace(tmp_path / "marco", ROOT_FILES, SECRETARIAT, NOON) as ledger:
        assert ledger.git_dir == tmp_path / "marco" / ".git"
        assert not (ledger.git_dir / "hooks").exists()
    assert not (tmp_path / "otro").exists()


def test_gitpython_only_speaks_through_the_hardened_call(workspace):
    with HardenedRepo(workspace) as repo:
        assert repo.git.rev_parse("main") == repo.heads.main.commit.hexsha
        with pytest.raises(Failed, match="git rev-parse failed"):
            repo.git.rev_parse("--verify", "no-hay")
        with pytest.raises(NotImplementedError):
            repo.git.execute(["git", "version"], shell=True)


def test_gitpython_runs_nothing_of_a_hostile_clone(workspace, tmp_path, monkeypatch):
    canary = tmp_path / "canary"
    run(workspace, "config", "core.fsmonitor", f"touch '{canary}'; false")
    run(workspace, "checkout", "--quiet", "--force", "main")
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", f"touch '{canary}'")
    with HardenedRepo(workspace) as repo:
        repo.git.status()
        repo.git.diff("--ext-diff", "HEAD")
    assert not canary.exists()
