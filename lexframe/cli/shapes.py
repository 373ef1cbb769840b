"""The ``--json`` shapes: each kind of document with its keys, and the values turned into them.

A key once published keeps its meaning; new keys may be added, so a reader ignores what it does not know.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from lexframe.core.amendment import Amendment
from lexframe.core.article import Article, Heading
from lexframe.core.errors import LexframeError
from lexframe.core.position import Hold, Position
from lexframe.core.round import Round
from lexframe.services.docket import Docket
from lexframe.services.standings import Standing, asked_of

if TYPE_CHECKING:
    from lexframe.cli.desk import Desk

Shape = dict[str, Any]


def status_shape(desk: Desk, stand: Standing) -> Shape:
    """Shape the state of the workspace."""
    return {
        "title": stand.workspace.title,
        "notice": stand.workspace.notice,
        "signed": False,
        "acting": desk.session.acting.body or None,
        "revision": stand.tip,
        "unsealed": list(stand.unsealed),
        "astray": list(stand.astray),
        "frameworks": [_framework(desk, docket) for docket in stand.dockets],
        "unreadable": errors_shape(desk, stand.broken),
    }


def _framework(desk: Desk, docket: Docket) -> Shape:
    body = desk.session.acting.body
    asked = asked_of(docket, body) if body in docket.registry.active else None
    return {
        "id": docket.id,
        "title": docket.text.frame.title,
        "articles": len(docket.text.articles),
        "stages": {str(stage): n for stage, n in sorted(Counter(docket.stages.values()).items())},
        "rounds": [round_shape(each) for each in docket.rounds.values() if each.is_open],
        "missing": list(asked.missing) if asked else [],
        "to_confirm": list(asked.to_confirm) if asked else [],
        "unreadable": errors_shape(desk, docket.unreadable),
    }


def errors_shape(desk: Desk, errors: Iterable[LexframeError]) -> list[Shape]:
    """Shape what cannot be read."""
    return [
        {"place": each.place, "what": each.what.say(desk.words), "remedy": each.remedy.say(desk.words)}
        for each in errors
    ]


def heading_shape(heading: Heading) -> Shape:
    """Shape a division of the text."""
    return {
        "heading": heading.id,
        "type": heading.kind,
        "number": heading.number,
        "title": heading.title,
        "level": heading.level,
    }


def article_shape(article: Article) -> Shape:
    """Shape an article with its whole text."""
    return {
        "id": article.id,
        "number": article.number,
        "title": article.title,
        "type": article.kind,
        "domain": article.domain,
        "text": article.body,
        "notes": [{"at": note.at, "text": note.text} for note in article.notes],
    }


def amendment_shape(docket: Docket, amendment: Amendment) -> Shape:
    """Shape an amendment as it stands today."""
    code = amendment.code
    proposal = docket.proposal(code)
    return {
        "code": code,
        "number": docket.numbers.get(code),
        "title": amendment.title,
        "by": amendment.by,
        "origin": amendment.origin,
        "folio": amendment.folio,
        "domain": amendment.domain,
        "stage": str(docket.stages[code]),
        "state": proposal.state,
        "replaces": list(amendment.replaces),
        "reasons": amendment.reasons,
        "operations": [
            {
                "verb": each.verb,
                "article": each.article,
                "after": each.after,
                "number": each.number,
                "title": each.title,
                "text": proposal.texts.get(each.article, each.text),
            }
            for each in amendment.operations
        ],
    }


def position_shape(position: Position, hold: Hold | None = None) -> Shape:
    """Shape what one institute says, and whether it still speaks of today's wording."""
    return {
        "institute": position.institute,
        "amendment": position.amendment,
        "stance": str(position.stance),
        "hold": str(hold) if hold else None,
        "reasons": position.reasons,
        "lifted_if": position.lifted_if,
        "reservations": [asdict(each) for each in position.reservations],
        "wording": dict(position.wording),
    }


def round_shape(held: Round) -> Shape:
    """Shape a round."""
    return {
        "id": held.id,
        "title": held.title,
        "rule": held.rule,
        "procedure": held.procedure,
        "amendments": list(held.amendments),
        "electorate": list(held.electorate),
        "closes": held.closes,
        "open": held.is_open,
        "counted": held.counted or None,
    }


def whole_amendment_shape(desk: Desk, docket: Docket, amendment: Amendment) -> Shape:
    """Shape an amendment with its redlines, positions, count and clashes."""
    from lexframe.cli.redlines import difference_shape
    from lexframe.cli.tallies import count_shape
    from lexframe.services.clashes import clashing_with
    from lexframe.services.differences import amendment_differences
    from lexframe.services.tallies import count

    code = amendment.code
    is_open = code in docket.open_codes
    decision = docket.decisions.get(code)
    return {
        **amendment_shape(docket, amendment),
        "redlines": [difference_shape(each) for each in amendment_differences(docket, code)],
        "positions": [
            position_shape(spoken, held if is_open else None) for spoken, held in docket.holds(code).values()
        ],
        "count": count_shape(desk, docket, count(docket, code)) if is_open else None,
        "decision": {"entry": decision.stem, "date": decision.date, "reason": decision.reason}
        if decision
        else None,
        "clashes": [
            {"article": each.article, "amendments": [each.one, each.other]}
            for each in (clashing_with(docket, code) if is_open else ())
        ],
        "stale_places": [
            {"article": each.article, "reason": each.reason.say(desk.words)}
            for each in docket.proposal(code).places
        ],
    }
