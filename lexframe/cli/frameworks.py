"""Bringing a text in, and looking at it as a whole: outline, and checks on its drafting."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexframe.cli.desk import Desk
from lexframe.cli.options import Folder, alone, bytes_of, noun, reads
from lexframe.cli.pages import unreadable_lines
from lexframe.cli.shapes import errors_shape, heading_shape
from lexframe.cli.speech import N_, argument, option
from lexframe.core.article import Article
from lexframe.core.errors import Refused
from lexframe.core.message import Message

if TYPE_CHECKING:
    from lexframe.intake.document import Intake

framework = noun("framework", N_("List, show and check frameworks."))


@alone("import", N_("Bring a text in as a new framework: PDF, Markdown or plain text."), acts=True)
@argument("file", N_("FILE"), N_("The document."), type=Folder())
@option("--report", is_flag=True, help=N_("List every line that was left out, and every doubt."))
@click.pass_obj
def bring_in(desk: Desk, file: Path, report: bool) -> None:
    """Read a source and open a framework with it."""
    from lexframe.services.frameworks import plan_import
    from lexframe.services.sources import read_source

    name = desk.framework
    if not name:
        raise Refused(Message("A new framework needs a short name."), Message("Give it with --framework ID."))
    desk.narrate(Message("Reading {file}…", file=file.name))
    intake = read_source(file.name, bytes_of(file))
    if report and desk.as_json:
        desk.emit("intake", _report_shape(desk, intake))
        return
    desk.record(lambda: plan_import(desk.session, name, intake))
    _tell_report(desk, intake, whole=report)


@reads(framework, "list", N_("List the frameworks of the workspace."))
@click.pass_obj
def listed(desk: Desk) -> None:
    """Write one row a framework."""
    from lexframe.services.standings import standing

    dockets = standing(desk.session.ledger).dockets
    if desk.as_json:
        found = [
            {
                "id": each.id,
                "title": each.text.frame.title,
                "articles": len(each.text.articles),
                "open": list(each.open_codes),
            }
            for each in dockets
        ]
        desk.emit("frameworks", {"frameworks": found})
        return
    rows = [
        (each.id, len(each.text.articles), len(each.open_codes), each.text.frame.title) for each in dockets
    ]
    desk.table([Message("Id"), Message("Articles"), Message("Open amendments"), Message("Title")], rows)


@reads(
    framework, "show", N_("Show the outline: divisions and articles, with the amendments pending on each.")
)
@click.pass_obj
def show(desk: Desk) -> None:
    """Write the outline."""
    from lexframe.services.outlines import outline

    docket = desk.docket()
    pending = {each: [a.code for a in docket.touching(each)] for each in docket.text.articles}
    if desk.as_json:
        entries = [
            {
                "article": row.entry.id,
                "number": row.entry.number,
                "title": row.entry.title,
                "pending": pending[row.entry.id],
            }
            if isinstance(row.entry, Article)
            else heading_shape(row.entry)
            for row in outline(docket.text)
        ]
        desk.emit("outline", {"framework": docket.id, "title": docket.text.frame.title, "outline": entries})
        return
    desk.line(docket.text.frame.title)
    for row in outline(docket.text):
        codes = pending[row.entry.id] if isinstance(row.entry, Article) else []
        badge = f"  ({', '.join(codes)})" if codes else ""
        desk.line(f"{'  ' * row.depth}{' '.join(row.words.split())}{badge}")


@reads(framework, "check", N_("Check the drafting: numbering, references, records that cannot be read."))
@click.pass_obj
def check(desk: Desk) -> int:
    """Write every finding; the exit code is 1 when there is one."""
    from lexframe.services.checks import findings

    docket = desk.docket()
    found = findings(docket.text)
    if desk.as_json:
        shaped = [{"place": each.place, "what": desk.say(each.what)} for each in found]
        unreadable = errors_shape(desk, docket.unreadable)
        desk.emit("check", {"framework": docket.id, "findings": shaped, "unreadable": unreadable})
    else:
        desk.lines(Message("{place}: {what}", place=each.place, what=each.what) for each in found)
        desk.lines(unreadable_lines(desk, docket.unreadable))
        desk.line(Message("{n} finding.", "{n} findings.", n=len(found) + len(docket.unreadable)))
    return 1 if found or docket.unreadable else 0


def _tell_report(desk: Desk, intake: Intake, *, whole: bool) -> None:
    report = intake.report
    desk.narrate(
        Message(
            "{n} line of the source was left out of the text; places to look at: {doubts}.",
            "{n} lines of the source were left out of the text; places to look at: {doubts}.",
            n=len(report.dropped),
            doubts=len(report.doubts),
        )
    )
    if not whole:
        if report.dropped or report.doubts:
            desk.narrate(Message("See them all with --report."))
        return
    desk.lines(
        Message(
            "Left out, {place}, {reason}: {text}",
            place=each.place.message(),
            reason=each.reason,
            text=each.text,
        )
        for each in report.dropped
    )
    desk.lines(
        Message(
            "To look at, {place}: {what} {address}",
            place=each.place.message(),
            what=each.what,
            address=each.address,
        )
        for each in report.doubts
    )


def _report_shape(desk: Desk, intake: Intake) -> dict[str, object]:
    return {
        "title": intake.title,
        "source": {"name": intake.source.name, "sha256": intake.source.sha256, "pages": intake.source.pages},
        "articles": len(intake.articles),
        "transitorios": len(intake.transitorios),
        "decrees": len(intake.decrees),
        "dropped": [
            {
                "page": each.place.page,
                "line": each.place.line,
                "reason": desk.say(each.reason),
                "text": each.text,
            }
            for each in intake.report.dropped
        ],
        "doubts": [
            {
                "page": each.place.page,
                "line": each.place.line,
                "what": desk.say(each.what),
                "address": each.address,
            }
            for each in intake.report.doubts
        ],
    }
