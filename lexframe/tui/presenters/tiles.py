"""A map of the 32 states in tiles, each with a letter and a colour for what its institute says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lexframe.core.institute import Registry
from lexframe.tui.rows import Row, Run
from lexframe.tui.signs import OUTSIDE, Sign
from lexframe.tui.tongue import Tongue

STATES = (
    "BCN SON CHH COA NLE TAM  .   .   . ",
    "BCS SIN DUR ZAC SLP  .   .   .   . ",
    " .  NAY AGU GUA QUE HID VER  .  YUC",
    " .  JAL MIC MEX CMX TLA PUE CAM ROO",
    " .  COL  .  GRO MOR OAX TAB  .   . ",
    " .   .   .   .   .   .  CHP  .   . ",
)
"""The states about where they lie, by their ISO 3166-2:MX codes."""

NOBODY = Sign("–", "dim", OUTSIDE.words)


def tiles(registry: Registry, signs: Mapping[str, Sign], *, large: bool, acting: str = "") -> tuple[Row, ...]:
    """Return the map; a ``large`` one names the states too. The state one acts for stands in brackets."""
    by_state = {each.state: each.id for each in registry.institutes}
    rows: list[Row] = []
    for line in STATES:
        states = line.replace(".", " . ").split()
        if large:
            rows.append(_row(_names(states, by_state, signs)))
        rows.append(_row(_letters(states, by_state, signs, acting)))
    return tuple(rows)


def legend(signs: tuple[Sign, ...], tongue: Tongue) -> Row:
    """Return what each letter means; no letter is parted from its words at a line's end."""
    runs: list[Run] = []
    for sign in signs:
        words = tongue.say(sign.words).replace(" ", "\u00a0")
        runs += [Run(f"\u00a0{sign.letter}\u00a0", sign.role), Run(f"\u00a0{words}", "dim"), Run("  ")]
    return Row(tuple(runs))


def _row(runs: Iterator[Run]) -> Row:
    return Row(tuple(runs), wraps=False)


def _names(states: list[str], by_state: Mapping[str, str], signs: Mapping[str, Sign]) -> Iterator[Run]:
    for state in states:
        yield Run(
            "   " if state == "." else state, "" if state == "." else _sign(state, by_state, signs).role
        )
        yield Run(" ")


def _letters(
    states: list[str], by_state: Mapping[str, str], signs: Mapping[str, Sign], acting: str
) -> Iterator[Run]:
    for state in states:
        if state == ".":
            yield Run("    ")
            continue
        sign = _sign(state, by_state, signs)
        mine = acting and by_state.get(state) == acting
        yield Run(f"[{sign.letter}]" if mine else f" {sign.letter} ", sign.role)
        yield Run(" ")


def _sign(state: str, by_state: Mapping[str, str], signs: Mapping[str, Sign]) -> Sign:
    found = signs.get(by_state.get(state, ""), NOBODY)
    return NOBODY if found is OUTSIDE else found
