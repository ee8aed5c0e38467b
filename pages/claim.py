"""The permanent page of one claim: /claim?claim=ID."""

import streamlit as st

from figures.dashboard import frame, pane
from figures.dashboard.store import load
from figures.view.markup import escape

frame.require()
claim_id = st.session_state.get("claim")
claims = load()
claim = claims.claim(claim_id) if claim_id else None
st.title("Claim", anchor=False)
if claim:
    pane.show_claim(claims, claim)
elif claim_id:
    st.html(
        f"<p>The table has no claim <strong>{escape(claim_id)}</strong>. It may have been read again under another id.</p>"
    )
else:
    st.html("<p>This address names no claim.</p>")
st.page_link("pages/compare.py", label="Compare all claims")
