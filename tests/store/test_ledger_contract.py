"""One exam for both ledgers: what the memory ledger passes, real git passes with the same ids."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_cases import NOON, ROOT_FILES, SECRETARIAT, plan_for, position, root_plan

from lexframe.core.errors import Failed, Refused, TryAgain
from lexframe.store.found import found_workspace
from lexframe.store.memory_ledger import MemoryLedger
from lexframe.store.ports import MAIN, Author, CommitPlan
from lexframe.store.view import View, seal_plan

TRAY = "refs/heads/inst/ISSTEG"
AMENDMENT = "drafts/marco/amendments/ISSTEG/ISSTEG-K7M2/amendment.md"
ARTICLE = "drafts/marco/articles/articulo-1.md"


def test_a_founded_ledger_has_one_commit_on_main(ledger):
    (root,) = ledger.history(ledger.tip(MAIN))
    assert list(ledger.refs()) == [MAIN]
    assert root.parents == ()
    assert root.body == "ST"
    assert root.subject == "Open the workspace"
    assert root.paths == ("institutes.toml", "lexframe.toml")


def test_an_act_is_read_back_at_once(ledger, write):
    commit = write(ledger, "ISSTEG", {position("ISSTEG"): b"a favor\n"})
    assert ledger.refs()[TRAY] == commit == ledger.tip(TRAY)
    ((path, blob),) = ledger.tree(commit).items()
    assert path == position("ISSTEG")
    assert ledger.read([blob]) == {blob: b"a favor\n"}


def test_a_tray_grows_in_a_line_and_keeps_what_it_had(ledger, write):
    first = write(ledger, "ISSTEG", {position("ISSTEG"): b"a favor\n", AMENDMENT: b"uno\n"})
    second = write(ledger, "ISSTEG", {AMENDMENT: b"dos\n"}, message="Segunda\n\nCon razones.")
    newest, oldest = ledger.history(second)
    assert (newest.id, oldest.id) == (second, first)
    assert newest.parents == (first,)
    assert newest.paths == (AMENDMENT,)
    assert newest.text == "Con razones."
    assert (newest.when, newest.offset) == (NOON, -360)
    assert list(ledger.tree(second)) == [AMENDMENT, position("ISSTEG")]


def test_both_ledgers_make_the_same_ids(git_ledger, memory_ledger, write):
    def play(ledger):
        write(ledger, "ISSTEG", {position("ISSTEG"): "ñandú\n".encode(), AMENDMENT: b"uno\n"})
        write(ledger, "ISSTEG", {position("ISSTEG"): None}, trailers=(("Lexframe-Registry", "a" * 40),))
        write(ledger, "GT-INV", {"drafts/marco/comments/GT-INV/ISSTEG-K7M2/0001.md": b"opina\n"})
        write(ledger, "ST", {ARTICLE: b"Texto.\n", "drafts/marco/framework.md": b"# Marco\n"})
        ledger.perform(seal_plan(View.now(ledger), SECRETARIAT, NOON))
        tip = ledger.tip(MAIN)
        return ledger.refs(), ledger.tree(tip), {each.id: each for each in ledger.history(tip)}

    assert play(git_ledger) == play(memory_ledger)


def test_removing_the_last_paper_leaves_an_empty_tray(ledger, write):
    write(ledger, "ISSTEG", {position("ISSTEG"): b"x\n"})
    assert ledger.tree(write(ledger, "ISSTEG", {position("ISSTEG"): None})) == {}


def test_history_keeps_to_the_paths_asked_for(ledger, write):
    write(ledger, "ISSTEG", {position("ISSTEG"): b"1\n"})
    amended = write(ledger, "ISSTEG", {AMENDMENT: b"2\n"})
    tip = write(ledger, "ISSTEG", {position("ISSTEG"): b"3\n"})
    assert [each.id for each in ledger.history(tip, [AMENDMENT])] == [amended]
    assert [each.id for each in ledger.history(tip, ["drafts/marco/amendments"])] == [amended]
    assert list(ledger.history(tip, ["drafts/marco/amend"])) == []


def test_a_moved_ref_asks_to_try_again_and_keeps_what_is_there(ledger, write):
    plan = plan_for(ledger, "ISSTEG", {position("ISSTEG"): b"mine\n"})
    kept = write(ledger, "ISSTEG", {position("ISSTEG"): b"other\n"})
    with pytest.raises(TryAgain):
        ledger.perform(plan)
    assert ledger.tip(TRAY) == kept


def test_nothing_new_is_refused(ledger, write):
    tip = write(ledger, "ISSTEG", {position("ISSTEG"): b"x\n"})
    for changes in ({position("ISSTEG"): b"x\n"}, {AMENDMENT: None}, {}):
        with pytest.raises(Refused, match="nothing new"):
            write(ledger, "ISSTEG", changes)
    assert ledger.tip(TRAY) == tip


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("positions/ISSTECAM/marco/ISSTEG-K7M2.md", b"ajena\n"),
        (ARTICLE, b"Texto.\n"),
        ("lexframe.toml", b"x = 1\n"),
        ("positions/ISSTEG/marco/../x.md", b"x\n"),
        ("positions/ISSTEG/marco/ISSTEG-K7M2.md\n", b"x\n"),
        (".git/config", b"x\n"),
        ("positions/ISSTEG/.gitattributes", b"x\n"),
        (position("ISSTEG"), b"\xff\n"),
        (position("ISSTEG"), b"a\r\n"),
        (position("ISSTEG"), "a\u202eb\n".encode()),
        (position("ISSTEG"), b"x" * (64 * 1024 + 1)),
        (f"attachments/ISSTEG/{'0' * 64}.pdf", b"%PDF"),
    ],
)
def test_a_tray_takes_only_its_own_fit_papers(ledger, write, path, content):
    before = ledger.refs()
    with pytest.raises(Refused):
        write(ledger, "ISSTEG", {path: content})
    assert ledger.refs() == before


def test_the_secretariat_cannot_write_a_position_on_main(ledger, write):
    with pytest.raises(Refused) as refused:
        write(ledger, "ST", {position("ISSTEG"): b"inventada\n"})
    assert "one writer" in str(refused.value.remedy)


@pytest.mark.parametrize(
    "ref", ["HEAD", "refs/heads/inst/issteg", "refs/heads/x", "refs/heads/inst/A/../B", ""]
)
def test_only_main_and_trays_are_written(ledger, ref):
    plan = CommitPlan(ref, None, {position("ISSTEG"): b"x\n"}, "x", Author("ISSTEG"), NOON)
    with pytest.raises(Refused):
        ledger.perform(plan)


def test_nobody_writes_in_anothers_tray(ledger):
    plan = plan_for(ledger, "ISSTEG", {position("ISSTEG"): b"x\n"})
    with pytest.raises(Refused, match="cannot write in the tray"):
        ledger.perform(replace(plan, author=Author("ISSTECAM")))


@pytest.mark.parametrize("message", ["", " \n", "a\x1b[31m", "a\u202eb", "x" * 20_000])
def test_a_message_is_plain_words(ledger, write, message):
    with pytest.raises(Refused):
        write(ledger, "ISSTEG", {position("ISSTEG"): b"x\n"}, message=message)


@pytest.mark.parametrize("trailer", [("Lexframe-Round", "R1\nparent x"), ("Lex frame", "x"), ("", "x")])
def test_a_trailer_is_one_line(ledger, write, trailer):
    with pytest.raises(Refused):
        write(ledger, "ISSTEG", {position("ISSTEG"): b"x\n"}, trailers=(trailer,))


def test_an_office_cannot_forge_an_address(ledger):
    plan = plan_for(ledger, "ISSTEG", {position("ISSTEG"): b"x\n"})
    with pytest.raises(Refused):
        ledger.perform(replace(plan, author=Author("ISSTEG", "Otra <otra@x>")))


def test_a_message_that_looks_like_trailers_does_not_name_another_body(ledger, write):
    tip = write(ledger, "ISSTEG", {position("ISSTEG"): b"x\n"}, message="Sobre\n\nLexframe-Body: ISSTECAM")
    (info,) = ledger.history(tip)
    assert info.body == "ISSTEG"
    assert info.text == "Lexframe-Body: ISSTECAM"


def test_a_missing_object_is_named(ledger):
    with pytest.raises(Failed, match="abababab"):
        ledger.read(["ab" * 20])
    with pytest.raises(Failed):
        ledger.tree("cd" * 20)
    with pytest.raises(Failed):
        ledger.read([ledger.tip(MAIN)])


def test_contained_tells_what_main_has_taken_in(ledger, write):
    first = write(ledger, "ISSTEG", {position("ISSTEG"): b"1\n"})
    ledger.perform(seal_plan(View.now(ledger), SECRETARIAT, NOON))
    second = write(ledger, "ISSTEG", {position("ISSTEG"): b"2\n"})
    main = ledger.tip(MAIN)
    assert ledger.contained(main, [first, second, main]) == {first, main}
    assert ledger.contained(main, []) == frozenset()


def test_raw_commits_are_the_bytes_behind_the_id(ledger):
    tip = ledger.tip(MAIN)
    raw = ledger.raw_commits([tip])[tip]
    assert raw.startswith(b"tree ")
    assert raw.endswith(b"\n\nOpen the workspace\n\nLexframe-Body: ST\n")
    assert "author Secretaría técnica <st@lexframe.invalid> 1790000000 +0000\n".encode() in raw


acts = st.lists(
    st.tuples(
        st.sampled_from(["ISSTEG", "GT-INV", "seal"]),
        st.sampled_from(["ISSTEG-AAAA", "ISSTEG-BBBB"]),
        st.sampled_from([b"1\n", b"2\n", None]),
    ),
    max_size=6,
)


@settings(max_examples=12)
@given(acts)
def test_whatever_is_done_both_ledgers_agree(tmp_path_factory, acts):
    memory = MemoryLedger()
    memory.perform(root_plan())
    with found_workspace(tmp_path_factory.mktemp("marco"), ROOT_FILES, SECRETARIAT, NOON) as git:
        for body, code, content in acts:
            ends = [_end(ledger, body, code, content) for ledger in (memory, git)]
            assert ends[0] == ends[1]
        assert git.refs() == memory.refs()
        assert View.now(git) == View.now(memory)
        assert View.now(git).paths() == View.now(memory).paths()
        tip = git.tip(MAIN)
        assert {each.id: each for each in git.history(tip)} == {each.id: each for each in memory.history(tip)}


def _end(ledger, body, code, content):
    try:
        if body == "seal":
            plan = seal_plan(View.now(ledger), SECRETARIAT, NOON)
            return ledger.perform(plan) if plan else None
        return ledger.perform(plan_for(ledger, body, {position(body, code): content}))
    except Refused as refused:
        return refused.what
