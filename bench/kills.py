"""A writer that is killed again and again, and the proof that nothing it called saved is missing.

The writer says ``saved N`` once act N is in the outbox and flushed, as a screen would say
"guardado". It and all its git children are then killed (SIGKILL) at a random moment.
``python bench/kills.py`` does it 300 times; a number after it, that many.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from lexframe.store.found import found_workspace
from lexframe.store.git_call import GitCall
from lexframe.store.git_ledger import GitLedger
from lexframe.store.opening import open_ledger
from lexframe.store.outbox import Replay
from lexframe.store.ports import Author, CommitPlan

NOON = 1_790_000_000
TRAY = "refs/heads/inst/ISSTEG"
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LONGEST = 0.25
"""Seconds after the first saved act within which the kill falls."""


@dataclass(slots=True)
class Toll:
    """What a series of kills did; ``lost`` and ``failed`` must stay empty."""

    kills: int = 0
    saved: int = 0
    replayed: int = 0
    landed: int = 0
    lost: tuple[int, ...] = ()
    failed: tuple[str, ...] = ()


def path_of(n: int) -> str:
    code = "".join(ALPHABET[n // 32**place % 32] for place in (3, 2, 1, 0))
    return f"positions/ISSTEG/marco/ISSTEG-{code}.md"


def content_of(n: int) -> bytes:
    return f"Posición número {n}.\n".encode() * 20


def write_act(ledger: GitLedger, n: int) -> None:
    author = Author("ISSTEG")
    ledger.perform(
        CommitPlan(TRAY, ledger.tip(TRAY), {path_of(n): content_of(n)}, f"Acto {n}", author, NOON + n)
    )


def kill_again_and_again(folder: Path, kills: int, seed: int) -> Toll:
    """Kill a writer in the workspace ``folder`` so many times, and look after each kill."""
    chance = random.Random(seed)
    toll = Toll()
    said: set[int] = set()
    following = 1
    for _ in range(kills):
        saved = _one_life(folder, following, chance.random() * LONGEST)
        said |= saved
        following = max(said, default=following) + 2  # an act begun but not called saved may be there too
        replays: list[Replay] = []
        with open_ledger(folder, on_replay=replays.append) as ledger:
            _look(ledger, said, following, toll)
        toll.kills += 1
        toll.replayed += sum(len(each.recorded) for each in replays)
        toll.landed += sum(len(each.landed) for each in replays)
        following += 1
    toll.saved = len(said)
    complaints = GitCall(folder / ".git").ask("fsck", "--full", "--strict", "--no-dangling", "--no-progress")
    if complaints.code:
        toll.failed += (complaints.words,)
    return toll


def _one_life(folder: Path, start: int, seconds: float) -> set[int]:
    """Let a writer live for so long after its first saved act; return the numbers it called saved."""
    words = [sys.executable, __file__, str(folder), str(start)]
    root = str(Path(__file__).resolve().parents[1])
    environment = {**os.environ, "PYTHONPATH": root}
    with subprocess.Popen(words, stdout=subprocess.PIPE, start_new_session=True, env=environment) as writer:
        assert writer.stdout
        first = writer.stdout.readline()
        try:
            writer.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(writer.pid, signal.SIGKILL)
        rest = writer.stdout.read()
    return {int(line.split()[1]) for line in (first + rest).splitlines() if line.endswith(b".")}


def _look(ledger: GitLedger, said: set[int], new: int, toll: Toll) -> None:
    tip = ledger.tip(TRAY)
    files = ledger.tree(tip) if tip else {}
    here = {n for n in said if path_of(n) in files}
    contents = ledger.read([files[path_of(n)] for n in here])
    false = {n for n in here if contents[files[path_of(n)]] != content_of(n)}
    toll.lost = tuple(sorted({*toll.lost, *(said - here), *false}))
    if ledger.outbox.names():
        toll.failed += ("left in the outbox: " + ", ".join(ledger.outbox.names()),)
    try:
        write_act(ledger, new)
        said.add(new)
    except Exception as error:
        toll.failed += (f"the next act failed: {error}",)


def write_until_killed(folder: Path, start: int) -> None:
    n = start

    def tell(step: str) -> None:
        if step == "journalled":
            os.write(1, f"saved {n} .\n".encode())

    with open_ledger(folder) as ledger:
        ledger.on_step = tell
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            write_act(ledger, n)
            n += 1


def main(kills: int = 300) -> None:
    with tempfile.TemporaryDirectory(prefix="lexframe-kills-") as folder:
        workspace = Path(folder) / "marco"
        found_workspace(workspace, {"lexframe.toml": b"format = 1\n"}, Author("ST"), NOON).close()
        toll = kill_again_and_again(workspace, kills, seed=7)
    sys.stdout.write(
        f"{toll.kills} kills: {toll.saved} acts called saved,"
        f" {len(toll.lost)} lost, {len(toll.failed)} failures;"
        f" {toll.replayed} recorded by a replay, {toll.landed} found already recorded\n"
    )
    sys.stdout.writelines(f"  {each}\n" for each in toll.failed)
    raise SystemExit(bool(toll.lost or toll.failed))


if __name__ == "__main__":
    if len(sys.argv) == 3:
        write_until_killed(Path(sys.argv[1]), int(sys.argv[2]))
    else:
        main(*map(int, sys.argv[1:]))
