"""What the house tests read: every module as text and tree, and every file of the checkout."""

from __future__ import annotations

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from house_rules import ROOT


@dataclass(frozen=True)
class Module:
    """One module: its path from the root, its lines and its syntax tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def floor(self) -> str:
        """The room it stands in: ``core``, ``store``, …; ``wiring`` for a module of the root."""
        parts = Path(self.path).parts
        return parts[1] if parts[0] == "lexframe" and len(parts) > 2 else Path(self.path).stem

    def imports(self) -> Iterator[str]:
        """Every module imported anywhere in it, at the top or inside a function."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and not node.level:
                yield node.module or ""
                yield from (f"{node.module}.{alias.name}" for alias in node.names)
            elif isinstance(node, ast.Call) and called(node) in ("import_module", "__import__"):
                yield from (each.value for each in node.args[:1] if isinstance(each, ast.Constant))


def called(node: ast.Call) -> str:
    """The last word of what a call calls: ``echo`` of ``click.echo(…)``."""
    function = node.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _modules(*folders: str) -> list[Module]:
    paths = sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return [
        Module(path.relative_to(ROOT).as_posix(), text, ast.parse(text, str(path)))
        for path in paths
        for text in [path.read_text(encoding="utf-8")]
    ]


@pytest.fixture(scope="session")
def package() -> list[Module]:
    """The modules of the product."""
    modules = _modules("lexframe")
    assert {"core", "text", "store", "locale"} <= {module.floor for module in modules}
    return modules


@pytest.fixture(scope="session")
def written(package: list[Module]) -> list[Module]:
    """The product and the tools around it."""
    return [*package, *_modules("tools", "bench")]


@pytest.fixture(scope="session")
def files() -> dict[str, Path]:
    """Every file that is, or is about to be, under version control."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    names = [name for name in listing.stdout.split("\0") if name and (ROOT / name).is_file()]
    assert "pyproject.toml" in names
    return {name: ROOT / name for name in sorted(names)}


@pytest.fixture(scope="session")
def settings() -> dict[str, Any]:
    """The content of ``pyproject.toml``."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
