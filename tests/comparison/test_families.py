"""Family against family, and each against all others."""

from __future__ import annotations

from itertools import combinations
from math import inf

import pytest

from figures.comparison import compare, family_bias, family_matrix, relate
from figures.comparison.relations import informative
from figures.resources import data_folder
from figures.table import read_table


@pytest.fixture(scope="module")
def shipped():
    return compare(read_table(data_folder() / "claims.csv"))


def killed(comparison, population):
    return next(
        result
        for result in comparison.topics
        if (result.topic.population, result.topic.claim_type, result.topic.place) == (population, "killed", None)
        and result.topic.scope == "cumulative"
        and result.topic.measures is None
    )


@pytest.mark.parametrize(
    ("population", "a", "b", "conflicts", "informative", "worst"),
    [
        ("russian_forces", "gov_ru", "gov_ua", 18, 31, 14.03),
        ("russian_forces", "gov_ua", "gov_us", 15, 77, 2.32),
        ("russian_forces", "gov_ua", "mediazona", 6, 156, 1.36),
        ("ukrainian_forces", "UALosses", "gov_ua", 5, 8, 1.41),
    ],
)
def test_the_matrix_prints_its_denominator(shipped, population, a, b, conflicts, informative, worst):
    pairs = {(pair.a, pair.b): pair for pair in family_matrix(killed(shipped, population).claims)}
    pair = pairs[a, b]
    assert (pair.conflicts, pair.informative) == (conflicts, informative)
    assert round(pair.worst.factor, 2) == worst


def test_the_matrix_says_what_the_pairs_say(shipped):
    for population in ("russian_forces", "ukrainian_forces", "ukrainian_civilians"):
        result = killed(shipped, population)
        within = [(a, b) for a, b in combinations(result.claims, 2) if a.voice != b.voice]
        matrix = family_matrix(result.claims)
        assert sum(pair.pairs for pair in matrix) == len(within)
        assert sum(pair.informative for pair in matrix) == sum(informative(a, b) for a, b in within)
        assert sum(pair.conflicts for pair in matrix) == sum(relate(a, b).kind == "conflict" for a, b in within)


def test_a_verified_minimum_has_few_informative_pairs(shipped):
    claims = killed(shipped, "ukrainian_civilians").claims
    pairs = list(combinations(claims, 2))
    assert sum(min(a.greatest, b.greatest) < inf for a, b in pairs) == 16
    # Of these, half are minimums after the estimate, which no later minimum can contradict.
    assert sum(informative(a, b) for a, b in pairs) == 8


# Middle, least and greatest factor against what all others allow; the same directions as Radford et al., PNAS 2023.
BIASES = [
    ("russian_forces", "gov_ru", 4, 0.30, 0.19, 1.0),
    ("russian_forces", "gov_ua", 9, 1.0, 1.0, 1.45),
    ("russian_forces", "gov_us", 10, 1.0, 1.0, 1.45),
    ("russian_forces", "mediazona", 25, 1.0, 0.96, 1.0),
    ("russian_forces", "wagner", 1, 1.45, 1.45, 1.45),
    ("ukrainian_forces", "gov_ua", 10, 1.0, 0.58, 1.0),
    ("ukrainian_forces", "gov_ru", 2, 1.84, 1.0, 3.38),
]


@pytest.mark.parametrize(("population", "voice", "n", "middle", "least", "greatest"), BIASES)
def test_bias_against_all_others(shipped, population, voice, n, middle, least, greatest):
    bias = next(bias for bias in family_bias(killed(shipped, population).claims) if bias.voice == voice)
    assert len(bias.factors) == n
    assert [round(factor, 2) for factor in (bias.middle, bias.least, bias.greatest)] == [middle, least, greatest]


def test_a_voice_alone_has_no_bias(claim):
    (result,) = compare([claim(low=5, high=5), claim(low=9, high=9, day="2022-03-05")]).topics
    assert family_bias(result.claims) == []
