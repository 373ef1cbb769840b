"""The main job told step by step as it is done; the exit code says whether everything agreed."""

from __future__ import annotations

from pathlib import Path

from lexframe.cli.desk import Desk
from lexframe.cli.endings import DONE, FAILED
from lexframe.core.message import Message
from lexframe.services.plan import Step


def walk(desk: Desk, home: Path) -> int:
    """Walk through the main job on the workspace just built; its documents go beside it."""
    folder = home.with_name(f"{home.name}-documentos")
    folder.mkdir(exist_ok=True)
    number, wrong = 0, 0
    for step in desk.doors.tour(desk.session, folder):
        number += 1
        wrong += not step.agrees
        _tell(desk, number, step)
    desk.line()
    desk.line(
        Message("Documents are in {folder}; the workspace is in {home}.", folder=str(folder), home=str(home))
    )
    if wrong:
        desk.line(Message("{n} step does not agree.", "{n} steps do not agree.", n=wrong))
        return FAILED
    desk.line(Message("All {n} steps agree.", n=number))
    return DONE


def _tell(desk: Desk, number: int, step: Step) -> None:
    mark = "" if step.agrees else desk.say(Message("DOES NOT AGREE: "))
    commit = f"  {step.commit[:12]}" if step.commit else ""
    desk.line(f"{number:2}. {mark}{desk.say(step.title)}{commit}")
    for said in step.says:
        desk.line(f"    {desk.say(said)}")
