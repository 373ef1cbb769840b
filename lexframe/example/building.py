"""From the story to a repository on disk, byte for byte the same on every machine."""

from __future__ import annotations

from pathlib import Path

from lexframe.core.register import Entry, Opened
from lexframe.example.player import SECRETARIAT, Player, seeded_draw
from lexframe.example.story import read_story
from lexframe.services.session import Acting, Session
from lexframe.store.found import found_workspace
from lexframe.store.memory_ledger import MemoryLedger
from lexframe.store.paths import REGISTRY_FILE, WORKSPACE_FILE, entry_path
from lexframe.store.ports import MAIN, Author, CommitPlan
from lexframe.store.pouring import pour
from lexframe.store.register_file import write_entry


def build(directory: Path) -> None:
    """Found the example in an empty folder and play its story into it.

    Played in memory and poured in as one pack: the ids are the same, and it takes a second or two
    where two hundred acts through git would take ten.
    """
    story = read_story()
    start = story.acts[0].date.replace(hour=7, minute=0)
    title = "Marco nacional de seguridad social de los estados"
    opened = Entry(1, start.date().isoformat(), Opened(title))
    files = {
        WORKSPACE_FILE: story.workspace,
        REGISTRY_FILE: story.registry,
        entry_path("", opened.stem): write_entry(opened),
    }
    offset = start.utcoffset()
    assert offset is not None, "the story's dates carry their zone"
    minutes = int(offset.total_seconds() // 60)
    root = CommitPlan(MAIN, None, files, "found", Author(SECRETARIAT), int(start.timestamp()), minutes)
    with found_workspace(directory, files, root.author, root.when, root.offset, root.message) as ledger:
        memory = MemoryLedger()
        memory.perform(root)
        session = Session(memory, Acting(SECRETARIAT), lambda: start, seeded_draw(), ledger.drafts)
        Player(session, story).play()
        pour(memory, ledger)
