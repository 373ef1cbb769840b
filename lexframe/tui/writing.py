"""What somebody is writing: enough to put the editor back as it was after the terminal died."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, fields

FORMAT = 1
LONGEST = 110
"""Characters of a key; a longer one is replaced by its digest."""


@dataclass(frozen=True, slots=True)
class Writing:
    """One article's text on the way to becoming an amendment.

    ``code`` names one's own amendment when it is revised, ``after``, ``number`` and ``heading``
    an article that is added. ``base`` is the text it was begun on.
    """

    framework: str
    article: str
    text: str
    base: str = ""
    code: str = ""
    title: str = ""
    reasons: str = ""
    after: str = ""
    number: str = ""
    heading: str = ""

    @property
    def key(self) -> str:
        """The key it is kept under: one text for each article of each amendment."""
        name = f"{self.framework}/{self.code or 'new'}/{self.article}"
        return name if len(name) <= LONGEST else hashlib.sha256(name.encode()).hexdigest()


def print_writing(writing: Writing) -> str:
    """Return it as text to keep."""
    return json.dumps({"format": FORMAT, **asdict(writing)}, ensure_ascii=False)


def read_writing(text: str) -> Writing | None:
    """Read it back; ``None`` for a text that is something else."""
    try:
        data = json.loads(text)
    except ValueError:
        return None
    if not isinstance(data, dict) or data.pop("format", None) != FORMAT:
        return None
    known = {field.name for field in fields(Writing)}
    if not known >= data.keys() or not all(isinstance(value, str) for value in data.values()):
        return None
    if not {"framework", "article", "text"} <= data.keys():
        return None
    return Writing(**data)
