"""Add reports: bring articles in, see what was found and what was skipped, save or discard."""

import streamlit as st

from figures.dashboard import adding, frame, saved

frame.require()
st.title("Add reports", anchor=False)
who = saved.require_writer()
adding.show_ways()
adding.show_batch(who)
