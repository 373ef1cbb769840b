"""The Word file: reads back as it was set, carries nothing of the library that wrote it, and no clock."""

from __future__ import annotations

import io
import subprocess
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import docx
import pytest
from small_dossier import IMPRINT, change, whole

from lexframe.core.errors import Failed
from lexframe.export import manuscript as ms
from lexframe.export.comparative import comparative
from lexframe.export.consensus import consensus
from lexframe.export.consolidated import consolidated
from lexframe.export.decrees import draft_decree
from lexframe.export.word import word

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(manuscript):
    return docx.Document(io.BytesIO(word(manuscript)))


def said(paragraphs):
    return [" ".join(paragraph.text.split()) for paragraph in paragraphs]


@pytest.mark.parametrize(
    "made", [consolidated(whole()), draft_decree(change())], ids=["consolidated", "decree"]
)
def test_every_paragraph_reads_back(made):
    found = said(opened(made).paragraphs)
    wanted = [block.text for block in made.blocks if isinstance(block, ms.Paragraph | ms.Heading)]
    at = 0
    for text in wanted:
        at = found.index(" ".join(text.split()), at) + 1
    assert [made.workspace, made.kind, made.title, *made.about] == found[: 3 + len(made.about)]
    assert f"Versión (commit): {IMPRINT.commit}" in found


def test_a_table_reads_back_cell_by_cell():
    made = comparative(change())
    (grid,) = made.blocks
    (table,) = opened(made).tables
    assert said(table.rows[0].cells) == list(grid.head)
    for row, wanted in zip(table.rows[1:], grid.rows, strict=True):
        cells = list(dict.fromkeys(cell._tc for cell in row.cells))
        assert len(cells) == len(wanted.cells)
        for cell, content in zip(row.cells, wanted.cells, strict=wanted.group is False):
            assert [" ".join(text.split()) for text in said(cell.paragraphs)] == [
                " ".join(part.text.split()) for part in content
            ]


def test_words_that_come_and_go_are_marked_by_more_than_colour():
    document = opened(comparative(change()))
    runs = [
        r for t in document.tables for row in t.rows for c in row.cells for p in c.paragraphs for r in p.runs
    ]
    styles = {run.style.name: run.style.font for run in runs if run.style.name in ("Inserted", "Deleted")}
    assert styles["Inserted"].underline
    assert styles["Deleted"].strike


def test_the_notice_and_the_page_number_stand_on_every_page():
    section = opened(consolidated(whole())).sections[0]
    assert said(section.header.paragraphs) == [IMPRINT.notice]
    foot = section.footer.paragraphs[0]
    assert "marco · Texto consolidado · 2026-11-20 · 0123456789ab" in foot.text
    assert [field.get(f"{W}instr") for field in foot._p.iter(f"{W}fldSimple")] == ["PAGE", "NUMPAGES"]
    bare = replace(whole(), imprint=replace(IMPRINT, notice=""))
    assert said(opened(consolidated(bare)).sections[0].header.paragraphs) in ([], [""])


def test_it_says_who_wrote_it_when_and_in_which_language():
    core = opened(consolidated(whole())).core_properties
    assert (core.author, core.last_modified_by) == (IMPRINT.secretariat, IMPRINT.secretariat)
    assert core.title == "Texto consolidado: Marco de prueba"
    assert core.language == "es-MX"
    assert core.created.date() == core.modified.date() == IMPRINT.day
    assert core.comments == ""


def test_nothing_of_the_library_is_left_and_no_part_has_a_date():
    data = word(consolidated(whole()))
    assert data == word(consolidated(whole()))
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        infos = parts.infolist()
        every = b"".join(parts.read(info) for info in infos)
    names = [info.filename for info in infos]
    assert names == ["[Content_Types].xml", *sorted(names[1:])]
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {info.compress_type for info in infos} == {zipfile.ZIP_STORED}
    assert not [name for name in names if "thumbnail" in name or "customXml" in name or "theme" in name]
    for trace in (b"python-docx", b"2013", b"en-US", b"Macintosh"):
        assert trace not in every
    for name, xml in zip(names, map(zipfile.ZipFile(io.BytesIO(data)).read, names), strict=True):
        assert ElementTree.fromstring(xml) is not None, name


def test_an_english_document_marks_its_own_words_as_english():
    english = replace(change(), imprint=replace(IMPRINT, language="en"))
    xml = zipfile.ZipFile(io.BytesIO(word(comparative(english)))).read("word/document.xml")
    assert b'w:val="en-US"' in xml
    assert b"Texto vigente" not in xml


def test_hostile_words_stay_words():
    words = "<w:p/>&amp; ]]> \u202e=cmd|'x' {{x}}"
    made = consolidated(replace(whole(), imprint=replace(IMPRINT, workspace=words, notice=words)))
    document = opened(made)
    visible = words.replace("\u202e", "⟦U+202E⟧")
    assert document.paragraphs[0].text == visible
    assert said(document.sections[0].header.paragraphs) == [visible]


def test_a_report_can_be_set_in_word_too():
    from small_dossier import standing

    assert len(opened(consensus(standing())).tables) == 2


def test_without_the_library_the_sentence_names_the_remedy(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "docx", None)
    with pytest.raises(Failed) as caught:
        word(consolidated(whole()))
    assert "lexframe[documents]" in str(caught.value.remedy)


def test_a_real_office_suite_opens_it(needs, tmp_path):
    office = needs("soffice")
    path = tmp_path / "cuadro.docx"
    path.write_bytes(word(comparative(change())))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        [
            office,
            profile,
            "--headless",
            "--convert-to",
            "txt:Text (encoded):UTF8",
            "--outdir",
            tmp_path,
            path,
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    text = (tmp_path / "cuadro.txt").read_text(encoding="utf-8-sig")
    assert "Sin correlativo" in text
    assert "La fuente de cada dato y la fecha en que se obtuvo;" in text
