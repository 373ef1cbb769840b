"""Fe de erratas: an article corrected without an amendment, with its reason."""

from __future__ import annotations

from dataclasses import replace

from lexframe.core.amendment import body_digest
from lexframe.core.article import FrameworkText
from lexframe.core.errors import Refused
from lexframe.core.message import Message
from lexframe.core.register import Act, Erratum
from lexframe.services.carrying import carried_by
from lexframe.services.docket import Docket
from lexframe.services.frames import framework_files
from lexframe.services.plan import Plan, plan_on_main, require_secretariat
from lexframe.services.register import entries, entry_files
from lexframe.services.session import Session


def plan_erratum(session: Session, docket: Docket, article: str, text: str, reason: str) -> Plan:
    """Plan a correction; open amendments on the article are carried like after any change.

    Raises :class:`Refused` without a reason, without a text, or when nothing would change.
    """
    require_secretariat(session, docket.registry.secretariat.id)
    old = docket.text.article(article)
    new = replace(old, body=text.strip("\n") + "\n")
    if not text.strip():
        raise Refused(
            Message("An erratum corrects an article; it does not empty it."),
            Message("Give its whole corrected text with --text FILE; to repeal it, propose an amendment."),
            place=old.id,
        )
    if not reason.strip() or new == old:
        raise Refused(
            Message("An erratum needs a correction and its reason."),
            Message("Give the corrected text with --text FILE and the reason with --reason TEXT."),
            place=old.id,
        )
    after = FrameworkText(docket.text.frame, {**docket.text.articles, old.id: new})
    acts: list[tuple[Act, str]] = [(Erratum(old.id, body_digest(old.body), body_digest(new.body)), reason)]
    number = max((entry.number for entry in docket.register), default=0) + 1
    for amendment in docket.touching(old.id):
        if not docket.proposal(amendment.code).is_stale:
            acts.append((carried_by(docket, amendment.code, after, number), ""))
    files = framework_files(docket.text, after) | entry_files(docket, entries(session, docket, acts))
    said = Message("Article {number} is corrected: {reason}", number=old.number, reason=reason)
    return plan_on_main(session, "erratum", old.id, files, (said,), why=reason)
