"""Relays: what only passes a statement on, and what it changed; copies of a series."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from figures.comparison import compare
from figures.comparison.derived import equal_increments
from figures.comparison.utterances import drift, misread


@pytest.mark.parametrize(
    ("a", "b", "errors", "expected"),
    [
        (498, 489, 1, True),
        (6465, 6365, 1, True),
        (5937, 5397, 1, True),
        (1351, 1535, 1, False),
        (1351, 1535, 2, True),
        (23367, 23036, 2, True),
        (194000, 94000, 1, True),
        (498, 498, 1, False),
        (15000, 12000, 1, False),  # round numbers differ by a digit because they differ
        (498, 812, 1, False),
    ],
)
def test_misread_digits(a, b, errors, expected):
    assert misread(a, b, errors) is expected


BASE = {"claim_type": "killed", "population": "forces", "bound": "range", "low": 7000, "high": 15000, "value": None}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, ()),
        ({"bound": "at_most", "low": None}, ("bound",)),
        ({"bound": "exact", "low": 15000}, ("bound",)),
        ({"bound": "at_least", "high": None}, ("bound",)),
        ({"claim_type": "casualties"}, ("definition",)),
        ({"high": 22000}, ("number",)),
        ({"high": 15500}, ("digits",)),
        ({"bound": "exact", "low": 20000, "high": 20000, "claim_type": "losses"}, ("number", "bound", "definition")),
    ],
)
def test_drift(change, expected):
    assert drift(BASE, BASE | change) == expected


def test_rounding_is_no_other_number():
    base = BASE | {"bound": "exact", "low": 783_138, "high": 783_138}
    assert drift(base, base | {"low": 783_000, "high": 783_000}) == ("rounding",)
    assert drift(base, base | {"low": 700_000, "high": 700_000}) == ("number",)


def relays(comparison):
    return {relay.claim_id: relay for result in comparison.topics for relay in result.relays}


def test_reports_that_credit_one_source_with_one_statement_are_one_voice(claim):
    first = claim("exact", 498, 498, family="ru", document_id="d1", published=date(2022, 3, 2))
    same = claim("exact", 498, 498, family="ru", document_id="d2", published=date(2022, 3, 3))
    bent = claim("at_least", 498, None, family="ru", document_id="d3", published=date(2022, 3, 3))
    other = claim("exact", 700, 700, family="ua", document_id="d3", published=date(2022, 3, 3))
    comparison = compare([other, bent, same, first])
    found = relays(comparison)
    assert {relay: (found[relay].of, found[relay].drift) for relay in found} == {
        same.claim_id: (first.claim_id, ()),
        bent.claim_id: (first.claim_id, ("bound",)),
    }
    assert len(comparison.topics[0].conflicts) == 1


def test_misread_digits_are_a_relay_even_without_a_document(claim):
    right, wrong = claim("exact", 6465, 6465), claim("exact", 6365, 6365)
    comparison = compare([right, wrong])
    assert relays(comparison)[wrong.claim_id].drift == ("digits",)
    assert comparison.topics[0].conflicts == ()


def test_rows_kept_by_hand_are_two_statements_unless_they_say_otherwise(claim):
    assert relays(compare([claim("exact", 500, 500), claim("exact", 500, 500)])) == {}


def test_other_numbers_of_one_source_and_day_stay_apart(claim):
    comparison = compare([claim("exact", 500, 500, document_id="d1"), claim("exact", 700, 700, document_id="d2")])
    assert relays(comparison) == {}
    assert len(comparison.topics[0].conflicts) == 1


def test_a_relay_of_words_finds_what_its_voice_said_that_day(claim):
    said = claim("exact", 100_000, 100_000, claim_type="casualties", family="us")
    relay = claim("about", 100_000, 100_000, family="us", relay_of="Milley 2022-03-01")
    found = relays(compare([said, relay]))[relay.claim_id]
    assert (found.of, found.drift) == (said.claim_id, ("bound", "definition"))


def test_a_relay_of_what_is_no_row_keeps_the_words(claim):
    relay = claim("about", 60, 60, relay_of="a local paper")
    assert relays(compare([relay]))[relay.claim_id].of == "a local paper"


def test_a_stale_relay_names_the_newer_figure(claim):
    old, new = claim("exact", 500, 500), claim("exact", 900, 900, "2022-03-20")
    relay = claim("exact", 500, 500, relay_of=old.claim_id, published=date(2022, 3, 25))
    found = relays(compare([old, new, relay]))[relay.claim_id]
    assert (found.drift, found.newer) == (("staleness",), new.claim_id)


def series(claim, source, family, step, increments, start=1000):
    day, number = date(2022, 4, 1), start
    for increment in increments:
        yield claim("about", number, number, str(day), family, source=source)
        day, number = day + timedelta(step), number + increment


def test_a_copied_series_shares_the_voice_of_its_original(claim):
    steps = [100, 250, 80, 300, 120, 90, 210, 60, 70, 40, 330, 20, 500, 30]
    doubled = [a + b for a, b in zip(steps[::2], steps[1::2], strict=True)]
    staff = list(series(claim, "staff", "ua", 5, steps))
    ministry = list(series(claim, "ministry", "uk", 10, doubled, start=900))
    (result,) = compare([*ministry, *staff]).topics
    (derived,) = result.derived
    assert (derived.copy, derived.original, derived.steps, derived.equal) == ("ministry", "staff", 6, 6)
    assert {c.voice for c in result.claims} == {"ua"}


def test_few_steps_prove_no_copy(claim):
    steps = [100, 250, 80, 300, 120]
    both = [*series(claim, "staff", "ua", 5, steps), *series(claim, "ministry", "uk", 5, steps, start=900)]
    assert compare(both).topics[0].derived == ()


def test_increments_that_are_zero_prove_nothing():
    flat = dict.fromkeys(range(10), 5.0)
    assert equal_increments(flat, flat) == (9, 0)
