"""Whatever a table holds: no traceback, and every row is either tested or left out with a reason."""

from __future__ import annotations

import json
from collections import Counter

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from figures.columns import BOUNDS, SCOPES
from figures.comparison import compare, to_csv, to_json, to_text

CELLS = st.one_of(
    st.none(),
    st.sampled_from(
        ["", "killed", "a", "2022-03-01", "2022-02-30", "soon", "nan", "inf", "-5", "1e400", "=1+1", *BOUNDS, *SCOPES]
    ),
    st.integers(-5, 10**20),
    st.floats(),
    st.booleans(),
)
PLAUSIBLE = {
    "claim_id": st.sampled_from(["a", "b", "c", "d", "e", "f"]),
    "claim_type": st.sampled_from(["killed", "losses"]),
    "population": st.just("forces"),
    "scope": st.sampled_from(SCOPES),
    "event": st.sampled_from([None, "harsk"]),
    "bound": st.sampled_from(BOUNDS),
    "low": st.one_of(st.none(), st.integers(0, 50)),
    "high": st.one_of(st.none(), st.integers(0, 50)),
    "as_of": st.sampled_from(["2022-03-01", "2022-03-02", "2022-04-01", None]),
    "period_start": st.sampled_from(["2022-03-01", None]),
    "published": st.sampled_from(["2022-03-05", None]),
    "source": st.sampled_from(["x", "y", None]),
    "family": st.sampled_from(["x", "y", None]),
    "relay_of": st.sampled_from([None, None, None, "a", "x"]),
    "document_id": st.sampled_from([None, "d1", "d2"]),
    "definition": st.sampled_from([None, None, "verified", "withdrawn", "excess_deaths"]),
}


@st.composite
def tables(draw):
    names = (
        draw(st.lists(st.sampled_from(sorted(PLAUSIBLE)), unique=True, min_size=1))
        if draw(st.booleans())
        else list(PLAUSIBLE)
    )
    rows = draw(
        st.lists(
            st.fixed_dictionaries({name: st.one_of(PLAUSIBLE[name], PLAUSIBLE[name], CELLS) for name in names}),
            max_size=8,
        )
    )
    return pd.DataFrame(rows, columns=names)


@settings(max_examples=100)
@given(tables())
def test_nothing_in_a_table_raises(table):
    comparison = compare(table)
    json.loads(to_json(comparison, across=True))
    to_csv(comparison)
    to_text(comparison)
    tested = Counter(claim.claim_id for result in comparison.topics for claim in result.claims)
    left_out = Counter(left.claim_id for left in comparison.not_compared)
    assert tested.total() + left_out.total() == len(table)
    assert all(count == 1 for count in tested.values())


@settings(max_examples=40)
@given(tables(), st.randoms())
def test_the_order_of_rows_does_not_matter(table, random):
    table = table.assign(claim_id=[f"row {n}" for n in range(len(table))])
    order = list(range(len(table)))
    random.shuffle(order)
    assert compare(table.iloc[order]) == compare(table)
