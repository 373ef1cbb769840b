"""The truth in memory, for tests and trials: it refuses the same plans and makes the same ids as git."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lexframe.store.act import admit, is_known_ref, make_ready, moved, standing, verified_ref
from lexframe.store.history import touches
from lexframe.store.objects import (
    BLOB,
    COMMIT,
    TREE,
    absent,
    commit_links,
    object_id,
    read_commit,
)
from lexframe.store.ports import CommitInfo, CommitPlan
from lexframe.store.trees import Trees


class MemoryLedger:
    """The :class:`~lexframe.store.ports.Ledger` over a dictionary of objects."""

    def __init__(self) -> None:
        self._objects: dict[str, tuple[str, bytes]] = {}
        self._refs: dict[str, str] = {}
        self._trees = Trees(lambda ids: self._get(ids, TREE))

    def refs(self) -> Mapping[str, str]:
        """Return main, the trays and their verified copies with the commits they stand at."""
        return dict(sorted(self._refs.items()))

    def objects(self) -> tuple[tuple[str, bytes], ...]:
        """Return every object as its kind and bytes."""
        return tuple(self._objects.values())

    def tip(self, ref: str) -> str | None:
        """Return the commit a ref stands at, or ``None``; see :meth:`Ledger.tip`."""
        return standing(self._refs.get(ref), self._refs.get(verified_ref(ref)), self.contained)

    def tree(self, commit: str) -> Mapping[str, str]:
        """Return path → blob id of the whole tree of a commit."""
        return self._trees.contents(self._root(commit)).files

    def oddities(self, commit: str) -> tuple[str, ...]:
        """Return nothing: only plain files can be written here."""
        return self._trees.contents(self._root(commit)).odd

    def read(self, blobs: Sequence[str]) -> Mapping[str, bytes]:
        """Return the bytes of blobs by id. Raises :class:`Failed` naming one that is missing."""
        return self._get(blobs, BLOB)

    def raw_commits(self, commits: Sequence[str]) -> Mapping[str, bytes]:
        """Return commits as raw bytes by id."""
        return self._get(commits, COMMIT)

    def history(self, tip: str, paths: Sequence[str] = ()) -> Iterator[CommitInfo]:
        """Yield commits from ``tip`` backwards, children first, only those that touch ``paths`` if given."""
        for id in self._children_first(tip):
            raw = self._get([id], COMMIT)[id]
            root, parents = commit_links(raw)
            changed = self._trees.differences(self._root(parents[0]) if parents else None, root)
            if not paths or touches(changed, paths):
                yield read_commit(id, raw, changed)

    def contained(self, tip: str, commits: Sequence[str]) -> frozenset[str]:
        """Return those of ``commits`` that ``tip`` is or descends from."""
        return frozenset(commits) & frozenset(self._children_first(tip))

    def perform(self, plan: CommitPlan) -> str:
        """Make the plan true and return the commit id. Raises :class:`TryAgain` when the ref has moved."""
        admit(plan)
        if self.tip(plan.ref) != plan.expected:
            raise moved(plan.ref)
        act = make_ready(plan, self._trees, self._root)
        for data in act.blobs.values():
            self._put(BLOB, data)
        for raw in act.trees.values():
            self._put(TREE, raw)
        self._refs[plan.ref] = self._put(COMMIT, act.raw)
        return act.id

    def trust(self, ref: str, commit: str) -> None:
        """Set the verified copy of a tray, as a fetch does once it has checked it."""
        assert is_known_ref(ref)
        self._get([commit], COMMIT)
        self._refs[ref] = commit

    def _children_first(self, tip: str) -> list[str]:
        """Order everything reachable from ``tip`` so that no commit comes before a child of it."""
        done: dict[str, None] = {}
        stack: list[tuple[str, bool]] = [(tip, False)]
        while stack:
            id, is_ready = stack.pop()
            if is_ready:
                done.setdefault(id)
            elif id not in done:
                stack.append((id, True))
                parents = commit_links(self._get([id], COMMIT)[id])[1]
                stack.extend((parent, False) for parent in parents if parent not in done)
        return list(done)[::-1]

    def _root(self, commit: str) -> str:
        return commit_links(self._get([commit], COMMIT)[commit])[0]

    def _put(self, kind: str, data: bytes) -> str:
        id = object_id(kind, data)
        self._objects[id] = (kind, data)
        return id

    def _get(self, ids: Sequence[str], kind: str) -> dict[str, bytes]:
        for id in ids:
            if self._objects.get(id, ("", b""))[0] != kind:
                raise absent(id)
        return {id: self._objects[id][1] for id in ids}
