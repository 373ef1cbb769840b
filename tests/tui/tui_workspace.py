"""A small workspace in memory for the terminal: four institutes, three articles, each kind of state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from lexframe.core.position import Reservation, Stance
from lexframe.intake.reader import read
from lexframe.services.amendments import Change, Draft, plan_propose
from lexframe.services.comments import plan_comment
from lexframe.services.docket import Docket
from lexframe.services.frameworks import plan_import
from lexframe.services.loading import load
from lexframe.services.plan import Plan, perform
from lexframe.services.positions import Saying, plan_positions
from lexframe.services.rounds import plan_admit
from lexframe.services.seals import seal
from lexframe.services.session import Acting, Doors, Session
from lexframe.store.memory_ledger import MemoryLedger
from lexframe.store.ports import MAIN, Author, CommitPlan

WORKSPACE = b"""format = 1
title = "Marco de prueba"
language = "es"
rule = "consenso"
notice = "Ejemplo ficticio para pruebas."

[rules.consenso]
blocking = ["object"]
threshold = "1/2"
more_than = true
quorum = "2/3"
"""
STATES = {"INA": "AGU", "INB": "BCN", "INC": "CAM", "IND": "DUR"}
REGISTRY = (
    "format = 1\n"
    + "".join(
        f'[[institute]]\nid = "{name}"\nname = "Instituto {name}"\nstate = "{state}"\ninsured = 10\n'
        for name, state in STATES.items()
    )
    + '[secretariat]\nid = "ST"\nname = "Secretaría"\n'
)
LAW = """# Marco de prueba

Se expide el presente Marco.

## Título Primero. Disposiciones generales

##### Artículo 1. Objeto

El presente Marco coordina a los institutos de los estados.

##### Artículo 2. Valuación

Los institutos elaborarán cada tres años una valuación actuarial, que contendrá:

I. Los datos utilizados;

II. Las hipótesis adoptadas; y

III. Los resultados obtenidos.

La valuación se publicará dentro de los seis meses siguientes.

##### Artículo 3. Inversiones

Las reservas se invertirán con prudencia.
"""


class MemoryDrafts:
    """Drafts that a dying terminal would find again, without a disk."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def keep(self, key: str, text: str) -> None:
        self.kept[key] = text

    def all(self) -> Mapping[str, str]:
        return dict(self.kept)

    def drop(self, key: str) -> None:
        self.kept.pop(key, None)


@dataclass
class Made:
    """The workspace, and what tests need to act in it."""

    session: Session
    codes: dict[str, str] = field(default_factory=dict)
    now: datetime = datetime(2026, 3, 2, 9, tzinfo=UTC)

    def as_(self, body: str) -> Session:
        return replace(self.session.acting_as(body), clock=self.tick)

    def tick(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now

    def docket(self) -> Docket:
        return load(self.session.ledger)

    def do(self, plan: Plan) -> Plan:
        perform(self.session, plan)
        return plan

    def propose(self, name: str, body: str, title: str, *changes: Change) -> None:
        draft = Draft(title, changes, "Por las razones que se exponen.\n")
        plan = self.do(plan_propose(self.as_(body), self.docket(), [draft]))
        codes = plan.data["codes"]
        assert isinstance(codes, list)
        self.codes[name] = codes[0]

    def say(self, body: str, name: str, stance: Stance, *reservations: Reservation) -> None:
        reasons, lifted = ("No alcanza.\n", "Se amplíe el plazo.") if stance is Stance.OBJECT else ("", "")
        saying = Saying(self.codes[name], stance, reasons, lifted, reservations)
        self.do(plan_positions(self.as_(body), self.docket(), [saying]))

    def doors(self) -> Doors:
        def open_(_: Path, acting: str) -> Session:
            return self.as_(acting or "INA")

        def shut(*_: object) -> Any:
            raise AssertionError("the terminal only opens workspaces")

        return Doors(**{each.name: open_ if each.name == "open" else shut for each in fields(Doors)})


def made_workspace() -> Made:
    """Build it: two amendments that clash on article 2, one that adds 2 Bis, one all favour."""
    ledger = MemoryLedger()
    files = {"lexframe.toml": WORKSPACE, "institutes.toml": REGISTRY.encode()}
    ledger.perform(CommitPlan(MAIN, None, files, "found", Author("ST"), 0))
    codes = iter(range(1, 1000))
    session = Session(
        ledger, Acting("ST"), lambda: datetime.now(UTC), lambda n: next(codes) % n, MemoryDrafts()
    )
    made = Made(session)
    made.do(plan_import(made.as_("ST"), "marco", read("ley.md", LAW.encode())))
    body = made.docket().text.articles["articulo-2"].body
    made.propose("dos", "INA", "Cada dos años", Change("articulo-2", body.replace("tres", "dos")))
    made.propose("cinco", "INB", "Cada cinco años", Change("articulo-2", body.replace("tres", "cinco")))
    bis = Change("articulo-2-bis", "Las hipótesis se publicarán.\n", "articulo-2", "2 Bis", "Publicidad")
    made.propose("bis", "INC", "Publicidad de las hipótesis", bis)
    third = made.docket().text.articles["articulo-3"].body
    made.propose(
        "tres", "IND", "Diversificación", Change("articulo-3", third.replace("prudencia", "cautela"))
    )
    made.do(
        plan_admit(made.as_("ST"), made.docket(), [made.codes[each] for each in ("dos", "cinco", "tres")])
    )
    for institute in STATES:
        made.say(institute, "tres", Stance.SUPPORT)
    made.say("INA", "dos", Stance.SUPPORT)
    reservation = Reservation("budget", "Su costo.", "Se precise la fuente.", "articulo-2/parrafo-1")
    made.say("INB", "dos", Stance.SUPPORT_WITH_RESERVATION, reservation)
    made.say("INC", "dos", Stance.OBJECT)
    made.do(plan_comment(made.as_("IND"), made.docket(), "articulo-2", "Conviene un plazo corto.\n"))
    seal(made.as_("ST"))
    return made
