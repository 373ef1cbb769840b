"""History as rows: when, who, what and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from lexframe.core.message import Message
from lexframe.core.position import Stance
from lexframe.services.histories import Event
from lexframe.tui.rows import Row, Run, row
from lexframe.tui.signs import STANCES
from lexframe.tui.tongue import Tongue

SHORT = 600
"""Signs of a reason shown in a list; the whole of it is with the amendment."""


def history_page(events: Sequence[Event], name: str, tongue: Tongue) -> tuple[Row, ...]:
    """Return one paragraph for each act, newest first; of an act on many, what concerns ``name``."""
    rows = tuple(_rows(events, name, tongue))
    return rows or (row(Run(tongue.say(Message("Nothing is recorded yet.")), "dim")),)


def _rows(events: Sequence[Event], name: str, tongue: Tongue) -> Iterator[Row]:
    for event in events:
        yield Row(
            (
                Run(f"{tongue.moment(event.when)}  ", "dim"),
                Run(f"{tongue.say(event.body)} ", "strong"),
                Run(tongue.say(event.words)),
                *_about(event, name, tongue),
                Run(f"  {event.commit[:10]}", "note"),
            ),
            hang=2,
        )
        if event.why.strip():
            words = " ".join(event.why.split())
            yield Row((Run(tongue.say(words if len(words) <= SHORT else f"{words[:SHORT]}…"), "dim"),), 2, 2)


def _about(event: Event, name: str, tongue: Tongue) -> Iterator[Run]:
    words = event.subject.split()
    if event.act == "position":
        for code, stance in pairwise(words):
            if stance in set(Stance) and name in (code, ""):
                sign = STANCES[Stance(stance)]
                yield Run(" ")
                yield Run(f" {sign.letter} ", sign.role)
                yield Run(f" {tongue.say(sign.words)}")
    elif event.act == "seal":
        trays = Message("{n} tray taken up", "{n} trays taken up", n=len(words))
        yield Run(f" · {tongue.say(trays)}", "dim")
    elif event.subject and event.subject != name:
        yield Run(f" · {tongue.say(event.subject)}", "code")
