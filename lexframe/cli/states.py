"""The state of a workspace in one page of text, for whoever has no terminal or wants no screen."""

from __future__ import annotations

import click

from lexframe.cli.desk import Desk, own_source, refuse_own_source
from lexframe.cli.options import alone
from lexframe.cli.speech import N_
from lexframe.core.message import Message

YES = frozenset({"s", "si", "sí", "y", "yes"})
"""Both languages, whichever the question was asked in."""


def nothing_asked(desk: Desk, *, is_terminal: bool) -> int:
    """Do what ``lexframe`` alone means: the terminal face, or the page of text."""
    if is_terminal and own_source(desk.directory) is not None:
        return _offer(desk)
    if is_terminal:
        refuse_own_source(desk.directory)
        return desk.doors.terminal(desk.directory, desk.body, desk.asked_language)
    _page(desk)
    return 0


@alone("status", N_("Show the state of the workspace in one page."), acts=False)
@click.pass_obj
def status(desk: Desk) -> None:
    """Show who acts here, what is open, what is asked and what cannot be read."""
    _page(desk)


def _offer(desk: Desk) -> int:
    desk.line(Message("This is lexframe's own source, not a workspace; nothing is recorded here."))
    answer = click.prompt(desk.say(Message("Open the example workspace?")), default=desk.say(Message("yes")))
    if answer.strip().casefold() not in YES:
        return 0
    from lexframe.cli.workspaces import build_demo

    session, folder, _ = build_demo(desk, None)
    desk.use(session)
    return desk.doors.terminal(folder, desk.body, desk.asked_language)


def _page(desk: Desk) -> None:
    from lexframe.cli.pages import status_page
    from lexframe.cli.shapes import status_shape
    from lexframe.services.standings import standing

    stand = standing(desk.session.ledger, desk.framework)
    if desk.as_json:
        desk.emit("status", status_shape(desk, stand))
    else:
        status_page(desk, stand)
