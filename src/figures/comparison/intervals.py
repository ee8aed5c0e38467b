"""Intervals: what the words of a claim allow its count to be, at least and at most.

The rules are derived in docs/method.md ("From words to intervals"). Everything works on whole columns at once.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]

_LARGEST_PLACE = 15  # powers of ten; beyond it a float no longer holds whole numbers


def widen(value: Floats) -> tuple[Floats, Floats]:
    """Return the interval of "about `value`": 5% to each side, or half of the last significant digit where that is more,
    but never more than 10% for that reason; rounded outward to whole persons below 100.
    """
    place = np.ones_like(value)
    round_ = np.flatnonzero(value > 0)
    for power in range(1, _LARGEST_PLACE):
        round_ = round_[value[round_] % 10.0**power == 0]
        place[round_] = 10.0**power
    # Dividing rounds once, so that 5% of 20,000 is exactly 1,000 and equal ends stay equal.
    margin = np.maximum(value / 20, np.minimum(place / 2, value / 10))
    low, high = value - margin, value + margin
    small = value < 100
    return np.where(small, np.floor(low), low), np.where(small, np.ceil(high), high)


def read_intervals(
    claims: pd.DataFrame, floor: npt.NDArray[np.bool_]
) -> tuple[Floats, Floats, npt.NDArray[np.object_]]:
    """Return the least and the greatest count of every row (infinity where open), and why a row has none.

    `claims` has the columns `bound`, `low`, `high` and `value` of the claims table; where an end that the bound needs is
    null, the value as said stands in. A row of `floor` counts proven cases: at least that many, whatever the wording.
    The reasons are `bounds` (missing), `order` (low above high), `negative`, or None.
    """
    low, high, value = (claims[name].to_numpy(np.float64, na_value=np.nan) for name in ("low", "high", "value"))
    bound = claims["bound"]
    said = _first(value, low, high)
    least, greatest = _first(low, said), _first(high, said)
    about = bound.eq("about").to_numpy(bool)
    about_low, about_high = least.copy(), greatest.copy()
    about_low[about], about_high[about] = widen(least[about])[0], widen(greatest[about])[1]
    zero, infinity = np.zeros_like(low), np.full_like(low, np.inf)
    given = ~(np.isnan(low) & np.isnan(high))
    rules: list[tuple[npt.NDArray[np.bool_], Floats, Floats]] = [
        (bound.eq("exact").to_numpy(bool), least, greatest),
        (about, about_low, about_high),
        (bound.eq("range").to_numpy(bool), low, high),
        (bound.isin(["at_least", "more_than"]).to_numpy(bool), _first(low, value), infinity),
        (bound.isin(["at_most", "less_than"]).to_numpy(bool), zero, _first(high, value)),
        (bound.eq("vague").to_numpy(bool) & given, _first(low, zero), _first(high, infinity)),
    ]
    masks = [mask for mask, _, _ in rules]
    from_ = np.select(masks, [rule[1] for rule in rules], np.nan)
    to = np.select(masks, [rule[2] for rule in rules], np.nan)
    proven = np.select([bound.eq("range").to_numpy(bool), masks[4]], [low, _first(high, value)], _first(low, said))
    known = ~np.isnan(from_) & ~np.isnan(to)
    from_, to = np.where(floor & known, proven, from_), np.where(floor & known, np.inf, to)
    negative = (low < 0) | (high < 0) | (value < 0)
    problem = np.select([negative, low > high, ~known], ["negative", "order", "bounds"], "").astype(object)
    problem[problem == ""] = None
    return from_, to, problem


def _first(*columns: Floats) -> Floats:
    """Return the first number of each row that is known."""
    result = columns[0]
    for column in columns[1:]:
        result = np.where(np.isnan(result), column, result)
    return result
