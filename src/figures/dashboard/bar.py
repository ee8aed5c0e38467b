"""The filter bar: the widgets of a `Filter`, kept in the address so that every view is a link.

The address is written and read here and not by the widgets' own binding: a bound widget writes its labels, and these carry
the counts, which change. What a reader sees is therefore "Meduza · 14" and what a link holds is "Meduza".
"""

from __future__ import annotations

import streamlit as st

from figures.columns import COLUMNS
from figures.dashboard.store import Selection, Store, options, select, stamp
from figures.view import wording
from figures.view.filters import FACETS, Filter, from_query, to_query

LABELS = {column.name: column.label for column in COLUMNS} | {"since": "From day", "until": "To day", "text": "Search"}
PAGE = "_page"  # where the session keeps the page that app.py showed last
LINK = "_link"  # where the session keeps what data the address it came by was made with, and the filter it asked for
_MORE = "more"  # where the session keeps whether the further filters are shown
_FIRST = ("source", "claim_type")
_GAP = " · "
_TOLD = "_told"  # where the session keeps which label was shown for which value
_CLOCKS = {"as_of": "As of", "published": "Published"}
OTHER_STATE = ("claim", "question")  # what else an address holds besides the filter


def show_filters(store: Store, page: str, *, hidden: bool = False) -> None:
    """Show the filters on the page of that address and write them to it. Pages read them with `chosen_filter`.

    `hidden` keeps them at work but out of sight, so that no page loses them.
    """
    _read_address(store, page)
    chosen = chosen_filter()
    selection = select(store, chosen)
    with st.container(key="filters_hidden" if hidden else "filters"):
        first = st.columns([2, 2, 1.5, 1], vertical_alignment="bottom")
        for column, name in zip(first, _FIRST, strict=False):
            with column:
                _choose(name, selection, chosen)
        first[2].text_input("Search the words", key="text", type="search", placeholder="a word of the sentence")
        more = first[3].popover(
            _more_label(chosen), width="stretch", icon=":material/tune:", key=_MORE, on_change="rerun"
        )
        if more.open:  # its widgets are a quarter of all that a page sends
            with more:
                _show_more(selection, chosen)
        _show_summary(store, selection, chosen)
    _write_address(store, selection, chosen)


def chosen_filter() -> Filter:
    """Return the filter as its widgets stand."""
    state = st.session_state
    facets = {name: tuple(_plain(name, value) for value in state.get(name) or ()) for name in FACETS}
    return Filter(**facets, since=state.get("since"), until=state.get("until"), clock=state.get("clock") or "as_of",
                  text=(state.get("text") or "").strip())  # fmt: skip


def _plain(name: str, option: str) -> str:
    """Return the value of an option, also where the browser still sends the label of an older run, with its count."""
    told: dict[str, str] = st.session_state.get(_TOLD, {}).get(name, {})
    return told.get(option.rpartition(_GAP)[0], option)


def _choose(name: str, selection: Selection, chosen: Filter) -> None:
    counts, values = selection.counts[name], getattr(chosen, name)
    offered = options(counts, values)
    labels = {value: f"{wording.value(name, value)}{_GAP}{counts.get(value, 0):,}" for value in offered}
    st.session_state[name] = list(values)  # labels change with the counts: what is chosen is said anew in each run
    st.session_state.setdefault(_TOLD, {})[name] = {label.rpartition(_GAP)[0]: value for value, label in labels.items()}
    st.multiselect(
        LABELS[name],
        offered,
        format_func=labels.__getitem__,
        key=name,
        placeholder="All",
        select_all=False,
        persist_state="session",
    )


def _show_more(selection: Selection, chosen: Filter) -> None:
    columns = st.columns(2)
    for i, name in enumerate(name for name in FACETS if name not in _FIRST):
        with columns[i % 2]:
            _choose(name, selection, chosen)
    dates = st.columns([1, 1, 1.3], vertical_alignment="bottom")
    dates[0].date_input("From day", value=None, key="since", format="YYYY-MM-DD", persist_state="session")
    dates[1].date_input("To day", value=None, key="until", format="YYYY-MM-DD", persist_state="session")
    with dates[2]:
        st.segmented_control("Which day", list(_CLOCKS), format_func=_CLOCKS.__getitem__, key="clock", required=True,
                             persist_state="session")  # fmt: skip


def _more_label(chosen: Filter) -> str:
    count = len([name for name in chosen.active() if name not in (*_FIRST, "text")])
    return f"More ({count})" if count else "More filters"


def _show_summary(store: Store, selection: Selection, chosen: Filter) -> None:
    with st.container(horizontal=True, key="chips", vertical_alignment="center", gap="small"):
        st.html(f'<p class="shown"><strong>{len(selection.rows):,}</strong> of {wording.plural(len(store.frame), "claim")}</p>',
                width="content")  # fmt: skip
        for name in chosen.active():
            value = getattr(chosen, name)
            count = f" ({len(value)})" if isinstance(value, tuple) else ""
            st.button(f"{LABELS[name]}{count}", icon=":material/close:", key=f"drop_{name}", on_click=drop, args=(name,),
                      help="Take this filter away")  # fmt: skip
        if len(chosen.active()) > 1:
            st.button("Clear all", key="drop_all", type="tertiary", on_click=drop, args=chosen.active())


def drop(*names: str) -> None:
    """Take filters away (a callback)."""
    for name in names:
        st.session_state[name] = [] if name in FACETS else "" if name == "text" else None


# Address -------------------------------------------------------------------------------------------------------------


def _read_address(store: Store, page: str) -> None:
    """Take the filter from the address when it is not the one that was written last: a link, a reload, or Back.

    A change of page comes with an empty address and keeps the filter.
    """
    query = _shown_address()
    turned = page != st.session_state.get(PAGE, page)
    st.session_state[PAGE] = page
    if query == st.session_state.get("_address") or (turned and not query):
        return
    chosen, ignored = from_query(query, store.values())
    st.session_state["_ignored"] = ignored
    st.session_state[LINK] = (next(iter(query.get("v", ())), ""), chosen)
    for name in Filter.__dataclass_fields__:
        value = getattr(chosen, name)
        st.session_state[name] = list(value) if isinstance(value, tuple) else value
    for name in OTHER_STATE:
        st.session_state[name] = next(iter(query.get(name, ())), None)


def _shown_address() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _write_address(store: Store, selection: Selection, chosen: Filter) -> None:
    # What a link was made with, so that one that outlives its data can say so.
    st.session_state["_filter_query"] = to_query(chosen) | {"v": [stamp(store, selection)]}
    refresh_address()


def address() -> dict[str, list[str]]:
    """Return the query parameters of this view: the filter, what else is chosen, and what data it was made with."""
    query: dict[str, list[str]] = dict(st.session_state["_filter_query"])
    query |= {name: [st.session_state[name]] for name in OTHER_STATE if st.session_state.get(name)}
    return {} if query.keys() == {"v"} else query


def refresh_address() -> None:
    """Write the filter and what else is chosen to the address, if either changed."""
    query = address()
    if query != _shown_address():
        st.query_params.from_dict(query)
    st.session_state["_address"] = query
