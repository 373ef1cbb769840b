"""A manuscript as plain text: one block a line, for mail, screen readers and programs."""

from __future__ import annotations

from collections.abc import Iterator

from lexframe.export import manuscript as ms

INDENT = "   "


def plain(manuscript: ms.Manuscript) -> bytes:
    """Set a manuscript; a heading that runs in stands before its paragraph on one line."""
    m = manuscript
    head = [line for line in (m.notice, m.workspace, m.kind, m.title, *m.about) if line]
    foot = "\n".join([m.colophon_title, *(f"{name}: {value}" for name, value in m.colophon)])
    blocks = ["\n".join(head), *_blocks(m), "-" * 60, foot]
    return ("\n\n".join(blocks) + "\n").encode()


def _blocks(manuscript: ms.Manuscript) -> Iterator[str]:
    waiting = ""
    for block in manuscript.blocks:
        match block:
            case ms.Heading():
                waiting = f"{block.text} " if block.runs_in else ""
                if not block.runs_in:
                    yield block.text
            case ms.Paragraph():
                yield f"{INDENT * block.depth}{waiting}{block.text}"
                waiting = ""
            case ms.Grid():
                yield "\n".join(_grid(block))
            case ms.Footnotes():
                yield "\n".join(f"{n}. {note.text}" for n, note in enumerate(block.notes, block.first))


def _grid(grid: ms.Grid) -> Iterator[str]:
    if grid.caption:
        yield grid.caption
    yield " | ".join(grid.head)
    for row in grid.rows:
        yield " | ".join(" ".join(part.text for part in cell) for cell in row.cells)
