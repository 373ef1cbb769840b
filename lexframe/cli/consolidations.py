"""The text with any set of amendments worked in, written as one Markdown file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from lexframe.cli.desk import Desk
from lexframe.cli.options import Folder, alone
from lexframe.cli.shapes import article_shape
from lexframe.cli.speech import N_, argument, option
from lexframe.core.message import Message


@alone("consolidate", N_("Write the whole text, with amendments worked in, as Markdown."), acts=False)
@option(
    "--with",
    "amendments",
    metavar=N_("AMENDMENT"),
    multiple=True,
    help=N_("Work this amendment in; repeatable."),
)
@argument("more", N_("AMENDMENT"), N_("Further amendments to work in."), nargs=-1)
@option("--at", metavar=N_("REVISION"), help=N_("On the text as it was: a day, or a commit's beginning."))
@option("-o", "--output", metavar=N_("FILE"), type=Folder(), help=N_("Write a file instead of the screen."))
@option("--force", is_flag=True, help=N_("Write over a file that is there."))
@click.pass_obj
def consolidate(
    desk: Desk,
    amendments: Sequence[str],
    more: Sequence[str],
    at: str | None,
    output: Path | None,
    force: bool,
) -> None:
    """Consolidate, or refuse with the places where the amendments clash."""
    from lexframe.services.consolidations import consolidation, printed, require_clean

    docket = desk.docket(at or "")
    result = consolidation(docket, [*amendments, *more])
    text = require_clean(result)
    if desk.as_json:
        articles = [article_shape(each) for each in text.articles.values()]
        desk.emit(
            "text",
            {
                "framework": docket.id,
                "revision": docket.tip,
                "changed": list(result.changed),
                "articles": articles,
            },
        )
    elif output is not None:
        from lexframe.services.exports import write_file

        write_file(output, printed(text).encode(), force=force)
        desk.line(str(output))
    else:
        desk.line(printed(text).removesuffix("\n"))
    desk.narrate(Message("{n} article changes.", "{n} articles change.", n=len(result.changed)))
