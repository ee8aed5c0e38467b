"""Method & cite: how words become numbers, what is compared, how well it reads, what it cannot do, and how to cite it."""

from datetime import UTC, datetime

import streamlit as st

from figures.dashboard import bar, frame, method
from figures.dashboard.store import load, select
from figures.view.downloads import View

frame.require()
claims = load()
st.title("Method & cite", anchor=False)
method.show_reading()
method.show_comparison()
method.show_accuracy()
method.show_limits()
method.show_origins()
method.show_codebook()
view = View(bar.chosen_filter(), claims.revision, datetime.now(UTC).date(), st.context.url or "")
method.show_citation(view, len(select(claims, bar.chosen_filter()).rows))
