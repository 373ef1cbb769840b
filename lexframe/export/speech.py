"""The one voice of a document: every sentence of its own is said in one language, chosen once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from lexframe.core.message import Message
from lexframe.locale.catalogue import catalogue
from lexframe.locale.forms import date, join

TAGS = {"es": "es-MX", "en": "en-US"}
"""Language tags (BCP 47) that formats ask for."""


@dataclass(frozen=True, slots=True)
class Speech:
    """A language, and the way from messages, days and lists to its words."""

    language: str

    def say(self, message: Message) -> str:
        """Say one sentence."""
        return message.say(catalogue(self.language))

    def date(self, day: dt.date) -> str:
        """Write a day in full."""
        return date(day, self.language)

    def join(self, items: Iterable[str]) -> str:
        """Enumerate: *A, B y C*."""
        return join(items, self.language)
