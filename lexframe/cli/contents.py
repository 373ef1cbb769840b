"""The table of every command: its section, its name, where it is written, and what it does."""

from __future__ import annotations

from dataclasses import dataclass

from lexframe.cli.speech import N_


@dataclass(frozen=True, slots=True)
class Entry:
    """One command of the first level; ``where`` is ``module:attribute`` inside :mod:`lexframe.cli`."""

    name: str
    where: str
    help: str


SECTIONS: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    (
        N_("Workspace"),
        (
            Entry("demo", "workspaces:demo", N_("Build the example workspace and open it")),
            Entry("init", "workspaces:init", N_("Make a new workspace")),
            Entry("join", "workspaces:join", N_("Say whom this clone acts for")),
            Entry("status", "states:status", N_("Show the state of the workspace in one page")),
            Entry("institute", "institutes:institute", N_("Who takes part")),
        ),
    ),
    (
        N_("Text"),
        (
            Entry("import", "frameworks:bring_in", N_("Bring a text in from PDF, Markdown or plain text")),
            Entry("framework", "frameworks:framework", N_("List, show and check frameworks")),
            Entry("article", "articles:article", N_("Show articles, at any date, with any amendments")),
            Entry("diff", "redlines:diff", N_("Show what changes, word by word")),
            Entry(
                "consolidate", "consolidations:consolidate", N_("Write the text with amendments worked in")
            ),
            Entry("erratum", "decisions:erratum", N_("Correct an article without an amendment")),
        ),
    ),
    (
        N_("Amendments and positions"),
        (
            Entry("amendment", "amendments:amendment", N_("Write, hand in, admit and compare amendments")),
            Entry("position", "positions:position", N_("Say where an institute stands")),
            Entry("comment", "comments:comment", N_("Remark on an amendment or an article")),
        ),
    ),
    (
        N_("Counting and deciding"),
        (
            Entry("round", "rounds:round_", N_("Open, extend and close rounds of consultation")),
            Entry("tally", "tallies:tally", N_("Count, and say what is still needed")),
            Entry("decide", "decisions:decide", N_("Record that an amendment is rejected or has fallen")),
            Entry("adopt", "decisions:adopt", N_("Adopt amendments, with all that follows")),
            Entry("seal", "decisions:seal", N_("Take what stands in every tray into the register")),
        ),
    ),
    (
        N_("Documents and history"),
        (
            Entry("export", "exports:export", N_("Write a document")),
            Entry("checkout", "layouts:checkout", N_("Lay the records out as plain files")),
            Entry("search", "searches:search", N_("Search everything that is recorded")),
            Entry("log", "histories:log", N_("Show who did what, when and why")),
            Entry("verify", "histories:verify", N_("Count every decision again")),
            Entry("reindex", "searches:reindex", N_("Make the search index anew")),
        ),
    ),
)
"""In the order of the work; the help page and the reference are made from it."""

ENTRIES = {entry.name: entry for _, entries in SECTIONS for entry in entries}
