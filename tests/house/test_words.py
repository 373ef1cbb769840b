"""Every sentence a person may read has its Spanish, and the compiled words are up to date."""

from __future__ import annotations

import pytest

from tools.messages import ROOT, compiled, problems, sentences, translations


def test_every_sentence_has_its_spanish_and_every_spanish_its_sentence():
    said = sentences()
    assert len(said.places) > 100
    found = sorted(map(str, problems(said, translations())))
    if found:
        pytest.fail("\n".join([*found, "run: .venv/bin/python tools/messages.py stubs"]))


def test_the_compiled_words_are_not_stale():
    compiled_file = ROOT / "lexframe" / "locale" / "es.mo"
    assert compiled_file.read_bytes() == compiled(translations()), "run “make messages”"
