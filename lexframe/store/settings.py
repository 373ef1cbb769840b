"""The two TOML files of a workspace, read strictly: who takes part, and under which rules."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

from lexframe.core.errors import Unreadable
from lexframe.core.institute import STATUSES, Institute, Registry, Secretariat, WorkingGroup
from lexframe.core.message import Message
from lexframe.core.rule import read_rules
from lexframe.core.workspace import Workspace
from lexframe.store.front_matter import Fields
from lexframe.store.paths import REGISTRY_FILE, WORKSPACE_FILE

LANGUAGES = ("es", "en")


def read_workspace(data: bytes, place: str = WORKSPACE_FILE) -> Workspace:
    """Read ``lexframe.toml``. Raises :class:`Unreadable` or, for its rules, ``Refused``."""
    fields = _fields(data, place)
    fields.whole("format")
    raw_rules = fields.values.pop("rules", {})
    rules = read_rules(raw_rules if isinstance(raw_rules, Mapping) else {}, place)
    first = next(iter(rules), "")
    workspace = Workspace(
        fields.text("title"),
        fields.choice("language", LANGUAGES, "es"),
        rules,
        fields.text("rule", first),
        fields.text("notice", ""),
        fields.text("timezone", "America/Mexico_City"),
    )
    fields.done()
    workspace.rule()
    return workspace


def read_registry(data: bytes, place: str = REGISTRY_FILE) -> Registry:
    """Read ``institutes.toml``. Raises :class:`Unreadable` naming every mistake."""
    fields = _fields(data, place)
    fields.whole("format")
    institutes = tuple(_institute(each) for each in fields.several("institute"))
    groups = tuple(_group(each) for each in fields.several("group"))
    secretariat = _secretariat(fields)
    fields.done()
    registry = Registry(institutes, groups, secretariat)
    _check(registry, place)
    return registry


def _institute(fields: Fields) -> Institute:
    institute = Institute(
        fields.text("id"),
        fields.text("name"),
        fields.text("state"),
        fields.choice("status", STATUSES, "active"),
        fields.whole("insured", 0),
        fields.text("speaks", ""),
        fields.texts("domains"),
    )
    fields.leftover()
    return institute


def _group(fields: Fields) -> WorkingGroup:
    group = WorkingGroup(
        fields.text("id"),
        fields.text("name"),
        fields.text("domain", ""),
        fields.texts("members"),
        fields.text("rapporteur", ""),
    )
    fields.leftover()
    return group


def _secretariat(fields: Fields) -> Secretariat:
    raw = fields.values.pop("secretariat", {})
    inner = Fields(dict(raw) if isinstance(raw, Mapping) else {}, {}, fields.place, fields.mistakes)
    secretariat = Secretariat(inner.text("id", "ST"), inner.text("name", "Secretaría técnica"))
    inner.leftover()
    return secretariat


def _check(registry: Registry, place: str) -> None:
    """Two bodies of one id, or a group of strangers, would let one speak for another."""
    ids = [each.id for each in registry.institutes]
    ids += [each.id for each in registry.groups] + [registry.secretariat.id]
    double = sorted({each for each in ids if ids.count(each) > 1})
    known = {institute.id for institute in registry.institutes}
    strangers = sorted({member for group in registry.groups for member in group.members} - known)
    if double or strangers:
        raise Unreadable(
            Message("The registry contradicts itself about: {who}.", who=", ".join(double + strangers)),
            Message("Each id stands once, and groups are made of institutes listed in the same file."),
            place,
        )


def _fields(data: bytes, place: str) -> Fields:
    try:
        values = tomllib.loads(data.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise Unreadable(
            Message("This file is not valid TOML: {problem}.", problem=str(error)),
            Message("Correct the line named and try again."),
            place,
        ) from None
    lines = data.decode().splitlines()
    return Fields(values, {key: _line(key, lines) for key in values}, place)


def _line(key: str, lines: list[str]) -> int:
    starts = (f"{key} ", f"{key}=", f"[{key}", f"[[{key}")
    return next((number for number, line in enumerate(lines, 1) if line.startswith(starts)), 1)
