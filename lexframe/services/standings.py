"""Where a workspace stands: its frameworks, what no seal has taken up yet, and what lies astray."""

from __future__ import annotations

from dataclasses import dataclass

from lexframe.core.errors import LexframeError
from lexframe.core.institute import Registry
from lexframe.core.position import Hold
from lexframe.core.workspace import Workspace
from lexframe.services.docket import Docket
from lexframe.services.loading import Shelf, frameworks, load, settings
from lexframe.store.ports import Ledger
from lexframe.store.view import View


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything there is to say of a workspace as a whole.

    ``unsealed`` names the bodies whose tray has moved since the last seal, ``astray`` the paths
    that lie in a tray they do not belong to, ``broken`` the frameworks that cannot be read at all.
    """

    workspace: Workspace
    registry: Registry
    tip: str
    dockets: tuple[Docket, ...]
    unsealed: tuple[str, ...]
    astray: tuple[str, ...]
    broken: tuple[LexframeError, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What one institute is asked for: amendments in open rounds without its word, and words to confirm."""

    missing: tuple[str, ...]
    to_confirm: tuple[str, ...]


def standing(ledger: Ledger, framework: str = "") -> Standing:
    """Return where the workspace stands, with all its frameworks or the one named."""
    workspace, registry = settings(ledger)
    view = View.now(ledger)
    shelf: Shelf = {}
    dockets: list[Docket] = []
    broken: list[LexframeError] = []
    for name in (framework,) if framework else frameworks(ledger):
        try:
            dockets.append(load(ledger, name, shelf=shelf))
        except LexframeError as error:
            if framework:
                raise
            broken.append(error)
    return Standing(
        workspace,
        registry,
        view.tip,
        tuple(dockets),
        tuple(sorted(ref.rpartition("/")[2] for ref in view.unsealed)),
        tuple(sorted(f"{each.ref}: {each.path}" for each in view.trespasses)),
        tuple(broken),
    )


def asked_of(docket: Docket, institute: str) -> Asked:
    """Return what an institute still has to say in the open rounds it votes in."""
    rounds = [each for each in docket.rounds.values() if each.is_open and institute in each.electorate]
    codes = [code for each in rounds for code in each.amendments if code in docket.open_codes]
    missing = tuple(code for code in codes if institute not in docket.positions.get(code, {}))
    return Asked(missing, to_confirm(docket, institute))


def to_confirm(docket: Docket, institute: str) -> tuple[str, ...]:
    """Return the open amendments whose wording moved since this institute spoke."""
    found = []
    for code in docket.open_codes:
        held = docket.holds(code).get(institute) if institute in docket.positions.get(code, {}) else None
        if held is not None and held[1] is Hold.TO_CONFIRM:
            found.append(code)
    return tuple(found)
