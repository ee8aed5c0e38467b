"""Sources: who says what, how far from all others, who contradicts whom, and who only passes on."""

import streamlit as st

from figures.dashboard import ask, bar, frame, voices
from figures.dashboard.store import MAX_COMPARED, compare_rows, load, select

frame.require()
claims = load()
selection = select(claims, bar.chosen_filter())
st.title("Sources", anchor=False)
if len(selection.rows) == 0:
    frame.show_empty(selection)
    st.stop()
question, rows = ask.show_question(claims, selection)
comparison = compare_rows(claims, rows)
if comparison.topics:
    voices.show_matrix(claims, question, comparison)
    voices.show_distances(question, comparison)
elif len(rows) > MAX_COMPARED:
    voices.show_too_many(len(rows))
voices.show_relays(claims.frame.iloc[rows], comparison)
voices.show_sources(claims.frame.iloc[selection.rows])
