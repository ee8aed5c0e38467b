"""Derived series: a source whose figure grows by what another's grew by copies it, and is no second voice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise

import pandas as pd

from figures.comparison.rows import records

TOLERANCE = 0.005  # of an increment
FEWEST_STEPS = 6
_READ = ["topic", "source", "voice", "as_of", "claim_id", "value", "low", "high"]


@dataclass(frozen=True, slots=True)
class DerivedSeries:
    """Of `steps` increments between days on which both have a figure, `equal` are the same within `TOLERANCE`."""

    copy: str
    original: str
    steps: int
    equal: int


def equal_increments(a: Mapping[int, float], b: Mapping[int, float]) -> tuple[int, int]:
    """Return on how many steps between common days two series (numbers by day) grew, and on how many by the same."""
    days = sorted(a.keys() & b.keys())
    steps = [(a[to] - a[since], b[to] - b[since]) for since, to in pairwise(days)]
    grown = [(x, y) for x, y in steps if x and y]
    return len(steps), sum(abs(x - y) <= TOLERANCE * abs(y) for x, y in grown)


def find_derived(rows: pd.DataFrame) -> dict[int, list[DerivedSeries]]:
    """Return the derived series of each topic by its number, from the rows of `number_topics`: pairs of sources of different
    voices with most of at least `FEWEST_STEPS` increments the same. The one with fewer figures is the copy.
    """
    growing = (rows["scope"] == "cumulative") & (rows["topic"] >= 0) & rows["source"].notna()
    counts = rows.loc[growing, _READ]
    said = counts["value"].fillna(counts["low"]).fillna(counts["high"])
    counts = counts.assign(said=said)[said.notna()].sort_values(["as_of", "claim_id"])
    counts = counts.drop_duplicates(["topic", "source", "as_of"], keep="last")
    long = counts.groupby(["topic", "source"])["as_of"].transform("size") > FEWEST_STEPS
    found = {}
    for topic, told in counts[long].groupby("topic"):
        derived = list(_derived(told))
        if derived:
            found[int(str(topic))] = derived
    return found


def _derived(told: pd.DataFrame) -> list[DerivedSeries]:
    series: dict[str, dict[int, float]] = defaultdict(dict)
    voice = {}
    for row in records(told):
        series[row["source"]][row["as_of"]] = row["said"]
        voice[row["source"]] = row["voice"]
    # The longer series first: it is the original.
    names = sorted(series, key=lambda name: (-len(series[name]), name))
    found = []
    for original, copy in combinations(names, 2):
        if voice[original] == voice[copy]:
            continue
        steps, equal = equal_increments(series[copy], series[original])
        if steps >= FEWEST_STEPS and equal > steps / 2:
            found.append(DerivedSeries(copy, original, steps, equal))
    return found
