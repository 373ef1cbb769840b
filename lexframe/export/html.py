"""A manuscript as one HTML file: no script, nothing from outside, and foreign text is only text.

Everything is escaped; a content security policy lets nothing run or load but the style sheet in
the file itself, known by its digest. The one door to jinja2.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexframe.core.errors import Failed
from lexframe.core.message import Message
from lexframe.export.manuscript import Block, Footnotes, Grid, Heading, Manuscript, Row
from lexframe.export.speech import TAGS, Speech

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATES = Path(__file__).parent / "templates"


def html(manuscript: Manuscript) -> bytes:
    """Set a manuscript. Raises :class:`Failed` where the documents extra is not installed."""
    template = _template()
    from markupsafe import Markup

    style = _style(manuscript)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    page = template.render(
        m=manuscript,
        blocks=list(_blocks(manuscript.blocks)),
        entries=list(_entries(manuscript)),
        said=_said(Speech(manuscript.language)),
        tag=TAGS.get(manuscript.tongue, manuscript.tongue),
        own_tag=TAGS.get(manuscript.language, manuscript.language),
        # Ours but for the notice, of which only letters and digits stand bare.
        style=Markup(style),
        style_hash=digest,
    )
    return page.encode()


@cache
def _template() -> Template:
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
    except ModuleNotFoundError as error:
        raise missing_extra("HTML") from error
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    return environment.get_template("document.html.j2")


def missing_extra(form: str) -> Failed:
    """Say that a format needs a part of lexframe that is not installed."""
    return Failed(
        Message("{form} files need a part of lexframe that is not installed.", form=form),
        Message("Install it with: pip install 'lexframe[documents]'"),
    )


def _said(speech: Speech) -> dict[str, str]:
    """The template's own words."""
    words = {
        "contents": Message("Contents"),
        "skip": Message("Skip to the text"),
        "inserted": Message("inserted"),
        "deleted": Message("deleted"),
        "table": Message("Table"),
        "note": Message("Note"),
        "back": Message("Back to the text"),
    }
    return {name: speech.say(message) for name, message in words.items()}


def _blocks(blocks: Sequence[Block]) -> Iterator[dict[str, Any]]:
    """Yield what the template sets; a heading that runs in goes together with its paragraph."""
    head: Heading | None = None
    for block in blocks:
        if isinstance(block, Heading) and block.runs_in:
            head = block
        elif head is not None:
            yield {"is": "opening", "head": head, "it": block}
            head = None
        else:
            yield _kind(block)


def _kind(block: Block) -> dict[str, Any]:
    if isinstance(block, Grid):
        parts = {
            "head": block.head,
            "shares": block.shares,
            "caption": block.caption,
            "named": block.named,
            "dense": block.dense,
            "parts": list(_parts(block)),
        }
        return {"is": "grid", "it": parts}
    name = (
        "heading" if isinstance(block, Heading) else "footnotes" if isinstance(block, Footnotes) else "text"
    )
    return {"is": name, "it": block}


def _parts(grid: Grid) -> Iterator[list[Row]]:
    """Cut the rows before each one that opens a group, so that its heading speaks for that part."""
    part: list[Row] = []
    for row in grid.rows:
        if row.group and part:
            yield part
            part = []
        part.append(row)
    yield part


def _entries(manuscript: Manuscript) -> Iterator[Heading]:
    """The lines of the contents: the divisions, or the articles where there is hardly a division."""
    headings = [heading for heading in manuscript.headings if heading.anchor]
    divisions = [heading for heading in headings if not heading.article]
    yield from divisions if len(divisions) > 1 else headings


def _style(manuscript: Manuscript) -> str:
    css = (TEMPLATES / "document.css").read_text(encoding="utf-8")
    size = "letter landscape" if manuscript.landscape else "letter"
    page = (
        f"@page {{ size: {size}; margin: 22mm 20mm;"
        f" @top-center {{ content: {_css_string(manuscript.notice)}; font: 8pt sans-serif; }}"
        f" @bottom-left {{ content: {_css_string(manuscript.running)}; font: 8pt sans-serif; }}"
        ' @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; } }\n'
    )
    return css + page


def _css_string(text: str) -> str:
    """Write a CSS string in which every sign but letters, digits and spaces is a code point."""
    plain = (
        sign if sign.isascii() and (sign.isalnum() or sign == " ") else f"\\{ord(sign):x} " for sign in text
    )
    return f'"{"".join(plain)}"'
