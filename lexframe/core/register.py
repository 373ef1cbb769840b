"""The secretariat's acts: one append-only register, whose fold is the state of everything.

Nothing in it is edited. A later entry governs an earlier one about the same thing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Opened:
    """The workspace, or a framework, exists from here on."""

    title: str
    source: str = ""
    source_sha256: str = ""

    kind = "opened"


@dataclass(frozen=True, slots=True)
class Admitted:
    """An amendment is admissible and gets the number people say; or is not, with the reason."""

    amendment: str
    number: int = 0
    admissible: bool = True

    kind = "admitted"


@dataclass(frozen=True, slots=True)
class RoundOpened:
    """A window in which positions are asked for; its electorate is frozen here."""

    round: str
    title: str
    rule: str
    procedure: str
    amendments: tuple[str, ...]
    electorate: tuple[str, ...]
    closes: str
    counts_recorded: bool = False

    kind = "round-opened"


@dataclass(frozen=True, slots=True)
class RoundExtended:
    """The window closes later than announced."""

    round: str
    closes: str

    kind = "round-extended"


@dataclass(frozen=True, slots=True)
class RoundClosed:
    """The window is closed; what counts is what the ``counted`` commit contains."""

    round: str
    counted: str

    kind = "round-closed"


@dataclass(frozen=True, slots=True)
class Decision:
    """An outcome for one amendment, with everything needed to recount it from a clone.

    ``figures`` maps each column of the count to the ids in it; ``counted`` is the commit
    whose tree was counted; ``override`` is set when the outcome goes against the verdict.
    """

    amendment: str
    outcome: str
    rule: str
    verdict: str
    counted: str
    figures: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    round: str = ""
    override: str = ""
    replaced_by: str = ""

    kind = "decision"


@dataclass(frozen=True, slots=True)
class Adoption:
    """The articles changed by adopting amendments: their digests before and after."""

    amendments: tuple[str, ...]
    before: Mapping[str, str]
    after: Mapping[str, str]

    kind = "adoption"


@dataclass(frozen=True, slots=True)
class Carried:
    """What an adoption did to one open amendment: carried onto the new text, or stale.

    ``of`` names the version of the amendment that was carried; ``texts`` the resulting body of
    each article it touches and ``bases`` their new base digests. ``places`` says where a
    stale one clashes. Tallies use this record, never a derivation by newer code.
    """

    amendment: str
    of: str
    by_adoption: int
    stale: bool
    bases: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    places: tuple[str, ...] = ()
    algebra: str = "1"

    kind = "carried"


@dataclass(frozen=True, slots=True)
class Erratum:
    """An article corrected without an amendment (fe de erratas), with its reason."""

    article: str
    before: str
    after: str

    kind = "erratum"


Act = Opened | Admitted | RoundOpened | RoundExtended | RoundClosed | Decision | Adoption | Carried | Erratum
ACTS: Mapping[str, type[Act]] = {
    act.kind: act
    for act in (
        Opened,
        Admitted,
        RoundOpened,
        RoundExtended,
        RoundClosed,
        Decision,
        Adoption,
        Carried,
        Erratum,
    )
}

ADOPTED, REJECTED, FALLEN, SUPERSEDED, WITHDRAWN = "adopted", "rejected", "fallen", "superseded", "withdrawn"
OUTCOMES = (ADOPTED, REJECTED, FALLEN, SUPERSEDED)


@dataclass(frozen=True, slots=True)
class Entry:
    """One numbered act in a register; ``reason`` is its prose, ``date`` is for display only."""

    number: int
    date: str
    act: Act
    reason: str = ""

    @property
    def stem(self) -> str:
        """The file name without its ending: ``0007-decision``."""
        return f"{self.number:04}-{self.act.kind}"
