"""A manuscript as a Word file, the same bytes on every machine: own styles, no clock, no leftovers.

The file is stored without compression, because two builds of zlib need not compress alike. The
one door to python-docx.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexframe.export import manuscript as ms
from lexframe.export.html import missing_extra
from lexframe.export.speech import TAGS

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

STYLES = Path(__file__).parent / "templates" / "word-styles.xml"
ROLE_STYLES = {
    ms.BODY: "Body Text",
    ms.LEAD: "Lead",
    ms.CENTRED: "Centred",
    ms.NOTE: "Editorial Note",
    ms.QUIET: "Quiet",
    ms.CLAUSE: "Clause",
    ms.MISSING: "Absent",
}
RUN_STYLES = {ms.INSERTED: "Inserted", ms.DELETED: "Deleted"}
STEP, WIDE = 567, 850
"""Indentations in twentieths of a point: one centimetre, and what *XXVIII.* needs."""
LONGEST_HUNG = 7
LETTER = (12240, 15840)
MARGIN = 1304
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(manuscript: ms.Manuscript) -> bytes:
    """Set a manuscript. Raises :class:`Failed` where the documents extra is not installed."""
    try:
        import docx
    except ModuleNotFoundError as error:
        raise missing_extra("DOCX") from error
    document = docx.Document()
    _bare(document, manuscript)
    _Setting(document, manuscript).all()
    _properties(document, manuscript)
    stream = io.BytesIO()
    document.save(stream)
    return _stored(stream.getvalue())


def _bare(document: Document, manuscript: ms.Manuscript) -> None:
    """Put our styles and settings in, and everything out that came with the library's template."""
    from docx.opc.constants import RELATIONSHIP_TYPE as RT
    from docx.oxml import parse_xml

    kept = {RT.STYLES, RT.SETTINGS}
    for key, relation in list(document.part.rels.items()):
        if relation.reltype not in kept:
            del document.part.rels[key]
    package = document.part.package
    assert package is not None, "a document just made has its package"
    for key, relation in list(package.rels.items()):
        if relation.reltype not in (RT.OFFICE_DOCUMENT, RT.CORE_PROPERTIES):
            del package.rels[key]
    tag = _tag(manuscript.tongue)
    styles = STYLES.read_text(encoding="utf-8").replace("es-MX", tag)
    _replace(
        document.part.part_related_by(RT.STYLES), parse_xml("".join(map(str.strip, styles.splitlines())))
    )
    settings = (
        f'<w:settings xmlns:w="{_W}"><w:defaultTabStop w:val="{STEP}"/><w:compat><w:compatSetting '
        'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{tag}"/></w:settings>'
    )
    _replace(document.part.part_related_by(RT.SETTINGS), parse_xml(settings))


def _replace(part: Any, element: Any) -> None:
    part._element = element


def _tag(language: str) -> str:
    return TAGS.get(language, language)


class _Setting:
    """Puts a manuscript's blocks into a document, one after the other."""

    def __init__(self, document: Document, manuscript: ms.Manuscript) -> None:
        self.document = document
        self.manuscript = manuscript
        self.styles = {str(style.name): style.style_id for style in document.styles}
        width, height = LETTER[::-1] if manuscript.landscape else LETTER
        self.width = width - 2 * MARGIN
        self._page(width, height)
        # Held back to the end: the library looks for it anew before every paragraph it puts in.
        self.body = document.element.body
        self.section = self.body.sectPr
        self.body.remove(self.section)

    def all(self) -> None:
        """Set the whole document."""
        from docx.shared import Twips

        m = self.manuscript
        self._add(m.workspace, "Quiet", own=True)
        self._add(m.kind, "Subtitle", own=True)
        self._add(m.title, "Title")
        about = [self._add(line, "Quiet", own=True) for line in m.about]
        if about:
            about[-1].paragraph_format.space_after = Twips(300)
        for block in m.blocks:
            self._block(block)
        self._add(m.colophon_title, "Heading 2", own=True)
        for name, value in m.colophon:
            runs = (ms.Run(f"{name}: ", ms.STRONG), ms.Run(value))
            self._fill(self._new(), ms.Paragraph(runs, ms.QUIET, foreign=False), "Quiet")
        self.body.append(self.section)

    def _page(self, width: int, height: int) -> None:
        from docx.enum.section import WD_ORIENT
        from docx.shared import Twips

        section = self.document.sections[0]
        section.page_width, section.page_height = Twips(width), Twips(height)
        section.orientation = WD_ORIENT.LANDSCAPE if self.manuscript.landscape else WD_ORIENT.PORTRAIT
        section.left_margin = section.right_margin = Twips(MARGIN)
        section.top_margin = section.bottom_margin = Twips(MARGIN + 100)
        section.header_distance = section.footer_distance = Twips(560)
        if self.manuscript.notice:
            head = section.header.paragraphs[0]
            self._style(head, "Notice")
            head.add_run(self.manuscript.notice)
        foot = section.footer.paragraphs[0]
        self._style(foot, "Footer")
        foot.add_run(f"{self.manuscript.running} · ")
        _field(foot, "PAGE")
        foot.add_run(" / ")
        _field(foot, "NUMPAGES")

    def _new(self) -> Paragraph:
        from docx.text.paragraph import Paragraph as Made

        element = _element("w:p")
        self.body.append(element)
        return Made(element, self.document._body)

    def _style(self, paragraph: Paragraph, name: str) -> None:
        # By id: the library's own way compares with the default style, which it looks up each time.
        paragraph._p.style = self.styles[name]

    def _add(self, text: str, style: str, *, own: bool = False) -> Paragraph:
        paragraph = self._new()
        self._style(paragraph, style)
        if text:
            paragraph.add_run(text)
        if own and self.manuscript.language != self.manuscript.tongue:
            _say_language(paragraph, _tag(self.manuscript.language))
        return paragraph

    def _block(self, block: ms.Block) -> None:
        match block:
            case ms.Heading():
                self._heading(block)
            case ms.Paragraph():
                self._fill(self._new(), block, ROLE_STYLES[block.role])
            case ms.Grid():
                self._grid(block)
            case ms.Footnotes():
                for number, note in enumerate(block.notes, block.first):
                    paragraph = self._add(f"{number}. ", "Quiet")
                    _runs(paragraph, note.runs)

    def _heading(self, heading: ms.Heading) -> None:
        text = f"{heading.text} " if heading.runs_in else heading.text
        paragraph = self._add(text, f"Heading {min(heading.level - 1, 5)}")
        if heading.runs_in:
            _separate_style(paragraph)

    def _fill(self, paragraph: Paragraph, block: ms.Paragraph, style: str) -> Paragraph:
        self._style(paragraph, style)
        label = block.label
        hanging = _hanging(label, narrow=style == "Cell Text")
        if block.depth or hanging:
            left = WIDE + STEP * (block.depth - 1) if block.depth else 0
            _indent(paragraph, left + hanging, hanging)
        if label:
            paragraph.add_run(f"{label}\t" if hanging else f"{label} ")
        _runs(paragraph, block.runs)
        if not block.foreign and self.manuscript.language != self.manuscript.tongue:
            _say_language(paragraph, _tag(self.manuscript.language))
        return paragraph

    def _grid(self, grid: ms.Grid) -> None:
        from docx.shared import Twips

        widths = [self.width * share // 100 for share in grid.shares]
        table: Any = self.document._body.add_table(0, len(grid.head), Twips(self.width))
        table._tbl.tblStyle_val = self.styles["Comparison"]
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Twips(width)
        if grid.caption:
            _describe(table, grid.caption)
        head = table.add_row()
        _repeat(head)
        for cell, text in zip(head.cells, grid.head, strict=True):
            self._cell(cell, (ms.words(text),), "Cell Head", fill="EFE9DF")
        for row in grid.rows:
            made = table.add_row()
            if row.group:
                _span(made, len(grid.head))
                self._cell(made.cells[0], row.cells[0], "Cell Head", fill="F7F4EE")
                continue
            for at, (cell, content) in enumerate(zip(made.cells, row.cells, strict=True)):
                self._cell(cell, content, "Cell Head" if grid.named and not at else "Cell Text")
        self._add("", "Quiet")

    def _cell(self, cell: _Cell, content: Sequence[ms.Paragraph], style: str, fill: str = "") -> None:
        for at, paragraph in enumerate(content):
            place = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
            self._fill(place, paragraph, "Absent" if paragraph.role == ms.MISSING else style)
        if not content:
            self._style(cell.paragraphs[0], style)
        if fill:
            shade = _element("w:shd", val="clear", color="auto", fill=fill)
            cell._tc.get_or_add_tcPr().append(shade)


def _runs(paragraph: Paragraph, runs: Sequence[ms.Run]) -> None:
    for run in runs:
        made = paragraph.add_run(run.text)
        if run.mark in RUN_STYLES:
            made._r.style = RUN_STYLES[run.mark]
        elif run.mark == ms.STRONG:
            made.bold = True
        elif run.mark == ms.EMPHASIS:
            made.italic = True
        if run.note:
            paragraph.add_run(str(run.note)).font.superscript = True


def _hanging(label: str, *, narrow: bool) -> int:
    """How far the text hangs behind its label: numbers in Roman need more room than letters."""
    if not label or len(label) > LONGEST_HUNG:
        return 0
    return WIDE if label[0].isupper() and not narrow else STEP


def _element(name: str, /, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element: Any = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _indent(paragraph: Paragraph, left: int, hanging: int) -> None:
    from docx.shared import Twips

    paragraph.paragraph_format.left_indent = Twips(left)
    if hanging:
        paragraph.paragraph_format.first_line_indent = Twips(-hanging)


def _say_language(paragraph: Paragraph, tag: str) -> None:
    for run in paragraph.runs:
        run._r.get_or_add_rPr().append(_element("w:lang", val=tag))


def _separate_style(paragraph: Paragraph) -> None:
    """End a paragraph with Word's style separator: what follows stands on the same line.

    A program that does not know it sets the heading on a line of its own.
    """
    mark = _element("w:rPr")
    mark.append(_element("w:vanish"))
    mark.append(_element("w:specVanish"))
    paragraph._p.get_or_add_pPr().append(mark)


def _field(paragraph: Paragraph, name: str) -> None:
    field = _element("w:fldSimple", instr=name)
    run = _element("w:r")
    text = _element("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _repeat(row: Any) -> None:
    row._tr.get_or_add_trPr().append(_element("w:tblHeader"))


def _span(row: Any, columns: int) -> None:
    """Make one cell of a row."""
    first, *others = row._tr.tc_lst
    for other in others:
        row._tr.remove(other)
    first.grid_span = columns


def _describe(table: Any, caption: str) -> None:
    table._tbl.tblPr.append(_element("w:tblCaption", val=caption))


def _properties(document: Document, manuscript: ms.Manuscript) -> None:
    core = document.core_properties
    day = dt.datetime.combine(manuscript.day, dt.time(), dt.UTC)
    core.author = core.last_modified_by = manuscript.author
    core.title = f"{manuscript.kind}: {manuscript.title}"[:255]
    core.language = _tag(manuscript.tongue)
    core.created = core.modified = day.replace(tzinfo=None)
    core.comments = core.category = core.keywords = ""
    core.subject = manuscript.running
    core.revision = 1


def _stored(data: bytes) -> bytes:
    """Write the parts again, in one order and with one date."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as new:
        for name in _in_order(old.namelist()):
            part = zipfile.ZipInfo(name, _ZIP_EPOCH)
            part.create_system = 0
            new.writestr(part, old.read(name))
    return stream.getvalue()


def _in_order(names: Sequence[str]) -> Iterator[str]:
    """The list of types first, as readers of the format expect; the rest by name."""
    return iter(sorted(names, key=lambda name: (name != "[Content_Types].xml", name)))
