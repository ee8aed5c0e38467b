"""Bands: the counts that the most claims allow together, and the least that must be set aside for it.

A set of claims about a count that only grows is consistent when some non-decreasing F passes through all their intervals.
The dynamic programme below finds, over all such F, the greatest weight of claims passed through, exactly: weights are
whole numbers. docs/method.md derives it ("Bands and camps").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf, isqrt, lcm
from typing import Any

import numpy as np
import numpy.typing as npt

Ranges = tuple[tuple[float, float], ...]
"""Separate ranges of counts, ascending; an open end is infinity. More than one are camps."""


@dataclass(frozen=True, slots=True)
class Band:
    """What the claims allow on one day.

    `best`: the counts that contradict the least weight of claims.
    `plus_one`: those that contradict at most one voice more.
    """

    day: date
    best: Ranges
    plus_one: Ranges


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The most that can be right together: which claims those are (in the order given), their weight and the weight of
    all, both in voices, and the bands in order of day.
    """

    kept: tuple[bool, ...]
    weight: float
    total: float
    bands: tuple[Band, ...]


def equal_voices(voices: Sequence[Hashable]) -> tuple[list[int], int]:
    """Return the weight of each claim so that all claims of a voice share one, as whole numbers, and the weight of one."""
    claims = Counter(voices)
    unit = lcm(*claims.values()) if claims else 1
    return [unit // claims[voice] for voice in voices], unit


def reconcile(
    low: Sequence[float],
    high: Sequence[float],
    day: Sequence[date],
    voices: Sequence[Hashable],
    days: Sequence[date] = (),
) -> Reconciliation:
    """Return the heaviest consistent set of claims and the bands on every day of a claim and on those of `days`.

    Of several heaviest sets the one with the lowest last count is taken, then the lowest count before it, and so on back.
    Time and memory: O(days x ends) and O(sqrt(days) x ends), where `ends` are the different ends of intervals.
    """
    weights, unit = equal_voices(voices)
    grid = _Grid.of(low, high, day, weights, days)
    kept = [False] * len(low)
    bands: list[Band] = []
    after = grid.zeros()
    best: Any = 0
    top = grid.size  # F is at most this level on the days before the one at hand
    for index, forward in grid.backward():
        after = _suffix_maximum(after)
        support = forward + after
        best = max(best, support.max())
        at = grid.days[index]
        bands.append(Band(at, grid.ranges(support >= best), grid.ranges(support >= best - unit)))
        level = int(np.argmax(forward[:top]))
        for claim in grid.claims[index]:
            kept[claim] = bool(grid.first[claim] <= level <= grid.last[claim])
        top = level + 1
        after = after + grid.support(index)
    return Reconciliation(tuple(kept), best / unit, sum(weights) / unit, tuple(reversed(bands)))


@dataclass(frozen=True, slots=True)
class _Grid:
    """The levels that F can take and the claims of each day.

    Level 2k is the k-th end of an interval, level 2k + 1 the open gap above it; support is constant on each.
    """

    ends: npt.NDArray[np.float64]
    first: npt.NDArray[np.int64]
    last: npt.NDArray[np.int64]
    weights: list[int]
    days: list[date]
    claims: list[list[int]]
    exact: type

    @classmethod
    def of(
        cls, low: Sequence[float], high: Sequence[float], day: Sequence[date], weights: list[int], also: Sequence[date]
    ) -> _Grid:
        lows, highs = np.asarray(low, np.float64), np.asarray(high, np.float64)
        ends = np.unique(np.concatenate([[0.0], lows, highs[highs < inf]]))
        days = sorted({*day, *also})
        position = {at: index for index, at in enumerate(days)}
        claims: list[list[int]] = [[] for _ in days]
        for claim, at in enumerate(day):
            claims[position[at]].append(claim)
        last = np.where(highs < inf, 2 * np.searchsorted(ends, np.minimum(highs, ends[-1])), 2 * len(ends) - 1)
        # Machine integers while every sum fits, else Python's: slower, and still exact.
        exact: type = np.int64 if sum(weights) < 2**62 else object
        return cls(ends, 2 * np.searchsorted(ends, lows), last, weights, days, claims, exact)

    @property
    def size(self) -> int:
        return 2 * len(self.ends)

    def zeros(self) -> npt.NDArray[Any]:
        return np.zeros(self.size, dtype=self.exact)

    def support(self, index: int) -> npt.NDArray[Any]:
        """The weight of the claims of one day that allow each level."""
        here = self.zeros()
        for claim in self.claims[index]:
            here[self.first[claim] : self.last[claim] + 1] += self.weights[claim]
        return here

    def forward(self, before: npt.NDArray[Any], index: int) -> npt.NDArray[Any]:
        """The greatest weight up to one day, for every level of F on it, from that of the day before."""
        row: npt.NDArray[Any] = np.maximum.accumulate(before) + self.support(index)
        return row

    def backward(self) -> Iterator[tuple[int, npt.NDArray[Any]]]:
        """Yield the days from the last to the first with `forward` of each.

        Only the rows where a block of days begins are kept; the rows within are computed again when they are needed.
        """
        step = isqrt(len(self.days)) + 1
        starts = []
        row = self.zeros()
        for index in range(len(self.days)):
            if index % step == 0:
                starts.append(row)
            row = self.forward(row, index)
        for block in reversed(range(len(starts))):
            rows = [starts[block]]
            for index in range(block * step, min((block + 1) * step, len(self.days))):
                rows.append(self.forward(rows[-1], index))
            for offset in range(len(rows) - 1, 0, -1):
                yield block * step + offset - 1, rows[offset]

    def ranges(self, allowed: npt.NDArray[np.bool_]) -> Ranges:
        """Return the runs of allowed levels. A run begins and ends at an end of an interval, because intervals are closed."""
        change = np.flatnonzero(np.diff(np.concatenate([[False], allowed, [False]])))
        return tuple(
            (float(self.ends[start // 2]), inf if stop == self.size else float(self.ends[(stop - 1) // 2]))
            for start, stop in zip(change[::2], change[1::2], strict=True)
        )


def _suffix_maximum(row: npt.NDArray[Any]) -> npt.NDArray[Any]:
    return np.maximum.accumulate(row[::-1])[::-1]
