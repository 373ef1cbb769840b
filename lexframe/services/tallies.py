"""Counting what a docket holds: verdict, figures and what is still needed, for each amendment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lexframe.core.message import Message
from lexframe.core.position import Hold, Stance
from lexframe.core.register import Decision
from lexframe.core.round import Round
from lexframe.core.rule import Rule
from lexframe.core.tally import Electorate, Need, Verdict, Word, need, needs_sentence, tally, what_if
from lexframe.services.docket import Docket


@dataclass(frozen=True, slots=True)
class Count:
    """One amendment counted, at the commit ``counted``.

    Outside a round it is ``provisional``: nothing froze the electorate. ``late`` names those whose
    word came after the round's close: kept, shown, never counted.
    """

    amendment: str
    verdict: Verdict
    need: Need
    rule: Rule
    provisional: bool
    round: str = ""
    counted: str = ""
    late: tuple[str, ...] = ()
    stale: bool = False

    @property
    def sentence(self) -> Message:
        """What it still needs: first of all, a text that fits."""
        if self.stale:
            return Message("It no longer fits the text as it is: its proposer must revise it first.")
        return needs_sentence(self.verdict, self.need)


def count(docket: Docket, code: str, *, rule: str = "", changes: Mapping[str, Stance] | None = None) -> Count:
    """Count one amendment under its round's rule, or the rule asked for, or the workspace's own.

    A closed round counts what its closing record names, whatever has arrived since; a decided
    amendment what its decision counted. ``changes`` are hypothetical positions: the answer is
    the same kind of value.
    """
    commit = _counted(docket, code)
    then = docket.earlier(commit) if commit else docket
    held = docket.round_of(code)
    chosen = then.workspace.rule(rule or (held.rule if held else ""))
    electorate = electorate_of(then, held)
    words = words_on(then, code)
    heard = what_if(words, changes) if changes else words
    return Count(
        code,
        tally(heard, chosen, electorate),
        need(heard, chosen, electorate),
        chosen,
        held is None,
        held.id if held else "",
        then.tip,
        _late(docket, then, code),
        then.proposal(code).is_stale,
    )


def _counted(docket: Docket, code: str) -> str:
    """The commit that an amendment's count is bound to, if it is bound to one."""
    decision = docket.decisions.get(code)
    if decision is not None and isinstance(decision.act, Decision):
        return decision.act.counted
    held = docket.round_of(code)
    return held.counted if held and held.counted != docket.tip else ""


def _late(docket: Docket, then: Docket, code: str) -> tuple[str, ...]:
    now, before = docket.positions.get(code, {}), then.positions.get(code, {})
    return tuple(name for name, position in now.items() if before.get(name) != position)


def electorate_of(docket: Docket, held: Round | None) -> Electorate:
    """Who votes: frozen at the round's opening, else the registry's active institutes."""
    members = held.electorate if held else docket.registry.active
    insured = {each.id: each.insured for each in docket.registry.institutes}
    return Electorate(members, {"insured": insured})


def words_on(docket: Docket, code: str) -> tuple[Word, ...]:
    """Every position on an amendment, as counting sees it."""
    return tuple(Word.of(position, held) for position, held in docket.holds(code).values())


def figures_of(verdict: Verdict) -> dict[str, tuple[str, ...]]:
    """The columns of a count as they are recorded, empty ones left out."""
    figures = verdict.figures
    columns = ("favour", "reserved", "object", "abstain", "recuse", "to_confirm", "lapsed", "missing")
    return {name: ids for name in columns if (ids := getattr(figures, name))}


def unconfirmed(docket: Docket, code: str) -> tuple[str, ...]:
    """Institutes whose position waits for one key because the wording moved."""
    return tuple(name for name, (_, held) in docket.holds(code).items() if held is Hold.TO_CONFIRM)
