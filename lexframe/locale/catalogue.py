"""The words of one language: a catalogue a message can be said with, and which language to choose."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from lexframe.core.errors import Refused
from lexframe.core.message import ENGLISH, Catalogue, Message

SPANISH_CODE, ENGLISH_CODE = "es", "en"
LANGUAGES = (SPANISH_CODE, ENGLISH_CODE)
"""Codes a person may ask for, the house's first language first."""

_VARIABLES = ("LEXFRAME_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def catalogue(language: str) -> Catalogue:
    """Return the words of ``es`` or ``en``; a sentence without a translation is said in English.

    Raises :class:`Refused` for any other language.
    """
    if language == ENGLISH_CODE:
        return ENGLISH
    if language == SPANISH_CODE:
        return _spanish()
    raise Refused(
        Message("lexframe does not speak “{language}”.", language=language),
        Message("Use one of: {languages}.", languages=", ".join(LANGUAGES)),
    )


def default_language(environment: Mapping[str, str]) -> str:
    """Choose a language from the environment, in gettext's order of variables; Spanish if none speaks.

    ``LEXFRAME_LANG`` comes first. A value no catalogue fits (``C``, ``pt_BR``) is passed over.
    """
    for name in _VARIABLES:
        for wanted in environment.get(name, "").split(":"):
            code = wanted[:2].lower()
            if code in LANGUAGES and not wanted[2:3].isalpha():
                return code
    return SPANISH_CODE


@cache
def _spanish() -> Catalogue:
    # gettext is imported only for a reader of Spanish, and never asked for "": that is its header.
    from gettext import GNUTranslations

    class Spanish(GNUTranslations):
        def gettext(self, message: str) -> str:
            return super().gettext(message) if message else ""

    with Path(__file__).with_name("es.mo").open("rb") as compiled:
        return Spanish(compiled)
