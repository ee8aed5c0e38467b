"""The comparison of one question: its chart by source, its chart over time, its table, and the evidence beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from numpy.typing import NDArray

from figures.charts import draw_ranges, draw_timeline
from figures.charts.export import dress, to_page
from figures.charts.marks import Drawn
from figures.charts.style import GLYPHS
from figures.comparison import Comparison, Teller
from figures.dashboard import bar
from figures.dashboard.chart import in_theme, show_chart, theme
from figures.dashboard.pane import show_pane
from figures.dashboard.store import MAX_COMPARED, Store, compare_rows, load
from figures.view import findings, wording
from figures.view.downloads import View, to_wikitable
from figures.view.markup import escape, table
from figures.view.questions import Question

CHARTED = ["claim_id", "claim_type", "source", "role", "low", "high", "value", "bound", "hedge", "scope", "as_of",
           "as_of_precision", "published", "publisher", "quote", "statement"]  # fmt: skip
_TWIN_ROWS = 100
_TWIN = ("Source", "Says", "Allows", "As of", "Relation", "Publisher")
_AXES = {"as_of": "When it held", "published": "When it was published"}


@dataclass(frozen=True)
class Answered:
    """One question with the rows in view that answer it and what comparison found among them."""

    question: Question
    rows: pd.DataFrame
    comparison: Comparison
    others: int
    theme: str

    @cached_property
    def by_source(self) -> tuple[go.Figure, Drawn]:
        """The chart by source."""
        figure, drawn = draw_ranges(self.rows, "as_of", findings.contradicted(self.comparison))
        return in_theme(figure, self.theme), drawn

    def found(self) -> str:
        """Return in words what the charts show."""
        if len(self.rows) > MAX_COMPARED:
            said = f"{wording.plural(self.rows['source'].nunique(), 'source')} in {wording.plural(len(self.rows), 'report')}."
            return f"{said} Too many to compare one with another: narrow the filters to {MAX_COMPARED:,} or fewer."
        return findings.summarize(self.comparison, self.rows)

    def left_out(self) -> str:
        """Return in words how many claims are not compared."""
        count = len(self.comparison.not_compared)
        return f"{wording.plural(count, 'claim')} not compared." if count else ""

    def elsewhere(self) -> str:
        """Return in words how many claims in view the charts do not show."""
        return f"{wording.plural(self.others, 'claim')} in view answer other questions." if self.others else ""

    def caption(self) -> str:
        """Return all in one paragraph."""
        return " ".join(filter(None, [self.found(), self.left_out(), self.elsewhere()]))


@st.fragment
def show(store: Store, numbers: NDArray[np.int64], question: Question, others: int) -> None:
    """Show the claims of these row numbers, all answers to `question`; `others` in view are not. Runs alone after a click."""
    answered = _answered(store.revision, numbers.tobytes(), question, others, theme())
    left, right = st.columns([0.66, 0.34], gap="medium")
    with left:
        st.html(f'<p class="finding">{escape(answered.found())}</p>')
        by_source, over_time, as_table = st.tabs(["By source", "Over time", "Table"], key="view", on_change="rerun")
        if by_source.open:
            with by_source:
                _show_ranges(store, answered)
        if over_time.open:
            with over_time:
                _show_timeline(store, answered)
        if as_table.open:
            with as_table:
                _show_table(answered)
        st.html(_left_out(answered))
    with right:
        show_pane(store, findings.widest(answered.comparison))


@lru_cache(maxsize=16)
def _answered(revision: str, rows: bytes, question: Question, others: int, theme: str) -> Answered:
    """Return the question with the rows of these numbers; the last few are remembered, so that a click draws nothing anew."""
    store, numbers = load(), np.frombuffer(rows, dtype=np.int64)
    return Answered(question, store.frame[CHARTED].iloc[numbers], compare_rows(store, numbers), others, theme)


def _show_ranges(store: Store, answered: Answered) -> None:
    st.html(_legend(answered.rows, numbered=bool(findings.contradicted(answered.comparison))))
    _show_chart("by_source", *answered.by_source, store, answered)


def _show_timeline(store: Store, answered: Answered) -> None:
    axis = st.segmented_control(
        "Days on the axis", list(_AXES), format_func=_AXES.__getitem__, key="axis", required=True, default="as_of"
    )
    bands = answered.comparison.topics[0].bands if answered.comparison.topics and axis == "as_of" else ()
    st.html(_legend(answered.rows, over_time=True, band=bool(bands)))
    figure, drawn = draw_timeline(answered.rows, axis, findings.in_conflict(answered.comparison), bands)
    _show_chart("over_time", in_theme(figure, answered.theme), drawn, store, answered)
    if bands:
        st.html(
            f'<p class="note">{escape(Teller().band(bands[-1]))} A band is what these claims allow, not what is true.</p>'
        )


def _show_table(answered: Answered) -> None:
    cells = _cells(answered.rows)
    caption = f"{answered.question.words}: {wording.plural(len(answered.rows), 'claim')}, latest first"
    if len(answered.rows) > _TWIN_ROWS:
        caption += f"; the first {_TWIN_ROWS} are shown, the page Claims has all"
    st.html(table(_TWIN, cells, caption, numbers=(1, 2)))
    with st.expander("Copy as wikitable"):
        st.code(to_wikitable(_TWIN, cells, caption), language=None)


def _show_chart(key: str, figure: go.Figure, drawn: Drawn, store: Store, answered: Answered) -> None:
    if drawn.period:
        st.html(
            f'<p class="note">{len(answered.rows):,} claims are too many marks to tell apart: each bar sums up what one '
            f"source said in one {drawn.period}.</p>"
        )
    words = f"{answered.question.words}. {answered.caption()}"
    show_chart(key, figure, f"{words} The tab Table has the same claims as text.")
    if st.button(
        "Save this chart", key=f"save_{key}", icon=":material/download:", help="PNG, SVG or a page of its own"
    ):
        _save(key, figure, store, answered)


@st.dialog("Save this chart", width="large")
def _save(key: str, figure: go.Figure, store: Store, answered: Answered) -> None:
    day = datetime.now(UTC).date()
    view = View(bar.chosen_filter(), store.revision, day)
    shapes = ", ".join(
        f"{GLYPHS[role]} {words}" for role, words in wording.ROLES.items() if (answered.rows["role"] == role).any()
    )
    footer = [f"{shapes}. A bar is a range, an arrow an open end.",
              f"Source: Figures, data {store.revision}. Filters: {view.words()}. Drawn {wording.day(day)}."]  # fmt: skip
    name = f"figures-{key.replace('_', '-')}-{day.isoformat()}"
    dressed = dress(figure, answered.question.words, answered.found(), footer)
    page = to_page(dressed, answered.question.words, name, table(_TWIN, _cells(answered.rows), answered.question.words))
    st.download_button(
        "Stand-alone page (HTML)", page, f"{name}.html", "text/html", icon=":material/download:", on_click="ignore"
    )
    st.iframe(page, height=520)


def _left_out(answered: Answered) -> str:
    """Return as HTML how many claims are not compared, with the reasons folded away."""
    reasons = "".join(f"<li>{escape(reason)}</li>" for reason in findings.reasons_left_out(answered.comparison))
    why = f"<details><summary>{escape(answered.left_out())} Why?</summary><ul>{reasons}</ul></details>"
    return f'<div class="note left_out">{why if reasons else ""}{escape(answered.elsewhere())}</div>'


def _legend(rows: pd.DataFrame, *, over_time: bool = False, band: bool = False, numbered: bool = False) -> str:
    roles = [role for role in wording.ROLES if (rows["role"] == role).any()]
    items = [
        f'<span class="{role.replace(" ", "-")}" aria-hidden="true">{GLYPHS[role]}</span> {wording.ROLES[role]}'
        for role in roles
    ]
    items += [
        '<span class="bar" aria-hidden="true"></span> range',
        "├▶ open end: at least, at most",
        "pale: an earlier figure of the source" if not over_time else "◯ contradicts another claim",
    ]
    if rows["hedge"].notna().any():
        items.append("hollow: hedged")
    if numbered:
        items.append("number at the right: how many other sources it contradicts")
    if band:
        items.append(
            '<span class="shade" aria-hidden="true"></span> what most claims allow together; paler: with one more voice set aside'
        )
    return f'<ul class="legend" aria-label="How to read the chart">{"".join(f"<li>{item}</li>" for item in items)}</ul>'


def _cells(rows: pd.DataFrame) -> list[tuple[str, ...]]:
    latest = rows.sort_values("as_of", ascending=False, kind="stable").head(_TWIN_ROWS)
    return [_cell_row(claim) for claim in latest.to_dict("records")]


def _cell_row(claim: Mapping[Any, Any]) -> tuple[str, ...]:
    source, publisher = (None if wording.is_null(claim[name]) else claim[name] for name in ("source", "publisher"))
    when = wording.day(claim["as_of"], claim["as_of_precision"])
    return (
        source or "Source unknown",
        wording.said(claim),
        wording.interval(claim),
        when,
        wording.ROLES[claim["role"]],
        publisher or "",
    )
