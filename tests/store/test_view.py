"""The view is main under the trays' own papers, and a seal is exactly that view."""

from __future__ import annotations

from dataclasses import replace

import pytest
from store_cases import NOON, SECRETARIAT, position

from lexframe.core.errors import Failed, Refused, Unknown
from lexframe.store.memory_ledger import MemoryLedger
from lexframe.store.objects import COMMIT, TREE, TreeEntry, encode_tree, object_id
from lexframe.store.ports import MAIN, Author
from lexframe.store.view import View, seal_plan

TRAY = "refs/heads/inst/ISSTEG"


def seal(ledger):
    plan = seal_plan(View.now(ledger), SECRETARIAT, NOON)
    return ledger.perform(plan) if plan else None


def test_a_view_shows_trays_above_main(ledger, write):
    write(ledger, "ISSTEG", {position("ISSTEG"): b"1\n"})
    write(ledger, "GT-INV", {"drafts/marco/amendments/GT-INV/GT-INV-AAAA/amendment.md": b"g\n"})
    view = View.now(ledger)
    assert view.read(position("ISSTEG")) == b"1\n"
    assert list(view.paths()) == [
        "drafts/marco/amendments/GT-INV/GT-INV-AAAA/amendment.md",
        "institutes.toml",
        "lexframe.toml",
        position("ISSTEG"),
    ]
    assert view.tip == ledger.tip(MAIN)
    assert set(view.unsealed) == {TRAY, "refs/heads/wg/GT-INV"}


def test_each_act_changes_the_revision(ledger, write):
    seen = [View.now(ledger).revision]
    write(ledger, "ISSTEG", {position("ISSTEG"): b"1\n"})
    seen.append(View.now(ledger).revision)
    seal(ledger)
    seen.append(View.now(ledger).revision)
    assert len(set(seen)) == 3
    assert View.now(ledger).revision == seen[-1]


def test_a_seal_takes_in_what_moved_and_then_there_is_nothing_to_seal(ledger, write):
    assert seal_plan(View.now(ledger), SECRETARIAT, NOON) is None
    gt = write(ledger, "GT-INV", {"drafts/marco/comments/GT-INV/articulo-1/0001.md": b"c\n"})
    one = write(ledger, "ISSTEG", {position("ISSTEG"): b"1\n"})
    before = ledger.tip(MAIN)
    commit = seal(ledger)
    sealed = next(ledger.history(commit))
    assert sealed.parents == (before, one, gt)
    assert sealed.subject == "Seal ISSTEG, GT-INV"
    assert dict(ledger.tree(commit)) == dict(View.now(ledger).paths())
    assert seal_plan(View.now(ledger), SECRETARIAT, NOON) is None


def test_a_seal_names_only_the_trays_that_moved_and_removes_what_they_took_back(ledger, write):
    write(ledger, "ISSTECAM", {position("ISSTECAM"): b"c\n"})
    write(ledger, "ISSTEG", {position("ISSTEG"): b"1\n", position("ISSTEG", "ISSTEG-AAAA"): b"2\n"})
    first = seal(ledger)
    gone = write(ledger, "ISSTEG", {position("ISSTEG"): None})
    assert position("ISSTEG") not in View.now(ledger).paths()
    second = seal(ledger)
    assert next(ledger.history(second)).parents == (first, gone)
    assert position("ISSTEG") not in ledger.tree(second)
    assert position("ISSTECAM") in ledger.tree(second)


def test_a_seal_is_recorded_even_if_the_papers_are_as_before(ledger, write):
    write(ledger, "ISSTEG", {position("ISSTEG"): b"1\n"})
    first = seal(ledger)
    write(ledger, "ISSTEG", {position("ISSTEG"): b"2\n"})
    back = write(ledger, "ISSTEG", {position("ISSTEG"): b"1\n"})
    second = seal(ledger)
    assert ledger.tree(second) == ledger.tree(first)
    assert next(ledger.history(second)).parents == (first, back)


@pytest.mark.parametrize("false", [b"otra\n", None])
def test_a_seal_that_differs_from_its_trays_is_refused(ledger, write, false):
    write(ledger, "ISSTEG", {position("ISSTEG"): b"1\n"})
    plan = seal_plan(View.now(ledger), SECRETARIAT, NOON)
    with pytest.raises(Refused, match="differs from the trays"):
        ledger.perform(replace(plan, changes={position("ISSTEG"): false}))


def test_a_seal_carries_no_register_entry(ledger, write):
    write(ledger, "ISSTEG", {position("ISSTEG"): b"1\n"})
    plan = seal_plan(View.now(ledger), SECRETARIAT, NOON)
    with pytest.raises(Refused):
        ledger.perform(replace(plan, changes={**plan.changes, "register/0002-opened.md": b"x\n"}))


def test_an_old_view_stays_as_it_was(ledger, write):
    before = ledger.tip(MAIN)
    write(ledger, "ISSTEG", {position("ISSTEG"): b"1\n"})
    view = View.at(ledger, before)
    assert list(view.paths()) == ["institutes.toml", "lexframe.toml"]
    with pytest.raises(Unknown, match="no paper"):
        view.read(position("ISSTEG"))


def test_a_verified_copy_serves_where_there_is_no_branch(memory_ledger, write):
    tip = write(memory_ledger, "ISSTEG", {position("ISSTEG"): b"1\n"})
    del memory_ledger._refs[TRAY]
    memory_ledger.trust("refs/lexframe/verified/inst/ISSTEG", tip)
    view = View.now(memory_ledger)
    assert view.tips[TRAY] == tip
    assert view.read(position("ISSTEG")) == b"1\n"


def test_the_newer_of_branch_and_verified_copy_is_seen(memory_ledger, write):
    old = write(memory_ledger, "ISSTEG", {position("ISSTEG"): b"1\n"})
    new = write(memory_ledger, "ISSTEG", {position("ISSTEG"): b"2\n"})
    for branch, verified in ((old, new), (new, old)):
        memory_ledger._refs[TRAY] = branch
        memory_ledger.trust("refs/lexframe/verified/inst/ISSTEG", verified)
        assert View.now(memory_ledger).tips[TRAY] == new


def test_a_tray_older_than_its_seal_does_not_hide_the_sealed_papers(memory_ledger, write):
    old = write(memory_ledger, "ISSTEG", {position("ISSTEG"): b"1\n"})
    write(memory_ledger, "ISSTEG", {position("ISSTEG"): b"2\n"})
    seal(memory_ledger)
    memory_ledger._refs[TRAY] = old
    assert View.now(memory_ledger).read(position("ISSTEG")) == b"2\n"


def test_foreign_papers_in_a_tray_are_ignored_and_listed(memory_ledger, write):
    write(memory_ledger, "ISSTECAM", {position("ISSTECAM"): b"propia\n"})
    plant(
        memory_ledger,
        TRAY,
        {position("ISSTECAM"): b"falsa\n", "lexframe.toml": b"x\n", position("ISSTEG"): b"1\n"},
    )
    view = View.now(memory_ledger)
    assert view.read(position("ISSTECAM")) == b"propia\n"
    assert view.read("lexframe.toml") == b'title = "Marco"\n'
    assert view.read(position("ISSTEG")) == b"1\n"
    assert [(each.ref, each.path) for each in view.trespasses] == [
        (TRAY, "lexframe.toml"),
        (TRAY, position("ISSTECAM")),
    ]
    assert seal_plan(view, SECRETARIAT, NOON).changes.keys() == {position("ISSTECAM"), position("ISSTEG")}


@pytest.mark.parametrize("mode", [b"120000", b"100755", b"160000"])
def test_links_programs_and_submodules_are_no_papers(memory_ledger, mode):
    tree = b""
    blob = memory_ledger._put("blob", b"/etc/passwd")
    tree = memory_ledger._put(TREE, encode_tree([TreeEntry(mode, b"positions", blob)]))
    raw = f"tree {tree}\nauthor X <x@x> 1 +0000\ncommitter X <x@x> 1 +0000\n\nx\n".encode()
    memory_ledger._refs[TRAY] = memory_ledger._put(COMMIT, raw)
    view = View.now(memory_ledger)
    assert [each.path for each in view.trespasses] == ["positions"]
    assert list(view.paths()) == ["institutes.toml", "lexframe.toml"]


def test_without_main_there_is_no_view():
    with pytest.raises(Failed, match="no main"):
        View.now(MemoryLedger())


def plant(ledger: MemoryLedger, ref: str, files: dict[str, bytes]) -> str:
    """Set a ref to a commit that lexframe itself would refuse to make."""
    blobs = {path: ledger._put("blob", data) for path, data in files.items()}
    woven = ledger._trees.change(None, blobs)
    for tree in woven.trees.values():
        ledger._put(TREE, tree)
    raw = f"tree {woven.root}\nauthor X <x@x> 1 +0000\ncommitter X <x@x> 1 +0000\n\nx\n".encode()
    ledger._refs[ref] = ledger._put(COMMIT, raw)
    assert object_id(COMMIT, raw) == ledger._refs[ref]
    assert Author("X").office == ""
    return ledger._refs[ref]


def test_what_lies_on_main_and_is_no_record_is_listed(memory_ledger):
    plant(
        memory_ledger, MAIN, {".gitattributes": b"* text\n", ".gitmodules": b"x\n", "lexframe.toml": b"x\n"}
    )
    for view in (View.now(memory_ledger), View.at(memory_ledger, memory_ledger.tip(MAIN))):
        assert [(each.ref, each.path) for each in view.trespasses] == [
            (MAIN, ".gitattributes"),
            (MAIN, ".gitmodules"),
        ]
