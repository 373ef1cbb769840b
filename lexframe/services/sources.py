"""Reading a document that somebody brings: the one way from bytes to what an import is planned from."""

from __future__ import annotations

from pathlib import Path

from lexframe.core.errors import Failed
from lexframe.core.message import Message
from lexframe.intake.document import Intake

ENDINGS = (".pdf", ".md", ".markdown", ".txt")
"""What sources are usually called; what a file is, its content says."""


def read_source(name: str, data: bytes) -> Intake:
    """Read a PDF, Markdown or plain text file. Raises :class:`Unreadable` or :class:`Refused`.

    The readers, and the library behind them, are imported only now.
    """
    from lexframe.intake.reader import read

    return read(name, data)


def read_file(path: Path) -> Intake:
    """Read a document from disk. Raises :class:`Failed` in the words of the system, and as above."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Failed(
            Message("This file cannot be read: {why}.", why=error.strerror or str(error)),
            Message("Check its name and that you may read it."),
            place=str(path),
        ) from None
    return read_source(path.name, data)
