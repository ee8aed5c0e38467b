"""What every page shows around its content: the style, the name and the data badge, notices, and the empty result."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from figures import wording
from figures.columns import COLUMNS
from figures.dashboard import bar
from figures.dashboard.store import Selection, Store
from figures.markup import escape

# A file, because Streamlit fetches named icons for the browser tab from another host.
ICON = Path(__file__).with_name("icon.png")
_STYLE = Path(__file__).with_name("style.css")
_LABELS = {column.name: column.label for column in COLUMNS} | {"since": "From day", "until": "To day", "text": "Search"}


def navigate() -> Page:
    """Show the navigation and return the page to run. The hidden page is the permanent link of a claim."""
    pages = [
        st.Page("pages/compare.py", title="Compare", default=True),
        st.Page("pages/claims.py", title="Claims"),
        st.Page("pages/claim.py", title="Claim", visibility="hidden"),
    ]
    return st.navigation(pages, position="top")


def show_head(store: Store) -> None:
    """Show the name, what this is, and which data it shows."""
    st.html(_STYLE)
    sources = store.frame["source"].nunique()
    st.html(
        '<header class="head"><p><strong>Figures</strong> What each source says about a war, and where sources disagree.</p>'
        f'<p class="badge">{wording.plural(len(store.frame), "claim")} · {wording.plural(sources, "source")} · '
        f"data {escape(store.revision)}</p></header>"
    )


def require() -> None:
    """Start over through app.py when a page runs without it.

    Streamlit does so when the first visit after the start of a server goes to a page other than the first: it takes the
    folder for an app of single pages until `st.navigation` has been called once.
    """
    if bar.PAGE not in st.session_state:
        navigate()
        st.rerun()


def show_notices(store: Store, selection: Selection) -> None:
    """Say what an address asked in vain, and whether the data changed since it was made."""
    if ignored := st.session_state.get("_ignored"):
        st.html(
            f'<p class="note" role="status">This link asks for what the data does not have; ignored: {escape(", ".join(ignored))}.</p>'
        )
    revision, _, count = (st.session_state.get("_made_with") or "").partition(".")
    if revision and revision != store.revision:
        then = (
            f" Then {int(count):,} claims matched, now {len(selection.rows):,}."
            if count.isdecimal() and len(count) < 10
            else ""
        )
        st.html(f'<p class="note" role="status">The data changed since this link was made.{then}</p>')


def show_empty(selection: Selection) -> None:
    """Say which filter left nothing, and offer to take it away."""
    with st.container(key="empty", border=True):
        st.subheader("No claim matches these filters", anchor=False)
        for emptied in selection.emptied[:3]:
            label = _LABELS[emptied.name]
            st.html(
                f"<p>Without <strong>{escape(label)}</strong> there would be {wording.plural(emptied.without, 'claim')}.</p>"
                if emptied.without
                else f"<p><strong>{escape(label)}</strong> and the filters before it leave nothing.</p>"
            )
            st.button(f"Take away {label}", key=f"empty_{emptied.name}", on_click=bar.drop, args=(emptied.name,))
