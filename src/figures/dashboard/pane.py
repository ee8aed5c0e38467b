"""The evidence pane: what a selected mark or row rests on."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlsplit

import streamlit as st

from figures.claims import Claim
from figures.comparison import Conflict, Teller
from figures.dashboard import bar
from figures.dashboard.chart import CLOSED
from figures.dashboard.grid import GRID
from figures.dashboard.store import Store, compare_rows, document_of
from figures.view import evidence, findings
from figures.view.markup import claim_link, escape


def show_pane(store: Store, furthest: Conflict | None = None) -> None:
    """Show the evidence of the chosen claim; without one how to choose it, and the two claims that are furthest apart."""
    bar.refresh_address()
    claim_id = st.session_state.get("claim")
    with st.container(key="evidence" if claim_id else "evidence_none", border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.subheader("Evidence", anchor=False)
            if claim_id:  # at the top: the evidence may be longer than a screen
                st.space("stretch")
                st.button("Close", key="close_evidence", icon=":material/close:", type="tertiary", on_click=close)
        if not claim_id:
            st.html('<p class="quiet">Select a mark or a row to read the words it comes from.</p>')
            if furthest:
                _show_furthest(store, furthest)
            return
        claim = store.claim(claim_id)
        if claim is None:
            st.html('<p class="quiet">This link names a claim that the table does not have (any more).</p>')
        else:
            show_claim(store, claim)


def _show_furthest(store: Store, furthest: Conflict) -> None:
    st.html(
        f'<p class="note"><strong>Furthest apart: at least {escape(Teller().factor(furthest.factor))} times</strong></p>'
    )
    for side in furthest.pair:
        claim = store.claim(side.claim_id)
        if claim:
            st.html(
                f'<p class="said">{claim_link(claim.claim_id, Teller().claim(side))}</p>{evidence.show_words(claim)}'
            )


def show_claim(store: Store, claim: Claim) -> None:
    """Show the words of a claim, who said them and when, how it stands to others, and how to quote it."""
    st.html(evidence.show_words(claim, document_of(claim)))
    st.html(evidence.show_facts(claim))
    comparison = compare_rows(store, store.topic_rows(claim.claim_id))
    reason = findings.why_not_compared(comparison, claim.claim_id)
    if reason:
        st.html(f'<p class="note">{escape(reason)}</p>')
    else:
        st.html(evidence.show_relations(findings.relations(comparison, claim.claim_id), claim.claim_id))
    with st.expander("Quote and cite"):
        st.code(evidence.cite(claim, datetime.now(UTC).date(), permalink(claim)), language=None, wrap_lines=True)
    st.page_link("pages/claim.py", label="Permanent link to this claim", icon=":material/link:",
                 query_params={"claim": claim.claim_id})  # fmt: skip


def permalink(claim: Claim) -> str:
    """Return the address of the claim's own page on this server."""
    here = urlsplit(st.context.url or "")
    return (
        f"{here.scheme}://{here.netloc}/claim?claim={claim.claim_id}"
        if here.netloc
        else f"claim?claim={claim.claim_id}"
    )


def close() -> None:
    """Close the pane (a callback); nothing stays selected in the chart or the table, so that it can be selected again."""
    st.session_state["claim"] = None
    st.session_state[CLOSED] = st.session_state.get(CLOSED, 0) + 1
    if GRID in st.session_state:
        st.session_state[GRID] = {"selection": {"rows": []}}
