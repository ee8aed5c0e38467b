"""Adding reports: bring them in, see what was found and what was skipped, then save or discard them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from figures.claims import Reading, read_document
from figures.dashboard import saved
from figures.documents import Document
from figures.readers import FORMATS, Problem, UnreadableError, read_bytes, read_documents
from figures.store import StoreError
from figures.view import wording
from figures.view.markup import escape, mark_all, table

WAYS = ("Paste", "Files", "Address", "Feed")
MAX_SHOWN = 100_000
"""Characters of a report that the page shows."""
_OUTCOMES = {
    "new": "saved",
    "known": "is there already",
    "copy": "repeats a report that is there: linked as its reach",
    "changed": "is a changed version of a report that is there: kept aside",
    "replaced": "took the place of its earlier version",
}


@dataclass
class Batch:
    """What was brought in and not yet saved."""

    readings: list[Reading]
    problems: list[Problem]


def show_ways() -> None:
    """Show the ways in; what comes in is read at once."""
    st.html(
        '<p class="quiet">Bring in news reports: their figures are found and shown here, with what was skipped and why. '
        "Nothing is saved before you say so, and nothing leaves this machine.</p>"
    )
    way = st.segmented_control("Bring reports by", WAYS, default=WAYS[0], key="way", required=True)
    if way == "Paste":
        _show_paste()
    elif way == "Files":
        _show_files()
    elif not saved.may_fetch():
        st.html(
            "<p>This server asks no other machine for anything. Where it is started with <code>FIGURES_FETCH=1</code>, "
            "reports come in by their address and by feeds. Until then, save the page and drop the file.</p>"
        )
    elif way == "Address":
        _show_address("Address of one report", "url", lambda url: read_documents(url, fetch=True))
    else:
        from figures.readers.feeds import read_feed

        _show_address("Address of an RSS or Atom feed", "feed", read_feed)


def _show_paste() -> None:
    with st.form("paste", border=False):
        text = st.text_area("Text of the report", height=220, placeholder="Paste an article")
        about = _ask_about()
        if st.form_submit_button("Read", type="primary"):
            if text and text.strip():
                _bring(about(item) for item in [Document(text)])
            else:
                st.html('<p class="note" role="alert">There is no text to read; paste an article first.</p>')


def _show_files() -> None:
    with st.form("files", border=False):
        files = st.file_uploader("Files or a ZIP of files", [*FORMATS, ".zip"], accept_multiple_files=True)
        about = _ask_about()
        if st.form_submit_button("Read", type="primary") and files:
            _bring(about(item) for file in files for item in _tolerant(read_bytes(file.getvalue(), file.name)))


def _show_address(label: str, key: str, read: Callable[[str], Iterator[Document | Problem]]) -> None:
    with st.form(key, border=False):
        url = st.text_input(label, placeholder="https://")
        about = _ask_about()
        if st.form_submit_button("Read", type="primary") and url:
            _bring(about(item) for item in _tolerant(read(url.strip())))


def _ask_about() -> Callable[[Document | Problem], Document | Problem]:
    """Ask for what the reports do not say themselves; the returned function fills it in."""
    publisher, day, title = st.columns([2, 1, 3])
    printed = publisher.text_input("Publisher, where a report does not say it")
    published: date | None = day.date_input("Published", value=None, format="YYYY-MM-DD")
    called = title.text_input("Title")

    def fill(item: Document | Problem) -> Document | Problem:
        if isinstance(item, Problem):
            return item
        return replace(
            item,
            publisher=item.publisher or printed or None,
            published=item.published or published,
            title=item.title or called or None,
        )

    return fill


def _tolerant(items: Iterator[Document | Problem]) -> Iterator[Document | Problem]:
    try:
        yield from items
    except UnreadableError as error:
        yield error.problem


def _bring(items: Iterable[Document | Problem]) -> None:
    """Read what comes in, with progress, and keep it for the page until it is saved or discarded."""
    batch, progress = Batch([], []), st.progress(0.0, "Reading")
    for count, item in enumerate(items, 1):
        if isinstance(item, Problem):
            batch.problems.append(item)
        else:
            batch.readings.append(read_document(item))
        progress.progress(count / (count + 5), f"Reading: {wording.plural(count, 'report')}")
    progress.empty()
    st.session_state["batch"] = batch
    st.session_state["outcome"] = ()
    st.session_state["report"] = 1


def show_batch(who: str) -> None:
    """Show what was brought in: the problems, one report at a time, and what to do with them."""
    for line in st.session_state.get("outcome", ()):
        st.html(f'<p class="note" role="status">{escape(line)}</p>')
    batch: Batch | None = st.session_state.get("batch")
    if batch is None:
        return
    if batch.problems:
        with st.expander("What could not be read, or was repaired", expanded=not batch.readings):
            rows = [(problem.name, problem.message) for problem in batch.problems]
            st.html(table(("Input", "Problem"), rows, wording.plural(len(rows), "remark")))
    if not batch.readings:
        return
    with st.container(horizontal=True, key="batch_actions"):
        count = wording.plural(len(batch.readings), "report")
        st.button(f"Save {count}", type="primary", on_click=_save, args=(slice(None),), key="save_all")
        st.button(f"Discard {count}", on_click=_drop, args=(slice(None),), key="discard_all")
    number = st.pagination(len(batch.readings), key="report") if len(batch.readings) > 1 else 1
    number = min(number, len(batch.readings))
    _show_reading(batch.readings[number - 1])
    if len(batch.readings) > 1:
        with st.container(horizontal=True):
            one = slice(number - 1, number)
            st.button("Save this one", on_click=_save, args=(one,), key="save_one")
            st.button("Discard this one", on_click=_drop, args=(one,), key="discard_one")
    st.html(f'<p class="quiet">Decisions are signed with the name {escape(who)}.</p>')


def _show_reading(reading: Reading) -> None:
    document = reading.document
    st.subheader("What was found", anchor=False)
    about = [
        document.title,
        document.publisher,
        wording.day(document.published) if document.published else "day unknown",
    ]
    st.html(f"<p>{escape(' · '.join(part for part in about if part))}</p>")
    claims = [
        (c.start or 0, c.end or 0, "", f"{wording.label(c.claim_type)}, {c.source or 'nobody named'}")
        for c in reading.claims
    ]
    skipped = [(s.start, s.end, "skipped", f"skipped: {s.reason}") for s in reading.skipped]
    st.html(f'<div class="passage" tabindex="0">{mark_all(document.text[:MAX_SHOWN], claims + skipped)}</div>')
    if len(document.text) > MAX_SHOWN:
        st.html(f'<p class="quiet">The first {MAX_SHOWN:,} of {len(document.text):,} characters are shown.</p>')
    rows = [
        (c.text, wording.label(c.claim_type), c.subject, c.source, wording.day(c.as_of, c.as_of_precision))
        for c in reading.claims
    ]
    header = ("As written", "Claim type", "Who is counted", "Source", "As of")
    st.html(
        table(header, rows, f"{wording.plural(len(rows), 'claim')} found")
        if rows
        else "<p>No claim was found in this report.</p>"
    )
    if reading.skipped:
        with st.expander("Numbers that are no claims, and why", expanded=not rows):
            st.html(
                table(
                    ("Number", "Reason"),
                    [(s.text, s.reason) for s in reading.skipped],
                    f"{len(reading.skipped)} skipped",
                )
            )


def _save(which: slice) -> None:
    """Save reports of the batch (a callback)."""
    batch: Batch = st.session_state["batch"]
    try:
        added = saved.open_store().add(reading.document for reading in batch.readings[which])
    except StoreError as error:
        st.session_state["outcome"] = (str(error),)
        return
    lines = [
        f"{wording.plural(sum(each.claims for each in added), 'claim')} saved from {wording.plural(len(added), 'report')}."
    ]
    for each, reading in zip(added, batch.readings[which], strict=True):
        if each.kind != "new":
            lines.append(f"{reading.document.title or each.document_id}: {_OUTCOMES[each.kind]}.")
    st.session_state["outcome"] = tuple(lines)
    _drop(which)


def _drop(which: slice) -> None:
    """Take reports out of the batch (a callback)."""
    batch: Batch = st.session_state["batch"]
    del batch.readings[which]
    if not batch.readings:
        del st.session_state["batch"]
