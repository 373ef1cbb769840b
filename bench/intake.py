"""How much of an official law intake finds, and how fast, beside poppler's pdftotext in the same run.

Run with ``python bench/intake.py [FOLDER]``; the folder holds the Chamber of Deputies' PDFs of the
ISSSTE law. A row fails when a law is read short of the goal.
"""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from lexframe.intake.document import Intake
from lexframe.intake.markdown import print_markdown, read_markdown
from lexframe.intake.page import SYMBOLS
from lexframe.intake.reader import read
from lexframe.intake.returned import compare_returned

LAWS = Path(__file__).resolve().parents[2] / "shared" / "data" / "mx"
OLD, NEW = "ley-issste-dof-2024-06-07.pdf", "ley-issste-dof-2026-01-15.pdf"
ARTICLES = 259
AMENDED = ["articulo-10", "articulo-29", "articulo-39", "articulo-208"]
ROUNDS = 7
ROW = "{:<34} {:>16} {:>18} {:>18}  {}"


def timed(work: Callable[[], object]) -> float:
    """Return the median seconds of some rounds."""
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def words_apart(law: Intake, pdftotext: str, path: Path) -> tuple[int, int]:
    """Return how many words the source has, and how many are lost or invented."""
    printed = subprocess.run(
        [pdftotext, "-layout", path, "-"], capture_output=True, text=True, check=True
    ).stdout
    source = Counter(unicodedata.normalize("NFC", printed).translate(SYMBOLS).split())
    rows = re.compile(r"(?m)^ *\|.*\|$")
    ours: Counter[str] = Counter()
    for text in (*law.kept(), *(dropped.text for dropped in law.report.dropped)):
        ours.update(rows.sub(lambda row: re.sub(r"(?<!\\)\||---", " ", row[0]), text).split())
    return source.total(), (source - ours).total() + (ours - source).total()


def row(what: str, goal: str, ours: str, peer: str, *, met: bool) -> bool:
    print(ROW.format(what, goal, ours, peer, "ok" if met else "MISSED"))
    return met


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else LAWS
    if not all((folder / name).exists() for name in (OLD, NEW)):
        print(f"skipped: {OLD} and {NEW} are not in {folder}")
        return 0
    pdftotext = shutil.which("pdftotext")
    laws = {name: read(name, (folder / name).read_bytes()) for name in (OLD, NEW)}
    met = []
    print(ROW.format("what", "goal", "lexframe", "pdftotext", ""))
    for name, law in laws.items():
        year = name[15:19]
        found = len(law.articles)
        met.append(row(f"{year}: articles", f"{ARTICLES}", f"{found}", "-", met=found == ARTICLES))
        if pdftotext:
            total, apart = words_apart(law, pdftotext, folder / name)
            share = 100 * (1 - apart / total)
            ours = f"{share:.3f} %"
            met.append(row(f"{year}: words equal", ">= 99.9 %", ours, f"{total:,} words", met=share >= 99.9))
        met.append(row(f"{year}: doubts reported", "-", f"{len(law.report.doubts)}", "-", met=True))
        same = read_markdown("ley.md", print_markdown(law)) == law
        met.append(row(f"{year}: Markdown and back", "equal", "equal" if same else "differs", "-", met=same))
    returned = compare_returned({a.id: a.body for a in laws[OLD].every_article()}, laws[NEW])
    hit = [c.id for c in returned.changed] == AMENDED and not returned.added and not returned.missing
    ours = f"{len(returned.changed)} and {len(returned.decrees)}"
    met.append(
        row("reform of 2026: articles, decrees", "4 and 1", ours, "-", met=hit and len(returned.decrees) == 1)
    )
    for name in (OLD, NEW):
        data, path, pages = (folder / name).read_bytes(), folder / name, laws[name].source.pages
        seconds = timed(lambda name=name, data=data: read(name, data))  # type: ignore[misc]
        peer = "-"
        if pdftotext:
            call = [pdftotext, "-layout", str(path), "/dev/null"]
            other = timed(lambda call=call: subprocess.run(call, check=True))  # type: ignore[misc]
            peer = f"{other:.2f} s {pages / other:.0f} p/s"
        ours = f"{seconds:.2f} s {pages / seconds:.0f} p/s"
        met.append(row(f"{name[15:19]}: {pages} pages", "-", ours, peer, met=True))
    return 0 if all(met) else 1


if __name__ == "__main__":
    raise SystemExit(main())
