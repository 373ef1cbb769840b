"""The commits behind a tip, read so that no message, name or path can pass for something else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from lexframe.store.git_call import GitCall
from lexframe.store.objects import read_commit
from lexframe.store.ports import CommitInfo

BATCH = 256


def walk_history(
    call: GitCall,
    raw_commits: Callable[[Sequence[str]], Mapping[str, bytes]],
    tip: str,
    paths: Sequence[str] = (),
) -> Iterator[CommitInfo]:
    """Yield commits reachable from ``tip``, children before parents.

    ``CommitInfo.paths`` are those that differ from the first parent; so is a commit held against
    ``paths``, which name files or folders.
    """
    limits = ["--full-history", "--", *paths] if paths else ["--"]
    ids = iter(call.run("rev-list", "--topo-order", tip, *limits).decode().splitlines())
    while batch := list(islice(ids, BATCH)):
        changed = _changed_paths(call, batch)
        raw = raw_commits(batch)
        for id in batch:
            if not paths or touches(changed[id], paths):
                yield read_commit(id, raw[id], changed[id])


def touches(changed: Iterable[str], paths: Sequence[str]) -> bool:
    """Tell whether any changed path is one of ``paths`` or lies in it."""
    return any(each == path or each.startswith(f"{path.rstrip('/')}/") for each in changed for path in paths)


def _changed_paths(call: GitCall, commits: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    out = call.run(
        "diff-tree",
        "--stdin",
        "--raw",
        "-r",
        "-z",
        "--root",
        "--no-renames",
        "--diff-merges=first-parent",
        "--always",
        feed="".join(f"{id}\n" for id in commits).encode(),
    )
    found: dict[str, list[str]] = {id: [] for id in commits}
    current = ""
    tokens = iter(out.split(b"\0"))
    for token in tokens:
        if token.startswith(b":"):
            found[current].append(next(tokens).decode("utf-8", "backslashreplace"))
        elif token:
            current = token.decode().split()[0]
    return {id: tuple(sorted(set(each))) for id, each in found.items()}
