"""The consolidated text: read back word for word, and with a digest that anyone can take."""

from __future__ import annotations

import hashlib
import time
from dataclasses import replace
from itertools import pairwise

import pytest
from conftest import Page, text_of
from hypothesis import given
from hypothesis import strategies as st
from small_dossier import IMPRINT, before, change, papers, whole

from lexframe.export.colophon import text_digest
from lexframe.export.consolidated import consolidated, consolidated_markdown
from lexframe.export.dossier import Dossier
from lexframe.export.html import html
from lexframe.intake.markdown import read_markdown
from lexframe.intake.reader import read
from lexframe.services.frameworks import framework_of
from lexframe.text.units import body_of, parse_units


def read_back(data):
    return {article.id: article for article in read_markdown("back.md", data.decode()).every_article()}


def test_markdown_reads_back_word_for_word():
    back = read_back(consolidated_markdown(whole()))
    assert {name: article.body for name, article in back.items()} == {
        name: article.body for name, article in before().articles.items()
    }
    assert {name: article.title for name, article in back.items() if article.title} == {
        "articulo-1": "Objeto"
    }
    assert [(note.at, note.text) for note in back["articulo-2"].notes] == [
        (note.at, note.text) for note in before().articles["articulo-2"].notes
    ]


def test_anyone_can_take_the_digest_with_grep_and_sha256sum():
    data = consolidated_markdown(whole())
    kept = b"".join(line for line in data.splitlines(keepends=True) if not line.startswith(b">"))
    assert f"SHA-256: {hashlib.sha256(kept).hexdigest()}" in data.decode()


def test_the_digest_knows_words_from_legends_and_notes():
    text = before()
    plain = {name: replace(article, notes=()) for name, article in text.articles.items()}
    assert text_digest(replace(text, articles=plain)) != ""
    other = {**text.articles, "articulo-4": replace(text.articles["articulo-4"], body="Otra cosa.\n")}
    assert text_digest(replace(text, articles=other)) != text_digest(text)
    elsewhere = Dossier(replace(IMPRINT, commit="f" * 40, notice=""), text)
    assert text_digest(text) in consolidated_markdown(elsewhere).decode()


def test_the_federal_folio_is_said_where_there_is_one():
    first, second = papers()
    federal = replace(first, amendment=replace(first.amendment, origin="federal", folio="SHCP/123"))
    data = consolidated_markdown(replace(change(), papers=(federal, second)))
    assert "enmiendas 1 (INA-K7M2), folio SHCP/123 e INB-00ZZ" in data.decode()


WORDS = st.text(st.sampled_from("aé. #>-|\\*_`<&;)1I(~[]Artículo"), min_size=1, max_size=40)


@given(st.lists(WORDS.map(lambda words: f"x{words}".strip()), min_size=1, max_size=5))
def test_no_body_can_break_out_of_its_article(blocks):
    body = "\n\n".join(blocks) + "\n"
    text = text_of({"1": body, "2": "Fin.\n"})
    back = read_back(consolidated_markdown(Dossier(IMPRINT, text)))
    assert {name: article.body for name, article in back.items()} == {
        "articulo-1": body,
        "articulo-2": "Fin.\n",
    }


@pytest.mark.parametrize(
    "line", ["# Artículo 3. Otro", "> nota", "---", "##### Artículo 9.", "\\> x", "- - -", "\\"]
)
def test_lines_that_look_like_marks_stay_words(line):
    text = text_of({"1": f"Uno.\n\n{line}\n\nDos.\n", "2": "Fin.\n"})
    assert (
        read_back(consolidated_markdown(Dossier(IMPRINT, text)))["articulo-1"].body
        == f"Uno.\n\n{line}\n\nDos.\n"
    )


def test_html_holds_every_unit_in_order_under_headings_that_skip_no_level():
    page = Page(html(consolidated(whole())))
    assert page.open == []
    at = 0
    for article in before().articles.values():
        for unit in parse_units(article.id, article.body):
            if unit.kind != "tabla":
                at = page.words.index(" ".join(unit.text.split()), at)
    levels = [int(tag[1]) for tag, _ in page.tags if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= level + 1 for level, after in pairwise(levels))


def test_html_of_five_hundred_articles_is_fast():
    body = body_of(parse_units("articulo-1", before().articles["articulo-2"].body)) * 2
    text = text_of({str(number): body for number in range(1, 501)})
    start = time.process_time()
    data = html(consolidated(Dossier(IMPRINT, text)))
    assert time.process_time() - start < 2
    assert data.count(b"<h2") > 500


def test_the_official_law_comes_back_word_for_word(data_dir):
    path = data_dir / "mx" / "ley-issste-dof-2026-01-15.pdf"
    if not path.is_file():
        pytest.skip(f"{path.name} absent")
    intake = read(path.name, path.read_bytes())
    text = framework_of("issste", intake, {})
    data = consolidated_markdown(Dossier(IMPRINT, text))
    back = framework_of("issste", read_markdown(path.name, data.decode()), {})
    assert len(text.articles) > 259
    assert dict(back.articles) == dict(text.articles)
    assert back.frame.outline == text.frame.outline
    assert back.frame.preamble.endswith(text.frame.preamble)
