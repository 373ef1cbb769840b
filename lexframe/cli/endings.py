"""How a command ends: every exception becomes one sentence with a next step, and an exit code.

0 done, 1 failed, 2 refused or misused, 70 a defect of lexframe, 75 try again, 130 interrupted.
"""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from collections.abc import Sequence

import click

from lexframe import __version__
from lexframe.core.errors import LexframeError
from lexframe.core.message import Catalogue, Message

DONE, FAILED, REFUSED, DEFECT, TRY_AGAIN, INTERRUPTED = 0, 1, 2, 70, 75, 130


def ending(error: BaseException, words: Catalogue, arguments: Sequence[str]) -> tuple[str, int]:
    """Return what to say on stderr, and the exit code."""
    match error:
        case LexframeError():
            return error.say(words), error.exit_code
        case click.UsageError():
            return _misuse(error, words), REFUSED
        case KeyboardInterrupt() | click.Abort():
            said = Message("Interrupted. What was said to be recorded is recorded; nothing else is.")
            return said.say(words), INTERRUPTED
        case OSError() if error.filename is None:
            said = Message("The system would not go on: {why}.", why=error.strerror or str(error))
            return said.say(words), FAILED
        case _:
            return _defect(error, words, arguments), DEFECT


def _misuse(error: click.UsageError, words: Catalogue) -> str:
    path = error.ctx.command_path if error.ctx else "lexframe"
    remedy = Message("See “{command} --help”.", command=path)
    return f"{_mistake(error, words).say(words)} {remedy.say(words)}"


def _mistake(error: click.UsageError, words: Catalogue) -> Message:
    match error:
        case click.NoSuchOption():
            return _unknown(
                Message("There is no option {name}.", name=error.option_name), error.possibilities
            )
        case click.exceptions.NoSuchCommand():
            return _unknown(
                Message("There is no command {name}.", name=error.command_name), error.possibilities
            )
        case click.MissingParameter() if error.param is not None:
            return Message("{name} is missing.", name=_name(error.param, words))
        case click.BadOptionUsage():
            return Message("Option {name} is not complete.", name=error.option_name)
        case click.BadParameter() if error.param is not None:
            return Message("{name} cannot be that.", name=_name(error.param, words))
        case click.exceptions.NoArgsIsHelpError():
            return Message("A command is missing.")
        case _:
            return Message("This cannot be understood: {problem}", problem=error.format_message())


def _unknown(what: Message, nearest: Sequence[str] | None) -> Message:
    if not nearest:
        return what
    return Message("{what} Near to it: {nearest}.", what=what, nearest=", ".join(sorted(nearest)))


def _name(param: click.Parameter, words: Catalogue) -> str:
    if isinstance(param, click.Option) or not param.metavar:
        return max(param.opts, key=len)
    return words.gettext(param.metavar)


def _defect(error: BaseException, words: Catalogue, arguments: Sequence[str]) -> str:
    trace = "".join(traceback.format_exception(error))
    if os.environ.get("LEXFRAME_DEBUG") == "1":
        sys.stderr.write(trace)
    said = Message(
        "This is a defect of lexframe, not a mistake of yours. What was said to be recorded is recorded."
    )
    place = _report(f"lexframe {__version__}, Python {sys.version}\n{list(arguments)}\n\n{trace}")
    remedy = (
        Message("Please send this report to whoever keeps your lexframe: {place}", place=place)
        if place
        else Message(
            "Run it again with LEXFRAME_DEBUG=1 and send what it prints to whoever keeps your lexframe."
        )
    )
    return f"{said.say(words)} {remedy.say(words)}"


def _report(text: str) -> str:
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="lexframe-", suffix=".txt", delete=False, encoding="utf-8", errors="backslashreplace"
        ) as file:
            file.write(text)
            return file.name
    except OSError:
        return ""
