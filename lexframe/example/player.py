"""Plays the example's story through the same services people use, so that its history is real.

Deterministic: the story's dates are the clock, and codes come from a seeded draw; two machines
build the same commits. Nothing here writes a record by itself.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from lexframe.core.position import Reservation, Stance
from lexframe.core.register import OUTCOMES
from lexframe.core.stage import FINAL
from lexframe.example.story import FRAMEWORK, Story, StoryAct, domains_of
from lexframe.intake.reader import read
from lexframe.services.amendments import Draft, plan_propose, plan_revise, plan_withdraw
from lexframe.services.comments import plan_comment
from lexframe.services.decisions import plan_adopt, plan_decide
from lexframe.services.docket import Docket
from lexframe.services.errata import plan_erratum
from lexframe.services.frameworks import plan_import
from lexframe.services.loading import Shelf, load
from lexframe.services.plan import Plan, perform
from lexframe.services.positions import Saying, plan_positions
from lexframe.services.rounds import plan_admit, plan_close_round, plan_open_round
from lexframe.services.seals import seal
from lexframe.services.session import Acting, Session

SEED = 2017
SECRETARIAT = "ST"


@dataclass
class Player:
    """Where the story stands: the session it plays in and the code each key has got."""

    session: Session
    story: Story
    codes: dict[str, str] = field(default_factory=dict)
    shelf: Shelf = field(default_factory=dict)
    docket: Docket | None = None

    def play(self) -> None:
        """Play the whole story, then the drafts that nobody handed in."""
        self._import()
        for act in self.story.acts:
            self._perform(act)
        for key, version in self.story.versions.items():
            if key not in self.codes and "." not in key:
                last = self.story.acts[-1].date
                self._propose(StoryAct(last, "draft", version.by, {"amendment": key}), submit=False)

    def _import(self) -> None:
        session = self._as(SECRETARIAT, self.story.acts[0].date.replace(hour=8))
        intake = read("marco.md", self.story.founding)
        ids = tuple(article.id for article in intake.every_article())
        perform(session, plan_import(session, FRAMEWORK, intake, domains_of(self.story.domains, ids)))

    def _perform(self, act: StoryAct) -> None:
        if act.act == "seal":
            seal(self._as(act.by, act.date))
            self.docket = None
            return
        if act.act == "submit":
            self._propose(act)
            return
        plan = _PLANS[act.act](self, self._as(act.by, act.date), act)
        if plan is not None:
            perform(self.session, plan)
        if act.act != "position":
            self.docket = None

    def _propose(self, act: StoryAct, *, submit: bool = True) -> None:
        version = self.story.versions[act.text("amendment")]
        session = self._as(version.by, act.date)
        draft = replace(version.draft, replaces=self.code_list(version.replaces), submit=submit)
        plan = plan_propose(session, self.now(), [draft])
        perform(session, plan)
        codes = plan.data["codes"]
        assert isinstance(codes, list)
        self.codes[version.key] = codes[0]
        self.docket = None

    def now(self) -> Docket:
        """The docket as it is; positions alone do not make it stale."""
        if self.docket is None:
            self.docket = load(self.session.ledger, FRAMEWORK, shelf=self.shelf)
        return self.docket

    def code_list(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """Turn story keys into the codes they have got."""
        return tuple(self.codes[key] for key in keys)

    def _as(self, body: str, when: datetime) -> Session:
        return replace(self.session, acting=Acting(body), clock=lambda: when)


def seeded_draw() -> Callable[[int], int]:
    """Chance that is the same on every machine: for the example only."""
    return random.Random(SEED).randrange


def _revise(player: Player, session: Session, act: StoryAct) -> Plan:
    key = act.text("amendment")
    draft: Draft = player.story.versions[f"{key}.{act.text('version')}"].draft
    return plan_revise(session, player.now(), player.codes[key], draft)


def _withdraw(player: Player, session: Session, act: StoryAct) -> Plan:
    return plan_withdraw(session, player.now(), player.codes[act.text("amendment")], act.text("reasons"))


def _admit(player: Player, session: Session, act: StoryAct) -> Plan:
    admissible = act.values.get("admissible", True) is True
    codes = [player.codes[act.text("amendment")]]
    return plan_admit(session, player.now(), codes, admissible=admissible, reason=act.text("reasons"))


def _open_round(player: Player, session: Session, act: StoryAct) -> Plan:
    return plan_open_round(
        session,
        player.now(),
        act.text("round"),
        title=act.text("title"),
        closes=act.text("closes")[:16].replace(" ", "T"),
        amendments=player.code_list(act.texts("amendments")),
        rule=act.text("rule"),
        procedure=act.text("procedure"),
    )


def _close_round(player: Player, session: Session, act: StoryAct) -> Plan:
    return plan_close_round(session, player.now(), act.text("round"))


def _position(player: Player, session: Session, act: StoryAct) -> Plan:
    tables = act.values["positions"]
    assert isinstance(tables, list)
    return plan_positions(session, player.now(), [_saying(player, table) for table in tables])


def _saying(player: Player, table: Mapping[str, object]) -> Saying:
    reservations = table.get("reservations", [])
    assert isinstance(reservations, list)
    return Saying(
        player.codes[str(table["amendment"])],
        Stance(str(table["stance"])),
        str(table.get("reasons", "")),
        str(table.get("lifted_if", "")),
        tuple(Reservation(**each) for each in reservations),
    )


def _decide(player: Player, session: Session, act: StoryAct) -> Plan | None:
    """An outcome that an adoption has brought about already needs no second record."""
    code = player.codes[act.text("amendment")]
    if player.now().stages[code] in FINAL:
        assert str(player.now().stages[code]) == act.text("outcome") in OUTCOMES, act
        return None
    return plan_decide(session, player.now(), code, act.text("outcome"), reason=act.text("reasons"))


def _adopt(player: Player, session: Session, act: StoryAct) -> Plan:
    codes = player.code_list(act.texts("amendments"))
    return plan_adopt(session, player.now(), codes, reason=act.text("reasons"))


def _comment(player: Player, session: Session, act: StoryAct) -> Plan:
    target, _, steps = act.text("on").partition("/")
    unit = f"{target}/{steps}" if steps else ""
    return plan_comment(session, player.now(), player.codes.get(target, target), act.text("text"), unit)


def _erratum(player: Player, session: Session, act: StoryAct) -> Plan:
    article = player.now().text.article(act.text("article"))
    assert article.body.count(act.text("old")) == 1, act
    text = article.body.replace(act.text("old"), act.text("new"))
    return plan_erratum(session, player.now(), article.id, text, act.text("reasons"))


_PLANS: Mapping[str, Callable[[Player, Session, StoryAct], Plan | None]] = {
    "revise": _revise,
    "withdraw": _withdraw,
    "admit": _admit,
    "open-round": _open_round,
    "close-round": _close_round,
    "position": _position,
    "decide": _decide,
    "adopt": _adopt,
    "comment": _comment,
    "erratum": _erratum,
}
