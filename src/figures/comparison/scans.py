"""Scans: how every claim of a whole table stands to all others of its topic, without listing the pairs of claims.

A topic of n claims has n² pairs, but the furthest partner of a claim is the least `greatest` after it or the greatest
`least` before it, and with how many it conflicts can be counted in O(log n). docs/method.md derives it ("Scanning").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
_PART = 8_192  # rows scanned at a time: what a processor holds close at hand


def scan(rows: pd.DataFrame) -> pd.DataFrame:
    """Return for every claim how it stands to all others of its group.

    `rows` has `group`, `time`, `least` and `greatest`; the result has its index and the columns `conflicts` (with how many
    it conflicts), `factor` (the greatest of them, null without any) and `worst` (the index of the claim that gives it).
    Time: O(n log n) for n claims of a group; memory: O(n).
    """
    found = [_scan(part) for part in _parts(rows, np.zeros(len(rows), np.int64))]
    result = pd.concat(found) if found else pd.DataFrame(columns=["conflicts", "factor", "worst"])
    return result.reindex(rows.index)


def scan_families(rows: pd.DataFrame) -> pd.DataFrame:
    """Return for every two voices that contradict each other in a group the pair of claims furthest apart.

    `rows` has `voice` too; the result has the columns `group`, `above` and `below` (the index of the claims) and `factor`.
    Time: O(n log n + n v) for n claims of v voices in a group, whose answers alone are up to v².
    """
    voice = np.asarray(pd.factorize(rows["voice"])[0], np.int64)
    found = [worst for part in _parts(rows, voice) for worst in _scan_families(part)]
    if not found:
        return pd.DataFrame(columns=["group", "above", "below", "factor"])
    pairs = pd.concat(found).sort_values("factor", ascending=False, kind="stable")
    either = np.sort(pairs[["voice", "other"]].to_numpy(), axis=1)
    first = ~pairs.assign(voice=either[:, 0], other=either[:, 1]).duplicated(["group", "voice", "other"])
    return pairs.loc[first.to_numpy(), ["group", "above", "below", "factor"]].reset_index(drop=True)


@dataclass(frozen=True)
class _Part:
    """Whole groups of rows, sorted by group and time. `index` is that of the rows."""

    group: Whole
    time: Whole
    least: Floats
    greatest: Floats
    voice: Whole
    index: Whole

    @cached_property
    def runs(self) -> tuple[Whole, Whole]:
        """For each row the place where its group begins, and where it ends (exclusive)."""
        return _runs(self.group)

    @cached_property
    def days(self) -> tuple[Whole, Whole]:
        """For each row the place where its day begins within its group, and where it ends (exclusive)."""
        return _runs(self.group, self.time)

    @cached_property
    def order_of_greatest(self) -> Whole:
        """The rank of each `greatest`."""
        return np.searchsorted(np.sort(self.greatest), self.greatest)

    def lowest_after(self, of: npt.NDArray[np.bool_] | None = None) -> tuple[Whole, Floats]:
        """For each row the place and value of the least `greatest` in its group, of its day or later, among the rows `of`
        (infinity where there is none).
        """
        rank = self.order_of_greatest if of is None else np.where(of, self.order_of_greatest, len(self.group))
        place = len(rank) - 1 - _running(rank[::-1], len(rank) - self.runs[1][::-1])[::-1][self.days[0]]
        return place, self.greatest[place] if of is None else np.where(of[place], self.greatest[place], np.inf)

    def highest_before(self) -> tuple[Whole, Floats]:
        """For each row the place and value of the greatest `least` in its group, of its day or earlier."""
        rank = np.searchsorted(np.sort(-self.least), -self.least)
        place = _running(rank, self.runs[0])[self.days[1] - 1]
        return place, self.least[place]


def _parts(rows: pd.DataFrame, voice: Whole) -> Iterator[_Part]:
    """Yield the rows in parts of whole groups that, but for a larger group, have at most `_PART` rows."""
    order = np.lexsort((rows["time"].to_numpy(), rows["group"].to_numpy()))
    group, time = (rows[name].to_numpy(np.int64)[order] for name in ("group", "time"))
    least, greatest = (rows[name].to_numpy(np.float64)[order] for name in ("least", "greatest"))
    voice, index = voice[order], rows.index.to_numpy()[order]
    stops = np.append(np.flatnonzero(group[1:] != group[:-1]) + 1, len(group))
    begin = 0
    while begin < len(group):
        fitting = int(np.searchsorted(stops, begin + _PART, side="right")) - 1
        stop = int(stops[max(fitting, int(np.searchsorted(stops, begin, side="right")))])
        part = slice(begin, stop)
        yield _Part(group[part], time[part], least[part], greatest[part], voice[part], index[part])
        begin = stop


def _scan(part: _Part) -> pd.DataFrame:
    least, greatest = part.least, part.greatest
    (start, stop), (day_start, day_stop) = part.runs, part.days
    count = count_below(greatest, day_start, stop, least) + count_below(-least, start, day_stop, -greatest)
    later, lowest = part.lowest_after()
    earlier, highest = part.highest_before()
    over, under = (least + 1) / (lowest + 1), (highest + 1) / (greatest + 1)
    conflicts = count > 0
    return pd.DataFrame(
        {
            "conflicts": count,
            "factor": np.where(conflicts, np.maximum(over, under), np.nan),
            "worst": np.where(conflicts, part.index[np.where(over >= under, later, earlier)], -1),
        },
        part.index,
    )


def _scan_families(part: _Part) -> Iterator[pd.DataFrame]:
    """Yield for one voice of each group after the other what it is furthest below, for each voice above it."""
    by_voice = np.lexsort((part.voice, part.group))
    starts = np.unique(_runs(part.group[by_voice], part.voice[by_voice])[0])
    group, voice = part.group[by_voice][starts], part.voice[by_voice][starts]
    number = np.empty(len(part.voice), np.int64)  # of its voice within the group
    number[by_voice] = np.repeat(np.arange(len(starts)) - _runs(group)[0], np.diff(np.append(starts, len(by_voice))))
    for other in range(int(number.max()) + 1):
        below, lowest = part.lowest_after(number == other)
        factors = np.where(part.least > lowest, (part.least + 1) / (lowest + 1), 0)[by_voice]
        greatest = np.maximum.reduceat(factors, starts)
        found = np.flatnonzero(greatest)
        at = np.flatnonzero(factors == np.repeat(greatest, np.diff(np.append(starts, len(factors)))))
        above = by_voice[at[np.searchsorted(at, starts[found])]]
        columns = {"group": group[found], "voice": voice[found], "other": part.voice[below[above]]}
        columns |= {"above": part.index[above], "below": part.index[below[above]], "factor": greatest[found]}
        different = columns["voice"] != columns["other"]
        yield pd.DataFrame({name: column[different] for name, column in columns.items()})


def count_below(values: Floats, start: Whole, stop: Whole, limit: Floats) -> Whole:
    """Return for each query how many of `values[start:stop]` are below its `limit`.

    A wavelet matrix: the ranks of the values are split by one binary digit after the other, from the highest, keeping their
    order; a query follows the digits of its limit's rank. Time: O((n + queries) log n); memory: O(n + queries).
    """
    ordered = np.sort(values)
    ranks, rank = np.searchsorted(ordered, values), np.searchsorted(ordered, limit)
    beyond = rank >= len(values)
    count = np.where(beyond, stop - start, 0)
    for digit in reversed(range(int(len(values) - 1).bit_length())):
        zero = (ranks >> digit) & 1 == 0
        before = np.concatenate([[0], np.cumsum(zero)])
        is_one = ((rank >> digit) & 1 == 1) & ~beyond
        zeros_start, zeros_stop = before[start], before[stop]
        count += np.where(is_one, zeros_stop - zeros_start, 0)
        start = np.where(is_one, before[-1] + start - zeros_start, zeros_start)
        stop = np.where(is_one, before[-1] + stop - zeros_stop, zeros_stop)
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


def _running(rank: Whole, start: Whole) -> Whole:
    """Return for each place that of the least rank (0 to n) so far in its group; `start` is where the group begins."""
    key = rank - start * (len(rank) + 1)  # lower for every later group, so that each begins anew
    return np.maximum.accumulate(np.where(key == np.minimum.accumulate(key), np.arange(len(key)), 0))
