"""From words to intervals."""

from __future__ import annotations

from math import inf

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.comparison.intervals import read_intervals, widen


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        (15_000, 14_250, 15_750),
        (600, 550, 650),
        (10_000, 9_000, 11_000),
        (11, 10, 12),
        (101, 95.95, 106.05),
        (380_000, 361_000, 399_000),
        (76_687, 72_852.65, 80_521.35),
        (1, 0, 2),
        (0, 0, 0),
    ],
)
def test_about(value, low, high):
    found = widen(np.array([float(value)]))
    assert [end[0] for end in found] == [low, high]


@given(st.integers(0, 10**12))
def test_about_holds_the_number_and_at_least_5_percent_to_each_side(value):
    low, high = (end[0] for end in widen(np.array([float(value)])))
    assert 0 <= low <= value * 0.95 * (1 + 1e-12)
    assert high >= value * 1.05 * (1 - 1e-12)
    assert value < 100 or high <= value * 1.1 * (1 + 1e-12)


def read(bound, low=None, high=None, value=None, floor=False):
    row = pd.DataFrame({"bound": [bound], "low": [low], "high": [high], "value": [value]})
    row = row.astype({"low": "float64", "high": "float64", "value": "float64"})
    least, greatest, problem = read_intervals(row, np.array([floor]))
    return problem[0] or (least[0], greatest[0])


@pytest.mark.parametrize(
    ("given", "interval"),
    [
        ({"bound": "exact", "low": 7, "high": 7}, (7, 7)),
        ({"bound": "exact", "value": 7}, (7, 7)),
        ({"bound": "at_least", "low": 7}, (7, inf)),
        ({"bound": "at_least", "low": 7, "high": 9}, (7, inf)),
        ({"bound": "more_than", "low": 7, "value": 6}, (7, inf)),
        ({"bound": "at_most", "high": 7}, (0, 7)),
        ({"bound": "less_than", "high": 6, "value": 7}, (0, 6)),
        ({"bound": "range", "low": 7, "high": 9, "value": 8}, (7, 9)),
        ({"bound": "about", "low": 600, "high": 600}, (550, 650)),
        ({"bound": "about", "value": 600}, (550, 650)),
        ({"bound": "about", "low": 600, "high": 800}, (550, 850)),
        ({"bound": "vague", "low": 24}, (24, inf)),
        ({"bound": "vague", "low": 200, "high": 999}, (200, 999)),
        # A count of proven cases is at least that many, whatever the wording.
        ({"bound": "exact", "low": 7, "high": 7, "floor": True}, (7, inf)),
        ({"bound": "about", "low": 600, "high": 600, "floor": True}, (600, inf)),
        ({"bound": "range", "low": 7, "high": 9, "value": 8, "floor": True}, (7, inf)),
        ({"bound": "at_most", "high": 7, "floor": True}, (7, inf)),
        # Without an interval, with the reason.
        ({"bound": "exact"}, "bounds"),
        ({"bound": "range", "low": 7}, "bounds"),
        ({"bound": "at_least", "high": 7}, "bounds"),
        ({"bound": "at_most", "low": 7}, "bounds"),
        ({"bound": "vague"}, "bounds"),
        ({"bound": "nearly", "low": 7, "high": 7}, "bounds"),
        ({"bound": None, "low": 7, "high": 7}, "bounds"),
        ({"bound": "range", "low": 9, "high": 7}, "order"),
        ({"bound": "exact", "low": -7, "high": -7}, "negative"),
    ],
)
def test_bounds(given, interval):
    assert read(**given) == interval
