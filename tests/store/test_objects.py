"""Our reading and writing of git's objects agrees with git's own, and survives whatever it is fed."""

from __future__ import annotations

import time
import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_cases import NOON

from lexframe.core.errors import Refused, Unreadable
from lexframe.store.act import is_known_ref
from lexframe.store.git_call import GitCall
from lexframe.store.objects import (
    BLOB,
    TREE,
    TreeEntry,
    encode_commit,
    encode_tree,
    object_id,
    parse_tree,
    read_commit,
    unsigned,
)
from lexframe.store.paths import place_of
from lexframe.store.ports import MAIN, Author, CommitPlan
from lexframe.store.text_rules import refuse_unfit_text
from lexframe.store.trees import Trees

EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
names = st.text("abcd.-", min_size=1, max_size=3)
paths = st.lists(names, min_size=1, max_size=3).map("/".join)
blobs = st.binary(max_size=3).map(lambda data: object_id(BLOB, data))


def test_known_names_of_known_bytes():
    assert object_id(BLOB, b"") == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"
    assert object_id(TREE, b"") == EMPTY_TREE


class Shelf:
    """Trees in a dictionary, as a ledger would hold them."""

    def __init__(self) -> None:
        self.raw = {EMPTY_TREE: b""}
        self.trees = Trees(lambda ids: {id: self.raw[id] for id in ids})

    def change(self, root: str | None, changes: dict[str, str | None]) -> str:
        woven = self.trees.change(root, changes)
        self.raw |= woven.trees
        self.trees = Trees(lambda ids: {id: self.raw[id] for id in ids})
        return woven.root


def without_clashes(files: dict[str, str]) -> dict[str, str]:
    """Drop paths that would be a file and a folder at once."""
    return {path: id for path, id in files.items() if not any(each.startswith(f"{path}/") for each in files)}


@given(st.dictionaries(paths, blobs), st.dictionaries(paths, blobs))
def test_a_changed_tree_is_the_changed_mapping(before, after):
    before, after = without_clashes(before), without_clashes(after)
    shelf = Shelf()
    old = shelf.change(None, before)
    assert shelf.trees.contents(old).files == before
    changes = {path: after.get(path) for path in before.keys() | after.keys()}
    new = shelf.change(old, changes)
    assert new == shelf.change(None, after)
    assert shelf.trees.contents(new).files == after
    differing = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert shelf.trees.differences(old, new) == tuple(sorted(differing))
    assert all(shelf.trees.blob(new, path) == id for path, id in after.items())
    assert shelf.trees.blob(new, "no/hay") is None


@given(st.dictionaries(paths, blobs))
def test_git_makes_the_same_tree(git_shelf, files):
    files = without_clashes(files)
    woven = Trees(lambda ids: {}).change(None, files)
    for raw in woven.trees.values():
        entries = parse_tree(raw)
        listing = b"".join(
            b"%s %s %s\t%s\0"
            % (each.mode.rjust(6, b"0"), b"tree" if each.is_folder else b"blob", each.id.encode(), each.name)
            for each in entries
        )
        said = git_shelf.run("mktree", "-z", "--missing", feed=listing).decode().strip()
        assert said == object_id(TREE, raw)


@pytest.fixture(scope="module")
def git_shelf(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shelf")
    GitCall().run("init", "--quiet", "--bare", str(folder / "x.git"))
    return GitCall(folder / "x.git")


@given(st.binary(max_size=60))
def test_any_bytes_are_a_tree_or_unreadable(raw):
    try:
        entries = parse_tree(raw)
    except Unreadable:
        return
    assert sum(len(each.mode) + len(each.name) + 22 for each in entries) == len(raw)


def test_a_tree_that_names_one_thing_twice_is_unreadable():
    blob = object_id(BLOB, b"")
    raw = encode_tree([TreeEntry(b"100644", b"a", blob), TreeEntry(b"100755", b"a", blob)])
    with pytest.raises(Unreadable):
        Trees(lambda ids: dict.fromkeys(ids, raw)).contents("x" * 40)


def test_a_tree_that_unfolds_without_end_is_stopped(monkeypatch):
    monkeypatch.setattr("lexframe.store.trees.FILE_LIMIT", 10_000)
    raw = {"0" * 40: encode_tree([TreeEntry(b"100644", b"a", object_id(BLOB, b""))])}
    for n in range(1, 11):
        below = f"{n - 1:040}"
        raw[f"{n:040}"] = encode_tree(TreeEntry(b"40000", f"{k}".encode(), below) for k in range(10))
    with pytest.raises(Unreadable, match="unfolds"):
        Trees(lambda ids: {id: raw[id] for id in ids}).contents(f"{10:040}")


def test_folders_that_go_on_for_ever_are_odd():
    raw = encode_tree([TreeEntry(b"40000", b"d", "1" * 40)])
    found = Trees(lambda ids: dict.fromkeys(ids, raw)).contents("1" * 40)
    assert found.files == {}
    assert found.odd == ("d/" * 12,)


def test_strange_names_are_shown_and_match_nothing():
    id = object_id(BLOB, b"")
    names = [b"\xff.md", b"..", b".git", b"a\nb", b"\x1b[31m", "а.md".encode()]
    raw = encode_tree(TreeEntry(b"100644", name, id) for name in names)
    found = Trees(lambda ids: dict.fromkeys(ids, raw)).contents("1" * 40)
    assert len(found.files) == len(names)
    assert [path for path in found.files if place_of(path)] == []


def test_a_commit_reads_back_as_it_was_planned():
    plan = CommitPlan(
        MAIN,
        "1" * 40,
        {},
        "Asunto\n\nUno.\n\nDos.",
        Author("ST", "Secretaría"),
        NOON,
        -360,
        ("2" * 40,),
        (("Lexframe-Registry", "3" * 40),),
    )
    raw = encode_commit(plan, EMPTY_TREE)
    info = read_commit("4" * 40, raw, ["a"])
    assert (info.subject, info.text, info.body) == ("Asunto", "Uno.\n\nDos.", "ST")
    assert (info.parents, info.when, info.offset) == (("1" * 40, "2" * 40), NOON, -360)
    assert info.trailers == {"Lexframe-Body": "ST", "Lexframe-Registry": "3" * 40}
    signed = raw.replace(b"\n\n", b"\ngpgsig -----BEGIN\n abc\n -----END\n\n", 1)
    assert unsigned(signed) == raw


@given(st.binary(max_size=200))
def test_any_commit_message_is_read_without_fault(message):
    raw = b"tree " + EMPTY_TREE.encode() + b"\ncommitter " + message[:40] + b"\n\n" + message
    assert read_commit("1" * 40, raw, ()).id == "1" * 40


@pytest.mark.parametrize("zone", [b"+0530", b"-0600", b"+0000"])
def test_zones_are_minutes_east(zone):
    raw = b"tree " + EMPTY_TREE.encode() + b"\ncommitter X <x@x> 5 " + zone + b"\n\nx\n"
    assert read_commit("1" * 40, raw, ()).offset == {b"+0530": 330, b"-0600": -360, b"+0000": 0}[zone]


@given(st.text(st.characters(blacklist_categories=("Cs",)), max_size=40))
def test_fit_text_is_what_anybody_can_see(text):
    is_fit = unicodedata.is_normalized("NFC", text) and not any(
        each not in "\n\t" and unicodedata.category(each) in ("Cc", "Cf", "Co", "Zl", "Zp") for each in text
    )
    try:
        refuse_unfit_text("x", text.encode())
    except Refused:
        return  # it may refuse more: fillers and variation selectors are letters or marks to Unicode
    assert is_fit


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"a\nb\xff", "x:2"),
        ("a\nb\ne\u0301".encode(), "x:3"),
        ("a\u200bb".encode(), "x:1"),
        ("\ufeffa".encode(), "x:1"),
        ("a\u2066b".encode(), "x:1"),
        ("a\U000e0041".encode(), "x:1"),
        ("a\ue000".encode(), "x:1"),
        (b"a\n\n\x1b[31m", "x:3"),
        (b"a\r\n", "x:1"),
    ],
)
def test_unfit_text_names_its_line(data, place):
    with pytest.raises(Refused) as refused:
        refuse_unfit_text("x", data)
    assert refused.value.place == place


@pytest.mark.parametrize("text", ["ñ ü — “comillas” «otras» ½ § ° ²\n", "| a\t|\n", "", "日本\n"])
def test_ordinary_text_is_fit(text):
    refuse_unfit_text("x", text.encode())


@pytest.mark.parametrize(
    "path",
    [
        "drafts/con/framework.md",
        "drafts/marco/articles/nul.md",
        f"drafts/marco/articles/{'a' * 300}.md",
        "drafts/marco/amendments/ISSTE/ISSTEG-K7M2/amendment.md",
        "drafts/marco/comments/ISSTEG/articulo-1/٠٠٠١.md",
        "positions/ISSTEG/marco/ISSTEG-K7M2.md/x",
        "positions/ISSTEG/marco/ISSTEG-K7M2.MD",
        "positions/isstog/marco/ISSTEG-K7M2.md",
        "positions//marco/ISSTEG-K7M2.md",
        "Positions/ISSTEG/marco/ISSTEG-K7M2.md",
        "",
    ],
)
def test_no_path_beyond_the_grammar(path):
    assert place_of(path) is None


HOSTILE = [
    "a-" * 50_000,
    "A-" * 50_000,
    "drafts/" + "a-" * 50_000,
    "positions/A/" + "a" * 100_000,
    "\u0301" * 50_000,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_input_costs_no_time(text):
    before = time.process_time()
    place_of(text)
    is_known_ref("refs/heads/inst/" + text)
    read_commit(
        "1" * 40,
        b"tree " + EMPTY_TREE.encode() + b"\ncommitter " + text.encode() + b"\n\n" + text.encode(),
        (),
    )
    with suppress(Refused):
        refuse_unfit_text("x", text.encode())
    assert time.process_time() - before < 0.5
