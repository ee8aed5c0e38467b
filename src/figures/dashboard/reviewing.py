"""Reviewing: one claim at a time, the least sure first; accept, correct or reject it, and take a decision back."""

from __future__ import annotations

from typing import Any

import streamlit as st

from figures.claims import Claim
from figures.dashboard import missed, saved
from figures.dashboard.deciding import CORRECTABLE, about, ask, refuse, save, show_problem
from figures.documents import Document
from figures.store import Decision, Store
from figures.store.decisions import live_decisions, to_row
from figures.view import evidence
from figures.view.markup import link, table

_DECIDED = ("accepted", "corrected", "rejected")


def sort_queue(claims: list[Claim]) -> list[Claim]:
    """Return the claims to review: those without a decision first, the least sure of them first."""
    return sorted(claims, key=lambda claim: (claim.review in _DECIDED, claim.confidence or 0.0, claim.claim_id))


def show_place(queue: list[Claim]) -> Claim:
    """Show where in the queue the reader is, with the keys to move; return the claim there."""
    names = [claim.claim_id for claim in queue]
    chosen = st.session_state.get("claim")
    place = names.index(chosen) if chosen in names else 0
    st.session_state["claim"] = names[place]
    left = sum(claim.review not in _DECIDED for claim in queue)
    with st.container(horizontal=True, key="review_place", vertical_alignment="center"):
        st.button("Previous", on_click=_go, args=(names, place - 1), shortcut="K", disabled=place == 0, key="previous")
        st.button(
            "Next", on_click=_go, args=(names, place + 1), shortcut="J", disabled=place + 1 == len(names), key="next"
        )
        st.html(
            f'<p class="shown">Claim {place + 1:,} of {len(names):,}; {left:,} not reviewed yet</p>', width="content"
        )
    return queue[place]


def _go(names: list[str], place: int) -> None:
    st.session_state["claim"] = names[max(0, min(place, len(names) - 1))]


def show_claim(store: Store, claim: Claim, names: list[str], who: str) -> None:
    """Show one claim with its text, the original reading beside it, what was decided, and what can be."""
    document = store.document(claim.document_id) if claim.document_id else None
    own = [decision for decision in store.decisions() if decision.claim_id == claim.claim_id]
    decide = {"store": store, "claim": claim, "document": document, "who": who}
    _show_actions(decide, names)
    words, facts = st.columns([0.55, 0.45], gap="medium")
    with words:
        st.html(evidence.show_words(claim))
        if document:
            missed.show_text(store, document, claim, who)
            _show_reach(store, document)
    with facts:
        st.html(evidence.show_facts(claim))
        _show_original(store, claim)
        if own:
            rows = [(d.number, d.at, d.who, d.action, _said(d), d.why) for d in own]
            header = ("No.", "When", "Who", "Decision", "New", "Why")
            st.html(table(header, rows, "What was decided about this claim"))
    _show_correction(decide)


def _show_reach(store: Store, document: Document) -> None:
    """Name those who carry the same report: its reach, not further voices."""
    copies = store.copies(document.id)
    if copies:
        names = ", ".join(link(copy.url, copy.publisher or copy.title or copy.id) for copy in copies)
        st.html(f"<p>Also carried by {names}.</p>")


def _said(decision: Decision) -> str:
    return "; ".join(f"{name}: {value}" for name, value in decision.new.items()) if decision.action == "correct" else ""


def _show_original(store: Store, claim: Claim) -> None:
    """Show beside the claim where the reading said something else."""
    original = next((reading for reading in store.readings() if reading.claim_id == claim.claim_id), None)
    if original is None:
        st.html('<p class="quiet">No rule reads this claim; a person says it.</p>')
        return
    was, now = to_row(original), to_row(claim)
    rows = [
        (c.label, was.get(c.name, "unknown"), now.get(c.name, "unknown"))
        for c in CORRECTABLE.values()
        if was.get(c.name) != now.get(c.name)
    ]
    if rows:
        st.html(table(("Column", "As read", "As it stands"), rows, "The original reading beside the correction"))


def _show_actions(decide: dict[str, Any], names: list[str]) -> None:
    """Show what one key does: accept, reject with the reason beside it, undo."""
    store, who = decide["store"], decide["who"]
    last = [decision.number for decision in live_decisions(store.decisions()) if decision.who == who][-1:]
    with st.container(horizontal=True, key="review_actions", vertical_alignment="bottom"):
        st.button(
            "Accept",
            type="primary",
            shortcut="A",
            key="accept",
            on_click=_decide,
            args=("accept", names),
            kwargs=decide,
        )
        st.button("Reject", shortcut="X", key="reject", on_click=_decide, args=("reject", names), kwargs=decide)
        st.text_input("Reason", key="why", placeholder="why it is rejected (needed), or accepted", width=360)
        st.button(
            "Undo my last decision",
            shortcut="Z",
            key="undo",
            disabled=not last,
            on_click=_undo,
            args=(store, *last, who),
        )
    show_problem()


def _show_correction(decide: dict[str, Any]) -> None:
    claim: Claim = decide["claim"]
    with st.expander("Correct any column"), st.form(f"correct-{claim.claim_id}", border=False):
        columns = st.columns(3)
        values = {c.name: ask(c, getattr(claim, c.name), columns[i % 3]) for i, c in enumerate(CORRECTABLE.values())}
        why = st.text_input("Why")
        if st.form_submit_button("Save the correction", type="primary"):
            _correct(decide, values, why)


def _correct(decide: dict[str, Any], values: dict[str, Any], why: str) -> None:
    claim: Claim = decide["claim"]
    new = {name: value for name, value in values.items() if value != getattr(claim, name)}
    low, high = values["low"], values["high"]
    if low is not None and high is not None and low > high:
        saved.show_error(f"The low {low:,} is above the high {high:,}; correct one of them.")
    elif new:
        save(decide["store"], about(claim, decide["document"], decide["who"], "correct", why, new))
        st.rerun()


def _decide(action: str, names: list[str], *, store: Store, claim: Claim, document: Document | None, who: str) -> None:
    """Accept or reject, then go to the next claim (a callback)."""
    why = (st.session_state.get("why") or "").strip()
    if action == "reject" and not why:
        refuse("To reject a claim, say why in the field beside the button.")
        return
    save(store, about(claim, document, who, action, why))
    st.session_state["why"] = ""
    _go(names, names.index(claim.claim_id) + 1)


def _undo(store: Store, number: int, who: str) -> None:
    undone = next(decision for decision in store.decisions() if decision.number == number)
    save(store, Decision("undo", who, claim_id=undone.claim_id, document_id=undone.document_id, undoes=number))
    if undone.claim_id:
        st.session_state["claim"] = undone.claim_id
