"""Where each amendment stands, for a report: its decision where there is one, else a count of today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lexframe.core.position import Position
from lexframe.core.register import Decision
from lexframe.core.stage import Stage
from lexframe.export.dossier import Case, Paper, Spoken
from lexframe.services.decisions import VERDICT_WORDS
from lexframe.services.docket import Docket
from lexframe.services.tallies import count, electorate_of, figures_of

COLUMNS = ("reserved", "favour", "object", "abstain", "recuse", "to_confirm", "lapsed", "missing")
"""Columns of a count, the narrower before the wider it is part of."""

TALLIED = frozenset(
    {Stage.ADMITTED, Stage.IN_ROUND, Stage.ADOPTED, Stage.REJECTED, Stage.FALLEN, Stage.SUPERSEDED}
)


def reported(docket: Docket) -> tuple[str, ...]:
    """Return the codes a report is about: whatever has been admitted and not withdrawn, in number order."""
    return tuple(each.code for each in docket.in_order() if docket.stages[each.code] in TALLIED)


def cases(docket: Docket, papers: Sequence[Paper]) -> tuple[Case, ...]:
    """Resolve the case of each amendment, decisions at the commit they counted."""
    past: dict[str, Docket] = {}
    found: list[Case] = []
    for paper in papers:
        entry = docket.decisions.get(paper.code)
        if entry is None or not isinstance(entry.act, Decision) or not entry.act.verdict:
            found.append(_counted(docket, paper))
            continue
        at = entry.act.counted
        if at not in past:
            past[at] = docket.earlier(at)
        found.append(_decided(docket, past[at], paper, entry.act))
    return tuple(found)


def _counted(docket: Docket, paper: Paper) -> Case:
    made = count(docket, paper.code)
    figures = figures_of(made.verdict)
    members = made.verdict.figures.electorate
    return Case(
        paper,
        docket.stages[paper.code],
        made.verdict.name,
        VERDICT_WORDS[made.verdict.name],
        made.rule,
        figures,
        tuple(_spoken(figures, members, docket.positions.get(paper.code, {}))),
        made.verdict.figures.quorum_needed,
        len(members),
        docket.tip,
        made.round,
        provisional=made.provisional,
        needs=made.sentence,
    )


def _decided(docket: Docket, then: Docket, paper: Paper, act: Decision) -> Case:
    """Tell a decision as it was recorded, with the words of the positions it counted."""
    again = count(then, paper.code, rule=act.rule)
    members = electorate_of(then, then.round_of(paper.code)).members
    return Case(
        paper,
        docket.stages[paper.code],
        act.verdict,
        VERDICT_WORDS[act.verdict],
        again.rule,
        act.figures,
        tuple(_spoken(act.figures, members, then.positions.get(paper.code, {}))),
        again.verdict.figures.quorum_needed,
        len(members),
        act.counted,
        act.round,
        recorded=True,
        override=act.override,
    )


def _spoken(
    figures: Mapping[str, tuple[str, ...]], members: Sequence[str], positions: Mapping[str, Position]
) -> Iterator[Spoken]:
    for member in members:
        column = next((name for name in COLUMNS if member in figures.get(name, ())), "missing")
        position = positions.get(member)
        if position is None:
            yield Spoken(member, column)
            continue
        yield Spoken(
            member,
            column,
            position.stance,
            position.reasons,
            position.lifted_if,
            position.reservations,
        )
