"""Counting, by hand-worked examples and by laws that hypothesis tries to break."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexframe.core.errors import Refused
from lexframe.core.position import Hold, Stance
from lexframe.core.rule import CAST, CONSENT, ELECTORATE, Criterion, Rule, read_rules
from lexframe.core.tally import (
    Adopted,
    Blocked,
    Electorate,
    NoQuorum,
    Rejected,
    Waiting,
    Word,
    need,
    needs_sentence,
    tally,
    what_if,
)

CONSENSUS = Rule(
    "consensus",
    (Criterion(Fraction(1, 2), CAST, more_than=True),),
    blocking=frozenset({Stance.OBJECT}),
    quorum=Fraction(2, 3),
)
TWO_THIRDS = Rule("two-thirds", (Criterion(Fraction(2, 3), ELECTORATE),))
NINE = tuple(f"IN{number}" for number in range(1, 10))
ELECTORS = Electorate(NINE)


def words(pattern: str, hold: Hold = Hold.CARRIED) -> list[Word]:
    """``FFOA.`` gives the first institutes in favour, in favour, objecting, abstaining, silent."""
    stances = {
        "F": Stance.SUPPORT,
        "S": Stance.SUPPORT_WITH_RESERVATION,
        "O": Stance.OBJECT,
        "A": Stance.ABSTAIN,
        "R": Stance.RECUSE,
    }
    return [
        Word(name, stances[mark], hold) for name, mark in zip(NINE, pattern, strict=False) if mark in stances
    ]


@pytest.mark.parametrize(
    ("pattern", "outcome"),
    [
        ("FFFFFF", Adopted()),
        ("FFFFSA", Adopted()),
        ("FFFFF", NoQuorum(1)),
        ("FFFFFO", Blocked(("IN6",))),
        ("FFFFOO...", Blocked(("IN5", "IN6"))),
        ("FFFFO", NoQuorum(1)),
        ("AAAAAA", Waiting(("IN7", "IN8", "IN9"))),
        ("AAAAAAAAA", Rejected()),
        ("", NoQuorum(6)),
        ("RRRRRRRRR", NoQuorum(1)),
        ("RRRFFFF", Adopted()),
        ("RRRFFF", NoQuorum(1)),
    ],
)
def test_consensus_with_a_quorum_of_two_thirds(pattern: str, outcome: object) -> None:
    assert tally(words(pattern), CONSENSUS, ELECTORS).outcome == outcome


def test_a_threshold_met_exactly_adopts_and_a_hair_less_waits() -> None:
    assert tally(words("FFFFFF"), TWO_THIRDS, ELECTORS).outcome == Adopted()
    assert tally(words("FFFFFO"), TWO_THIRDS, ELECTORS).outcome == Waiting(NINE[6:])
    assert tally(words("FFFFFOOOO"), TWO_THIRDS, ELECTORS).outcome == Rejected()


def test_more_than_half_is_not_half() -> None:
    rule = Rule("majority", (Criterion(Fraction(1, 2), more_than=True),))
    assert tally(words("FFOO"), rule, Electorate(NINE[:4])).outcome == Rejected()


def test_a_word_on_an_earlier_wording_counts_for_nothing() -> None:
    spoken = [
        *words("FFFFF"),
        Word("IN6", Stance.OBJECT, Hold.TO_CONFIRM),
        Word("IN7", Stance.SUPPORT, Hold.LAPSED),
    ]
    verdict = tally(spoken, CONSENSUS, ELECTORS)
    assert verdict.outcome == NoQuorum(1)
    assert (verdict.figures.to_confirm, verdict.figures.lapsed) == (("IN6",), ("IN7",))


def test_a_word_from_outside_the_electorate_counts_for_nothing() -> None:
    assert tally([Word("ELSEWHERE", Stance.OBJECT)], CONSENSUS, ELECTORS).figures.object == ()


def test_nobody_to_vote_is_no_quorum() -> None:
    assert tally([], CONSENSUS, Electorate(())).outcome == NoQuorum(1)


def test_silence_is_consent_only_where_the_rule_says_so_and_delivery_is_recorded() -> None:
    silent = Rule("silence", CONSENSUS.criteria, blocking=CONSENSUS.blocking, silence=CONSENT)
    reached = Electorate(NINE, reached=frozenset(NINE))
    assert tally([], silent, ELECTORS).outcome == NoQuorum(1)
    assert tally([], CONSENSUS, reached).outcome == NoQuorum(6)
    assert tally([], silent, reached).outcome == Adopted()
    assert tally(words("O"), silent, reached).outcome == Blocked(("IN1",))


def test_support_that_does_not_count_is_no_objection() -> None:
    rule = Rule("strict", CONSENSUS.criteria, frozenset({Stance.SUPPORT}), blocking=CONSENSUS.blocking)
    figures = tally(words("FSSF"), rule, ELECTORS).figures
    assert (figures.favour, figures.abstain, figures.object) == (("IN1", "IN4"), ("IN2", "IN3"), ())


def test_a_blocked_rule_falls_through_to_the_next() -> None:
    rule = Rule(
        "first", CONSENSUS.criteria, blocking=CONSENSUS.blocking, quorum=CONSENSUS.quorum, then=TWO_THIRDS
    )
    verdict = tally(words("FFFFFFFO"), rule, ELECTORS)
    assert (verdict.outcome, verdict.rule) == (Adopted(), "two-thirds")


def test_a_blocking_minority_takes_as_many_as_the_rule_says() -> None:
    rule = Rule("minority", CONSENSUS.criteria, blocking=CONSENSUS.blocking, blocking_minority_min=3)
    assert tally(words("FFFFFFOO"), rule, ELECTORS).outcome == Adopted()
    assert tally(words("FFFFFFOOO"), rule, ELECTORS).outcome == Blocked(NINE[6:])


def test_weights_count_exactly() -> None:
    insured = {"insured": {"IN1": 65, "IN2": 35}}
    rule = Rule("weighted", (Criterion(Fraction(65, 100), ELECTORATE, "insured"),))
    assert tally(words("FO"), rule, Electorate(NINE[:2], insured)).outcome == Adopted()
    assert tally(words("OF"), rule, Electorate(NINE[:2], insured)).outcome == Rejected()


PATTERNS = st.text(alphabet="FSOAR.", max_size=9)


@given(PATTERNS, st.randoms())
def test_the_order_of_positions_never_matters(pattern: str, chance: object) -> None:
    spoken = words(pattern)
    shuffled = list(spoken)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert tally(shuffled, CONSENSUS, ELECTORS) == tally(spoken, CONSENSUS, ELECTORS)


@given(PATTERNS, st.sampled_from([CONSENSUS, TWO_THIRDS]))
def test_what_it_still_needs_applied_adopts(pattern: str, rule: Rule) -> None:
    spoken = words(pattern)
    wanted = need(spoken, rule, ELECTORS)
    after = tally(what_if(spoken, wanted.changes()), rule, ELECTORS).outcome
    assert isinstance(after, Adopted) == wanted.possible


@given(PATTERNS)
def test_one_change_fewer_does_not_adopt(pattern: str) -> None:
    spoken = words(pattern)
    wanted = need(spoken, CONSENSUS, ELECTORS)
    changes = wanted.changes()
    if wanted.possible and changes:
        fewer = dict(list(changes.items())[:-1])
        assert not isinstance(tally(what_if(spoken, fewer), CONSENSUS, ELECTORS).outcome, Adopted)


@given(PATTERNS)
def test_every_elector_stands_in_exactly_one_column(pattern: str) -> None:
    figures = tally(words(pattern), CONSENSUS, ELECTORS).figures
    columns = (
        *figures.favour, *figures.object, *figures.abstain, *figures.recuse,
        *figures.to_confirm, *figures.lapsed, *figures.missing,
    )  # fmt: skip
    assert sorted(columns) == sorted(NINE)


def test_the_sentence_names_the_few_and_counts_the_many() -> None:
    def sentence(pattern: str) -> str:
        spoken = words(pattern)
        return str(needs_sentence(tally(spoken, CONSENSUS, ELECTORS), need(spoken, CONSENSUS, ELECTORS)))

    assert sentence("FFFFFF") == "Nothing more is needed: it can be adopted."
    assert sentence("FFFFFFO") == "The objection of IN7 must be lifted."
    assert sentence("FF") == "4 positions are missing for the quorum."
    assert sentence("FFFFOAA") == "The objection of IN5 must be lifted."
    assert sentence("RRFFFF") == "1 position is missing for the quorum. With IN7 in favour, it is adopted."


def test_a_rule_with_several_mistakes_names_each() -> None:
    table = {
        "a": {
            "threshold": "3/2",
            "base": "everybody",
            "quorum": 0.5,
            "blocking": ["abstain"],
            "colour": "red",
            "electorate": "all",
        },
        "b": {"then": "b"},
    }
    with pytest.raises(Refused) as caught:
        read_rules(table, "lexframe.toml")
    said = str(caught.value.what)
    for key in ("a.threshold", "a.base", "a.quorum", "a.blocking", "a.colour", "a.electorate", "b.then"):
        assert f"rules.{key}" in said


def test_a_rule_reads_exact_shares() -> None:
    rule = read_rules({"c": {"threshold": "65%", "quorum": "2/3", "then": "d"}, "d": {}}, "x")["c"]
    assert (rule.criteria[0].threshold, rule.quorum) == (Fraction(13, 20), Fraction(2, 3))
    assert rule.then is not None
    assert rule.then.name == "d"


def test_the_sentence_says_what_only_waits_to_be_confirmed() -> None:
    spoken = [*words("FFFF"), Word("IN5", Stance.SUPPORT, Hold.TO_CONFIRM)]
    said = str(needs_sentence(tally(spoken, CONSENSUS, ELECTORS), need(spoken, CONSENSUS, ELECTORS)))
    assert said == (
        "2 positions are missing for the quorum. "
        "1 position was given on an earlier wording and has to be confirmed."
    )
