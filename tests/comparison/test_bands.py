"""The reconciliation against brute force: every set of claims, every count."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations, pairwise
from math import inf

import networkx
from hypothesis import given, settings
from hypothesis import strategies as st

from figures.comparison import reconcile

START = date(2022, 3, 1)


@st.composite
def claims(draw, most=8):
    """(least, greatest, day, voice): overlapping small numbers, so that conflicts and ties are common."""
    least = draw(st.integers(0, 12))
    greatest = draw(st.one_of(st.just(inf), st.integers(least, 14)))
    return least, greatest, draw(st.integers(0, 3)), draw(st.sampled_from("abc"))


sets_of_claims = st.lists(claims(), min_size=1, max_size=7)


def run(found, **options):
    least, greatest, days, voices = zip(*found, strict=True)
    return reconcile(least, greatest, [START + timedelta(day) for day in days], voices, **options)


def consistent(found):
    """Whether one non-decreasing count passes through all intervals, by trying the least such count (not pair by pair)."""
    count = 0
    for day in sorted({claim[2] for claim in found}):
        today = [claim for claim in found if claim[2] == day]
        count = max([count, *(claim[0] for claim in today)])
        if any(claim[1] < count for claim in today):
            return False
    return True


def contradicts(a, b):
    return a[2] <= b[2] and a[0] > b[1]


def weights(found):
    voices = [claim[3] for claim in found]
    return [Fraction(1, voices.count(voice)) for voice in voices]


@given(sets_of_claims)
def test_theorem_1_a_set_is_consistent_iff_every_pair_is(found):
    assert consistent(found) == (not any(contradicts(a, b) for a in found for b in found))


@given(claims(), claims(), claims())
def test_theorem_2_contradiction_is_transitive(a, b, c):
    assert not (contradicts(a, b) and contradicts(b, c)) or contradicts(a, c)


@given(sets_of_claims)
def test_the_kept_claims_are_a_heaviest_consistent_set(found):
    weight = weights(found)
    best = max(
        sum(weight[i] for i in chosen)
        for size in range(len(found) + 1)
        for chosen in combinations(range(len(found)), size)
        if consistent([found[i] for i in chosen])
    )
    result = run(found)
    kept = [i for i, keep in enumerate(result.kept) if keep]
    assert consistent([found[i] for i in kept])
    assert sum(weight[i] for i in kept) == best
    assert result.weight == float(best)


@given(sets_of_claims)
def test_the_kept_weight_is_that_of_a_heaviest_antichain(found):
    """A second oracle: the heaviest clique of the graph of claims that agree."""
    unit = 2520  # all shares of a voice among up to ten claims are whole
    agree = networkx.Graph()
    for i, weight in enumerate(weights(found)):
        agree.add_node(i, weight=int(weight * unit))
    pairs = combinations(range(len(found)), 2)
    agree.add_edges_from(
        (i, j) for i, j in pairs if not contradicts(found[i], found[j]) and not contradicts(found[j], found[i])
    )
    assert run(found).weight == networkx.max_weight_clique(agree, "weight")[1] / unit


@settings(max_examples=60)
@given(sets_of_claims, st.sampled_from([0, 1]))
def test_a_count_is_in_a_band_iff_a_claim_for_it_costs_no_more(found, slack):
    """A count is in the band of a day iff the claims that agree with exactly that count weigh enough."""
    weight = weights(found)
    result = run(found)
    top = max(float(result.weight), 0)
    for band in result.bands:
        day = (band.day - START).days
        for half in range(31):
            count = half / 2
            support = max(
                sum(weight[i] for i in chosen)
                for size in range(len(found) + 1)
                for chosen in combinations(range(len(found)), size)
                if consistent([*(found[i] for i in chosen), (count, count, day, "z")])
            )
            ranges = band.plus_one if slack else band.best
            assert (support >= top - slack - 1e-9) == any(low <= count <= high for low, high in ranges)


@given(sets_of_claims)
def test_ranges_are_separate_and_ascending(found):
    for band in run(found).bands:
        for ranges in (band.best, band.plus_one):
            assert ranges
            assert all(low <= high for low, high in ranges)
            assert all(before[1] < after[0] for before, after in pairwise(ranges))


@given(sets_of_claims, st.randoms())
def test_the_order_of_claims_does_not_matter(found, random):
    places = list(range(len(found)))
    random.shuffle(places)
    first, second = run(found), run([found[place] for place in places])
    assert [first.kept[place] for place in places] == list(second.kept)
    assert first.bands == second.bands


def test_of_several_heaviest_sets_the_lowest_count_is_taken():
    assert run([(7, 7, 0, "a"), (9, inf, 0, "b")]).kept == (True, False)


def test_a_day_without_claims_lies_between_its_neighbors():
    found = [(100, 200, 0, "a"), (300, 400, 10, "b")]
    day = START + timedelta(5)
    band = next(band for band in run(found, days=[day]).bands if band.day == day)
    assert band.best == ((100, 400),)


def test_weights_that_do_not_fit_a_machine_word_stay_exact():
    """47 voices of 1 to 47 claims: their least common multiple is beyond 64 bits."""
    found = [(5, 5, 0, voice) for voice in range(47) for _ in range(voice + 1)]
    found.append((9, 9, 0, "other"))
    result = run(found)
    assert (result.weight, result.total) == (47, 48)
    assert result.bands[0].best == ((5, 5),)
