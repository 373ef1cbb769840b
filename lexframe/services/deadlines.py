"""When a round closes: only a day, or an hour, that exists in the workspace's own time zone is accepted."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from lexframe.core.errors import Refused
from lexframe.core.message import Message
from lexframe.core.round import Round
from lexframe.store.paths import WORKSPACE_FILE

_FORM = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2})?)?\Z"
)


def deadline(written: str, timezone: str) -> datetime:
    """Return the moment that is meant: an aware time; a day alone lasts to its last second.

    ``written`` is an ISO 8601 day, or day and hour with ``T`` or, as RFC 3339 allows, a space between;
    without an offset it is the hour of ``timezone``, an IANA name. Raises :class:`Refused` for what is no
    date, for a zone nobody knows, and for an hour the clocks of that zone leave out.
    """
    moment = _read(written)
    if moment.tzinfo is not None:
        return moment
    zone = _zone(timezone)
    if zone is None:
        return moment.replace(tzinfo=UTC)
    local = moment.replace(tzinfo=zone)
    if local.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != moment:
        raise Refused(
            Message(
                "The hour {value} does not exist in {zone}: clocks skip it.", value=written, zone=timezone
            ),
            Message("Choose an hour earlier or later."),
        )
    return local


def is_overdue(held: Round, timezone: str, now: datetime) -> bool:
    """Tell whether a round is still open though its time is up; a date no one can read is never up."""
    if not held.is_open:
        return False
    try:
        return deadline(held.closes, timezone) <= now
    except Refused:
        return False


def _read(written: str) -> datetime:
    try:
        if not _FORM.match(written):
            raise ValueError(written)
        if len(written) == len("2026-11-30"):
            return datetime.combine(date.fromisoformat(written), time(23, 59, 59))
        return datetime.fromisoformat(written)
    except ValueError:
        raise Refused(
            Message("“{value}” is not a date.", value=written),
            Message("Write it like 2026-11-30, or 2026-11-30T18:00."),
        ) from None


def _zone(name: str) -> ZoneInfo | None:
    """Find a zone; ``None`` on a system that keeps no table of zones at all, where no hour can be checked."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        if not available_timezones():
            return None
        raise Refused(
            Message("There is no time zone “{zone}”.", zone=name),
            Message("Correct “timezone” there: America/Mexico_City, America/Tijuana."),
            place=WORKSPACE_FILE,
        ) from None
