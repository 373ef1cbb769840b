"""A child process: the terminal over a workspace in which every text from others is hostile."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import tui_workspace

from lexframe.core.amendment import Amendment, body_digest
from lexframe.core.article import FrameworkText
from lexframe.core.safe import safe
from lexframe.services import loading
from lexframe.services.docket import Docket
from lexframe.tui.app import run

HOSTILE = "\x1b]0;OWNED\x07\x1b[31;99m[bold red]@click\x9b2J\u202erodi\u200b"
WORDY = {"title", "reasons", "notice", "name", "lifted_if"}


def poisoned(value: Any) -> Any:
    """Put hostile signs into every text of a record that people may read."""
    if isinstance(value, Mapping):
        return {key: poisoned(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return tuple(poisoned(each) for each in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changes: dict[str, Any] = {}
    for field in fields(value):
        held = getattr(value, field.name)
        if field.init and isinstance(held, str) and field.name in {*WORDY, "text", "body"}:
            changes[field.name] = HOSTILE + held
        elif field.init and not isinstance(held, str):
            changes[field.name] = poisoned(held)
    return replace(value, **changes)


def rebased(amendment: Amendment, text: FrameworkText) -> Amendment:
    """Let an amendment be written on the hostile text, so that it is not stale."""
    return replace(
        amendment,
        operations=tuple(
            replace(each, base=body_digest(text.articles[each.article].body)) if each.base else each
            for each in amendment.operations
        ),
    )


def hostile_load(*arguments: Any, **settings: Any) -> Docket:
    found = load(*arguments, **settings)
    text = poisoned(found.text)
    return replace(
        found,
        workspace=replace(found.workspace, title=HOSTILE, notice=HOSTILE),
        registry=poisoned(found.registry),
        text=text,
        amendments={code: rebased(poisoned(each), text) for code, each in found.amendments.items()},
        positions=poisoned(found.positions),
        comments=poisoned(found.comments),
    )


load = loading.load
if __name__ == "__main__":
    assert safe(HOSTILE) != HOSTILE
    made = tui_workspace.made_workspace()
    loading.load = hostile_load
    sys.exit(run(made.doors(), Path(), "INA", "es"))
