"""A chart on a page: a click on a mark opens the evidence of its claim."""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st

from figures.charts.style import NAMES

_CONFIG = {"displaylogo": False, "displayModeBar": False}
CLOSED = "_closed"  # where the session counts how often the evidence was closed
_TEXT = {"light": "#33383F", "dark": "#D6D3CC"}  # the pages' own text, a little softer


def theme() -> str:
    """Return "light" or "dark", as the reader has it."""
    return "dark" if st.context.theme.type == "dark" else "light"


def in_theme(figure: go.Figure, name: str) -> go.Figure:
    """Give the texts of a figure the color of a theme; returns the same figure."""
    color, layout = _TEXT[name], figure.layout
    layout.font.color = layout.xaxis.tickfont.color = layout.yaxis.tickfont.color = color
    for trace in figure.data:
        if trace.meta == NAMES:
            trace.textfont.color = color
    return figure


def show_chart(key: str, figure: go.Figure, alt: str) -> None:
    """Show `figure`, whose marks have claim ids as custom data; `alt` says for those who cannot see it what it shows.

    Plotly keeps a selected mark selected, and a click on it again selects nothing: closing the evidence makes a new chart.
    """
    key = f"{key}_{st.session_state.get(CLOSED, 0)}"
    st.plotly_chart(figure, key=key, on_select=lambda: _pick(key), selection_mode="points", config=_CONFIG, alt=alt)


def _pick(key: str) -> None:
    points = st.session_state[key]["selection"]["points"]
    if points and points[0].get("customdata"):
        st.session_state["claim"] = points[0]["customdata"]
