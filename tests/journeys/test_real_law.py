"""A real law and its real reform, from the gazette's PDF to the decree, by command line alone.

Every command is a process of its own, as a person would run it; what is checked is what it prints.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

LAW, REFORM = "ley-issste-dof-2024-06-07.pdf", "ley-issste-dof-2026-01-15.pdf"
DECREE = (
    "se reforman los artículos 10, tercer párrafo; 29, tercer párrafo y 208, fracción II "
    "y se adiciona un segundo párrafo al artículo 39"
)
PROGRAM = Path(sys.executable).with_name("lexframe")


@dataclass(frozen=True)
class Shell:
    """A shell standing in one workspace; ``run`` returns what was printed, and checks how it ended."""

    folder: Path

    def run(self, *words: str, ends: int = 0, feed: str = "") -> str:
        done = subprocess.run(
            [PROGRAM, "-C", self.folder, *words], input=feed, capture_output=True, text=True, check=False
        )
        assert done.returncode == ends, f"{words}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout if ends == 0 else done.stderr

    def read(self, *words: str) -> Any:
        return json.loads(self.run(*words, "--json"))

    def tally(self) -> dict[str, dict[str, Any]]:
        return {each["amendment"]: each for each in self.read("tally")["counts"]}


@dataclass
class Story:
    """The workspace as the story has brought it so far, and the four amendments by article."""

    shell: Shell
    codes: dict[str, str]
    institutes: list[str]

    @property
    def four(self) -> list[str]:
        return list(self.codes.values())

    def says(self, body: str, stances: dict[str, str], folder: Path) -> None:
        rows = "".join(f'[[position]]\namendment = "{code}"\n{said}\n' for code, said in stances.items())
        file = folder / f"{body}.toml"
        file.write_text(rows, "utf-8")
        self.shell.run("--as", body, "position", "set", "--file", str(file))


def touched(amendment: dict[str, Any]) -> list[str]:
    return [each["article"] for each in amendment["operations"]]


SUPPORT = 'stance = "support"'
OBJECT = 'stance = "object"\nreasons = "Falta el impacto presupuestal."\nlifted_if = "Que se anexe."'


def reserved(unit: str) -> str:
    text = 'kind = "budget", text = "Costo por estimar.", lifted_if = "Que se estime."'
    return f'stance = "support_with_reservation"\nreservations = [{{ {text}, unit = "{unit}" }}]'


@pytest.fixture(scope="module")
def story(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Story:
    for name in (LAW, REFORM):
        if not (data_dir / "mx" / name).exists():
            pytest.skip(f"{name} absent")
    folder = tmp_path_factory.mktemp("law") / "espacio"
    subprocess.run(
        [PROGRAM, "init", folder, "--institutes", ROOT / "lexframe" / "example" / "institutes.toml"],
        check=True,
    )
    shell = Shell(folder)
    told = shell.run("import", str(data_dir / "mx" / LAW), "--framework", "issste", "--report")
    assert "259 artículos" in told
    shell.run("amendment", "from", str(data_dir / "mx" / REFORM), "--framework", "issste", "--by", "ISSTEG")
    listed = shell.read("amendment", "list")["amendments"]
    codes = {touched(each)[0].removeprefix("articulo-"): each["code"] for each in listed}
    institutes = [
        each["id"] for each in shell.read("institute", "list")["institutes"] if each["status"] == "active"
    ]
    return Story(shell, dict(sorted(codes.items(), key=lambda pair: int(pair[0]))), institutes)


def test_the_reform_is_four_amendments_one_article_each(story: Story) -> None:
    listed = story.shell.read("amendment", "list")["amendments"]
    assert sorted(map(touched, listed)) == [
        ["articulo-10"], ["articulo-208"], ["articulo-29"], ["articulo-39"],
    ]  # fmt: skip
    log = story.shell.run("log", story.codes["39"])
    assert "ISSTEG" in log


def test_each_amendment_says_the_unit_it_changes(story: Story, data_dir: Path) -> None:
    plan = story.shell.run(
        "amendment",
        "from",
        str(data_dir / "mx" / REFORM),
        "--framework",
        "issste",
        "--by",
        "ISSTEG",
        "--dry-run",
    )
    for said in (
        "artículo 10, tercer párrafo: se reforma",
        "artículo 29, tercer párrafo: se reforma",
        "artículo 39, segundo párrafo: se adiciona",
        "artículo 208, fracción II: se reforma",
    ):
        assert said in plan


def test_the_whole_story(story: Story, data_dir: Path, tmp_path: Path) -> None:
    positions(story, tmp_path)
    blocked_is_refused(story)
    revision_asks_for_confirmation(story, tmp_path)
    adoption_with_rivals(story, tmp_path)
    text_is_the_official_one(story, data_dir)
    documents_say_it(story, tmp_path)
    anybody_can_recount(story)


def positions(story: Story, folder: Path) -> None:
    """Twenty-five institutes: some object, some reserve, some stay silent."""
    silent, objecting, reserving = story.institutes[:3], story.institutes[3:5], story.institutes[5:8]
    for body in story.institutes:
        if body in silent:
            continue
        stances = dict.fromkeys(story.four, SUPPORT)
        if body in objecting:
            stances[story.codes["10"]] = OBJECT
        if body in reserving:
            stances[story.codes["208"]] = reserved("articulo-208/fraccion-II")
        story.says(body, stances, folder)
    counts = story.shell.tally()
    assert counts[story.codes["10"]]["verdict"] == "blocked"
    assert counts[story.codes["10"]]["figures"]["object"] == objecting
    assert counts[story.codes["208"]]["verdict"] == "adopted"
    assert counts[story.codes["208"]]["figures"]["reserved"] == reserving
    assert counts[story.codes["29"]]["figures"]["missing"] == silent
    said = story.shell.run("tally")
    assert f"Deben levantarse las objeciones de {', '.join(objecting)}." in said


def blocked_is_refused(story: Story) -> None:
    told = story.shell.run("adopt", story.codes["10"], ends=2)
    assert "Deben levantarse las objeciones" in told
    assert "--override" in told


def revision_asks_for_confirmation(story: Story, folder: Path) -> None:
    """In a copy: the proposer revises one amendment, and the positions on it wait."""
    copy = Shell(folder / "copia")
    shutil.copytree(story.shell.folder, copy.folder)
    code = story.codes["39"]
    text = copy.read("amendment", "show", code)["operations"][0]["text"]
    revised = folder / "39.md"
    revised.write_text(
        text.replace("en condiciones de igualdad", "siempre en condiciones de igualdad"), "utf-8"
    )
    copy.run("--as", "ISSTEG", "amendment", "edit", code, "--article", "39", "--text", str(revised))
    count = copy.tally()[code]
    assert len(count["figures"]["to_confirm"]) == 22
    assert "22 posiciones se dieron sobre una redacción anterior y están por confirmarse" in copy.run(
        "tally", code
    )


def adoption_with_rivals(story: Story, folder: Path) -> None:
    """Objections lifted, the missing heard, three rivals open beside; then the four at once."""
    article = story.shell.read("article", "show", "39")["text"]
    rivals = {
        "ISSTEBC": article.replace("tendrán derecho a:", "tendrán derecho, sin excepción, a:"),
        "ISSTECAM": article.rstrip("\n") + "\n\nEl Instituto informará cada año de estas prestaciones.\n",
        "ISSTEMOR": article.replace("dos reposos", "tres reposos"),
    }
    codes = {}
    for body, text in rivals.items():
        assert text != article
        file = folder / f"rival-{body}.md"
        file.write_text(text, "utf-8")
        told = story.shell.run(
            "--as", body, "amendment", "new", "--article", "39", "--text", str(file), "--title", "Rival"
        )
        codes[body] = re.search(rf"{body}-\w{{4}}", told)[0]  # type: ignore[index]
    for body in story.institutes[:5]:
        story.says(body, dict.fromkeys(story.four, SUPPORT), folder)
    story.shell.run("seal")
    told = story.shell.run("adopt", *story.four)
    assert f"{codes['ISSTEBC']} se traslada al nuevo texto" in told
    assert f"{codes['ISSTEMOR']} se traslada al nuevo texto" in told
    assert re.search(rf"{codes['ISSTECAM']}.*articulo-39/", told)
    assert "Ya no corresponde" in story.shell.run("tally", codes["ISSTECAM"])


def text_is_the_official_one(story: Story, data_dir: Path) -> None:
    from lexframe.intake.reader import read
    from lexframe.intake.returned import words_of

    official = {each.id: each.body for each in read(REFORM, (data_dir / "mx" / REFORM).read_bytes()).articles}
    consolidated = read("consolidado.md", story.shell.run("consolidate").encode())
    ours = {each.id: each.body for each in consolidated.articles}
    assert len(ours) == 259
    assert {name for name in official if words_of(official[name]) != words_of(ours[name])} == set()


def documents_say_it(story: Story, folder: Path) -> None:
    story.shell.run("export", "decree", "-o", str(folder / "decreto.md"))
    words = " ".join((folder / "decreto.md").read_text("utf-8").replace("**", "").split())
    assert DECREE in words[:1].lower() + words[1:] or DECREE in words.replace("Se reforman", "se reforman")
    story.shell.run("export", "comparative", "-o", str(folder / "t.html"))
    page = (folder / "t.html").read_text("utf-8")
    assert "igualdad y sin discriminación" in page
    assert page.count("<table") >= 1


def anybody_can_recount(story: Story) -> None:
    story.shell.run("verify")
    events = story.shell.read("log", "39")["events"]
    assert events[0]["body"] == "ST"
    assert events[0]["act"] == "adopt"
