"""Bringing a text in: a source becomes a framework, a returned text becomes amendments."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace

from lexframe.core.article import ARTICLE, TRANSITORIO, Article, Framework, FrameworkText, Heading, Note
from lexframe.core.errors import Refused
from lexframe.core.ids import slug
from lexframe.core.message import Message
from lexframe.core.register import Entry, Opened
from lexframe.intake.document import ArticleText, Decree, Intake
from lexframe.intake.document import Heading as SourceHeading
from lexframe.intake.returned import Returned, compare_returned
from lexframe.services.amendments import Change, Draft
from lexframe.services.docket import Docket
from lexframe.services.frames import framework_files
from lexframe.services.loading import frameworks, settings
from lexframe.services.plan import Plan, plan_on_main, require_secretariat
from lexframe.services.session import Session
from lexframe.store.paths import entry_path
from lexframe.store.register_file import write_entry


@dataclass(frozen=True, slots=True)
class ReturnedDrafts:
    """A returned text as drafts, one an article, beside what could not become one.

    ``apart`` are the reform decrees (with their transitorios) that the text brings along;
    ``missing`` ids the framework has and the text has not: reported, never repealed by guess.
    """

    drafts: tuple[Draft, ...]
    apart: tuple[Decree, ...]
    missing: tuple[str, ...]
    same: int


def plan_import(
    session: Session, name: str, intake: Intake, domains: Mapping[str, str] | None = None
) -> Plan:
    """Plan the opening of a framework from what intake read.

    Raises :class:`Refused` when the workspace has a framework of that name already.
    """
    _, registry = settings(session.ledger)
    require_secretariat(session, registry.secretariat.id)
    if name in frameworks(session.ledger):
        raise Refused(
            Message("There is a framework “{name}” already.", name=name),
            Message("Choose another --framework ID, or bring the text in as amendments."),
            place=f"drafts/{name}",
        )
    text = framework_of(name, intake, domains or {})
    opened = Opened(text.frame.title, intake.source.name, intake.source.sha256)
    files = framework_files(None, text)
    files[entry_path(name, "0001-opened")] = write_entry(Entry(1, session.today(), opened))
    said = Message(
        "Framework {name}: {n} article and {transitorios} transitorios, from {source}.",
        "Framework {name}: {n} articles and {transitorios} transitorios, from {source}.",
        name=name,
        n=len(intake.articles),
        transitorios=len(text.articles) - len(intake.articles),
        source=intake.source.name,
    )
    return plan_on_main(session, "import", name, files, (said,), data={"framework": name})


def framework_of(name: str, intake: Intake, domains: Mapping[str, str]) -> FrameworkText:
    """Turn what intake read into a framework: its frame, and its articles by id."""
    outline: list[Heading | str] = []
    ids: set[str] = set()
    above: list[tuple[int, Heading]] = []
    for entry in intake.outline:
        if isinstance(entry, str):
            outline.append(entry)
            continue
        above = [(rank, heading) for rank, heading in above if rank < entry.level]
        heading = _heading(entry, [each for _, each in above], ids)
        above.append((entry.level, heading))
        outline.append(heading)
    outline = _closed(outline, intake.closing)
    outline += _decrees(intake, ids)
    preamble = "\n\n".join(part.strip("\n") for part in (*intake.legends, intake.preamble) if part.strip())
    frame = Framework(
        slug(name),
        intake.title,
        f"{preamble}\n" if preamble else "",
        tuple(outline),
        source=intake.source.name,
    )
    articles = {each.id: _article(each, domains.get(each.id, "")) for each in intake.every_article()}
    return FrameworkText(frame, {each: articles[each] for each in frame.article_ids})


def returned_drafts(docket: Docket, intake: Intake) -> ReturnedDrafts:
    """Compare a returned text with the framework and draft an amendment for each article that differs."""
    current = {article.id: article.body for article in docket.text.articles.values()}
    found = compare_returned(current, intake)
    drafts = [_returned_draft(docket, intake, change.returned) for change in found.changed]
    drafts += [_added_draft(docket, intake, article) for article in found.added]
    return ReturnedDrafts(tuple(drafts), found.decrees, _missing(docket, found), found.same)


def _missing(docket: Docket, found: Returned) -> tuple[str, ...]:
    return tuple(each for each in found.missing if docket.text.articles[each].kind == ARTICLE)


def _returned_draft(docket: Docket, intake: Intake, article: ArticleText) -> Draft:
    title = f"{_ARTICLE[docket.workspace.language]} {article.number}, {intake.source.name}"
    return Draft(title, (Change(article.id, article.body),))


def _added_draft(docket: Docket, intake: Intake, article: ArticleText) -> Draft:
    order = [each.id for each in intake.every_article()]
    before = [each for each in order[: order.index(article.id)] if each in docket.text.articles]
    change = Change(article.id, article.body, before[-1] if before else "", article.number, article.title)
    return replace(_returned_draft(docket, intake, article), changes=(change,))


_ARTICLE = {"es": "Artículo", "en": "Article"}


def _heading(entry: SourceHeading, above: list[Heading], ids: set[str]) -> Heading:
    own = f"{entry.kind}-{_ascii(entry.number)}".rstrip("-")
    name = _unique(f"{above[-1].id}-{own}" if above else own, ids)
    notes = "\n\n".join(f"({note})" for note in entry.notes)
    return Heading(name, entry.kind, entry.number, entry.title, len(above) + 1, f"{notes}\n" if notes else "")


def _closed(outline: list[Heading | str], closing: str) -> list[Heading | str]:
    """Hang the law's closing words on its last heading, after that heading's articles."""
    if not closing.strip():
        return outline
    last = max(n for n, entry in enumerate(outline) if isinstance(entry, Heading))
    heading = outline[last]
    assert isinstance(heading, Heading)
    return [*outline[:last], replace(heading, closing=closing.strip("\n") + "\n"), *outline[last + 1 :]]


def _decrees(intake: Intake, ids: set[str]) -> list[Heading | str]:
    outline: list[Heading | str] = []
    if intake.decrees_heading:
        outline.append(Heading(_unique("decretos", ids), "rubro", "", intake.decrees_heading, 1))
    for decree in intake.decrees:
        parts = (decree.published, decree.operative, decree.heading)
        text = "\n\n".join(part.strip("\n") for part in parts if part.strip())
        number = decree.date.isoformat() if decree.date else ""
        heading = Heading(_unique(decree.id, ids), "decreto", number, decree.title, 2)
        outline.append(replace(heading, text=f"{text}\n", closing=f"{decree.closing.strip()}\n"))
        outline += [article.id for article in decree.transitorios]
    return outline


def _article(source: ArticleText, domain: str) -> Article:
    kind = ARTICLE if source.kind == "articulo" else TRANSITORIO
    notes = tuple(Note(note.at, note.text) for note in source.notes)
    return Article(source.id, source.number, source.body, source.title, kind, domain, notes)


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.lower()).encode("ascii", "ignore").decode()
    return "-".join("".join(each if each.isalnum() else " " for each in plain).split())


def _unique(name: str, ids: set[str]) -> str:
    chosen, number = name, 2
    while chosen in ids:
        chosen, number = f"{name}-{number}", number + 1
    ids.add(chosen)
    return chosen
