"""A claim that the rules missed: its words are selected in the text of the report, or written."""

from __future__ import annotations

from typing import Any

import streamlit as st

from figures.claims import Claim
from figures.dashboard import passage, saved
from figures.dashboard.deciding import CORRECTABLE, about, ask, save
from figures.documents import Document
from figures.quantities import find_quantities
from figures.sentences import sentence_at, split_sentences
from figures.store import Store
from figures.store.decisions import to_row


def show_text(store: Store, document: Document, claim: Claim, who: str) -> None:
    """Show the report; selecting words in it, or writing them, adds a claim that was missed."""
    claims = [each for each in saved.claims()[0] if each.document_id == document.id]
    selected = passage.show_passage(document.text, claims, claim.claim_id, key=f"text-{document.id}")
    if selected:
        st.session_state["missed"] = document.text[selected[0] : selected[1]]
        st.session_state["missed_at"] = selected[0]
    with st.expander("Add a claim that was missed", expanded=bool(selected)):
        words = st.text_input("The number as written (select it in the text, or write it here)", key="missed")
        near = st.session_state.get("missed_at", 0)
        start = near if document.text.startswith(words, near) else document.text.find(words)
        if words and start < 0:
            st.html('<p class="note" role="alert">The report does not have these words.</p>')
        elif words:
            _ask_missed(store, document, start, start + len(words), who)


def _ask_missed(store: Store, document: Document, start: int, end: int, who: str) -> None:
    quantity = next(
        (q for q in find_quantities(document.text, document.language) if q.start < end and start < q.end), None
    )
    with st.form("missed_claim", border=False):
        columns = st.columns(3)
        values = {name: ask(CORRECTABLE[name], _default(name, quantity), columns[i % 3])
                  for i, name in enumerate(("claim_type", "bound", "low", "high", "value", "subject", "source", "as_of"))}  # fmt: skip
        why = st.text_input("Why", key="missed_why")
        if st.form_submit_button("Add the claim", type="primary"):
            sentence = sentence_at(split_sentences(document.text, document.language), start)
            claim = Claim(
                f"{document.id}-{start}-{end}",
                "extracted",
                document_id=document.id,
                text=document.text[start:end],
                quote=sentence.text if sentence else None,
                quote_start=sentence.start if sentence else None,
                start=start,
                end=end,
                title=document.title,
                url=document.url,
                publisher=document.publisher,
                published=document.published,
                review="accepted",
                method="person",
                **values,
            )
            if any(each.claim_id == claim.claim_id for each in saved.claims()[0]):
                saved.show_error("These words are a claim already; correct that one.")
                return
            save(store, about(claim, document, who, "add", why, to_row(claim)))
            st.session_state["claim"] = claim.claim_id
            st.rerun()


def _default(name: str, quantity: Any) -> Any:  # noqa: ANN401 the value of any column
    if name == "claim_type":
        return CORRECTABLE[name].allowed[0]
    value = getattr(quantity, name, None)
    if name == "bound":
        return value or "exact"
    return int(value) if isinstance(value, int | float) else None
