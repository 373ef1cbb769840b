"""The sheets of keys: what stands on paper is what the table of acts says today."""

from __future__ import annotations

import re

import pytest

from lexframe.tui.acts import ACTS
from tools.keys import SHEETS, key_on_paper, main, text_of


def test_the_sheets_are_what_the_table_of_acts_says():
    assert main(["check"]) == 0


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.language)
def test_every_key_of_every_act_is_on_the_sheet(sheet):
    text = text_of(sheet)
    keys = {key_on_paper(key, sheet.keys) for act in ACTS for key in act.key.split(",")}
    assert [key for key in keys if f"`{key}`" not in text] == []


def test_each_sheet_speaks_its_own_language():
    spanish, english = (text_of(sheet) for sheet in SHEETS)
    assert "A favor, con una reserva" in spanish
    assert "In favour, with a reservation" in english
    cells = [re.findall(r"^\| `[^|]+\| ([^|]*) \|", text, re.MULTILINE) for text in (spanish, english)]
    assert len(cells[0]) == len(cells[1]) > len(ACTS) / 2
    same = {mine for mine, theirs in zip(*cells, strict=True) if mine == theirs and mine}
    assert same <= {"Editor"}


@pytest.mark.parametrize(
    ("key", "said"), [("ctrl+s", "Ctrl + S"), ("f1", "F1"), ("f", "f"), ("X", "X"), ("escape", "Esc")]
)
def test_keys_are_called_what_keyboards_call_them(key, said):
    assert key_on_paper(key, SHEETS[0].keys) == said


def test_a_stale_sheet_is_named(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("tools.keys.ROOT", tmp_path)
    (tmp_path / "docs").mkdir()
    assert main(["check"]) == 1
    assert "docs/atajos.md is stale" in capsys.readouterr().err
    assert main(["write"]) == 0
    assert main(["check"]) == 0


def test_an_unknown_act_is_a_usage_error(capsys):
    assert main(["print"]) == 2
    assert "write|check" in capsys.readouterr().err
