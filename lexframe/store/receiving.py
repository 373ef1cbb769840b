"""What a fetch brought: each tray's new commits are checked, and only then are they seen.

One bad commit stops one tray, at the last good one; what was seen before stays seen, whatever
the other side does to its history.
"""

from __future__ import annotations

from dataclasses import dataclass

from lexframe.core.message import Message
from lexframe.store.act import tray_owner, verified_ref
from lexframe.store.git_ledger import GitLedger
from lexframe.store.paths import place_of
from lexframe.store.ports import CommitInfo


@dataclass(frozen=True, slots=True)
class Stop:
    """Why a tray is not followed to where the remote has it."""

    ref: str
    why: Message


@dataclass(frozen=True, slots=True)
class Received:
    """Trays whose verified copy moved, and those that stopped."""

    moved: tuple[str, ...] = ()
    stopped: tuple[Stop, ...] = ()


def receive(ledger: GitLedger, remote: str = "origin") -> Received:
    """Check what the last fetch from ``remote`` brought and move the verified copies of the trays.

    Nothing is fetched here. A tray commit may have one parent and touch its own body's plain
    files; an older or rewritten history is never followed.
    """
    moved: list[str] = []
    stopped: list[Stop] = []
    seen = ledger.refs()
    for ref, tip in ledger.fetched(remote).items():
        verified = seen.get(verified_ref(ref))
        if tip == verified:
            continue
        good, why = _follow(ledger, ref, tip, verified)
        if good:
            ledger.trust(ref, good)
            moved.append(ref)
        if why:
            stopped.append(Stop(ref, why))
    return Received(tuple(moved), tuple(stopped))


def _follow(ledger: GitLedger, ref: str, tip: str, verified: str | None) -> tuple[str, Message | None]:
    """Return the last commit that is in order, oldest first, and what is wrong with the one after it."""
    name = ref.removeprefix("refs/heads/")
    if verified and tip in ledger.contained(verified, [tip]):
        return "", Message(
            "The remote has an older {name} than was seen before; the newer is kept.", name=name
        )
    if verified and verified not in ledger.contained(tip, [verified]):
        return "", Message("The history of {name} was rewritten; what was seen before is kept.", name=name)
    good = ""
    for info in reversed(_line(ledger, tip, verified)):
        wrong = _wrong(ledger, info, tray_owner(ref))
        if wrong:
            return good, Message(
                "{name} stops before {commit}: {wrong}", name=name, commit=info.id[:12], wrong=wrong
            )
        good = info.id
    return good, None


def _line(ledger: GitLedger, tip: str, end: str | None) -> list[CommitInfo]:
    """Return the commits from ``tip`` down to before ``end``, newest first, by first parents alone."""
    known: dict[str, CommitInfo] = {}
    for info in ledger.history(tip):
        if info.id == end:
            break
        known[info.id] = info
    line: list[CommitInfo] = []
    following: str | None = tip
    while following in known:
        line.append(known[following])
        following = next(iter(line[-1].parents), None)
    return line


def _wrong(ledger: GitLedger, info: CommitInfo, body: str) -> Message | None:
    if len(info.parents) > 1:
        return Message("it is a merge, and a tray is one line.")
    odd = ledger.oddities(info.id)
    if odd:
        return Message("“{path}” is no plain file.", path=odd[0])
    places = ((path, place_of(path)) for path in info.paths)
    foreign = [path for path, place in places if place is None or place.owner != body]
    return Message("“{path}” is not a paper of {body}.", path=foreign[0], body=body) if foreign else None
