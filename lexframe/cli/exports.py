"""Documents out: the table of what there is, and each written where it is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from lexframe.cli.desk import Desk
from lexframe.cli.options import Folder, alone
from lexframe.cli.speech import N_, argument, option
from lexframe.core.errors import Refused
from lexframe.core.message import Message


@alone("export", N_("Write a document; without one, list what there is."), acts=False)
@argument("document", N_("DOCUMENT"), N_("Which, as the list names it."), required=False)
@argument("amendments", N_("AMENDMENT"), N_("The amendments it is about."), nargs=-1)
@option(
    "-o",
    "--output",
    metavar=N_("FILE"),
    type=Folder(),
    help=N_("The file to write; its ending is the format."),
)
@option(
    "--at", metavar=N_("REVISION"), help=N_("From the register as it was: a day, or a commit's beginning.")
)
@option("--force", is_flag=True, help=N_("Write over a file that is there."))
@click.pass_obj
def export(
    desk: Desk,
    document: str | None,
    amendments: Sequence[str],
    output: Path | None,
    at: str | None,
    force: bool,
) -> None:
    """Write one document, or the table of documents."""
    from lexframe.services.exports import export as made
    from lexframe.services.exports import write_file

    if document is None:
        _list(desk)
        return
    docket = desk.docket(at or "")
    if output is None:
        raise Refused(
            Message("A document needs a file to be written to."),
            Message("Name one with -o FILE; its ending is the format."),
        )
    done = made(desk.session, docket, document, output.suffix, amendments, language=desk.asked_language)
    write_file(output, done.data, force=force)
    if desk.as_json:
        desk.emit(
            "document",
            {
                "document": document,
                "file": str(output),
                "bytes": len(done.data),
                "sha256": done.digest,
                "media_type": done.media_type,
                "revision": docket.tip,
            },
        )
        return
    desk.line(str(output))
    desk.narrate(Message("{n} bytes, SHA-256 {digest}", n=len(done.data), digest=done.digest))


def _list(desk: Desk) -> None:
    from lexframe.services.exports import documents

    found = documents()
    if desk.as_json:
        shaped = [
            {"document": each.name, "title": desk.say(each.title), "formats": list(each.endings)}
            for each in found
        ]
        desk.emit("documents", {"documents": shaped})
        return
    rows = [(each.name, " ".join(each.endings), each.title, each.amendments) for each in found]
    desk.table([Message("Document"), Message("Formats"), Message("Title"), Message("Amendments")], rows)
