"""Every path lexframe may write, as one grammar: what it holds and whose tray it belongs to.

A path that does not match the whole grammar is not a record: it is refused on writing and
listed as unreadable on reading. One writer per path is what makes trays mergeable.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lexframe.core.errors import Refused
from lexframe.core.message import Message

WORKSPACE_FILE = "lexframe.toml"
REGISTRY_FILE = "institutes.toml"

_SLUG = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_BODY = r"[A-Z][A-Z0-9]{1,11}(?:-[A-Z0-9]{1,8})?"
_CODE = rf"{_BODY}-[0-9A-HJKMNP-TV-Z]{{4}}"
_GRAMMAR: tuple[tuple[str, str], ...] = (
    ("workspace", r"lexframe\.toml|institutes\.toml"),
    ("framework", rf"drafts/(?P<framework>{_SLUG})/framework\.md"),
    ("article", rf"drafts/(?P<framework>{_SLUG})/articles/(?P<article>{_SLUG})\.md"),
    ("entry", rf"(?:drafts/(?P<framework>{_SLUG})/)?register/(?P<entry>[0-9]{{4,6}}-[a-z-]+)\.md"),
    (
        "amendment",
        rf"drafts/(?P<framework>{_SLUG})/amendments/(?P<body>{_BODY})/(?P<code>{_CODE})/amendment\.md",
    ),
    (
        "proposal",
        rf"drafts/(?P<framework>{_SLUG})/amendments/(?P<body>{_BODY})/(?P<code>{_CODE})/(?P<article>{_SLUG})\.md",
    ),
    (
        "comment",
        rf"drafts/(?P<framework>{_SLUG})/comments/(?P<body>{_BODY})/(?P<target>{_CODE}|{_SLUG})/(?P<entry>[0-9]{{4}})\.md",
    ),
    ("attachment", rf"attachments/(?P<body>{_BODY})/(?P<entry>[0-9a-f]{{64}})\.(?:pdf|csv|xlsx|png)"),
    ("position", rf"positions/(?P<body>{_BODY})/(?P<framework>{_SLUG})/(?P<code>{_CODE})\.md"),
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _GRAMMAR)
_BY_FOLDER = {
    folder: tuple((kind, pattern) for kind, pattern in _PATTERNS if f"{folder}/" in pattern.pattern)
    for folder in ("drafts", "register", "attachments", "positions")
}
_DEVICE = re.compile(r"(?:\A|/)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:[./]|\Z)", re.IGNORECASE)
PATH_LIMIT = 220
"""Characters of a path: with a usual folder before it, it still fits Windows' 260."""
_TRAY_KINDS = frozenset({"amendment", "proposal", "comment", "attachment", "position"})


@dataclass(frozen=True, slots=True)
class Place:
    """What one path is: its kind of record and the names in it (empty where it has none)."""

    path: str
    kind: str
    framework: str = ""
    body: str = ""
    code: str = ""
    article: str = ""
    target: str = ""
    entry: str = ""

    @property
    def owner(self) -> str:
        """The body in whose tray the path lives; empty for the register on main."""
        return self.body if self.kind in _TRAY_KINDS else ""


def place_of(path: str) -> Place | None:
    """Classify a path by the full grammar; ``None`` if it is no record of lexframe."""
    if len(path) > PATH_LIMIT or _DEVICE.search(path):
        return None
    for kind, pattern in _BY_FOLDER.get(path.partition("/")[0], _PATTERNS[:1]):
        match = pattern.fullmatch(path)
        if match:
            return _place(path, kind, match.groupdict(default=""))
    return None


def _place(path: str, kind: str, names: dict[str, str]) -> Place | None:
    if names.get("code") and names["code"][:-5] != names["body"] and kind != "position":
        return None
    return Place(path, kind, **names)


def framework_path(framework: str) -> str:
    """Return the path of a framework's frame."""
    return _checked(f"drafts/{framework}/framework.md")


def article_path(framework: str, article: str) -> str:
    """Return the path of one article."""
    return _checked(f"drafts/{framework}/articles/{article}.md")


def entry_path(framework: str, stem: str) -> str:
    """Return the path of a register entry; the workspace's own register for no framework."""
    return _checked(f"drafts/{framework}/register/{stem}.md" if framework else f"register/{stem}.md")


def amendment_path(framework: str, body: str, code: str) -> str:
    """Return the path of an amendment's own record."""
    return _checked(f"drafts/{framework}/amendments/{body}/{code}/amendment.md")


def proposal_path(framework: str, body: str, code: str, article: str) -> str:
    """Return the path of the whole proposed text of one article."""
    return _checked(f"drafts/{framework}/amendments/{body}/{code}/{article}.md")


def comment_path(framework: str, body: str, target: str, number: int) -> str:
    """Return the path of one comment."""
    return _checked(f"drafts/{framework}/comments/{body}/{target}/{number:04}.md")


def position_path(framework: str, institute: str, code: str) -> str:
    """Return the path of one institute's position on one amendment."""
    return _checked(f"positions/{institute}/{framework}/{code}.md")


def tray_ref(body: str, *, group: bool = False) -> str:
    """Return the branch of a body's tray."""
    return f"refs/heads/{'wg' if group else 'inst'}/{body}"


def _checked(path: str) -> str:
    if place_of(path) is None:
        raise Refused(
            Message("“{path}” is not a path that lexframe writes.", path=path),
            Message("Use plain names: letters, digits and hyphens."),
        )
    return path
