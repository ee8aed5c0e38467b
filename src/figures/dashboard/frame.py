"""What every page shows around its content: the style, the name and the data badge, notices, and the empty result."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st
from streamlit.navigation.page import Page

from figures.dashboard import bar, saved
from figures.dashboard.store import Selection, Store, changes_since
from figures.view import wording
from figures.view.changes import MOST, Changes
from figures.view.markup import claim_link, escape
from figures.view.questions import Question

# A file, because Streamlit fetches named icons for the browser tab from another host.
ICON = Path(__file__).with_name("icon.png")
PAGES = {"pages/compare.py": "Compare", "pages/claims.py": "Claims", "pages/sources.py": "Sources"}
WRITING = {"pages/add_reports.py": "Add reports", "pages/review.py": "Review"}
METHOD = {"pages/method.py": "Method & cite"}
PERMALINK = "pages/claim.py"  # reached by the links of claims only
_NAMED = 8  # claims that a notice names of each kind
_STYLE = Path(__file__).with_name("style.css")


def navigate() -> Page:
    """Return the page to run, in the style of all. `show_head` shows the links: these carry the filters from page to page."""
    st.html(_STYLE)
    return st.navigation(
        [st.Page(path, title=title) for path, title in _pages().items()] + [st.Page(PERMALINK)], position="hidden"
    )


def _pages() -> dict[str, str]:
    """Return the pages by their path; a server that only shows has none that writes."""
    return PAGES | ({} if saved.is_read_only() else WRITING) | METHOD


def show_head(store: Store) -> None:
    """Show the name, the links to the pages, and which data is shown."""
    sources = store.frame["source"].nunique()
    with st.container(horizontal=True, key="head", vertical_alignment="center", gap="small"):
        st.html('<p class="name">Figures</p>', width="content")
        for path, title in _pages().items():
            st.page_link(path, label=title, query_params=bar.address())
        st.space("stretch")
        st.html(
            f'<p class="badge">{wording.plural(len(store.frame), "claim")} · {wording.plural(sources, "source")} · '
            f"data {escape(store.revision)}</p>",
            width="content",
        )


def require() -> None:
    """Start over through app.py when a page runs without it.

    Streamlit does so when the first visit after the start of a server goes to a page other than the first: it takes the
    folder for an app of single pages until `st.navigation` has been called once.
    """
    if bar.PAGE not in st.session_state:
        navigate()
        st.rerun()


def show_welcome(examples: Sequence[Question]) -> None:
    """Tell a first-time visitor in one line what this is, with questions to begin with."""
    links = " or ".join(
        f'<a href="?{urlencode({"question": q.key})}" target="_self">{escape(q.words)}</a>' for q in examples
    )
    st.html(
        "<p class='welcome'>What each source says about a war, in its own words, and where sources disagree. "
        f"{'<br>Try ' + links + '.' if links else ''}</p>"
    )


def show_notices(store: Store, selection: Selection) -> None:
    """Say what is wrong with the saved reports, what an address asked in vain, and whether the data changed since."""
    if problem := saved.claims()[2]:
        saved.show_error(problem)
    if ignored := st.session_state.get("_ignored"):
        st.html(
            f'<p class="note" role="status">This link asks for what the data does not have; ignored: {escape(", ".join(ignored))}.</p>'
        )
    made_with, asked = st.session_state.get(bar.LINK, ("", None))
    revision, _, rest = made_with.partition(".")
    if revision and revision != store.revision and asked == bar.chosen_filter():
        count, _, kept = rest.partition(".")
        then = (
            f" Then {wording.plural(int(count), 'claim')} matched, now {len(selection.rows):,}."
            if _is_count(count)
            else ""
        )
        named = _name_changes(store, changes_since(store, asked, kept))
        st.html(f'<div class="note" role="status">The data changed since this link was made.{then}{named}</div>')


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


def _name_changes(store: Store, changes: Changes | None) -> str:
    """Return as HTML which claims of a view changed, each with its link."""
    if changes is None:
        return f" Which ones is kept only in links of at most {MOST} claims."
    lists = [
        ("New", changes.added),
        ("Says something else now", changes.changed),
        ("No longer in this view", changes.gone),
    ]
    told = [f"<br>{words}: {_name_claims(store, ids)}." for words, ids in lists if ids]
    lost = f"<br>{wording.plural(changes.lost, 'claim')} of then is not in the table any more." if changes.lost else ""
    return "".join(told) + lost or " The claims of this view are the same."


def _name_claims(store: Store, ids: Sequence[str]) -> str:
    claims = [claim for claim in map(store.claim, ids[:_NAMED]) if claim]
    named = [claim_link(c.claim_id, f"{c.source or 'Source unknown'}, {wording.said(asdict(c))} {wording.label(c.claim_type)}")
             for c in claims]  # fmt: skip
    return "; ".join(named) + (f" and {len(ids) - _NAMED:,} more" if len(ids) > _NAMED else "")


def show_empty(selection: Selection) -> None:
    """Say which filter left nothing, and offer to take it away."""
    with st.container(key="empty", border=True):
        st.subheader("No claim matches these filters", anchor=False)
        for emptied in selection.emptied[:3]:
            label = bar.LABELS[emptied.name]
            st.html(
                f"<p>Without <strong>{escape(label)}</strong> there would be {wording.plural(emptied.without, 'claim')}.</p>"
                if emptied.without
                else f"<p><strong>{escape(label)}</strong> and the filters before it leave nothing.</p>"
            )
            st.button(f"Take away {label}", key=f"empty_{emptied.name}", on_click=bar.drop, args=(emptied.name,))


@lru_cache(maxsize=1)
def spare_collector(revision: str) -> None:
    """Let the garbage collector pass over what lives as long as the server: the libraries and the claims of this revision.

    Streamlit collects after every run; going over all of that again was half of a run's processor time.
    """
    gc.collect()
    gc.freeze()
