"""The words of the screen: a message said once in the reader's language, and made harmless to show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lexframe.core.errors import LexframeError
from lexframe.core.message import Catalogue, Message
from lexframe.core.safe import safe
from lexframe.locale.catalogue import SPANISH_CODE, catalogue
from lexframe.locale.forms import date, fold, join, moment


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language, and the only way from a message to text on the screen."""

    language: str = SPANISH_CODE

    @property
    def words(self) -> Catalogue:
        """The catalogue of this language."""
        return catalogue(self.language)

    def say(self, message: Message | str, *, lines: bool = False) -> str:
        """Return a message in this language, or foreign text, safe to show; on one line unless asked."""
        text = message if isinstance(message, str) else message.say(self.words)
        return safe(text, lines=lines)

    def error(self, error: LexframeError) -> str:
        """Return an error as its place, its sentence and the next step."""
        return safe(error.say(self.words))

    def moment(self, when: datetime) -> str:
        """Return a date with its hour in this language."""
        return moment(when, self.language)

    def deadline(self, written: str) -> str:
        """Return a closing date as people write it; what is no ISO date is shown as it stands."""
        try:
            when = datetime.fromisoformat(written)
        except ValueError:
            return self.say(written)
        return date(when, self.language) if len(written) == len("2026-11-30") else self.moment(when)

    def list(self, names: tuple[str, ...] | list[str]) -> str:
        """Enumerate names: ``A, B y C``."""
        return safe(join(names, self.language), lines=False)

    def finds(self, wanted: str, *places: str) -> bool:
        """Tell whether every word of ``wanted`` is in one of the places, accents and case aside."""
        held = " ".join(fold(place) for place in places)
        return all(word in held for word in fold(wanted).split())
