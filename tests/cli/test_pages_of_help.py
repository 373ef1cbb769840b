"""Help: every command explains itself in both languages, and none of it costs an import it does not need."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest
from conftest import ROOT, spoken

from lexframe.cli.contents import ENTRIES
from lexframe.cli.main import root

HEAVY = ("textual", "git", "sqlite_utils", "pypdfium2", "jinja2", "pydantic", "cryptography", "markdown_it")


def every_command(group: click.Group, *above: str):
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        yield (*above, name)
        if isinstance(command, click.Group):
            yield from every_command(command, *above, name)


COMMANDS = list(every_command(root()))


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_explains_itself_in_both_languages(words):
    spanish = spoken(*words, "--help", "--lang", "es")
    english = spoken(*words, "--lang", "en", "--help")
    assert spanish.code == english.code == 0
    assert english.out.startswith("Usage: lexframe")
    assert spanish.out.startswith("Uso: lexframe")
    for heading in ("Options:", "Commands:", "Arguments:", "Show this page"):
        assert heading not in spanish.out


def test_the_first_page_names_every_command():
    shown = spoken("--help", "--lang", "en").out
    assert all(f"  {name} " in shown for name in ENTRIES)


def test_every_act_can_be_tried_and_every_question_answers_in_json():
    for words in COMMANDS:
        shown = spoken(*words, "--help", "--lang", "en").out
        assert "COMMAND" in shown or "--json" in shown, words


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("position", "show", "1", "ISSTEG")])
def test_a_cold_command_imports_nothing_heavy(example, arguments):
    program = (
        "import sys\n"
        "from lexframe.wiring import main\n"
        f"sys.argv = ['lexframe', '-C', {str(example)!r}, *{arguments!r}]\n"
        "code = main()\n"
        f"print('LOADED', *(name for name in {HEAVY!r} if name in sys.modules), code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.splitlines()[-1] == "LOADED 0", done.stdout


def test_the_version_is_one_line():
    assert spoken("--version").out.startswith("lexframe 0.")
