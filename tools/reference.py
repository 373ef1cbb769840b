"""Write the reference of the command line from the commands themselves, so that it cannot lie.

``write`` makes ``docs/cli.md``; ``check`` fails when that page is not what ``write`` would make.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "cli.md"
INTRODUCTION = """\
# Commands

Made by `make docs` from the program itself; edit the commands, not this page.

"""


def root_command() -> click.Group:
    """Return the group every command hangs from."""
    from lexframe.cli.main import root

    return root()


def commands(group: click.Group, *above: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield every command under a group with the words that call it, in order, hidden ones left out."""
    import click

    context = click.Context(group, info_name=" ".join(above))
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        yield (*above, name), command
        if isinstance(command, click.Group):
            yield from commands(command, *above, name)


def page(group: click.Group, program: str = "lexframe") -> str:
    """Return the whole reference as Markdown."""
    parts = [INTRODUCTION, *_section((program,), group, 2)]
    for words, command in commands(group, program):
        parts += _section(words, command, 2 if len(words) < 3 else 3)
    return "".join(parts).rstrip() + "\n"


def _section(words: tuple[str, ...], command: click.Command, level: int) -> Iterator[str]:
    import click

    context = click.Context(command, info_name=" ".join(words))
    usage = " ".join(command.collect_usage_pieces(context))
    yield f"{'#' * level} {' '.join(words)}\n\n"
    yield f"```\n{' '.join((*words, usage)).strip()}\n```\n\n"
    if command.help:
        yield "\n\n".join(_paragraphs(command.help)) + "\n\n"
    rows = [record for each in command.get_params(context) if (record := each.get_help_record(context))]
    if rows:
        yield "| | |\n|---|---|\n"
        yield from (f"| `{_cell(names)}` | {_cell(words)} |\n" for names, words in rows)
        yield "\n"


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in text.replace("\f", "\n\n").split("\n\n"):
        lines = [line.strip() for line in paragraph.strip().splitlines()]
        if lines and lines[0] == "\b":  # click's sign for “leave these lines as they are”
            yield "\n".join(("```", *lines[1:], "```"))
        elif lines:
            yield " ".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def main(arguments: Iterable[str]) -> int:
    """Write or check the page; return the exit code."""
    act = [*arguments] or ["check"]
    if act not in (["write"], ["check"]):
        print("usage: reference.py write|check", file=sys.stderr)
        return 2
    text = page(root_command())
    if act == ["write"]:
        PAGE.write_text(text, encoding="utf-8", newline="\n")
        return 0
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == text:
        return 0
    print("docs/cli.md is stale: run “make docs”", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
