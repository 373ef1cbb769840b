"""An amendment's life at the command line: written, revised, handed in, admitted, compared."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from lexframe.cli.desk import Desk
from lexframe.cli.options import Folder, Word, bytes_of, noun, reads, text_of, writes
from lexframe.cli.speech import N_, argument, option
from lexframe.core.amendment import ORIGINS, Amendment
from lexframe.core.errors import Refused
from lexframe.core.message import Message
from lexframe.services.amendments import (
    REPEALED,
    Change,
    Draft,
    plan_propose,
    plan_revise,
    plan_submit,
    plan_withdraw,
)
from lexframe.services.docket import Docket

amendment = noun("amendment", N_("Write, hand in, admit and compare amendments."))

_articles = option(
    "--article",
    "articles",
    metavar=N_("ARTICLE"),
    multiple=True,
    help=N_("The article whose text follows in --text; repeat both for several."),
)
_texts = option(
    "--text",
    "texts",
    metavar=N_("FILE"),
    multiple=True,
    help=N_("Its whole proposed text: a file, or - for standard input."),
)
_repeals = option(
    "--repeal", "repeals", metavar=N_("ARTICLE"), multiple=True, help=N_("Repeal this article; repeatable.")
)
_after = option("--after", metavar=N_("ARTICLE"), default="", help=N_("Add a new article after this one."))
_number = option("--number", metavar=N_("NUMBER"), default="", help=N_("The new article's number: 39 Bis."))
_heading = option("--heading", metavar=N_("TEXT"), default="", help=N_("The new article's own title."))
_reasons = option("--reasons", metavar=N_("TEXT"), default="", help=N_("Why."))


@writes(
    amendment, "new", N_("Propose an amendment with whole proposed texts; its code is made here, offline.")
)
@_articles
@_texts
@_repeals
@_after
@_number
@_heading
@option("--title", metavar=N_("TEXT"), required=True, help=N_("What it is about, in one line."))
@_reasons
@option(
    "--domain", metavar=N_("TEXT"), default="", help=N_("Technical domain; the article's own if not given.")
)
@option(
    "--replaces",
    metavar=N_("AMENDMENT"),
    multiple=True,
    help=N_("It is a compromise that replaces this one; repeatable."),
)
@option(
    "--origin",
    type=Word(ORIGINS),
    metavar="institute|federal",
    default=ORIGINS[0],
    help=N_("Where the proposal comes from."),
)
@option("--folio", metavar=N_("TEXT"), default="", help=N_("The counterpart's own number for it."))
@option("--draft", is_flag=True, help=N_("Keep it as a draft; hand it in later with “amendment submit”."))
@click.pass_obj
def new(
    desk: Desk,
    articles: Sequence[str],
    texts: Sequence[str],
    repeals: Sequence[str],
    after: str,
    number: str,
    heading: str,
    title: str,
    reasons: str,
    domain: str,
    replaces: Sequence[str],
    origin: str,
    folio: str,
    draft: bool,
) -> None:
    """Plan and record a new amendment."""
    docket = desk.docket()
    changes = _changes(docket, articles, texts, repeals, after, number, heading)
    made = Draft(title, changes, reasons, domain, tuple(replaces), origin, folio, submit=not draft)
    desk.record(lambda: plan_propose(desk.session, docket, [made]))


@writes(amendment, "edit", N_("Revise an amendment of yours; what is not given stays as it is."))
@argument("code", N_("AMENDMENT"), N_("Its code or number."))
@_articles
@_texts
@_repeals
@_after
@_number
@_heading
@option(
    "--drop", metavar=N_("ARTICLE"), multiple=True, help=N_("Leave this article out from now on; repeatable.")
)
@option("--title", metavar=N_("TEXT"), default="", help=N_("What it is about, in one line."))
@_reasons
@click.pass_obj
def edit(
    desk: Desk,
    code: str,
    articles: Sequence[str],
    texts: Sequence[str],
    repeals: Sequence[str],
    after: str,
    number: str,
    heading: str,
    drop: Sequence[str],
    title: str,
    reasons: str,
) -> None:
    """Plan and record a new version, on today's text."""
    docket = desk.docket()
    held = docket.amendment(code)
    if len(texts) == 1 and not articles and not after and len(held.operations) == 1:
        only = held.operations[0]
        changes: tuple[Change, ...] = (
            Change(only.article, text_of(texts[0]), only.after, only.number, only.title),
        )
    else:
        changes = _changes(docket, articles, texts, repeals, after, number, heading)
    draft = Draft(title, _merged(docket, held, changes, drop), reasons)
    desk.record(lambda: plan_revise(desk.session, docket, held.code, draft))


@writes(amendment, "submit", N_("Hand a draft in."))
@argument("code", N_("AMENDMENT"), N_("Its code."))
@click.pass_obj
def submit(desk: Desk, code: str) -> None:
    """Plan and record the handing in."""
    desk.record(lambda: plan_submit(desk.session, desk.docket(), code))


@writes(amendment, "withdraw", N_("Withdraw an amendment of yours; its record stays."))
@argument("code", N_("AMENDMENT"), N_("Its code or number."))
@option("--reason", metavar=N_("TEXT"), default="", help=N_("Why."))
@click.pass_obj
def withdraw(desk: Desk, code: str, reason: str) -> None:
    """Plan and record the withdrawal."""
    desk.record(lambda: plan_withdraw(desk.session, desk.docket(), code, reason))


@writes(amendment, "from", N_("Turn a returned text into amendments: one for each article that differs."))
@argument("file", N_("FILE"), N_("The text as it came back: PDF, Markdown or plain text."), type=Folder())
@option(
    "--title",
    metavar=N_("TEXT"),
    default="",
    help=N_("A title for all of them; the file's name if not given."),
)
@_reasons
@option(
    "--origin",
    type=Word(ORIGINS),
    metavar="institute|federal",
    default=ORIGINS[0],
    help=N_("Where the proposal comes from."),
)
@option("--folio", metavar=N_("TEXT"), default="", help=N_("The counterpart's own number for it."))
@option("--draft", is_flag=True, help=N_("Keep them as drafts."))
@click.pass_obj
def from_text(desk: Desk, file: Path, title: str, reasons: str, origin: str, folio: str, draft: bool) -> None:
    """Compare a returned text with the framework and record what differs."""
    from dataclasses import replace

    from lexframe.services.frameworks import returned_drafts
    from lexframe.services.sources import read_source

    desk.narrate(Message("Reading {file}…", file=file.name))
    found = returned_drafts(desk.docket(), read_source(file.name, bytes_of(file)))
    drafts = [
        replace(
            each, title=title or each.title, reasons=reasons, origin=origin, folio=folio, submit=not draft
        )
        for each in found.drafts
    ]
    desk.narrate(
        Message(
            "{n} article differs; {same} read the same.",
            "{n} articles differ; {same} read the same.",
            n=len(drafts),
            same=found.same,
        )
    )
    if found.missing:
        desk.narrate(
            Message(
                "Not in the returned text, and left alone: {articles}.", articles=", ".join(found.missing)
            )
        )
    if found.apart:
        desk.narrate(
            Message(
                "It brings {n} reform decree, which is left apart.",
                "It brings {n} reform decrees, which are left apart.",
                n=len(found.apart),
            )
        )
    desk.record(lambda: plan_propose(desk.session, desk.docket(), drafts) if drafts else None)


@writes(amendment, "admit", N_("Admit amendments (secretariat); each gets the number people say."))
@argument("codes", N_("AMENDMENT"), N_("Codes."), nargs=-1, required=True)
@click.pass_obj
def admit(desk: Desk, codes: Sequence[str]) -> None:
    """Plan and record the admission."""
    from lexframe.services.rounds import plan_admit

    desk.record(lambda: plan_admit(desk.session, desk.docket(), codes))


@writes(amendment, "refuse", N_("Declare amendments inadmissible (secretariat), with the reason."))
@argument("codes", N_("AMENDMENT"), N_("Codes."), nargs=-1, required=True)
@option("--reason", metavar=N_("TEXT"), default="", help=N_("Why; it is recorded."))
@click.pass_obj
def refuse(desk: Desk, codes: Sequence[str], reason: str) -> None:
    """Plan and record the refusal."""
    from lexframe.services.rounds import plan_admit

    desk.record(lambda: plan_admit(desk.session, desk.docket(), codes, admissible=False, reason=reason))


@reads(amendment, "list", N_("List amendments with where they stand."))
@option("--open", "only_open", is_flag=True, help=N_("Only those on which something can still happen."))
@option("--mine", is_flag=True, help=N_("Only those of whom this clone acts for."))
@option("--article", metavar=N_("ARTICLE"), help=N_("Only those on this article."))
@option(
    "--stage", metavar=N_("WORD"), help=N_("Only those in this stage, as “amendment list --json” names it.")
)
@click.pass_obj
def listed(desk: Desk, only_open: bool, mine: bool, article: str | None, stage: str | None) -> None:
    """Write one row an amendment."""
    from lexframe.cli.pages import amendment_rows
    from lexframe.cli.shapes import amendment_shape

    docket = desk.docket()
    wanted = docket.text.article(article).id if article else ""
    chosen = [
        each
        for each in docket.in_order()
        if not (only_open and each.code not in docket.open_codes)
        and not (mine and each.by != desk.session.acting.body)
        and not (wanted and wanted not in each.articles)
        and not (stage and str(docket.stages[each.code]) != stage)
    ]
    if desk.as_json:
        shapes = [amendment_shape(docket, each) for each in chosen]
        desk.emit("amendments", {"framework": docket.id, "amendments": shapes})
        return
    desk.table(*amendment_rows(docket, chosen))


@reads(amendment, "show", N_("Show one amendment: redline, reasons, positions, count, clashes."))
@argument("code", N_("AMENDMENT"), N_("Its code or number."))
@click.pass_obj
def show(desk: Desk, code: str) -> None:
    """Write everything about an amendment."""
    docket = desk.docket()
    held = docket.amendment(code)
    if desk.as_json:
        from lexframe.cli.shapes import whole_amendment_shape

        desk.emit("amendment", {"framework": docket.id, **whole_amendment_shape(desk, docket, held)})
        return
    from lexframe.cli.pages import amendment_page

    amendment_page(desk, docket, held)


@reads(
    amendment,
    "check",
    N_("Say which amendments cannot stand together, and where; all open ones if none is named."),
)
@argument("codes", N_("AMENDMENT"), N_("Codes or numbers."), nargs=-1)
@click.pass_obj
def check(desk: Desk, codes: Sequence[str]) -> int:
    """Write every clash; the exit code is 1 when there is one."""
    from lexframe.services.clashes import clashes_among

    docket = desk.docket()
    chosen = [docket.amendment(each).code for each in codes] or list(docket.open_codes)
    found = clashes_among(docket, chosen)
    if desk.as_json:
        shaped = [{"article": each.article, "amendments": [each.one, each.other]} for each in found.pairs]
        desk.emit(
            "clashes",
            {"framework": docket.id, "amendments": chosen, "clashes": shaped, "stale": list(found.stale)},
        )
    else:
        headers = [Message("Article"), Message("Amendment"), Message("Clashes with")]
        if found.pairs:
            desk.table(headers, [(each.article, each.one, each.other) for each in found.pairs])
        for code in found.stale:
            desk.line(Message("Amendment {code} is stale: it no longer fits the text as it is.", code=code))
        if not found.pairs and not found.stale:
            desk.line(Message("Nothing clashes: they can all stand together."))
    return 1 if found.pairs or found.stale else 0


def _changes(
    docket: Docket,
    articles: Sequence[str],
    texts: Sequence[str],
    repeals: Sequence[str],
    after: str,
    number: str,
    heading: str,
) -> tuple[Change, ...]:
    """Pair the articles with their texts. Raises :class:`Refused` when they do not pair."""
    if after:
        return (_addition(docket, articles, texts, after, number, heading),)
    if len(articles) != len(texts):
        raise Refused(
            Message("Each --article needs its --text, and each --text its --article."),
            Message("Give them in pairs: --article 39 --text 39.md."),
        )
    if list(texts).count("-") > 1:
        raise Refused(
            Message("Only one text can come from standard input."), Message("Give the others as files.")
        )
    reformed = [
        Change(docket.text.article(each).id, text_of(text))
        for each, text in zip(articles, texts, strict=True)
    ]
    return (*reformed, *(Change(docket.text.article(each).id, REPEALED) for each in repeals))


def _addition(
    docket: Docket, articles: Sequence[str], texts: Sequence[str], after: str, number: str, heading: str
) -> Change:
    from lexframe.text.labels import article_id

    if len(texts) != 1 or not number or len(articles) > 1:
        raise Refused(
            Message("A new article needs its number and its text."),
            Message("Write: --after 39 --number “39 Bis” --text FILE."),
        )
    name = articles[0] if articles else article_id(number)
    return Change(name, text_of(texts[0]), docket.text.article(after).id, number, heading)


def _merged(
    docket: Docket, held: Amendment, changes: Sequence[Change], drop: Sequence[str]
) -> tuple[Change, ...]:
    """What the amendment says already, with the changes over it and the dropped articles out."""
    proposal = docket.proposal(held.code)
    kept = {
        each.article: Change(
            each.article, proposal.texts.get(each.article, each.text), each.after, each.number, each.title
        )
        for each in held.operations
    }
    kept |= {each.article: each for each in changes}
    for name in drop:
        found = docket.text.articles.get(name)
        kept.pop(found.id if found else docket.text.article(name).id, None)
    return tuple(kept.values())
