"""A kill at any moment leaves the old state or the new one, and never loses what was called saved."""

from __future__ import annotations

import hashlib
import os
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from store_cases import NOON, SECRETARIAT, position

from bench.kills import kill_again_and_again
from lexframe.core.errors import Failed, Refused, TryAgain
from lexframe.core.message import Message
from lexframe.store.git_ledger import STEPS, GitLedger
from lexframe.store.opening import open_ledger
from lexframe.store.ports import MAIN
from lexframe.store.view import View, seal_plan
from lexframe.store.write_lock import write_lock

TRAY = "refs/heads/inst/ISSTEG"
SAFE = STEPS[STEPS.index("journalled") :]


class Killed(BaseException):
    """Stands for SIGKILL: nothing of ours may catch it and tidy up."""


def die_at(step: str):
    def hook(done: str) -> None:
        if done == step:
            raise Killed(step)

    return hook


def reopened(ledger: GitLedger):
    replays = []
    ledger.close()
    return open_ledger(ledger.git_dir.parent, on_replay=replays.append), replays


@pytest.mark.parametrize("step", STEPS)
def test_a_kill_after_any_step_is_old_or_new_and_the_next_act_works(git_ledger, write, step):
    write(git_ledger, "ISSTEG", {position("ISSTEG"): b"1\n"})
    git_ledger.on_step = die_at(step)
    with pytest.raises(Killed):
        write(git_ledger, "ISSTEG", {position("ISSTEG"): b"2\n"})
    ledger, _ = reopened(git_ledger)
    with ledger:
        said = View.now(ledger).read(position("ISSTEG"))
        assert said == (b"2\n" if step in SAFE else b"1\n")
        assert len(list(ledger.history(ledger.tip(TRAY)))) == (2 if step in SAFE else 1)
        assert ledger.outbox.names() == ()
        assert list(ledger.own_folder.glob("act-*")) == []
        write(ledger, "ISSTEG", {position("ISSTEG"): b"3\n"})
        ledger.call.run("fsck", "--full", "--strict", "--no-dangling", "--no-progress")


@pytest.mark.parametrize("step", SAFE)
def test_a_killed_seal_is_made_or_found_made(git_ledger, write, step):
    write(git_ledger, "ISSTEG", {position("ISSTEG"): b"1\n"})
    plan = seal_plan(View.now(git_ledger), SECRETARIAT, NOON)
    git_ledger.on_step = die_at(step)
    with pytest.raises(Killed):
        git_ledger.perform(plan)
    ledger, _ = reopened(git_ledger)
    with ledger:
        assert position("ISSTEG") in ledger.tree(ledger.tip(MAIN))
        assert len(list(ledger.history(ledger.tip(MAIN), ["positions"]))) == 2
        assert ledger.outbox.names() == ()


def test_a_replayed_act_goes_on_top_of_what_came_meanwhile(git_ledger, write):
    git_ledger.on_step = die_at("journalled")
    with pytest.raises(Killed):
        write(git_ledger, "ISSTEG", {position("ISSTEG"): b"mine\n"})
    git_ledger.on_step = lambda step: None
    other = write(git_ledger, "ISSTEG", {position("ISSTEG", "ISSTEG-AAAA"): b"other\n"})
    ledger, (replay,) = reopened(git_ledger)
    with ledger:
        assert len(replay.recorded) == 1
        newest = next(ledger.history(ledger.tip(TRAY)))
        assert newest.parents == (other,)
        assert View.now(ledger).read(position("ISSTEG")) == b"mine\n"


def test_an_act_whose_paths_have_changed_is_kept_and_reported(git_ledger, write):
    git_ledger.on_step = die_at("journalled")
    with pytest.raises(Killed):
        write(git_ledger, "ISSTEG", {position("ISSTEG"): b"mine\n"})
    git_ledger.on_step = lambda step: None
    write(git_ledger, "ISSTEG", {position("ISSTEG"): b"theirs\n"})
    ledger, (replay,) = reopened(git_ledger)
    with ledger:
        (name,) = replay.kept
        assert View.now(ledger).read(position("ISSTEG")) == b"theirs\n"
        assert ledger.outbox.read(name).plan.changes == {position("ISSTEG"): b"mine\n"}
        assert ledger.replay().kept == (name,)
        ledger.outbox.drop(name)
        assert ledger.outbox.names() == ()


def test_a_landed_act_that_was_overtaken_is_not_said_twice(git_ledger, write):
    git_ledger.on_step = die_at("moved")
    with pytest.raises(Killed):
        write(git_ledger, "ISSTEG", {position("ISSTEG"): b"mine\n"})
    git_ledger.on_step = lambda step: None
    tip = write(git_ledger, "ISSTEG", {position("ISSTEG"): b"later\n"})
    ledger, (replay,) = reopened(git_ledger)
    with ledger:
        assert len(replay.landed) == 1
        assert ledger.tip(TRAY) == tip


@pytest.mark.parametrize("damage", [b"", b"{}", b"[1]", b'{"format": 99}', b"\xff", b"null"])
def test_a_damaged_entry_is_kept_and_the_workspace_opens(git_ledger, write, damage):
    git_ledger.outbox.folder.mkdir(exist_ok=True)
    (git_ledger.outbox.folder / "000001-damaged.json").write_bytes(damage)
    ledger, (replay,) = reopened(git_ledger)
    with ledger:
        assert replay.kept == ("000001-damaged",)
        write(ledger, "ISSTEG", {position("ISSTEG"): b"1\n"})
        assert ledger.outbox.names() == ("000001-damaged",)


def test_an_entry_of_the_outbox_can_be_read_by_a_person(git_ledger, write):
    git_ledger.on_step = die_at("journalled")
    with pytest.raises(Killed):
        write(git_ledger, "ISSTEG", {position("ISSTEG"): "Señalamos que sí.\n".encode()})
    (file,) = git_ledger.outbox.folder.glob("*.json")
    assert "Señalamos que sí." in file.read_text(encoding="utf-8")


def test_an_attachment_survives_the_outbox_byte_for_byte(git_ledger, write):
    data = bytes(range(256))
    path = f"attachments/ISSTEG/{hashlib.sha256(data).hexdigest()}.pdf"
    git_ledger.on_step = die_at("journalled")
    with pytest.raises(Killed):
        write(git_ledger, "ISSTEG", {path: data})
    ledger, _ = reopened(git_ledger)
    with ledger:
        assert View.now(ledger).read(path) == data


@pytest.mark.parametrize("failing", [1, 2])
def test_a_failing_disk_is_said_and_leaves_the_old_state(git_ledger, write, monkeypatch, failing):
    """Each flush an act asks for fails once, as SQLite's tests do it."""
    before = write(git_ledger, "ISSTEG", {position("ISSTEG"): b"0\n"})
    flushes: list[int] = []
    flush = os.fsync

    def faulty(handle: int) -> None:
        flushes.append(handle)
        if len(flushes) == failing:
            raise OSError(28, "No space left on device")
        flush(handle)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", faulty)
        with pytest.raises(Failed) as failed:
            write(git_ledger, "ISSTEG", {position("ISSTEG"): b"1\n"})
        assert "Free some space" in str(failed.value.remedy)
        assert git_ledger.tip(TRAY) == before
        assert git_ledger.outbox.names() == ()
        flushes[:] = range(failing)
        write(git_ledger, "ISSTEG", {position("ISSTEG"): b"1\n"})
        assert len(flushes) == failing + (1 if sys.platform == "win32" else 2)


@pytest.mark.skipif(sys.platform == "win32", reason="RLIMIT_FSIZE absent")
def test_git_that_may_not_write_leaves_the_act_in_the_outbox(git_ledger, write):
    import resource

    before = write(git_ledger, "ISSTEG", {position("ISSTEG"): b"0\n"})
    git_ledger.close()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)

    def limit(step: str) -> None:
        if step == "journalled":
            resource.setrlimit(resource.RLIMIT_FSIZE, (40, limits[1]))

    git_ledger.on_step = limit
    try:
        with pytest.raises(Failed, match=r"git hash-object|git update-ref"):
            write(git_ledger, "ISSTEG", {position("ISSTEG"): b"1\n"})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert git_ledger.tip(TRAY) == before
    ledger, (replay,) = reopened(git_ledger)
    with ledger:
        assert len(replay.recorded) == 1
        assert View.now(ledger).read(position("ISSTEG")) == b"1\n"


def test_what_fails_after_the_journal_is_kept_for_the_next_start(git_ledger, write):
    git_ledger.sign = _locked_key
    with pytest.raises(Failed) as failed:
        write(git_ledger, "ISSTEG", {position("ISSTEG"): b"1\n"})
    assert str(failed.value.remedy) == "Unlock it. The act is kept and will be recorded at the next start."
    ledger, (replay,) = reopened(git_ledger)
    with ledger:
        assert len(replay.recorded) == 1
        assert View.now(ledger).read(position("ISSTEG")) == b"1\n"


def test_failing_again_and_again_keeps_one_entry(git_ledger, write):
    git_ledger.sign = _locked_key
    with pytest.raises(Failed):
        write(git_ledger, "ISSTEG", {position("ISSTEG"): b"1\n"})
    for _ in range(3):
        assert len(git_ledger.replay().kept) == 1
        assert len(git_ledger.outbox.names()) == 1


def test_signed_bytes_are_what_is_recorded_and_the_replay_knows_them(git_ledger, write):
    def sign(raw: bytes) -> bytes:
        head, _, message = raw.partition(b"\n\n")
        return (
            head + b"\ngpgsig -----BEGIN SSH SIGNATURE-----\n abc\n -----END SSH SIGNATURE-----\n\n" + message
        )

    git_ledger.sign = sign
    git_ledger.on_step = die_at("moved")
    with pytest.raises(Killed):
        write(git_ledger, "ISSTEG", {position("ISSTEG"): b"1\n"})
    git_ledger.on_step = lambda step: None
    tip = write(git_ledger, "ISSTEG", {position("ISSTEG"): b"2\n"})
    assert b"\ngpgsig -----BEGIN" in git_ledger.raw_commits([tip])[tip]
    ledger, (replay,) = reopened(git_ledger)
    with ledger:
        assert len(replay.landed) == 1
        assert ledger.tip(TRAY) == tip


@pytest.mark.parametrize("name", [TRAY, "HEAD"])
def test_the_lock_of_a_killed_git_is_removed(git_ledger, write, name, monkeypatch):
    monkeypatch.setattr("lexframe.store.object_writer.STALE_AFTER", 0.01)
    write(git_ledger, "ISSTEG", {position("ISSTEG"): b"1\n"})
    (git_ledger.git_dir / f"{name}.lock").touch()
    write(git_ledger, "ISSTEG", {position("ISSTEG"): b"2\n"})
    write(git_ledger, "ST", {"register/0002-opened.md": b"x\n"})
    assert View.now(git_ledger).read(position("ISSTEG")) == b"2\n"


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL absent")
def test_fifteen_real_kills_lose_nothing(git_ledger):
    git_ledger.close()
    toll = kill_again_and_again(git_ledger.git_dir.parent, kills=15, seed=11)
    assert (toll.kills, toll.lost, toll.failed) == (15, (), ())
    assert toll.saved >= 15


def test_two_writers_take_turns(git_ledger, write):
    def play(body: str) -> str:
        with open_ledger(git_ledger.git_dir.parent) as ledger:
            for n in range(4):
                tip = write(ledger, body, {position(body): f"{n}\n".encode()})
            return tip

    bodies = ["ISSTEG", "ISSTECAM", "ISSTEY"]
    with ThreadPoolExecutor(3) as pool:
        tips = list(pool.map(play, bodies))
    assert [git_ledger.tip(f"refs/heads/inst/{body}") for body in bodies] == tips
    assert all(len(list(git_ledger.history(tip))) == 4 for tip in tips)


def test_a_busy_workspace_names_the_process_that_writes(git_ledger, write):
    git_ledger.patience = 0.05
    plan_made = {position("ISSTEG"): b"1\n"}
    busy = pytest.raises(TryAgain, match=f"process {os.getpid()}")
    with write_lock(git_ledger.own_folder), ThreadPoolExecutor(1) as pool, busy:
        pool.submit(write, git_ledger, "ISSTEG", plan_made).result()
    write(git_ledger, "ISSTEG", plan_made)


def test_the_refusal_of_a_plan_journals_nothing(git_ledger, write):
    with pytest.raises(Refused):
        write(git_ledger, "ISSTEG", {"lexframe.toml": b"x\n"})
    assert git_ledger.outbox.names() == ()


def _locked_key(raw: bytes) -> bytes:
    raise Failed(Message("The key is locked."), Message("Unlock it."))
