"""Ids as people read them."""

import pytest

from figures.view import wording


@pytest.mark.parametrize(
    ("column", "identifier", "expected"),
    [
        ("conflict", "russia_ukraine_2022", "Russia-Ukraine war"),
        ("population", "rosgvardia", "National Guard of Russia"),
        ("population", "dragon_riders", "dragon riders"),
        ("family", "gov_ua", "Government of Ukraine and its forces"),
        ("family", "Meduza", "Meduza"),
        ("bound", "at_least", "at least"),
        ("source", "Gulagu.net", "Gulagu.net"),
    ],
)
def test_an_id_is_shown_by_its_name(column, identifier, expected):
    assert wording.value(column, identifier) == expected


@pytest.mark.parametrize("bound", [None, float("nan"), "wobbly"])
def test_a_number_without_a_known_bound_is_said_as_it_is(bound):
    assert wording.said({"low": 5, "high": 2, "value": None, "bound": bound}) == "5"
