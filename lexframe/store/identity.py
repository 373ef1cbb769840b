"""Whom this clone acts for: a body and an office, kept beside the repository, never in it."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path

from lexframe.core.errors import Refused, Unreadable
from lexframe.core.ids import body_id
from lexframe.core.message import Message
from lexframe.store.durable import disk_errors, replace_file
from lexframe.store.git_call import shown

FILE = "identity.toml"


@dataclass(frozen=True, slots=True)
class Identity:
    """The body this clone writes for, and the office that does the writing."""

    body: str
    officer: str = ""

    def __post_init__(self) -> None:
        body_id(self.body)
        if not self.officer.isprintable():
            raise Refused(
                Message("The name of the office holds a character that cannot be seen."),
                Message("Write it on one line, in plain letters."),
            )


def write_identity(own_folder: Path, identity: Identity) -> None:
    """Set whom the clone acts for; ``own_folder`` is ``.git/lexframe``."""
    text = f"body = {_quoted(identity.body)}\nofficer = {_quoted(identity.officer)}\n"
    with disk_errors("join"):
        own_folder.mkdir(parents=True, exist_ok=True)
        replace_file(own_folder / FILE, text.encode())


def read_identity(own_folder: Path) -> Identity | None:
    """Return whom the clone acts for, ``None`` if nobody has joined. Raises :class:`Unreadable`."""
    file = own_folder / FILE
    try:
        found = tomllib.loads(file.read_bytes().decode())
        return Identity(_string(found["body"]), _string(found.get("officer", "")))
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, Refused):
        raise Unreadable(
            Message("This clone's note of whom it acts for cannot be read."),
            Message("Set it again with “lexframe join”."),
            place=shown(file),
        ) from None


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _quoted(text: str) -> str:
    """Quote for TOML; a JSON string of printable text is a TOML basic string."""
    return json.dumps(text, ensure_ascii=False)
