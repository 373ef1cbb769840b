"""Reading a document that somebody brings: the one way from bytes to what an import is planned from."""

from __future__ import annotations

from lexframe.intake.document import Intake


def read_source(name: str, data: bytes) -> Intake:
    """Read a PDF, Markdown or plain text file. Raises :class:`Unreadable` or :class:`Refused`.

    The readers, and the library behind them, are imported only now.
    """
    from lexframe.intake.reader import read

    return read(name, data)
