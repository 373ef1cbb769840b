"""The wording a position is bound to: a digest of each unit an amendment changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lexframe.core.amendment import ADD
from lexframe.core.article import Article
from lexframe.services.proposal import Proposal
from lexframe.text.comparison import UNCHANGED, UnitChange, compare
from lexframe.text.units import digest


def wording_of(proposal: Proposal, articles: Mapping[str, Article]) -> dict[str, str]:
    """Map the stored address of each changed unit to the SHA-256 of its proposed text.

    A unit that disappears is bound to the digest of the empty text, under its old address.
    """
    wording: dict[str, str] = {}
    for operation in proposal.operations:
        text = proposal.texts[operation.article]
        if operation.verb == ADD:
            wording[operation.article] = digest(text)
            continue
        for change in unit_changes(operation.article, articles[operation.article].body, text):
            wording[str(change.new or change.old)] = digest(change.new_text)
    return dict(sorted(wording.items()))


def unit_changes(article: str, old: str, new: str) -> Iterator[UnitChange]:
    """Yield the units of one article that differ between two texts."""
    return (change for change in compare(article, old, new) if change.kind != UNCHANGED)
