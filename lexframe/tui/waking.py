"""What of the terminal is imported when: the first frame needs little, and must not wait for the rest."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from textual.screen import Screen


def later(place: str, name: str) -> Callable[[], Screen[Any]]:
    """Return what makes a screen whose module is imported when somebody first goes there."""

    def make() -> Screen[Any]:
        screen: Screen[Any] = getattr(import_module(f"lexframe.tui.screens.{place}"), name)()
        return screen

    return make


def import_the_rest() -> None:
    """Import what the first act and the first article need; in a thread, while the first frame stands."""
    for name in ("doers", "presenters.article", "screens.amendment"):
        import_module(f"lexframe.tui.{name}")
