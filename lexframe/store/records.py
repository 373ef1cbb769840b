"""Each record as a noun: read strictly, printed the same way on every machine.

Reading what was printed gives the noun back, and printing what was read changes no byte.
Reading raises :class:`Unreadable` with file and line; the caller lists it and goes on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from lexframe.core.amendment import ORIGINS, STANDINGS, VERBS, Amendment, Operation
from lexframe.core.article import ARTICLE, TRANSITORIO, Article, Note
from lexframe.core.comment import Comment
from lexframe.core.position import Position, Reservation, Stance
from lexframe.store.front_matter import Fields, read_record, write_record
from lexframe.store.paths import Place

FORMAT = 1


def read_article(data: bytes, place: Place) -> Article:
    """Read one article file."""
    record = read_record(data, place.path)
    fields = record.fields
    _format(fields)
    values = {
        "number": fields.text("number"),
        "title": fields.text("title", ""),
        "kind": fields.choice("kind", (ARTICLE, TRANSITORIO), ARTICLE),
        "domain": fields.text("domain", ""),
        "notes": tuple(_note(each) for each in fields.several("notes")),
    }
    return Article(place.article, body=record.body, extras=fields.done(), **values)  # type: ignore[arg-type]


def write_article(article: Article) -> bytes:
    """Print one article file."""
    return write_record(
        {
            "format": FORMAT,
            "number": article.number,
            "title": article.title,
            "kind": article.kind if article.kind != ARTICLE else "",
            "domain": article.domain,
            "notes": [{"at": note.at, "text": note.text} for note in article.notes] or "",
            **dict(article.extras),
        },
        article.body,
    )


def _note(fields: Fields) -> Note:
    note = Note(fields.text("at", ""), fields.text("text"))
    fields.leftover()
    return note


def read_amendment(data: bytes, place: Place) -> Amendment:
    """Read an amendment's own record; its proposed texts are joined by :func:`with_texts`."""
    record = read_record(data, place.path)
    fields = record.fields
    _format(fields)
    values = {
        "title": fields.text("title"),
        "standing": fields.choice("standing", STANDINGS),
        "domain": fields.text("domain", ""),
        "replaces": fields.texts("replaces"),
        "origin": fields.choice("origin", ORIGINS, ORIGINS[0]),
        "folio": fields.text("folio", ""),
        "algebra": fields.text("algebra"),
        "operations": tuple(_operation(each) for each in fields.several("operations")),
    }
    return Amendment(
        place.code,
        place.framework,
        reasons=record.body,
        extras=fields.done(),
        **values,  # type: ignore[arg-type]
    )


def with_texts(amendment: Amendment, proposals: Mapping[str, str]) -> Amendment:
    """Join an amendment and the proposed bodies that stand beside it, by article id."""
    whole = tuple(replace(each, text=proposals.get(each.article, "")) for each in amendment.operations)
    return replace(amendment, operations=whole)


def write_amendment(amendment: Amendment) -> bytes:
    """Print an amendment's own record; its proposed texts are files of their own."""
    return write_record(
        {
            "format": FORMAT,
            "title": amendment.title,
            "standing": amendment.standing,
            "domain": amendment.domain,
            "replaces": list(amendment.replaces) or "",
            "origin": amendment.origin if amendment.origin != ORIGINS[0] else "",
            "folio": amendment.folio,
            "algebra": amendment.algebra,
            "operations": [_operation_fields(each) for each in amendment.operations],
            **dict(amendment.extras),
        },
        amendment.reasons,
    )


def write_proposal(operation: Operation) -> bytes:
    """Print the whole proposed text of one article."""
    return write_record({"format": FORMAT}, operation.text)


def read_proposal(data: bytes, place: Place) -> str:
    """Read the whole proposed text of one article."""
    record = read_record(data, place.path)
    _format(record.fields)
    record.fields.done()
    return record.body


def _operation(fields: Fields) -> Operation:
    values = {
        "verb": fields.choice("verb", VERBS),
        "article": fields.text("article"),
        "base": fields.text("base", ""),
        "base_blob": fields.text("base_blob", ""),
        "after": fields.text("after", ""),
        "number": fields.text("number", ""),
        "title": fields.text("title", ""),
    }
    fields.leftover()
    return Operation(text="", **values)


def _operation_fields(operation: Operation) -> dict[str, str]:
    listed = {
        "verb": operation.verb,
        "article": operation.article,
        "after": operation.after,
        "number": operation.number,
        "title": operation.title,
        "base": operation.base,
        "base_blob": operation.base_blob,
    }
    return {key: value for key, value in listed.items() if value}


def read_position(data: bytes, place: Place) -> Position:
    """Read one institute's position on one amendment."""
    record = read_record(data, place.path)
    fields = record.fields
    _format(fields)
    stance = Stance(fields.choice("stance", tuple(Stance)))
    values = {
        "wording": fields.table("wording"),
        "lifted_if": fields.text("lifted_if", ""),
        "reservations": tuple(_reservation(each) for each in fields.several("reservations")),
    }
    extras = fields.done()
    return Position(
        place.body,
        place.framework,
        place.code,
        stance,
        reasons=record.body,
        extras=extras,
        **values,  # type: ignore[arg-type]
    )


def write_position(position: Position) -> bytes:
    """Print one institute's position."""
    return write_record(
        {
            "format": FORMAT,
            "stance": str(position.stance),
            "lifted_if": position.lifted_if,
            "reservations": [_reservation_fields(each) for each in position.reservations] or "",
            "wording": dict(position.wording),
            **dict(position.extras),
        },
        position.reasons,
    )


def _reservation(fields: Fields) -> Reservation:
    values = {key: fields.text(key, default) for key, default in _RESERVATION.items()}
    fields.leftover()
    return Reservation(**values)


_RESERVATION: Mapping[str, str | None] = {"kind": None, "unit": "", "text": None, "lifted_if": None}


def _reservation_fields(reservation: Reservation) -> dict[str, str]:
    listed = {key: getattr(reservation, key) for key in _RESERVATION}
    return {key: value for key, value in listed.items() if value}


def read_comment(data: bytes, place: Place) -> Comment:
    """Read one comment."""
    record = read_record(data, place.path)
    _format(record.fields)
    unit, answers = record.fields.text("unit", ""), record.fields.text("answers", "")
    record.fields.done()
    return Comment(place.body, place.framework, place.target, int(place.entry), record.body, unit, answers)


def write_comment(comment: Comment) -> bytes:
    """Print one comment."""
    return write_record({"format": FORMAT, "unit": comment.unit, "answers": comment.answers}, comment.text)


def _format(fields: Fields) -> None:
    fields.whole("format")
