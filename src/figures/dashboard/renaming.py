"""Merging two names of one source, and splitting what one name mixes."""

from __future__ import annotations

from typing import Any

import streamlit as st

from figures import registry
from figures.claims import Claim
from figures.dashboard.deciding import save
from figures.store import Decision, Store


def show_sources(store: Store, claims: list[Claim], who: str) -> None:
    """Offer to merge two names of one source, or to split what one name mixes."""
    names = sorted({claim.source for claim in claims if claim.source})
    with st.expander("Merge or split sources"):
        if not names:
            st.html("<p>No saved claim names a source.</p>")
            return
        merge, split = st.columns(2, gap="medium")
        with merge, st.form("merge", border=False):
            st.html("<p>Two names, one source: every claim of the first takes the second name.</p>")
            old = st.selectbox("This source", names)
            new = st.text_input("is the same as").strip()
            if st.form_submit_button("Merge") and new and new != old:
                save(store, Decision("merge", who, old={"source": old}, new=_source(new, claims)))
                st.rerun()
        with split, st.form("split", border=False):
            st.html("<p>One name, two sources: the claims that the text names so take a name of their own.</p>")
            pairs = sorted({(c.source, c.source_text) for c in claims if c.source and c.source_text})
            pair = st.selectbox("Named in the text as", pairs, format_func=lambda pair: f"{pair[1]} (now {pair[0]})")
            new = st.text_input("is another source").strip()
            if st.form_submit_button("Split") and pair and new and new != pair[0]:
                save(
                    store,
                    Decision("split", who, old={"source": pair[0], "source_text": pair[1]}, new=_source(new, claims)),
                )
                st.rerun()


def _source(name: str, claims: list[Claim]) -> dict[str, Any]:
    """Return the columns that go with a source of that name, as the registry or another claim has them."""
    known: Any = registry.find_source(name)
    if known:
        return {"source": known.name, "source_kind": known.kind, "family": known.family}
    same = next((claim for claim in claims if claim.source == name), None)
    return {"source": name, "source_kind": same and same.source_kind, "family": same and same.family}
