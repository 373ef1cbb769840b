"""Recounting every decision from the records alone, as anybody with a clone can."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lexframe.core.amendment import body_digest
from lexframe.core.message import Message
from lexframe.core.register import Adoption, Decision, Entry, Erratum
from lexframe.services.docket import Docket
from lexframe.services.tallies import count, figures_of


@dataclass(frozen=True, slots=True)
class Recount:
    """One recorded figure, counted again: ``agrees`` or what differs."""

    entry: str
    subject: str
    recorded: str
    agrees: bool
    difference: Message | None = None


def recount(docket: Docket) -> tuple[Recount, ...]:
    """Count every decision again at the commit it names, and check every adopted article's digest."""
    decisions = [entry for entry in docket.register if isinstance(entry.act, Decision)]
    return (*(_decision(docket, entry) for entry in decisions), *_articles(docket))


def _decision(docket: Docket, entry: Entry) -> Recount:
    act = entry.act
    assert isinstance(act, Decision)
    again = count(docket.earlier(act.counted), act.amendment, rule=act.rule)
    same = again.verdict.name == act.verdict and figures_of(again.verdict) == dict(act.figures)
    difference = None if same else _difference(act, again.verdict.name, figures_of(again.verdict))
    return Recount(entry.stem, act.amendment, act.verdict, same, difference)


def _difference(act: Decision, verdict: str, figures: dict[str, tuple[str, ...]]) -> Message:
    columns = sorted(act.figures.keys() | figures.keys())
    moved = [name for name in columns if set(act.figures.get(name, ())) != set(figures.get(name, ()))]
    return Message(
        "Recorded {recorded}, counted {verdict}; the columns that differ: {columns}.",
        recorded=act.verdict,
        verdict=verdict,
        columns=", ".join(moved) or "—",
    )


def _articles(docket: Docket) -> Iterator[Recount]:
    """Each article must read as the last adoption or erratum left it."""
    for article, (stem, digest) in _last_digests(docket).items():
        current = docket.text.articles.get(article)
        same = current is not None and body_digest(current.body) == digest
        difference = None if same else Message("The article was changed outside an adoption.")
        yield Recount(stem, article, digest[:12], same, difference)


def _last_digests(docket: Docket) -> dict[str, tuple[str, str]]:
    last: dict[str, tuple[str, str]] = {}
    for entry in docket.register:
        match entry.act:
            case Adoption(after=after):
                last |= {article: (entry.stem, digest) for article, digest in after.items()}
            case Erratum(article=article, after=digest):
                last[article] = (entry.stem, digest)
    return last
