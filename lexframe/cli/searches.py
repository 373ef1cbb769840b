"""Searching from the command line, and making the index anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from lexframe.cli.desk import Desk
from lexframe.cli.options import alone
from lexframe.cli.speech import N_, argument, option
from lexframe.core.message import Message

if TYPE_CHECKING:
    from lexframe.index.search import Hit

KINDS = {
    "article": Message("article"),
    "amendment": Message("amendment"),
    "proposal": Message("proposed text"),
    "position": Message("position"),
    "reservation": Message("reservation"),
    "comment": Message("comment"),
}


@alone("search", N_("Search articles, amendments, positions and comments."), acts=False)
@argument("words", N_("TEXT"), N_("What to look for; accents and case do not matter."), nargs=-1)
@option(
    "-n", "--limit", metavar=N_("NUMBER"), default=20, type=click.IntRange(1), help=N_("At most so many.")
)
@click.pass_obj
def search(desk: Desk, words: tuple[str, ...], limit: int) -> None:
    """Write one row a hit, the best first."""
    from lexframe.services.searches import search as find

    hits = find(desk.session, " ".join(words), limit, desk.framework)
    for notice in desk.session.index().notices:
        desk.narrate(notice)
    if desk.as_json:
        desk.emit("search", {"text": " ".join(words), "hits": [_shape(each) for each in hits]})
    elif hits:
        several = len({each.framework for each in hits}) > 1
        headers = [Message("What"), Message("Where"), Message("By"), Message("Text")]
        rows = [(KINDS[each.kind], _where(desk, each, several), each.body, each.snippet) for each in hits]
        desk.table(headers, rows)
    else:
        desk.narrate(Message("Nothing was found."))


@alone("reindex", N_("Make the search index anew from the records."), acts=False)
@click.pass_obj
def reindex(desk: Desk) -> None:
    """Throw the index away and read every record."""
    from lexframe.services.searches import reindex as rebuild

    n = rebuild(desk.session)
    for notice in desk.session.index().notices:
        desk.narrate(notice)
    if desk.as_json:
        desk.emit("reindex", {"files": n})
        return
    desk.line(Message("The index answers for {n} file.", "The index answers for {n} files.", n=n))


def _where(desk: Desk, hit: Hit, several: bool) -> str:
    """Say where a hit stands: framework if there are several, amendment if it is one's, and the unit."""
    from lexframe.core.address import Address
    from lexframe.text.citation import cite

    parts = [hit.framework] if several else []
    if hit.kind != "article":
        parts.append(hit.id)
    if hit.address:
        parts.append(cite(Address.parse(hit.address), lang="en" if desk.language == "en" else "es"))
    return ", ".join(parts)


def _shape(hit: Hit) -> dict[str, object]:
    return {
        "kind": hit.kind,
        "framework": hit.framework,
        "id": hit.id,
        "address": hit.address,
        "body": hit.body,
        "title": hit.title,
        "snippet": hit.snippet,
        "marks": [list(span) for span in hit.marks],
        "rank": hit.rank,
    }
