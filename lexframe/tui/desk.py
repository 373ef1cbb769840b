"""What the terminal face has in hand: the session, the board, and what the reader has chosen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lexframe.core.errors import LexframeError
from lexframe.core.institute import Registry
from lexframe.core.message import Message
from lexframe.core.position import Stance
from lexframe.core.workspace import Workspace
from lexframe.tui.tongue import Tongue
from lexframe.tui.writing import Writing

if TYPE_CHECKING:
    from lexframe.services.docket import Docket
    from lexframe.services.session import Session
    from lexframe.tui.board import Board


@dataclass(frozen=True, slots=True)
class Opening:
    """A workspace that holds no framework yet: all there is to know of it."""

    workspace: Workspace
    registry: Registry


@dataclass
class Desk:
    """Changed only by message handlers, on the screen's own thread.

    ``opening`` stands in for the board while there is no framework; ``marked`` are the amendments
    picked out to be acted on together; ``writing`` is the text in the editor and ``begun`` what of it
    is on disk already; ``pretend`` holds supposed stances by amendment and institute.
    """

    tongue: Tongue = field(default_factory=Tongue)
    session: Session | None = None
    board: Board | None = None
    opening: Opening | None = None
    frameworks: tuple[str, ...] = ()
    article: str = ""
    code: str = ""
    worked_in: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()
    pretend: dict[str, dict[str, Stance]] = field(default_factory=dict)
    marks: bool = False
    beside: bool = False
    busy: Message | None = None
    said: Message | None = None
    drafts: int = 0
    trouble: LexframeError | None = None
    writing: Writing | None = None
    begun: Writing | None = None

    @property
    def docket(self) -> Docket:
        """The docket; ask only when there is a board."""
        assert self.board is not None, "a docket is asked for before it was read"
        return self.board.docket

    @property
    def registry(self) -> Registry | None:
        """Who takes part, once that has been read."""
        if self.board is not None:
            return self.board.docket.registry
        return self.opening.registry if self.opening else None

    @property
    def acting(self) -> str:
        """Who this clone acts for, or nothing."""
        return self.session.acting.body if self.session else ""

    def take(self, board: Board) -> None:
        """Put a newer board on the desk and keep what was chosen where it still exists."""
        self.board, self.opening, self.trouble = board, None, None
        known = board.docket.amendments
        self.worked_in = tuple(code for code in self.worked_in if code in board.docket.open_codes)
        self.marked = tuple(code for code in self.marked if code in board.docket.open_codes)
        self.pretend = {code: said for code, said in self.pretend.items() if code in board.docket.open_codes}
        if self.code not in known:
            self.code = next(iter((*board.docket.open_codes, *known)), "")
        articles = board.docket.text.frame.article_ids
        proposed = {operation.article for added in board.additions.values() for _, operation in added}
        if self.article not in articles and self.article not in proposed and self.article != "#preamble":
            self.article = next(iter(articles), "")
