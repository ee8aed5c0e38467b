"""Charts draw what the words say: points for numbers, bars for ranges, arrows for open ends; never too many marks."""

from itertools import chain

import numpy as np
import pandas as pd
import pytest

from figures.charts import draw_ranges, draw_timeline
from figures.charts.marks import thin
from figures.charts.style import MAX_MARKS, MAX_QUOTED, NAMES, hover
from figures.table import from_claims
from figures.view.frame import to_frame
from sample_claims import CLAIMS

FRAME = to_frame(from_claims(CLAIMS))


def _drawn(figure, claim_id):
    """Return (type, counts, symbol) of the traces that draw a claim."""
    found = []
    for trace in figure.data:
        for i, told in enumerate(trace.customdata or ()):
            if told == claim_id:
                found.append((trace.type, trace.marker.symbol if trace.type == "scatter" else None, trace, i))
    return found


def _names(figure):
    return next(trace.text for trace in figure.data if trace.meta == NAMES)


@pytest.mark.parametrize(
    ("claim_id", "symbols"),
    [
        ("T-01", ["point"]),
        ("T-02", ["bar"]),
        ("T-03", ["line-ns-open", "triangle-right"]),
        ("T-04", ["line-ns-open", "triangle-left-open"]),
        ("T-05", ["point"]),
    ],
)
def test_each_bound_has_its_mark(claim_id, symbols):
    figure, _ = draw_ranges(FRAME)
    shapes = {"circle", "diamond", "square", "pentagon"}
    seen = [
        "bar" if kind == "bar" else "point" if symbol.removesuffix("-open") in shapes else symbol
        for kind, symbol, *_ in _drawn(figure, claim_id)
    ]
    assert seen == symbols


def test_a_bar_goes_from_the_least_to_the_greatest_count():
    [(_, _, trace, i)] = _drawn(draw_ranges(FRAME)[0], "T-02")
    assert (trace.base[i], trace.base[i] + trace.x[i]) == (2_000, 4_000)


def test_the_greatest_latest_figure_is_on_top_and_every_source_has_one_row():
    names = _names(draw_ranges(FRAME)[0])
    assert len(names) == FRAME["source"].nunique()
    assert names[-1].endswith("Kyiv")


def test_over_time_claims_without_a_day_are_not_drawn():
    undated = FRAME.assign(as_of=FRAME["as_of"].where(FRAME["claim_id"] != "T-01"))
    assert not _drawn(draw_timeline(undated)[0], "T-01")
    assert _drawn(draw_timeline(undated)[0], "T-02")


def test_a_count_of_zero_can_be_drawn():
    zero = FRAME.assign(low=0.0, high=0.0, value=0)
    figure, _ = draw_ranges(zero)
    assert all(np.isfinite(trace.x).all() for trace in figure.data if trace.type == "scatter")


def test_no_claims_make_an_empty_chart():
    for draw in (draw_ranges, draw_timeline):
        figure, drawn = draw(FRAME.iloc[:0])
        assert not [trace for trace in figure.data if trace.customdata]
        assert len(drawn.rows) == 0


@pytest.mark.parametrize("number", [MAX_MARKS + 1, 40_000])
def test_too_many_claims_are_summed_up_and_keep_their_extremes(number):
    random = np.random.default_rng(1)
    many = FRAME.iloc[random.integers(0, len(FRAME), number)].assign(
        as_of=pd.Timestamp("2022-01-01") + pd.to_timedelta(random.integers(0, 700, number), "D"),
        low=random.integers(1, 10**6, number).astype(float),
    )
    many = many.assign(high=many["low"] * 2).reset_index(drop=True)
    drawn = thin(many)
    assert drawn.period == "month"
    assert len(drawn.rows) <= MAX_MARKS
    assert (drawn.rows["low"].min(), drawn.rows["high"].max()) == (many["low"].min(), many["high"].max())
    assert drawn.rows["number"].sum() == number
    figure, _ = draw_ranges(many)
    assert len(list(chain.from_iterable(trace.customdata or () for trace in figure.data))) <= MAX_MARKS


@pytest.mark.parametrize("draw", [draw_ranges, draw_timeline])
@pytest.mark.parametrize("number", [MAX_QUOTED, MAX_MARKS, 10_000])
def test_a_chart_stays_small_on_the_wire(draw, number):
    random = np.random.default_rng(2)
    worst = FRAME.iloc[random.integers(0, len(FRAME), number)].assign(
        source=[f"The Made-up Press Office No. {i % 40}" for i in range(number)],
        as_of=pd.Timestamp("2022-01-01") + pd.to_timedelta(random.integers(0, 1_600, number), "D"),
        claim_id=[f"S{i:016}" for i in range(number)],
        statement="A made-up press office put the number of those who fell at so many on that day " * 3,
    )
    figure, _ = draw(worst.reset_index(drop=True))
    assert len(figure.to_json()) < 45_000  # a filter's other elements are 22 kB


def test_hover_and_axis_show_text_as_it_is():
    hostile = FRAME.iloc[:1].assign(source="<a href='x'>me</a>", statement="<img src=x>")
    who, told = hover(hostile.to_dict("records")[0])
    assert "<a" not in who
    assert "<img" not in told
    assert "<a" not in _names(draw_ranges(hostile)[0])[0]
