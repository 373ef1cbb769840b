"""The main job from end to end on the example, one step after the other, each with its commit and figures.

What ``make run`` prints where there is no terminal. Nothing is pretended: every act goes through
the services people use, every document is opened again, every recorded tally is counted again.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lexframe.core.errors import Refused
from lexframe.core.message import Message
from lexframe.core.position import Hold, Stance
from lexframe.core.tally import OUTCOME_NAMES, Adopted
from lexframe.example.player import SECRETARIAT
from lexframe.example.reopening import reopened
from lexframe.intake.reader import read
from lexframe.services.amendments import Change, Draft, plan_propose, plan_revise
from lexframe.services.decisions import VERDICT_WORDS, plan_adopt
from lexframe.services.docket import Docket
from lexframe.services.exports import export, write_file
from lexframe.services.frameworks import returned_drafts
from lexframe.services.loading import Shelf, load
from lexframe.services.plan import Done, Plan, Step, perform
from lexframe.services.positions import Saying, plan_confirm, plan_positions
from lexframe.services.recounts import recount
from lexframe.services.rounds import plan_admit, plan_close_round
from lexframe.services.seals import seal
from lexframe.services.session import Session
from lexframe.services.tallies import Count, count

PROPOSER, RIVAL, OBJECTOR = "ISSTECAM", "ISSTEMOR", "ISSTENL"
ARTICLE = "articulo-71"
BASE, WANTED = "cuenta con treinta días", "cuenta con sesenta días"
REVISED, OTHER = "cuenta con cuarenta y cinco días", "cuenta con veinte días"
DOCUMENTS = (
    ("consolidated", "md"),
    ("consolidated", "html"),
    ("decree", "md"),
    ("decree", "html"),
    ("comparative", "html"),
    ("consensus", "json"),
)


@dataclass
class Tour:
    """A walk through a workspace built from the story; writes its documents into ``folder``."""

    session: Session
    folder: Path
    shelf: Shelf = field(default_factory=dict)

    def walk(self) -> Iterator[Step]:
        """Yield the steps as they are done."""
        yield self._standing()
        code, rival = yield from self._propose()
        yield from self._consult(code)
        yield from self._close_and_adopt(code, rival)
        yield from self._documents()
        yield from self._returned()
        yield self._recount()

    def _docket(self) -> Docket:
        return load(self.session.ledger, shelf=self.shelf)

    def _standing(self) -> Step:
        docket = self._docket()
        said = Message(
            "{articles} articles, {amendments} amendments ({open} open), "
            "{institutes} institutes with a vote.",
            articles=len(docket.text.articles),
            amendments=len(docket.amendments),
            open=len(docket.open_codes),
            institutes=len(docket.registry.active),
        )
        return Step(Message("The example as it stands"), (said,), docket.tip)

    def _propose(self) -> Generator[Step, None, tuple[str, str]]:
        codes: list[str] = []
        for body, new in ((PROPOSER, WANTED), (RIVAL, OTHER)):
            docket = self._docket()
            draft = Draft(_TITLE, (_change(docket, BASE, new),), _REASONS)
            done = self._propose_one(body, docket, draft)
            codes += _codes(done)
            yield _step(Message("{body} proposes an amendment", body=body), done)
        admitted = self._do(SECRETARIAT, lambda acting: plan_admit(acting, self._docket(), codes))
        yield _step(Message("The secretariat admits both"), admitted)
        return codes[0], codes[1]

    def _propose_one(self, body: str, docket: Docket, draft: Draft) -> Done:
        return self._do(body, lambda acting: plan_propose(acting, docket, [draft]))

    def _consult(self, code: str) -> Iterator[Step]:
        yield from self._positions(code)
        yield self._tally(code, "blocked")
        yield self._refused(code)
        docket = self._docket()
        draft = Draft("", (_change(docket, BASE, REVISED),))
        revised = self._do(PROPOSER, lambda acting: plan_revise(acting, docket, code, draft))
        yield _step(Message("{body} revises its amendment to meet the objection", body=PROPOSER), revised)
        yield self._to_confirm(code)
        active = self._docket().registry.active
        heard = [
            self._do(body, lambda acting: plan_confirm(acting, self._docket(), [code])) for body in active
        ]
        heard.append(self._say(OBJECTOR, code, Stance.SUPPORT))
        yield _several(Message("Every institute confirms; {body} lifts its objection", body=OBJECTOR), heard)
        yield self._tally(code, "adopted")

    def _positions(self, code: str) -> Iterator[Step]:
        active = self._docket().registry.active
        heard = [
            self._say(each, code, Stance.OBJECT if each == OBJECTOR else Stance.SUPPORT) for each in active
        ]
        yield _several(Message("The institutes record their positions on {code}", code=code), heard)

    def _say(self, body: str, code: str, stance: Stance) -> Done:
        reasons = (_OBJECTION, _LIFTED_IF) if stance is Stance.OBJECT else ("", "")
        saying = Saying(code, stance, *reasons)
        return self._do(body, lambda acting: plan_positions(acting, self._docket(), [saying]))

    def _tally(self, code: str, wanted: str) -> Step:
        result = count(self._docket(), code)
        title = Message("Tally of {code}", code=code)
        return Step(title, (_figures(result), result.sentence), result.counted, result.verdict.name == wanted)

    def _refused(self, code: str) -> Step:
        """Adopting what is blocked must be refused: that it is refused is what agrees."""
        title = Message("Adopting it now is refused")
        try:
            plan_adopt(self.session.acting_as(SECRETARIAT), self._docket(), [code])
        except Refused as error:
            return Step(title, (error.what,))
        return Step(title, agrees=False)

    def _to_confirm(self, code: str) -> Step:
        holds = self._docket().holds(code)
        waiting = [body for body, (_, held) in holds.items() if held is Hold.TO_CONFIRM]
        said = Message("{n} position to confirm.", "{n} positions to confirm.", n=len(waiting))
        return Step(Message("The wording moved under them"), (said,), agrees=len(waiting) == len(holds))

    def _close_and_adopt(self, code: str, rival: str) -> Iterator[Step]:
        yield from self._seal()
        opened = [each.id for each in self._docket().rounds.values() if each.is_open]
        for name in opened:
            closed = self._close(name)
            yield _step(Message("The secretariat closes round {name}", name=name), closed)
        docket = self._docket()
        ready = [
            each for each in docket.open_codes if isinstance(count(docket, each).verdict.outcome, Adopted)
        ]
        done = self._do(SECRETARIAT, lambda acting: plan_adopt(acting, docket, ready))
        stale = self._docket().proposal(rival).is_stale
        yield _step(Message("What can be adopted is adopted, in one act"), done, code in ready and stale)

    def _close(self, name: str) -> Done:
        return self._do(SECRETARIAT, lambda acting: plan_close_round(acting, self._docket(), name))

    def _seal(self) -> Iterator[Step]:
        done = seal(self.session.acting_as(SECRETARIAT))
        if done is not None:
            yield _step(Message("The secretariat seals every tray"), done)

    def _documents(self) -> Iterator[Step]:
        docket = self._docket()
        for name, ending in DOCUMENTS:
            made = export(self.session, docket, name, ending)
            path = self.folder / f"{name}.{ending}"
            write_file(path, made.data, force=True)
            agrees = reopened(docket, name, ending, path.read_bytes())
            said = Message("{bytes} bytes, SHA-256 {digest}.", bytes=len(made.data), digest=made.digest[:16])
            yield Step(Message("Document {file}", file=path.name), (said,), docket.tip, agrees)

    def _returned(self) -> Iterator[Step]:
        """A counterpart sends the consolidated text back with one article changed."""
        docket = self._docket()
        text = (self.folder / "consolidated.md").read_text("utf-8")
        back = read("consolidated.md", text.replace(REVISED, WANTED).encode())
        found = returned_drafts(docket, back)
        done = self._do(SECRETARIAT, lambda acting: plan_propose(acting, docket, found.drafts))
        articles = [change.article for draft in found.drafts for change in draft.changes]
        yield _step(Message("A returned text becomes an amendment"), done, articles == [ARTICLE])

    def _recount(self) -> Step:
        """Count every decision again from the records, as anybody with a clone can."""
        results = recount(self._docket())
        wrong = [each for each in results if not each.agrees]
        said = Message("{n} record counted again.", "{n} records counted again.", n=len(results))
        differs = tuple(
            Message("{entry}, {subject}: differs.", entry=each.entry, subject=each.subject) for each in wrong
        )
        return Step(Message("Recount from the records alone"), (said, *differs), agrees=not wrong)

    def _do(self, body: str, plan: Callable[[Session], Plan]) -> Done:
        acting = self.session.acting_as(body)
        return perform(acting, plan(acting))


def _step(title: Message, done: Done, agrees: bool = True) -> Step:
    return Step(title, done.plan.says, done.commit, agrees)


def _several(title: Message, heard: Sequence[Done]) -> Step:
    """One step of many acts, each with its own commit."""
    says = [Message("{said} {commit}", said=each.plan.says[0], commit=each.commit[:12]) for each in heard]
    return Step(title, tuple(says), heard[-1].commit)


def _codes(done: Done) -> Sequence[str]:
    codes = done.plan.data["codes"]
    assert isinstance(codes, list)
    return codes


def _change(docket: Docket, old: str, new: str) -> Change:
    return Change(ARTICLE, docket.text.article(ARTICLE).body.replace(old, new))


def _figures(result: Count) -> Message:
    figures = result.verdict.figures
    return Message(
        "{verdict}: {favour} in favour, {object} against, {abstain} abstaining, {missing} silent, "
        "quorum {present} of {quorum}; rule {rule}.",
        verdict=VERDICT_WORDS[OUTCOME_NAMES[type(result.verdict.outcome)]],
        favour=len(figures.favour),
        object=len(figures.object),
        abstain=len(figures.abstain),
        missing=len(figures.silent),
        present=figures.present,
        quorum=figures.quorum_needed,
        rule=result.rule.name,
    )


_TITLE = "Plazo para comentar el informe de la revisión entre pares"
_REASONS = "Ejemplo ficticio: el plazo vigente no alcanza para reunir al órgano de gobierno.\n"
_OBJECTION = "Un plazo de sesenta días retrasaría la publicación del informe."
_LIFTED_IF = "Que el plazo no exceda de cuarenta y cinco días."
