"""Claims: the table of what the filters keep, page by page, and its downloads."""

import streamlit as st

from figures.dashboard import bar, frame, grid, pane
from figures.dashboard.store import load, select

frame.require()
claims = load()
selection = select(claims, bar.chosen_filter())
st.title("Claims", anchor=False)
if len(selection.rows) == 0:
    frame.show_empty(selection)
    st.stop()
left, right = st.columns([0.7, 0.3], gap="medium")
with left:
    grid.show(claims, selection.rows)
    grid.show_downloads(claims, selection.rows)
with right:
    pane.show_pane(claims)
