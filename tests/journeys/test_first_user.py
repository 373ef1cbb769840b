"""The first user has README.md and ``--help`` only: what they say is typed, then her own work."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Command, at, spoken
from tests.conftest import ROOT

_BLOCK = re.compile(r"^```sh\n(.*?)^```\n", re.MULTILINE | re.DOTALL)
_SAID_CODE = re.compile(r"#.*exit code ([0-9]+)")
ENDED = "=== ended "


def lines_of_readme() -> list[str]:
    text = (ROOT / "README.md").read_text("utf-8")
    return [line for block in _BLOCK.findall(text) for line in block.splitlines() if line.strip()]


def test_every_command_of_the_readme_does_what_it_says(tmp_path: Path, needs: object) -> None:
    """Typed in order into one shell; each ends with 0, or with the exit code its own remark names."""
    typed = [line for line in lines_of_readme() if not line.startswith("make ")]
    assert len(typed) >= 12
    script = "".join(f"{line}\nprintf '\\n{ENDED}%d\\n' $?\n" for line in typed)
    here = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [needs("bash"), "-c", script],  # type: ignore[operator]
        cwd=tmp_path, env={**os.environ, "PATH": here}, stdin=subprocess.DEVNULL, capture_output=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    codes = [int(line.removeprefix(ENDED)) for line in done.stdout.splitlines() if line.startswith(ENDED)]
    wanted = [int(found[1]) if (found := _SAID_CODE.search(line)) else 0 for line in typed]
    assert dict(zip(typed, codes, strict=True)) == dict(zip(typed, wanted, strict=True)), done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    for name in ("texto.md", "decreto.html"):
        assert (tmp_path / "muestra" / name).stat().st_size > 1000


def test_every_target_of_make_in_the_readme_is_there() -> None:
    targets = {line.split()[1] for line in lines_of_readme() if line.startswith("make ")}
    assert targets == {"run", "test"}
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert [each for each in targets if f"\n{each}:" not in makefile] == []


def test_every_command_in_the_readme_is_in_help() -> None:
    known = spoken("--help").out
    used = set()
    for line in lines_of_readme():
        for words in (shlex.split(part, comments=True) for part in line.split("&&")):
            plain = [word for word in words if word not in ("--as", "ISSTEQROO")]
            if plain[:1] == ["lexframe"] and len(plain) > 1:
                used.add(plain[1])
    assert len(used) >= 9
    assert [each for each in used if not re.search(rf"^  {each}\s", known, re.MULTILINE)] == []


@pytest.fixture(scope="module")
def office(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Command:
    """Return the command line in a copy of the example, acting for the secretariat unless told otherwise."""
    copy = Path(shutil.copytree(example, tmp_path_factory.mktemp("oficina") / "muestra"))
    command = at(copy)
    assert command("join", "ST").code == 0
    return command


def done(command: Command, *words: object, text: str = "") -> str:
    said = command(*words, text=text)
    assert said.code == 0, said.err
    return said.out


ENGLISH = re.compile(r"\b(?:object|support|abstain|recuse|amendment|article|adopted|rejected|the|of|and)\b")
"""Words that a Spanish answer must not hold; options, documents and commands are quoted and do not count."""


@pytest.mark.parametrize(
    "words",
    [
        ("status",), ("framework", "show"), ("article", "show", "30"), ("amendment", "show", "17"),
        ("amendment", "list"), ("amendment", "check"), ("position", "list"), ("position", "show", "17"),
        ("position", "missing"), ("round", "list"), ("round", "show", "R2"), ("tally",), ("tally", "17"),
        ("tally", "17", "--what-if", "ISSTENL=support"), ("log", "--reasons"), ("verify",),
        ("comment", "list"),
        ("institute", "list"), ("adopt", "20", "--dry-run"), ("round", "close", "R2", "--dry-run"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_spanish_answer_holds_no_english(office: Command, words: tuple[str, ...]) -> None:
    said = office("--lang", "es", *words)
    own = [re.sub(r"«[^»]*»|\S+/\S+", "", line) for line in (said.out + said.err).splitlines()]
    assert [line for line in own if ENGLISH.search(line)] == []


@pytest.mark.parametrize(
    "words", [("tally",), ("status",), ("amendment", "show", "17"), ("round", "show", "R2")]
)
def test_json_is_json_in_either_language(office: Command, words: tuple[str, ...]) -> None:
    shapes = [json.loads(done(office, "--lang", language, *words, "--json")) for language in ("es", "en")]
    assert shapes[0].keys() == shapes[1].keys()


def test_a_week_of_the_officer_and_the_secretary(office: Command, tmp_path: Path) -> None:
    """Two proposals that clash, one compromise that takes their place, a decision against the count."""
    clash = office("amendment", "check", "17", "18")
    assert clash.code == 1
    law = done(office, "article", "show", "30", "--text")
    middle = law.replace("un punto y medio", "un punto y tres cuartos")
    assert middle != law
    proposed = done(
        office, "--as", "ISSTECAM", "amendment", "new", "--article", "30", "--text", "-",
        "--title", "Avenencia",
        "--replaces", "17", "--replaces", "18", "--reasons", "Punto intermedio.", "--json", text=middle,
    )  # fmt: skip
    (code,) = json.loads(proposed)["acts"][0]["data"]["codes"]
    done(office, "seal")
    done(office, "amendment", "admit", code)
    plan = done(office, "round", "open", code, "--closes", "2999-12-20", "--dry-run")
    assert "R3" in plan
    assert "R3" not in done(office, "round", "list")
    done(office, "round", "open", code, "--closes", "2999-12-20 18:00")
    done(office, "round", "extend", "R3", "--closes", "2999-12-24", "--reason", "Asueto.")
    done(
        office, "--as", "ISSTENL", "position", "set", code, "support-with-reservation",
        "--reservation", "budget@articulo-30/fraccion-II", "Costo por estimar.", "Que se estime.",
    )  # fmt: skip
    asked = office("--as", "ISSTEJAL", "position", "set", code, "object")
    assert (asked.code, "--lifted-if" in asked.err) == (2, True)
    better = middle.replace("tres cuartos", "un cuarto")
    done(office, "--as", "ISSTECAM", "amendment", "edit", code, "--article", "30", "--text", "-", text=better)
    assert "ISSTENL" in done(office, "position", "list", "--to-confirm", "--amendment", code)
    done(office, "--as", "ISSTENL", "position", "confirm", code)
    assert "ISSTENL" not in done(office, "position", "list", "--to-confirm", "--amendment", code)
    done(office, "round", "close", "R3")
    against = office("adopt", code)
    assert (against.code, "--override" in against.err) == (2, True)
    adopted = done(office, "adopt", code, "--override", "Acuerdo de la asamblea.")
    assert adopted.count("ISSTEBC-YXRR") + adopted.count("ISSTEZAC-Z95G") >= 2
    assert "un punto y un cuarto" in done(office, "article", "show", "30", "--text")
    done(
        office,
        "erratum",
        "30",
        "--text",
        "-",
        "--reason",
        "Ortografía.",
        text=better.replace("gradual", "Gradual"),
    )
    for document in ("decree", "comparative"):
        done(office, "export", document, "-o", tmp_path / f"{document}.docx")
        assert (tmp_path / f"{document}.docx").read_bytes().startswith(b"PK")
    whole = tmp_path / "devuelto.md"
    done(office, "consolidate", "-o", whole)
    whole.write_text(
        whole.read_text("utf-8").replace("noventa días naturales", "sesenta días naturales", 1), "utf-8"
    )
    returned = done(
        office, "amendment", "from", whole, "--origin", "federal", "--folio", "SHCP-7", "--dry-run"
    )
    assert "artículo 30" in returned
    done(office, "verify")
