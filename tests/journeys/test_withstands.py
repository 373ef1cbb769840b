"""What it must withstand: each bad input and fault ends in one sentence, loses nothing, and work goes on.

A process of its own is started where the process matters (a kill, a limit, a lock, another ``PATH``);
elsewhere the same command line runs in this one.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.conftest import INSTITUTES, LAW, Said, spoken
from tests.intake.paper import column, paper

PROGRAM = Path(sys.executable).with_name("lexframe")
ONLY_POSIX = pytest.mark.skipif(os.name == "nt", reason="POSIX absent")
DEFECT, TRY_AGAIN = 70, 75
TEXT = "Los institutos rendirán informe cada semestre:\n\nI. De sus ingresos; y\n\nII. De sus gastos.\n"


@dataclass(frozen=True)
class Space:
    """A workspace in a folder, with the code of the one amendment that is in its round R1."""

    folder: Path
    code: str

    def say(self, *words: object, text: str = "") -> Said:
        return spoken("-C", self.folder, *words, text=text)

    def start(
        self, *words: object, before: Sequence[object] = (), env: Mapping[str, str] | None = None
    ) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*map(str, before), str(PROGRAM), "-C", str(self.folder), *map(str, words)],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
            env={**os.environ, **(env or {})}, start_new_session=True,
        )  # fmt: skip

    def run(
        self, *words: object, before: Sequence[object] = (), env: Mapping[str, str] | None = None
    ) -> Said:
        process = self.start(*words, before=before, env=env)
        out, err = process.communicate(timeout=60)
        return Said(out, err, process.returncode)

    def git(self, *words: str, text: str = "", env: Mapping[str, str] | None = None) -> str:
        done = subprocess.run(
            ["git", "-c", "user.name=x", "-c", "user.email=x@example.invalid", *words],
            cwd=self.folder, input=text, capture_output=True, encoding="utf-8", check=True,
            env={**os.environ, **(env or {})},
        )  # fmt: skip
        return done.stdout.strip()

    def by_hand(self, ref: str, path: str, content: str) -> None:
        """Put a record into a ref as somebody with an editor and plain git would."""
        index = {"GIT_INDEX_FILE": str(self.folder / ".git" / "by-hand")}
        blob = self.git("hash-object", "-w", "--stdin", text=content)
        self.git("read-tree", ref, env=index)
        self.git("update-index", "--add", "--cacheinfo", f"100644,{blob},{path}", env=index)
        tree = self.git("write-tree", env=index)
        self.git("update-ref", ref, self.git("commit-tree", tree, "-p", ref, "-m", "A mano"))

    def refs(self) -> str:
        return self.git("for-each-ref")

    def comments(self) -> list[str]:
        return [each["text"].strip() for each in self.say("comment", "list", "--json").json["comments"]]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Space:
    """Found a workspace with a law, an amendment, a round and a position, once; nobody writes in it."""
    folder = tmp_path_factory.mktemp("withstands")
    (folder / "institutes.toml").write_text(INSTITUTES, "utf-8")
    (folder / "ley.md").write_text(LAW, "utf-8")
    home = folder / "espacio"
    made = spoken("init", home, "--institutes", folder / "institutes.toml", "--title", "Prueba")
    assert made.code == 0, made.err
    space = Space(home, "")
    assert space.say("import", folder / "ley.md", "--framework", "ley").code == 0
    proposed = space.say(
        "amendment",
        "new",
        "--as",
        "INA",
        "--article",
        "2",
        "--text",
        "-",
        "--title",
        "Uno",
        "--json",
        text=TEXT,
    )
    (code,) = proposed.json["acts"][0]["data"]["codes"]
    for words in (
        ("seal",),
        ("amendment", "admit", code),
        ("round", "open", code, "--closes", "2999-11-30"),
        ("--as", "INB", "position", "set", code, "support"),
        ("--as", "INB", "comment", "add", code, "Un comentario."),
    ):
        done = space.say(*words)
        assert done.code == 0, done.err
    return Space(home, code)


@pytest.fixture
def space(first: Space, tmp_path: Path) -> Space:
    return Space(Path(shutil.copytree(first.folder, tmp_path / "espacio")), first.code)


def refused(done: Said, *words: str, code: int | None = None) -> None:
    """One sentence with its next step, no traceback, nothing on stdout that looks like an answer."""
    assert done.code == code if code is not None else done.code in (1, 2), done
    assert "Traceback" not in done.out + done.err
    said = done.err.strip().splitlines()
    assert 1 <= len(said) <= 2, done.err  # “Leyendo …” may stand before it
    assert said[-1].count(".") >= 2, "a sentence and a next step"
    for word in words:
        assert word in said[-1], done.err


def still_works(space: Space) -> None:
    """The next act is recorded, found again, and git finds no fault."""
    mark = f"Después {len(space.comments())}."
    done = space.say("--as", "INC", "comment", "add", "1", mark)
    assert done.code == 0, done.err
    assert mark in space.comments()
    space.git("fsck", "--full", "--strict", "--no-dangling", "--no-progress")


# Documents


def scanned() -> bytes:
    return paper([["q 500 0 0 700 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"]] * 2)


def locked() -> bytes:
    key = b"<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <%s> /U <%s> >>" % (b"41" * 32, b"42" * 32)
    ids = "<00112233445566778899aabbccddeeff>"
    page = column(["Artículo 1. Texto."])
    return paper([page], trailer=f"/Encrypt 8 0 R /ID [{ids} {ids}]", extra=[key])


DOCUMENTS = {
    "escaneo.pdf": (scanned, "OCR"),
    "cerrado.pdf": (locked, "contraseña"),
    "corto.pdf": (lambda: paper([column(["Artículo 1. Texto."])])[:300], "truncado"),
    "carta.pdf": (
        lambda: paper([column(["Estimada colega:", "Le escribo por lo acordado."])]),
        "Artículo 1.",
    ),
    "basura.pdf": (lambda: b"%PDF-1.7\n" + random.Random(7).randbytes(50_000), "truncado"),
    "vacio.pdf": (lambda: b"", "vacío"),
    "texto.txt": (lambda: "Señalar".encode("latin-1"), "UTF-8"),
    "oficio.docx": (lambda: b"PK\x03\x04" + bytes(100), "PDF"),
}


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("command", [("import", "--framework", "otra"), ("amendment", "from", "--as", "INA")])
def test_a_document_that_cannot_be_read(
    space: Space, tmp_path: Path, name: str, command: tuple[str, ...]
) -> None:
    make, words = DOCUMENTS[name]
    (tmp_path / name).write_bytes(make())
    before = space.refs()
    refused(space.say(*command, tmp_path / name), name, words)
    assert space.refs() == before
    assert space.say("framework", "list", "--json").json["frameworks"][0]["id"] == "ley"


@ONLY_POSIX
@pytest.mark.parametrize(("pages", "is_read"), [(5_000, False), (1_000, True)])
def test_a_pdf_of_thousands_of_pages_costs_little(
    space: Space, tmp_path: Path, pages: int, is_read: bool
) -> None:
    """Refused before it is read, or read page by page: never more than 30 s of work and 400 MiB."""

    def page(n: int) -> list[object]:
        words = f"{n:b}".replace("1", "de lo que ").replace("0", "se sigue ")
        return [
            *column([f"Artículo {n}. El instituto {words}informe.", f"Sobre {words}todo."], 600 - n % 9 * 30)
        ]

    texts = [page(n) for n in range(1, pages + 1)]
    (tmp_path / "mil.pdf").write_bytes(paper(texts))
    process = space.start("import", tmp_path / "mil.pdf", "--framework", "mil", "--dry-run", "--json")
    assert process.stdout is not None
    assert process.stderr is not None
    out, err = process.stdout.read(), process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    taken, peak = used.ru_utime + used.ru_stime, used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    assert taken < (30 if is_read else 10)
    assert peak < 400 * 1024 * 1024
    if is_read:
        assert process.returncode == 0, err
        assert f"{pages:,}".replace(",", "") in out.replace(",", "")
    else:
        refused(Said(out, err, process.returncode), "mil.pdf", "5", code=2)


def test_two_articles_with_one_number_are_both_kept_and_named(space: Space, tmp_path: Path) -> None:
    twice = "# Ley\n\n##### Artículo 1.\n\nUno.\n\n##### Artículo 1.\n\nOtro.\n"
    (tmp_path / "doble.md").write_text(twice, "utf-8")
    told = space.say("import", tmp_path / "doble.md", "--framework", "doble", "--report")
    assert told.code == 0
    assert "línea 7" in told.out + told.err
    checked = space.say("framework", "check", "--framework", "doble")
    assert checked.code == 1
    assert "articulo-1-2" in checked.out
    texts = [space.say("article", "show", each, "--framework", "doble").out for each in ("1", "articulo-1-2")]
    assert ["Uno." in texts[0], "Otro." in texts[1]] == [True, True]


def test_two_new_articles_of_one_number_clash(space: Space) -> None:
    added = (
        "amendment",
        "new",
        "--after",
        "2",
        "--number",
        "2 Bis",
        "--title",
        "Nuevo",
        "--text",
        "-",
        "--json",
    )
    codes = [
        space.say("--as", body, *added, text=f"Texto de {body}.\n").json["acts"][0]["data"]["codes"][0]
        for body in ("INA", "INB")
    ]
    told = space.say("amendment", "check", *codes)
    assert told.code == 1
    assert codes[1] in told.out
    before = space.refs()
    taken = space.say("--as", "INC", *added[:5], "3", *added[6:], text="Otro.\n")
    refused(taken, "3")
    assert space.refs() == before


# Names nobody knows


@pytest.mark.parametrize(
    ("words", "known"),
    [
        (("--as", "NADIE", "position", "set", "1", "support"), "lexframe institute list"),
        (("position", "show", "1", "NADIE"), "lexframe institute list"),
        (("amendment", "show", "999"), "lexframe amendment list"),
        (("adopt", "INA-0000"), "lexframe amendment list"),
        (("--as", "INA", "position", "set", "1", "tal-vez"), "support"),
        (("article", "show", "4000"), "lexframe framework show"),
        (("round", "close", "R9"), "lexframe round list"),
        (("export", "acta", "-o", "x.docx"), "decree"),
        (("export", "decree", "-o", "x.xyz"), "docx"),
        (("tally", "--framework", "otro"), "ley"),
        (("tally", "--rule", "unanimidad"), "consensus"),
        (("--as", "INA", "--framework", "otro", "comment", "add", "1", "x"), "ley"),
        (("round", "open", "--closes", "pronto"), "2026-11-30"),
        (("tally", "--at", "1999-01-01"), "1999-01-01"),
        (("join", "NADIE"), "lexframe institute list"),
        (("diff", "nada"), "lexframe framework show"),
        (("decide", "1", "--outcome", "aprobada"), "rejected"),
        (("articlo",), "article"),
    ],
)  # fmt: skip
def test_a_name_nobody_knows_names_what_is_known(first: Space, words: tuple[str, ...], known: str) -> None:
    before = first.refs()
    refused(first.say(*words), known, code=2)
    assert first.refs() == before


# Folders that are no workspace, and work trees in any state

EVERY_QUESTION = [
    ("status",), ("framework", "list"), ("framework", "show"), ("framework", "check"), ("amendment", "list"),
    ("amendment", "check"), ("position", "list"), ("position", "missing"), ("round", "list"), ("tally",),
    ("consolidate",), ("log",), ("verify",), ("comment", "list"), ("institute", "list"), ("search", "ley"),
    ("reindex",), ("export",),
]  # fmt: skip


@pytest.mark.parametrize("words", [*EVERY_QUESTION[:-1], ("seal",), ("join", "ST"), ()], ids=" ".join)
def test_a_folder_that_is_no_workspace_says_where_to_find_one(tmp_path: Path, words: tuple[str, ...]) -> None:
    plain, empty, other = (tmp_path / name for name in ("carpeta", "vacío", "otro repositorio"))
    plain.mkdir()
    for folder in (empty, other):
        subprocess.run(["git", "init", "-q", "-b", "main", str(folder)], check=True)
    commit = ["-c", "user.name=x", "-c", "user.email=x@example.invalid", "commit", "-q", "--allow-empty"]
    subprocess.run(["git", "-C", str(other), *commit, "-m", "Otra cosa"], check=True)
    for folder in (plain, empty, other):
        before = sorted(each for each in folder.rglob("*") if "lexframe" not in each.parts)
        refused(spoken("-C", folder, *words), str(folder), "lexframe init", code=1)
        assert sorted(each for each in folder.rglob("*") if "lexframe" not in each.parts) == before
    refused(spoken("-C", tmp_path / "nada", *words), "nada", code=1)


def staged(space: Space) -> None:
    (space.folder / "lexframe.toml").write_text("a medias", "utf-8")
    (space.folder / "nuevo.md").write_text("nuevo", "utf-8")
    space.git("add", "lexframe.toml", "nuevo.md")


def unstaged(space: Space) -> None:
    (space.folder / "institutes.toml").write_text("borrado a medias", "utf-8")
    (space.folder / "suelto.md").write_text("sin seguimiento", "utf-8")


def detached(space: Space) -> None:
    space.git("checkout", "-q", "--detach")


def merging(space: Space) -> None:
    for branch, text in (("una", "1"), ("otra", "2")):
        space.git("checkout", "-q", "-b", branch, "main")
        (space.folder / "choque.md").write_text(text, "utf-8")
        space.git("add", "choque.md")
        space.git("commit", "-q", "-m", branch)
    with pytest.raises(subprocess.CalledProcessError):
        space.git("merge", "una")
    assert (space.folder / ".git" / "MERGE_HEAD").exists()


def stale_lock(space: Space) -> None:
    (space.folder / ".git" / "index.lock").touch()


def broken_index(space: Space) -> None:
    (space.folder / ".git" / "index").write_bytes(b"DIRC nonsense")


def no_index(space: Space) -> None:
    (space.folder / ".git" / "index").unlink(missing_ok=True)


def work_of(space: Space) -> dict[str, str]:
    """Digest whatever is a person's own work: the tree, the index, and where HEAD and a merge stand."""
    git_dir = space.folder / ".git"
    files = [each for each in space.folder.rglob("*") if each.is_file() and git_dir not in each.parents]
    files += [
        git_dir / name for name in ("index", "index.lock", "HEAD", "MERGE_HEAD", "MERGE_MSG", "MERGE_MODE")
    ]
    return {str(each): hashlib.sha256(each.read_bytes()).hexdigest() for each in files if each.exists()}


@pytest.mark.parametrize("state", [staged, unstaged, detached, merging, stale_lock, broken_index, no_index])
def test_an_act_leaves_the_work_tree_and_the_index_byte_for_byte(space: Space, state: object) -> None:
    space.git("reset", "-q", "--hard", "main")
    state(space)  # type: ignore[operator]
    before = work_of(space)
    for words in (
        ("--as", "INA", "position", "set", space.code, "abstain"),
        ("--as", "INC", "comment", "add", space.code, "Con el árbol a medias."),
        ("seal",),
        ("tally",),
    ):
        done = space.say(*words)
        assert done.code == 0, done.err
    assert work_of(space) == before
    assert "Con el árbol a medias." in space.comments()
    assert space.say("tally", space.code, "--json").json["counts"][0]["figures"]["abstain"] == ["INA"]


# git itself


@pytest.mark.parametrize("words", [("status",), ("seal",)])
def test_without_git_the_version_needed_is_named(
    first: Space, tmp_path: Path, words: tuple[str, ...]
) -> None:
    refused(first.run(*words, env={"PATH": str(tmp_path)}), "git", "2.38", code=1)


@ONLY_POSIX
@pytest.mark.parametrize("version", ["git version 2.37.7", "git version 1.8.3.1", "nothing of the kind"])
def test_a_git_that_is_too_old_is_named_with_the_version_needed(
    first: Space, tmp_path: Path, version: str
) -> None:
    old = tmp_path / "git"
    old.write_text(f'#!/bin/sh\necho "{version}"\n', "utf-8")
    old.chmod(0o755)
    refused(first.run("status", env={"PATH": str(tmp_path)}), "2.38", code=1)


# Records edited into nonsense

NONSENSE = "---\nformat: 1\nstance: quizá\ncolour: rojo\n---\n\nTexto.\n"
TRAY, MAIN = "refs/heads/inst/INB", "refs/heads/main"
RECORDS = {
    "position in a tray": (TRAY, "positions/INB/ley/{code}.md"),
    "comment in a tray": (TRAY, "drafts/ley/comments/INB/{code}/0001.md"),
    "amendment in a tray": ("refs/heads/inst/INA", "drafts/ley/amendments/INA/{code}/amendment.md"),
    "entry on main": (MAIN, "drafts/ley/register/0099-decision.md"),
    "article on main": (MAIN, "drafts/ley/articles/articulo-3.md"),
}


@pytest.mark.parametrize("record", RECORDS)
def test_nonsense_in_a_record_is_listed_and_hides_nothing_else(space: Space, record: str) -> None:
    ref, path = RECORDS[record]
    path = path.format(code=space.code)
    space.by_hand(ref, path, NONSENSE)
    for words in EVERY_QUESTION:
        done = space.say(*words)
        assert done.code in (0, 1), done
        assert "Traceback" not in done.out + done.err
    status, check = space.say("status"), space.say("framework", "check")
    assert status.code == 0
    assert check.code == 1
    for said in (status.out, check.out):
        (line,) = [each for each in said.splitlines() if path in each]
        assert "línea" in line.lower()
    still_works(space)


@pytest.mark.parametrize("name", ["lexframe.toml", "institutes.toml"])
def test_broken_settings_are_named_with_their_line_and_can_be_mended(space: Space, name: str) -> None:
    good = space.git("show", f"main:{name}")
    space.by_hand(MAIN, name, f"{good}\nesto no es TOML\n")
    for words in EVERY_QUESTION[:-1]:
        done = space.say(*words)
        if words[0] not in ("log", "search", "reindex"):  # what is there to find the mistake with
            refused(done, name, code=1)
    space.by_hand(MAIN, name, f"{good}\n")
    still_works(space)


# The disk


def as_one_who_may_not() -> list[str]:
    """Return what takes away root's right to write everywhere, or nothing if there is no such right."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("setpriv absent: root writes everywhere")
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"]


@ONLY_POSIX
def test_a_read_only_repository_is_read_and_an_act_says_why_not(space: Space) -> None:
    before = space.refs()
    folders = [space.folder, *(each for each in space.folder.rglob("*") if each.is_dir())]
    as_before = as_one_who_may_not()
    for folder in folders:
        folder.chmod(0o555)
    try:
        read = space.run("tally", before=as_before)
        written = space.run("--as", "INA", "position", "set", space.code, "abstain", before=as_before)
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert read.code == 0, read.err
    assert "Traceback" not in read.err
    refused(written, code=1)
    assert space.refs() == before
    still_works(space)


@ONLY_POSIX
def test_a_full_disk_is_said_and_nothing_is_lost(space: Space, tmp_path: Path, needs: object) -> None:
    """On a small file system of its own, filled to the last byte; freed again, the same act succeeds."""
    needs("unshare")  # type: ignore[operator]
    disk = tmp_path / "disco"
    disk.mkdir()
    act = f'"{PROGRAM}" -C "$1/e" --as INA comment add {space.code}'
    script = f"""
        mount -t tmpfs -o size=4m none "$1" || exit 99
        cp -a "$2" "$1/e"
        {act} "Antes." || exit 98
        cat /dev/zero > "$1/lleno" 2>/dev/null
        {act} "Lleno."; echo "code $?" >&2
        "{PROGRAM}" -C "$1/e" comment list --json >/dev/null || exit 97
        rm "$1/lleno"
        {act} "Libre." || exit 96
        git -C "$1/e" fsck --strict --no-dangling --no-progress || exit 95
        "{PROGRAM}" -C "$1/e" comment list --json > "$3"
    """
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script, "sh", disk, space.folder, tmp_path / "lista.json"],
        capture_output=True, encoding="utf-8", check=False, timeout=60,
    )  # fmt: skip
    if done.returncode == 99 or "unshare failed" in done.stderr:
        pytest.skip("a file system of one's own absent: mounting is not permitted")
    assert done.returncode == 0, done.stderr
    assert "code 1\n" in done.stderr
    assert "Traceback" not in done.stderr
    assert "espacio" in done.stderr
    listed = [each["text"].strip() for each in json.loads((tmp_path / "lista.json").read_text())["comments"]]
    assert {"Antes.", "Libre."} <= set(listed)


# Kills and crowds

KILLS = 20


@ONLY_POSIX
def test_a_killed_command_leaves_the_old_state_or_the_new_and_loses_nothing_said(space: Space) -> None:
    started = time.monotonic()
    assert space.run("--as", "INA", "comment", "add", space.code, "Sin muerte.").code == 0
    usual = time.monotonic() - started
    said, hit = {"Sin muerte."}, 0
    for n in range(KILLS):
        text = f"Comentario {n}."
        process = space.start("--as", "INA", "comment", "add", space.code, text)
        time.sleep(usual * (0.35 + 0.65 * n / KILLS))
        hit += process.poll() is None
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        out, err = process.communicate(timeout=30)
        assert "Traceback" not in err
        if "Quedó registrado" in out:
            said.add(text)
        found = space.comments()  # the next command works, and what was said to be recorded is there
        assert said <= set(found), f"lost after kill {n}"
        assert len(found) == len(set(found)), "said twice"
    assert hit >= KILLS // 2, "the kills fell after the acts"
    still_works(space)


def test_two_commands_at_once_are_all_recorded_or_say_try_again(space: Space) -> None:
    each = 20

    def write(body: str, mark: str) -> list[tuple[str, Said]]:
        texts = [f"Dice {mark}{n}." for n in range(each)]
        return [(text, space.run("--as", body, "comment", "add", space.code, text)) for text in texts]

    with ThreadPoolExecutor(2) as pool:
        done = [pair for pairs in pool.map(write, ("INA", "INA"), "ab") for pair in pairs]
    assert len(done) == 2 * each
    assert {said.code for _, said in done} <= {0, TRY_AGAIN}, [said.err for _, said in done if said.code]
    assert "Traceback" not in "".join(said.err for _, said in done)
    found = space.comments()
    for text in {text for text, _ in done}:
        assert found.count(text) == sum(said.code == 0 for other, said in done if other == text)
    still_works(space)
