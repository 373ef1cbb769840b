"""What the secretariat records after counting: seals, outcomes, adoptions, errata."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import click

from lexframe.cli.desk import Desk
from lexframe.cli.options import Word, alone, text_of
from lexframe.cli.records import sealed_first
from lexframe.cli.speech import N_, argument, option
from lexframe.core.message import Message
from lexframe.core.register import OUTCOMES
from lexframe.services.decisions import plan_adopt, plan_decide
from lexframe.services.plan import Plan, require_secretariat


@alone(
    "decide",
    N_("Record that an amendment is rejected, has fallen, or is superseded (secretariat)."),
    acts=True,
)
@argument("code", N_("AMENDMENT"), N_("Its code or number."))
@option(
    "--outcome",
    required=True,
    type=Word(OUTCOMES[1:]),
    metavar="|".join(OUTCOMES[1:]),
    help=N_("What becomes of it; adopting is “lexframe adopt”."),
)
@option(
    "--override",
    metavar=N_("REASON"),
    default="",
    help=N_("Against the count, for this reason; it is recorded."),
)
@option("--reason", metavar=N_("TEXT"), default="", help=N_("Why; it is recorded."))
@click.pass_obj
def decide(desk: Desk, code: str, outcome: str, override: str, reason: str) -> None:
    """Seal if anything moved, then record the outcome."""
    _counted_act(
        desk,
        lambda: plan_decide(desk.session, desk.docket(), code, outcome, override=override, reason=reason),
    )


@alone(
    "adopt",
    N_("Adopt amendments together (secretariat): the text changes, the others are carried along."),
    acts=True,
)
@argument("codes", N_("AMENDMENT"), N_("Codes or numbers."), nargs=-1, required=True)
@option("--rule", metavar=N_("RULE"), default="", help=N_("Count under this rule instead of the round's."))
@option(
    "--override",
    metavar=N_("REASON"),
    default="",
    help=N_("Against the count, for this reason; it is recorded."),
)
@option("--reason", metavar=N_("TEXT"), default="", help=N_("Why; it is recorded."))
@click.pass_obj
def adopt(desk: Desk, codes: Sequence[str], rule: str, override: str, reason: str) -> None:
    """Seal if anything moved, then record the adoption with all that follows from it."""
    _counted_act(
        desk,
        lambda: plan_adopt(desk.session, desk.docket(), codes, rule=rule, override=override, reason=reason),
    )


@alone("erratum", N_("Correct an article without an amendment (secretariat), with the reason."), acts=True)
@argument("article", N_("ARTICLE"), N_("Its number or id."))
@option(
    "--text",
    metavar=N_("FILE"),
    required=True,
    help=N_("Its whole corrected text: a file, or - for standard input."),
)
@option("--reason", metavar=N_("TEXT"), default="", help=N_("Why; it is recorded."))
@click.pass_obj
def erratum(desk: Desk, article: str, text: str, reason: str) -> None:
    """Plan and record the correction."""
    from lexframe.services.errata import plan_erratum

    corrected = text_of(text)
    desk.record(lambda: plan_erratum(desk.session, desk.docket(), article, corrected, reason))


@alone("seal", N_("Take what stands in every tray into the register (secretariat)."), acts=True)
@click.pass_obj
def seal(desk: Desk) -> None:
    """Seal, or say that nothing moved."""
    require_secretariat(desk.session, desk.registry.secretariat.id)
    if sealed_first(desk) is None:
        desk.narrate(Message("Nothing moved since the last seal."))
    desk.record(lambda: sealed_first(desk))


def _counted_act(desk: Desk, plan: Callable[[], Plan]) -> None:
    plan()  # whatever would refuse the act refuses it before anything is sealed for it
    desk.record(lambda: sealed_first(desk), plan)
