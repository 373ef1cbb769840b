"""Documents out of a docket: one table says which there are, in which formats, and what each is made from.

A dossier is resolved here and handed to :mod:`lexframe.export`; the same commit gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import Any, cast

from lexframe.core.article import FrameworkText
from lexframe.core.errors import Refused, Unknown
from lexframe.core.message import Message
from lexframe.core.stage import Stage
from lexframe.export.delivery import write_file
from lexframe.export.dossier import Dossier, Imprint, Paper
from lexframe.services.cases import cases, reported
from lexframe.services.consolidations import consolidation, require_clean, require_whole
from lexframe.services.docket import Docket
from lexframe.services.session import Session
from lexframe.store.paths import entry_path
from lexframe.store.ports import CommitInfo

__all__ = ["Document", "Exported", "documents", "export", "write_file"]

MEDIA_TYPES = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
}

FORMS = {"html": "html:html", "docx": "word:word", "md": "markdown:markdown", "txt": "plain:plain"}
"""What sets any manuscript in a format."""

Resolve = Callable[[Session, Docket, Sequence[str]], Dossier]


@dataclass(frozen=True, slots=True)
class Document:
    """One row of the table.

    ``compose`` names what turns the dossier into a manuscript, and ``own`` what writes a format of
    this document alone, each as a module of :mod:`lexframe.export` and a function in it.
    ``amendments`` says in a sentence what naming some does.
    """

    name: str
    title: Message
    endings: tuple[str, ...]
    resolve: Resolve
    amendments: Message
    compose: str
    own: Mapping[str, str] = field(default_factory=dict)

    def write(self, dossier: Dossier, ending: str) -> bytes:
        """Make the bytes of one format."""
        if ending in self.own:
            data: bytes = _named(self.own[ending])(dossier)
            return data
        written: bytes = _named(FORMS[ending])(_named(self.compose)(dossier))
        return written


@dataclass(frozen=True, slots=True)
class Exported:
    """A document as bytes, with their SHA-256, their media type and a name for the file."""

    data: bytes
    digest: str
    media_type: str
    file_name: str


def documents() -> tuple[Document, ...]:
    """Return every document there is."""
    return tuple(_TABLE.values())


def export(
    session: Session,
    docket: Docket,
    document: str,
    ending: str,
    amendments: Sequence[str] = (),
    *,
    language: str = "",
) -> Exported:
    """Make one document in one format, in the workspace's language unless another is asked for.

    Raises :class:`Unknown` for a document or format there is not, :class:`Refused` for amendments
    that cannot be worked in together.
    """
    row = _row(document)
    wanted = ending.lower().removeprefix(".")
    if wanted not in row.endings:
        raise Unknown(
            Message("“{document}” does not come as {ending}.", document=document, ending=wanted or "—"),
            Message("It comes as: {endings}.", endings=", ".join(row.endings)),
        )
    dossier = row.resolve(session, docket, amendments)
    if language:
        dossier = replace(dossier, imprint=replace(dossier.imprint, language=language))
    data = row.write(dossier, wanted)
    name = f"{docket.id}-{row.name}-{dossier.imprint.day.isoformat()}.{wanted}"
    return Exported(data, hashlib.sha256(data).hexdigest(), MEDIA_TYPES[wanted], name)


def _row(name: str) -> Document:
    row = _TABLE.get(name)
    if row is None:
        raise Unknown(
            Message("There is no document “{name}”.", name=name),
            Message("There are: {names}.", names=", ".join(_TABLE)),
        )
    return row


def _named(name: str) -> Callable[..., Any]:
    # Imported only when wanted: a command that exports a text should not wait for a Word library.
    module, _, function = name.partition(":")
    return cast(Callable[..., Any], getattr(import_module(f"lexframe.export.{module}"), function))


def _text(session: Session, docket: Docket, amendments: Sequence[str]) -> Dossier:
    """Resolve today's text, with the amendments named worked in."""
    return Dossier(
        imprint(session, docket),
        _with(docket, amendments),
        papers=tuple(paper(docket, name) for name in amendments),
        names=names(docket),
    )


def _change(session: Session, docket: Docket, amendments: Sequence[str]) -> Dossier:
    """Resolve two texts: today's and with the amendments, or the opening's and today's when none is named."""
    dossier = _text(session, docket, amendments)
    if amendments:
        return replace(dossier, before=docket.text)
    commit = opening(session, docket)
    adopted = [each.code for each in docket.in_order() if docket.stages[each.code] is Stage.ADOPTED]
    return replace(
        dossier,
        before=docket.earlier(commit.id).text,
        since=_day(commit),
        papers=tuple(paper(docket, code) for code in adopted),
    )


def _standing(session: Session, docket: Docket, amendments: Sequence[str]) -> Dossier:
    """Resolve where the amendments named stand, or everything admitted."""
    papers = tuple(paper(docket, name) for name in amendments or reported(docket))
    return Dossier(imprint(session, docket), docket.text, cases=cases(docket, papers), names=names(docket))


def _with(docket: Docket, amendments: Sequence[str]) -> FrameworkText:
    return require_clean(consolidation(docket, amendments)) if amendments else require_whole(docket)


def opening(session: Session, docket: Docket) -> CommitInfo:
    """Return the commit that opened the framework. Raises :class:`Refused` if none did."""
    place = entry_path(docket.id, "0001-opened")
    commits = list(session.ledger.history(docket.tip, [place]))
    if not commits:
        raise Refused(
            Message("The register does not say when framework {framework} was opened.", framework=docket.id),
            Message("Name the amendments that the document should be about."),
            place=place,
        )
    return commits[-1]


def imprint(session: Session, docket: Docket) -> Imprint:
    """Return what every document of this docket says of itself; its day is the commit's."""
    commit = next(iter(session.ledger.history(docket.tip)))
    return Imprint(
        docket.workspace.title,
        docket.id,
        docket.tip,
        _day(commit),
        docket.registry.secretariat.name,
        docket.workspace.language,
        docket.workspace.notice,
        docket.revision,
    )


def _day(commit: CommitInfo) -> dt.date:
    zone = dt.timezone(dt.timedelta(minutes=commit.offset))
    return dt.datetime.fromtimestamp(commit.when, zone).date()


def paper(docket: Docket, name: str) -> Paper:
    """Return an amendment as documents name it."""
    amendment = docket.amendment(name)
    body = docket.registry.by_id.get(amendment.by)
    return Paper(amendment, docket.numbers.get(amendment.code, 0), body.name if body else amendment.by)


def names(docket: Docket) -> dict[str, str]:
    """Map every body's id to its whole name."""
    return {name: body.name for name, body in docket.registry.by_id.items()}


_WORKED_IN = Message("Without any, the text as adopted; with some, the text they would make.")
_COMPARED = Message(
    "Without any, from the opening to what has been adopted; with some, from today to what they make."
)

_TABLE: dict[str, Document] = {
    row.name: row
    for row in (
        Document(
            "consolidated",
            Message("Consolidated text"),
            ("html", "docx", "md", "txt"),
            _text,
            _WORKED_IN,
            "consolidated:consolidated",
            {"md": "consolidated:consolidated_markdown"},
        ),
        Document(
            "decree",
            Message("Draft decree"),
            ("docx", "html", "md"),
            _change,
            _COMPARED,
            "decrees:draft_decree",
        ),
        Document(
            "comparative",
            Message("Comparative table"),
            ("html", "docx"),
            _change,
            _COMPARED,
            "comparative:comparative",
        ),
        Document("redline", Message("Redline"), ("html",), _change, _COMPARED, "redlines:marked_text"),
        Document(
            "consensus",
            Message("Consensus report"),
            ("html", "json", "csv"),
            _standing,
            Message("Without any, everything admitted; with some, those alone."),
            "consensus:consensus",
            {"json": "figures:consensus_json", "csv": "figures:consensus_csv"},
        ),
    )
}
