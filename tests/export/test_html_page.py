"""HTML: foreign text is inert, nothing loads, nothing runs, and nothing is said by colour alone."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

import pytest
from conftest import Page, text_of
from goldens import made
from small_dossier import IMPRINT, change, standing

from lexframe.core.errors import Failed
from lexframe.export import html as door
from lexframe.export.comparative import comparative
from lexframe.export.consensus import consensus
from lexframe.export.consolidated import consolidated
from lexframe.export.dossier import Dossier
from lexframe.export.html import html
from lexframe.export.redlines import marked_text

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</style><script>alert(2)</script>",
    "\"><a href='javascript:alert(3)'>x</a>",
    "[x](javascript:alert(4)) <iframe src='data:text/html,x'>",
    "{{ 7 * 7 }} {% include 'x' %} ${7*7}",
    "</main></body></html><h1 id=text name=body>",
    "'); @import url(//x); \\27 \\00003c/style>",
)
NAMES = [name for name in made() if name.endswith(".html")]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_well_formed_and_self_contained(name):
    page = Page(made()[name])
    assert page.open == []
    used = {tag for tag, _ in page.tags}
    assert not used & {"script", "link", "img", "iframe", "object", "embed", "form", "base", "svg"}
    for tag, attributes in page.tags:
        assert not any(key.startswith("on") or key == "style" for key in attributes), (tag, attributes)
        assert all(value.startswith("#") for key, value in attributes.items() if key in ("href", "src"))


@pytest.mark.parametrize("name", NAMES)
def test_ids_are_unique_and_every_link_has_its_end(name):
    page = Page(made()[name])
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(set(ids)) == len(ids)
    assert {attributes["href"][1:] for attributes in page.named("a")} <= set(ids)


@pytest.mark.parametrize("name", NAMES)
def test_the_policy_allows_the_style_in_the_page_and_nothing_else(name):
    text = made()[name].decode()
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    (policy,) = [a["content"] for a in Page(text.encode()).named("meta") if a.get("http-equiv")]
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in style[1]
    assert "@import" not in style[1]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_only_words(words):
    imprint = replace(IMPRINT, workspace=words, notice=words, secretariat=words)
    old = text_of({"1": f"{words}\n", "2": "Uno.\n"}, words)
    new = text_of(
        {"1": f"Antes. {words}\n", "2": f"I. {words}\n\n| {words.replace('|', '')} |\n| --- |\n| x |\n"},
        words,
    )
    dossier = Dossier(imprint, new, old)
    cases = replace(standing(), imprint=imprint, names={f"IN{c}": words for c in "ABCD"})
    manuscripts = (consolidated(dossier), comparative(dossier), marked_text(dossier), consensus(cases))
    harmless = (consolidated(_tame(dossier)), comparative(_tame(dossier)), marked_text(_tame(dossier)))
    for manuscript in manuscripts:
        page = Page(html(manuscript))
        assert page.open == []
        assert "script" not in {tag for tag, _ in page.tags}
        assert words in page.words
    for manuscript, tame in zip(manuscripts[:3], harmless, strict=True):
        assert [tag for tag, _ in Page(html(manuscript)).tags] == [tag for tag, _ in Page(html(tame)).tags]


def _tame(dossier: Dossier) -> Dossier:
    """The same dossier with plain words where the hostile ones stood."""
    words = dossier.imprint.notice
    word = "palabra"

    def tame(text):
        articles = {n: replace(a, body=a.body.replace(words, word)) for n, a in text.articles.items()}
        return replace(text, frame=replace(text.frame, title=word), articles=articles)

    imprint = replace(dossier.imprint, workspace=word, notice=word, secretariat=word)
    return replace(dossier, imprint=imprint, text=tame(dossier.text), before=tame(dossier.before))


def test_signs_that_hide_or_reverse_are_made_visible():
    page = Page(html(consolidated(Dossier(IMPRINT, text_of({"1": "Pagar\u202e100\u200b \u001b[2J.\n"})))))
    assert "Pagar⟦U+202E⟧100⟦U+200B⟧ ␛[2J." in page.words


def test_changes_are_said_to_whoever_sees_neither_colour_nor_line():
    page = Page(html(marked_text(change())))
    assert all(attributes["data-in"] == "se inserta" for attributes in page.named("ins"))
    assert all(attributes["data-out"] == "se suprime" for attributes in page.named("del"))
    assert len(page.named("ins")) > 2


def test_tables_say_what_heads_what():
    page = Page(html(comparative(change())))
    scopes = [attributes.get("scope") for attributes in page.named("th")]
    assert scopes.count("col") == 3
    assert scopes.count("rowgroup") == 3


def test_a_page_says_its_languages():
    english = replace(change(), imprint=replace(IMPRINT, language="en"))
    page = Page(html(comparative(english)))
    assert page.named("html") == [{"lang": "en-US"}]
    assert {attributes.get("lang") for attributes in page.named("p")} == {None, "es-MX"}
    assert "Proposed text" in page.words
    assert Page(html(comparative(change()))).named("html") == [{"lang": "es-MX"}]


def test_notice_and_origin_stand_on_the_page_and_on_every_printed_one():
    data = html(comparative(change()))
    page = Page(data)
    for words in (IMPRINT.notice, IMPRINT.workspace, IMPRINT.commit, "20 de noviembre de 2026"):
        assert words in page.words
    assert b'@top-center { content: "Ejemplo ficticio\\3a  nada' in data


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        ("1c1b19", "ffffff"),
        ("55504a", "ffffff"),
        ("611232", "ffffff"),
        ("ffffff", "611232"),
        ("4a2d00", "fff6e0"),
        ("0b4a1f", "e6f4ea"),
        ("8a1020", "fdeceb"),
        ("1c1b19", "f7f4ee"),
        ("1c1b19", "efe9df"),
    ],
)
def test_colours_have_the_contrast_that_wcag_asks_for(ink, paper):
    css = (door.TEMPLATES / "document.css").read_text(encoding="utf-8")
    assert f"#{ink}" in css or f"#{ink[:3]}" in css
    light, dark = sorted((_luminance(ink), _luminance(paper)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_without_the_library_the_sentence_names_the_remedy(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "jinja2", None)
    door._template.cache_clear()
    with pytest.raises(Failed) as caught:
        html(comparative(change()))
    assert "lexframe[documents]" in str(caught.value.remedy)
