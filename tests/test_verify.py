"""A table that drifted from its own words is found, one that did not is left in peace."""

from __future__ import annotations

import pytest

from figures.claims import Claim
from figures.verify import verify


def claim(text="at least 12", bound="at_least", low=12, high=None, value=12, **fields):
    return Claim("c1", "curated", "killed", bound, text=text, low=low, high=high, value=value, **fields)


SOUND = [
    claim(),
    claim(statement="The ministry says at least 12 soldiers were killed."),
    claim(quote="At noon at least 12 fell.", quote_start=100, start=108, end=119),
    claim(text="11", bound="exact", low=12, high=12, value=11),  # the captain and 11 of his men: 12 in all
    claim(text="7,000 to 15,000", bound="range", low=7000, high=15000, value=11000),
    claim(text=None),
]
DRIFTED = [
    (claim(low=13), ["low"]),
    (claim(bound="exact", high=12), ["bound", "high"]),
    (claim(text="12,000"), ["bound", "value", "low", "high"]),
    (claim(statement="The ministry says 12 soldiers were killed."), ["text"]),
    (claim(quote="At noon at least 12 fell.", quote_start=100, start=100, end=111), ["text"]),
    (claim(text="7,000 to 15,000", bound="range", low=7000, high=15000, value=16000), ["value"]),
    (claim(text="many"), ["text"]),
]


@pytest.mark.parametrize("sound", SOUND)
def test_a_sound_claim_has_no_drift(sound):
    assert list(verify([sound])) == []


@pytest.mark.parametrize(("drifted", "columns"), DRIFTED)
def test_each_drift_names_its_column(drifted, columns):
    assert [drift.column for drift in verify([drifted])] == columns
