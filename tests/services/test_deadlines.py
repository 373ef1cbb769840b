"""A round's name, procedure and close are judged where the act is planned, whichever face asks for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from lexframe.core.errors import Refused
from lexframe.services import deadlines
from lexframe.services.deadlines import deadline, is_overdue
from lexframe.services.errata import plan_erratum
from lexframe.services.rounds import plan_close_round, plan_extend_round, plan_open_round
from lexframe.store.paths import WORKSPACE_FILE
from tests.services.conftest import WORKSPACE, Workspace

MEXICO, TIJUANA = "America/Mexico_City", "America/Tijuana"


@pytest.mark.parametrize(
    ("written", "zone", "meant"),
    [
        ("2026-11-30", MEXICO, datetime(2026, 12, 1, 5, 59, 59, tzinfo=UTC)),
        ("2026-11-30T18:00", MEXICO, datetime(2026, 12, 1, 0, 0, tzinfo=UTC)),
        ("2026-11-30 18:00", MEXICO, datetime(2026, 12, 1, 0, 0, tzinfo=UTC)),
        ("2026-11-30T18:00", TIJUANA, datetime(2026, 12, 1, 2, 0, tzinfo=UTC)),
        ("2026-11-30T18:00:30Z", MEXICO, datetime(2026, 11, 30, 18, 0, 30, tzinfo=UTC)),
        ("2026-11-30T18:00-07:00", MEXICO, datetime(2026, 12, 1, 1, 0, tzinfo=UTC)),
        ("2028-02-29", MEXICO, datetime(2028, 3, 1, 5, 59, 59, tzinfo=UTC)),
    ],
)
def test_a_date_is_read_in_the_workspaces_zone(written: str, zone: str, meant: datetime) -> None:
    assert deadline(written, zone) == meant


@pytest.mark.parametrize(
    "written",
    [
        "", "mañana", "30/11/2026", "2026-02-29", "2026-13-01", "2026-11-30T25:00", "20261130", "2026-W48-1",
        "2026-11-30  18:00", "2026-11-30T18", "２０２６-11-30", "2026-11-30\n", "2026-11-30T18:00+99:99",
        "0000-01-01", "2026-11-30" * 10_000,
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_the_form(written: str) -> None:
    with pytest.raises(Refused) as refused:
        deadline(written, MEXICO)
    assert "2026-11-30T18:00" in str(refused.value.remedy)


def test_an_hour_that_the_clocks_skip_is_refused() -> None:
    """Tijuana follows the clocks of California: on 8 March 2026, 02:00 to 03:00 does not happen."""
    with pytest.raises(Refused, match="02:30 does not exist in America/Tijuana"):
        deadline("2026-03-08T02:30", TIJUANA)
    assert deadline("2026-03-08T02:30", MEXICO).utcoffset() == timedelta(hours=-6)
    assert deadline("2026-03-08T03:00", TIJUANA) == datetime(2026, 3, 8, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "zone", ["America/Macondo", "", "../../etc/passwd", "/etc/passwd", "a\0b", "America"]
)
def test_a_zone_nobody_knows_is_refused_by_the_file_that_names_it(zone: str) -> None:
    with pytest.raises(Refused) as refused:
        deadline("2026-11-30", zone)
    assert refused.value.place == WORKSPACE_FILE
    assert MEXICO in str(refused.value.remedy)


def test_a_system_without_a_table_of_zones_still_opens_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deadlines, "available_timezones", set)
    assert deadline("2026-11-30", "America/Macondo").tzinfo == timezone.utc  # noqa: UP017 - named for readers


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": "ronda"}, "R1, R2"),
        ({"name": "R0"}, "R1, R2"),
        ({"name": "R1/../../x"}, "R1, R2"),
        ({"closes": "pronto"}, "2026-11-30"),
        ({"procedure": "shouting"}, "written, assembly, silence"),
    ],
)
def test_a_round_is_not_opened_with_what_no_record_may_hold(
    workspace: Workspace, wrong: dict[str, str], words: str
) -> None:
    workspace.propose("INA", "articulo-2", "tres años", "dos años")
    asked = {"name": "R1", "closes": "2026-11-30", "title": "Uno"} | wrong
    with pytest.raises(Refused) as refused:
        plan_open_round(workspace.session("ST"), workspace.docket(), asked.pop("name"), **asked)  # type: ignore[arg-type]
    assert words in str(refused.value.remedy)


def test_the_zone_of_the_workspace_is_the_one_that_counts(workspace: Workspace) -> None:
    workspace.write(
        WORKSPACE_FILE, WORKSPACE.replace(b'rule = "c', b'timezone = "America/Tijuana"\nrule = "c', 1)
    )
    with pytest.raises(Refused, match="does not exist in America/Tijuana"):
        plan_open_round(
            workspace.session("ST"), workspace.docket(), "R1", title="Uno", closes="2027-03-14T02:30"
        )


def test_a_date_in_the_past_is_said_and_an_extension_is_later(workspace: Workspace) -> None:
    def opened(closes: str):
        return plan_open_round(workspace.session("ST"), workspace.docket(), "R1", title="Uno", closes=closes)

    workspace.propose("INA", "articulo-2", "tres años", "dos años")
    assert len(opened("2026-11-30").says) == 1
    past = opened("2025-11-30")
    assert "has passed" in str(past.says[-1])
    workspace.seal()
    workspace.do(opened("2026-11-30 18:00"))
    held = workspace.docket().round("R1")
    assert held.closes == "2026-11-30T18:00"
    assert not is_overdue(held, MEXICO, datetime(2026, 11, 30, 23, 59, tzinfo=UTC))
    assert is_overdue(held, MEXICO, datetime(2026, 12, 1, tzinfo=UTC))
    assert not is_overdue(replace(held, closes="pronto"), MEXICO, datetime(2030, 1, 1, tzinfo=UTC))
    assert not is_overdue(replace(held, counted="0" * 40), MEXICO, datetime(2030, 1, 1, tzinfo=UTC))
    for earlier in ("2026-11-29", "2026-11-30T18:00"):
        with pytest.raises(Refused, match="not earlier"):
            plan_extend_round(workspace.session("ST"), workspace.docket(), "R1", earlier)
    with pytest.raises(Refused, match="is not a date"):
        plan_extend_round(workspace.session("ST"), workspace.docket(), "R1", "luego")
    workspace.do(plan_extend_round(workspace.session("ST"), workspace.docket(), "R1", "2026-11-30"))
    workspace.do(plan_close_round(workspace.session("ST"), workspace.docket(), "R1"))
    with pytest.raises(Refused, match="closed already"):
        plan_extend_round(workspace.session("ST"), workspace.docket(), "R1", "2026-12-24")


@pytest.mark.parametrize("text", ["", "\n", " \n\t\n"])
def test_an_erratum_never_empties_an_article(workspace: Workspace, text: str) -> None:
    with pytest.raises(Refused) as refused:
        plan_erratum(workspace.session("ST"), workspace.docket(), "articulo-2", text, "Por descuido.")
    assert refused.value.place == "articulo-2"
