"""Searching everything that is recorded: the index is brought up to the view first, then asked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lexframe.core.errors import LexframeError
from lexframe.index.entry import Entry
from lexframe.index.index import Records
from lexframe.index.search import Hit
from lexframe.services.entries import entries_of, is_searched
from lexframe.services.session import Session
from lexframe.store.paths import Place, place_of
from lexframe.store.ports import Ledger
from lexframe.store.records import read_amendment
from lexframe.store.view import View

_CHUNK = 1_024
"""Records whose bytes are held at once while the index is built."""

_OWN = "/amendment.md"


def search(session: Session, text: str, limit: int = 20, framework: str = "") -> tuple[Hit, ...]:
    """Return the best hits in one framework or in all, as the view stands now.

    Accents and case do not matter, and no text is a mistake; words between quotation marks are
    found as they stand. What had to be repaired on the way is in the index's ``notices``.
    """
    return session.index().search(records_of(session.ledger), text, limit, framework)


def reindex(session: Session) -> int:
    """Build the index anew from every record; return how many files it answers for."""
    records = records_of(session.ledger)
    session.index().rebuild(records)
    return len(records.files)


def records_of(ledger: Ledger) -> Records:
    """Return what an index has to answer for now: the view, and how its files are read."""
    view = View.now(ledger)
    files = view.paths()
    return Records(view.revision, files, lambda paths: _Reading(ledger, files).entries(paths))


@dataclass(frozen=True, slots=True)
class _Reading:
    """Turns files into entries, so many at a time that a large workspace takes no more memory."""

    ledger: Ledger
    files: Mapping[str, str]

    def entries(self, paths: Sequence[str]) -> Iterator[tuple[str, tuple[Entry, ...]]]:
        """Yield each searched file with its entries."""
        found = (place_of(path) for path in self._with_proposals(paths))
        places = [place for place in found if place is not None and is_searched(place)]
        for start in range(0, len(places), _CHUNK):
            chunk = places[start : start + _CHUNK]
            data = self._bytes(place.path for place in chunk)
            bases = self._bases([place for place in chunk if place.kind == "proposal"])
            for place in chunk:
                yield place.path, entries_of(place, data[place.path], bases.get(place.path, b""))

    def _with_proposals(self, paths: Sequence[str]) -> list[str]:
        """Add the proposed texts beside each amendment: which of their words are new hangs on its base."""
        amendments = [path for path in paths if path.endswith(_OWN)]
        every = sorted(self.files) if amendments else []
        wanted = set(paths)
        for path in amendments:
            folder = path.removesuffix("amendment.md")
            first = bisect_left(every, folder)
            wanted.update(every[first : bisect_left(every, folder + "\U0010ffff", first)])
        return sorted(wanted)

    def _bytes(self, paths: Iterable[str]) -> dict[str, bytes]:
        blobs = {path: self.files[path] for path in paths}
        read = self.ledger.read(tuple(blobs.values()))
        return {path: read[blob] for path, blob in blobs.items()}

    def _bases(self, proposals: Sequence[Place]) -> dict[str, bytes]:
        """Return the article file that each proposed text was written on; of an addition there is none."""
        beside = {place.path: place.path.rpartition("/")[0] + _OWN for place in proposals}
        data = self._bytes(sorted({path for path in beside.values() if path in self.files}))
        blobs = {path: _base_blobs(path, amendment) for path, amendment in data.items()}
        wanted = {
            place.path: blob
            for place in proposals
            if (blob := blobs.get(beside[place.path], {}).get(place.article))
        }
        found = self._present(set(wanted.values()))
        return {path: found[blob] for path, blob in wanted.items()}

    def _present(self, blobs: set[str]) -> Mapping[str, bytes]:
        """Read blobs; one that is missing is empty, so that all words count as proposed."""
        try:
            return self.ledger.read(sorted(blobs))
        except LexframeError:
            return {blob: self._one(blob) for blob in blobs}

    def _one(self, blob: str) -> bytes:
        try:
            return self.ledger.read([blob])[blob]
        except LexframeError:
            return b""


def _base_blobs(path: str, data: bytes) -> dict[str, str]:
    place = place_of(path)
    assert place is not None
    try:
        amendment = read_amendment(data, place)
    except (LexframeError, ValueError):
        return {}
    return {each.article: each.base_blob for each in amendment.operations if each.base_blob}
