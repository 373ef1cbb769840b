"""What leaves the house does not change unseen: every document of one small dossier, byte for byte."""

from __future__ import annotations

import subprocess
import sys

import pytest
from goldens import FOLDER, HERE, made

NAMES = sorted(path.name for path in FOLDER.iterdir())


def test_every_document_has_its_golden():
    assert sorted(made()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_document_is_what_was_agreed(name):
    assert made()[name] == (FOLDER / name).read_bytes(), "if this is meant: python tests/export/goldens.py"


def test_another_process_writes_the_same_bytes():
    program = (
        "import sys, hashlib; sys.path[:0] = sys.argv[1:]; import small_dossier as s;"
        "from lexframe.export.word import word; from lexframe.export.comparative import comparative;"
        "from lexframe.export.html import html; m = comparative(s.change());"
        "print(hashlib.sha256(word(m) + html(m)).hexdigest())"
    )
    paths = [str(HERE), str(HERE.parents[1])]
    runs = {
        subprocess.run(
            [sys.executable, "-c", program, *paths],
            env={"PYTHONHASHSEED": seed, "TZ": zone, "LANG": "C.UTF-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "America/Mexico_City"))
    }
    assert len(runs) == 1
