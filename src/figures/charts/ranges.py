"""The range chart: one row a source on a logarithmic axis, the latest claim strong, earlier ones pale."""

from __future__ import annotations

from collections.abc import Set

import pandas as pd
import plotly.graph_objects as go

from figures.charts.marks import Drawn, draw_claims, draw_rings, has_number, latest, thin
from figures.charts.style import GLYPHS, GRID, base_layout, count_axis, escape

MAX_ROWS = 40
_ROW = 34  # pixels
_LABEL = 34  # characters


def draw_ranges(claims: pd.DataFrame, clock: str = "as_of", ringed: Set[str] = frozenset()) -> tuple[go.Figure, Drawn]:
    """Return the figure of `claims` (rows of a frame, all of one question) and what it draws.

    A ring is drawn around the claims whose ids are in `ringed`.
    """
    rows = claims[has_number(claims)].assign(source=_sources(claims))
    rows = rows[rows["source"].isin(rows["source"].value_counts().index[:MAX_ROWS])]
    drawn = thin(rows, clock)
    rows = drawn.rows.assign(faint=~latest(drawn.rows, clock))
    order = _order(rows)
    position = rows["source"].astype(str).map({source: i for i, source in enumerate(order)})
    figure = go.Figure(list(draw_claims(rows.sort_values("faint", ascending=False), position, "x", 0.34)))
    figure.add_traces(list(draw_rings(rows[rows["claim_id"].isin(ringed)], position, "x")))
    base_layout(figure, 90 + _ROW * max(len(order), 2))
    figure.update_xaxes(**count_axis(rows[["low", "high"]].to_numpy(float)), side="top")
    roles = rows.drop_duplicates("source").set_index("source")["role"]
    figure.update_yaxes(
        tickvals=list(range(len(order))),
        ticktext=[f"{escape(_short(source))}  {GLYPHS[roles[source]]}" for source in order],
        range=[-0.6, max(len(order), 2) - 0.4],
        gridcolor=GRID,
        zeroline=False,
        fixedrange=True,
        automargin=True,
    )
    return figure, drawn


def _sources(claims: pd.DataFrame) -> pd.Series:
    return claims["source"].astype(object).where(claims["source"].notna(), "Source unknown")


def _order(rows: pd.DataFrame) -> list[str]:
    """Return the sources from the least to the greatest of their latest figures, so that the greatest is on top."""
    last = rows[~rows["faint"]]
    top = last["high"].fillna(last["value"]).fillna(last["low"])
    return last.assign(top=top).sort_values(["top", "source"])["source"].astype(str).tolist()


def _short(name: str) -> str:
    return name if len(name) <= _LABEL else name[: _LABEL - 1].rstrip() + "…"
