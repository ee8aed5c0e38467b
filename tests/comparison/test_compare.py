"""A table compared as a whole: topics, what is left out and why, revisions, the two clocks."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from figures.comparison import Options, compare
from figures.table import from_claims


def reasons(comparison):
    return {left.claim_id: left.problem for left in comparison.not_compared}


def conflicts(comparison):
    return {tuple(c.claim_id for c in pair.pair) for result in comparison.topics for pair in result.conflicts}


def test_two_claims_of_a_topic_that_cannot_both_be_right(claim):
    a, b = claim(low=500, high=500, family="x"), claim(low=100, high=100, family="y", day="2022-03-05")
    comparison = compare([a, b])
    (result,) = comparison.topics
    (conflict,) = result.conflicts
    assert [c.claim_id for c in conflict.pair] == [a.claim_id, b.claim_id]
    assert conflict.factor == 501 / 101
    assert result.set_aside["always"] == (a.claim_id,)
    assert [(band.day, band.best) for band in result.bands] == [
        (date(2022, 3, 1), ((0, 100), (500, 500))),
        (date(2022, 3, 5), ((100, 100), (500, float("inf")))),
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"conflict": "other war"},
        {"claim_type": "wounded"},
        {"population": "civilians"},
        {"place": "Harsk"},
        {"scope": "stock"},
        {"scope": "incident", "event": "harsk-strike"},
        {"definition": "excess_deaths"},
    ],
)
def test_claims_of_different_topics_are_not_compared(claim, change):
    comparison = compare([claim(low=500, high=500, family="x"), claim(low=100, high=100, family="y", **change)])
    assert len(comparison.topics) == 2
    assert not conflicts(comparison)


@pytest.mark.parametrize(
    ("problem", "change"),
    [
        ("date", {"day": None}),
        ("date", {"day": None, "scope": "period", "definition": "withdrawn"}),
        ("precision", {"as_of_precision": "month"}),
        ("bounds", {"low": None, "high": None}),
        ("bounds", {"bound": None}),
        ("bounds", {"bound": "range", "high": None}),
        ("order", {"bound": "range", "low": 900, "high": 100}),
        ("negative", {"low": -5}),
        ("population", {"population": None}),
        ("claim_type", {"claim_type": None}),
        ("scope", {"scope": None}),
        ("event", {"scope": "incident"}),
        ("period", {"scope": "period"}),
        ("period", {"scope": "period", "period_start": date(2023, 1, 1)}),
        ("excluded", {"definition": "withdrawn"}),
        ("rejected", {"review": "rejected"}),
    ],
)
def test_what_cannot_be_tested_is_left_out_with_a_reason(claim, problem, change):
    good = claim(low=100, high=100, family="y", day="2022-03-02")
    bad = claim(**{"low": 500, "high": 500, "family": "x", **change})
    comparison = compare([bad, good])
    assert reasons(comparison) == {bad.claim_id: problem}
    assert not conflicts(comparison)


def test_rows_that_share_an_id_are_left_out_unless_they_are_equal(claim):
    a, b = claim(claim_id="A", low=500, high=500), claim(claim_id="A", low=600, high=600)
    assert reasons(compare([a, b])) == {"A": "duplicate"}
    assert [len(result.claims) for result in compare([a, a]).topics] == [1]


def test_mixed_types_leave_only_their_row_out():
    table = pd.DataFrame(
        {
            "claim_id": ["a", "b", 3, None],
            "claim_type": "killed",
            "population": ["forces", "forces", "forces", 7],
            "scope": "cumulative",
            "bound": "exact",
            "low": [500, "many", 100.0, float("inf")],
            "high": ["500", 3, 100, 1],
            "family": ["x", "y", "z", ["w"]],
            "as_of": ["2022-03-01", date(2022, 3, 2), pd.Timestamp("2022-03-03"), "2022-13-01"],
        }
    )
    comparison = compare(table)
    assert reasons(comparison) == {"b": "number", "#4": "date"}
    assert conflicts(comparison) == {("a", "3")}


@pytest.mark.parametrize("table", [pd.DataFrame(), [], pd.DataFrame({"claim_id": ["a"]}), from_claims([])])
def test_an_empty_table_compares_to_nothing(table):
    comparison = compare(table)
    assert comparison.topics == ()


def test_arrow_pandas_and_claims_compare_alike(claim):
    claims = [claim(low=n * 100, high=n * 100, family=f"f{n % 3}", day=f"2022-03-{20 - n:02}") for n in range(1, 10)]
    table = from_claims(claims)
    assert compare(claims) == compare(table) == compare(table.to_pandas())


def test_a_source_that_lowers_its_own_figure_revises_it(claim):
    old = claim(low=500, high=500, family="x")
    new = claim(low=100, high=100, family="x", day="2022-04-01")
    other = claim(low=120, high=120, family="y", day="2022-05-01")
    comparison = compare([old, new, other])
    (result,) = comparison.topics
    assert not conflicts(comparison)
    assert [(r.older.claim_id, r.newer.claim_id, r.retired) for r in result.revisions] == [
        (old.claim_id, new.claim_id, True)
    ]
    assert reasons(comparison) == {old.claim_id: "superseded"}
    assert [left.by for left in comparison.not_compared] == [new.claim_id]


def test_two_sources_of_one_family_can_contradict_each_other(claim):
    comparison = compare(
        [
            claim(low=500, high=500, family="x", source="ministry"),
            claim(low=100, high=100, family="x", source="president", day="2022-04-01"),
        ]
    )
    assert len(conflicts(comparison)) == 1


def test_a_lowered_floor_is_a_revision_that_retires_nothing(claim):
    comparison = compare(
        [claim(low=n, high=n, definition="visually_confirmed", day=f"2022-03-{d}") for n, d in ((90, "01"), (87, "02"))]
    )
    (result,) = comparison.topics
    assert [revision.retired for revision in result.revisions] == [False]
    assert len(result.claims) == 2


def test_of_an_event_every_family_has_its_latest_number(claim):
    event = {"scope": "incident", "event": "harsk-strike"}
    first = claim(low=63, high=63, family="x", day="2023-01-02", **event)
    last = claim(low=89, high=89, family="x", day="2023-01-04", **event)
    other = claim("about", 400, 400, family="y", day="2023-01-01", **event)
    (result,) = compare([first, last, other]).topics
    (conflict,) = result.conflicts
    assert {c.claim_id for c in conflict.pair} == {last.claim_id, other.claim_id}
    assert result.revisions[0].older.claim_id == first.claim_id
    assert {band.best for band in result.bands} == {((89, 89), (360, 440))}


def test_a_stock_is_compared_day_by_day(claim):
    held = {"scope": "stock", "claim_type": "captured"}
    comparison = compare(
        [
            claim(low=600, high=600, family="x", **held),
            claim(low=500, high=500, family="y", **held),
            claim(low=400, high=400, family="z", day="2022-03-02", **held),
        ]
    )
    assert len(conflicts(comparison)) == 1


def test_as_known_on_a_day(claim):
    old = claim(low=500, high=500, family="x", published=date(2022, 3, 1))
    new = claim(low=100, high=100, family="x", day="2022-03-10", published=date(2022, 3, 11))
    other = claim(low=120, high=120, family="y", day="2022-03-05", published=date(2022, 3, 6))
    before = compare([old, new, other], Options(known_on=date(2022, 3, 10)))
    assert conflicts(before) == {(old.claim_id, other.claim_id)}
    assert reasons(before) == {new.claim_id: "unpublished"}
    assert conflicts(compare([old, new, other])) == {(other.claim_id, new.claim_id)}


def test_a_definition_can_be_read_as_a_floor_or_as_a_total(claim):
    counted = claim(low=500, high=500, family="x")
    survey = claim(low=800, high=900, bound="range", family="y")
    assert conflicts(compare([counted, survey]))
    assert not conflicts(compare([counted, survey], Options(floors=frozenset({"x"}))))
    names = claim(low=500, high=500, family="z", definition="confirmed_by_name")
    assert not conflicts(compare([names, survey]))
    assert conflicts(compare([names, survey], Options(totals=frozenset({"confirmed_by_name"}))))


def test_within_the_tolerance_dates_count_as_the_same_day(claim):
    late, early = claim(low=500, high=500, family="x", day="2022-03-04"), claim(low=100, high=100, family="y")
    assert not conflicts(compare([late, early], Options(tolerance=2)))
    assert conflicts(compare([late, early], Options(tolerance=3)))


def test_what_is_unknown_of_a_claim_left_out_is_none(claim):
    (left,) = compare([claim(as_of=None, low=5, high=5)]).not_compared
    assert (left.problem, left.by, left.definition) == ("date", None, None)
