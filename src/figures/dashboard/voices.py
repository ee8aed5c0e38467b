"""Sources side by side: who contradicts whom, who is far from all others, who only passes on, and who says what."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from figures.charts import draw_distances, draw_matrix
from figures.comparison import Comparison, Teller, TopicResult, family_bias, family_matrix
from figures.dashboard.chart import in_theme, show_chart, theme
from figures.dashboard.pane import show_pane
from figures.dashboard.store import MAX_COMPARED, Store
from figures.view import wording
from figures.view.findings import voice_name
from figures.view.markup import claim_link, escape, table
from figures.view.questions import Question

_ROWS = 100  # of a table of sources


@st.fragment
def show_matrix(store: Store, question: Question, comparison: Comparison) -> None:
    """Show which voices contradict which on a question, and the evidence of a pair that is selected. Runs alone after a click."""
    st.header("Who contradicts whom", anchor=False)
    pairs = [pair for pair in family_matrix(_main(comparison).claims) if pair.informative]
    if not pairs:
        st.html("<p>No two voices on this question could have contradicted each other.</p>")
        return
    st.html(
        '<p class="note">A number counts the pairs of claims that cannot both be right; the darker, the further apart. '
        "Hollow: they could have contradicted each other and do not. No square: they could not have.</p>"
    )
    left, right = st.columns([0.66, 0.34], gap="medium")
    told = [(voice_name(p.a), voice_name(p.b), p.conflicts, p.informative,
             Teller().factor(p.worst.factor) if p.worst else "") for p in pairs]  # fmt: skip
    with left:
        with st.container(key="matrix_frame"):
            words = f"{question.words}: contradictions between voices. The table has them as text."
            show_chart("matrix", in_theme(draw_matrix(pairs, voice_name), theme()), words)
        with st.expander("The same as a table"):
            head = ("Voice", "and voice", "contradictions", "of pairs that could", "furthest apart, times")
            st.html(table(head, told, f"{question.words}: voice against voice", numbers=(2, 3, 4)))
    with right:
        show_pane(store)


def show_too_many(number: int) -> None:
    """Say that so many claims are not compared one with another."""
    st.html(
        f"<p>{number:,} claims answer this question: too many to compare one with another. "
        f"Narrow the filters to {MAX_COMPARED:,} or fewer.</p>"
    )


def show_distances(question: Question, comparison: Comparison) -> None:
    """Show how far each voice is from what all others allow."""
    st.header("How far from all others", anchor=False)
    result = _main(comparison)
    biases = family_bias(result.claims)
    if not biases:
        st.html("<p>Only one voice answers this question.</p>")
        return
    st.html(
        '<p class="note">Each claim against what all other voices together allow on its day: ×1 is within. '
        "Far from the others is not wrong, and near is not right.</p>"
    )
    words = f"{question.words}: distance of each voice from all others. The table has it as text."
    show_chart("distances", in_theme(draw_distances(biases, voice_name), theme()), words)
    with st.expander("The same as a table"):
        cells = [
            (voice_name(b.voice), len(b.factors), f"{b.least:.2f}", f"{b.middle:.2f}", f"{b.greatest:.2f}")
            for b in biases
        ]
        st.html(
            table(
                ("Voice", "Claims", "least", "middle", "greatest"),
                cells,
                f"{question.words}: factors",
                numbers=(1, 2, 3, 4),
            )
        )


def show_relays(rows: pd.DataFrame, comparison: Comparison) -> None:
    """Show how many independent voices stand behind the outlets that print them, and what was changed on the way."""
    st.header("Independent voices and outlets", anchor=False)
    voices = {claim.voice for result in comparison.topics for claim in result.claims}
    relays = [relay for result in comparison.topics for relay in result.relays]
    derived = [series for result in comparison.topics for series in result.derived]
    st.html(
        f"<p>{wording.plural(len(rows), 'report')} of {wording.plural(rows['publisher'].nunique(), 'publisher')} carry "
        f"<strong>{wording.plural(len(voices), 'independent voice')}</strong>; {wording.plural(len(relays), 'claim')} only pass on another.</p>"
    )
    items = [escape(Teller().derived(series)) for series in derived]
    items += [claim_link(relay.claim_id, Teller().relay(relay)) for relay in relays]
    if items:
        with st.expander("Relays and copied series"):
            st.html(f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>")


def show_sources(rows: pd.DataFrame) -> None:
    """Show every source of the claims in view with what it says about whom."""
    st.header("Who says what", anchor=False)
    grouped = rows.groupby("source", observed=True)
    told = pd.DataFrame({
        "kind": grouped["source_kind"].first(), "role": grouped["role"].agg(_roles), "claims": grouped.size(),
        "types": grouped["claim_type"].nunique(), "publishers": grouped["publisher"].nunique(),
        "first": grouped["as_of"].min(), "last": grouped["as_of"].max(),
    }).sort_values(["claims", "types"], ascending=False)  # fmt: skip
    cells = [
        (source, "" if wording.is_null(r["kind"]) else wording.label(r["kind"]), r["role"], r["claims"], r["types"], r["publishers"],
         wording.day(r["first"]), wording.day(r["last"]))
        for source, r in zip(told.index, told.to_dict("records"), strict=True)
    ]  # fmt: skip
    caption = f"{wording.plural(len(cells), 'source')} of the claims in view, those with most claims first"
    caption += f"; the first {_ROWS} are shown" if len(cells) > _ROWS else ""
    head = ("Source", "Kind", "Speaks as", "Claims", "Claim types", "Publishers", "First", "Last")
    st.html(table(head, cells[:_ROWS], caption, numbers=(3, 4, 5)))


def _roles(roles: pd.Series) -> str:
    return ", ".join(wording.ROLES[role] for role in roles.value_counts().index if (roles == role).any())


def _main(comparison: Comparison) -> TopicResult:
    return max(comparison.topics, key=lambda result: len(result.claims))
