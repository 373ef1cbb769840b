"""Everything a document is made from, resolved and frozen: no store, no index, no clock behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from lexframe.core.amendment import Amendment
from lexframe.core.article import FrameworkText
from lexframe.core.message import Message
from lexframe.core.position import Reservation, Stance
from lexframe.core.rule import Rule
from lexframe.core.stage import Stage


@dataclass(frozen=True, slots=True)
class Imprint:
    """What every document says of itself.

    ``commit`` and ``day`` are main's; ``view`` stamps main with all trays, for what counts
    positions that main may not hold yet. ``notice`` is the workspace's own, said on every page.
    """

    workspace: str
    framework: str
    commit: str
    day: dt.date
    secretariat: str
    language: str
    notice: str = ""
    view: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """An amendment as documents name it; ``number`` is 0 before admission, ``by`` a body's whole name."""

    amendment: Amendment
    number: int
    by: str

    @property
    def code(self) -> str:
        """Its code."""
        return self.amendment.code


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one institute said of one amendment, and the column of the count that puts it in.

    ``stance`` is ``None`` for who has said nothing.
    """

    institute: str
    column: str
    stance: Stance | None = None
    reasons: str = ""
    lifted_if: str = ""
    reservations: tuple[Reservation, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """Where one amendment stands: verdict, figures, rule, and everybody's word.

    ``verdict`` is its stored name, ``verdict_said`` the same in words. ``figures`` maps each column
    of the count to the ids in it. ``recorded`` tells that both are those of the decision, counted at
    the commit ``counted``; else they were counted for this document and ``needs`` says what is
    missing. ``provisional`` means that no round froze the electorate.
    """

    paper: Paper
    stage: Stage
    verdict: str
    verdict_said: Message
    rule: Rule
    figures: Mapping[str, tuple[str, ...]]
    spoken: tuple[Spoken, ...]
    quorum_needed: int
    electorate: int
    counted: str
    round: str = ""
    recorded: bool = False
    provisional: bool = False
    override: str = ""
    needs: Message | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """One document's matter: a text, what it was before, what changed it, how all stand.

    ``before`` is ``None`` where nothing is compared. ``since`` is the day of the text before when
    ``papers`` are what has been adopted since; ``None`` when they were chosen, and are only worked in.
    ``names`` maps ids to whole names.
    """

    imprint: Imprint
    text: FrameworkText
    before: FrameworkText | None = None
    papers: tuple[Paper, ...] = ()
    since: dt.date | None = None
    cases: tuple[Case, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
