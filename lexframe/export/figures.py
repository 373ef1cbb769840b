"""The consensus report as data: JSON for programs, CSV for spreadsheets, in which no cell is a formula."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator

from lexframe.core.position import Reservation
from lexframe.core.rule import Rule
from lexframe.export.colophon import text_digest
from lexframe.export.dossier import Case, Dossier, Spoken

FORMAT = 1
COLUMNS = (
    *("number", "code", "title", "proposed_by", "stage", "verdict", "rule", "round", "recorded"),
    *("institute", "institute_name", "column", "stance", "reservations", "reasons", "lifted_if"),
    *("framework", "commit", "view", "date", "notice"),
)
_STARTS_FORMULA = re.compile(r"[\s\x00-\x20\u00a0\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r|%]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def consensus_json(dossier: Dossier) -> bytes:
    """Print the report as JSON, shape 1: what it is, then each amendment with figures and positions."""
    imprint = dossier.imprint
    whole = {
        "format": FORMAT,
        "document": "consensus",
        "workspace": imprint.workspace,
        "notice": imprint.notice,
        "framework": imprint.framework,
        "title": dossier.text.frame.title,
        "commit": imprint.commit,
        "view": imprint.view,
        "date": imprint.day.isoformat(),
        "text_sha256": text_digest(dossier.text),
        "amendments": [_case(case, dossier) for case in dossier.cases],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


def _case(case: Case, dossier: Dossier) -> dict[str, object]:
    return {
        "number": case.paper.number,
        "code": case.paper.code,
        "title": case.paper.amendment.title,
        "by": case.paper.amendment.by,
        "by_name": case.paper.by,
        "folio": case.paper.amendment.folio,
        "stage": str(case.stage),
        "verdict": case.verdict,
        "rule": _rule(case.rule),
        "round": case.round,
        "recorded": case.recorded,
        "provisional": case.provisional,
        "counted": case.counted,
        "override": case.override,
        "electorate": case.electorate,
        "quorum_needed": case.quorum_needed,
        "figures": {name: list(ids) for name, ids in case.figures.items()},
        "positions": [_spoken(each, dossier) for each in case.spoken],
    }


def _rule(rule: Rule) -> dict[str, object]:
    criteria = [
        {
            "threshold": str(each.threshold),
            "base": each.base,
            "weight": each.weight,
            "more_than": each.more_than,
        }
        for each in rule.criteria
    ]
    return {
        "name": rule.name,
        "criteria": criteria,
        "counts_for": sorted(map(str, rule.counts_for)),
        "blocking": sorted(map(str, rule.blocking)),
        "blocking_minority_min": rule.blocking_minority_min,
        "quorum": str(rule.quorum),
        "silence": rule.silence,
        "then": _rule(rule.then) if rule.then else None,
    }


def _spoken(said: Spoken, dossier: Dossier) -> dict[str, object]:
    return {
        "institute": said.institute,
        "name": dossier.names.get(said.institute, said.institute),
        "column": said.column,
        "stance": str(said.stance) if said.stance else None,
        "reasons": said.reasons,
        "lifted_if": said.lifted_if,
        "reservations": [_reservation(each) for each in said.reservations],
    }


def _reservation(reservation: Reservation) -> dict[str, str]:
    return {
        "kind": reservation.kind,
        "unit": reservation.unit,
        "text": reservation.text,
        "lifted_if": reservation.lifted_if,
    }


def consensus_csv(dossier: Dossier) -> bytes:
    """Print one row for each amendment and institute, in UTF-8 with the mark that Excel asks for."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for case in dossier.cases:
        for said in case.spoken:
            writer.writerow([inert(value) for value in _row(case, said, dossier)])
    return stream.getvalue().encode("utf-8-sig")


def _row(case: Case, said: Spoken, dossier: Dossier) -> Iterator[str]:
    paper, imprint = case.paper, dossier.imprint
    yield from (str(paper.number or ""), paper.code, paper.amendment.title, paper.by)
    yield from (str(case.stage), case.verdict, case.rule.name, case.round, "yes" if case.recorded else "no")
    yield from (said.institute, dossier.names.get(said.institute, ""), said.column, str(said.stance or ""))
    yield "\n".join(
        f"{each.kind} [{each.unit}]: {each.text} ({each.lifted_if})" for each in said.reservations
    )
    yield from (said.reasons, said.lifted_if, imprint.framework, imprint.commit, imprint.view)
    yield from (imprint.day.isoformat(), imprint.notice)


def inert(value: str) -> str:
    """Return a cell that no spreadsheet computes: an apostrophe before whatever could open a formula."""
    plain = _CONTROL.sub(" ", value.replace("\r\n", "\n").replace("\r", "\n"))
    return f"'{plain}" if _STARTS_FORMULA.match(value) else plain
