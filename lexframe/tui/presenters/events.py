"""History as rows: when, who, what and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lexframe.core.message import Message
from lexframe.services.histories import Event
from lexframe.tui.rows import Row, Run, row
from lexframe.tui.tongue import Tongue


def history_page(events: Sequence[Event], tongue: Tongue) -> tuple[Row, ...]:
    """Return one paragraph for each act, newest first."""
    return tuple(_rows(events, tongue)) or (row(Run(tongue.say(Message("Nothing is recorded yet.")), "dim")),)


def _rows(events: Sequence[Event], tongue: Tongue) -> Iterator[Row]:
    for event in events:
        yield row(
            Run(f"{tongue.moment(event.when)}  ", "dim"),
            Run(f"{tongue.say(event.body)} ", "strong"),
            Run(tongue.say(event.words)),
            Run(f"  {event.commit[:10]}", "note"),
            hang=2,
        )
        if event.subject:
            yield Row((Run(tongue.say(event.subject), "code"),), 2, 2)
        if event.why:
            yield Row((Run(tongue.say(" ".join(event.why.split())[:600])),), 2, 2)
