"""The example's files as values: the founding text, the amendments' versions, and the acts in order."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from importlib.resources.abc import Traversable

from lexframe.core.amendment import INSTITUTE
from lexframe.services.amendments import Change, Draft
from lexframe.store.front_matter import FENCE
from lexframe.text.labels import printed_number

FRAMEWORK = "marco-nacional"
_SECTION = "=== "


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an amendment as its file tells it; ``replaces`` holds story keys."""

    key: str
    by: str
    draft: Draft
    replaces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoryAct:
    """One act: who did what when; ``values`` is the rest of its table."""

    date: datetime
    act: str
    by: str
    values: Mapping[str, object]

    def text(self, key: str, default: str = "") -> str:
        """Return one value as text."""
        return str(self.values.get(key, default))

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; a single one under the singular key counts as one."""
        several = self.values.get(key)
        return tuple(map(str, several)) if isinstance(several, list) else ()


@dataclass(frozen=True, slots=True)
class Story:
    """Everything the example is made of."""

    workspace: bytes
    registry: bytes
    founding: bytes
    domains: Mapping[str, object]
    versions: Mapping[str, Version]
    acts: tuple[StoryAct, ...]


def read_story() -> Story:
    """Read the example that ships with lexframe."""
    folder = files("lexframe.example")
    versions = [_version(file) for file in sorted(_amendments(folder), key=lambda each: each.name)]
    return Story(
        _bytes(folder, "workspace.toml") + b"\n" + _bytes(folder, "rules.toml"),
        _bytes(folder, "institutes.toml"),
        _bytes(folder, "marco.md"),
        tomllib.loads(_bytes(folder, "domains.toml").decode()),
        {version.key: version for version in versions},
        tuple(_act(table) for table in tomllib.loads(_bytes(folder, "story.toml").decode())["act"]),
    )


def domains_of(table: Mapping[str, object], ids: tuple[str, ...]) -> dict[str, str]:
    """Give each article its domain; ``a..b`` takes every article printed from a to b."""
    domains = table["domains"]
    assert isinstance(domains, dict)
    found: dict[str, str] = {}
    for domain, ranges in domains.items():
        for each in ranges:
            first, _, last = each.partition("..")
            chosen = ids[ids.index(first) : ids.index(last or first) + 1]
            found.update((article, str(domain)) for article in chosen)
    return found


def _amendments(folder: Traversable) -> list[Traversable]:
    return [file for file in (folder / "amendments").iterdir() if file.name.endswith(".md")]


def _bytes(folder: Traversable, name: str) -> bytes:
    return (folder / name).read_bytes()


def _act(table: dict[str, object]) -> StoryAct:
    date = table.pop("date")
    assert isinstance(date, datetime)
    return StoryAct(date, str(table.pop("act")), str(table.pop("by")), table)


def _version(file: Traversable) -> Version:
    """Read ``A22.md`` as version A22 and ``A22.2.md`` as its second, under the key ``A22.2``."""
    _, front, body = file.read_text("utf-8").split(FENCE, 2)
    values = dict(line.split(": ", 1) for line in front.strip().split("\n"))
    reasons, *sections = f"\n{body}".split(f"\n{_SECTION}")
    draft = Draft(
        values["title"],
        tuple(_change(section) for section in sections),
        reasons.strip("\n") + "\n",
        values.get("domain", ""),
        origin=values.get("origin", INSTITUTE),
        folio=values.get("folio", ""),
    )
    replaces = values.get("replaces", "[]").strip("[]")
    keys = tuple(key.strip() for key in replaces.split(",") if key.strip())
    return Version(file.name.removesuffix(".md"), values["by"], draft, keys)


def _change(section: str) -> Change:
    head, _, text = section.partition("\n")
    article, _, after = head.strip().partition(" after ")
    if not after:
        return Change(article, text.strip("\n") + "\n")
    title, _, text = text.strip("\n").partition("\n")
    return Change(article, text.strip("\n") + "\n", after, printed_number(article), title.removeprefix("# "))
