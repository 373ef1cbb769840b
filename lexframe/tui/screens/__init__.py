"""The places of the terminal face, one module each: they arrange, ask and tell."""

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
