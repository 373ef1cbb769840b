"""The command line run as a person runs it: on real repositories, streams and exit code kept apart."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from lexframe.cli.main import run
from lexframe.wiring import doors

ROOT = Path(__file__).resolve().parents[2]

INSTITUTES = """format = 1

[[institute]]
id = "INA"
name = "Instituto A"
state = "AAA"
insured = 12000

[[institute]]
id = "INB"
name = "Instituto B"
state = "BBB"
insured = 3000

[[institute]]
id = "INC"
name = "Instituto C"
state = "CCC"
insured = 900

[secretariat]
id = "ST"
name = "Secretaría de prueba"
"""

LAW = """# Ley de prueba

## Título Primero. Disposiciones

##### Artículo 1.

Esta ley es de orden público.

##### Artículo 2.

Los institutos rendirán informe cada año:

I. De sus ingresos; y

II. De sus gastos.

##### Artículo 3.

El informe a que se refiere el artículo 2 de esta Ley será público.
"""


@dataclass(frozen=True)
class Said:
    """What one command said and how it ended."""

    out: str
    err: str
    code: int

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Command = Callable[..., Said]


def spoken(*arguments: object, text: str = "") -> Said:
    with CliRunner().isolation(input=text) as (out, err, _):
        code = run(doors(), [str(each) for each in arguments])
        return Said(out.getvalue().decode(), err.getvalue().decode(), code)


def at(folder: Path) -> Command:
    def command(*arguments: object, text: str = "") -> Said:
        return spoken("-C", folder, *arguments, text=text)

    return command


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the example workspace, built once; nobody writes in it."""
    folder = tmp_path_factory.mktemp("example") / "demo"
    done = spoken("demo", "--no-open", folder)
    assert done.code == 0, done.err
    return folder


@pytest.fixture(scope="session")
def ask(example: Path) -> Command:
    """Run a question in the example."""
    return at(example)


@pytest.fixture
def play(example: Path, tmp_path: Path) -> Command:
    """Run an act in a copy of the example."""
    return at(Path(shutil.copytree(example, tmp_path / "copy")))


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small workspace made by the command line alone: three institutes, three articles."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "institutes.toml").write_text(INSTITUTES, encoding="utf-8")
    (folder / "ley.md").write_text(LAW, encoding="utf-8")
    home = folder / "space"
    assert spoken("init", home, "--institutes", folder / "institutes.toml", "--title", "Prueba").code == 0
    assert at(home)("import", folder / "ley.md", "--framework", "ley").code == 0
    return home


@pytest.fixture
def small(founded: Path, tmp_path: Path) -> Command:
    """Run a command in a copy of the small workspace."""
    return at(Path(shutil.copytree(founded, tmp_path / "space")))


@pytest.fixture
def new_text(tmp_path: Path) -> Callable[[str], Path]:
    """Write a proposed text and return its file."""

    def write(text: str, name: str = "text.md") -> Path:
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return file

    return write
