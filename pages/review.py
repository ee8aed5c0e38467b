"""Review: the saved claims one by one, the least sure first; nothing is overwritten."""

import streamlit as st

from figures.dashboard import bar, frame, renaming, reviewing, saved
from figures.dashboard.store import load, select

frame.require()
st.title("Review", anchor=False)
who = saved.require_writer()
store = saved.open_store()
everything, _, _ = saved.claims()
if not everything:
    st.html("<p>No report is saved yet.</p>")
    st.page_link("pages/add_reports.py", label="Add reports")
    st.stop()
kept = set(load().table.column("claim_id").take(select(load(), bar.chosen_filter()).rows).to_pylist())
queue = reviewing.sort_queue([claim for claim in everything if claim.claim_id in kept])
if not queue:
    st.html(
        "<p>No saved claim matches these filters. Rejected claims are shown when the review filter asks for them.</p>"
    )
    st.stop()
claim = reviewing.show_place(queue)
reviewing.show_claim(store, claim, [each.claim_id for each in queue], who)
renaming.show_sources(store, everything, who)
bar.refresh_address()
