"""The table of claims: sorted and cut into pages on the server, so that a million rows cost what a hundred do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import numpy as np
import pandas as pd
import pyarrow as pa
import streamlit as st
from numpy.typing import NDArray
from streamlit.elements.lib.column_types import ColumnConfig

from figures.columns import COLUMNS
from figures.dashboard import bar
from figures.dashboard.store import Store
from figures.view import wording
from figures.view.downloads import View, to_annotations, to_csv, to_package, to_parquet
from figures.view.filters import Filter
from figures.view.markup import safe_url

GRID = "grid"  # where the session keeps which row is selected
PAGE = 100
_SOURCE = 190  # pixels: the name of an office
SHOWN = ("source", "claim_type", "low", "high", "bound", "subject", "as_of", "publisher")
SORTABLE = ("as_of", "published", "source", "claim_type", "low", "high", "value", "population", "place", "publisher")
_BY_NAME = {column.name: column for column in COLUMNS}

_FORMATS: tuple[tuple[str, str, str, Callable[[pa.Table, View], bytes]], ...] = (
    ("CSV", ".csv", "text/csv", lambda claims, _: to_csv(claims)),
    ("Parquet", ".parquet", "application/vnd.apache.parquet", lambda claims, _: to_parquet(claims)),
    ("JSON", ".json", "application/ld+json", lambda claims, _: to_annotations(claims)),
    ("Data package", ".zip", "application/zip", to_package),
)
_HELP = {
    ".csv": "For spreadsheets: no cell runs as a formula",
    ".parquet": "For data tools: typed, without loss",
    ".json": "Web Annotations: where each number is in its text",
    ".zip": "CSV and Parquet with codebook, citation, filters and hashes",
}

Rows = NDArray[np.int64]


def show(store: Store, rows: Rows) -> None:
    """Show the claims of these row numbers, a page at a time; a selected row opens its evidence."""
    top = st.columns([1.2, 1, 1.4], vertical_alignment="bottom")
    name = top[0].selectbox("Sort by", SORTABLE, format_func=_label, key="sort")
    upward = top[1].toggle("Ascending", key="upward")
    with top[2].popover("Columns"):
        chosen = st.multiselect(
            "Columns to show", list(_BY_NAME), default=SHOWN, format_func=_label, key="columns", select_all=False
        )
    ordered = _sort(store.frame, rows, name, upward=upward)
    pages = max(1, -(-len(ordered) // PAGE))
    number = min(st.session_state.get("page") or 1, pages)
    page = ordered[(number - 1) * PAGE : number * PAGE]
    st.session_state["page_ids"] = store.table.column("claim_id").take(pa.array(page)).to_pylist()
    st.dataframe(
        _cells(store.table.select(chosen or SHOWN).take(pa.array(page))),
        key=GRID,
        hide_index=True,
        column_config={column: _config(column) for column in chosen or SHOWN},
        on_select=_pick,
        selection_mode="single-row",
        height=560,
        placeholder="",
        alt=f"Claims {(number - 1) * PAGE + 1:,} to {(number - 1) * PAGE + len(page):,} of {len(rows):,}",
    )
    if pages > 1:
        st.pagination(pages, key="page")


def show_downloads(store: Store, rows: Rows) -> None:
    """Offer the claims in view, or all, as files that are written when they are asked for."""
    view = View(bar.chosen_filter(), store.revision, datetime.now(UTC).date(), st.context.url or "")
    which = st.segmented_control(
        "Download",
        ["seen", "all"],
        format_func={"seen": f"What I see ({len(rows):,})", "all": f"All ({len(store.frame):,})"}.__getitem__,
        key="download",
        default="seen",
        required=True,
    )
    if which == "all":
        rows, view = np.arange(len(store.frame)), replace(view, chosen=Filter())
    name = f"figures-{'claims' if which == 'all' else 'claims-in-view'}-{view.revision}"
    with st.container(horizontal=True):
        for label, suffix, mime, write in _FORMATS:
            st.download_button(
                label,
                partial(_write, store, rows, view, write),
                file_name=name + suffix,
                mime=mime,
                icon=":material/download:",
                on_click="ignore",
                help=_HELP[suffix],
            )


def _write(store: Store, rows: Rows, view: View, write: Callable[[pa.Table, View], bytes]) -> bytes:
    return write(store.table.take(pa.array(rows)), view)


def _label(name: str) -> str:
    return _BY_NAME[name].label


def _sort(frame: pd.DataFrame, rows: Rows, name: str, *, upward: bool) -> Rows:
    """Return the row numbers in order of a column, unknown last; equal ones keep the table's order, newest first."""
    column = frame[name].iloc[rows]
    keys = column.cat.codes.to_numpy() if isinstance(column.dtype, pd.CategoricalDtype) else column.to_numpy()
    unknown = column.isna().to_numpy()
    order = np.argsort(keys if upward else -keys.astype("float64"), kind="stable")
    ordered: Rows = rows[np.concatenate([order[~unknown[order]], order[unknown[order]]])]
    return ordered


def _cells(page: pa.Table) -> pd.DataFrame:
    cells: pd.DataFrame = page.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get)
    if "url" in cells:
        cells["url"] = cells["url"].map(safe_url)
    for name in cells.columns.intersection([column.name for column in COLUMNS if column.allowed]):
        cells[name] = cells[name].map(wording.label, na_action="ignore")
    return cells


def _config(name: str) -> ColumnConfig:
    column = _BY_NAME[name]
    if name == "url":
        return st.column_config.LinkColumn(column.label, help=column.description, display_text="open")
    if column.kind in ("integer", "number"):
        return st.column_config.NumberColumn(column.label, help=column.description, format="localized")
    if column.kind == "date":
        return st.column_config.DateColumn(column.label, help=column.description, format="YYYY-MM-DD")
    width = _SOURCE if name == "source" else None
    return st.column_config.TextColumn(column.label, help=column.description, width=width)


def _pick() -> None:
    """Open the evidence of the row that was selected (a callback)."""
    picked = st.session_state[GRID]["selection"]["rows"]
    if picked:
        st.session_state["claim"] = st.session_state["page_ids"][picked[0]]
