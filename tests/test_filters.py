"""Filters: what they keep, what they count, and how they are said in an address."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.table import from_claims
from figures.view.filters import (
    FACETS,
    UNKNOWN,
    Emptied,
    Filter,
    count_values,
    find_emptied,
    from_query,
    masks,
    to_query,
)
from figures.view.frame import to_frame
from sample_claims import CLAIMS

FRAME = to_frame(from_claims(CLAIMS))


def select(frame, chosen):
    """All fields together, as the pages take them."""
    return np.logical_and.reduce([np.ones(len(frame), dtype=bool), *masks(frame, chosen).values()])


KNOWN = {name: list(FRAME[name].cat.categories) for name in FACETS}


@pytest.mark.parametrize(
    ("chosen", "kept"),
    [
        (Filter(), "T-01 T-02 T-03 T-04 T-05 T-06 T-07"),
        (Filter(source=("Meduza",)), "T-02 T-05"),
        (Filter(source=("Meduza", "Kyiv")), "T-02 T-04 T-05"),
        (Filter(source=("Meduza", "Kyiv"), bound=("at_most",)), "T-04"),
        (Filter(publisher=(UNKNOWN,)), "T-01 T-03 T-04 T-06 T-07"),
        (Filter(since=date(2022, 3, 6)), "T-06 T-07"),
        (Filter(until=date(2022, 3, 1)), "T-01"),
        (Filter(since=date(2022, 3, 6), clock="published"), ""),
        (Filter(text="RIVER"), "T-07"),
        (Filter(text="near (the"), ""),
    ],
)
def test_alternatives_widen_and_fields_narrow(chosen, kept):
    assert " ".join(FRAME["claim_id"][select(FRAME, chosen)]) == kept


def test_rejected_claims_are_left_out_unless_asked_for():
    reviewed = FRAME.assign(review=FRAME["review"].cat.add_categories("rejected"))
    reviewed.loc[0, "review"] = "rejected"
    assert select(reviewed, Filter()).sum() == len(FRAME) - 1
    assert select(reviewed, Filter(review=("rejected",))).sum() == 1


facet_values = st.fixed_dictionaries(
    {name: st.lists(st.sampled_from([*KNOWN[name], UNKNOWN]), max_size=3, unique=True).map(tuple) for name in FACETS}
)


@given(facet_values)
def test_a_count_is_what_choosing_the_value_would_show(values):
    chosen = Filter(**values)
    counts = count_values(FRAME, masks(FRAME, chosen))
    for name in FACETS:
        others = {key: value for key, value in values.items() if key != name}
        for value, count in counts[name].items():
            assert count == select(FRAME, Filter(**others, **{name: (value,)})).sum(), (name, value)


@given(facet_values, st.none() | st.dates(), st.sampled_from(["as_of", "published"]), st.text(max_size=50))
def test_an_address_brings_the_same_filter_back(values, day, clock, text):
    chosen = Filter(**values, since=day, until=day, clock=clock, text=text)
    assert from_query(to_query(chosen), KNOWN) == (chosen, [])


def test_what_an_address_asks_in_vain_is_ignored_and_said():
    query = {"source": ["Meduza", "<script>"], "since": ["yesterday"], "claim": ["T-01"], "clock": ["moon"]}
    assert from_query(query, KNOWN) == (Filter(source=("Meduza",)), ["source=<script>", "since=yesterday"])


@pytest.mark.parametrize(
    ("chosen", "culprits"),
    [
        (Filter(source=("Meduza",), bound=("at_most",)), [Emptied("bound", 2), Emptied("source", 1)]),
        (Filter(text="no such word"), [Emptied("text", 7)]),
        (Filter(source=("Meduza",), bound=("at_most",), text="no such word"), [Emptied("text", 0)]),
        (Filter(), []),
    ],
)
def test_the_filter_that_emptied_the_result_is_named(chosen, culprits):
    assert find_emptied(masks(FRAME, chosen)) == culprits
