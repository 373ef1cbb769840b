"""The truth in a real repository: read by object id through one process, written by one protocol.

An act is journalled, hashed, compared with what was asked, and only then becomes the tip of its
ref, in one step. The user's index and work tree are neither read nor written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from lexframe.core.errors import Failed, LexframeError, TryAgain
from lexframe.core.message import Message
from lexframe.store.act import Act, admit, is_known_ref, make_ready, moved, standing, verified_ref
from lexframe.store.drafts import Drafts
from lexframe.store.git_call import GitCall
from lexframe.store.history import walk_history
from lexframe.store.object_reader import ObjectReader
from lexframe.store.object_writer import ObjectWriter
from lexframe.store.objects import BLOB, COMMIT, TREE, commit_links, object_id, unsigned
from lexframe.store.outbox import Outbox, Pending, Replay
from lexframe.store.ports import CommitInfo, CommitPlan
from lexframe.store.trees import Trees
from lexframe.store.write_lock import PATIENCE, write_lock

STEPS = ("locked", "journalled", "blobs", "trees", "commit", "checked", "moved", "dropped")
"""The steps of one act, in order; ``on_step`` is told each one when it is done.

After ``journalled`` the act is safe against a kill, and a screen may say so.
"""


class GitLedger:
    """The :class:`~lexframe.store.ports.Ledger` over a git directory that has passed the opening checks.

    ``sign`` turns commit bytes into signed commit bytes; without it acts are unsigned.
    """

    def __init__(
        self,
        git_dir: Path,
        sign: Callable[[bytes], bytes] | None = None,
        on_step: Callable[[str], None] = lambda step: None,
    ) -> None:
        self.git_dir = git_dir
        self.sign = sign
        self.on_step = on_step
        self.patience = PATIENCE
        self.own_folder = git_dir / "lexframe"
        self.outbox = Outbox(self.own_folder / "outbox")
        self.drafts = Drafts(self.own_folder / "drafts")
        self.call = GitCall(git_dir)
        self._reader = ObjectReader(self.call)
        self._writer = ObjectWriter(self.call, self.own_folder)
        self._trees = Trees(lambda ids: self._reader.read(ids, TREE))
        self._roots: dict[str, str] = {}
        self._contained: dict[tuple[str, str], bool] = {}

    def __enter__(self) -> GitLedger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the processes that stay; the ledger can still be used and starts others."""
        self._reader.close()
        self._writer.close()

    def refs(self) -> Mapping[str, str]:
        """Return main, the trays and their verified copies with the commits they stand at."""
        said = self.call.run(
            "for-each-ref",
            "--format=%(objectname) %(objecttype) %(refname)",
            "refs/heads/main",
            "refs/heads/inst/",
            "refs/heads/wg/",
            "refs/lexframe/verified/",
        )
        found = (line.split(" ", 2) for line in said.decode("utf-8", "backslashreplace").splitlines())
        return {ref: id for id, kind, ref in found if kind == COMMIT and is_known_ref(ref)}

    def tip(self, ref: str) -> str | None:
        """Return the commit a known ref stands at now, or ``None``; see :meth:`Ledger.tip`."""
        return self._stand(ref)[1] if is_known_ref(ref) else None

    def tree(self, commit: str) -> Mapping[str, str]:
        """Return path → blob id of every plain file in a commit."""
        return self._trees.contents(self._root(commit)).files

    def oddities(self, commit: str) -> tuple[str, ...]:
        """Return the paths in a commit that are no plain files: links, programs, submodules."""
        return self._trees.contents(self._root(commit)).odd

    def read(self, blobs: Sequence[str]) -> Mapping[str, bytes]:
        """Return the bytes of blobs by id. Raises :class:`Failed` naming one that is missing."""
        return self._reader.read(blobs, BLOB)

    def raw_commits(self, commits: Sequence[str]) -> Mapping[str, bytes]:
        """Return commits as raw bytes by id: what signatures are made over."""
        return self._reader.read(commits, COMMIT)

    def history(self, tip: str, paths: Sequence[str] = ()) -> Iterator[CommitInfo]:
        """Yield commits from ``tip`` backwards, newest first, only those that touch ``paths`` if given."""
        return walk_history(self.call, self.raw_commits, tip, paths)

    def contained(self, tip: str, commits: Sequence[str]) -> frozenset[str]:
        """Return those of ``commits`` that ``tip`` is or descends from."""
        wanted = [each for each in dict.fromkeys(commits) if (tip, each) not in self._contained]
        if wanted:
            feed = "".join(f"{line}\n" for line in [*wanted, f"^{tip}"]).encode()
            beyond = set(self.call.run("rev-list", "--stdin", feed=feed).decode().splitlines())
            self._contained |= {(tip, each): each not in beyond for each in wanted}
        return frozenset(each for each in commits if self._contained[tip, each])

    def fetched(self, remote: str) -> Mapping[str, str]:
        """Return the trays as a remote showed them at the last fetch, under the names they have here."""
        prefix = f"refs/remotes/{remote}/"
        words = ("for-each-ref", "--format=%(objectname) %(refname)", f"{prefix}inst/", f"{prefix}wg/")
        said = self.call.run(*words).decode("utf-8", "backslashreplace").splitlines()
        found = {
            f"refs/heads/{ref.removeprefix(prefix)}": id
            for id, _, ref in (each.partition(" ") for each in said)
        }
        return {ref: id for ref, id in found.items() if is_known_ref(ref)}

    def trust(self, ref: str, commit: str) -> None:
        """Move the verified copy of a tray to a commit that has been checked; never backwards."""
        copy = verified_ref(ref)
        known = self._reader.resolve(copy)
        if known is None or known in self.contained(commit, [known]):
            self._writer.move(copy, commit, known, "verified")

    def perform(self, plan: CommitPlan) -> str:
        """Make the plan true and return the commit id; see :meth:`Ledger.perform`.

        What fails after the act was journalled leaves it in the outbox, for the next start.
        """
        admit(plan)
        with write_lock(self.own_folder, self.patience):
            return self._perform_locked(plan)

    def replay(self, patience: float | None = None) -> Replay:
        """Record what an interrupted lexframe left in the outbox; keep and report what no longer fits.

        Raises :class:`TryAgain` when another lexframe is writing for longer than ``patience`` seconds
        (those of the ledger if not given).
        """
        if not self.outbox.names():
            return Replay()
        with write_lock(self.own_folder, self.patience if patience is None else patience):
            self.outbox.sweep()
            self._writer.sweep()
            ends = [(name, self._replay_or_keep(name)) for name in self.outbox.names()]
        kinds = ("recorded", "landed", "kept")
        return Replay(*(tuple(name for name, end in ends if end == kind) for kind in kinds))

    def _perform_locked(self, plan: CommitPlan, instead_of: str = "") -> str:
        self.on_step("locked")
        here, tip = self._stand(plan.ref)
        if tip != plan.expected:
            raise moved(plan.ref)
        act = make_ready(plan, self._trees, self._root)
        name = self.outbox.keep(act)
        if instead_of:
            self.outbox.drop(instead_of)
        self.on_step("journalled")
        try:
            commit = self._record(act, here)
        except TryAgain:
            self.outbox.drop(name)
            raise
        except LexframeError as error:
            raise _kept(error) from error
        self.outbox.drop(name)
        self.on_step("dropped")
        return commit

    def _record(self, act: Act, here: str | None) -> str:
        writer = self._writer
        writer.blobs(act.blobs)
        self.on_step("blobs")
        writer.trees(act.trees)
        self.on_step("trees")
        raw = self.sign(act.raw) if self.sign else act.raw
        commit = object_id(COMMIT, raw)
        writer.commit(commit, raw)
        self.on_step("commit")
        self._check_connected(act, commit)
        self.on_step("checked")
        writer.move(act.plan.ref, commit, here, act.plan.message.strip().split("\n", 1)[0])
        self._roots[commit] = act.root
        self.on_step("moved")
        return commit

    def _stand(self, ref: str) -> tuple[str | None, str | None]:
        """Return where a ref is here, for the swap, and where its next act belongs."""
        here, copy = self._reader.resolve(ref), verified_ref(ref)
        verified = self._reader.resolve(copy) if copy else None
        return here, standing(here, verified, self.contained)

    def _check_connected(self, act: Act, commit: str) -> None:
        """Ask for everything that is new, and for what the new commit names; the rest the tip already had."""
        expected = [act.plan.expected] if act.plan.expected else []
        absent = self._reader.missing(
            [*act.blobs, *act.trees, commit, act.root, *expected, *act.plan.parents]
        )
        if absent:
            raise Failed(
                Message("The new commit would name an object that is not there: {id}.", id=absent[0]),
                Message("Nothing was changed. The clone may be damaged: run “git fsck”."),
            )

    def _replay_or_keep(self, name: str) -> str:
        try:
            return self._replay_one(name)
        except LexframeError:
            return "kept"

    def _replay_one(self, name: str) -> str:
        pending = self.outbox.read(name)
        if pending is None:
            return "kept"
        tip = self.tip(pending.plan.ref)
        if self._has_landed(pending, tip):
            self.outbox.drop(name)
            return "landed"
        fits = self._holds(tip, pending.before)
        if not fits or (pending.plan.parents and tip != pending.plan.expected):
            return "kept"
        admit(pending.plan)
        self._perform_locked(replace(pending.plan, expected=tip), instead_of=name)
        return "recorded"

    def _has_landed(self, pending: Pending, tip: str | None) -> bool:
        """Tell whether an act is in the history: as it was, or as a replay made it anew on a later tip."""
        if tip is None:
            return False
        if not pending.plan.parents and self._holds(tip, pending.after):
            return True
        known = pending.plan.expected
        feed = "".join(f"{line}\n" for line in [tip, *([f"^{known}"] if known else [])]).encode()
        later = self.call.run("rev-list", "--first-parent", "--stdin", feed=feed).decode().splitlines()
        return any(
            object_id(COMMIT, unsigned(raw)) == pending.commit for raw in self.raw_commits(later).values()
        )

    def _holds(self, tip: str | None, blobs: Mapping[str, str | None]) -> bool:
        root = self._root(tip) if tip else None
        return all(self._trees.blob(root, path) == blob for path, blob in blobs.items())

    def _root(self, commit: str) -> str:
        root = self._roots.get(commit)
        if root is None:
            root = commit_links(self._reader.read([commit], COMMIT)[commit])[0]
            self._roots[commit] = root
        return root


def _kept(error: LexframeError) -> LexframeError:
    remedy = Message("{remedy} The act is kept and will be recorded at the next start.", remedy=error.remedy)
    return type(error)(error.what, remedy, error.place)
