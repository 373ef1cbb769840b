"""What has been read from a file somebody brought, before anything of it is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from lexframe.core.message import Message
from lexframe.services.docket import Docket
from lexframe.services.frameworks import ReturnedDrafts
from lexframe.tui.presenters.dossier import shortened
from lexframe.tui.presenters.passage import changed
from lexframe.tui.rows import BLANK, Row, Run, heading, row
from lexframe.tui.tongue import Tongue

if TYPE_CHECKING:
    from lexframe.intake.document import Intake

MOST = 40
"""Doubts listed; a source with more is looked at with the command that lists them all."""


def arrival_page(intake: Intake, tongue: Tongue) -> tuple[Row, ...]:
    """Return the title, the divisions, and what of the source was left out or is in doubt."""
    return tuple(_arrival(intake, tongue))


def _arrival(intake: Intake, tongue: Tongue) -> Iterator[Row]:
    say, report = tongue.say, intake.report
    yield BLANK
    yield heading(say(intake.title))
    for each in intake.outline:
        if not isinstance(each, str):
            words = " ".join(part for part in (each.label, each.title) if part)
            yield Row((Run(say(words), "dim"),), indent=each.level, wraps=False)
    yield BLANK
    left = Message(
        "{n} line of the source was left out of the text; places to look at: {doubts}.",
        "{n} lines of the source were left out of the text; places to look at: {doubts}.",
        n=len(report.dropped),
        doubts=len(report.doubts),
    )
    yield row(say(left))
    for doubt in islice(report.doubts, MOST):
        yield row(Run(f"{say(doubt.place.message())}: ", "dim"), say(doubt.what), hang=2)
    if len(report.doubts) > MOST:
        yield row(Run(say(Message("See them all with --report.")), "dim"))


def returned_words(found: ReturnedDrafts) -> Message:
    """Say in a sentence how a returned text compares with the one at hand."""
    return Message(
        "{n} article differs; {same} read the same.",
        "{n} articles differ; {same} read the same.",
        n=len(found.drafts),
        same=found.same,
    )


def returned_page(docket: Docket, found: ReturnedDrafts, tongue: Tongue, *, marks: bool) -> tuple[Row, ...]:
    """Return each article that differs as a redline, then what did not become an amendment."""
    return tuple(_returned(docket, found, tongue, marks))


def _returned(docket: Docket, found: ReturnedDrafts, tongue: Tongue, marks: bool) -> Iterator[Row]:
    say = tongue.say
    yield BLANK
    yield row(Run(say(returned_words(found)), "strong"))
    if found.missing:
        names = ", ".join(found.missing)
        yield row(say(Message("Not in the returned text, and left alone: {articles}.", articles=names)))
    if found.apart:
        apart = Message(
            "It brings {n} reform decree, which is left apart.",
            "It brings {n} reform decrees, which are left apart.",
            n=len(found.apart),
        )
        yield row(say(apart))
    for draft in found.drafts:
        change = draft.changes[0]
        held = docket.text.articles.get(change.article)
        yield BLANK
        yield heading(say(draft.title))
        yield from shortened(changed(held.body if held else "", change.text, marks=marks))
