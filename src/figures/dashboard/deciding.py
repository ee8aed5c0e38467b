"""What the parts of the Review page share: a decision about a claim, how it is saved, and the widgets of its columns."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from figures.claims import Claim
from figures.columns import COLUMNS, Column
from figures.dashboard import saved
from figures.documents import Document
from figures.store import Decision, Store, StoreError
from figures.store.anchors import anchor_at
from figures.store.decisions import to_row
from figures.view import wording

CORRECTABLE = {
    column.name: column
    for column in COLUMNS
    if column.group in {"what", "number", "who", "when"} and column.name != "text"
}
_MOST = 2**53  # the greatest whole number that a browser holds exactly


def about(
    claim: Claim, document: Document | None, who: str, action: str, why: str = "", new: Mapping[str, Any] | None = None
) -> Decision:
    """Return a decision about a claim as it stands, anchored in the text of its document."""
    anchor = anchor_at(document.text, claim.start or 0, claim.end or 0) if document and claim.end else None
    return Decision(
        action, who, why.strip() or None, claim.claim_id, claim.document_id, to_row(claim), new or {}, anchor
    )


def save(store: Store, decision: Decision) -> None:
    """Add a decision to the log; what goes wrong is shown by `show_problem` in the next run."""
    try:
        store.decide(decision)
    except StoreError as error:
        refuse(str(error))


def refuse(reason: str) -> None:
    """Keep the reason why nothing was decided for the next run."""
    st.session_state["_refused"] = reason


def show_problem() -> None:
    """Say why nothing was decided, once."""
    if reason := st.session_state.pop("_refused", None):
        saved.show_error(reason)


def ask(column: Column, value: Any, place: Any) -> Any:  # noqa: ANN401 the value and the widget of any column
    """Show the widget of a column in `place` and return what it holds; None is unknown."""
    if column.allowed:
        options = list(dict.fromkeys([*([] if column.required else [None]), value, *column.allowed]))
        shown = {option: wording.label(option or "unknown") for option in options}
        return place.selectbox(column.label, options, options.index(value), format_func=shown.__getitem__)
    if column.kind == "integer" and (value or 0) < _MOST:
        return place.number_input(column.label, value=value, step=1, min_value=0)
    if column.kind == "date":
        return place.date_input(
            column.label, value=value, format="YYYY-MM-DD", min_value=date(1, 1, 1), max_value=date(9999, 12, 31)
        )
    written = place.text_input(column.label, value=value or "", disabled=column.kind == "integer")
    return value if column.kind == "integer" else written.strip() or None
