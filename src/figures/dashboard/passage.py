"""The text of a report with its figures marked, in which a reader can select words.

The text goes to the browser as data and is put there as text, never as HTML.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import streamlit as st

from figures.claims import Claim

_component = st.components.v2.component(
    "figures_passage",
    html='<div class="passage" tabindex="0" role="region" aria-label="Text of the report"></div>',
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def show_passage(text: str, claims: Iterable[Claim], current: str, key: str) -> tuple[int, int] | None:
    """Show `text` with its claims marked, scrolled to the current one; return the span that was selected just now."""
    spans = sorted(
        (claim.start, claim.end, claim.claim_type, claim.claim_id == current)
        for claim in claims
        if claim.start is not None and claim.end is not None
    )
    result = _component(data={"text": text, "spans": spans}, key=key, on_selected_change=lambda: None)
    try:
        start, end = (int(place) for place in getattr(result, "selected", None) or ())
    except (TypeError, ValueError):
        return None
    return (start, end) if 0 <= start < end <= len(text) else None
