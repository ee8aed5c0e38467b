"""Conflicts: two claims of a topic that cannot both be right, with the factor by which they are apart at least.

A count that grows may be 498 one day and 4,000 later without anybody being wrong; only an earlier (or same-day) least above
a later greatest contradicts. `find_conflicts` lists the pairs of one topic. `scan` says for every claim of a whole table
whether it conflicts, with how many and how far, in O(n log n) and without listing pairs. docs/method.md derives both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from figures.comparison.rows import NO_DAY, Row, missing, records, to_date
from figures.comparison.topics import Topic

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class IntervalClaim:
    """A claim as comparison sees it: at least `least` and at most `greatest` (infinity where open) on `day`.

    `time` orders the claims of its group in days, `voice` is its family (else source, else itself); the rest are columns of
    the claims table, kept for the words.
    """

    claim_id: str
    topic: Topic
    least: float
    greatest: float
    day: date
    time: int
    voice: str
    floor: bool = False
    bound: str | None = None
    low: float | None = None
    high: float | None = None
    value: float | None = None
    source: str | None = None
    family: str | None = None
    side: str | None = None
    published: date | None = None

    @property
    def midpoint(self) -> float:
        """The middle of the interval, or the end that it has."""
        return self.least if self.greatest == inf else (self.least + self.greatest) / 2


@dataclass(frozen=True, slots=True)
class Conflict:
    """`above` says at least more than `below` allows at most, although `above` speaks of no later day."""

    above: IntervalClaim
    below: IntervalClaim

    @property
    def pair(self) -> tuple[IntervalClaim, IntervalClaim]:
        """The two claims, the earlier first; of one day by their ids."""
        a, b = self.above, self.below
        return (a, b) if (a.day, a.claim_id) <= (b.day, b.claim_id) else (b, a)

    @property
    def factor(self) -> float:
        """How many times apart they are at least; one is added to each end so that a zero divides too."""
        return factor(self.above.least, self.below.greatest)

    @property
    def gap(self) -> float:
        """How many persons or items apart they are at least."""
        return self.above.least - self.below.greatest

    @property
    def midpoint_ratio(self) -> float:
        """How many times apart the middles of the two are: what a naive comparison says."""
        return factor(self.above.midpoint, self.below.midpoint)


def factor(least: float, greatest: float) -> float:
    """Return how many times `least` is above `greatest`, one added to each."""
    return (least + 1) / (greatest + 1)


def interval_claims(rows: pd.DataFrame, topics: Mapping[int, Topic]) -> list[IntervalClaim]:
    """Return the rows of `number_topics` as claims; `topics` are by number."""
    return [_interval_claim(row, topics[row["topic"]]) for row in records(rows)]


def _interval_claim(row: Row, topic: Topic) -> IntervalClaim:
    names = ("bound", "low", "high", "value", "source", "family", "side")
    published = None if row["published"] == NO_DAY else to_date(row["published"])
    return IntervalClaim(
        row["claim_id"],
        topic,
        row["least"],
        row["greatest"],
        to_date(row["as_of"]),
        row["time"],
        row["voice"],
        bool(row["floor"]),
        published=published,
        **{name: None if missing(row[name]) else row[name] for name in names},
    )


def find_conflicts(claims: Sequence[IntervalClaim], tolerance: int = 0) -> list[Conflict]:
    """Return the conflicting pairs of the claims of one group, the furthest apart first.

    Dates at most `tolerance` days apart count as the same day. Time: that of listing the pairs, and n comparisons a claim.
    """
    found = contradictions(claims, claims, tolerance)
    return sorted(found, key=lambda c: (-c.factor, c.pair[0].claim_id, c.pair[1].claim_id))


def contradictions(
    upper: Sequence[IntervalClaim], lower: Sequence[IntervalClaim], tolerance: int = 0
) -> Iterator[Conflict]:
    """Yield every claim of `upper` with every one of `lower` of the same day or later that allows less than it at most."""
    ordered = sorted(lower, key=lambda claim: claim.time)
    time = np.array([claim.time for claim in ordered], np.int64)
    greatest = np.array([claim.greatest for claim in ordered])
    for claim in upper:
        start = int(np.searchsorted(time, claim.time - tolerance))
        for index in np.flatnonzero(greatest[start:] < claim.least):
            yield Conflict(claim, ordered[start + index])


def scan(rows: pd.DataFrame) -> pd.DataFrame:
    """Return for every claim how it stands to all others of its group, without listing the pairs.

    `rows` has `group`, `time`, `least` and `greatest`; the result has its index and the columns `conflicts` (with how many
    it conflicts), `factor` (the greatest of them, null without any) and `worst` (the index of the claim that gives it).
    Time: O(n log n) for n claims of a group; memory: O(n).
    """
    order = np.lexsort((rows["time"].to_numpy(), rows["group"].to_numpy()))
    group, time = (rows[name].to_numpy(np.int64)[order] for name in ("group", "time"))
    least, greatest = (rows[name].to_numpy(np.float64)[order] for name in ("least", "greatest"))
    start, stop = _runs(group)
    day_start, day_stop = _runs(group, time)
    count = count_below(greatest, day_start, stop, least) + count_below(-least, start, day_stop, -greatest)
    later, lowest = _running(greatest[::-1], group[::-1])
    later, lowest = len(group) - 1 - later[::-1], lowest[::-1]
    earlier, highest = _running(-least, group)
    over = factor_array(least, lowest[day_start])
    under = factor_array(-highest[day_stop - 1], greatest)
    worst = np.where(over >= under, later[day_start], earlier[day_stop - 1])
    result = pd.DataFrame(
        {
            "conflicts": count,
            "factor": np.where(count > 0, np.maximum(over, under), np.nan),
            "worst": np.where(count > 0, rows.index.to_numpy()[order][worst], -1),
        },
        index=rows.index[order],
    )
    return result.loc[rows.index]


def factor_array(least: Floats, greatest: Floats) -> Floats:
    """`factor` for columns; 0 where `greatest` is open."""
    return (least + 1) / (greatest + 1)


def count_below(values: Floats, start: Whole, stop: Whole, limit: Floats) -> Whole:
    """Return for each query how many of `values[start:stop]` are below its `limit`.

    A wavelet matrix: the ranks of the values are split by one binary digit after the other, from the highest, keeping their
    order; a query follows the digits of its limit's rank. Time: O((n + queries) log n); memory: O(n + queries).
    """
    ordered = np.sort(values)
    ranks = np.searchsorted(ordered, values)
    rank = np.searchsorted(ordered, limit)
    start, stop = start.copy(), stop.copy()
    count = np.where(rank >= len(values), stop - start, 0)
    for digit in reversed(range(int(len(values) - 1).bit_length())):
        zero = (ranks >> digit) & 1 == 0
        before = np.concatenate([[0], np.cumsum(zero)])
        zeros = before[-1]
        is_one = ((rank >> digit) & 1 == 1) & (rank < len(values))
        count += np.where(is_one, before[stop] - before[start], 0)
        start = np.where(is_one, zeros + start - before[start], before[start])
        stop = np.where(is_one, zeros + stop - before[stop], before[stop])
        ranks = np.concatenate([ranks[zero], ranks[~zero]])
    return count


def _runs(*keys: npt.NDArray[Any]) -> tuple[Whole, Whole]:
    """Return for each place of sorted keys where its run of equal keys begins, and where it ends (exclusive)."""
    new = np.zeros(len(keys[0]), bool)
    new[:1] = True
    for key in keys:
        new[1:] |= key[1:] != key[:-1]
    starts = np.flatnonzero(new)
    run = np.cumsum(new) - 1
    return starts[run], np.append(starts[1:], len(new))[run]


def _running(values: Floats, group: Whole) -> tuple[Whole, Floats]:
    """Return for each place the place and value of the least value of its group up to it."""
    lowest = np.asarray(pd.Series(values).groupby(group, sort=False).cummin(), np.float64)
    places = np.where(values == lowest, np.arange(len(values)), 0)
    return np.maximum.accumulate(places), lowest
