"""Periods against totals, and parts against wholes."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations_with_replacement
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.comparison import IntervalClaim, Topic, compare
from figures.comparison.nested import wholes
from figures.comparison.periods import find_joint_contradictions


def period(claim, low, high, start, day, **fields):
    return claim("range", low, high, day, scope="period", period_start=date.fromisoformat(start), **fields)


def test_a_period_that_is_more_than_the_total_grew(claim):
    before = claim(low=1000, high=1000, day="2023-12-31", family="x")
    after = claim(low=1300, high=1300, day="2024-12-31", family="y")
    year = period(claim, 500, 600, "2024-01-01", "2024-12-31", family="z")
    (joint,) = compare([before, after, year]).joint
    assert {c.claim_id for c in joint.claims} == {before.claim_id, after.claim_id, year.claim_id}
    assert joint.gap == 200
    assert compare([before, year]).joint == ()


def test_two_periods_that_make_up_a_third(claim):
    first = period(claim, 100, 120, "2024-01-01", "2024-06-30", family="x")
    second = period(claim, 100, 120, "2024-07-01", "2024-12-31", family="y")
    whole = period(claim, 300, 310, "2024-01-01", "2024-12-31", family="z")
    (joint,) = compare([first, second, whole]).joint
    assert len(joint.claims) == 3
    assert joint.gap == 60


def test_periods_are_compared_with_the_same_period_only(claim):
    a = period(claim, 100, 120, "2024-01-01", "2024-06-30", family="x")
    b = period(claim, 200, 220, "2024-01-01", "2024-06-30", family="y")
    c = period(claim, 300, 310, "2024-02-01", "2024-06-30", family="z")
    comparison = compare([a, b, c])
    assert sum(len(result.conflicts) for result in comparison.topics) == 1
    # That c is more than a and b allow of a longer period is said jointly.
    assert [{claim.claim_id for claim in joint.claims} for joint in comparison.joint] == [{a.claim_id, c.claim_id}]


START = date(2024, 1, 1)
DAYS, MOST = 4, 3
TOTAL = Topic("war", "killed", "forces", None, "cumulative", None)


@st.composite
def interval(draw):
    least = draw(st.integers(0, MOST))
    return float(least), draw(st.one_of(st.just(inf), st.integers(least, MOST).map(float)))


def _claim(number, bounds, first, last):
    topic = (
        TOTAL
        if first is None
        else Topic(
            "war", "killed", "forces", None, "period", None, None, (START + timedelta(first), START + timedelta(last))
        )
    )
    return IntervalClaim(f"{number}", topic, *bounds, START + timedelta(last), last, "x")


def holds(counts, claim):
    """Whether a claim is true of the counts at the end of each day, the first of them before day 0."""
    last = (claim.day - START).days + 1
    before = counts[(claim.topic.period[0] - START).days] if claim.topic.period else 0
    return claim.least <= counts[last] - before <= claim.greatest


@given(
    st.lists(st.tuples(interval(), st.integers(0, DAYS - 1)), max_size=3),
    st.lists(
        st.tuples(interval(), st.integers(0, DAYS - 1), st.integers(0, DAYS - 1)).map(lambda p: (p[0], *sorted(p[1:]))),
        max_size=3,
    ),
)
def test_a_joint_contradiction_is_found_iff_no_count_fits(totals, periods):
    """Whole-number bounds have a whole-number solution or none, so that all counts up to the most can be tried."""
    growing = list(
        combinations_with_replacement(range(4 * MOST + 1), DAYS + 1)
    )  # a total and three periods, one after another
    kept = [_claim(n, bounds, None, day) for n, (bounds, day) in enumerate(totals)]
    claims = [_claim(10 + n, bounds, first, last) for n, (bounds, first, last) in enumerate(periods)]
    if not any(all(holds(counts, claim) for claim in kept) for counts in growing):
        return
    found = find_joint_contradictions(kept, claims)
    fits = any(all(holds(counts, claim) for claim in (*kept, *claims)) for counts in growing)
    assert bool(found) == (not fits)
    for joint in found:
        assert joint.gap > 0
        assert not any(all(holds(counts, claim) for claim in joint.claims) for counts in growing)


KILLED = Topic("russia_ukraine_2022", "killed", "russian_generals", "Bakhmut", "cumulative", None)


def test_wholes_are_wider_in_type_population_or_place():
    found = list(wholes(KILLED))
    assert Topic("russia_ukraine_2022", "losses", "russian_generals", "Bakhmut", "cumulative", None) in found
    assert Topic("russia_ukraine_2022", "killed", "russian_forces", None, "cumulative", None) in found
    assert Topic("russia_ukraine_2022", "killed", "russian_generals", "Ukraine", "cumulative", None) in found
    assert KILLED not in found
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("part_day", "whole_day", "contradict"), [("2022-03-01", "2022-03-02", True), ("2022-03-02", "2022-03-01", False)]
)
def test_a_part_above_its_whole(claim, part_day, whole_day, contradict):
    part = claim(low=500, high=500, day=part_day, family="x")
    whole = claim(low=300, high=300, day=whole_day, family="y", claim_type="losses")
    comparison = compare([part, whole])
    assert bool(comparison.nested) is contradict
    assert not any(result.conflicts for result in comparison.topics)


def test_a_whole_above_its_part_says_nothing(claim):
    part, whole = claim(low=5, high=5, family="x"), claim(low=300, high=300, family="y", claim_type="losses")
    assert compare([part, whole]).nested == ()
