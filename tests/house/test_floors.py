"""The floors: who may import whom, and that the lower ones need no terminal, disk or clock."""

from __future__ import annotations

import ast
import re
import subprocess
import sys

from house_rules import ROOT

HEADLESS = ("core", "text", "store", "index", "intake", "export", "services", "locale", "example")
PURE = ("core", "text")
CLOCKLESS = (*PURE, "intake", "export", "services", "example")

WORLD = frozenset(
    {
        *("asyncio", "fileinput", "glob", "http", "io", "locale", "logging", "multiprocessing", "os"),
        *("pathlib", "random", "secrets", "select", "shutil", "signal", "socket", "sqlite3", "subprocess"),
        *("sys", "tempfile", "threading", "time", "urllib", "uuid"),
    }
)
"""Modules of the standard library through which a function can ask the world something."""

HEAVY = ("textual", "git", "sqlite_utils", "pypdfium2", "jinja2", "pydantic", "cryptography", "markdown_it")

LANGUAGE_USERS = ("locale", "cli", "tui", "wiring", "export")
"""Only a face, or a document that leaves the house, chooses a language."""


def test_import_contracts_hold(monkeypatch, capsys):
    from importlinter.cli import lint_imports

    monkeypatch.chdir(ROOT)
    exit_code = lint_imports(no_cache=True)
    assert exit_code == 0, capsys.readouterr().out


def test_no_headless_floor_brings_in_the_terminal():
    program = f"""
import importlib, pkgutil, sys
import lexframe
floors = [each.name for each in pkgutil.iter_modules(lexframe.__path__, "lexframe.")]
floors = [floor for floor in floors if floor.split(".")[1] in {HEADLESS!r}]
inside = [pkgutil.walk_packages(importlib.import_module(floor).__path__, floor + ".") for floor in floors]
names = floors + [each.name for modules in inside for each in modules]
for name in names:
    importlib.import_module(name)
print(len(names), *sorted({{name.partition(".")[0] for name in sys.modules}} & {{"textual"}}))
"""
    count, *terminal = _run(program).split()
    assert int(count) > len(HEADLESS)
    assert terminal == []


def test_asking_for_help_loads_nothing_heavy(settings):
    module, _, function = settings["project"]["scripts"]["lexframe"].partition(":")
    program = f"""
import sys
sys.argv = ["lexframe", "--help"]
from {module} import {function} as main
try:
    assert not main()
except SystemExit as done:
    assert not done.code, done.code
print("\\nLOADED", *(name for name in {HEAVY!r} if name in sys.modules))
"""
    assert _run(program).rpartition("LOADED")[2].split() == []


def test_core_stands_on_the_standard_library_alone(package):
    foreign = {
        f"{module.path} imports {name}"
        for module in package
        if module.floor == "core"
        for name in module.imports()
        if name.partition(".")[0] not in sys.stdlib_module_names and not name.startswith("lexframe.core")
    }
    assert foreign == set()


def test_core_and_text_cannot_ask_the_world(package):
    asking = {
        f"{module.path} imports {name}"
        for module in package
        if module.floor in PURE
        for name in module.imports()
        if name.partition(".")[0] in WORLD
    }
    opening = {
        f"{module.path}:{node.lineno} calls {ast.unparse(node.func)}"
        for module in package
        if module.floor in PURE
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("open", "input", "exec", "eval")
    }
    assert asking | opening == set()


def test_time_comes_in_as_an_argument(package):
    clock = re.compile(r"(?:^|\.)(?:datetime|date|time)\.(?:now|today|utcnow|time|time_ns|localtime|gmtime)$")
    telling = {
        f"{module.path}:{node.lineno} calls {ast.unparse(node.func)}"
        for module in package
        if module.floor in CLOCKLESS
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and clock.search(ast.unparse(node.func))
    }
    assert telling == set()


def test_only_a_face_or_a_document_chooses_a_language(package):
    speaking = {
        f"{module.path} imports {name}"
        for module in package
        if module.floor not in LANGUAGE_USERS
        for name in module.imports()
        if name.startswith("lexframe.locale")
    }
    assert speaking == set()


def test_the_example_is_brought_in_by_the_wiring_alone(package):
    bringing = {
        module.path
        for module in package
        if module.floor not in ("example", "wiring")
        for name in module.imports()
        if name.startswith("lexframe.example")
    }
    assert bringing == set()


def test_the_example_acts_as_a_face_does(package):
    above = {
        f"{module.path} imports {name}"
        for module in package
        if module.floor == "example"
        for name in module.imports()
        if re.match(r"lexframe\.(?:tui|cli|wiring|index|export)\b", name)
    }
    assert above == set()


def _run(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
