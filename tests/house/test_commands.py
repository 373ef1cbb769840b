"""Every command that a document or a sentence names exists, and its reference is up to date."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from tools.messages import sentences
from tools.reference import PAGE, commands, page, root_command

_QUOTED = re.compile(r"[“`«]lexframe ([^”`»]+)[”`»]")
_PROMPT = re.compile(r"^\s*\$ lexframe (.+)$", re.MULTILINE)


@pytest.fixture(scope="module")
def tree() -> dict[tuple[str, ...], click.Command]:
    root = root_command()
    return {(): root} | dict(commands(root))


def test_every_command_says_what_it_is_for(tree):
    assert len(tree) > 10
    assert [" ".join(words) for words, command in tree.items() if not command.help] == []


def test_every_help_text_is_a_sentence_with_a_translation(tree):
    marked = {text for text, _ in sentences().places}
    shown = {
        (" ".join(words), text)
        for words, command in tree.items()
        for text in (command.help, command.epilog, *(getattr(each, "help", None) for each in command.params))
        if text
    }
    assert [f"{name}: {text}" for name, text in sorted(shown) if text not in marked] == []


def test_sentences_name_commands_that_exist(tree):
    said = sentences().places
    named = [(places[0], call) for (text, _), places in said.items() for call in _QUOTED.findall(text)]
    assert named
    assert [f"{place}: lexframe {call}" for place, call in named if not _exists(call, tree)] == []


def test_documents_name_commands_that_exist(tree, files):
    named = [
        (name, call)
        for name, path in files.items()
        if name.endswith(".md") and re.match(r"README|docs/|lexframe/example/README", name)
        for pattern in (_QUOTED, _PROMPT)
        for call in pattern.findall(path.read_text(encoding="utf-8"))
    ]
    assert named
    assert [f"{name}: lexframe {call}" for name, call in named if not _exists(call, tree)] == []


def test_the_reference_is_what_the_program_says(tree):
    assert Path(PAGE).read_text(encoding="utf-8") == page(tree[()]), "run “make docs”"


def _exists(call: str, tree: dict[tuple[str, ...], click.Command]) -> bool:
    """Follow the words of a call down the commands; in a group the next plain word must be one."""
    words: tuple[str, ...] = ()
    rest = call.split()
    while rest and rest[0].startswith("-"):  # the options of the program itself: -C DIR, --as BODY
        rest = rest[2:] if rest[0] in ("-C", "--as", "--by", "--lang") else rest[1:]
    for word in rest:
        command = tree[words]
        if not isinstance(command, click.Group):
            return True
        options = {name for each in command.params for name in (*each.opts, *each.secondary_opts)}
        if word.startswith("-"):
            return word.partition("=")[0] in {*options, "--help"}
        if (*words, word) not in tree:
            return not re.fullmatch(r"[a-z][a-z-]*", word)
        words = (*words, word)
    return True
