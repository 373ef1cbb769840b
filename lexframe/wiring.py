"""Builds the real objects and hands them to a face; the only module that names them all."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from threading import local
from typing import TYPE_CHECKING

from lexframe.services.session import Acting, Doors, Session

if TYPE_CHECKING:
    from lexframe.index.index import Index
    from lexframe.services.plan import Step


def main() -> int:
    """Run the command line; it starts the terminal where there is one."""
    from lexframe.cli.main import run

    return run(doors(), sys.argv[1:])


def doors() -> Doors:
    """Return the real doors; what is behind each is imported when it is first used."""
    return Doors(open_workspace, _terminal, found, join, demo, _tour)


def open_workspace(directory: Path, acting: str = "") -> Session:
    """Open the workspace that holds ``directory``; ``acting`` overrides who this clone joined as."""
    from lexframe.store.identity import read_identity
    from lexframe.store.opening import open_ledger

    ledger = open_ledger(directory)
    identity = read_identity(ledger.own_folder)
    known = Acting(identity.body, identity.officer) if identity else Acting("")
    chosen = known if not acting or acting == known.body else Acting(acting)
    index = _index_of(ledger.own_folder / "index.db")
    return Session(ledger, chosen, _now, _draw, ledger.drafts, index)


def _index_of(path: Path) -> Callable[[], Index]:
    """Return what opens the index, once for each thread: SQLite's connections are bound to theirs."""
    opened = local()

    def index() -> Index:
        if not hasattr(opened, "index"):
            from lexframe.index.index import Index

            opened.index = Index.open(path)
        found: Index = opened.index
        return found

    return index


def found(directory: Path, files: Mapping[str, bytes], acting: Acting) -> Session:
    """Make a workspace with its first commit, and act there for its founder."""
    from lexframe.store.found import found_workspace
    from lexframe.store.ports import Author

    now = _now()
    offset = int((now.utcoffset() or now - now).total_seconds() // 60)
    author = Author(acting.body, acting.office)
    found_workspace(directory, files, author, int(now.timestamp()), offset, "found").close()
    join(directory, acting)
    return open_workspace(directory)


def join(directory: Path, acting: Acting) -> None:
    """Remember who this clone acts for."""
    from lexframe.store.identity import Identity, write_identity
    from lexframe.store.opening import find_git_dir

    write_identity(find_git_dir(directory) / "lexframe", Identity(acting.body, acting.office))


def demo(directory: Path) -> Session:
    """Build the example workspace in an empty folder, through the same acts people use."""
    from lexframe.example.building import build

    build(directory)
    join(directory, Acting("ST", "Secretaría técnica"))
    return open_workspace(directory)


def _tour(session: Session, folder: Path) -> Iterator[Step]:
    from lexframe.example.tour import Tour

    return Tour(session, folder).walk()


def _terminal(directory: Path, acting: str, language: str) -> int:
    from lexframe.tui.app import run

    return run(doors(), directory, acting, language)


def _draw(below: int) -> int:
    import secrets  # 20 ms that only a new amendment's code pays

    return secrets.randbelow(below)


def _now() -> datetime:
    return datetime.now().astimezone()
