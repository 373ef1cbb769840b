"""Remarks on an amendment or an article: written and read."""

from __future__ import annotations

import click

from lexframe.cli.desk import Desk
from lexframe.cli.options import noun, reads, text_of, writes
from lexframe.cli.speech import N_, argument, option
from lexframe.core.message import Message

comment = noun("comment", N_("Remark on an amendment or an article."))


@writes(comment, "add", N_("Write a comment; it is kept for ever and counts for nothing."))
@argument("target", N_("TARGET"), N_("An amendment (its code or #number) or an article."))
@argument("text", N_("TEXT"), N_("What is to be said; - reads it from standard input."))
@option("--unit", metavar=N_("UNIT"), default="", help=N_("The place in the text, as a unit's address."))
@click.pass_obj
def add(desk: Desk, target: str, text: str, unit: str) -> None:
    """Plan and record a comment."""
    from lexframe.services import naming
    from lexframe.services.comments import plan_comment

    said = text_of("-") if text == "-" else text
    name = naming.target(desk.docket(), target)
    desk.record(lambda: plan_comment(desk.session, desk.docket(), name, said, unit))


@reads(comment, "list", N_("List comments, on one target or all."))
@argument("target", N_("TARGET"), N_("An amendment (its code or #number) or an article."), required=False)
@click.pass_obj
def listed(desk: Desk, target: str | None) -> None:
    """Write one row a comment."""
    from lexframe.services import naming
    from lexframe.services.comments import comments_on

    docket = desk.docket()
    found = docket.comments if target is None else comments_on(docket, naming.target(docket, target))
    if desk.as_json:
        shapes = [
            {
                "by": each.by,
                "target": each.target,
                "number": each.number,
                "unit": each.unit,
                "answers": each.answers,
                "text": each.text,
            }
            for each in found
        ]
        desk.emit("comments", {"framework": docket.id, "comments": shapes})
        return
    headers = [Message("On"), Message("By"), Message("Number"), Message("Text")]
    desk.table(headers, [(each.target, each.by, each.number, each.text) for each in found])
