"""What can go wrong, each as a sentence with a place and a next step.

Raised anywhere, turned into words once, at the edge: the command line picks the exit
code from the class, the terminal shows a notice. Nothing here carries a traceback to a
person. Expected outcomes (a clash, a blocked verdict) are values, never exceptions.
"""

from __future__ import annotations

from lexframe.core.message import Catalogue, Message


class LexframeError(Exception):
    """Base of every error that is meant to be read by a person.

    ``what`` says what happened, ``remedy`` what to do next, ``place`` where
    (a path with a line, a commit, an address) when there is one.
    """

    exit_code = 1

    def __init__(self, what: Message, remedy: Message, place: str = "") -> None:
        super().__init__(str(what))
        self.what = what
        self.remedy = remedy
        self.place = place

    def say(self, catalogue: Catalogue) -> str:
        """Return the whole notice: place, sentence, next step."""
        head = f"{self.place}: " if self.place else ""
        return f"{head}{self.what.say(catalogue)} {self.remedy.say(catalogue)}"


class Failed(LexframeError):
    """The world did not cooperate: a missing file, a broken disk, git's refusal."""

    exit_code = 1


class Refused(LexframeError):
    """The act is not allowed as asked; nothing was changed."""

    exit_code = 2


class Unreadable(Failed):
    """A record or document cannot be read as what it claims to be."""


class Unknown(Refused):
    """A name (institute, amendment, article, stance) that this workspace does not know."""


class TryAgain(Failed):
    """Somebody else was faster or holds the lock; the same act may succeed now."""

    exit_code = 75
