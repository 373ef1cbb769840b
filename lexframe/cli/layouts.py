"""Laying the records out as plain files."""

from __future__ import annotations

from pathlib import Path

import click

from lexframe.cli.desk import Desk, refuse_own_source
from lexframe.cli.options import Folder, alone
from lexframe.cli.speech import N_, argument, option
from lexframe.core.message import Message


@alone(
    "checkout",
    N_("Lay out what everybody has recorded as plain files, to read with other tools."),
    acts=False,
)
@argument(
    "target",
    N_("DIR"),
    N_("Where; the workspace's own folder if none is named."),
    type=Folder(),
    required=False,
)
@option("--force", is_flag=True, help=N_("Write over files that somebody has changed there."))
@click.pass_obj
def checkout(desk: Desk, target: Path | None, force: bool) -> None:
    """Write the files and say how many."""
    from lexframe.services.layouts import lay_out_view

    if target is not None:
        refuse_own_source(target)
    done = lay_out_view(desk.session, desk.directory, target, force=force)
    if desk.as_json:
        desk.emit(
            "checkout",
            {
                "directory": str(done.directory),
                "written": list(done.written),
                "removed": list(done.removed),
                "kept": list(done.kept),
                "unchanged": done.unchanged,
            },
        )
        return
    desk.line(str(done.directory))
    desk.narrate(
        Message(
            "{n} file written, {unchanged} as they were, {removed} taken away.",
            "{n} files written, {unchanged} as they were, {removed} taken away.",
            n=len(done.written),
            unchanged=done.unchanged,
            removed=len(done.removed),
        )
    )
    for path in done.kept:
        desk.narrate(Message("No record any more, but changed by somebody, so kept: {path}", path=path))
