"""Reviewing: one claim at a time, the least sure first; accept, correct or reject it, and take a decision back."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from figures import evidence, wording
from figures.claims import Claim
from figures.columns import COLUMNS, Column
from figures.dashboard import passage, saved
from figures.documents import Document
from figures.markup import link, table
from figures.quantities import find_quantities
from figures.sentences import sentence_at, split_sentences
from figures.store import Decision, Store, StoreError
from figures.store.anchors import anchor_at
from figures.store.decisions import live_decisions, to_row

CORRECTABLE = tuple(
    column for column in COLUMNS if column.group in {"what", "number", "who", "when"} and column.name != "text"
)
_DECIDED = ("accepted", "corrected", "rejected")
_MOST = 2**53  # the greatest whole number that a browser holds exactly


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
            _show_text(store, document, claim, who)
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
        for c in CORRECTABLE
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
    if message := st.session_state.pop("_review_problem", None):
        saved.show_error(message)


def _show_correction(decide: dict[str, Any]) -> None:
    claim: Claim = decide["claim"]
    with st.expander("Correct any column"), st.form(f"correct-{claim.claim_id}", border=False):
        columns = st.columns(3)
        values = {c.name: _ask(c, getattr(claim, c.name), columns[i % 3]) for i, c in enumerate(CORRECTABLE)}
        why = st.text_input("Why")
        if st.form_submit_button("Save the correction", type="primary"):
            _correct(decide, values, why)


def _ask(column: Column, value: Any, place: Any) -> Any:  # noqa: ANN401 the value and the widget of any column
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


def _correct(decide: dict[str, Any], values: dict[str, Any], why: str) -> None:
    claim: Claim = decide["claim"]
    new = {name: value for name, value in values.items() if value != getattr(claim, name)}
    low, high = values["low"], values["high"]
    if low is not None and high is not None and low > high:
        saved.show_error(ValueError(f"The low {low:,} is above the high {high:,}; correct one of them."))
    elif new:
        _save(decide["store"], _decision("correct", claim, decide["document"], decide["who"], why, new))
        st.rerun()


def _decide(action: str, names: list[str], *, store: Store, claim: Claim, document: Document | None, who: str) -> None:
    """Accept or reject, then go to the next claim (a callback)."""
    why = (st.session_state.get("why") or "").strip()
    if action == "reject" and not why:
        st.session_state["_review_problem"] = ValueError("To reject a claim, say why in the field beside the button.")
        return
    _save(store, _decision(action, claim, document, who, why, {}))
    st.session_state["why"] = ""
    _go(names, names.index(claim.claim_id) + 1)


def _undo(store: Store, number: int, who: str) -> None:
    undone = next(decision for decision in store.decisions() if decision.number == number)
    _save(store, Decision("undo", who, claim_id=undone.claim_id, document_id=undone.document_id, undoes=number))
    if undone.claim_id:
        st.session_state["claim"] = undone.claim_id


def _save(store: Store, decision: Decision) -> None:
    try:
        store.decide(decision)
    except StoreError as error:
        st.session_state["_review_problem"] = error


def _decision(
    action: str, claim: Claim, document: Document | None, who: str, why: str, new: dict[str, Any]
) -> Decision:
    anchor = anchor_at(document.text, claim.start or 0, claim.end or 0) if document and claim.end else None
    return Decision(action, who, why or None, claim.claim_id, claim.document_id, to_row(claim), new, anchor)


# A missed claim ------------------------------------------------------------------------------------------------------


def _show_text(store: Store, document: Document, claim: Claim, who: str) -> None:
    """Show the report; selecting words in it, or writing them, adds a claim that was missed."""
    claims = [each for each in saved.claims()[0] if each.document_id == document.id]
    selected = passage.show_passage(document.text, claims, claim.claim_id, key=f"text-{document.id}")
    if selected:
        st.session_state["missed"] = document.text[selected[0] : selected[1]]
        st.session_state["missed_at"] = selected[0]
    with st.expander("Add a claim that was missed", expanded=bool(selected)):
        words = st.text_input("The number as written (select it in the text, or write it here)", key="missed")
        near = st.session_state.get("missed_at", 0)
        start = (
            document.text.find(words, near)
            if words and document.text.startswith(words, near)
            else document.text.find(words)
        )
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
        asked = {column.name: column for column in CORRECTABLE}
        values = {name: _ask(asked[name], _default(name, quantity), columns[i % 3])
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
                saved.show_error(ValueError("These words are a claim already; correct that one."))
                return
            _save(store, _decision("add", claim, document, who, why, to_row(claim)))
            st.session_state["claim"] = claim.claim_id
            st.rerun()


def _default(name: str, quantity: Any) -> Any:  # noqa: ANN401 the value of any column
    if name == "claim_type":
        return "killed"
    value = getattr(quantity, name, None)
    if name == "bound":
        return value or "exact"
    return int(value) if isinstance(value, int | float) else None


# Sources -------------------------------------------------------------------------------------------------------------


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
                _save(store, Decision("merge", who, old={"source": old}, new=_source(new, claims)))
                st.rerun()
        with split, st.form("split", border=False):
            st.html("<p>One name, two sources: the claims that the text names so take a name of their own.</p>")
            pairs = sorted({(c.source, c.source_text) for c in claims if c.source and c.source_text})
            pair = st.selectbox("Named in the text as", pairs, format_func=lambda pair: f"{pair[1]} (now {pair[0]})")
            new = st.text_input("is another source").strip()
            if st.form_submit_button("Split") and pair and new and new != pair[0]:
                _save(
                    store,
                    Decision("split", who, old={"source": pair[0], "source_text": pair[1]}, new=_source(new, claims)),
                )
                st.rerun()


def _source(name: str, claims: list[Claim]) -> dict[str, Any]:
    """Return the columns that go with a source of that name, as the registry or another claim has them."""
    from figures import registry

    known: Any = registry.find_source(name)
    if known:
        return {"source": known.name, "source_kind": known.kind, "family": known.family}
    same = next((claim for claim in claims if claim.source == name), None)
    return {"source": name, "source_kind": same and same.source_kind, "family": same and same.family}
