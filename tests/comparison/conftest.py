"""Claims for the tests of comparison, each row stating only what matters to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count

import pytest

from figures.claims import Claim

_number = count(1)


def make_claim(bound="exact", low=None, high=None, day="2022-03-01", family="gov_a", **fields) -> Claim:
    """A cumulative count of the killed of one population in one conflict, said by a family of one source."""
    given = {
        "claim_id": f"C{next(_number):05}",
        "origin": "curated",
        "claim_type": "killed",
        "conflict": "war",
        "population": "forces",
        "scope": "cumulative",
        "source": family,
        "as_of": day and date.fromisoformat(day),
    }
    return Claim(**{**given, "bound": bound, "low": low, "high": high, "family": family, **fields})


@pytest.fixture(scope="session")
def claim() -> Callable[..., Claim]:
    return make_claim
