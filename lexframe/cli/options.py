"""Options that many commands share, and the few types of their values, each refused with a next step."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from lexframe.cli.desk import Desk
from lexframe.cli.speech import N_, Command, Group, Option
from lexframe.core.errors import Failed, Refused
from lexframe.core.message import Message
from lexframe.locale.catalogue import catalogue

Decorator = Callable[[Callable[..., Any]], Command]


def noun(name: str, help: str) -> Group:
    """Declare a noun, the group of what can be done with it."""
    group = Group(name, help=help)
    group.params += shared(hidden=True)
    return group


def reads(group: Group, name: str, help: str) -> Decorator:
    """Declare a question: it takes ``--json``."""
    return _declared(group, name, help, [_JSON])


def writes(group: Group, name: str, help: str) -> Decorator:
    """Declare an act: it takes ``--dry-run`` and ``--json``."""
    return _declared(group, name, help, [_DRY_RUN, _JSON])


def alone(name: str, help: str, *, acts: bool) -> Decorator:
    """Declare a command that stands on no noun."""
    return _declared(None, name, help, [_DRY_RUN, _JSON] if acts else [_JSON])


def shared(hidden: bool) -> list[click.Parameter]:
    """Make the options every command understands, before or after its name."""
    return [
        _kept(
            "directory",
            "-C",
            "--directory",
            metavar=N_("DIR"),
            hidden=hidden,
            type=Folder(),
            help=N_("Work in the workspace of this folder."),
        ),
        _kept(
            "body",
            "--as",
            "--by",
            metavar=N_("BODY"),
            hidden=hidden,
            help=N_("Act for this institute, group or secretariat."),
        ),
        _kept(
            "framework",
            "--framework",
            metavar="ID",
            hidden=hidden,
            help=N_("Which framework, where the workspace holds several."),
        ),
        _kept(
            "asked_language",
            "--lang",
            metavar="es|en",
            hidden=hidden,
            type=Language(),
            help=N_("Language of what is said: es or en."),
        ),
    ]


def _declared(group: Group | None, name: str, help: str, own: Sequence[Callable[[], Option]]) -> Decorator:
    def declare(function: Callable[..., Any]) -> Command:
        command = click.command(name, cls=Command, help=help)(function)
        command.params += [make() for make in own]
        command.params += shared(hidden=True)
        if group is not None:
            group.add_command(command)
        return command

    return declare


def _kept(attribute: str, *names: str, is_flag: bool = False, **settings: Any) -> Option:
    """Make an option whose value goes onto the desk instead of into the function."""

    def keep(context: click.Context, _: click.Parameter, value: object) -> None:
        if value is not None and value is not False:
            desk = context.find_root().obj
            assert isinstance(desk, Desk)
            setattr(desk, attribute, value)

    if is_flag:  # click takes an explicit False for an option that may stand without its value
        settings["is_flag"] = True
    return Option([*names, f"shared_{attribute}"], expose_value=False, callback=keep, **settings)


def _JSON() -> Option:  # noqa: N802 - stands in a row of options
    return _kept("as_json", "--json", is_flag=True, help=N_("Answer as one JSON document."))


def _DRY_RUN() -> Option:  # noqa: N802 - stands in a row of options
    return _kept(
        "dry_run", "--dry-run", is_flag=True, help=N_("Show what would be recorded, record nothing.")
    )


class Folder(click.ParamType[Path]):
    """A folder's path; whether it exists is asked by whoever opens it."""

    name = "folder"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path."""
        return Path(value)


class Language(click.ParamType[str]):
    """A language lexframe speaks."""

    name = "language"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the code. Raises :class:`Refused`."""
        catalogue(value)
        return str(value)


class Word(click.ParamType[str]):
    """One of a few words; a hyphen and an underscore are the same."""

    name = "word"

    def __init__(self, choices: Sequence[str]) -> None:
        self.choices = tuple(choices)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word as it is recorded. Raises :class:`Refused` that lists them all."""
        wanted = str(value).lower().replace("-", "_")
        for choice in self.choices:
            if choice.replace("-", "_") == wanted:
                return choice
        raise Refused(
            Message("“{value}” is not possible here.", value=str(value)),
            Message("Use one of: {choices}.", choices=", ".join(self.choices)),
        )


def text_of(source: str) -> str:
    """Return the text in a file, or on standard input for ``-``, as UTF-8 with LF line ends.

    Raises :class:`Failed` when it cannot be read, :class:`Refused` when it is empty.
    """
    data = sys.stdin.buffer.read() if source == "-" else bytes_of(Path(source))
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise Failed(
            Message("This file is not UTF-8 text: byte {n} does not fit.", n=error.start),
            Message("Save it again as UTF-8."),
            place=source,
        ) from None
    if not text.strip():
        raise Refused(Message("There is no text in it."), Message("Give the whole text."), place=source)
    return text


def bytes_of(path: Path) -> bytes:
    """Return a file's bytes. Raises :class:`Failed` in the words of the system."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise Failed(
            Message("This file cannot be read: {why}.", why=error.strerror or str(error)),
            Message("Check its name and that you may read it."),
            place=str(path),
        ) from None
