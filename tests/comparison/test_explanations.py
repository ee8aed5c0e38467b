"""Every kind of result as a sentence that can be checked."""

from __future__ import annotations

import string
from datetime import date
from math import inf

import pytest

from figures.comparison import Band, Bias, DerivedSeries, JointContradiction, Relay, Teller, compare
from figures.vocabulary import load

TELL = Teller()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"bound": "exact", "low": 1351, "high": 1351}, "1,351"),
        ({"bound": "at_least", "low": 7}, "at least 7"),
        ({"bound": "more_than", "low": 7, "value": 6}, "more than 6"),
        ({"bound": "at_most", "high": 16000}, "up to 16,000"),
        ({"bound": "less_than", "high": 99, "value": 100}, "fewer than 100"),
        ({"bound": "about", "low": 6000, "high": 6000}, "about 6,000"),
        ({"bound": "about", "low": 600, "high": 800}, "about 600 to 800"),
        ({"bound": "range", "low": 7000, "high": 15000}, "7,000 to 15,000"),
        ({"bound": "vague", "low": 24}, "some 24 or more"),
        ({"bound": "exact", "low": 56, "high": 56, "definition": "verified"}, "count of 56 proven cases"),
    ],
)
def test_numbers(claim, fields, said):
    (result,) = compare([claim(**fields)]).topics
    assert TELL.said(result.claims[0]) == said


@pytest.mark.parametrize(
    ("source", "whose"), [("Kyiv", "Kyiv's"), ("US officials", "US officials'"), (None, "gov_a's")]
)
def test_whose(claim, source, whose):
    (result,) = compare([claim(low=5, high=5, family="gov_a", source=source)]).topics
    assert TELL.whose(result.claims[0]) == whose


PAIRS = [
    # The second claim, and how it and "Kyiv's about 6,000 on 2 March 2022" stand.
    (
        {"low": 1351, "high": 1351, "day": "2022-03-25"},
        "contradicts West's 1,351 on 25 March 2022: at least 4.07 times apart",
    ),
    (
        {"low": 9000, "high": 9000, "day": "2022-03-25"},
        "and West's 9,000 on 25 March 2022 can both be right: the count may have grown in between",
    ),
    (
        {"low": 5800, "high": 9000, "bound": "range", "day": "2022-03-25"},
        "and West's 5,800 to 9,000 on 25 March 2022 can both be right: both allow 5,800 to 6,500",
    ),
    (
        {"low": 9000, "bound": "at_least", "day": "2022-03-25"},
        "and West's at least 9,000 on 25 March 2022 could not contradict each other: neither has an end that the other could exceed",
    ),
    (
        {"low": 50, "high": 50, "day": "2022-03-25", "claim_type": "casualties"},
        "contradicts West's 50 on 25 March 2022: a part is above its whole, at least 107.9 times".replace(
            "107.9", "108"
        ),
    ),
    (
        {"low": 9000, "high": 9000, "day": "2022-03-25", "claim_type": "losses"},
        "and West's 9,000 on 25 March 2022 can both be right: one counts a part of the other",
    ),
    (
        {"low": 50, "high": 50, "day": "2022-03-25", "claim_type": "refused"},
        "and West's 50 on 25 March 2022 are not compared: they count different things (killed, refused)",
    ),
    (
        {"low": 50, "high": 50, "day": "2022-03-25", "place": "Harsk", "population": "civilians"},
        "and West's 50 on 25 March 2022 are not compared: they count different people or items (forces, civilians)",
    ),
    (
        {"low": 50, "high": 50, "day": "2022-03-25", "scope": "stock"},
        "and West's 50 on 25 March 2022 are not compared: one is a total since a start, the other the number held on a day",
    ),
    (
        {"low": 50, "high": 50, "day": "2022-03-25", "definition": "excess_deaths"},
        "and West's 50 on 25 March 2022 are not compared: "
        "their definitions measure different things (the plain number, excess deaths)",
    ),
]


@pytest.mark.parametrize(("second", "told"), PAIRS)
def test_pairs(claim, second, told):
    first = claim("about", 6000, 6000, "2022-03-02", "ua", source="Kyiv")
    other = claim(family="west", source="West", **second)
    a, b = sorted((c for result in compare([first, other]).topics for c in result.claims), key=lambda c: c.day)
    assert TELL.pair(b, a) == f"Kyiv's about 6,000 on 2 March 2022 {told}"


def test_events_and_periods(claim):
    strike = {"scope": "incident", "event": "harsk"}
    claims = [
        claim(low=63, high=63, day="2023-01-02", source="Ministry", **strike),
        claim(low=89, high=89, day="2023-01-04", source="Ministry", **strike),
    ]
    (result,) = compare(claims).topics
    assert TELL.revision(result.revisions[0]) == "Ministry's 89 on 4 January 2023 replaces 63 of 2 January 2023"
    year = claim(low=500, high=500, day="2024-12-31", scope="period", period_start=date(2024, 1, 1), source="Ministry")
    (told,) = compare([year]).topics[0].claims
    assert TELL.joint(JointContradiction((told,), 200)) == (
        "Ministry's 500 from 1 January 2024 to 31 December 2024 cannot all be right: together they are 200 apart"
    )


@pytest.mark.parametrize(
    ("told", "text"),
    [
        (TELL.relay(Relay("b", "a", ())), "b passes on a unchanged"),
        (TELL.relay(Relay("b", "a", ("digits", "bound"))), "b passes on a, changing digits and the bound"),
        (
            TELL.relay(Relay("b", "a", ("staleness",), "c")),
            "b passes on a; its source's newer figure c was out by then",
        ),
        (
            TELL.band(Band(date(2022, 3, 2), ((5, 5), (7, 9)), ((5, inf),))),
            "On 2 March 2022 the claims form camps: 5 and 7 to 9; with one more voice set aside, 5 or more",
        ),
        (
            TELL.band(Band(date(2022, 3, 2), ((5, 9),), ((0, inf),))),
            "On 2 March 2022 the most claims allow 5 to 9; with one more voice set aside, any number",
        ),
        (
            TELL.bias(Bias("gov", (("a", 0.25),), 0.25, 0.25, 0.25)),
            "gov is 4.00 times below what all others allow (middle of 1 claims)",
        ),
        (
            TELL.bias(Bias("gov", (("a", 12.34),), 12.34, 1, 20)),
            "gov is 12.3 times above what all others allow (middle of 1 claims)",
        ),
        (TELL.bias(Bias("gov", (("a", 1),), 1, 1, 1)), "gov is within what all others allow (middle of 1 claims)"),
        (
            TELL.derived(DerivedSeries("UK", "staff", 46, 32)),
            "UK repeats staff: 32 of 46 increments are the same within 0.5%",
        ),
        (TELL.range(831_875.1, 919_440.9), "831,875 to 919,441"),
        (TELL.not_compared("relay", "a"), "a relay: passes on a"),
        (TELL.not_compared("excluded", definition="withdrawn"), "its definition (withdrawn) is shown, never tested"),
    ],
)
def test_sentences(told, text):
    assert told == text


def test_no_reason_lacks_its_words():
    words = load("en", "comparison")
    assert len(words["months"]) == 12
    for problem in words["not_compared"]:
        assert TELL.not_compared(problem, "a", "b")


def test_templates_are_well_formed():
    """Each template parses, and names its fields."""
    for part in load("en", "comparison").values():
        for template in part.values() if isinstance(part, dict) else ():
            assert all(name is None or name.isidentifier() for _, name, _, _ in string.Formatter().parse(template))
