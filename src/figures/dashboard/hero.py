"""The comparison of one question: its chart by source, its chart over time, its table, and the evidence beside them."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from figures import wording
from figures.charts import draw_ranges, draw_timeline
from figures.charts.marks import Drawn
from figures.charts.style import GLYPHS
from figures.dashboard.pane import show_pane
from figures.dashboard.store import Store
from figures.markup import escape, table
from figures.questions import Question

_CONFIG = {"displaylogo": False, "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d", "zoom2d", "pan2d"]}
_TWIN_ROWS = 100


@st.fragment
def show(store: Store, rows: pd.DataFrame, question: Question, in_view: int) -> None:
    """Show `rows`, all answers to `question`; `in_view` is how many claims the filters keep. Runs alone after a click."""
    clock = st.session_state.get("clock") or "as_of"
    left, right = st.columns([0.66, 0.34], gap="medium")
    with left:
        st.html(f'<p class="caption">{escape(caption(rows, question, in_view))}</p>')
        st.html(_legend(rows))
        by_source, over_time, as_table = st.tabs(["By source", "Over time", "Table"], key="view", on_change="rerun")
        if by_source.open:
            with by_source:
                _chart("by_source", *draw_ranges(rows, clock), rows, question)
        if over_time.open:
            with over_time:
                _chart("over_time", *draw_timeline(rows, clock), rows, question)
        if as_table.open:
            with as_table:
                st.html(_twin(rows, question))
    with right:
        show_pane(store)


def caption(rows: pd.DataFrame, question: Question, in_view: int) -> str:
    """Return in words what the chart shows."""
    said = f"{wording.plural(rows['source'].nunique(), 'source')} in {wording.plural(len(rows), 'claim')}."
    others = in_view - len(rows)
    return said + (
        f" {wording.plural(others, 'other claim')} in view answer other questions and are not compared with these."
        if others
        else ""
    )


def _chart(key: str, figure: go.Figure, drawn: Drawn, rows: pd.DataFrame, question: Question) -> None:
    if drawn.period:
        st.html(
            f'<p class="note">{len(rows):,} claims are too many marks: each bar sums up one source and {drawn.period}.</p>'
        )
    st.plotly_chart(
        figure,
        key=key,
        on_select=lambda: _pick(key),
        selection_mode="points",
        config=_CONFIG,
        alt=f"{question.words}. {caption(rows, question, len(rows))} The tab Table has the same claims as text.",
    )


def _pick(key: str) -> None:
    """Open the evidence of the mark that was clicked (a callback)."""
    points = st.session_state[key]["selection"]["points"]
    if points and points[0].get("customdata"):
        st.session_state["claim"] = points[0]["customdata"]


def _legend(rows: pd.DataFrame) -> str:
    roles = [role for role in wording.ROLES if (rows["role"] == role).any()]
    items = [
        f'<li><span class="role-{role.replace(" ", "-")}" aria-hidden="true">{GLYPHS[role]}</span> {wording.ROLES[role]}</li>'
        for role in roles
    ]
    items += ["<li>▬ range</li>", "<li>⊢▶ open end: at least, at most</li>"]
    if rows["hedge"].notna().any():
        items.append("<li>hollow: hedged</li>")
    return f'<ul class="legend" aria-label="How to read the chart">{"".join(items)}</ul>'


def _twin(rows: pd.DataFrame, question: Question) -> str:
    latest = rows.sort_values("as_of", ascending=False).head(_TWIN_ROWS)
    cells = [
        (c["source"] if not wording.is_null(c["source"]) else "Source unknown", wording.said(c), wording.interval(c),
         wording.day(c["as_of"], c["as_of_precision"]), wording.ROLES[c["role"]], c["publisher"] if not wording.is_null(c["publisher"]) else "")
        for c in latest.to_dict("records")
    ]  # fmt: skip
    shown = f"{question.words}: {wording.plural(len(rows), 'claim')}, latest first" + (
        f"; the first {_TWIN_ROWS} are shown" if len(rows) > _TWIN_ROWS else ""
    )
    return table(("Source", "Says", "Allows", "As of", "Relation", "Publisher"), cells, shown, numbers=(1, 2))
