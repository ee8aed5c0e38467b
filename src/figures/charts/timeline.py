"""Claims over time: the same marks along the days, joined by steps where a source repeats a growing count, over the band."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from datetime import date, timedelta
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from figures.charts.marks import Drawn, draw_claims, draw_rings, has_number, thin
from figures.charts.style import COLORS, Trace, count_axis, draw, place
from figures.comparison import Band

_DAY = 86_400_000  # milliseconds, plotly's unit for a bar on an axis of days
_SHADES = {"plus_one": "rgba(128,128,128,0.16)", "best": "rgba(128,128,128,0.30)"}
_NARROW = 1.03  # a band of a single number is drawn this many times as wide, so that it can be seen


def draw_timeline(
    claims: pd.DataFrame, clock: str = "as_of", ringed: Set[str] = frozenset(), bands: Sequence[Band] = ()
) -> tuple[go.Figure, Drawn]:
    """Return the figure of `claims` (all of one question) by the days of `clock`, and what it draws.

    Claims without a day or a number are not drawn. Steps join the claims of one source that count since a start. A ring is
    drawn around the claims whose ids are in `ringed`; `bands` are what the claims allow together, day by day.
    """
    drawn = thin(claims[has_number(claims) & claims[clock].notna()], clock)
    rows = drawn.rows.sort_values(clock)
    span = (rows[clock].max() - rows[clock].min()).days if len(rows) else 0
    days = rows[clock].dt.strftime("%Y-%m-%d")  # a timestamp takes twice as long on the wire
    axis = count_axis(rows[["low", "high"]].to_numpy(float))
    traces = [
        *_bands(bands, 10 ** axis["range"][1], max(span // 60, 2)),
        *_steps(rows, days),
        *draw_claims(rows, days, "y", _DAY * max(span / 160, 0.4)),
        *draw_rings(rows[rows["claim_id"].isin(ringed)], days, "y"),
    ]
    return draw(traces, 480, {"type": "date"}, axis), drawn


def _steps(rows: pd.DataFrame, days: pd.Series) -> Iterator[Trace]:
    """Yield the steps of all sources of one color as one trace, with a gap after each source."""
    steps: dict[str, list[tuple[str | None, float | None]]] = defaultdict(list)
    for _, group in rows[rows["scope"] == "cumulative"].groupby("source", observed=True):
        if len(group) > 1:
            counts = group["value"].fillna(group["low"]).fillna(group["high"])
            told = zip(days[group.index], map(place, counts), strict=True)
            steps[COLORS[group["role"].iloc[-1]]] += [*told, (None, None)]
    for color, corners in steps.items():
        yield {
            "type": "scatter",
            "x": [day for day, _ in corners],
            "y": [count for _, count in corners],
            "mode": "lines",
            "line": {"shape": "hv", "width": 1.3, "color": color},
            "opacity": 0.55,
            "hoverinfo": "skip",
        }


def _bands(bands: Sequence[Band], ceiling: float, last: int) -> Iterator[Trace]:
    """Yield the wider band and the best one, each as one trace of boxes from a day to the next; `last` days for the last."""
    ends = [band.day for band in bands[1:]] + [band.day + timedelta(days=last) for band in bands[-1:]]
    for name, shade in _SHADES.items():
        corners: list[tuple[Any, Any]] = []
        for band, end in zip(bands, ends, strict=True):
            for low, high in getattr(band, name):
                corners += _box(band.day, end, low, min(high, ceiling))
        if corners:
            yield {
                "type": "scatter",
                "x": [x for x, _ in corners],
                "y": [y for _, y in corners],
                "mode": "lines",
                "line": {"width": 0},
                "fill": "toself",
                "fillcolor": shade,
                "hoverinfo": "skip",
            }


def _box(start: date, end: date, low: float, high: float) -> list[tuple[Any, Any]]:
    below, above = (low, high) if high > low * _NARROW else (low / _NARROW, low * _NARROW)
    below, above = place(below), place(above)
    return [(start, below), (end, below), (end, above), (start, above), (start, below), (None, None)]
