"""Compare: what each source says to one question, on one axis; over time; and as a table."""

import streamlit as st

from figures.dashboard import bar, frame, hero
from figures.dashboard.store import load, select
from figures.questions import answers, find_questions

frame.require()
claims = load()
selection = select(claims, bar.chosen_filter())
with st.container(key="heading"):
    st.title("Compare", anchor=False)
if len(selection.rows) == 0:
    frame.show_empty(selection)
    st.stop()

rows = claims.frame.iloc[selection.rows]
questions = {question.key: question for question in find_questions(rows)}
if st.session_state.get("question") not in questions:
    st.session_state["question"] = next(iter(questions))
if not bar.chosen_filter().active():
    frame.show_welcome(list(questions.values())[1:3])
st.selectbox(
    "Question: only claims that answer the same one share an axis",
    list(questions),
    format_func=lambda key: questions[key].label(),
    key="question",
    persist_state="session",
)
question = questions[st.session_state["question"]]
numbers = selection.rows[answers(rows, question.key).to_numpy()]
hero.show(claims, numbers, question, len(rows) - len(numbers))
