"""Speed of comparison, as ratios in one run: the scan of a million claims beside sorting them, the bands of a large topic, and
the curve from 100 to 10,000 claims in one topic.

    python -m benchmarks.comparison
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np
import pandas as pd

from figures.comparison import bands_on, find_conflicts, prepare, scan, scan_families, set_aside
from figures.comparison.conflicts import interval_claims
from figures.comparison.revisions import supersede
from figures.comparison.rows import read_rows, records
from figures.comparison.topics import number_topics, read_topic

T = TypeVar("T")


def main() -> None:
    """Print the measurements, in seconds of CPU and as ratios."""
    _million()
    _curve()


def _million() -> None:
    table = make_table(1_000_000, topics=2_000)
    sorting = min(_seconds(lambda: table.sort_values(["place", "as_of"]))[0] for _ in range(3))
    reading, rows = _seconds(lambda: number_topics(read_rows(table)))
    revising, _ = _seconds(lambda: supersede(rows))
    # All rows are scanned, those that their source has revised too, so that it is a million.
    scanning, found = _seconds(lambda: scan(rows))
    families, pairs = _seconds(lambda: scan_families(rows))
    whole = reading + revising + scanning + families
    print(
        f"1,000,000 claims, 2,000 topics: {int(found['conflicts'].sum()) // 2:,} conflicting pairs, {len(pairs):,} of families"
    )
    print(f"  sorting by topic and date {sorting:.2f} s (1)")
    print(
        f"  every claim's conflicts and the worst pair of families {scanning + families:.2f} s ({(scanning + families) / sorting:.1f})"
    )
    print(f"  the same from the table as it is, with intervals and revisions {whole:.2f} s ({whole / sorting:.1f})")


def _curve() -> None:
    print("one topic, in seconds of CPU (and the power of n by which it grew)")
    sizes = (100, 200, 500, 1_000, 2_000, 5_000, 10_000)
    curve = [_measure(size) for size in sizes]
    for name in curve[0]:
        cells = [f"{size:,}: {now[name]:.4f}" for size, now in zip(sizes, curve, strict=True)]
        for place in range(1, len(sizes)):
            power = np.log(curve[place][name] / curve[place - 1][name]) / np.log(sizes[place] / sizes[place - 1])
            cells[place] += f" (n^{power:.1f})"
        print(f"  {name:40} " + "  ".join(cells))


def _measure(size: int) -> dict[str, float]:
    """Return the seconds that each part takes on one topic of so many claims."""
    table = make_table(size, topics=1)
    rows = prepare(table.assign(source=table["claim_id"])).tested  # no source twice, so that nothing is revised
    claims = interval_claims(rows.sort_values(["as_of", "claim_id"]), {0: read_topic(records(rows)[0])})
    return {
        "scan of claims, O(n log n)": min(_seconds(lambda: scan(rows))[0] for _ in range(3)),
        "scan of families, O(n log n + n v)": min(_seconds(lambda: scan_families(rows))[0] for _ in range(3)),
        "listing the pairs, O(n²) comparisons": _seconds(lambda: find_conflicts(claims))[0],
        "bands of every day, O(days x n)": _seconds(lambda: bands_on(claims))[0],
        "set aside by three weightings": _seconds(lambda: set_aside(claims))[0],
    }


def make_table(size: int, topics: int) -> pd.DataFrame:
    """Return random claims on growing counts: 12 families of 3 sources over 1,500 days, half too low or too high."""
    random = np.random.default_rng(7)
    day = random.integers(0, 1500, size)
    value = (1000 + day * 100 * random.choice([0.5, 1, 1, 1.5], size)).astype(np.int64)
    bound = random.choice(["exact", "about", "at_least", "at_most"], size, p=[0.3, 0.3, 0.3, 0.1])
    family = random.integers(0, 12, size)
    return pd.DataFrame(
        {
            "claim_id": [f"c{number:07}" for number in range(size)],
            "conflict": "war",
            "claim_type": "killed",
            "population": "forces",
            "place": np.char.add("place ", random.integers(0, topics, size).astype(str)),
            "scope": "cumulative",
            "bound": bound,
            "low": np.where(bound == "at_most", np.nan, value),
            "high": np.where(bound == "at_least", np.nan, value),
            "family": np.char.add("family ", family.astype(str)),
            "source": np.char.add("source ", (family * 3 + random.integers(0, 3, size)).astype(str)),
            "as_of": np.datetime64("2022-02-24") + day.astype("timedelta64[D]"),
        }
    )


def _seconds(work: Callable[[], T]) -> tuple[float, T]:
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


if __name__ == "__main__":
    main()
