"""Compare: what each source says to one question, on one axis; over time; and as a table."""

import streamlit as st

from figures.dashboard import ask, bar, frame, hero
from figures.dashboard.store import load, questions_of, select

frame.require()
claims = load()
chosen = bar.chosen_filter()
selection = select(claims, chosen)
with st.container(key="heading"):
    st.title("Compare", anchor=False)
if len(selection.rows) == 0:
    frame.show_empty(selection)
    st.stop()
if not chosen.active():
    frame.show_welcome(questions_of(claims, selection)[1:3])
question, rows = ask.show_question(claims, selection)
hero.show(claims, rows, question, len(selection.rows) - len(rows))
