"""What a document says of itself: what it was made from, on which day, and how anyone can check it.

The digest is that of the consolidated text in its Markdown form without the lines that begin
with ``>`` (legends and editorial notes), so that a file can state its own digest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from lexframe.core.article import FrameworkText
from lexframe.core.message import Message
from lexframe.export.dossier import Dossier, Imprint, Paper
from lexframe.export.lawtext import law_markdown
from lexframe.export.manuscript import Block, Manuscript
from lexframe.export.passages import shown
from lexframe.export.speech import Speech

SHORT = 12
"""Characters of a commit's name that running lines show."""


def text_digest(text: FrameworkText) -> str:
    """SHA-256 (hex) of a text: its Markdown form in UTF-8, without the lines that begin with ``>``."""
    # With a legend, as every exported file has some: the blank line around it belongs to the text.
    lines = law_markdown(text, ("SHA-256",)).splitlines(keepends=True)
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
        title=shown(dossier.text.frame.title) or imprint.framework,
        kind=named,
        about=(*about, *worked_in(dossier, speech)),
        blocks=blocks,
        colophon=colophon(dossier, speech),
        colophon_title=speech.say(Message("About this document")),
        running=running(imprint, named),
        workspace=shown(imprint.workspace),
        author=shown(imprint.secretariat),
        day=imprint.day,
        language=imprint.language,
        tongue=dossier.text.frame.language,
        notice=shown(imprint.notice),
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
    named = paper_names(papers, speech)
    if dossier.since is not None:
        return (
            speech.say(Message("Adopted since {day}: {which}.", day=speech.date(dossier.since), which=named)),
        )
    said = Message(
        "It works in {which}, which is not adopted by this.",
        "It works in {which}, which are not adopted by this.",
        n=len(papers),
        which=named,
    )
    return (speech.say(said),)


def paper_names(papers: Sequence[Paper], speech: Speech) -> str:
    """Name amendments: *amendments 1 (ISSTEG-K7M2) and 4 (ISSTEBC-00ZZ)*."""
    which = speech.join(short_name(paper, speech) for paper in papers)
    return speech.say(Message("amendment {which}", "amendments {which}", n=len(papers), which=which))


def short_name(paper: Paper, speech: Speech) -> str:
    """Number and code, the code alone before there is a number; and the federal folio, if any."""
    name = f"{paper.number} ({paper.code})" if paper.number else paper.code
    folio = shown(paper.amendment.folio)
    return speech.say(Message("{name}, folio {folio}", name=name, folio=folio)) if folio else name


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
    named = [(speech.say(name), shown(value)) for name, value in lines if value]
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
