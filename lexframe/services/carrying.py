"""What an adoption does to one open amendment: carried onto the new text, or stale and where."""

from __future__ import annotations

from lexframe.core.amendment import ADD, Operation, body_digest
from lexframe.core.article import FrameworkText
from lexframe.core.register import Carried
from lexframe.services.docket import Docket
from lexframe.text import ALGEBRA_VERSION
from lexframe.text.carry import Stale, carry
from lexframe.text.units import parse_units


def carried_by(docket: Docket, code: str, text: FrameworkText, adoption: int) -> Carried:
    """Carry one amendment's own change onto the adopted text, article by article."""
    amendment, proposal = docket.amendments[code], docket.proposal(code)
    texts: dict[str, str] = {}
    places: list[str] = []
    for operation in proposal.operations:
        result = _onto(docket, operation, proposal.texts[operation.article], text)
        if isinstance(result, str):
            texts[operation.article] = result
        else:
            places += result
    bases = {each: body_digest(text.articles[each].body) for each in texts if each in text.articles}
    if places:
        unique = tuple(dict.fromkeys(places))
        return Carried(code, amendment.version, adoption, True, places=unique, algebra=ALGEBRA_VERSION)
    return Carried(code, amendment.version, adoption, False, bases, texts, algebra=ALGEBRA_VERSION)


def _onto(docket: Docket, operation: Operation, proposed: str, text: FrameworkText) -> str | list[str]:
    """Return the carried text, or the addresses where it clashes."""
    adopted = text.articles.get(operation.article)
    if operation.verb == ADD:
        return proposed if adopted is None or adopted.body == proposed else [operation.article]
    base = docket.text.articles[operation.article].body
    assert adopted is not None, "adoption never removes an article"
    result = carry(base, proposed, adopted.body)
    if isinstance(result, Stale):
        return [_address(operation.article, base, place.start) for place in result.places]
    return result.text


def _address(article: str, body: str, offset: int) -> str:
    """The stored address of the unit that holds an offset of a body."""
    before = [unit for unit in parse_units(article, body) if unit.start <= offset]
    return str(before[-1].address) if before else article
