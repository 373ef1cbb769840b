"""The extractor of sentences: what it hears, what it objects to, and bytes that never vary."""

from __future__ import annotations

import gettext
import textwrap
from io import BytesIO

import pytest

from tools.messages import compiled, main, problems, sentences, stubs, translations

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def project(tmp_path):
    """Write a small project from its code and its translations; return what is said and translated."""

    def make(code, *translated):
        place = tmp_path / "lexframe" / "locale" / "es"
        place.mkdir(parents=True, exist_ok=True)
        (tmp_path / "lexframe" / "speech.py").write_text(textwrap.dedent(code), encoding="utf-8")
        for number, entries in enumerate(translated):
            (place / f"area{number}.po").write_text(HEAD + textwrap.dedent(entries), encoding="utf-8")
        return sentences(tmp_path), translations(tmp_path)

    return make


def complaints(project, code, *translated):
    return [problem.what for problem in problems(*project(code, *translated))]


def test_every_way_of_speaking_is_heard(project):
    said, _ = project(
        """
        Message("one")
        message.Message("two " "and a half")
        _("three"), N_("four"), ngettext("five", "fives", n), catalogue.gettext("six")
        Message("seven" if late else "eight")
        Message("{n} day", "{n} days", n=3)
        other("nine")
        """
    )
    assert {text for text, _ in said.places} == {
        *("one", "two and a half", "three", "four", "five", "six", "seven", "eight", "{n} day"),
    }
    assert ("{n} day", "{n} days") in said.places
    assert said.problems == []


@pytest.mark.parametrize(
    ("code", "complaint"),
    [
        ('Message(f"{x} is wrong")', "the sentence is put together before it is translated"),
        ('Message("a" + word)', "the sentence is put together before it is translated"),
        ('_("{}".format(word))', "the sentence is put together before it is translated"),
        ('Message("{who} left")', "nothing fills {who} in “{who} left”"),
        ('Message("all left", who=1)', "“all left” has no {who}"),
        ('Message("a day", "some days")', "“a day” has a plural but no n"),
        ('Message(" ")', "an empty sentence"),
        ('Message("{", x=1)', "braces that do not match in “{”: Single '{' encountered in format string"),
    ],
)
def test_a_call_that_cannot_be_said_is_named(project, code, complaint):
    said, _ = project(code)
    assert [problem.what for problem in said.problems] == [complaint]


def test_a_name_stands_for_a_sentence_marked_elsewhere(project):
    assert complaints(project, "Message(TITLE); _(row.label); Message(text, **values)") == []


def test_a_missing_translation_is_named_with_the_place(project):
    found = problems(*project('\nMessage("Hello")'))
    assert list(map(str, found)) == ["lexframe/speech.py:2: no Spanish for “Hello”"]


def test_an_empty_or_fuzzy_translation_counts_as_missing(project):
    empty = 'msgid "Hello"\nmsgstr ""\n'
    fuzzy = '#, fuzzy\nmsgid "Hello"\nmsgstr "Hola"\n'
    assert complaints(project, 'Message("Hello")', empty) == ["no Spanish for “Hello”"]
    assert complaints(project, 'Message("Hello")', fuzzy) == ["no Spanish for “Hello”"]


def test_a_dead_translation_is_named(project):
    entry = 'msgid "Hello"\nmsgstr "Hola"\n'
    assert complaints(project, "", entry) == ["nothing says “Hello” any more"]


def test_two_translations_of_one_sentence_contradict_each_other(project):
    entries = ['msgid "Hello"\nmsgstr "Hola"\n', 'msgid "Hello"\nmsgstr "Buenos días"\n']
    assert complaints(project, 'Message("Hello")', *entries) == [
        "“Hello” has another translation in lexframe/locale/es/area0.po:4"
    ]


def test_a_sentence_translated_twice_in_one_file_is_named(project):
    entries = 'msgid "Hello"\nmsgstr "Hola"\n\nmsgid ""\n"Hel"\n"lo"\nmsgstr "Buenos días"\n'
    assert complaints(project, 'Message("Hello")', entries) == ["“Hello” stands twice"]


@pytest.mark.parametrize(
    ("spanish", "fits"),
    [
        ('msgstr[0] "Falta {n} de {who}."\nmsgstr[1] "Faltan {n} de {who}."', True),
        ('msgstr[0] "Falta una de {who}."\nmsgstr[1] "Faltan {n} de {who}."', True),
        ('msgstr[0] "Falta {n} de {quien}."\nmsgstr[1] "Faltan {n} de {who}."', False),
        ('msgstr[0] "Falta {n}."\nmsgstr[1] "Faltan {n} de {who}."', False),
        ('msgstr[0] "Falta {n} de {who}."\nmsgstr[1] "Faltan {n} de {who."', False),
    ],
)
def test_a_translation_fills_the_same_holes(project, spanish, fits):
    english = 'msgid "{n} of {who} is missing."\nmsgid_plural "{n} of {who} are missing."\n'
    code = 'Message("{n} of {who} is missing.", "{n} of {who} are missing.", n=n, who=who)'
    said, translated = project(code, english + spanish + "\n")
    assert (problems(said, translated) == []) is fits
    # What does not fit is not compiled: a person sees English instead of a crash.
    assert (b"Faltan" in compiled(translated)) is fits


def test_compiled_words_are_read_by_gettext(project):
    _, translated = project(
        "",
        """
        msgid "Año"
        msgstr "Ñandú «a»"

        msgid "{n} day"
        msgid_plural "{n} days"
        msgstr[0] "{n} día"
        msgstr[1] "{n} días"
        """,
    )
    words = gettext.GNUTranslations(BytesIO(compiled(translated)))
    assert words.gettext("Año") == "Ñandú «a»"
    said = [words.ngettext("{n} day", "{n} days", n) for n in (0, 1, 2)]
    assert said == ["{n} días", "{n} día", "{n} días"]


def test_compiled_bytes_do_not_depend_on_the_order_of_files(project):
    one, other = 'msgid "A"\nmsgstr "a"\n', 'msgid "B"\nmsgstr "b"\n'
    assert compiled(project("", one, other)[1]) == compiled(project("", other, one)[1])


def test_a_stub_can_be_pasted_back(project):
    code = r'Message("a “b” \"c\"\n\\d"); Message("{n} e", "{n} es", n=1)'
    said, translated = project(code)
    _, again = project(code, "\n".join(stubs(said, translated)))
    assert again.entries.keys() == said.places.keys()
    assert list(stubs(said, translated, "tui")) == []


def test_a_broken_file_is_named_and_does_not_stop_the_others(project):
    said, translated = project("", 'msgid "A"\nmsgstr "a"\n', 'msgid "B"\nmsgstr "b"\nnonsense\n')
    assert ("A", "") in translated.entries
    assert any("area1.po" in str(problem) for problem in problems(said, translated))


def test_an_unknown_act_is_a_usage_error(capsys):
    assert main(["translate"]) == 2
    assert "check|compile|stubs" in capsys.readouterr().err
