"""What people see: main overlaid with the trays' own papers, computed from objects alone.

Nothing comes from the work tree. A tray speaks only for its own paths; whatever else lies in
it is ignored and listed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from lexframe.core.errors import Failed, Unknown
from lexframe.core.message import Message
from lexframe.store.act import standing, verified_ref
from lexframe.store.paths import place_of
from lexframe.store.ports import MAIN, Author, CommitPlan, Ledger

HEADS, VERIFIED = "refs/heads/", "refs/lexframe/verified/"


@dataclass(frozen=True, slots=True)
class Trespass:
    """A path that lies where it does not belong, and the ref it was found in."""

    ref: str
    path: str


@dataclass(frozen=True, slots=True)
class View:
    """All papers as of certain tips.

    ``tips`` maps main and each tray (``refs/heads/inst/X``, also when read from its verified
    copy) to the commit used; ``unsealed`` is the part of it that main does not contain yet.
    """

    ledger: Ledger = field(compare=False)
    tips: Mapping[str, str]
    unsealed: Mapping[str, str] = field(default_factory=dict)
    trespasses: tuple[Trespass, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict, compare=False)

    @classmethod
    def now(cls, ledger: Ledger) -> View:
        """Return the view over every tray this clone knows. Raises :class:`Failed` without a main."""
        refs = ledger.refs()
        main = refs.get(MAIN)
        if main is None:
            raise Failed(
                Message("There is no main branch, so no register."),
                Message("Fetch main from the hub, or found the workspace with “lexframe init”."),
            )
        trays = _tray_tips(ledger, refs)
        sealed = ledger.contained(main, tuple(trays.values()))
        unsealed = {ref: tip for ref, tip in trays.items() if tip not in sealed}
        files, trespasses = _overlay(ledger, main, unsealed)
        return cls(ledger, {MAIN: main, **trays}, unsealed, trespasses, files)

    @classmethod
    def at(cls, ledger: Ledger, commit: str) -> View:
        """Return what one commit on main holds, without any tray."""
        return cls(ledger, {MAIN: commit}, {}, tuple(_strays(ledger, commit)), ledger.tree(commit))

    @property
    def tip(self) -> str:
        """The commit of main it stands on."""
        return self.tips[MAIN]

    @property
    def revision(self) -> str:
        """SHA-256 over main and all tray tips: the stamp of whatever is derived from this view."""
        lines = "".join(f"{ref} {tip}\n" for ref, tip in sorted(self.tips.items()))
        return hashlib.sha256(lines.encode()).hexdigest()

    def paths(self) -> Mapping[str, str]:
        """Return path → blob id of every paper, sorted by path."""
        return self.files

    def read(self, path: str) -> bytes:
        """Return the bytes at one path. Raises :class:`Unknown`."""
        return self.read_many([path])[path]

    def read_many(self, paths: Iterable[str]) -> Mapping[str, bytes]:
        """Return the bytes at several paths, in their order. Raises :class:`Unknown`."""
        wanted = {path: self._blob(path) for path in paths}
        contents = self.ledger.read(tuple(wanted.values()))
        return {path: contents[blob] for path, blob in wanted.items()}

    def _blob(self, path: str) -> str:
        blob = self.files.get(path)
        if blob is None:
            raise Unknown(
                Message("There is no paper at “{path}”.", path=path),
                Message("See “lexframe status” for what is there."),
            )
        return blob


def owned(files: Mapping[str, str], body: str) -> dict[str, str]:
    """Return the part of a tree that is one body's own papers, by the full grammar of paths."""
    return {path: blob for path, blob in files.items() if _owner(path) == body}


def seal_plan(
    view: View,
    author: Author,
    when: int,
    offset: int = 0,
    message: str = "",
    trailers: tuple[tuple[str, str], ...] = (),
) -> CommitPlan | None:
    """Plan the seal of a view, or return ``None`` when no tray has moved since the last one.

    Parents are main, then the tips of the trays that moved, sorted by ref; the tree is main
    overlaid with all their papers, what they took back included.
    """
    if not view.unsealed:
        return None
    before, after = view.ledger.tree(view.tip), view.paths()
    contents = view.ledger.read([blob for path, blob in after.items() if before.get(path) != blob])
    changes: dict[str, bytes | None] = {
        path: contents[blob] for path, blob in after.items() if before.get(path) != blob
    }
    changes |= {path: None for path in before if path not in after}
    bodies = ", ".join(ref.rpartition("/")[2] for ref in sorted(view.unsealed))
    return CommitPlan(
        ref=MAIN,
        expected=view.tip,
        changes=dict(sorted(changes.items())),
        message=message or f"Seal {bodies}",
        author=author,
        when=when,
        offset=offset,
        parents=tuple(view.unsealed[ref] for ref in sorted(view.unsealed)),
        trailers=trailers,
    )


def _tray_tips(ledger: Ledger, refs: Mapping[str, str]) -> dict[str, str]:
    """Return where each tray stands: its branch here, unless its verified copy is ahead."""
    names = {HEADS + ref.removeprefix(VERIFIED).removeprefix(HEADS) for ref in refs if ref != MAIN}
    found = {}
    for name in sorted(names):
        tip = standing(refs.get(name), refs.get(verified_ref(name)), ledger.contained)
        assert tip is not None
        found[name] = tip
    return found


def _overlay(
    ledger: Ledger, main: str, trays: Mapping[str, str]
) -> tuple[Mapping[str, str], tuple[Trespass, ...]]:
    files = dict(ledger.tree(main))
    trespasses = _strays(ledger, main)
    bodies = {ref.rpartition("/")[2]: ref for ref in trays}
    for path in [path for path in files if _owner(path) in bodies]:
        del files[path]
    for body, ref in bodies.items():
        held = ledger.tree(trays[ref])
        own = owned(held, body)
        files |= own
        foreign = [path for path in held if path not in own] + list(ledger.oddities(trays[ref]))
        trespasses += [Trespass(ref, path) for path in sorted(foreign)]
    return dict(sorted(files.items())), tuple(trespasses)


def _owner(path: str) -> str:
    place = _place(path)
    return place.owner if place else ""


def _strays(ledger: Ledger, main: str) -> list[Trespass]:
    """List what lies on main and is no record: names outside the grammar, links, programs."""
    strange = [path for path in ledger.tree(main) if _place(path) is None]
    return [Trespass(MAIN, path) for path in sorted([*strange, *ledger.oddities(main)])]


_place = lru_cache(maxsize=1 << 17)(place_of)
