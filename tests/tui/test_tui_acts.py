from __future__ import annotations

import pytest

from lexframe.core.message import Message
from lexframe.locale.catalogue import catalogue
from lexframe.tui.acts import ACTS, SCREENS, acts_on, bindings_for, key_name
from lexframe.tui.board import Board
from lexframe.tui.desk import Desk
from lexframe.tui.doing.asking import Asking
from lexframe.tui.doing.bringing import Bringing
from lexframe.tui.doing.finding import Finding
from lexframe.tui.doing.owning import Owning
from lexframe.tui.doing.publishing import Publishing
from lexframe.tui.doing.ruling import Ruling
from lexframe.tui.doing.steering import Steering
from lexframe.tui.doing.taking import Taking
from lexframe.tui.presenters.acts_table import help_page, palette_rows
from lexframe.tui.screens.amendment import AmendmentScreen
from lexframe.tui.screens.consensus import ConsensusScreen
from lexframe.tui.screens.editor import EditorScreen
from lexframe.tui.screens.framework import FrameworkScreen

OWNERS = {
    "framework": FrameworkScreen,
    "amendment": AmendmentScreen,
    "editor": EditorScreen,
    "consensus": ConsensusScreen,
}


@pytest.mark.parametrize("screen", SCREENS)
def test_no_key_does_two_things_on_a_screen(screen: str) -> None:
    keys = [key for act in acts_on(screen) for key in act.key.split(",")]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("screen", SCREENS)
def test_every_act_is_done_by_somebody(screen: str) -> None:
    owners = (OWNERS[screen], Taking, Ruling, Owning, Asking, Steering, Bringing, Publishing, Finding)
    for act in acts_on(screen):
        assert any(hasattr(owner, f"do_{act.name}") for owner in owners), act.name


@pytest.mark.parametrize("screen", SCREENS)
def test_every_act_is_bound(screen: str) -> None:
    bound = {binding.key for binding in bindings_for(screen)}  # type: ignore[union-attr]
    assert bound == {act.key for act in acts_on(screen)}


def test_names_are_unique_and_words_are_translated() -> None:
    assert len({act.name for act in ACTS}) == len(ACTS)
    spanish = catalogue("es")
    for act in ACTS:
        assert act.help.say(spanish) != str(act.help), act.name


def test_before_anything_is_read_an_act_says_why_not_and_nothing_breaks() -> None:
    desk = Desk()
    for act in ACTS:
        why_not = act.why_not(desk)
        assert why_not is None or isinstance(why_not, Message)


def test_who_one_is_decides_what_one_may(board: Board, made: object) -> None:
    from tui_workspace import Made

    assert isinstance(made, Made)
    desk = Desk(session=made.as_("INA"))
    desk.take(board)
    desk.code = made.codes["dos"]
    allowed = {act.name for act in acts_on("amendment") if act.why_not(desk) is None}
    assert {"favour", "object", "revise", "withdraw"} <= allowed
    assert not {"adopt", "admit", "decide", "confirm"} & allowed
    desk.session = made.as_("ST")
    desk.take(Board(board.docket, "ST", board.counts, board.pairs, True))
    desk.code = made.codes["bis"]
    allowed = {act.name for act in acts_on("amendment") if act.why_not(desk) is None}
    assert {"adopt", "admit", "decide"} <= allowed
    assert not {"favour", "revise"} & allowed


def test_an_act_that_cannot_be_done_says_why_in_the_palette(board: Board, made: object) -> None:
    desk = Desk()
    desk.take(board)
    rows = {each.ref: each.text for each in palette_rows(desk, "amendment")}
    assert "aún no actúa por nadie" in rows["favour"]


def test_help_names_every_key(board: Board) -> None:
    text = "\n".join(each.text for each in help_page(Desk().tongue, "editor"))
    for act in ACTS:
        assert key_name(act.key) in text


def test_keys_are_written_as_people_say_them() -> None:
    assert [key_name(key) for key in ("ctrl+p", "f1", "escape", "g,slash", "f")] == [
        "^P",
        "F1",
        "Esc",
        "g",
        "f",
    ]
