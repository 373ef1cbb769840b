"""Writes the example's sealed register to the repository's root as plain files, or checks that it is there.

``python tools/example.py write`` plays the story and lays main's tree out; ``check`` compares byte
for byte and names what differs.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from lexframe.example.building import build
from lexframe.store.opening import open_ledger
from lexframe.store.ports import MAIN

ROOT = Path(__file__).resolve().parents[1]
HOLDS = ("drafts", "positions", "register", "attachments")
FILES = ("lexframe.toml", "institutes.toml")


def sealed_register() -> dict[str, bytes]:
    """Play the story and return main's tree as path → bytes."""
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder) / "example")
        with open_ledger(Path(folder) / "example") as ledger:
            tree = ledger.tree(ledger.refs()[MAIN])
            contents = ledger.read(tuple(tree.values()))
            return {path: contents[blob] for path, blob in tree.items()}


def present() -> dict[str, bytes]:
    """Return the register as it lies in the repository's root."""
    files = [ROOT / name for name in FILES]
    files += [file for name in HOLDS for file in (ROOT / name).rglob("*") if file.is_file()]
    return {file.relative_to(ROOT).as_posix(): file.read_bytes() for file in files if file.exists()}


def differences(wanted: dict[str, bytes], found: dict[str, bytes]) -> list[str]:
    """Name every path that is missing, foreign or different."""
    return sorted(path for path in wanted.keys() | found.keys() if wanted.get(path) != found.get(path))


def main(words: list[str]) -> int:
    """Write or check; return 1 when the check finds a difference."""
    wanted = sealed_register()
    different = differences(wanted, present())
    if words == ["check"]:
        sys.stdout.write("".join(f"{path}\n" for path in different) or "the example is up to date\n")
        return 1 if different else 0
    for path in different:
        file = ROOT / path
        if path not in wanted:
            file.unlink()
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(wanted[path])
    sys.stdout.write(f"{len(wanted)} files, {len(different)} written\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
