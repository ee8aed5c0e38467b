"""Conflicts: two claims of a topic that cannot both be right, with the factor by which they are apart at least.

A count that grows may be 498 one day and 4,000 later without anybody being wrong; only an earlier (or same-day) least above
a later greatest contradicts. docs/method.md derives it ("Conflict in time").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from figures.comparison.rows import Row, missing, records, to_date
from figures.comparison.topics import Topic

_COPIED = ["bound", "low", "high", "value", "source", "family"]
_READ = ["claim_id", "topic", "least", "greatest", "as_of", "time", "voice", "floor", *_COPIED]


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


def factor(least: float, greatest: float) -> float:
    """Return how many times `least` is above `greatest`, one added to each."""
    return (least + 1) / (greatest + 1)


def interval_claims(rows: pd.DataFrame, topics: Mapping[int, Topic]) -> list[IntervalClaim]:
    """Return the rows of `number_topics` as claims; `topics` are by number."""
    return [_interval_claim(row, topics[row["topic"]]) for row in records(rows[_READ])]


def _interval_claim(row: Row, topic: Topic) -> IntervalClaim:
    return IntervalClaim(
        row["claim_id"],
        topic,
        row["least"],
        row["greatest"],
        to_date(row["as_of"]),
        row["time"],
        row["voice"],
        bool(row["floor"]),
        **{name: None if missing(row[name]) else row[name] for name in _COPIED},
    )


def find_conflicts(claims: Sequence[IntervalClaim], tolerance: int = 0) -> list[Conflict]:
    """Return the conflicting pairs of the claims of one group, the furthest apart first.

    Dates at most `tolerance` days apart count as the same day. Time: that of listing the pairs, and n comparisons a claim.
    """
    found = contradictions(claims, claims, tolerance)
    return sorted(found, key=_order)


def _order(conflict: Conflict) -> tuple[float, str, str]:
    first, second = conflict.pair
    return -conflict.factor, first.claim_id, second.claim_id


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
