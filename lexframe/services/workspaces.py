"""A new workspace as the files of its first commit."""

from __future__ import annotations

import json
from importlib.resources import files

from lexframe.core.institute import Registry
from lexframe.core.register import Entry, Opened
from lexframe.store.paths import REGISTRY_FILE, WORKSPACE_FILE, entry_path
from lexframe.store.register_file import write_entry
from lexframe.store.settings import read_registry, read_workspace

RULES = """
# How positions become a verdict. These two are a beginning: put your organisation's own in their place.
# Fractions are exact and written as text.

[rules.consensus]
counts_for = ["support", "support_with_reservation"]
blocking = ["object"]
base = "cast"
threshold = "1/2"
more_than = true
quorum = "2/3"

[rules.qualified_majority]
counts_for = ["support", "support_with_reservation"]
blocking = ["object"]
blocking_minority_min = 4
base = "electorate"
threshold = "2/3"
quorum = "2/3"
"""


def workspace_files(title: str, language: str, institutes: bytes, today: str) -> dict[str, bytes]:
    """Return the files of the root commit: settings, registry and the register's first entry.

    Raises :class:`Unreadable` when the list of institutes is not a registry.
    """
    read_registry(institutes)
    settings = (
        f'format = 1\ntitle = {_quoted(title)}\nlanguage = {_quoted(language)}\nrule = "consensus"\n{RULES}'
    ).encode()
    read_workspace(settings)
    return {
        WORKSPACE_FILE: settings,
        REGISTRY_FILE: institutes,
        entry_path("", "0001-opened"): write_entry(Entry(1, today, Opened(title))),
    }


def registry_in(institutes: bytes, place: str) -> Registry:
    """Read a list of institutes that is not in a workspace yet. Raises :class:`Unreadable`."""
    return read_registry(institutes, place)


def example_institutes() -> bytes:
    """Return the fictitious list of institutes that comes with lexframe, to try a workspace with."""
    return files("lexframe.example").joinpath(REGISTRY_FILE).read_bytes()


def _quoted(text: str) -> str:
    """Quote for TOML; a JSON string of printable text is a TOML basic string."""
    return json.dumps(text, ensure_ascii=False)
