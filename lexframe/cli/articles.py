"""One article: as it is, as it was, or as chosen amendments would make it."""

from __future__ import annotations

from collections.abc import Sequence

import click

from lexframe.cli.desk import Desk
from lexframe.cli.options import noun, reads
from lexframe.cli.redlines import show_redline
from lexframe.cli.shapes import article_shape
from lexframe.cli.speech import N_, argument, option
from lexframe.core.article import Article
from lexframe.core.message import Message
from lexframe.services.docket import Docket

article = noun("article", N_("Show articles, at any date, with any amendments."))


@reads(article, "show", N_("Show one article with its notes and what is pending on it."))
@argument("name", N_("ARTICLE"), N_("Its number or id."))
@option("--at", metavar=N_("REVISION"), help=N_("As it was: a day, or the beginning of a commit's id."))
@option(
    "--with",
    "amendments",
    metavar=N_("AMENDMENT"),
    multiple=True,
    help=N_("With this amendment worked in, as a redline; repeatable."),
)
@option("--text", "bare", is_flag=True, help=N_("Only the text, ready to be edited."))
@click.pass_obj
def show(desk: Desk, name: str, at: str | None, amendments: Sequence[str], bare: bool) -> None:
    """Write an article."""
    docket = desk.docket(at or "")
    before, after = _versions(docket, name, amendments)
    if desk.as_json:
        codes = [each.code for each in docket.touching(after.id)]
        shape = {
            "framework": docket.id,
            "revision": docket.tip,
            **article_shape(after),
            "pending": codes,
            "with": [docket.amendment(each).code for each in amendments],
        }
        desk.emit("article", shape)
    elif bare:
        desk.line(after.body.removesuffix("\n"))
    else:
        _page(desk, docket, before, after)


def _versions(docket: Docket, name: str, amendments: Sequence[str]) -> tuple[Article | None, Article]:
    """Return the article without and with the amendments; one that they add has no version without."""
    if not amendments:
        held = docket.text.article(name)
        return held, held
    from lexframe.services.consolidations import consolidation, require_clean

    text = require_clean(consolidation(docket, amendments))
    after = text.article(name)
    return docket.text.articles.get(after.id), after


def _page(desk: Desk, docket: Docket, before: Article | None, after: Article) -> None:
    from lexframe.services.frames import article_label
    from lexframe.services.outlines import place_words
    from lexframe.text.redline import redline

    place = place_words(docket.text, after.id)
    if place:
        desk.line(place)
    desk.line(article_label(after))
    desk.line()
    show_redline(desk, redline(before.body if before else "", after.body), whole=True)
    for note in after.notes:
        place = _place(note.at, desk.language)
        desk.line(f"({place}: {note.text})" if place else f"({note.text})")
    pending = docket.touching(after.id)
    if pending:
        desk.line()
        desk.line(Message("Pending on this article:"))
        desk.lines(f"  {each.code}  {each.title}" for each in pending)


def _place(steps: str, language: str) -> str:
    """Say where in the article a note stands."""
    from lexframe.core.address import Address
    from lexframe.text.citation import cite_steps

    if not steps:
        return ""
    return cite_steps(Address.parse(f"articulo/{steps}").steps, "en" if language == "en" else "es")
