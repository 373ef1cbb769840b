"""Redlines in plain text, ``[-gone-]{+new+}``, in colour only where somebody looks at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from lexframe.cli.desk import Desk
from lexframe.cli.options import alone
from lexframe.cli.speech import N_, argument, option
from lexframe.core.message import Message
from lexframe.core.safe import safe

if TYPE_CHECKING:
    from lexframe.services.differences import Difference
    from lexframe.text.redline import Redline, Span

MARKS = {"delete": ("[-", "-]", "red"), "insert": ("{+", "+}", "green")}


@alone("diff", N_("Show what changes, word by word: an amendment's own change, or A against B."), acts=False)
@argument(
    "a", "A", N_("An amendment (its code or #number), or an article, with @REVISION if not as it is now.")
)
@argument("b", "B", N_("What to compare it with."), required=False)
@option("--whole", is_flag=True, help=N_("Show unchanged paragraphs too."))
@click.pass_obj
def diff(desk: Desk, a: str, b: str | None, whole: bool) -> None:
    """Write one redline an article."""
    from lexframe.services.differences import differences

    found = differences(desk.docket(), desk.docket, a, b or "")
    if desk.as_json:
        desk.emit("diff", {"a": a, "b": b, "articles": [difference_shape(each) for each in found]})
        return
    if not found:
        desk.narrate(Message("There is no difference."))
    for each in found:
        show_difference(desk, each, whole=whole)


def show_difference(desk: Desk, found: Difference, *, whole: bool = False) -> None:
    """Write the redline of one article under its name."""
    from lexframe.text.redline import redline

    desk.line(found.label)
    show_redline(desk, redline(found.old, found.new), whole=whole)
    desk.line()


def show_redline(desk: Desk, made: Redline, *, whole: bool) -> None:
    """Write the paragraphs that change, or all of them; unchanged ones become ``…``."""
    skipped = False
    for changed, line in redline_lines(made, colour=sys.stdout.isatty()):
        if changed or whole:
            click.echo(line)
        elif line and not skipped:
            click.echo("…")
        skipped = not (changed or whole) and (skipped or bool(line))
    if any(span.move for span in made.spans):
        desk.line(Message("A number in brackets marks one paragraph at its old and at its new place."))
    for unseen in made.unseen:
        old, new = unseen.code_points
        desk.line(Message("A change no reader sees: {old} becomes {new}.", old=old or "—", new=new or "—"))


def redline_lines(made: Redline, *, colour: bool) -> Iterator[tuple[bool, str]]:
    """Yield each line, made harmless, and whether anything in it changes; marks never span lines."""
    line, changed = "", False
    for span in made.spans:
        for at, piece in enumerate(_pieces(span)):
            if at:
                yield changed, line
                line, changed = "", False
            if piece:
                line += _marked(span, piece, colour)
                changed = changed or span.kind != "equal"
    if line:
        yield changed, line


def difference_shape(found: Difference) -> dict[str, object]:
    """Shape one redline: both sides are rebuilt from its spans."""
    from lexframe.text.redline import redline

    made = redline(found.old, found.new)
    spans = [
        {"kind": each.kind, "text": each.text, "was": each.was, "move": each.move} for each in made.spans
    ]
    return {
        "article": found.article,
        "label": found.label,
        "old": found.old,
        "new": found.new,
        "spans": spans,
    }


def _pieces(span: Span) -> list[str]:
    return safe(span.text).split("\n")


def _marked(span: Span, piece: str, colour: bool) -> str:
    if span.kind == "equal":
        return piece
    opening, closing, shade = MARKS[span.kind]
    number = f"({span.move}) " if span.move else ""
    text = f"{opening}{number}{piece}{closing}"
    return click.style(text, fg=shade) if colour else text
