"""The choice of one question, the same on every page that compares."""

from __future__ import annotations

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from figures.dashboard import bar
from figures.dashboard.store import Selection, Store, answers_to, questions_of
from figures.view.questions import Question


def show_question(store: Store, selection: Selection) -> tuple[Question, NDArray[np.int64]]:
    """Show the questions that the claims in view answer; return the chosen one and the row numbers of its claims."""
    questions = {question.key: question for question in questions_of(store, selection)}
    if st.session_state.get("question") not in questions:
        st.session_state["question"] = next(iter(questions))
    st.selectbox(
        "Question: only claims that answer the same one are compared",
        list(questions),
        format_func=lambda key: questions[key].label(),
        key="question",
        persist_state="session",
    )
    bar.refresh_address()
    question = questions[st.session_state["question"]]
    return question, answers_to(store, bar.chosen_filter(), question.key)
