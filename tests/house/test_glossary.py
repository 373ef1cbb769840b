"""One Spanish word for each thing, and a tone that suits a letter between public bodies."""

from __future__ import annotations

import re

from house_rules import ADDRESSING, FOREIGN, FOREIGN_ALLOWED_IN, RIVALS

from tools.messages import translations

_HOLES = re.compile(r"\{[^}]*\}")
_COMMANDS = re.compile(r"[“«`]lexframe [^”»`]*[”»`]|--[a-z-]+")


def _pairs():
    """Every sentence beside its Spanish, without holes and commands, which are not translated."""
    for (text, plural), entry in translations().entries.items():
        english = _plain(f"{text} {plural}")
        for form in entry.forms:
            yield entry.place, english, _plain(form)


def _plain(text):
    return _HOLES.sub("", _COMMANDS.sub("", text)).lower()


def test_each_thing_has_one_word():
    other = {
        f"{place}: “{found[0]}” in “{spanish}”"
        for place, english, spanish in _pairs()
        for word, rivals in RIVALS.items()
        if re.search(rf"\b{word}\b", english)
        for found in [re.search(rf"\b(?:{rivals})", spanish)]
        if found
    }
    assert other == set()


def test_nobody_is_addressed_as_a_friend():
    assert _said(ADDRESSING) == []


def test_nothing_of_git_or_english_shines_through():
    assert [each for each in _said(FOREIGN) if not each.startswith(FOREIGN_ALLOWED_IN)] == []


def _said(pattern):
    return sorted(
        f"{place.rpartition('/')[2]}: “{found[0]}” in “{spanish}”"
        for place, _, spanish in _pairs()
        for found in [re.search(pattern, spanish)]
        if found
    )


def test_spanish_quotes_are_spanish():
    wrong = [
        f"{entry.place}: {form}"
        for entry in translations().entries.values()
        for form in entry.forms
        if re.search("[“”]", form)
    ]
    assert wrong == []


def test_a_question_or_a_cry_opens_as_it_closes():
    wrong = [
        f"{entry.place}: {form}"
        for entry in translations().entries.values()
        for form in entry.forms
        if form.count("¿") != len(re.findall(r"\w[)»]?\?", form)) or form.count("¡") != form.count("!")
    ]
    assert wrong == []
