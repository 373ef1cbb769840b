"""Where institutes stand: record a position, confirm it, read it, and see who is missing."""

from __future__ import annotations

from collections.abc import Sequence

import click

from lexframe.cli.desk import Desk
from lexframe.cli.options import Word, noun, reads, writes
from lexframe.cli.speech import N_, argument, option
from lexframe.core.errors import Refused
from lexframe.core.message import Message
from lexframe.core.position import RESERVATION_KINDS, Hold, Position, Reservation, Stance, stance
from lexframe.services.docket import Docket

position = noun("position", N_("Say where an institute stands."))

HOLD_WORDS: dict[Hold | None, Message] = {
    None: Message("on what was decided"),
    Hold.CARRIED: Message("in force"),
    Hold.TO_CONFIRM: Message("to be confirmed"),
    Hold.LAPSED: Message("lapsed"),
}


@writes(position, "set", N_("Record the institute's position on an amendment, or on many from a file."))
@argument("code", N_("AMENDMENT"), N_("Its code or number."), required=False)
@argument(
    "word", N_("STANCE"), N_("support, support-with-reservation, abstain, object or recuse."), required=False
)
@option("--reasons", metavar=N_("TEXT"), default="", help=N_("Why; an objection needs it."))
@option("--lifted-if", metavar=N_("TEXT"), default="", help=N_("What would lift the objection."))
@option(
    "--reservation",
    "reservations",
    metavar=N_("KIND TEXT CONDITION"),
    nargs=3,
    multiple=True,
    help=N_(
        "A reservation: its kind (KIND@UNIT for one unit), its text, what lifts it; repeatable. Kinds: "
        "substance, scrutiny, legal_basis, budget, wording, home_consultation."
    ),
)
@option(
    "--file",
    metavar=N_("FILE"),
    help=N_("Many positions at once, as TOML: [[position]] with the same names."),
)
@click.pass_obj
def set_(
    desk: Desk,
    code: str | None,
    word: str | None,
    reasons: str,
    lifted_if: str,
    reservations: Sequence[tuple[str, str, str]],
    file: str | None,
) -> None:
    """Plan and record one or many positions in one act."""
    from lexframe.services.positions import Saying, plan_positions

    if file:
        from lexframe.cli.position_files import sayings_in

        sayings = sayings_in(file)
    elif code and word:
        typed = tuple(_reservation(*each) for each in reservations)
        sayings = (Saying(code, _stance(word), reasons, lifted_if, typed),)
    else:
        raise Refused(
            Message("A position needs an amendment and a stance."),
            Message("Write “lexframe position set AMENDMENT STANCE”, or give many with --file FILE."),
        )
    desk.record(lambda: plan_positions(desk.session, desk.docket(), sayings))


@writes(position, "confirm", N_("Repeat the last word on the wording as it reads now."))
@argument(
    "codes",
    N_("AMENDMENT"),
    N_("Codes or numbers; all that wait to be confirmed if none is named."),
    nargs=-1,
)
@click.pass_obj
def confirm(desk: Desk, codes: Sequence[str]) -> None:
    """Plan and record the confirmation of one or many positions."""
    from lexframe.services.positions import plan_confirm
    from lexframe.services.standings import to_confirm

    body = desk.session.acting.body
    chosen = tuple(codes) or to_confirm(desk.docket(), body)
    if not chosen:
        raise Refused(
            Message("No position of {body} waits to be confirmed.", body=body or "—"),
            Message("See them with “lexframe position list”."),
        )
    desk.record(lambda: plan_confirm(desk.session, desk.docket(), chosen))


@reads(
    position, "show", N_("Show what one institute says of an amendment, with its reasons and reservations.")
)
@argument("code", N_("AMENDMENT"), N_("Its code or number."))
@argument("institute", N_("INSTITUTE"), N_("Whose; all who spoke if none is named."), required=False)
@click.pass_obj
def show(desk: Desk, code: str, institute: str | None) -> None:
    """Write positions in full."""
    docket = desk.docket_about(code)
    held = docket.amendment(code)
    if institute:
        docket.registry.institute(institute)
    holds = {who: each for who, each in _judged(docket, held.code).items() if institute in (None, who)}
    if desk.as_json:
        _emit(desk, docket, list(holds.values()))
        return
    if not holds:
        who = institute or desk.say(Message("Nobody"))
        desk.line(Message("{who} has no position on {code}.", who=who, code=held.code))
    for spoken, state in holds.values():
        _page(desk, spoken, state)


@reads(position, "list", N_("List positions: by amendment, by institute, or those to be confirmed."))
@option("--amendment", "code", metavar=N_("AMENDMENT"), help=N_("Only on this one."))
@option("--institute", metavar=N_("INSTITUTE"), help=N_("Only of this one."))
@option("--to-confirm", is_flag=True, help=N_("Only those whose wording moved."))
@click.pass_obj
def listed(desk: Desk, code: str | None, institute: str | None, to_confirm: bool) -> None:
    """Write one row a position."""
    from lexframe.services.positions import STANCE_WORDS

    docket = desk.docket()
    wanted = docket.amendment(code).code if code else ""
    if institute:
        docket.registry.institute(institute)
    found = [
        (spoken, state)
        for each in docket.in_order()
        if wanted in ("", each.code)
        for who, (spoken, state) in _judged(docket, each.code).items()
        if institute in (None, who) and not (to_confirm and state is not Hold.TO_CONFIRM)
    ]
    if desk.as_json:
        _emit(desk, docket, found)
        return
    headers = [
        Message("Amendment"),
        Message("Institute"),
        Message("Stance"),
        Message("Validity"),
        Message("Reasons"),
    ]
    rows = [
        (spoken.amendment, spoken.institute, STANCE_WORDS[spoken.stance], HOLD_WORDS[state], spoken.reasons)
        for spoken, state in found
    ]
    desk.table(headers, rows)


@reads(position, "missing", N_("Say who has not spoken yet: whom to call, and on what."))
@argument("codes", N_("AMENDMENT"), N_("Codes or numbers; those in open rounds if none is named."), nargs=-1)
@click.pass_obj
def missing(desk: Desk, codes: Sequence[str]) -> None:
    """Write one row an institute."""
    from lexframe.services.positions import missing as silent
    from lexframe.services.tallies import unconfirmed

    docket = desk.docket()
    chosen = [docket.amendment(each).code for each in codes] or _in_open_rounds(docket)
    lacking = {code: silent(docket, code) for code in chosen}
    waiting = {code: unconfirmed(docket, code) for code in chosen}
    if desk.as_json:
        shaped = [
            {"amendment": code, "missing": list(lacking[code]), "to_confirm": list(waiting[code])}
            for code in chosen
        ]
        desk.emit("missing", {"framework": docket.id, "amendments": shaped})
        return
    rows = []
    for each in docket.registry.institutes:
        absent = [code for code in chosen if each.id in lacking[code]]
        moved = [code for code in chosen if each.id in waiting[code]]
        if absent or moved:
            rows.append(
                (each.id, len(absent), len(moved), " ".join([*absent, *(f"{code}?" for code in moved)]))
            )
    headers = [Message("Institute"), Message("Missing"), Message("To confirm"), Message("Amendments")]
    if rows:
        desk.table(headers, rows)
    else:
        desk.line(Message("Nobody is missing."))


def _in_open_rounds(docket: Docket) -> list[str]:
    asked = {code for each in docket.rounds.values() if each.is_open for code in each.amendments}
    return [code for code in docket.open_codes if code in asked] or list(docket.open_codes)


def _judged(docket: Docket, code: str) -> dict[str, tuple[Position, Hold | None]]:
    """Judge positions against the wording, as long as anything can still be said on it."""
    alive = code in docket.open_codes
    return {who: (spoken, held if alive else None) for who, (spoken, held) in docket.holds(code).items()}


def _emit(desk: Desk, docket: Docket, found: Sequence[tuple[Position, Hold | None]]) -> None:
    from lexframe.cli.shapes import position_shape

    shapes = [position_shape(spoken, state) for spoken, state in found]
    desk.emit("positions", {"framework": docket.id, "positions": shapes})


def _page(desk: Desk, spoken: Position, state: Hold | None) -> None:
    from lexframe.services.positions import STANCE_WORDS

    desk.line(
        Message(
            "{institute} on {code}: {stance} ({hold}).",
            institute=spoken.institute,
            code=spoken.amendment,
            stance=STANCE_WORDS[spoken.stance],
            hold=HOLD_WORDS[state],
        )
    )
    if spoken.reasons:
        desk.line(Message("  Reasons: {text}", text=spoken.reasons.strip()))
    if spoken.lifted_if:
        desk.line(Message("  Lifted if: {text}", text=spoken.lifted_if.strip()))
    for each in spoken.reservations:
        desk.line(
            Message(
                "  Reservation ({kind}{unit}): {text} Lifted if: {condition}",
                kind=KIND_WORDS[each.kind],
                unit=f", {each.unit}" if each.unit else "",
                text=each.text,
                condition=each.lifted_if,
            )
        )


def _stance(word: str) -> Stance:
    return stance(word.lower().replace("-", "_"))


def _reservation(kind: str, text: str, lifted_if: str) -> Reservation:
    name, _, unit = kind.partition("@")
    return Reservation(Word(RESERVATION_KINDS).convert(name, None, None), text, lifted_if, unit)


KIND_WORDS = {
    "substance": Message("on the substance"),
    "scrutiny": Message("pending study"),
    "legal_basis": Message("on the legal basis"),
    "budget": Message("on the budget"),
    "wording": Message("on the wording"),
    "home_consultation": Message("pending consultation at home"),
}
"""How each kind of reservation is said."""
