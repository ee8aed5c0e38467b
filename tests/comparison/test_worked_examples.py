"""The worked examples of docs/method.md on the shipped claims: each with its factor or its reason, and its sentence."""

from __future__ import annotations

from datetime import date

import pytest

from figures.comparison import Options, Teller, compare, relate
from figures.resources import data_folder
from figures.table import read_table


@pytest.fixture(scope="module")
def table():
    return read_table(data_folder() / "claims.csv")


@pytest.fixture(scope="module")
def shipped(table):
    return compare(table)


def find(comparison, claim_id):
    return next(claim for result in comparison.topics for claim in result.claims if claim.claim_id == claim_id)


def topic_of(comparison, claim_id):
    return next(result for result in comparison.topics if any(claim.claim_id == claim_id for claim in result.claims))


def factors(result):
    return sorted((round(conflict.factor, 2) for conflict in result.conflicts), reverse=True)


def last_band(result):
    return result.bands[-1]


CONFLICTS = [
    ("E1", "RUU-0096", "RUU-0110", 4.07),
    ("E3", "RUU-0098", "RUU-0110", 1.48),
    ("E5", "RUU-0112", "RUU-0118", 1.21),
    ("E6", "RUU-0124", "RUU-0125", 1.11),
    ("E7", "RUU-0195", "RUU-0196", 4.71),
    ("E8", "RUU-0204", "RUU-0205", 1.36),
    ("E9", "RUU-0206", "RUU-0211", 1.74),
    ("E11", "RUU-0183", "RUU-0186", 4.01),
    ("E12", "RUU-0268", "RUU-0269", 1.66),
    ("E16", "TW-0012", "TW-0013", 6.01),
    ("E17", "RUU-0086", "RUU-0087", 1.18),
    ("E18", "RUU-0283", "RUU-0284", 2.60),
    ("E19", "IP-0004", "IP-0006", 1.60),
    ("E19", "IP-0005", "IP-0006", 1.29),
    ("E20", "IPCM-0001", "IPCM-0002", 6.00),
]


@pytest.mark.parametrize(("example", "a", "b", "factor"), CONFLICTS)
def test_conflicts(shipped, example, a, b, factor):
    relation = relate(find(shipped, a), find(shipped, b))
    assert relation.kind == "conflict", example
    assert relation.conflict in topic_of(shipped, a).conflicts
    assert round(relation.conflict.factor, 2) == factor


AGREEMENTS = [
    ("E2", "RUU-0094", "RUU-0098", "later"),
    ("E4", "RUU-0100", "RUU-0118", "overlap"),
    ("E7", "RUU-0194", "RUU-0195", "later"),
    ("E10", "RUU-0252", "RUU-0253", "overlap"),
    ("E14", "SW-0003", "SW-0004", "uninformative"),
    ("E15", "NKW-0007", "NKW-0008", "overlap"),
    ("E15", "TW-0010", "TW-0011", "overlap"),
    ("E15", "YW-0005", "YW-0006", "overlap"),
    ("E16", "TW-0013", "TW-0014", "overlap"),
    ("E17", "RUU-0087", "RUU-0088", "uninformative"),
    ("E22", "SW-0008", "SW-0010", "part"),
]


@pytest.mark.parametrize(("example", "a", "b", "kind"), AGREEMENTS)
def test_agreements(shipped, example, a, b, kind):
    assert relate(find(shipped, a), find(shipped, b)).kind == kind, example


@pytest.mark.parametrize(
    ("example", "a", "b", "difference"),
    [("E26", "RUU-0391", "RUU-0027", "type"), ("E28", "RUU-0402", "RUU-0391", "type")],
)
def test_not_comparable(shipped, example, a, b, difference):
    relation = relate(find(shipped, a), find(shipped, b))
    assert (relation.kind, relation.difference) == ("not_comparable", difference), example


def test_e10_a_verified_minimum_agrees_with_a_larger_estimate_in_all_136_pairs(shipped):
    result = topic_of(shipped, "RUU-0253")
    assert len(result.claims) == 17
    assert result.conflicts == ()


@pytest.mark.parametrize(
    ("example", "claim_id", "superseded", "conflicts", "camps"),
    [
        ("E11", "RUU-0183", ["RUU-0185"], [4.01], [(89, 89), (360, 440)]),
        ("E12", "RUU-0268", [], [1.66], [(270, 330), (550, 650)]),
        ("E13", "IGW-0011", ["IGW-0010"], [9.25, 1.98, 1.57], [(10, 50), (100, 300), (471, 471)]),
        ("E16", "TW-0012", [], [6.01], [(124, 124), (750, 850)]),
    ],
)
def test_events(shipped, example, claim_id, superseded, conflicts, camps):
    result = topic_of(shipped, claim_id)
    assert [revision.older.claim_id for revision in result.revisions] == superseded, example
    assert factors(result) == conflicts
    assert list(last_band(result).best) == camps


def test_e18_two_camps_on_one_day(shipped):
    result = topic_of(shipped, "RUU-0283")
    band = next(band for band in result.bands if band.day == date(2024, 12, 23))
    assert band.best == ((1045, 1155), (3000, 3800))


@pytest.mark.parametrize(("tolerance", "kind"), [(0, "part"), (3, "nested")])
def test_e21_a_part_a_day_later_than_its_whole(claim, tolerance, kind):
    part = claim("at_least", 4000, None, "2022-04-16", "gov_ru", population="ukrainian_forces", place="Mariupol")
    whole = claim("range", 2500, 3000, "2022-04-15", "gov_ua", population="ukrainian_forces")
    options = Options(tolerance=tolerance)
    comparison = compare([part, whole], options)
    relation = relate(find(comparison, whole.claim_id), find(comparison, part.claim_id), tolerance)
    assert relation.kind == kind
    assert [round(conflict.factor, 2) for conflict in comparison.nested] == ([1.33] if kind == "nested" else [])


def test_e22_both_readings_of_a_sum_of_reported_events(table, shipped):
    assert not any(conflict.below.claim_id == "SW-0010" for conflict in shipped.nested)
    totals = compare(table, Options(totals=frozenset({"reported_events"})))
    found = {(c.above.claim_id, c.below.claim_id): c.factor for c in totals.nested}
    assert found["SW-0008", "SW-0010"] == pytest.approx(24701 / 20179)


@pytest.mark.parametrize(
    ("example", "relay", "of", "drift"),
    [
        ("E23", "RUU-0017", "RUU-0016", ("digits",)),
        ("E24", "RUU-0398", "RUU-0397", ("bound",)),
        ("E24", "RUU-0399", "RUU-0397", ("bound",)),
        ("E24", "RUU-0400", "RUU-0397", ()),
        ("E25", "RUU-0393", "RUU-0392", ()),
        ("E25", "RUU-0394", "RUU-0392", ("bound",)),
    ],
)
def test_relays_are_no_voices(shipped, example, relay, of, drift):
    found = {r.claim_id: r for result in shipped.topics for r in result.relays}[relay]
    assert (found.of, found.drift) == (of, drift), example
    assert relay not in {claim.claim_id for result in shipped.topics for claim in result.claims}


def test_e25_a_floor_and_the_same_number_agree(claim):
    floor, exact = claim("at_least", 11, family="x"), claim("exact", 11, 11, family="y")
    comparison = compare([floor, exact])
    assert relate(find(comparison, floor.claim_id), find(comparison, exact.claim_id)).kind == "overlap"


def test_e27_a_series_that_has_passed_the_figure(claim):
    """Dated as it should be, the figure agrees with its own source's series; read as of its report, it would not."""
    figures = {"family": "gov_ua", "claim_type": "losses"}
    stale = claim("at_most", None, 16000, "2022-03-25", source="Kyiv", published=date(2022, 4, 4), **figures)
    series = [
        claim("about", n, n, day, source="staff", **figures)
        for n, day in ((16100, "2022-03-25"), (18300, "2022-04-04"))
    ]
    assert compare([stale, *series]).topics[0].conflicts == ()
    misdated = claim("at_most", None, 16000, "2022-04-04", source="Kyiv", **figures)
    (conflict,) = compare([misdated, *series]).topics[0].conflicts
    assert round(conflict.factor, 2) == 1.09


def test_the_sentence_of_e1(shipped):
    assert Teller().conflict(relate(find(shipped, "RUU-0096"), find(shipped, "RUU-0110")).conflict) == (
        "Two unnamed Western officials' about 6,000 on 2 March 2022 contradicts "
        "Russian Ministry of Defence's 1,351 on 25 March 2022: at least 4.07 times apart"
    )


@pytest.mark.parametrize("row", [*CONFLICTS, *AGREEMENTS], ids=lambda row: f"{row[0]}-{row[1]}-{row[2]}")
def test_every_example_has_a_sentence_with_both_numbers(shipped, row):
    a, b = find(shipped, row[1]), find(shipped, row[2])
    tell = Teller()
    sentence = tell.pair(a, b)
    assert sentence[0].isupper()
    for claim in (a, b):
        assert tell.said(claim) in sentence
        assert tell.day(claim.day) in sentence


GROUPS = [
    # The claims that all three weightings set aside, by a claim of the topic.
    ("RUU-0187", 28, 26, ["RUU-0189", "RUU-0195", "RUU-0205", "RUU-0211", "RUU-0219"]),
    (
        "RUU-0096",
        73,
        102,
        ["RUU-0093", "RUU-0110", "RUU-0113", "RUU-0114", "RUU-0116", "RUU-0125", "RUU-0130", "RUU-0133", "RUU-0149"],
    ),
    ("RUU-0288", 47, 18, ["RUU-0291", "RUU-0339", "RUU-0347", "RUU-0352"]),
]


@pytest.mark.parametrize(("claim_id", "claims", "pairs", "always"), GROUPS)
def test_what_is_set_aside_however_voices_are_weighed(shipped, claim_id, claims, pairs, always):
    result = topic_of(shipped, claim_id)
    assert (len(result.claims), len(result.conflicts)) == (claims, pairs)
    assert list(result.set_aside["always"]) == always
