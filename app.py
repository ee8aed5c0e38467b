"""The dashboard's frame: navigation, the filters, and which data is shown. `streamlit run app.py` starts it."""

import streamlit as st

from figures.dashboard import bar, frame
from figures.dashboard.store import load, select

UNFILTERED = {"add_reports", "claim", "method"}  # pages that no filter narrows

st.set_page_config(page_title="Figures", page_icon=str(frame.ICON), layout="wide")
page = frame.navigate()
store = load()
head = st.container()
bar.show_filters(store, page.url_path, hidden=page.url_path in UNFILTERED)
with head:
    frame.show_head(store)
frame.show_notices(store, select(store, bar.chosen_filter()))
page.run()
frame.spare_collector(store.revision)
