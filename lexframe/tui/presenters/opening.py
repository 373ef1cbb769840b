"""An empty workspace: what it is, who may fill it, and which key to press first."""

from __future__ import annotations

from collections.abc import Iterator

from lexframe.core.message import Message
from lexframe.tui.desk import Opening
from lexframe.tui.rows import BLANK, Row, Run, heading, row
from lexframe.tui.tongue import Tongue


def opening_page(opening: Opening, acting: str, tongue: Tongue) -> tuple[Row, ...]:
    """Return the page that stands where a text will be."""
    return tuple(_rows(opening, acting, tongue))


def _rows(opening: Opening, acting: str, tongue: Tongue) -> Iterator[Row]:
    say, registry = tongue.say, opening.registry
    yield heading(say(opening.workspace.title))
    yield BLANK
    yield row(Run(say(Message("There is no text here yet.")), "strong"))
    yield BLANK
    is_secretariat = acting == registry.secretariat.id
    yield from (_steps(tongue) if is_secretariat else _waits(acting, registry.secretariat.id, tongue))
    yield BLANK
    who = Message(
        "{n} institute takes part, and {secretariat} keeps the register.",
        "{n} institutes take part, and {secretariat} keeps the register.",
        n=len(registry.active),
        secretariat=registry.secretariat.id,
    )
    yield row(Run(say(who), "dim"))


def _steps(tongue: Tongue) -> Iterator[Row]:
    for key, words in STEPS:
        yield row(Run(f"{key:>3}  ", "key"), tongue.say(words), hang=5)


def _waits(acting: str, secretariat: str, tongue: Tongue) -> Iterator[Row]:
    words = Message(
        "The secretariat ({id}) brings the first text in; you act for {body}.",
        id=secretariat,
        body=acting or "—",
    )
    yield row(tongue.say(words))
    yield row(Run("  B  ", "key"), tongue.say(Message("Act for another body.")), hang=5)
    yield row(Run(" F5  ", "key"), tongue.say(Message("Look again.")), hang=5)


STEPS = (
    (
        "I",
        Message(
            "Bring a text in: the PDF of a law as it is published, Markdown, or plain text. "
            "What was read is shown before anything is recorded."
        ),
    ),
    ("F1", Message("Every key and what it does.")),
)
