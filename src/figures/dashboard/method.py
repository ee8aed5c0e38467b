"""The method in front of the reader. What can be computed is: the examples are read by the rules that they explain."""

from __future__ import annotations

import csv

import streamlit as st

from figures import registry
from figures.codebook import describe_columns
from figures.quantities import find_quantities
from figures.resources import data_folder
from figures.view import wording
from figures.view.downloads import View
from figures.view.markup import escape, link, table

_EXAMPLES = ("exactly 40", "at least 11", "more than 300", "as many as 16,000", "fewer than 90", "about 1,000", "7,000 to 15,000",
             "dozens", "more than half a dozen", "a quarter of a million")  # fmt: skip


def show_reading() -> None:
    """Show how number words are read, each example as the rules read it now."""
    st.header("How words become numbers", anchor=False)
    st.markdown(
        "A figure is read as what its words allow, never as one point where they leave an end open. "
        "The number as written stays beside its reading, with its place in the text. "
        "*Losses* and *casualties* are never turned into *killed*."
    )
    rows = []
    for words in _EXAMPLES:
        for quantity in find_quantities(words)[:1]:
            ends = {"low": quantity.low, "high": quantity.high}
            rows.append((words, wording.label(quantity.bound), wording.interval(ends)))
    st.html(table(("Words", "Bound", "Allows"), rows, "Examples, as the rules read them"))


def show_comparison() -> None:
    """Say what is compared and what a conflict is."""
    st.header("What is compared", anchor=False)
    st.markdown(
        """
- **One question.** Two claims are compared only when conflict, claim type, who is counted, place, scope and event are the same.
  What is unknown is its own question, never guessed into another.
- **One voice.** Organizations that speak with one voice are one family; outlets that carry a figure add reach, not a voice.
- **Time counts.** A count that grows may be 498 one day and 4,000 a week later without anybody being wrong. Two claims contradict
  each other only if the earlier (or the same day's) least is above the later's greatest.
- **How far.** The factor is how many times apart two claims are *at least*: (least + 1) / (greatest + 1).
- **"About 1,000"** is read as 5% to each side, or half of its last significant digit where that is more (at most 10%).
  Conflicts nearer than 1.05 times are not shown.
- **A count of proven cases** (named, verified, photographed) is at least that many, whatever its wording.
- **The band** is what the most voices allow together; the paler one needs one more voice set aside. Where no single number joins
  them, the separate camps are shown side by side, never their mean.
"""
    )


def show_accuracy() -> None:
    """Show how well the rules read, as measured on annotated articles."""
    st.header("How well it reads", anchor=False)
    with (data_folder() / "accuracy.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    st.html(
        '<p class="note">Agreement with people who annotated the articles: 1 is every figure as they read it. The rules were '
        "written on these articles: expect less on others. F1 weighs what was missed and what was wrongly found alike. A target that is missed is shown as it is.</p>"
    )
    cells = [(row["what"], row["value"], row["target"], row["others"]) for row in rows]
    caption = f"Measured on {max(row['measured'] for row in rows)} by make bench"
    st.html(table(("What", "Figures", "Target", "Others on the same material"), cells, caption, numbers=(1, 2)))


def show_limits() -> None:
    """Say what the figures do not show."""
    st.header("Limits", anchor=False)
    st.markdown(
        """
- Consistency is not truth. A band is what the claims *allow*; one inflated *at least* lifts it.
- Whether two counts mean the same people is a human judgment. Populations differ silently: a ministry may leave out allied
  formations, a list of names may hold citizens only.
- Figures of parties to a war are shown and labeled, not hidden and not corrected. There are no trust scores.
- Who is not counted is not shown: missing reports leave no mark.
- A rule can misread a sentence. The sentence is always one click away.
"""
    )


def show_origins() -> None:
    """Show where the shipped claims come from and under which license."""
    st.header("Where the shipped claims come from", anchor=False)
    items = [
        f"<li>{link(origin.url, origin.name)}: {escape(origin.what or '')} <span class='quiet'>({escape(origin.license or 'no license named')}; "
        f"{escape(origin.retrieved or 'day unknown')})</span></li>"
        for origin in registry.origins().values()
    ]
    st.html(f"<ul>{''.join(items)}</ul>")


def show_codebook() -> None:
    """Show every column of the claims table."""
    st.header("Codebook", anchor=False)
    st.markdown("One row is one mention of a figure; empty is unknown, never 0.")
    st.markdown(describe_columns())


def show_citation(view: View, claims: int) -> None:
    """Show how to cite what is in view, and the license."""
    st.header("How to cite", anchor=False)
    st.code(view.citation(claims), language=None, wrap_lines=True)
    st.markdown(
        "Programs get the claims of any view as CSV: `/api/claims.csv` on this server takes the parameters of the view's "
        "address, where `figures app` started it."
    )
    st.markdown(
        "The table is offered under CC BY 4.0, the program under the MIT License; each origin keeps its own, named above."
    )
