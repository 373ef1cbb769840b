"""What the secretariat records after counting: outcomes, and adoption with all its consequences.

Adoption is one plan: the articles change, the decision is written, every other open
amendment on them is carried or found stale, and the whole is shown before it is performed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lexframe.core.amendment import body_digest
from lexframe.core.article import FrameworkText
from lexframe.core.errors import Refused
from lexframe.core.message import Message
from lexframe.core.register import (
    ADOPTED,
    FALLEN,
    OUTCOMES,
    REJECTED,
    SUPERSEDED,
    Act,
    Adoption,
    Carried,
    Decision,
)
from lexframe.core.stage import require
from lexframe.core.tally import Adopted, Blocked, Rejected
from lexframe.services.carrying import carried_by
from lexframe.services.consolidations import consolidation, require_clean
from lexframe.services.docket import Docket
from lexframe.services.frames import framework_files
from lexframe.services.plan import Plan, plan_on_main, require_secretariat
from lexframe.services.register import entries, entry_files
from lexframe.services.session import Session
from lexframe.services.tallies import Count, count, figures_of


@dataclass(frozen=True, slots=True)
class Ruling:
    """An amendment with the count its decision rests on."""

    code: str
    count: Count


def plan_decide(
    session: Session, docket: Docket, name: str, outcome: str, *, override: str = "", reason: str = ""
) -> Plan:
    """Plan to record that an amendment is rejected, fallen or superseded.

    Raises :class:`Refused` when that contradicts the verdict and no override is given.
    """
    require_secretariat(session, docket.registry.secretariat.id)
    code = docket.amendment(name).code
    require("decide", docket.stages[code], code)
    _check_outcome(outcome)
    result = count(docket, code)
    if outcome == REJECTED and not override and not _supports_rejection(docket, result):
        raise _against(code, result)
    act = _decision(code, outcome, result, override)
    said = Message("{code}: {outcome}.", code=code, outcome=OUTCOME_WORDS[outcome])
    made = entries(session, docket, [(act, reason)])
    return plan_on_main(
        session, "decide", f"{code} {outcome}", entry_files(docket, made), (said,), why=reason
    )


def plan_adopt(
    session: Session,
    docket: Docket,
    names: Sequence[str],
    *,
    rule: str = "",
    override: str = "",
    reason: str = "",
) -> Plan:
    """Plan the adoption of amendments together, with everything that follows from it.

    Raises :class:`Refused` when the verdict on any of them is not *adopted* (unless
    ``override`` gives the reason), when one is stale, or when they clash.
    """
    require_secretariat(session, docket.registry.secretariat.id)
    rulings = [_ruling(docket, name, rule, override) for name in names]
    codes = [ruling.code for ruling in rulings]
    result = consolidation(docket, codes)
    text = require_clean(result)
    acts: list[tuple[Act, str]] = [
        (_decision(ruling.code, ADOPTED, ruling.count, override), reason) for ruling in rulings
    ]
    acts.append((_adoption(docket, text, codes, result.changed), ""))
    number = max((entry.number for entry in docket.register), default=0) + len(acts)
    follows = list(_consequences(docket, codes, text, result.changed, number))
    made = entries(session, docket, [*acts, *((act, "") for act in follows)])
    files = framework_files(docket.text, text) | entry_files(docket, made)
    says = [*_adopted_words(rulings), *(_follow_words(act) for act in follows)]
    data = {"articles": list(result.changed), "entries": [entry.stem for entry in made]}
    now = any(isinstance(each.act, Decision) and each.act.counted == docket.tip for each in made)
    return plan_on_main(session, "adopt", " ".join(codes), files, says, why=reason, data=data, counts_now=now)


def _ruling(docket: Docket, name: str, rule: str, override: str) -> Ruling:
    code = docket.amendment(name).code
    require("adopt", docket.stages[code], code)
    result = count(docket, code, rule=rule)
    if not isinstance(result.verdict.outcome, Adopted) and not override:
        raise _against(code, result)
    return Ruling(code, result)


def _check_outcome(outcome: str) -> None:
    if outcome in OUTCOMES and outcome != ADOPTED:
        return
    raise Refused(
        Message("“{outcome}” is not an outcome that is recorded this way.", outcome=outcome),
        Message("Use one of: {outcomes}; adopting is “lexframe adopt”.", outcomes=", ".join(OUTCOMES[1:])),
    )


def _supports_rejection(docket: Docket, result: Count) -> bool:
    held = docket.round_of(result.amendment)
    closed = held is not None and not held.is_open
    failed = isinstance(result.verdict.outcome, Blocked | Rejected)
    return failed or (closed and not isinstance(result.verdict.outcome, Adopted))


def _against(code: str, result: Count) -> Refused:
    return Refused(
        Message(
            "Amendment {code} is “{verdict}” under the rule {rule}. {needs}",
            code=code,
            verdict=VERDICT_WORDS[result.verdict.name],
            rule=result.rule.name,
            needs=result.sentence,
        ),
        Message("To decide against the count, say why with --override REASON; it is recorded."),
    )


def _decision(code: str, outcome: str, result: Count, override: str, replaced_by: str = "") -> Decision:
    return Decision(
        code,
        outcome,
        result.rule.name,
        result.verdict.name,
        result.counted,
        figures_of(result.verdict),
        result.round,
        override,
        replaced_by,
    )


def _adoption(docket: Docket, text: FrameworkText, codes: Sequence[str], changed: Sequence[str]) -> Adoption:
    before = {each: docket.text.articles[each].body for each in changed if each in docket.text.articles}
    return Adoption(
        tuple(codes),
        {article: body_digest(body) for article, body in before.items()},
        {article: body_digest(text.articles[article].body) for article in changed},
    )


def _consequences(
    docket: Docket, codes: Sequence[str], text: FrameworkText, changed: Sequence[str], number: int
) -> Iterator[Act]:
    """Every other open amendment the adoption touches: superseded, fallen, carried or stale."""
    adopted = {docket.amendments[code].digest: code for code in codes}
    replaced = {old: code for code in codes for old in docket.amendments[code].replaces}
    for code in docket.open_codes:
        if code in codes:
            continue
        amendment = docket.amendments[code]
        if code in replaced:
            yield _falls(docket, code, SUPERSEDED, replaced[code])
        elif amendment.digest in adopted:
            yield _falls(docket, code, FALLEN, adopted[amendment.digest])
        elif set(amendment.articles) & set(changed) and not docket.proposal(code).is_stale:
            yield carried_by(docket, code, text, number)


def _falls(docket: Docket, code: str, outcome: str, because: str) -> Decision:
    return _decision(code, outcome, count(docket, code), "", because)


def _adopted_words(rulings: Sequence[Ruling]) -> Iterator[Message]:
    for ruling in rulings:
        figures = ruling.count.verdict.figures
        yield Message(
            "{code} is adopted: {favour} in favour ({reserved} with reservation), {object} against, "
            "{abstain} abstaining, {missing} silent; rule {rule}.",
            code=ruling.code,
            favour=len(figures.favour),
            reserved=len(figures.reserved),
            object=len(figures.object),
            abstain=len(figures.abstain),
            missing=len(figures.silent),
            rule=ruling.count.rule.name,
        )


def _follow_words(act: Act) -> Message:
    match act:
        case Carried(stale=True):
            return Message(
                "{code} is stale: it clashes at {places}.", code=act.amendment, places=", ".join(act.places)
            )
        case Carried():
            return Message("{code} is carried onto the new text.", code=act.amendment)
        case Decision(outcome=outcome):
            return Message(
                "{code}: {outcome}, because of {because}.",
                code=act.amendment,
                outcome=OUTCOME_WORDS[outcome],
                because=act.replaced_by,
            )
    raise AssertionError(act)


OUTCOME_WORDS = {
    ADOPTED: Message("adopted"),
    REJECTED: Message("rejected"),
    FALLEN: Message("fallen"),
    SUPERSEDED: Message("superseded"),
}
VERDICT_WORDS = {
    "adopted": Message("can be adopted"),
    "blocked": Message("blocked"),
    "rejected": Message("not reached"),
    "waiting": Message("waiting"),
    "no_quorum": Message("no quorum"),
}
