"""What one command works at: the workspace it opened, the language it speaks, and its two ways out.

Data goes to stdout, narration to stderr; nothing that comes from a repository gets to either
without passing :func:`~lexframe.core.safe.safe`.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexframe.cli.tables import table
from lexframe.core.errors import LexframeError, Refused
from lexframe.core.message import Catalogue, Message
from lexframe.core.safe import safe
from lexframe.locale.catalogue import catalogue, default_language

if TYPE_CHECKING:
    from lexframe.core.institute import Registry
    from lexframe.core.workspace import Workspace
    from lexframe.services.docket import Docket
    from lexframe.services.plan import Plan
    from lexframe.services.session import Doors, Session

SHAPE = 1
"""The version of every ``--json`` shape; it grows when a key changes its meaning or goes away."""

Step = Callable[[], "Plan | None"]
"""Plans the next act on what the acts before it have made; ``None`` when there is nothing to record."""

_HIDDEN = re.compile(
    r"[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)


@dataclass
class Desk:
    """Everything the shared options say, and the workspace once it is open."""

    doors: Doors
    asked_language: str = ""
    directory: Path = field(default_factory=Path)
    body: str = ""
    framework: str = ""
    as_json: bool = False
    dry_run: bool = False
    _session: Session | None = None
    _docket: Docket | None = None
    _settings: tuple[Workspace, Registry] | None = None
    _shelf: dict[tuple[str, ...], object] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The language asked for, else the open workspace's, else the environment's, else Spanish."""
        if self.asked_language:
            return self.asked_language
        known = self._known_settings()
        return known[0].language if known else default_language(os.environ)

    @property
    def words(self) -> Catalogue:
        """The words of that language."""
        return catalogue(self.language)

    @property
    def session(self) -> Session:
        """The workspace, opened once; with ``--as``, for a body that its registry knows."""
        if self._session is None:
            refuse_own_source(self.directory)
            self.use(self.doors.open(self.directory, self.body))
        assert self._session is not None
        return self._session

    def use(self, session: Session) -> None:
        """Work in a workspace that has just been opened."""
        self._session, self._docket, self._settings = session, None, None
        if self.body:
            self.registry.body(self.body)

    @property
    def registry(self) -> Registry:
        """Who takes part in the workspace."""
        from lexframe.services.loading import settings

        if self._settings is None:
            self._settings = settings(self.session.ledger)
        return self._settings[1]

    def _known_settings(self) -> tuple[Workspace, Registry] | None:
        """Read the settings if a workspace is open; one whose settings are broken has no language."""
        if self._session is not None and self._settings is None:
            try:
                _ = self.registry
            except LexframeError:
                return None
        return self._settings

    def docket(self, at: str = "") -> Docket:
        """Return the framework's records as they stand now, or as main held them at a revision."""
        from lexframe.services.loading import load

        ledger = self.session.ledger
        if at:
            from lexframe.services.revisions import revision

            return load(ledger, self.framework, at=revision(ledger, at), shelf=self._shelf)
        if self._docket is None:
            self._docket = load(ledger, self.framework, shelf=self._shelf)
            self._settings = (self._docket.workspace, self._docket.registry)
        return self._docket

    def docket_about(self, amendment: str) -> Docket:
        """Return what one amendment needs to be judged, which is read sooner than everything."""
        from lexframe.services.loading import load_about

        docket = load_about(self.session.ledger, self.framework, amendment)
        self._settings = (docket.workspace, docket.registry)
        return docket

    def say(self, what: Message | str) -> str:
        """Put a message into the reader's language; a plain string stays what it is."""
        return what.say(self.words) if isinstance(what, Message) else what

    def line(self, what: Message | str = "") -> None:
        """Write one piece of data to stdout, made harmless."""
        click.echo(safe(self.say(what)))

    def lines(self, several: Iterable[Message | str]) -> None:
        """Write several lines."""
        for each in several:
            self.line(each)

    def table(self, headers: Sequence[Message], rows: Iterable[Sequence[object]]) -> None:
        """Write rows under headers; on a terminal the last column is cut at its edge."""
        most = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
        worded = ([self.say(cell) if isinstance(cell, Message) else cell for cell in row] for row in rows)
        for text in table([self.say(header) for header in headers], worded, most):
            click.echo(text)

    def emit(self, kind: str, shape: dict[str, object]) -> None:
        """Write one JSON document; what a terminal would hide or obey is escaped inside it."""
        whole = {"lexframe": SHAPE, "kind": kind} | shape
        assert whole["kind"] == kind, "a shape has no kind of its own"
        text = json.dumps(whole, ensure_ascii=False, indent=2)
        click.echo(_HIDDEN.sub(_escaped, text))

    def narrate(self, what: Message) -> None:
        """Tell the person what is going on, on stderr; a program that asked for JSON is not told."""
        if not self.as_json:
            click.echo(safe(self.say(what)), err=True)

    def record(self, *steps: Step) -> None:
        """Perform each step's plan and say what was recorded; with ``--dry-run`` only show the plans."""
        from lexframe.cli.records import recorded

        recorded(self, steps)

    def renew(self) -> Docket:
        """Read the records again, after an act of this command."""
        self._docket = None
        return self.docket()


def refuse_own_source(directory: Path) -> None:
    """Keep away from lexframe's own checkout. Raises :class:`Refused` that offers the demo."""
    home = own_source(directory)
    if home is not None:
        raise Refused(
            Message("This is lexframe's own source, not a workspace; nothing is recorded here."),
            Message("See the example with “lexframe demo”, or open a workspace with -C DIR."),
            place=str(home),
        )


def own_source(directory: Path) -> Path | None:
    """Return the root of lexframe's source if ``directory`` lies in it."""
    folder = directory.absolute()
    for each in (folder, *folder.parents):
        project = each / "pyproject.toml"
        if (each / "drafts").is_dir() and project.is_file():
            named = re.search(r'^name = "lexframe"$', project.read_text("utf-8", "replace"), re.MULTILINE)
            return each if named else None
    return None


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code <= 0xFFFF:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
