"""The commands in the documents are run, and must print what the documents say they print."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.house.house_rules import ADDRESSING
from tools.messages import translations

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


@dataclass(frozen=True)
class Block:
    """What a reader types, how it must end, and what the page shows of the answer."""

    sh: str
    code: int
    shown: str | None


_GUIDE_BLOCK = re.compile(
    r"^```sh(?: exit=(?P<code>\d+))?\n(?P<sh>.*?)^```\n(?:\n```text\n(?P<text>.*?)^```\n)?",
    re.MULTILINE | re.DOTALL,
)
GUIDES = ("guia.md", "guide.md")


def guide_blocks(page: str) -> list[Block]:
    found = _GUIDE_BLOCK.finditer((ROOT / "docs" / page).read_text("utf-8"))
    return [Block(each["sh"], int(each["code"] or 0), each["text"]) for each in found]


def answers_of(blocks: list[Block], folder: Path, bash: str) -> list[tuple[int, str]]:
    """Run every block in one shell, as a reader would; return each one's exit code and what it said."""
    answers = folder / "answers"
    answers.mkdir()
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    subprocess.run(
        [bash, "-uo", "pipefail", "-c", "".join(_step(n, each) for n, each in enumerate(blocks))],
        cwd=folder,
        env=os.environ | {"answers": str(answers), "PATH": path},
        check=False,
        timeout=120,
    )
    return [_answer(answers, n) for n in range(len(blocks))]


def _step(n: int, block: Block) -> str:
    """Only what the page says is refused may end badly: anything else stops the shell where it stands."""
    stop = "+e" if block.code else "-e"
    return f'set {stop}\n{{\n{block.sh}}} >"$answers/{n}.out" 2>&1\necho $? >"$answers/{n}.code"\n'


def _answer(answers: Path, n: int) -> tuple[int, str]:
    code, said = answers / f"{n}.code", answers / f"{n}.out"
    return (
        int(code.read_text()) if code.exists() else -1,
        said.read_text("utf-8") if said.exists() else "",
    )


def is_as_shown(shown: str, said: str) -> bool:
    """Tell whether an answer is what the page shows; a line ``…`` stands for any lines, or none."""
    parts = ["(?:.*\n)*" if line == "…" else re.escape(line) + "\n" for line in shown.splitlines()]
    return re.fullmatch("".join(parts), said) is not None


def _lies(page: str, folder: Path, bash: str) -> list[str]:
    """Each block that does not end, or does not answer, as its page says."""
    found = guide_blocks(page)
    return [
        f"{page}: {block.sh}--- ends with {block.code}, not {code}; said:\n{said}--- shown:\n{block.shown}"
        for block, (code, said) in zip(found, answers_of(found, folder, bash), strict=True)
        if code != block.code or (block.shown is not None and not is_as_shown(block.shown, said))
    ]


def test_the_guides_answer_as_they_say(example: Path, tmp_path: Path, needs: Callable[[str], str]) -> None:
    folders = {page: tmp_path / page for page in GUIDES}
    for page, name in zip(GUIDES, ("muestra", "sample"), strict=True):
        shutil.copytree(example, folders[page] / name)
    bash = needs("bash")
    with ThreadPoolExecutor() as both:
        wrong = both.map(lambda page: _lies(page, folders[page], bash), GUIDES)
    assert "\n".join(chain.from_iterable(wrong)) == ""


@pytest.mark.parametrize(
    ("shown", "said", "fits"),
    [
        ("a\n…\nc\n", "a\nc\n", True),
        ("a\n…\nc\n", "a\nb\nb\nc\n", True),
        ("…\nc\n", "a\nb\n", False),
        ("a\n", "a\nb\n", False),
        ("a.\n", "ab\n", False),
    ],
)
def test_a_line_of_dots_stands_for_lines_and_for_nothing_else(shown: str, said: str, fits: bool) -> None:
    assert is_as_shown(shown, said) is fits


def _bones(page: str) -> dict[str, object]:
    """What two languages must have in common: headings by depth, commands, rows of tables."""
    text = (ROOT / "docs" / page).read_text("utf-8")
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    verbs = [re.findall(r"^(?:lexframe|git)\b", each.sh, re.MULTILINE) for each in guide_blocks(page)]
    return {
        "headings": [len(each) for each in re.findall(r"^(#+) ", prose, re.MULTILINE)],
        "commands": verbs,
        "rows": [len(each.splitlines()) for each in re.findall(r"(?:^\|.*\n)+", prose, re.MULTILINE)],
        "keys": sorted(re.findall(r"^\| `([a-z_]+)` \|", prose, re.MULTILINE)),
    }


def test_both_guides_say_the_same_things() -> None:
    assert _bones("guia.md") == _bones("guide.md")


@pytest.mark.parametrize(("page", "heading"), [("guia.md", "Reglas"), ("guide.md", "Rules")])
def test_the_section_that_an_error_points_to_lists_every_key_of_a_rule(page: str, heading: str) -> None:
    from lexframe.core.rule import KEYS

    text = (ROOT / "docs" / page).read_text("utf-8")
    section = text.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    listed = set(re.findall(r"^\| `([a-z_]+)` \|", section, re.MULTILINE))
    assert listed == KEYS | {"weight"}


@pytest.mark.parametrize("page", GUIDES)
def test_the_rules_shown_in_the_guide_can_be_read(page: str) -> None:
    from lexframe.core.rule import KEYS, read_rules

    shown = re.search(r"^```toml\n(.*?)^```$", (ROOT / "docs" / page).read_text("utf-8"), re.M | re.S)
    assert shown is not None
    table = tomllib.loads(shown[1])
    rules = read_rules(table["rules"], page)
    assert table["rule"] in rules
    assert {key for each in table["rules"].values() for key in each} == KEYS


@pytest.mark.parametrize("page", GUIDES)
def test_messages_in_the_guide_are_the_ones_lexframe_says(page: str) -> None:
    spoken: set[str] = set()
    for (text, plural), entry in translations().entries.items():
        spoken |= {_without_holes(each) for each in (entry.forms if page == "guia.md" else (text, plural))}
    table = re.findall(r"^\| `([^`]* [^`]*)` \| [A-Z¿«`]", (ROOT / "docs" / page).read_text("utf-8"), re.M)
    quoted = [each for each in table if each[0].isupper() or each[0] in "«“…"]
    assert len(quoted) > 15
    assert [each for each in quoted if _without_holes(each) not in spoken] == []


def _without_holes(sentence: str) -> str:
    return re.sub(r"\{[^}]*\}", "…", sentence).replace(". …", ".").rstrip(".")


@pytest.mark.parametrize("page", [*GUIDES, "atajos.md", "keys.md", "on-disk.md"])
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / "docs" / page).read_text("utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)", text)
    assert [target for target, _ in links if target and not (ROOT / "docs" / target).is_file()] == []
    anchors = {_anchor(each) for each in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}
    assert [anchor for target, anchor in links if not target and anchor not in anchors] == []


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_the_spanish_guide_addresses_nobody_as_a_friend() -> None:
    text = "".join(each for each in re.split(r"^```.*?^```$", _read("guia.md"), flags=re.M | re.S)).lower()
    assert re.findall(ADDRESSING, text) == []
    assert re.findall("[“”]", text) == []


def _read(page: str) -> str:
    return (ROOT / "docs" / page).read_text("utf-8")
