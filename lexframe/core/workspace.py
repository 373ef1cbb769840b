"""What a workspace says of itself: title, language, rules, and whether it is an example."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lexframe.core.errors import Unknown
from lexframe.core.message import Message
from lexframe.core.rule import Rule


@dataclass(frozen=True, slots=True)
class Workspace:
    """The settings in ``lexframe.toml``; ``notice`` stands on every document when given."""

    title: str
    language: str
    rules: Mapping[str, Rule]
    default_rule: str
    notice: str = ""
    timezone: str = "America/Mexico_City"

    def rule(self, name: str = "") -> Rule:
        """Return a rule by name, the workspace's own by default. Raises :class:`Unknown`."""
        found = self.rules.get(name or self.default_rule)
        if found is None:
            raise Unknown(
                Message("This workspace has no rule “{name}”.", name=name or self.default_rule),
                Message("Known: {rules}.", rules=", ".join(sorted(self.rules))),
                place="lexframe.toml",
            )
        return found
