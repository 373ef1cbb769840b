"""The reference of the command line: whole, in order, and the same for the same commands."""

from __future__ import annotations

import click

from tools.reference import commands, main, page


@click.group(help="A program.\n\n\b\nkept as\nit is")
def program():
    pass


@program.group(help="Speak of\npositions.")
def position():
    pass


@position.command("set", help="Record one.")
@click.argument("code")
@click.option("--stance", type=click.Choice(["support", "object"]), help="What is said | or not.")
def set_position(code, stance):
    pass


@program.command(hidden=True)
def secret():
    pass


def test_every_visible_command_is_found_with_its_words():
    assert [words for words, _ in commands(program, "lexframe")] == [
        ("lexframe", "position"),
        ("lexframe", "position", "set"),
    ]


def test_the_page_shows_usage_help_and_options():
    text = page(program)
    usage = "```\nlexframe position set [OPTIONS] CODE\n```"
    assert f"### lexframe position set\n\n{usage}\n\nRecord one.\n" in text
    assert "| `--stance [support\\|object]` | What is said \\| or not. |" in text
    assert "Speak of positions." in text
    assert "```\nkept as\nit is\n```" in text
    assert "secret" not in text
    assert text.endswith("|\n")


def test_an_unknown_act_is_a_usage_error(capsys):
    assert main(["print"]) == 2
    assert "write|check" in capsys.readouterr().err
