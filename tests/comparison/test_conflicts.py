"""Pairs and the scan of a whole table, against the definition applied to every pair."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.comparison import IntervalClaim, Topic, family_matrix, find_conflicts, scan, scan_families
from figures.comparison.conflicts import factor
from figures.comparison.scans import count_below

START = date(2022, 3, 1)
TOPIC = Topic("war", "killed", "forces", None, "cumulative", None)


@st.composite
def claims(draw):
    least = draw(st.integers(0, 40))
    greatest = draw(st.one_of(st.just(math.inf), st.integers(least, 45)))
    day = draw(st.integers(0, 6))
    return IntervalClaim(
        "", TOPIC, float(least), float(greatest), START + timedelta(day), day, draw(st.sampled_from("abc"))
    )


sets_of_claims = st.lists(claims(), max_size=12).map(
    lambda found: [replace(c, claim_id=f"{i:02}") for i, c in enumerate(found)]
)


def contradicts(a, b, tolerance=0):
    return a.time - tolerance <= b.time and a.least > b.greatest


def ids(conflicts):
    return {(c.above.claim_id, c.below.claim_id) for c in conflicts}


@given(sets_of_claims, st.integers(0, 3))
def test_the_pairs_are_those_of_the_definition(found, tolerance):
    every = {(a.claim_id, b.claim_id) for a in found for b in found if contradicts(a, b, tolerance)}
    assert ids(find_conflicts(found, tolerance)) == every


@given(sets_of_claims, claims())
def test_a_claim_that_agrees_with_all_creates_no_conflict(found, another):
    new = replace(another, claim_id="new")
    if not any(contradicts(new, other) or contradicts(other, new) for other in found):
        assert ids(find_conflicts([*found, new])) == ids(find_conflicts(found))


@given(sets_of_claims, st.randoms())
def test_the_order_of_claims_does_not_matter(found, random):
    shuffled = random.sample(found, len(found))
    assert find_conflicts(shuffled) == find_conflicts(found)


@given(sets_of_claims, st.integers(2, 1000))
def test_scaling_all_counts_leaves_the_factors_alone_up_to_the_one(found, scale):
    scaled = [replace(c, least=c.least * scale, greatest=c.greatest * scale) for c in found]
    before = {(c.above.claim_id, c.below.claim_id): c for c in find_conflicts(found)}
    after = {(c.above.claim_id, c.below.claim_id): c for c in find_conflicts(scaled)}
    assert before.keys() == after.keys()
    for key, conflict in before.items():
        low, high = conflict.above.least, conflict.below.greatest
        # (kL + 1) / (kU + 1) lies between (L + 1) / (U + 1) and L / U.
        assert factor(low, high) <= after[key].factor
        assert high == 0 or after[key].factor <= low / high


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.integers(-5, 5))
def test_a_floor_agrees_with_every_larger_estimate(proven, more, days):
    floor = IntervalClaim("f", TOPIC, proven, math.inf, START, 0, "a")
    estimate = IntervalClaim("e", TOPIC, proven + more, proven + more, START, days, "b")
    assert find_conflicts([floor, estimate]) == []


@given(st.lists(st.lists(claims(), max_size=12), max_size=4))
def test_the_scan_says_what_the_pairs_say(groups):
    rows, expected = [], []
    for group, found in enumerate(groups):
        for claim in found:
            rows.append((group, claim.time, claim.least, claim.greatest, claim.voice))
            against = [factor(claim.least, other.greatest) for other in found if contradicts(claim, other)]
            against += [factor(other.least, claim.greatest) for other in found if contradicts(other, claim)]
            expected.append((len(against), max(against, default=math.nan)))
    table = pd.DataFrame(rows, columns=["group", "time", "least", "greatest", "voice"]).sample(frac=1, random_state=1)
    found = scan(table)
    assert list(found.index) == list(table.index)
    for index, row in found.sort_index().iterrows():
        assert row["conflicts"] == expected[index][0]
        assert row["factor"] == pytest.approx(expected[index][1], nan_ok=True)
        if row["conflicts"]:
            ours, worst = table.loc[index], table.loc[row["worst"]]
            over, under = factor(ours["least"], worst["greatest"]), factor(worst["least"], ours["greatest"])
            assert max(over, under) == pytest.approx(row["factor"])


@given(st.lists(st.lists(claims(), max_size=12), max_size=4))
def test_the_scan_of_families_says_what_the_matrix_says(groups):
    rows = [
        (group, claim.time, claim.least, claim.greatest, claim.voice)
        for group, found in enumerate(groups)
        for claim in found
    ]
    table = pd.DataFrame(rows, columns=["group", "time", "least", "greatest", "voice"]).sample(frac=1, random_state=1)
    scanned = {}
    for pair in scan_families(table).to_dict("records"):
        above, below = table.loc[pair["above"]], table.loc[pair["below"]]
        assert (above["group"], below["group"]) == (pair["group"], pair["group"])
        assert above["time"] <= below["time"]
        assert factor(above["least"], below["greatest"]) == pair["factor"]
        scanned[pair["group"], *sorted((above["voice"], below["voice"]))] = pair["factor"]
    assert scanned == {
        (group, pair.a, pair.b): pair.worst.factor
        for group, found in enumerate(groups)
        for pair in family_matrix(found)
        if pair.worst
    }


@given(st.lists(st.integers(0, 20), max_size=40), st.data())
def test_counting_below_a_limit(values, data):
    place = st.integers(0, len(values))
    queries = data.draw(
        st.lists(st.tuples(place, place, st.integers(-1, 22)).map(lambda q: (*sorted(q[:2]), q[2])), max_size=10)
    )
    start, stop, limit = (np.array([q[i] for q in queries], np.int64) for i in range(3))
    found = count_below(np.array(values, float), start, stop, limit.astype(float))
    assert found.tolist() == [sum(v < q[2] for v in values[q[0] : q[1]]) for q in queries]


def test_zero_divides():
    none, five = IntervalClaim("a", TOPIC, 0, 0, START, 0, "x"), IntervalClaim("b", TOPIC, 5, 5, START, 0, "y")
    (conflict,) = find_conflicts([none, five])
    assert conflict.factor == 6
    assert conflict.gap == 5
    assert conflict.pair == (none, five)


def test_the_factor_is_between_the_nearest_ends():
    """89 dead beside "about 400": 4.01 times apart at least."""
    (conflict,) = find_conflicts(
        [IntervalClaim("a", TOPIC, 89, 89, START, 0, "x"), IntervalClaim("b", TOPIC, 360, 440, START, 0, "y")]
    )
    assert conflict.factor == pytest.approx(361 / 90)
