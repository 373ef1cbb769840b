"""An amendment's life in its proposer's hands: write, revise, submit, withdraw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from lexframe.core.amendment import (
    ADD,
    DRAFT,
    INSTITUTE,
    REFORM,
    REPEAL,
    SUBMITTED,
    WITHDRAWN,
    Amendment,
    Operation,
    body_digest,
)
from lexframe.core.errors import Refused
from lexframe.core.ids import mint_code
from lexframe.core.institute import WorkingGroup
from lexframe.core.message import Message
from lexframe.core.stage import require
from lexframe.services.docket import Docket
from lexframe.services.plan import Plan, plan_on_tray
from lexframe.services.session import Session
from lexframe.services.touching import unit_words
from lexframe.store.objects import BLOB, object_id
from lexframe.store.paths import amendment_path, proposal_path
from lexframe.store.records import write_amendment, write_article, write_proposal
from lexframe.text.units import is_repealed

REPEALED = "Se deroga.\n"


@dataclass(frozen=True, slots=True)
class Change:
    """One article as somebody wants it: its whole new text; for a new one, where and what it is."""

    article: str
    text: str
    after: str = ""
    number: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a proposer fills in."""

    title: str
    changes: tuple[Change, ...]
    reasons: str = ""
    domain: str = ""
    replaces: tuple[str, ...] = ()
    origin: str = INSTITUTE
    folio: str = ""
    submit: bool = True


def plan_propose(session: Session, docket: Docket, drafts: Sequence[Draft]) -> Plan:
    """Plan new amendments on the proposer's tray, in one act; their codes are minted offline.

    Raises :class:`Refused` when one would change nothing or an article does not exist.
    """
    docket.registry.body(session.acting.body)
    made: list[Amendment] = []
    for draft in drafts:
        taken = frozenset(docket.amendments) | {each.code for each in made}
        made.append(_new(docket, draft, mint_code(session.acting.body, session.draw, taken)))
    return _plan(session, docket, "propose", made)


def _new(docket: Docket, draft: Draft, code: str) -> Amendment:
    return Amendment(
        code,
        docket.id,
        draft.title,
        operations(docket, draft.changes),
        draft.reasons,
        SUBMITTED if draft.submit else DRAFT,
        draft.domain or _domain(docket, draft.changes),
        tuple(docket.amendment(each).code for each in draft.replaces),
        draft.origin,
        draft.folio,
    )


def plan_revise(session: Session, docket: Docket, name: str, draft: Draft) -> Plan:
    """Plan a new version on today's text; positions on it are judged again unit by unit."""
    amendment = _own(session, docket, name, "edit")
    revised = replace(
        amendment,
        title=draft.title or amendment.title,
        reasons=draft.reasons or amendment.reasons,
        operations=operations(docket, draft.changes),
    )
    return _plan(session, docket, "revise", [revised], amendment)


def plan_submit(session: Session, docket: Docket, name: str) -> Plan:
    """Plan to hand a draft in."""
    return _plan_standing(session, docket, name, "submit", SUBMITTED)


def plan_withdraw(session: Session, docket: Docket, name: str, why: str = "") -> Plan:
    """Plan to withdraw an amendment; its record stays."""
    return _plan_standing(session, docket, name, "withdraw", WITHDRAWN, why)


def operations(docket: Docket, changes: Sequence[Change]) -> tuple[Operation, ...]:
    """Turn wanted texts into operations on today's articles. Raises :class:`Refused`."""
    made = tuple(_operation(docket, change) for change in changes)
    if not made:
        raise Refused(
            Message("This amendment would change nothing."),
            Message("Edit the text of at least one article."),
        )
    return made


def _operation(docket: Docket, change: Change) -> Operation:
    text = change.text.strip("\n") + "\n"
    if change.after:
        return _addition(docket, change, text)
    article = docket.text.article(change.article)
    if text == article.body:
        raise Refused(
            Message("Article {number} would read as it reads now.", number=article.number),
            Message("Edit its text, or leave it out of the amendment."),
            place=article.id,
        )
    verb = REPEAL if is_repealed(text) else REFORM
    blob = object_id(BLOB, write_article(article))
    return Operation(verb, article.id, text, body_digest(article.body), blob)


def _addition(docket: Docket, change: Change, text: str) -> Operation:
    docket.text.article(change.after)
    if change.article in docket.text.articles:
        raise Refused(
            Message("Article {number} exists already.", number=change.number or change.article),
            Message("Reform it, or add yours under another number (Bis, Ter…)."),
            place=change.article,
        )
    return Operation(ADD, change.article, text, after=change.after, number=change.number, title=change.title)


def _domain(docket: Docket, changes: Sequence[Change]) -> str:
    first = docket.text.articles.get(changes[0].after or changes[0].article) if changes else None
    return first.domain if first else ""


def _own(session: Session, docket: Docket, name: str, act: str) -> Amendment:
    amendment = docket.amendment(name)
    if amendment.by != session.acting.body:
        raise Refused(
            Message("Amendment {code} belongs to {owner}.", code=amendment.code, owner=amendment.by),
            Message("Propose an amendment of your own, or a compromise that replaces it."),
        )
    require(act, docket.stages[amendment.code], amendment.code)
    return amendment


def _plan_standing(
    session: Session, docket: Docket, name: str, act: str, standing: str, why: str = ""
) -> Plan:
    amendment = replace(_own(session, docket, name, act), standing=standing)
    path = amendment_path(docket.id, amendment.by, amendment.code)
    said = Message("{code}: {act}.", code=amendment.code, act=ACT_WORDS[act])
    group = _is_group(docket, session.acting.body)
    changes = {path: write_amendment(amendment)}
    return plan_on_tray(session, act, amendment.code, changes, (said,), why=why, group=group)


def _plan(
    session: Session, docket: Docket, act: str, made: Sequence[Amendment], earlier: Amendment | None = None
) -> Plan:
    changes: dict[str, bytes | None] = {}
    for amendment in made:
        changes |= _files(amendment)
        for gone in set(earlier.articles if earlier else ()) - set(amendment.articles):
            changes[proposal_path(docket.id, amendment.by, amendment.code, gone)] = None
    says = [said for amendment in made for said in (_said(act, amendment), *unit_words(docket, amendment))]
    why = made[0].reasons if len(made) == 1 else ""
    group = _is_group(docket, session.acting.body)
    subject = " ".join(amendment.code for amendment in made)
    data = {"codes": [amendment.code for amendment in made]}
    return plan_on_tray(session, act, subject, changes, says, why=why, group=group, data=data)


def _said(act: str, amendment: Amendment) -> Message:
    return Message("{code}: {act}. {title}", code=amendment.code, act=ACT_WORDS[act], title=amendment.title)


def _files(amendment: Amendment) -> Mapping[str, bytes]:
    framework, by, code = amendment.framework, amendment.by, amendment.code
    files = {amendment_path(framework, by, code): write_amendment(amendment)}
    for operation in amendment.operations:
        files[proposal_path(framework, by, code, operation.article)] = write_proposal(operation)
    return files


def _is_group(docket: Docket, body: str) -> bool:
    return isinstance(docket.registry.body(body), WorkingGroup)


ACT_WORDS: Mapping[str, Message] = {
    "propose": Message("proposed"),
    "revise": Message("revised"),
    "submit": Message("submitted"),
    "withdraw": Message("withdrawn"),
}
