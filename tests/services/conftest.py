"""A small workspace in memory: five institutes, one group, four articles, a consensus rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from lexframe.core.position import Stance
from lexframe.intake.reader import read
from lexframe.services.amendments import Change, Draft, plan_propose, plan_revise
from lexframe.services.docket import Docket
from lexframe.services.frameworks import plan_import
from lexframe.services.loading import load
from lexframe.services.plan import Plan, perform
from lexframe.services.positions import Saying, plan_positions
from lexframe.services.seals import seal
from lexframe.services.session import Acting, Session
from lexframe.store.memory_ledger import MemoryLedger
from lexframe.store.ports import MAIN, Author, CommitPlan

WORKSPACE = b"""format = 1
title = "Marco de prueba"
language = "es"
rule = "consenso"

[rules.consenso]
blocking = ["object"]
threshold = "1/2"
more_than = true
quorum = "2/3"
"""

INSTITUTES = ("INA", "INB", "INC", "IND", "INE")
REGISTRY = (
    "format = 1\n"
    + "".join(
        f'[[institute]]\nid = "{name}"\nname = "Instituto {name}"\nstate = "{name}"\n' for name in INSTITUTES
    )
    + '[[institute]]\nid = "OBS"\nname = "Observador"\nstate = "OBS"\nstatus = "observer"\n'
    + '[[group]]\nid = "GT-UNO"\nname = "Grupo"\nmembers = ["INA", "INB"]\nrapporteur = "INA"\n'
    + '[secretariat]\nid = "ST"\nname = "Secretaría"\n'
)

LAW = """# Marco de prueba

## Título Primero. Disposiciones generales

##### Artículo 1. Objeto

El presente Marco coordina a los institutos de los estados en materia de seguridad social.

##### Artículo 2. Valuación

Los institutos elaborarán cada tres años una valuación actuarial de sus fondos, que contendrá:

I. Los datos utilizados;

II. Las hipótesis adoptadas por la persona actuaria; y

III. Los resultados obtenidos al cierre del ejercicio.

La valuación se publicará dentro de los seis meses siguientes.

##### Artículo 3. Inversiones

Las reservas se invertirán con prudencia y en beneficio de las personas aseguradas.

## Transitorios

##### Primero

El presente Marco entrará en vigor el día siguiente al de su aprobación.
"""


@dataclass
class Workspace:
    """A workspace to play with: each verb performs one act and moves the clock on by a minute."""

    ledger: MemoryLedger = field(default_factory=MemoryLedger)
    minutes: int = 0
    drawn: int = 0
    kept: dict[str, str] = field(default_factory=dict)

    def session(self, body: str) -> Session:
        self.minutes += 1
        now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC) + timedelta(minutes=self.minutes)
        return Session(self.ledger, Acting(body), lambda: now, self._draw, self)

    def docket(self) -> Docket:
        return load(self.ledger, "marco")

    def text(self, article: str) -> str:
        return self.docket().text.article(article).body

    def do(self, plan: Plan) -> str:
        return perform(self.session("ST"), plan).commit

    def propose(self, body: str, article: str, old: str, new: str, **more: object) -> str:
        text = self.text(article)
        assert old in text
        draft = Draft(f"Sobre {article}", (Change(article, text.replace(old, new)),), "Motivos.\n", **more)
        plan = plan_propose(self.session(body), self.docket(), [draft])
        self.do(plan)
        return plan.data["codes"][0]

    def revise(self, body: str, code: str, article: str, old: str, new: str) -> None:
        text = self.docket().proposal(code).texts[article]
        assert old in text
        draft = Draft("", (Change(article, text.replace(old, new)),))
        self.do(plan_revise(self.session(body), self.docket(), code, draft))

    def say(self, code: str, stances: Mapping[str, Stance]) -> None:
        for body, stance in stances.items():
            reasons = ("Porque no.", "Que se corrija.") if stance is Stance.OBJECT else ("", "")
            self.do(plan_positions(self.session(body), self.docket(), [Saying(code, stance, *reasons)]))

    def all_support(self, code: str) -> None:
        self.say(code, dict.fromkeys(INSTITUTES, Stance.SUPPORT))

    def seal(self) -> None:
        seal(self.session("ST"))

    def write(self, path: str, data: bytes, ref: str = MAIN, body: str = "ST") -> None:
        """Put bytes at a path by hand, as somebody with an editor and git would."""
        expected = self.ledger.refs().get(ref)
        self.ledger.perform(CommitPlan(ref, expected, {path: data}, "by hand", Author(body), 1_800_000_000))

    def _draw(self, below: int) -> int:
        self.drawn += 1
        return (self.drawn * 7) % below

    def keep(self, key: str, text: str) -> None:
        self.kept[key] = text

    def all(self) -> Mapping[str, str]:
        return self.kept

    def drop(self, key: str) -> None:
        self.kept.pop(key, None)


@pytest.fixture
def workspace() -> Workspace:
    made = Workspace()
    files = {"lexframe.toml": WORKSPACE, "institutes.toml": REGISTRY.encode()}
    made.ledger.perform(CommitPlan(MAIN, None, files, "found", Author("ST"), 1_700_000_000))
    made.do(plan_import(made.session("ST"), "marco", read("marco.md", LAW.encode())))
    return made
