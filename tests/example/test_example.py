"""The example: every state in it, the same on every machine, and as its own page describes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from lexframe.core.position import Hold, Stance
from lexframe.core.stage import Stage
from lexframe.core.tally import Verdict
from lexframe.example.building import build
from lexframe.example.story import read_story
from lexframe.services.docket import Docket
from lexframe.services.loading import load
from lexframe.services.recounts import recount
from lexframe.services.tallies import count
from lexframe.store.opening import open_ledger
from tests.conftest import ROOT
from tools.example import differences, present, sealed_register

_ROW = re.compile(
    r"^\| (?P<key>A\d\d) \| (?P<spoken>\d+) of (?P<quorum>\d+) \| (?P<favour>\d+) \((?P<reserved>\d+)\) \| "
    r"(?P<abstain>\d+) \| (?P<object>\d+) \| (?P<recuse>\d+) \| (?P<to_confirm>\d+) \| [^|]+ \|$",
    re.MULTILINE,
)


@pytest.fixture(scope="module")
def docket(example: Path) -> Iterator[Docket]:
    with open_ledger(example) as ledger:
        yield load(ledger)


def test_the_register_in_the_repository_is_what_the_story_leaves() -> None:
    assert differences(sealed_register(), present()) == []


def test_two_builds_are_one(example: Path, tmp_path: Path) -> None:
    build(tmp_path / "again")
    with open_ledger(example) as one, open_ledger(tmp_path / "again") as other:
        assert one.refs() == other.refs()


def test_it_holds_what_the_design_asks_for(docket: Docket) -> None:
    articles = [article for article in docket.text.articles.values() if article.kind == "article"]
    assert len(articles) >= 60
    assert len({article.domain for article in articles}) >= 5
    assert len(docket.registry.institutes) == 32
    assert len(docket.registry.active) == 25
    assert len(docket.amendments) >= 30
    assert docket.unreadable == ()
    assert "ficticio" in docket.workspace.notice.lower()


def test_every_stage_of_an_amendment_is_in_it(docket: Docket) -> None:
    assert set(docket.stages.values()) == set(Stage)


def test_every_stance_and_every_hold_is_in_it(docket: Docket) -> None:
    positions = [position for held in docket.positions.values() for position in held.values()]
    assert {position.stance for position in positions} == set(Stance)
    held = {hold for code in docket.open_codes for _, hold in docket.holds(code).values()}
    assert held >= {Hold.CARRIED, Hold.TO_CONFIRM}


def test_amendments_are_fresh_carried_and_stale(docket: Docket) -> None:
    assert {docket.proposal(code).state for code in docket.open_codes} == {"fresh", "carried", "stale"}


def test_every_recorded_tally_is_counted_again(docket: Docket) -> None:
    results = recount(docket)
    assert len(results) >= 8
    assert [each for each in results if not each.agrees] == []


def test_the_tally_is_what_its_page_says(docket: Docket) -> None:
    page = (ROOT / "lexframe" / "example" / "README.md").read_text("utf-8")
    rows = list(_ROW.finditer(page))
    assert len(rows) >= 10
    titles = {version.key: version.draft.title for version in read_story().versions.values()}
    codes = {amendment.title: code for code, amendment in docket.amendments.items()}
    for row in rows:
        code = codes.get(titles[row["key"]]) or codes[titles[f"{row['key']}.2"]]
        assert figures(count(docket, code).verdict) == tuple(int(row[name]) for name in COLUMNS), row["key"]


COLUMNS = ("spoken", "quorum", "favour", "reserved", "abstain", "object", "recuse", "to_confirm")


def figures(verdict: Verdict) -> tuple[int, ...]:
    held = verdict.figures
    named = (held.favour, held.reserved, held.abstain, held.object, held.recuse, held.to_confirm)
    return (held.present, held.quorum_needed, *map(len, named))
