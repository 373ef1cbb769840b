"""The commands in the documents are run, and must print what the documents say they print."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

_BLOCK = re.compile(r"^```sh\n(?P<sh>.*?)^```\n(?:\n```text\n(?P<text>.*?)^```\n)?", re.MULTILINE | re.DOTALL)


def blocks(page: str) -> Iterator[tuple[str, str | None]]:
    for match in _BLOCK.finditer((ROOT / "docs" / page).read_text("utf-8")):
        if "lexframe" not in match["sh"]:
            yield match["sh"], match["text"]


def test_plain_git_reads_everything_as_the_page_says(example: Path, needs: Callable[[str], str]) -> None:
    found = list(blocks("on-disk.md"))
    assert len(found) >= 6
    shown = [text for _, text in found if text]
    assert len(shown) == len(found)
    # One shell for the whole page, as a reader would have; a rule line stands between two blocks.
    script = "\necho =====\n".join(command for command, _ in found)
    done = subprocess.run(
        [needs("bash"), "-euo", "pipefail", "-c", script],
        cwd=example,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout.split("=====\n") == shown


def test_the_page_names_every_kind_of_act() -> None:
    from lexframe.core.register import ACTS

    page = (ROOT / "docs" / "on-disk.md").read_text("utf-8")
    assert [kind for kind in ACTS if f"`{kind}`" not in page] == []


@pytest.mark.parametrize(
    "kind", ["workspace", "framework", "article", "entry", "amendment", "comment", "position"]
)
def test_the_page_shows_where_every_kind_of_record_lies(kind: str, example: Path) -> None:
    from lexframe.store.opening import open_ledger
    from lexframe.store.paths import place_of
    from lexframe.store.view import View

    with open_ledger(example) as ledger:
        found = {place.kind for path in View.now(ledger).paths() if (place := place_of(path))}
    assert kind in found
