"""A remark by one body on an amendment or an article: it counts for nothing and is kept for ever."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Comment:
    """``target`` is an amendment's code or an article's id; ``unit`` a stored address in it.

    ``answers`` names the comment it replies to as ``BODY/number``.
    """

    by: str
    framework: str
    target: str
    number: int
    text: str
    unit: str = ""
    answers: str = ""
