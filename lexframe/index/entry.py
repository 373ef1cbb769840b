"""What search knows of one record: words, and enough to say where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

ARTICLE, AMENDMENT, PROPOSAL = "article", "amendment", "proposal"
POSITION, RESERVATION, COMMENT = "position", "reservation", "comment"
KINDS = (ARTICLE, AMENDMENT, PROPOSAL, POSITION, RESERVATION, COMMENT)
"""In the order in which equally good finds are shown: what is in force first, remarks last."""

_DIGITS = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One searchable text.

    ``subject`` is the article's id or the amendment's code that it speaks of; ``body`` the
    institute or group whose text it is, empty for what is on main. ``text`` holds blocks parted by
    blank lines. ``address`` is the unit it speaks of, where the record names one; ``article`` the
    article whose units the text is made of, and ``whole`` that article's whole body where ``text``
    is only a part of it.
    """

    kind: str
    framework: str
    subject: str
    text: str
    title: str = ""
    body: str = ""
    address: str = ""
    article: str = ""
    whole: str = ""

    @property
    def order(self) -> str:
        """A key that sorts entries as people expect: by framework, kind and number (9 before 10)."""
        named = f"{self.framework} {KINDS.index(self.kind)} {self.subject} {self.article} {self.body}"
        return _DIGITS.sub(lambda number: number[0].zfill(8), named)
