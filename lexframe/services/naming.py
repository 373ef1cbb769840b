"""What people call things: one rule for a name that could be an amendment's or an article's."""

from __future__ import annotations

from lexframe.services.docket import Docket


def is_amendment(docket: Docket, name: str) -> bool:
    """Tell whether a name is an amendment's: its code, or its number with ``#`` before it."""
    return name.startswith("#") or name.upper() in docket.amendments


def target(docket: Docket, name: str) -> str:
    """Return an amendment's code or an article's id; a bare number is an article's.

    Raises :class:`Unknown` for a name that is neither.
    """
    if is_amendment(docket, name):
        return docket.amendment(name).code
    return docket.text.article(name).id
