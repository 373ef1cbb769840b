"""Work done beside the screen: a thread fetches, a message tells, and old news is not heard."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual.app import App
from textual.message import Message

from lexframe.core import message
from lexframe.core.errors import Failed, LexframeError

T = TypeVar("T")


@dataclass
class Fetched(Message, Generic[T]):
    """An errand has come back, with what it found or with what went wrong."""

    key: str
    turn: int
    then: Callable[[T], None]
    otherwise: Callable[[LexframeError], None]
    found: T | None = None
    error: LexframeError | None = None

    bubble = False

    def __hash__(self) -> int:
        return id(self)


class Errands:
    """Runs work in threads; of several errands under one key only the last is heard."""

    def __init__(self, app: App[int]) -> None:
        self._app = app
        self._turns: dict[str, int] = {}
        self._queues: dict[str, threading.Lock] = {}

    def run(
        self,
        key: str,
        work: Callable[[], T],
        then: Callable[[T], None],
        otherwise: Callable[[LexframeError], None],
        *,
        reads: bool = False,
    ) -> None:
        """Do ``work`` in a thread, then call ``then`` on the screen's thread.

        With ``reads`` the work asks the ledger, one errand at a time; any other errands take turns
        under their key, and one that is old before it begins is not done.
        """
        turn = self._turns[key] = self._turns.get(key, 0) + 1
        queue = self._queues.setdefault("" if reads else key, threading.Lock())

        def errand() -> None:
            with queue:
                if not reads and self._turns[key] != turn:
                    return
                try:
                    news = Fetched(key, turn, then, otherwise, work())
                except LexframeError as error:
                    news = Fetched(key, turn, then, otherwise, error=error)
                except Exception as defect:
                    news = Fetched(key, turn, then, otherwise, error=_defect(defect))
            self._app.post_message(news)

        self._app.run_worker(errand, name=key, group=key, thread=True, exit_on_error=False)

    def hear(self, news: Fetched[T]) -> None:
        """Hand over what an errand found, unless a later one is on its way."""
        if self._turns.get(news.key) != news.turn:
            return
        if news.error is not None:
            news.otherwise(news.error)
        else:
            news.then(news.found)  # type: ignore[arg-type]

    def forget(self, key: str) -> None:
        """Hear nothing more of the errands under a key."""
        self._turns[key] = self._turns.get(key, 0) + 1


def _defect(defect: Exception) -> Failed:
    return Failed(
        message.Message(
            "Something is wrong inside lexframe: {what}.", what=f"{type(defect).__name__}: {defect}"
        ),
        message.Message("Nothing half done was recorded. Please report it with what you were doing."),
    )
