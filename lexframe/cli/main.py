"""The way in from the command line: find the command, let it work, and end with an exit code."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, TextIO

import click

from lexframe import __version__
from lexframe.cli.contents import ENTRIES, SECTIONS
from lexframe.cli.desk import Desk
from lexframe.cli.endings import DONE, ending
from lexframe.cli.options import shared
from lexframe.cli.speech import N_, Group, Option, said
from lexframe.core.safe import safe

if TYPE_CHECKING:
    from lexframe.services.session import Doors

COMPLETION = "_LEXFRAME_COMPLETE"
"""Set by a shell that wants to know how a word could go on, as click's documentation describes."""


def run(doors: Doors, argv: Sequence[str]) -> int:
    """Carry out one command line and return its exit code; never raises, never shows a traceback."""
    _never_stumble_over_a_letter(sys.stdout, sys.stderr)
    desk = Desk(doors, _asked_language(argv))
    try:
        code = _carried_out(desk, list(argv))
        sys.stdout.flush()
        return code
    except BaseException as error:
        return _quietly() if _is_closed(error) else _ended(desk, error, argv)


def _carried_out(desk: Desk, argv: list[str]) -> int:
    # Not through click's own main, which ends the process by itself when stdout is closed.
    group = root()
    asked = os.environ.get(COMPLETION)
    if asked:
        from click.shell_completion import shell_complete

        return shell_complete(group, {"obj": desk}, "lexframe", COMPLETION, asked)
    try:
        with group.make_context("lexframe", argv, obj=desk) as context:
            code = group.invoke(context)
    except click.exceptions.Exit as done:
        code = done.exit_code
    return code if isinstance(code, int) else DONE


def root() -> Root:
    """Return the command ``lexframe`` itself; nothing behind it is imported yet."""
    group = Root(
        "lexframe",
        callback=_without_command,
        invoke_without_command=True,
        help=N_(
            "Draft, consult on and agree a shared legislative framework. Without a command: the terminal, "
            "or the state of the workspace where there is no terminal."
        ),
        epilog=N_("Exit codes: 0 done, 1 failed, 2 refused, 70 a defect, 75 try again, 130 interrupted."),
    )
    version = Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_version,
        help=N_("Show the version."),
    )
    group.params += [*shared(hidden=False), version]
    return group


class Root(Group):
    """The first level: commands are known by a table and imported when one is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return every name, in the order of the work."""
        return list(ENTRIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        entry = ENTRIES.get(cmd_name)
        if entry is None:
            return None
        module, _, attribute = entry.where.partition(":")
        command = getattr(import_module(f"lexframe.cli.{module}"), attribute)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command. Raises click's complaint with the names that come near."""
        if args[0] in ENTRIES or args[0].startswith("-"):
            return super().resolve_command(ctx, args)
        raise click.exceptions.NoSuchCommand(args[0], possibilities=ENTRIES, ctx=ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table, without importing a single command."""
        for section, entries in SECTIONS:
            with formatter.section(said(section)):
                formatter.write_dl([(entry.name, said(entry.help)) for entry in entries])


@click.pass_context
def _without_command(context: click.Context) -> int | None:
    if context.invoked_subcommand is not None:
        return None
    desk = context.obj
    assert isinstance(desk, Desk)
    from lexframe.cli.states import nothing_asked

    return nothing_asked(desk, is_terminal=sys.stdin.isatty() and sys.stdout.isatty())


def _version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(f"lexframe {__version__}")
        context.exit()


def _asked_language(argv: Sequence[str]) -> str:
    """Find ``--lang`` before anything is parsed, so that ``--help`` speaks it too."""
    for at, word in enumerate(argv):
        if word == "--":
            break
        if word.startswith("--lang="):
            return _known(word.partition("=")[2])
        if word == "--lang" and at + 1 < len(argv):
            return _known(argv[at + 1])
    return _known(os.environ.get("LEXFRAME_LANG", ""))


def _known(language: str) -> str:
    return language if language in ("es", "en") else ""


def _ended(desk: Desk, error: BaseException, argv: Sequence[str]) -> int:
    text, code = ending(error, desk.words, argv)
    try:
        sys.stdout.flush()
        click.echo(safe(text), err=True)
    except (OSError, ValueError):
        _quietly()
    return code


def _is_closed(error: BaseException) -> bool:
    # Windows reports a closed pipe as an invalid argument.
    return isinstance(error, OSError) and error.errno in (errno.EPIPE, errno.EINVAL) and not error.filename


def _quietly() -> int:
    """The reader has seen enough: keep Python's own last flush from complaining."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
    return DONE


def _never_stumble_over_a_letter(*streams: TextIO) -> None:
    """A console that lacks a letter shows its code, instead of ending the command half way."""
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
