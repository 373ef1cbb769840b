"""The table of acts as rows: for the palette, for F1, for a printed sheet."""

from __future__ import annotations

from collections.abc import Iterator

from lexframe.core.message import Message
from lexframe.tui.acts import ACTS, EVERYWHERE, SCREENS, Act, acts_on, key_name
from lexframe.tui.desk import Desk
from lexframe.tui.presenters.concerns import VERDICT_SIGNS
from lexframe.tui.presenters.outline import LEGEND as OUTLINE_LEGEND
from lexframe.tui.rows import BLANK, Row, Run, entry, heading, row
from lexframe.tui.signs import LAPSED, LEGEND
from lexframe.tui.tongue import Tongue


def palette_rows(desk: Desk, here: str) -> tuple[Row, ...]:
    """Return every act, those of this screen first; what cannot be done now says why."""
    tongue = desk.tongue
    mine = [act for act in acts_on(here) if act.name != "palette"]
    return tuple(_palette_row(act, desk, tongue) for act in mine)


def _palette_row(act: Act, desk: Desk, tongue: Tongue) -> Row:
    why_not = act.why_not(desk)
    words = tongue.say(why_not if why_not is not None else act.help)
    role = "dim" if why_not is not None else ""
    name = Run(f"{tongue.say(act.label):<20} ", role or "strong")
    return entry(Run(f"{key_name(act.key):>4} ", role or "key"), name, Run(words, "dim"), ref=act.name)


def help_page(tongue: Tongue, here: str) -> tuple[Row, ...]:
    """Return every key and what it does, this screen's first."""
    return tuple(_help(tongue, here))


def _help(tongue: Tongue, here: str) -> Iterator[Row]:
    order = [here, *(name for name in SCREENS if name != here)]
    for name in order:
        yield heading(f"{tongue.say(SCREENS[name])}")
        yield from (_help_row(act, tongue) for act in acts_on(name) if act.where != EVERYWHERE)
        yield BLANK
    yield heading(tongue.say(Message("Everywhere")))
    yield from (_help_row(act, tongue) for act in ACTS if act.where == EVERYWHERE)
    for key, words in MOVING:
        yield row(Run(f"{key:>9}  ", "key"), tongue.say(words), hang=11)
    yield BLANK
    yield heading(tongue.say(Message("Signs")))
    for sign in (*LEGEND, LAPSED):
        yield row(Run(f"       {sign.letter}   ", "key"), tongue.say(sign.words), hang=11)
    for mark, words in OUTLINE_LEGEND:
        yield row(Run(f"{mark:>8}   ", "key"), tongue.say(words), hang=11)
    for name, words in VERDICTS:
        yield row(Run(f"{VERDICT_SIGNS[name][0]:>8}   ", "key"), tongue.say(words), hang=11)


VERDICTS = (
    ("adopted", Message("can be adopted")),
    ("blocked", Message("blocked")),
    ("rejected", Message("not reached")),
    ("waiting", Message("waiting")),
    ("no_quorum", Message("no quorum")),
)
MOVING = (
    ("Tab", Message("The next panel.")),
    ("↑ ↓", Message("Up and down; Page Up, Page Down, Home and End too.")),
    ("⏎", Message("Open what the cursor stands on.")),
)


def _help_row(act: Act, tongue: Tongue) -> Row:
    label = f"{tongue.say(act.label)}. "
    return row(Run(f"{key_name(act.key):>9}  ", "key"), Run(label, "strong"), tongue.say(act.help), hang=11)
