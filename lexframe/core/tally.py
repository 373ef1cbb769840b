"""Counting: one rule applied to the latest word of each institute.

Pure and exact: the same positions give the same verdict in any order, on any machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from math import ceil

from lexframe.core.message import Message
from lexframe.core.position import Hold, Position, Stance
from lexframe.core.rule import CAST, CONSENT, ELECTORATE, ONE, PRESENT, Criterion, Rule


@dataclass(frozen=True, slots=True)
class Electorate:
    """Who votes, frozen: ids, and for each named weight the whole number each one weighs.

    ``reached`` are those to whom delivery of the question is recorded: where a rule takes silence
    for consent, it takes only theirs.
    """

    members: tuple[str, ...]
    weights: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    reached: frozenset[str] = frozenset()

    def weigh(self, institutes: Iterable[str], weight: str) -> int:
        """Return the sum of one weight; ``one`` counts heads."""
        if weight == ONE:
            return sum(1 for _ in institutes)
        table = self.weights.get(weight, {})
        return sum(table.get(institute, 0) for institute in institutes)


@dataclass(frozen=True, slots=True)
class Word:
    """A position with the judgement whether it still speaks of today's wording."""

    institute: str
    stance: Stance
    hold: Hold = Hold.CARRIED

    @classmethod
    def of(cls, position: Position, held: Hold) -> Word:
        """Reduce a position to what counting needs."""
        return cls(position.institute, position.stance, held)


@dataclass(frozen=True, slots=True)
class Figures:
    """The count, as lists of ids in electorate order, so that every number can be named."""

    electorate: tuple[str, ...]
    favour: tuple[str, ...]
    reserved: tuple[str, ...]
    object: tuple[str, ...]
    abstain: tuple[str, ...]
    recuse: tuple[str, ...]
    to_confirm: tuple[str, ...]
    lapsed: tuple[str, ...]
    missing: tuple[str, ...]
    quorum_needed: int

    @property
    def present(self) -> int:
        """Institutes that have spoken: in favour, against or abstaining."""
        return len(self.favour) + len(self.object) + len(self.abstain)

    @property
    def silent(self) -> tuple[str, ...]:
        """Everybody whose word could still arrive or be confirmed, in electorate order."""
        quiet = {*self.missing, *self.to_confirm, *self.lapsed}
        return tuple(each for each in self.electorate if each in quiet)


@dataclass(frozen=True, slots=True)
class Adopted:
    """Every condition of the rule is met."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """Enough institutes object for the rule to stop here."""

    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rejected:
    """Not enough in favour, whatever the silent ones would say."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Not enough in favour yet; the silent ones can still change that."""

    on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoQuorum:
    """Too few have spoken; ``lacking`` is how many more must."""

    lacking: int


Outcome = Adopted | Blocked | Rejected | Waiting | NoQuorum
OUTCOME_NAMES: Mapping[type, str] = {
    Adopted: "adopted",
    Blocked: "blocked",
    Rejected: "rejected",
    Waiting: "waiting",
    NoQuorum: "no_quorum",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """An outcome, the figures it follows from, and the name of the rule that gave it."""

    outcome: Outcome
    figures: Figures
    rule: str

    @property
    def name(self) -> str:
        """The outcome's stored name."""
        return OUTCOME_NAMES[type(self.outcome)]


def tally(words: Iterable[Word], rule: Rule, electorate: Electorate) -> Verdict:
    """Apply one rule to the latest word of each institute.

    Words of institutes outside the electorate count for nothing. A word that must be
    confirmed, or has lapsed, counts as no position. Quorum is asked first, then blocking,
    then every criterion; a rule that fails or is blocked falls through to ``rule.then``.
    """
    words = tuple(words)
    figures = count(words, rule, electorate)
    outcome = _outcome(figures, rule, electorate)
    if rule.then is not None and isinstance(outcome, Blocked | Rejected):
        return tally(words, rule.then, electorate)
    return Verdict(outcome, figures, rule.name)


def count(words: Iterable[Word], rule: Rule, electorate: Electorate) -> Figures:
    """Sort the electorate by what each institute's word amounts to under the rule."""
    latest = {word.institute: word for word in words}
    heard: dict[str, str] = {}
    for member in electorate.members:
        consents = rule.silence == CONSENT and member in electorate.reached
        heard[member] = _column(latest.get(member), rule, "favour" if consents else "missing")
    columns = {
        name: tuple(member for member in electorate.members if heard[member] == name)
        for name in ("favour", "object", "abstain", "recuse", "to_confirm", "lapsed", "missing")
    }
    reserved = tuple(
        member
        for member in columns["favour"]
        if member in latest and latest[member].stance is Stance.SUPPORT_WITH_RESERVATION
    )
    able = len(electorate.members) - len(columns["recuse"])
    return Figures(electorate.members, reserved=reserved, quorum_needed=ceil(rule.quorum * able), **columns)


def _column(word: Word | None, rule: Rule, silent: str) -> str:
    """An institute that supports in a way the rule does not count is present and casts nothing."""
    if word is None:
        return silent
    if word.hold is not Hold.CARRIED:
        return str(word.hold)
    if word.stance in rule.counts_for:
        return "favour"
    return str(word.stance) if word.stance in (Stance.RECUSE, Stance.OBJECT) else "abstain"


def _outcome(figures: Figures, rule: Rule, electorate: Electorate) -> Outcome:
    lacking = figures.quorum_needed - figures.present
    if lacking > 0 or figures.present == 0:
        return NoQuorum(max(lacking, 1))
    if Stance.OBJECT in rule.blocking and len(figures.object) >= rule.blocking_minority_min:
        return Blocked(figures.object)
    if all(_is_met(criterion, figures, electorate) for criterion in rule.criteria):
        return Adopted()
    hopeful = replace(figures, favour=figures.favour + figures.silent, missing=(), to_confirm=(), lapsed=())
    if all(_is_met(criterion, hopeful, electorate) for criterion in rule.criteria):
        return Waiting(figures.silent)
    return Rejected()


def _is_met(criterion: Criterion, figures: Figures, electorate: Electorate) -> bool:
    cast = figures.favour + figures.object
    bases = {
        CAST: cast,
        PRESENT: cast + figures.abstain,
        ELECTORATE: tuple(each for each in figures.electorate if each not in figures.recuse),
    }
    favour = electorate.weigh(figures.favour, criterion.weight)
    return criterion.is_met(favour, electorate.weigh(bases[criterion.base], criterion.weight))


def what_if(words: Iterable[Word], changes: Mapping[str, Stance]) -> tuple[Word, ...]:
    """Return the words as they would be if some institutes said something else."""
    kept = [word for word in words if word.institute not in changes]
    return (*kept, *(Word(institute, stance) for institute, stance in changes.items()))


@dataclass(frozen=True, slots=True)
class Need:
    """What would adopt: objections to lift, and how many of the silent to hear in favour.

    ``possible`` is false when even that does not suffice; then others would have to change.
    """

    lift: tuple[str, ...]
    favour: int
    of: tuple[str, ...]
    possible: bool = True

    def changes(self) -> dict[str, Stance]:
        """One set of changes that meets the need, for a what-if."""
        heard = (*self.lift, *self.of[: self.favour])
        return dict.fromkeys(heard, Stance.SUPPORT)


def need(words: Iterable[Word], rule: Rule, electorate: Electorate) -> Need:
    """Find what would adopt: lift every blocking objection, then hear the fewest silent.

    Applying :meth:`Need.changes` as a what-if adopts whenever ``possible`` is true.
    """
    words = tuple(words)
    verdict = tally(words, rule, electorate)
    if isinstance(verdict.outcome, Adopted):
        return Need((), 0, ())
    objecting = verdict.figures.object
    blocks = Stance.OBJECT in rule.blocking and len(objecting) >= rule.blocking_minority_min
    lift = objecting[: len(objecting) - rule.blocking_minority_min + 1] if blocks else ()
    silent = _heaviest_first(verdict.figures.silent, rule, electorate)
    for number in range(len(silent) + 1):
        found = Need(lift, number, silent)
        if isinstance(tally(what_if(words, found.changes()), rule, electorate).outcome, Adopted):
            return found
    return Need(lift, len(silent), silent, possible=False)


def _heaviest_first(silent: tuple[str, ...], rule: Rule, electorate: Electorate) -> tuple[str, ...]:
    weights = {criterion.weight for criterion in rule.criteria} - {ONE}
    return tuple(
        sorted(silent, key=lambda each: -sum(electorate.weigh((each,), weight) for weight in weights))
    )


def needs_sentence(verdict: Verdict, wanted: Need) -> Message:
    """Say what a proposal still needs, and how many words only wait to be confirmed."""
    said = _needs(verdict, wanted)
    waiting = len(verdict.figures.to_confirm)
    if not waiting or isinstance(verdict.outcome, Adopted):
        return said
    confirm = Message(
        "{n} position was given on an earlier wording and has to be confirmed.",
        "{n} positions were given on an earlier wording and have to be confirmed.",
        n=waiting,
    )
    return Message("{first} {second}", first=said, second=confirm)


def _needs(verdict: Verdict, wanted: Need) -> Message:
    match verdict.outcome:
        case Adopted():
            return Message("Nothing more is needed: it can be adopted.")
        case _ if not wanted.possible:
            return Message("Even with everybody still silent in favour, it would not be adopted.")
        case _ if wanted.lift and wanted.favour:
            return Message("{first} Besides, {second}", first=_lift(wanted), second=_hear(wanted, "besides"))
        case _ if wanted.lift:
            return _lift(wanted)
        case NoQuorum():
            return _hear(wanted, "quorum")
        case _:
            return _hear(wanted, "threshold")


def _lift(wanted: Need) -> Message:
    return Message(
        "The objection of {who} must be lifted.",
        "The objections of {who} must be lifted.",
        n=len(wanted.lift),
        who=", ".join(wanted.lift),
    )


def _hear(wanted: Need, why: str) -> Message:
    """Say how many of the silent must speak in favour, and who they are while they are few."""
    n = wanted.favour
    if why == "besides":
        return Message(
            "{n} more position in favour is missing.", "{n} more positions in favour are missing.", n=n
        )
    if why == "quorum":
        said = Message(
            "{n} position is missing for the quorum.", "{n} positions are missing for the quorum.", n=n
        )
    else:
        said = Message(
            "{n} more position in favour is needed.", "{n} more positions in favour are needed.", n=n
        )
    if len(wanted.of) > FEW:
        return said
    who = Message("With {who} in favour, it is adopted.", who=", ".join(wanted.of[:n]))
    return Message("{first} {second}", first=said, second=who)


FEW = 3
"""Up to this many silent institutes are named in a sentence; more are a list for the screen."""
