"""Sizes, names and opening sentences: what keeps a module readable in one sitting."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from statistics import median

from house_rules import CLASS_LINES, EXCUSES, FORBIDDEN_NAMES, FUNCTION_LINES, MODULE_LINES

FUNCTION_MEDIAN = 12
"""The house aims at 8; a median above this means the aim is forgotten."""


def _sizes(modules):
    for module in modules:
        yield module.path, len(module.text.splitlines()), MODULE_LINES
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                ceiling = CLASS_LINES if isinstance(node, ast.ClassDef) else FUNCTION_LINES
                yield f"{module.path}:{node.name}", _lines(node), ceiling


def _lines(node):
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_nothing_outgrows_its_ceiling(written):
    grown = {
        f"{name} has {lines} lines of {ceiling}"
        for name, lines, ceiling in _sizes(written)
        if lines > ceiling and name not in EXCUSES
    }
    assert grown == set()


def test_every_excuse_is_still_needed(written):
    needed = {name for name, lines, ceiling in _sizes(written) if lines > ceiling}
    assert set(EXCUSES) <= needed


def test_functions_stay_short_as_a_whole(package):
    functions = [
        _lines(node)
        for module in package
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert median(functions) <= FUNCTION_MEDIAN


def test_every_module_opens_with_one_sentence(written):
    silent = set()
    for module in written:
        opening = (ast.get_docstring(module.tree) or "").split("\n\n")[0].replace("\n", " ")
        if not opening.endswith(".") or re.search(r"(?<!\b[A-Z])[.!?] +[A-ZÁÉÍÓÚÑ]", opening):
            silent.add(f"{module.path}: {opening!r}")
    assert silent == set()


def test_names_are_nouns_of_the_field(written):
    empty = set()
    for module in written:
        stem = Path(module.path).stem.strip("_")
        if FORBIDDEN_NAMES & {stem, module.floor}:
            empty.add(module.path)
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef):
                words = re.findall(r"[A-Z][a-z]+", node.name)
                if FORBIDDEN_NAMES & {word.lower() for word in words}:
                    empty.add(f"{module.path}:{node.name}")
    assert {name for name in empty if not name.startswith("tools/")} == set()


def test_test_modules_have_names_of_their_own(files):
    stems = [Path(name).name for name in files if re.match(r"tests/.+/test_\w+\.py", name)]
    assert sorted(stems) == sorted(set(stems)), "pytest imports test modules by name: two alike collide"
