"""Who takes part: institutes, working groups and the secretariat, as the registry names them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from lexframe.core.errors import Unknown
from lexframe.core.ids import body_id
from lexframe.core.message import Message

ACTIVE, OBSERVER, INACTIVE = "active", "observer", "inactive"
STATUSES = (ACTIVE, OBSERVER, INACTIVE)


@dataclass(frozen=True, slots=True)
class Institute:
    """A state's social security institute; ``insured`` counts people."""

    id: str
    name: str
    state: str
    status: str = ACTIVE
    insured: int = 0
    speaks: str = ""
    domains: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        body_id(self.id)


@dataclass(frozen=True, slots=True)
class WorkingGroup:
    """Institutes that draft together on one domain; their own tally is advice."""

    id: str
    name: str
    domain: str
    members: tuple[str, ...]
    rapporteur: str

    def __post_init__(self) -> None:
        body_id(self.id)


@dataclass(frozen=True, slots=True)
class Secretariat:
    """The technical secretariat: keeps the register, proposes, never votes."""

    id: str
    name: str


@dataclass(frozen=True)
class Registry:
    """Everybody who may act, by id. Ids are unique over institutes, groups and secretariat."""

    institutes: tuple[Institute, ...]
    groups: tuple[WorkingGroup, ...]
    secretariat: Secretariat

    @cached_property
    def by_id(self) -> Mapping[str, Institute | WorkingGroup | Secretariat]:
        """Every body under its id."""
        return {body.id: body for body in self._bodies()}

    @cached_property
    def active(self) -> tuple[str, ...]:
        """Ids of the institutes that vote, in the registry's order."""
        return tuple(member.id for member in self.institutes if member.status == ACTIVE)

    def institute(self, name: str) -> Institute:
        """Return one institute. Raises :class:`Unknown` with the nearest id known."""
        body = self.by_id.get(name)
        if isinstance(body, Institute):
            return body
        raise self._unknown(name)

    def body(self, name: str) -> Institute | WorkingGroup | Secretariat:
        """Return anyone who may act. Raises :class:`Unknown`."""
        body = self.by_id.get(name)
        if body is None:
            raise self._unknown(name)
        return body

    def _bodies(self) -> Iterator[Institute | WorkingGroup | Secretariat]:
        yield from self.institutes
        yield from self.groups
        yield self.secretariat

    def _unknown(self, name: str) -> Unknown:
        like = [known for known in self.by_id if known.startswith(name[:5].upper())]
        hint = ", ".join(sorted(like)[:3]) or ", ".join(sorted(self.by_id)[:3])
        return Unknown(
            Message("No institute “{name}” is in the registry.", name=name),
            Message("Known, for example: {hint}. See them all with “lexframe institute list”.", hint=hint),
            place="institutes.toml",
        )
