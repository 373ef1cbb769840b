"""How our redline reads and how fast it is, beside diff-match-patch on characters with its defaults.

Run with ``python -m bench.redline``; the pairs are articles before and after real reforms. Each time is the
best of a few in turn, because what else the machine does only ever adds.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from diff_match_patch import diff_match_patch

from bench.report import Row, records, report
from lexframe.text.alignment import minimal
from lexframe.text.redline import Redline, redline
from lexframe.text.words import Vocabulary, count_words, is_break, is_word, tokens

Pair = Mapping[str, Any]
ROUNDS = 5
LONG = 1000


def islands(found: Redline) -> int:
    """Count equal spans of at most one word between two marked ones of one paragraph."""
    spans = found.spans
    return sum(
        span.kind == "equal" and before.kind != "equal" and after.kind != "equal" and _is_island(span.text)
        for before, span, after in zip(spans, spans[1:], spans[2:], strict=False)
    )


def _is_island(text: str) -> bool:
    pieces = tokens(text)
    return count_words(pieces) <= 1 and not any(map(is_break, pieces))


def words_cut(pair: Pair, found: Redline) -> int:
    """Count the words that a span's edge goes through, on both sides."""
    old = sum(count_words(tokens(span.old)) for span in found.spans) - count_words(tokens(pair["old"]))
    new = sum(count_words(tokens(span.new)) for span in found.spans) - count_words(tokens(pair["new"]))
    return abs(old) + abs(new)


def over_minimum(pair: Pair, found: Redline) -> float | None:
    """Return the words marked over the fewest that can be; None where no word changed."""
    vocabulary = Vocabulary()
    a, b = (vocabulary.numbers(list(filter(is_word, tokens(pair[side])))) for side in ("old", "new"))
    least = sum(hunk.hi - hunk.lo + hunk.right - hunk.left for hunk in minimal(a, b))
    marked = sum(count_words(tokens(span.text)) for span in found.spans if span.kind != "equal")
    return marked / least if least else None


def best(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
        if taken[-1] > 0.1:
            break
    return min(taken)


def reading(pairs: list[dict[str, Any]]) -> list[Row]:
    shown = [(pair, redline(pair["old"], pair["new"])) for pair in pairs]
    exact = sum((found.old, found.new) == (pair["old"], pair["new"]) for pair, found in shown)
    cut = sum(words_cut(pair, found) for pair, found in shown)
    hunks = sum(len(found.hunks) for _, found in shown) / len(shown)
    alone = sum(islands(found) for _, found in shown) / len(shown)
    over = statistics.median(x for x in (over_minimum(pair, found) for pair, found in shown) if x is not None)
    return [
        Row("exact on both sides", str(len(pairs)), str(exact), ok=exact == len(pairs)),
        Row("words cut", "0", str(cut), ok=cut == 0),
        Row("hunks a pair", "<= 10", f"{hunks:.2f}", ok=hunks <= 10),
        Row("islands of at most one word, a pair", "<= 0.1", f"{alone:.2f}", ok=alone <= 0.1),
        Row("words marked over the fewest, median", "<= 1.10", f"{over:.3f}", ok=over <= 1.1),
    ]


def speed(pairs: list[dict[str, Any]]) -> list[Row]:
    engine = diff_match_patch()
    redline("to have", "imported")
    mine, peer, slower, long = 0.0, 0.0, 0, 0
    for pair in pairs:
        old, new = pair["old"], pair["new"]
        a, b = best(partial(redline, old, new)), best(partial(engine.diff_main, old, new))
        mine, peer = mine + a, peer + b
        if max(len(old), len(new)) >= LONG:
            long += 1
            slower += a > b
    return [
        Row(
            "seconds for the set",
            ">= 50 times",
            f"{mine:.3f}",
            f"{peer:.1f}",
            f"{peer / mine:.0f}",
            peer >= 50 * mine,
        ),
        Row(f"slower, of {long} pairs over 1 kB", "0", str(slower), ok=slower == 0),
    ]


def main() -> int:
    pairs = records("redline-pairs")
    if pairs is None:
        return 0
    title = f"redline: {len(pairs)} pairs; peer: diff-match-patch on characters, defaults"
    return report(title, [*reading(pairs), *speed(pairs)])


if __name__ == "__main__":
    raise SystemExit(main())
