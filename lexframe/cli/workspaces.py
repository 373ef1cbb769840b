"""Making, joining and trying out a workspace."""

from __future__ import annotations

import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexframe.cli.desk import Desk, own_source, refuse_own_source
from lexframe.cli.options import Folder, alone, bytes_of
from lexframe.cli.speech import N_, argument, option
from lexframe.core.errors import Refused
from lexframe.core.message import Message

if TYPE_CHECKING:
    from lexframe.services.session import Session

EXAMPLE = "example"
"""In place of a file: the fictitious list of institutes that comes with lexframe."""


@alone("init", N_("Make a new workspace: an empty folder becomes one with its first record."), acts=True)
@argument("folder", N_("DIR"), N_("The new folder."), type=Folder())
@option(
    "--institutes",
    metavar=N_("FILE"),
    required=True,
    type=Folder(),
    help=N_("Who takes part, as institutes.toml; the word “example” stands for the fictitious list."),
)
@option("--title", metavar=N_("TEXT"), help=N_("What the workspace is called."))
@option("--office", metavar=N_("TEXT"), default="", help=N_("The office that acts here."))
@click.pass_obj
def init(desk: Desk, folder: Path, institutes: Path, title: str | None, office: str) -> None:
    """Found a workspace for the secretariat that its list of institutes names."""
    from lexframe.services.session import Acting
    from lexframe.services.workspaces import registry_in, workspace_files

    refuse_own_source(folder)
    data = _list_of(institutes)
    registry = registry_in(data, str(institutes))
    body = desk.body or registry.secretariat.id
    registry.body(body)
    today = datetime.now().astimezone().date().isoformat()
    files = workspace_files(title or folder.absolute().name, desk.language, data, today)
    session = None if desk.dry_run else desk.doors.found(folder, files, Acting(body, office))
    if desk.as_json:
        commit = dict(session.ledger.refs())["refs/heads/main"] if session else None
        sizes = {path: len(content) for path, content in sorted(files.items())}
        desk.emit(
            "workspace",
            {
                "dry_run": desk.dry_run,
                "folder": str(folder.absolute()),
                "acting": body,
                "commit": commit,
                "files": sizes,
            },
        )
        return
    if desk.dry_run:
        desk.lines(f"{path}  {len(content)}" for path, content in sorted(files.items()))
        desk.narrate(Message("Nothing has been recorded: this is only the plan."))
        return
    desk.line(
        Message(
            "{folder} is a workspace of {n} institute; you act for {body}.",
            "{folder} is a workspace of {n} institutes; you act for {body}.",
            folder=str(folder.absolute()),
            n=len(registry.institutes),
            body=body,
        )
    )
    desk.narrate(Message("Next: lexframe -C {folder} import FILE --framework ID", folder=str(folder)))


def _list_of(institutes: Path) -> bytes:
    """Return a list of institutes, or the example's own; a file that is called “example” comes first."""
    from lexframe.services.workspaces import example_institutes

    is_word = institutes == Path(EXAMPLE) and not institutes.exists()
    return example_institutes() if is_word else bytes_of(institutes)


@alone("join", N_("Say whom this clone acts for; it is kept beside the repository, never in it."), acts=True)
@argument("body", N_("BODY"), N_("An institute, a working group or the secretariat."))
@option("--office", metavar=N_("TEXT"), default="", help=N_("The office that acts here."))
@click.pass_obj
def join(desk: Desk, body: str, office: str) -> None:
    """Set who acts in this clone."""
    from lexframe.services.session import Acting

    found = desk.registry.body(body)
    if not desk.dry_run:
        desk.doors.join(desk.directory, Acting(body, office))
    if desk.as_json:
        desk.emit("joined", {"dry_run": desk.dry_run, "body": body, "name": found.name, "office": office})
        return
    desk.line(Message("This clone acts for {body} {name}", body=body, name=found.name))
    if desk.dry_run:
        desk.narrate(Message("Nothing has been recorded: this is only the plan."))


@alone("demo", N_("Build the example workspace, with every state in it, and open it."), acts=False)
@argument("folder", N_("DIR"), N_("Where to build it: a new or empty folder."), required=False, type=Folder())
@option("--play", is_flag=True, help=N_("Walk through the main job on it, checking every step, instead."))
@option("--no-open", is_flag=True, help=N_("Only build it and say where it is."))
@click.pass_obj
def demo(desk: Desk, folder: Path | None, play: bool, no_open: bool) -> int:
    """Build the example, then open it on a terminal; without one, walk through the main job on it."""
    session, home, is_new = build_demo(desk, folder)
    desk.directory = home
    desk.use(session)
    if desk.as_json:
        desk.emit("demo", {"folder": str(home)})
        return 0
    if no_open:
        desk.line(str(home))
        return 0
    is_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if is_new and (play or not is_terminal):
        from lexframe.cli.walks import walk

        return walk(desk, home)
    if play:
        raise Refused(
            Message("The walk starts from a new example; somebody has worked in this one."),
            Message("Name a folder that does not exist yet."),
            place=str(home),
        )
    from lexframe.cli.states import nothing_asked

    return nothing_asked(desk, is_terminal=is_terminal)


def build_demo(desk: Desk, folder: Path | None) -> tuple[Session, Path, bool]:
    """Build the example; return its session, its folder, and whether it is new.

    A folder that holds it already is opened again.

    Without a folder: ``lexframe-demo`` here, or a fresh temporary one inside lexframe's own source.
    """
    if folder is None and own_source(Path()) is not None:
        folder = Path(tempfile.mkdtemp(prefix="lexframe-demo-"))
    home = folder or Path("lexframe-demo")
    if own_source(home) is not None:
        raise Refused(
            Message("This is lexframe's own source, not a workspace; nothing is recorded here."),
            Message("Name a folder outside it, or none: a temporary one is made."),
            place=str(home),
        )
    if (home / ".git").is_dir():
        desk.narrate(Message("Opening the workspace that is in {folder}.", folder=str(home)))
        return desk.doors.open(home, desk.body), home, False
    desk.narrate(Message("Building the example workspace in {folder}…", folder=str(home)))
    session = desk.doors.demo(home)
    return (desk.doors.open(home, desk.body) if desk.body else session), home, True
