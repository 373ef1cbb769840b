"""Text somebody is still writing: saved by the editor as they type, offered again after a crash."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from pathlib import Path

from lexframe.store.durable import disk_errors, replace_file


class Drafts:
    """Unfinished texts by key, under ``.git/lexframe/drafts``; each save is whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, key: str, text: str) -> None:
        """Save a text under a key of at most 120 bytes (an address, an amendment's code)."""
        with disk_errors("drafts"):
            self.folder.mkdir(parents=True, exist_ok=True)
            replace_file(self._file(key), text.encode("utf-8", "surrogatepass"))

    def all(self) -> Mapping[str, str]:
        """Return every unfinished text by key, sorted by key."""
        try:
            files = [each for each in self.folder.iterdir() if not each.name.startswith(".")]
        except FileNotFoundError:
            return {}
        found = {}
        for each in files:
            try:
                found[_key(each.name)] = each.read_bytes().decode("utf-8", "surrogatepass")
            except (OSError, ValueError):
                continue  # not written by us; left where it is
        return dict(sorted(found.items()))

    def drop(self, key: str) -> None:
        """Forget one text; an unknown key is no error."""
        with disk_errors("drafts"):
            self._file(key).unlink(missing_ok=True)

    def _file(self, key: str) -> Path:
        return self.folder / base64.b32hexencode(key.encode()).decode().rstrip("=").lower()


def _key(name: str) -> str:
    padded = name.upper() + "=" * (-len(name) % 8)
    return base64.b32hexdecode(padded).decode()
