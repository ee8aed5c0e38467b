"""A chart on a page: a click on a mark opens the evidence of its claim."""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st

_CONFIG = {"displaylogo": False, "displayModeBar": False}
_TEXT = {"light": "#33383F", "dark": "#D6D3CC"}  # the pages' own text, a little softer


def show_chart(key: str, figure: go.Figure, alt: str) -> None:
    """Show `figure`, whose marks have claim ids as custom data; `alt` says for those who cannot see it what it shows."""
    text = _TEXT["dark" if st.context.theme.type == "dark" else "light"]
    figure.update_layout(font_color=text).update_xaxes(tickfont_color=text).update_yaxes(tickfont_color=text)
    st.plotly_chart(figure, key=key, on_select=lambda: _pick(key), selection_mode="points", config=_CONFIG, alt=alt)


def _pick(key: str) -> None:
    points = st.session_state[key]["selection"]["points"]
    if points and points[0].get("customdata"):
        st.session_state["claim"] = points[0]["customdata"]
