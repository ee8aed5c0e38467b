"""Claims over time: the same marks along the days, joined by steps where a source repeats a growing count."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import plotly.graph_objects as go

from figures.charts.marks import Drawn, draw_claims, has_number, thin
from figures.charts.style import COLORS, GRID, base_layout, count_axis, escape

_BAR_DAYS = 5
_DAY = 86_400_000  # milliseconds, plotly's unit for a bar on an axis of days


def draw_timeline(claims: pd.DataFrame, clock: str = "as_of") -> tuple[go.Figure, Drawn]:
    """Return the figure of `claims` (all of one question) by the days of `clock`, and what it draws.

    Claims without a day or a number are not drawn. Steps join the claims of one source that count since a start.
    """
    drawn = thin(claims[has_number(claims) & claims[clock].notna()], clock)
    rows = drawn.rows.sort_values(clock)
    days = rows[clock]
    span = (days.max() - days.min()).days if len(rows) else 0
    figure = go.Figure([*_steps(rows, clock), *draw_claims(rows, days, "y", _DAY * max(span / 160, 0.4))])
    base_layout(figure, 460)
    figure.update_yaxes(**count_axis(rows[["low", "high"]].to_numpy(float)))
    figure.update_xaxes(gridcolor=GRID, zeroline=False, fixedrange=True, type="date")
    return figure, drawn


def _steps(rows: pd.DataFrame, clock: str) -> Iterator[go.Scatter]:
    for _, group in rows[rows["scope"] == "cumulative"].groupby("source", observed=True):
        if len(group) > 1:
            counts = group["value"].fillna(group["low"]).fillna(group["high"])
            yield go.Scatter(
                x=group[clock],
                y=counts.clip(lower=0.5),
                mode="lines",
                line={"shape": "hv", "width": 1.3, "color": COLORS[group["role"].iloc[-1]]},
                opacity=0.55,
                hoverinfo="skip",
                name=escape(group["source"].iloc[0]),
            )
