"""The range chart: one row a source on a logarithmic axis, the latest claim strong, earlier ones pale."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from figures.charts.marks import Drawn, draw_claims, has_number, latest, thin
from figures.charts.style import GLYPHS, MAX_MARKS, QUIET, count_axis, draw, write, write_names

MAX_ROWS = 40
_ROW = 46  # pixels: a name above its marks, so that the axis keeps the whole width of a telephone


def draw_ranges(
    claims: pd.DataFrame, clock: str = "as_of", against: Mapping[str, int] | None = None
) -> tuple[go.Figure, Drawn]:
    """Return the figure of `claims` (rows of a frame, all of one question) and what it draws.

    `against` says for a source how many others it contradicts; the numbers stand at the end of the rows.
    """
    rows = claims[has_number(claims).to_numpy()]
    rows = rows.assign(source=_sources(rows))
    most = rows["source"].value_counts().index[:MAX_ROWS]
    rows = rows if len(most) < MAX_ROWS else rows[rows["source"].isin(most).to_numpy()]
    drawn = thin(_once(rows, clock) if len(rows) <= MAX_MARKS else rows, clock)
    rows = drawn.rows.assign(faint=~latest(drawn.rows, clock))
    order = _order(rows)
    position = rows["source"].astype(str).map({source: i for i, source in enumerate(order)})
    axis = count_axis(rows[["low", "high"]].to_numpy(float))
    roles = rows.drop_duplicates("source").set_index("source")["role"]
    # A hair inside of the axis: what rounding puts outside of it is not drawn.
    left, right = 10 ** (axis["range"][0] + 0.002), 10 ** (axis["range"][1] - 0.002)
    traces = [
        *draw_claims(rows.sort_values("faint", ascending=False), position, "x", 0.34),
        write_names([f"{GLYPHS[roles[source]]} {source}" for source in order], left),
    ]
    layout: dict[str, Any] = {}
    told = [row for row, source in enumerate(order) if (against or {}).get(source)]
    if told:
        traces.append(write(right, told, [f"\u2003{(against or {})[order[row]]}" for row in told], "middle right"))
        head = {"text": "contradicts", "x": 1, "y": 1, "xref": "paper", "yref": "paper", "xanchor": "right", "xshift": 52,
                "yanchor": "bottom", "yshift": 6, "showarrow": False, "font": {"color": QUIET}}  # fmt: skip
        layout = {"annotations": [head], "margin": {"l": 8, "r": 64, "t": 8, "b": 8}}
    names = {"tickvals": list(range(len(order))), "showticklabels": False, "range": [-0.7, max(len(order), 2) - 0.25]}
    figure = draw(traces, 90 + _ROW * max(len(order), 2), axis | {"side": "top"}, names, **layout)
    return figure, drawn


def _once(rows: pd.DataFrame, clock: str) -> pd.DataFrame:
    """Return the latest of the claims in which a source says the same, with their `number`: many reports are one mark."""
    same = ["source", "low", "high", "value", "bound"]
    number = rows.groupby(same, dropna=False, observed=True)["claim_id"].transform("size")
    return rows.assign(number=number).sort_values(clock, na_position="first").drop_duplicates(same, keep="last")


def _sources(rows: pd.DataFrame) -> pd.Series:
    """Return the sources of the rows, with a name for the unknown one."""
    if not rows["source"].isna().any():
        return rows["source"]
    return rows["source"].astype(object).where(rows["source"].notna(), "Source unknown")


def _order(rows: pd.DataFrame) -> list[str]:
    """Return the sources from the least to the greatest of their latest figures, so that the greatest is on top."""
    last = rows[~rows["faint"]]
    top = last["high"].fillna(last["value"]).fillna(last["low"])
    return last.assign(top=top).sort_values(["top", "source"])["source"].astype(str).tolist()
