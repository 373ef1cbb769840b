"""A voting rule as data: what counts, what blocks, how much is enough.

ONIESS's own rule is not public, so every number lives in the workspace. Fractions are
exact; a rule that would need a float is refused with the key that holds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from lexframe.core.errors import Refused
from lexframe.core.message import Message
from lexframe.core.position import Stance

ELECTORATE, PRESENT, CAST = "electorate", "present", "cast"
BASES = (ELECTORATE, PRESENT, CAST)
MISSING, CONSENT = "missing", "consent"
ONE = "one"
IN_FAVOUR = frozenset({Stance.SUPPORT, Stance.SUPPORT_WITH_RESERVATION})


@dataclass(frozen=True, slots=True)
class Criterion:
    """One threshold: the share in favour of a base, each institute weighing ``weight``."""

    threshold: Fraction
    base: str = CAST
    weight: str = ONE
    more_than: bool = False

    def is_met(self, favour: int, base: int) -> bool:
        """Compare exactly; nothing cast meets nothing."""
        if base == 0:
            return False
        share = Fraction(favour, base)
        return share > self.threshold if self.more_than else share >= self.threshold


@dataclass(frozen=True, slots=True)
class Rule:
    """How positions become a verdict. Order: quorum, then blocking, then every criterion."""

    name: str
    criteria: tuple[Criterion, ...]
    counts_for: frozenset[Stance] = IN_FAVOUR
    blocking: frozenset[Stance] = frozenset()
    blocking_minority_min: int = 1
    quorum: Fraction = Fraction(0)
    silence: str = MISSING
    then: Rule | None = None


def read_rules(table: Mapping[str, object], place: str) -> dict[str, Rule]:
    """Read the ``[rules]`` table. Raises :class:`Refused` with every mistake it holds."""
    mistakes: list[Message] = []
    rules: dict[str, Rule] = {}
    for name in table:
        rules[name] = _rule(name, table, mistakes, ())
    if mistakes:
        raise Refused(
            Message("The voting rules cannot be read. {mistakes}", mistakes=tuple(mistakes)),
            Message("Correct them; the section “Reglas” of the guide lists every key."),
            place,
        )
    return rules


KEYS = frozenset(
    {"electorate", "counts_for", "blocking", "blocking_minority_min", "base", "threshold"}
    | {"more_than", "quorum", "silence", "then", "all_of", "title"}
)


def _rule(name: str, table: Mapping[str, object], mistakes: list[Message], above: tuple[str, ...]) -> Rule:
    raw = table.get(name)
    if not isinstance(raw, Mapping):
        mistakes.append(Message("{key}: there is no such rule.", key=f"rules.{name}"))
        raw = {}
    mistakes += [Message("{key}: unknown key.", key=f"rules.{name}.{key}") for key in raw if key not in KEYS]
    fallback = None
    following = raw.get("then")
    if isinstance(following, str) and following in (*above, name):
        mistakes.append(Message("{key}: leads back to {rule}.", key=f"rules.{name}.then", rule=following))
    elif isinstance(following, str):
        fallback = _rule(following, table, mistakes, (*above, name))
    where = f"rules.{name}"
    _choice(where, raw, "electorate", ("active",), mistakes)
    return Rule(
        name,
        tuple(_criteria(where, raw, mistakes)),
        _stances(where, raw, "counts_for", IN_FAVOUR, mistakes),
        _stances(where, raw, "blocking", frozenset(), mistakes, frozenset({Stance.OBJECT})),
        _whole(where, raw, "blocking_minority_min", 1, mistakes),
        _share(where, raw, "quorum", Fraction(0), mistakes),
        _choice(where, raw, "silence", (MISSING, CONSENT), mistakes),
        fallback,
    )


def _criteria(where: str, raw: Mapping[str, object], mistakes: list[Message]) -> Iterator[Criterion]:
    several = raw.get("all_of")
    base = _choice(where, raw, "base", (CAST, PRESENT, ELECTORATE), mistakes)
    if several is None:
        yield _criterion(where, raw, base, mistakes)
    elif isinstance(several, list) and several:
        for part in several:
            part = part if isinstance(part, Mapping) else {}
            yield _criterion(f"{where}.all_of", part, base, mistakes)
    else:
        mistakes.append(Message("{key}: a list of criteria is expected.", key=f"{where}.all_of"))


def _criterion(where: str, raw: Mapping[str, object], base: str, mistakes: list[Message]) -> Criterion:
    weight = raw.get("weight", ONE)
    if not isinstance(weight, str) or weight not in (ONE, "insured"):
        mistakes.append(Message("{key}: one or insured is expected.", key=f"{where}.weight"))
    return Criterion(
        _share(where, raw, "threshold", Fraction(1, 2), mistakes),
        _choice(where, raw, "base", BASES, mistakes) if "base" in raw else base,
        str(weight),
        raw.get("more_than") is True,
    )


def _share(
    where: str, raw: Mapping[str, object], key: str, default: Fraction, mistakes: list[Message]
) -> Fraction:
    value = raw.get(key)
    if value is None:
        return default
    text = value.strip() if isinstance(value, str) else ""
    try:
        share = Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)
    except (ValueError, ZeroDivisionError):
        share = Fraction(-1)
    if not 0 <= share <= 1:
        mistakes.append(Message("{key}: a share like “2/3” or “65%” is expected.", key=f"{where}.{key}"))
        return default
    return share


def _stances(
    where: str,
    raw: Mapping[str, object],
    key: str,
    default: frozenset[Stance],
    mistakes: list[Message],
    among: Iterable[Stance] = tuple(Stance),
) -> frozenset[Stance]:
    value = raw.get(key)
    if value is None:
        return default
    known = set(map(str, among))
    if not isinstance(value, list) or not {str(each) for each in value} <= known:
        mistakes.append(Message("{key}: a list of stances is expected.", key=f"{where}.{key}"))
        return default
    return frozenset(Stance(str(each)) for each in value)


def _whole(where: str, raw: Mapping[str, object], key: str, default: int, mistakes: list[Message]) -> int:
    value = raw.get(key, default)
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        mistakes.append(Message("{key}: a whole number from 1 is expected.", key=f"{where}.{key}"))
        return default
    return value


def _choice(
    where: str, raw: Mapping[str, object], key: str, choices: tuple[str, ...], mistakes: list[Message]
) -> str:
    value = raw.get(key, choices[0])
    if value not in choices:
        mistakes.append(
            Message(
                "{key}: one of these is expected: {choices}.",
                key=f"{where}.{key}",
                choices=", ".join(choices),
            )
        )
        return choices[0]
    return str(value)
