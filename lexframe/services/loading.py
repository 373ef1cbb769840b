"""From a view to a docket: read what is there, list what cannot be read, and go on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TypeVar, cast

from lexframe.core.amendment import Amendment
from lexframe.core.article import FrameworkText
from lexframe.core.errors import Failed, LexframeError, Refused, Unknown
from lexframe.core.institute import Registry
from lexframe.core.message import Message
from lexframe.core.position import Position
from lexframe.core.register import Admitted
from lexframe.core.workspace import Workspace
from lexframe.services.docket import Docket
from lexframe.store.framework_file import read_framework
from lexframe.store.paths import REGISTRY_FILE, WORKSPACE_FILE, Place, place_of
from lexframe.store.ports import Ledger
from lexframe.store.records import (
    read_amendment,
    read_article,
    read_comment,
    read_position,
    read_proposal,
    with_texts,
)
from lexframe.store.register_file import read_entry
from lexframe.store.settings import read_registry, read_workspace
from lexframe.store.view import View

T = TypeVar("T")


Shelf = dict[tuple[str, ...], object]
"""Records already read, by path and blob ids: loading again reads only what is new."""


def load(ledger: Ledger, framework: str = "", at: str = "", shelf: Shelf | None = None) -> Docket:
    """Load one framework from the view, or from main alone at a commit.

    With no name, the only framework there is. Raises :class:`Unknown` for a framework that
    does not exist and ``Unreadable`` if the workspace's own files cannot be read.
    """
    view = View.at(ledger, at) if at else View.now(ledger)
    return _Reading(ledger, view, {} if shelf is None else shelf).docket(framework)


def load_about(ledger: Ledger, framework: str, amendment: str) -> Docket:
    """Load what one amendment needs to be judged: text, register, itself and its positions.

    For a quick answer about one thing. Other amendments, and all comments, are as if they were
    not there, and so is what cannot be read in them. Raises what :func:`load` raises.
    """
    return _Reading(ledger, View.now(ledger), {}).docket(framework, amendment)


def frameworks(ledger: Ledger) -> tuple[str, ...]:
    """Return the ids of all frameworks in the workspace."""
    return _frameworks(View.now(ledger).paths())


def settings(ledger: Ledger) -> tuple[Workspace, Registry]:
    """Return the workspace's own settings and registry."""
    reading = _Reading(ledger, View.now(ledger), {})
    return reading.settings()


@dataclass
class _Reading:
    """One pass over a view; errors are collected beside what could be read."""

    ledger: Ledger
    view: View
    shelf: Shelf
    unreadable: list[LexframeError] = field(default_factory=list)
    data: dict[str, bytes] = field(default_factory=dict)

    def settings(self) -> tuple[Workspace, Registry]:
        """Read the workspace's two own files."""
        missing = {WORKSPACE_FILE, REGISTRY_FILE} - self.view.paths().keys()
        if missing:
            raise Failed(
                Message("This repository is not a lexframe workspace: it has no {file}.", file=min(missing)),
                Message("Make one with “lexframe init DIR”, or open another folder with -C DIR."),
            )
        self._fetch([WORKSPACE_FILE, REGISTRY_FILE])
        return read_workspace(self.data[WORKSPACE_FILE]), read_registry(self.data[REGISTRY_FILE])

    def docket(self, framework: str, about: str = "") -> Docket:
        """Read everything about one framework, or only what ``about`` needs."""
        workspace, registry = self.settings()
        name = _choose(framework, _frameworks(self.view.paths()))
        places = [place for place in self._places() if place.framework == name]
        if about:
            places = self._concerning(places, about)
        self._fetch([place.path for place in places if self._key(place) not in self.shelf])
        text = self._text(name, places)
        amendments = self._amendments(places)
        return Docket(
            self.view.revision,
            self.view.tip,
            workspace,
            registry,
            text,
            amendments,
            self._positions(places, registry),
            tuple(self._all(places, "entry", read_entry)),
            tuple(self._all(places, "comment", read_comment)),
            tuple(self.unreadable),
            self._bases(amendments, text),
            cache(lambda commit: load(self.ledger, name, commit, self.shelf)),
        )

    def _places(self) -> Iterator[Place]:
        for path in sorted(self.view.paths()):
            place = place_of(path)
            if place is not None:
                yield place

    def _concerning(self, places: list[Place], amendment: str) -> list[Place]:
        """Leave out what belongs to other amendments; one may be named by its number."""
        entries = [place for place in places if place.kind == "entry"]
        self._fetch([place.path for place in entries])
        numbers = {
            str(entry.act.number): entry.act.amendment
            for entry in self._all(entries, "entry", read_entry)
            if isinstance(entry.act, Admitted) and entry.act.admissible
        }
        self.unreadable.clear()  # they are read once more, and then listed
        name = amendment.upper().lstrip("#")
        code = numbers.get(name, name)
        return [place for place in places if place.code in ("", code) and place.kind != "comment"]

    def _fetch(self, paths: list[str]) -> None:
        blobs = self.view.paths()
        read = self.ledger.read([blobs[path] for path in paths])
        self.data |= {path: read[blobs[path]] for path in paths}

    def _key(self, place: Place) -> tuple[str, ...]:
        return (place.path, self.view.paths()[place.path])

    def _text(self, name: str, places: list[Place]) -> FrameworkText:
        frames = list(self._all(places, "framework", read_framework))
        articles = {article.id: article for article in self._all(places, "article", read_article)}
        if not frames:
            raise self.unreadable[0] if self.unreadable else _no_framework(name)
        order = [each for each in frames[0].article_ids if each in articles]
        return FrameworkText(frames[0], {each: articles[each] for each in order})

    def _amendments(self, places: list[Place]) -> dict[str, Amendment]:
        texts: dict[str, dict[str, str]] = {}
        for place in places:
            if place.kind == "proposal":
                body = self._one(place, read_proposal)
                if body is not None:
                    texts.setdefault(place.code, {})[place.article] = body
        found = list(self._all(places, "amendment", read_amendment))
        return {each.code: with_texts(each, texts.get(each.code, {})) for each in found}

    def _positions(self, places: list[Place], registry: Registry) -> dict[str, dict[str, Position]]:
        positions: dict[str, dict[str, Position]] = {}
        for position in self._all(places, "position", read_position):
            if position.institute in registry.by_id:
                positions.setdefault(position.amendment, {})[position.institute] = position
            else:
                self.unreadable.append(_stranger(position))
        return positions

    def _all(self, places: list[Place], kind: str, read: Callable[[bytes, Place], T]) -> Iterator[T]:
        for place in places:
            if place.kind == kind:
                record = self._one(place, read)
                if record is not None:
                    yield record

    def _one(self, place: Place, read: Callable[[bytes, Place], T]) -> T | None:
        key = self._key(place)
        if key not in self.shelf:
            self.shelf[key] = _attempt(self.data[place.path], place, read)
        record = self.shelf[key]
        if isinstance(record, LexframeError):
            self.unreadable.append(record)
            return None
        return cast(T, record)

    def _bases(self, amendments: Mapping[str, Amendment], text: FrameworkText) -> dict[str, str]:
        """Fetch the base texts of amendments written on an article that has changed since."""
        wanted: dict[str, tuple[str, str]] = {}
        blobs = self.view.paths()
        for amendment in amendments.values():
            for operation in amendment.operations:
                path = f"drafts/{text.frame.id}/articles/{operation.article}.md"
                if operation.base_blob and operation.base_blob != blobs.get(path):
                    wanted[operation.base] = (operation.base_blob, operation.article)
        bases: dict[str, str] = {}
        for digest, (blob, article) in wanted.items():
            body = self._base(blob, article)
            if body is not None:
                bases[digest] = body
        return bases

    def _base(self, blob: str, article: str) -> str | None:
        place = Place(f"{blob[:12]} ({article})", "article", article=article)
        try:
            return read_article(self.ledger.read([blob])[blob], place).body
        except LexframeError as error:
            self.unreadable.append(error)
            return None


def _attempt(data: bytes, place: Place, read: Callable[[bytes, Place], T]) -> T | LexframeError:
    try:
        return read(data, place)
    except LexframeError as error:
        return error
    except ValueError as error:
        return _broken(place, error)


def _frameworks(paths: Mapping[str, str]) -> tuple[str, ...]:
    found = (place_of(path) for path in paths if path.endswith("/framework.md"))
    return tuple(sorted(place.framework for place in found if place is not None))


def _choose(name: str, known: tuple[str, ...]) -> str:
    if name in known:
        return name
    if not name and len(known) == 1:
        return known[0]
    if not known:
        raise _no_framework(name)
    raise Unknown(
        Message("There is no framework “{name}” here.", name=name)
        if name
        else Message("This workspace holds several frameworks."),
        Message("Name one with --framework: {known}.", known=", ".join(known)),
        place="drafts",
    )


def _no_framework(name: str) -> Unknown:
    return Unknown(
        Message("This workspace holds no framework yet."),
        Message("Bring one in with “lexframe import FILE --framework {name}”.", name=name or "ID"),
        place="drafts",
    )


def _stranger(position: Position) -> Refused:
    return Refused(
        Message("A position of {institute}, which the registry does not know.", institute=position.institute),
        Message("It is kept and not counted. The secretariat can add the institute to the registry."),
        place=f"positions/{position.institute}/{position.framework}/{position.amendment}.md",
    )


def _broken(place: Place, error: ValueError) -> Failed:
    return Failed(
        Message("This record cannot be read: {mistake}.", mistake=str(error)),
        Message("It is kept and not counted. Correct it by hand, or record the act again."),
        place.path,
    )
