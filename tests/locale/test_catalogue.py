"""The words of each language, and which one a person gets."""

from __future__ import annotations

import pytest

from lexframe.core.errors import Refused
from lexframe.core.message import ENGLISH, Message
from lexframe.core.stage import STAGE_WORDS, Stage
from lexframe.locale.catalogue import LANGUAGES, catalogue, default_language


def test_english_is_the_source():
    assert catalogue("en") is ENGLISH


def test_a_message_is_said_in_spanish_with_its_holes_filled():
    message = Message("Write it like {example}.", example="R1")
    assert message.say(catalogue("es")) == "Se escribe así: R1."


def test_a_message_inside_a_message_is_translated_too():
    fallen = STAGE_WORDS[Stage.FALLEN]
    message = Message("Amendment {code} is {stage}: that is not possible now.", code="ST-0001", stage=fallen)
    assert message.say(catalogue("es")) == "La enmienda ST-0001 está sin materia: eso no es posible ahora."


@pytest.mark.parametrize(
    ("n", "written"), [(1, "Falta 1 posición para el quórum."), (2, "Faltan 2 posiciones para el quórum.")]
)
def test_spanish_chooses_its_plural(n, written):
    one, more = "{n} position is missing for the quorum.", "{n} positions are missing for the quorum."
    assert Message(one, more, n=n).say(catalogue("es")) == written


def test_what_has_no_translation_is_said_in_english():
    assert catalogue("es").gettext("qwertz") == "qwertz"


def test_nothing_is_said_as_nothing():
    assert [catalogue(language).gettext("") for language in LANGUAGES] == ["", ""]


def test_an_unknown_language_is_refused_with_the_known_ones():
    with pytest.raises(Refused) as refusal:
        catalogue("nah")
    assert "es, en" in refusal.value.say(ENGLISH)


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "es"),
        ({"LANG": "C.UTF-8"}, "es"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "es_MX.UTF-8", "LC_ALL": "en_GB"}, "en"),
        ({"LANGUAGE": "pt_BR:es_MX:en", "LANG": "en_US"}, "es"),
        ({"LANGUAGE": "", "LANG": "en"}, "en"),
        ({"LEXFRAME_LANG": "es", "LC_ALL": "en_US"}, "es"),
        ({"LANG": "est_EE"}, "es"),
        ({"LANG": "enm"}, "es"),
    ],
)
def test_the_environment_chooses_a_language_and_spanish_is_the_house(environment, language):
    assert default_language(environment) == language
