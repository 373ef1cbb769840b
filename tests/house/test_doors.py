"""One door for each library, one floor that writes to stdout, no sentence built before it is translated."""

from __future__ import annotations

import ast
import re

from house_rules import DATA_ONLY, DOORS, ERRORS, STARTS_PROCESSES

_STARTS = re.compile(r"subprocess\.(?!\w+(?:Error|Expired)$)|os\.(?:system|popen|exec|spawn|posix_spawn)")


def test_each_library_has_one_door(package):
    strays = {
        f"{module.path} imports {library}, whose door is {' or '.join(DOORS[library])}"
        for module in package
        for library in {name.partition(".")[0] for name in module.imports()} & DOORS.keys()
        if not any(module.path.startswith(f"lexframe/{door}") for door in DOORS[library])
    }
    assert strays == set()


def test_one_module_starts_processes(package):
    starting = {
        f"{module.path}:{node.lineno} calls {ast.unparse(node.func)}"
        for module in package
        if module.path != STARTS_PROCESSES
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and _STARTS.match(ast.unparse(node.func))
    }
    assert starting == set()


def test_every_dependency_has_a_door(settings):
    project = settings["project"]
    extras = (line for lines in project["optional-dependencies"].values() for line in lines)
    asked = {_module_of(line) for line in (*project["dependencies"], *extras)} - {"lexframe"} - DATA_ONLY
    assert asked <= DOORS.keys(), "a new dependency is given its door in tests/house/house_rules.py"


def test_only_the_command_line_writes_to_stdout(package):
    writing = {
        f"{module.path}:{node.lineno} {ast.unparse(node)}"
        for module in package
        if module.floor != "cli"
        for node in ast.walk(module.tree)
        if (isinstance(node, ast.Name) and node.id == "print")
        or (isinstance(node, ast.Attribute) and ast.unparse(node) == "sys.stdout")
    }
    assert writing == set()


def test_an_error_is_made_of_messages(package):
    built = {
        f"{module.path}:{node.lineno} {ast.unparse(part)[:60]}"
        for module in package
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and _name(node.func) in ERRORS
        for part in node.args[:2]
        if isinstance(part, ast.JoinedStr | ast.BinOp) or (isinstance(part, ast.Constant) and part.value)
    }
    assert built == set()


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _module_of(requirement: str) -> str:
    name = requirement.split(";")[0]
    for sign in "<>=[~! ":
        name = name.split(sign)[0]
    known = {"gitpython": "git", "markdown-it-py": "markdown_it", "python-docx": "docx", "pyyaml": "yaml"}
    return known.get(name, name.replace("-", "_"))
