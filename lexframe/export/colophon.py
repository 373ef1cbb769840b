"""What a document says of itself: what it was made from, on which day, and how anyone can check it.

The digest is that of the consolidated text in its Markdown form without the lines that begin
with ``>`` (legends and editorial notes), so that a file can state its own digest.
"""

from __future__ import annotations

import hashlib

from lexframe.core.article import FrameworkText
from lexframe.core.message import Message
from lexframe.export.dossier import Dossier, Imprint, Paper
from lexframe.export.lawtext import law_markdown
from lexframe.export.manuscript import Block, Manuscript
from lexframe.export.speech import Speech

SHORT = 12
"""Characters of a commit's name that running lines show."""


def text_digest(text: FrameworkText) -> str:
    """SHA-256 (hex) of a text: its Markdown form in UTF-8, without the lines that begin with ``>``."""
    lines = law_markdown(text).splitlines(keepends=True)
    return hashlib.sha256("".join(line for line in lines if not line.startswith(">")).encode()).hexdigest()


def manuscript(
    dossier: Dossier,
    kind: Message,
    blocks: tuple[Block, ...],
    *,
    about: tuple[str, ...] = (),
    contents: bool = False,
    landscape: bool = False,
) -> Manuscript:
    """Bind blocks into a document that says what it is, as of when, and how to check it."""
    imprint = dossier.imprint
    speech = Speech(imprint.language)
    named = speech.say(kind)
    return Manuscript(
        title=dossier.text.frame.title or imprint.framework,
        kind=named,
        about=(*about, *worked_in(dossier, speech)),
        blocks=blocks,
        colophon=colophon(dossier, speech),
        colophon_title=speech.say(Message("About this document")),
        running=running(imprint, named),
        workspace=imprint.workspace,
        author=imprint.secretariat,
        day=imprint.day,
        language=imprint.language,
        tongue=dossier.text.frame.language,
        notice=imprint.notice,
        contents=contents,
        landscape=landscape,
    )


def running(imprint: Imprint, kind: str) -> str:
    """The line at the foot of every page."""
    return f"{imprint.framework} · {kind} · {imprint.day.isoformat()} · {imprint.commit[:SHORT]}"


def worked_in(dossier: Dossier, speech: Speech) -> tuple[str, ...]:
    """Say which amendments made the text what it is, or are worked in without being adopted."""
    papers = dossier.papers
    if not papers:
        return ()
    which = speech.join(paper_name(paper, speech) for paper in papers)
    if dossier.since is not None:
        adopted = Message("Adopted since {day}: {which}.", day=speech.date(dossier.since), which=which)
        return (speech.say(adopted),)
    said = Message(
        "It works in {which}, which is not adopted by this.",
        "It works in {which}, which are not adopted by this.",
        n=len(papers),
        which=which,
    )
    return (speech.say(said),)


def paper_name(paper: Paper, speech: Speech) -> str:
    """Name an amendment: by its number and code, or by its code alone before it has a number."""
    if not paper.number:
        return speech.say(Message("amendment {code}", code=paper.code))
    return speech.say(Message("amendment {number} ({code})", number=paper.number, code=paper.code))


def colophon(dossier: Dossier, speech: Speech) -> tuple[tuple[str, str], ...]:
    """The lines of origin and proof, each a name and a value."""
    imprint = dossier.imprint
    lines = [
        (Message("Workspace"), imprint.workspace),
        (Message("Framework"), f"{dossier.text.frame.title} ({imprint.framework})"),
        (Message("Date"), speech.date(imprint.day)),
        (Message("Version (commit)"), imprint.commit),
        (Message("Secretariat"), imprint.secretariat),
        *_digests(dossier),
    ]
    named = [(speech.say(name), value) for name, value in lines if value]
    return (*named, (speech.say(Message("How to check it")), speech.say(_proof(imprint))))


def _digests(dossier: Dossier) -> list[tuple[Message, str]]:
    if dossier.before is None:
        return [(Message("SHA-256 of the text"), text_digest(dossier.text))]
    return [
        (Message("SHA-256 of the text before"), text_digest(dossier.before)),
        (Message("SHA-256 of the text proposed"), text_digest(dossier.text)),
    ]


def _proof(imprint: Imprint) -> Message:
    return Message(
        "Export the consolidated text of this version as Markdown; its SHA-256, without the lines "
        "that begin with “>”, is the one given here: grep -v '^>' {file} | sha256sum",
        file=f"{imprint.framework}.md",
    )
