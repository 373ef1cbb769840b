"""Two clones and a hub, moved by plain git: what is fetched is checked before it is seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from store_cases import NOON, SECRETARIAT, position

from lexframe.store.git_call import GitCall
from lexframe.store.git_ledger import GitLedger
from lexframe.store.opening import open_ledger
from lexframe.store.ports import MAIN
from lexframe.store.receiving import Received
from lexframe.store.view import View, seal_plan

TRAY = "refs/heads/inst/ISSTEG"


def run(folder: Path, *words: str) -> str:
    who = ("-c", "user.name=x", "-c", "user.email=x@x")
    return GitCall().run(*who, *words, cwd=folder).decode().strip()


class Clone:
    """A workspace with a hub as its origin, opened anew for each look as each command does."""

    def __init__(self, folder: Path, hub: Path) -> None:
        run(hub, "clone", "--quiet", str(hub), str(folder))
        self.folder = folder
        self.received = Received()

    def open(self) -> GitLedger:
        self.received = Received()
        return open_ledger(self.folder, on_received=self._hear)

    def write(self, write, body: str, changes: dict[str, bytes | None]) -> str:
        with self.open() as ledger:
            return write(ledger, body, changes)

    def read(self, path: str) -> bytes | None:
        with self.open() as ledger:
            view = View.now(ledger)
            return view.read(path) if path in view.paths() else None

    def send(self, branch: str = "inst/ISSTEG") -> None:
        run(self.folder, "push", "--quiet", "origin", branch)

    def fetch(self) -> Received:
        run(self.folder, "fetch", "--quiet", "origin")
        self.open().close()
        return self.received

    def _hear(self, received: Received) -> None:
        self.received = received


@pytest.fixture
def hub(git_ledger, tmp_path) -> Path:
    git_ledger.close()
    run(tmp_path, "clone", "--quiet", "--bare", str(git_ledger.git_dir.parent), str(tmp_path / "hub"))
    return tmp_path / "hub"


@pytest.fixture
def one(hub, tmp_path) -> Clone:
    return Clone(tmp_path / "uno", hub)


@pytest.fixture
def other(hub, tmp_path) -> Clone:
    return Clone(tmp_path / "dos", hub)


def test_a_sent_act_is_seen_by_the_other(one, other, write):
    one.write(write, "ISSTEG", {position("ISSTEG"): b"1\n"})
    one.send()
    assert other.read(position("ISSTEG")) is None
    assert other.fetch().moved == (TRAY,)
    assert other.read(position("ISSTEG")) == b"1\n"
    assert other.fetch() == Received()


def test_a_second_computer_of_one_institute_goes_on_where_the_first_was(one, other, write):
    first = one.write(write, "ISSTEG", {position("ISSTEG"): b"1\n"})
    one.send()
    other.fetch()
    second = other.write(write, "ISSTEG", {position("ISSTEG", "ISSTEG-AAAA"): b"2\n"})
    with other.open() as ledger:
        assert next(ledger.history(second)).parents == (first,)
    other.send()
    one.fetch()
    third = one.write(write, "ISSTEG", {position("ISSTEG"): b"3\n"})
    with one.open() as ledger:
        assert [each.id for each in ledger.history(third)] == [third, second, first]
    one.send()


def test_a_new_clone_knows_every_tray_at_once(one, hub, tmp_path, write):
    one.write(write, "ISSTEG", {position("ISSTEG"): b"1\n"})
    one.send()
    assert Clone(tmp_path / "tres", hub).read(position("ISSTEG")) == b"1\n"


def test_a_seal_takes_in_what_was_fetched(one, other, write):
    tip = one.write(write, "ISSTEG", {position("ISSTEG"): b"1\n"})
    one.send()
    other.fetch()
    with other.open() as ledger:
        main = ledger.perform(seal_plan(View.now(ledger), SECRETARIAT, NOON))
        assert next(ledger.history(main)).parents[1:] == (tip,)
        assert View.now(ledger).unsealed == {}
    other.send("main")


def test_a_rewritten_tray_is_not_followed(one, other, write):
    one.write(write, "ISSTEG", {position("ISSTEG"): b"1\n"})
    one.send()
    other.fetch()
    made = run(one.folder, "commit-tree", "-m", "otra historia", "inst/ISSTEG^{tree}")
    run(one.folder, "push", "--quiet", "--force", "origin", f"{made}:{TRAY}")
    (stop,) = other.fetch().stopped
    assert (stop.ref, "rewritten" in str(stop.why)) == (TRAY, True)
    assert other.read(position("ISSTEG")) == b"1\n"


def test_an_older_tray_is_not_followed(one, other, write):
    old = one.write(write, "ISSTEG", {position("ISSTEG"): b"1\n"})
    one.write(write, "ISSTEG", {position("ISSTEG"): b"2\n"})
    one.send()
    other.fetch()
    run(one.folder, "push", "--quiet", "--force", "origin", f"{old}:{TRAY}")
    (stop,) = other.fetch().stopped
    assert "older" in str(stop.why)
    assert other.read(position("ISSTEG")) == b"2\n"


def test_a_deleted_tray_stays_seen(one, other, write):
    one.write(write, "ISSTEG", {position("ISSTEG"): b"1\n"})
    one.send()
    other.fetch()
    run(one.folder, "push", "--quiet", "origin", f":{TRAY}")
    run(other.folder, "fetch", "--quiet", "--prune", "origin")
    assert other.read(position("ISSTEG")) == b"1\n"


def plant(clone: Clone, path: str, mode: str = "100644") -> None:
    """Put one commit on the tray with plain git, as somebody bypassing lexframe would."""
    index = {"feed": b"x\n"}
    blob = GitCall(clone.folder / ".git").run("hash-object", "-w", "--stdin", **index).decode().strip()
    run(clone.folder, "read-tree", "inst/ISSTEG")
    run(clone.folder, "update-index", "--add", "--cacheinfo", f"{mode},{blob},{path}")
    tree = run(clone.folder, "write-tree")
    made = run(clone.folder, "commit-tree", "-p", "inst/ISSTEG", "-m", "a mano", tree)
    run(clone.folder, "update-ref", TRAY, made)


@pytest.mark.parametrize(
    ("path", "mode"),
    [
        (position("ISSTECAM"), "100644"),
        ("institutes.toml", "100644"),
        ("LEAME.md", "100644"),
        (position("ISSTEG", "ISSTEG-AAAA"), "120000"),
        (position("ISSTEG", "ISSTEG-AAAA"), "100755"),
    ],
)
def test_one_bad_commit_stops_one_tray_at_the_last_good_one(one, other, write, path, mode):
    one.write(write, "ISSTEG", {position("ISSTEG"): b"1\n"})
    good = one.write(write, "ISSTEG", {position("ISSTEG"): b"2\n"})
    plant(one, path, mode)
    one.send()
    one.write(write, "ISSTECAM", {position("ISSTECAM"): b"suya\n"})
    one.send("inst/ISSTECAM")
    received = other.fetch()
    assert set(received.moved) == {TRAY, "refs/heads/inst/ISSTECAM"}
    assert [stop.ref for stop in received.stopped] == [TRAY]
    with other.open() as ledger:
        assert ledger.tip(TRAY) == good
    assert other.read(position("ISSTECAM")) == b"suya\n"


def test_a_merge_in_a_tray_stops_it(one, other, write):
    tip = one.write(write, "ISSTEG", {position("ISSTEG"): b"1\n"})
    made = run(one.folder, "commit-tree", "-p", tip, "-p", "main", "-m", "mezcla", f"{tip}^{{tree}}")
    run(one.folder, "update-ref", TRAY, made)
    one.send()
    (stop,) = other.fetch().stopped
    assert "merge" in str(stop.why)
    with other.open() as ledger:
        assert ledger.tip(TRAY) == tip


def test_main_alone_is_no_tray(one):
    assert one.fetch() == Received()
    with one.open() as ledger:
        assert list(ledger.refs()) == [MAIN]
