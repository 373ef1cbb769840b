"""Everything recorded about one framework at one revision, and what follows from it.

A docket is a value: loaded once from a view, then asked. What cannot be read is listed with
its place and counts for nothing; it never hides the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lexframe.core.amendment import DRAFT, WITHDRAWN, Amendment
from lexframe.core.article import FrameworkText
from lexframe.core.comment import Comment
from lexframe.core.errors import LexframeError, Unknown
from lexframe.core.institute import Registry
from lexframe.core.message import Message
from lexframe.core.position import Hold, Position, hold
from lexframe.core.register import Admitted, Carried, Decision, Entry
from lexframe.core.round import Round, fold_rounds
from lexframe.core.stage import OPEN, Stage
from lexframe.core.workspace import Workspace
from lexframe.services.proposal import Proposal, present
from lexframe.services.wording import wording_of


def _no_past(commit: str) -> Docket:
    raise LookupError(commit)


@dataclass(frozen=True)
class Docket:
    """One framework's records. ``tip`` is main's commit, ``revision`` stamps the whole view.

    ``earlier(commit)`` gives the docket that main alone held at a commit; ``bases`` maps digests
    to texts that amendments were written on and that have changed since.
    """

    revision: str
    tip: str
    workspace: Workspace
    registry: Registry
    text: FrameworkText
    amendments: Mapping[str, Amendment]
    positions: Mapping[str, Mapping[str, Position]]
    register: tuple[Entry, ...]
    comments: tuple[Comment, ...] = ()
    unreadable: tuple[LexframeError, ...] = ()
    bases: Mapping[str, str] = field(default_factory=dict)
    earlier: Callable[[str], Docket] = field(default=_no_past, compare=False)

    @property
    def id(self) -> str:
        """The framework's id."""
        return self.text.frame.id

    def amendment(self, name: str) -> Amendment:
        """Return an amendment by code or by its number. Raises :class:`Unknown`."""
        code = self._codes.get(name.upper().lstrip("#"))
        if code is None:
            raise Unknown(
                Message("Framework {framework} has no amendment “{name}”.", framework=self.id, name=name),
                Message("See them with “lexframe amendment list”."),
                place=f"drafts/{self.id}/amendments",
            )
        return self.amendments[code]

    @cached_property
    def _codes(self) -> Mapping[str, str]:
        numbers = {str(number): code for code, number in self.numbers.items()}
        return {**numbers, **{code: code for code in self.amendments}}

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number people say, by code, for everything admitted."""
        return {
            entry.act.amendment: entry.act.number
            for entry in self.register
            if isinstance(entry.act, Admitted) and entry.act.admissible
        }

    @cached_property
    def rounds(self) -> Mapping[str, Round]:
        """Every round by id."""
        return fold_rounds(self.register)

    def round(self, name: str) -> Round:
        """Return a round. Raises :class:`Unknown`."""
        found = self.rounds.get(name.upper())
        if found is None:
            raise Unknown(
                Message("There is no round “{name}”.", name=name),
                Message("See them with “lexframe round list”."),
                place=f"drafts/{self.id}/register",
            )
        return found

    def round_of(self, code: str) -> Round | None:
        """Return the latest round an amendment is in, open or closed."""
        held = [each for each in self.rounds.values() if code in each.amendments]
        return held[-1] if held else None

    @cached_property
    def decisions(self) -> Mapping[str, Entry]:
        """The latest decision entry on each amendment."""
        return {entry.act.amendment: entry for entry in self.register if isinstance(entry.act, Decision)}

    @cached_property
    def stages(self) -> Mapping[str, Stage]:
        """Where every amendment stands, derived."""
        return {code: self._stage(amendment) for code, amendment in self.amendments.items()}

    def _stage(self, amendment: Amendment) -> Stage:
        decision = self.decisions.get(amendment.code)
        if decision is not None and isinstance(decision.act, Decision):
            return Stage(decision.act.outcome)
        if amendment.standing == WITHDRAWN:
            return Stage.WITHDRAWN
        if amendment.standing == DRAFT:
            return Stage.DRAFT
        held = self.round_of(amendment.code)
        if held is not None and held.is_open:
            return Stage.IN_ROUND
        return self._admission(amendment.code)

    def _admission(self, code: str) -> Stage:
        if code in self.numbers:
            return Stage.ADMITTED
        refused = any(
            isinstance(entry.act, Admitted) and entry.act.amendment == code for entry in self.register
        )
        return Stage.INADMISSIBLE if refused else Stage.SUBMITTED

    @cached_property
    def open_codes(self) -> tuple[str, ...]:
        """Codes of the amendments on which something can still happen, in number order."""
        live = [code for code, stage in self.stages.items() if stage in OPEN]
        return tuple(sorted(live, key=self._order))

    def _order(self, code: str) -> tuple[int, int, str]:
        """By number; what has none yet, by its place in the text."""
        articles = self.amendments[code].articles
        place = min((self._places.get(each, 1 << 30) for each in articles), default=1 << 30)
        return self.numbers.get(code, 1 << 30), place, code

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {article: place for place, article in enumerate(self.text.articles)}

    def in_order(self) -> tuple[Amendment, ...]:
        """Every amendment, by number and then code."""
        return tuple(self.amendments[code] for code in sorted(self.amendments, key=self._order))

    def touching(self, article: str) -> tuple[Amendment, ...]:
        """Open amendments that change one article, in number order."""
        return tuple(
            self.amendments[code] for code in self.open_codes if article in self.amendments[code].articles
        )

    @cached_property
    def _carried(self) -> Mapping[str, Carried]:
        return {entry.act.amendment: entry.act for entry in self.register if isinstance(entry.act, Carried)}

    @cached_property
    def _proposals(self) -> dict[str, Proposal]:
        return {}

    def proposal(self, code: str) -> Proposal:
        """What an amendment proposes against today's text: fresh, carried or stale."""
        if code not in self._proposals:
            amendment = self.amendments[code]
            self._proposals[code] = present(
                amendment, self.text.articles, self._carried.get(code), self.bases
            )
        return self._proposals[code]

    @cached_property
    def _wordings(self) -> dict[str, Mapping[str, str] | None]:
        return {}

    def wording(self, code: str) -> Mapping[str, str] | None:
        """Digest of each unit an amendment changes, or ``None`` when it is stale."""
        if code not in self._wordings:
            proposal = self.proposal(code)
            self._wordings[code] = None if proposal.is_stale else wording_of(proposal, self.text.articles)
        return self._wordings[code]

    def holds(self, code: str) -> Mapping[str, tuple[Position, Hold]]:
        """Every institute's position on an amendment, judged against today's wording."""
        wording = self.wording(code)
        return {
            institute: (position, hold(position, wording))
            for institute, position in self.positions.get(code, {}).items()
        }
