"""A proposed change: whole proposed texts of the articles it touches, and what it was written on."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from lexframe.core.errors import Refused
from lexframe.core.ids import amendment_code, author_of, slug
from lexframe.core.message import Message

REFORM, ADD, REPEAL = "reform", "add", "repeal"
VERBS = (REFORM, ADD, REPEAL)
DRAFT, SUBMITTED, WITHDRAWN = "draft", "submitted", "withdrawn"
STANDINGS = (DRAFT, SUBMITTED, WITHDRAWN)
"""What the proposer says of it; everything after that is derived from the register."""

INSTITUTE, FEDERAL = "institute", "federal"
ORIGINS = (INSTITUTE, FEDERAL)


@dataclass(frozen=True, slots=True)
class Operation:
    """One act on one article: reform or repeal its text, or add it after another.

    ``base`` is the SHA-256 of the article's body the proposal was written on, empty for an
    addition; ``base_blob`` the git object id of that article file. ``text`` is the whole
    proposed body; ``number`` and ``title`` are an added article's own.
    """

    verb: str
    article: str
    text: str
    base: str = ""
    base_blob: str = ""
    after: str = ""
    number: str = ""
    title: str = ""

    def __post_init__(self) -> None:
        slug(self.article)
        if self.verb not in VERBS:
            raise Refused(
                Message("“{verb}” is not something an amendment can do.", verb=self.verb),
                Message("Use one of: {verbs}.", verbs=", ".join(VERBS)),
            )


@dataclass(frozen=True, slots=True)
class Amendment:
    """What one body proposes, under a code minted offline that carries its name."""

    code: str
    framework: str
    title: str
    operations: tuple[Operation, ...]
    reasons: str = ""
    standing: str = DRAFT
    domain: str = ""
    replaces: tuple[str, ...] = ()
    origin: str = INSTITUTE
    folio: str = ""
    algebra: str = "1"
    extras: tuple[tuple[str, object], ...] = ()

    def __post_init__(self) -> None:
        amendment_code(self.code)
        touched = [operation.article for operation in self.operations]
        if len(set(touched)) != len(touched):
            raise Refused(
                Message("Amendment {code} touches one article twice.", code=self.code),
                Message("Join its operations on that article into one."),
            )

    @property
    def by(self) -> str:
        """The body that proposes it."""
        return author_of(self.code)

    @property
    def articles(self) -> tuple[str, ...]:
        """Ids of the articles it touches."""
        return tuple(operation.article for operation in self.operations)

    @property
    def digest(self) -> str:
        """SHA-256 over what it would make the articles say; equal for identical proposals.

        Reasons, title and author do not enter: two institutes that propose the same text
        propose the same thing.
        """
        whole = hashlib.sha256()
        for operation in sorted(self.operations, key=lambda each: each.article):
            for part in (
                operation.verb,
                operation.article,
                operation.after,
                operation.number,
                operation.title,
            ):
                whole.update(part.encode() + b"\0")
            whole.update(body_digest(operation.text).encode())
        return whole.hexdigest()

    @property
    def version(self) -> str:
        """SHA-256 that names this version: what it would make the articles say, and on which bases.

        A proposer who renews the same words on a newer text has made a new version.
        """
        bases = sorted((operation.article, operation.base) for operation in self.operations)
        whole = "\0".join([self.digest, *(part for pair in bases for part in pair)])
        return hashlib.sha256(whole.encode()).hexdigest()


def body_digest(body: str) -> str:
    """SHA-256 of a text as UTF-8, in hexadecimal: what names a base and a wording."""
    return hashlib.sha256(body.encode()).hexdigest()
