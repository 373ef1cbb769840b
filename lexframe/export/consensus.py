"""The consensus report: figures, rule, reservations as footnotes, who is missing; for reading on paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from lexframe.core.address import Address
from lexframe.core.errors import Unreadable
from lexframe.core.message import Message
from lexframe.core.position import Reservation, Stance
from lexframe.core.rule import CAST, CONSENT, ONE, PRESENT, Criterion, Rule
from lexframe.core.stage import STAGE_WORDS, Stage
from lexframe.export import manuscript as ms
from lexframe.export.colophon import SHORT, manuscript, paper_names, short_name
from lexframe.export.dossier import Case, Dossier, Spoken
from lexframe.export.passages import shown
from lexframe.export.speech import Speech
from lexframe.text.citation import cite

KIND = Message("Consensus report")

COLUMN_WORDS = {
    "favour": Message("In favour"),
    "reserved": Message("Of these, with reservation"),
    "object": Message("Against"),
    "abstain": Message("Abstaining"),
    "recuse": Message("Recused"),
    "to_confirm": Message("To be confirmed"),
    "lapsed": Message("Lapsed"),
    "missing": Message("Without a position"),
}
LETTERS = {
    "favour": Message("F in favour"),
    "reserved": Message("R in favour with reservation"),
    "object": Message("O objection"),
    "abstain": Message("A abstention"),
    "recuse": Message("X recused"),
    "to_confirm": Message("? to be confirmed"),
    "lapsed": Message("L lapsed"),
    "missing": Message("· no position"),
}
"""What a cell of the map shows is the first sign of these words."""

KIND_WORDS = {
    "substance": Message("on the substance"),
    "scrutiny": Message("pending study"),
    "legal_basis": Message("on the legal basis"),
    "budget": Message("on the budget"),
    "wording": Message("on the wording"),
    "home_consultation": Message("pending consultation at home"),
}
BASE_WORDS = {
    CAST: Message("of the votes cast for and against"),
    PRESENT: Message("of those who have spoken"),
    "electorate": Message("of all who vote"),
}


def consensus(dossier: Dossier) -> ms.Manuscript:
    """Set the overview, the map of institutes by amendments, and each amendment's case."""
    speech = Speech(dossier.imprint.language)
    report = _Report(dossier, speech)
    about = (speech.say(Message("View counted: {view}.", view=dossier.imprint.view[:SHORT])),)
    return manuscript(dossier, KIND, tuple(report.blocks()), about=about, contents=True, landscape=True)


class _Report:
    """Sets a report, numbering its footnotes through."""

    def __init__(self, dossier: Dossier, speech: Speech) -> None:
        self.dossier = dossier
        self.speech = speech
        self.notes: list[ms.Paragraph] = []
        self.first_note = 1

    def blocks(self) -> Iterator[ms.Block]:
        """Yield the whole report."""
        say, cases = self.speech.say, self.dossier.cases
        if not cases:
            yield ms.words(say(Message("No amendment has been admitted yet.")))
            return
        yield ms.words(self._summary())
        yield ms.Heading(2, say(Message("Overview")), "overview")
        yield self._overview()
        yield ms.Heading(2, say(Message("Institutes by amendment")), "map")
        yield ms.words("; ".join(say(words) for words in LETTERS.values()) + ".", ms.QUIET)
        yield self._map()
        for case in cases:
            yield from self._case(case)

    def _summary(self) -> str:
        stages = Counter(case.stage for case in self.dossier.cases)
        counts = (f"{self.speech.say(STAGE_WORDS[each])} ({stages[each]})" for each in Stage if stages[each])
        n = len(self.dossier.cases)
        said = Message("{n} amendment: {stages}.", "{n} amendments: {stages}.", n=n, stages=", ".join(counts))
        return self.speech.say(said)

    def _overview(self) -> ms.Grid:
        say = self.speech.say
        head = [say(Message("Amendment")), say(Message("Stage")), say(Message("Verdict"))]
        columns = tuple(COLUMN_WORDS)
        rows = [
            ms.Row(
                (
                    (ms.words(f"{short_name(case.paper, self.speech)} {shown(case.paper.amendment.title)}"),),
                    (ms.words(say(STAGE_WORDS[case.stage])),),
                    (ms.words(say(case.verdict_said)),),
                    *((ms.words(str(len(case.figures.get(name, ())))),) for name in columns),
                )
            )
            for case in self.dossier.cases
        ]
        heads = (*head, *(say(COLUMN_WORDS[name]) for name in columns))
        return ms.Grid(
            heads, tuple(rows), (30, 8, 10, *(6,) * 8), say(Message("Figures")), named=True, dense=True
        )

    def _map(self) -> ms.Grid:
        """A letter for each institute and amendment; the words above say what it stands for."""
        say = self.speech.say
        members = list(dict.fromkeys(each.institute for case in self.dossier.cases for each in case.spoken))
        rows = []
        for case in self.dossier.cases:
            columns = {each.institute: each.column for each in case.spoken}
            cells = (say(LETTERS[columns[each]])[0] if each in columns else "" for each in members)
            rows.append(
                ms.Row(
                    ((ms.words(short_name(case.paper, self.speech)),), *((ms.words(cell),) for cell in cells))
                )
            )
        shares = (12, *(88 // max(len(members), 1),) * len(members))
        head = (say(Message("Amendment")), *members)
        return ms.Grid(head, tuple(rows), shares, say(Message("Map")), named=True, dense=True)

    def _case(self, case: Case) -> Iterator[ms.Block]:
        paper, say = case.paper, self.speech.say
        name = paper_names((paper,), self.speech)
        title = shown(f"{name[0].upper()}{name[1:]}: {paper.amendment.title}")
        yield ms.Heading(2, title, f"amendment-{paper.code.lower()}")
        yield ms.words(
            say(Message("Proposed by {body}. {stage}.", body=shown(paper.by), stage=self._stage(case)))
        )
        yield ms.Paragraph(
            (ms.Run(say(case.verdict_said).capitalize(), ms.STRONG), ms.Run(f". {self._told(case)}")),
            foreign=False,
        )
        yield ms.words(self._rule(case))
        yield from self._columns(case)
        if self.notes:
            yield ms.Footnotes(tuple(self.notes), self.first_note)
            self.first_note += len(self.notes)
            self.notes = []

    def _stage(self, case: Case) -> str:
        words = self.speech.say(STAGE_WORDS[case.stage])
        if not case.round:
            return f"{words[0].upper()}{words[1:]}"
        return self.speech.say(Message("{stage}, round {round}", stage=words.capitalize(), round=case.round))

    def _told(self, case: Case) -> str:
        """Say where the figures come from, and what is still needed."""
        parts: list[Message] = []
        if case.recorded:
            parts.append(
                Message("Figures of the decision, counted at {commit}.", commit=case.counted[:SHORT])
            )
        elif case.provisional:
            parts.append(Message("Provisional: no round has fixed who votes."))
        if case.override:
            parts.append(Message("Decided against the verdict: {reason}", reason=shown(case.override)))
        if case.needs is not None:
            parts.append(case.needs)
        return " ".join(self.speech.say(part) for part in parts)

    def _rule(self, case: Case) -> str:
        said = [*rule_words(case.rule), _quorum(case)]
        return " ".join(self.speech.say(part) for part in said)

    def _columns(self, case: Case) -> Iterator[ms.Paragraph]:
        spoken = {each.institute: each for each in case.spoken}
        for column, words in COLUMN_WORDS.items():
            members = list(case.figures.get(column, ()))
            if not members:
                continue
            head = ms.Run(f"{self.speech.say(words)} ({len(members)}): ", ms.STRONG)
            plain = column in ("favour", "missing", "recuse", "abstain")
            runs = self._names(members) if plain else tuple(self._noted(members, spoken))
            yield ms.Paragraph((head, *runs), foreign=False)

    def _names(self, members: Iterable[str]) -> tuple[ms.Run, ...]:
        return (ms.Run(f"{', '.join(members)}."),)

    def _noted(self, members: list[str], spoken: dict[str, Spoken]) -> Iterator[ms.Run]:
        for at, member in enumerate(members):
            if at:
                yield ms.Run(", ")
            said = spoken.get(member)
            words = list(self._words(said)) if said else []
            yield ms.Run(member, note=self._note(member, words) if words else 0)
        yield ms.Run(".")

    def _note(self, member: str, words: list[str]) -> int:
        name = shown(self.dossier.names.get(member, member))
        self.notes.append(ms.words(f"{name}. {' '.join(words)}"))
        return self.first_note + len(self.notes) - 1

    def _words(self, said: Spoken) -> Iterator[str]:
        for reservation in said.reservations:
            yield self._reservation(reservation)
        if said.stance is Stance.OBJECT and said.reasons:
            yield shown(said.reasons.strip())
            if said.lifted_if:
                lifted = Message(
                    "Condition for lifting it: {condition}", condition=shown(said.lifted_if.strip())
                )
                yield self.speech.say(lifted)

    def _reservation(self, reservation: Reservation) -> str:
        where = place_words(reservation.unit, self.speech.language)
        said = Message(
            "Reservation {kind}{where}: {text} Condition for lifting it: {condition}",
            kind=KIND_WORDS[reservation.kind],
            where=f" ({where})" if where else "",
            text=shown(reservation.text.strip()),
            condition=shown(reservation.lifted_if.strip()),
        )
        return self.speech.say(said)


def place_words(unit: str, language: str) -> str:
    """Say a stored address as people do; as it stands if it is none."""
    try:
        return cite(Address.parse(unit), lang="es" if language == "es" else "en") if unit else ""
    except Unreadable:
        return shown(unit)


def rule_words(rule: Rule) -> Iterator[Message]:
    """Say a rule: its thresholds, what blocks it, what silence means, and what follows if it fails."""
    yield Message("Rule “{name}”.", name=shown(rule.name))
    for criterion in rule.criteria:
        yield _criterion(criterion)
    if rule.blocking:
        yield Message("One objection blocks.", "{n} objections block.", n=rule.blocking_minority_min)
    if rule.silence == CONSENT:
        yield Message("Silence counts as in favour.")
    if rule.then is not None:
        yield Message("If it fails, rule “{name}” follows.", name=shown(rule.then.name))


def _criterion(criterion: Criterion) -> Message:
    words = {"share": str(criterion.threshold), "base": BASE_WORDS[criterion.base]}
    match criterion.more_than, criterion.weight == ONE:
        case True, True:
            return Message("More than {share} {base}.", **words)
        case True, False:
            return Message("More than {share} {base}, each weighing its insured.", **words)
        case False, True:
            return Message("At least {share} {base}.", **words)
        case _:
            return Message("At least {share} {base}, each weighing its insured.", **words)


def _quorum(case: Case) -> Message:
    return Message("Quorum: {needed} of {n}.", needed=case.quorum_needed, n=case.electorate)
