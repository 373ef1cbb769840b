"""How much of an official law intake finds, and how fast, beside poppler's pdftotext in the same run.

Run with ``python -m bench.intake [FOLDER]``; the folder holds the Chamber of Deputies' PDFs of the
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
from dataclasses import replace
from pathlib import Path

from bench.report import DATA, Row, report
from lexframe.intake.document import Intake
from lexframe.intake.markdown import print_markdown, read_markdown
from lexframe.intake.page import SYMBOLS
from lexframe.intake.reader import read
from lexframe.intake.returned import compare_returned

OLD, NEW = "ley-issste-dof-2024-06-07.pdf", "ley-issste-dof-2026-01-15.pdf"
ARTICLES = 259
AMENDED = ["articulo-10", "articulo-29", "articulo-39", "articulo-208"]
ROUNDS = 7


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


def law_rows(law: Intake, path: Path, pdftotext: str | None) -> list[Row]:
    """Return what was found in one law, and what is lost or invented."""
    year = path.name[15:19]
    found = len(law.articles)
    rows = [Row(f"{year}: articles", str(ARTICLES), str(found), ok=found == ARTICLES)]
    if pdftotext:
        total, apart = words_apart(law, pdftotext, path)
        share = 100 * (1 - apart / total)
        rows.append(
            Row(f"{year}: words equal", ">= 99.9 %", f"{share:.3f} %", f"{total:,} words", ok=share >= 99.9)
        )
    rows.append(Row(f"{year}: doubts reported", ours=str(len(law.report.doubts))))
    same = read_markdown("ley.md", print_markdown(law)) == law
    return [*rows, Row(f"{year}: Markdown and back", "equal", "equal" if same else "differs", ok=same)]


def speed_row(path: Path, pages: int, pdftotext: str | None) -> Row:
    """Return seconds and pages a second, beside pdftotext, which only draws the words out."""
    data = path.read_bytes()
    ours = timed(lambda: read(path.name, data))
    row = Row(f"{path.name[15:19]}: {pages} pages", ours=f"{ours:.2f} s, {pages / ours:.0f} p/s")
    if pdftotext is None:
        return row
    call = [pdftotext, "-layout", str(path), "/dev/null"]
    peer = timed(lambda: subprocess.run(call, check=True))
    return replace(row, peer=f"{peer:.2f} s, {pages / peer:.0f} p/s", ratio=f"{ours / peer:.1f}")


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA / "mx"
    paths = [folder / name for name in (OLD, NEW)]
    if not all(path.exists() for path in paths):
        print(f"skipped: {OLD} and {NEW} are not in {folder}")
        return 0
    pdftotext = shutil.which("pdftotext")
    old, new = (read(path.name, path.read_bytes()) for path in paths)
    rows = [
        row for law, path in zip((old, new), paths, strict=True) for row in law_rows(law, path, pdftotext)
    ]
    returned = compare_returned({a.id: a.body for a in old.every_article()}, new)
    hit = [c.id for c in returned.changed] == AMENDED and not returned.added and not returned.missing
    told = f"{len(returned.changed)} and {len(returned.decrees)}"
    rows.append(
        Row("reform of 2026: articles, decrees", "4 and 1", told, ok=hit and len(returned.decrees) == 1)
    )
    rows += [
        speed_row(path, law.source.pages, pdftotext) for law, path in zip((old, new), paths, strict=True)
    ]
    return report("Reading the official law, beside pdftotext", rows)


if __name__ == "__main__":
    raise SystemExit(main())
