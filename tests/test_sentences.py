"""Sentences: where they end, and that nothing of a text is lost or altered."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures import vocabulary
from figures.sentences import sentence_at, split_sentences

WRAPPED = """ORLIVKA, 3 MAY 90 (RADIO) -- [TEXT] AT LEAST SEVEN GUARDS OF THE
OLD BRIDGE WERE KILLED WHEN REBELS ATTACKED THEIR POST NEAR THE
RIVER ON SUNDAY.  TWO OTHERS WERE HURT.

   THE ARMY SAID THAT THE REBELS FLED TO THE HILLS AND THAT THREE OF
THEM WERE CAPTURED."""


@pytest.mark.parametrize("example", vocabulary.load("en", "sentences")["examples"], ids=lambda e: e["text"])
def test_examples_of_the_vocabulary(example: dict[str, Any]) -> None:
    assert [s.text for s in split_sentences(example["text"])] == example["sentences"]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "Twelve dead in blast\nA bomb went off. It was noon.",
            ["Twelve dead in blast", "A bomb went off.", "It was noon."],
        ),
        ("Losses:\ntanks - 12\nboats - 2", ["Losses:", "tanks - 12", "boats - 2"]),
        ("He said: “We lost ten.” She wept.", ["He said: “We lost ten.”", "She wept."]),
        ("One fell.  \n\n  Two fled", ["One fell.", "Two fled"]),
        ("", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [s.text for s in split_sentences(text)] == sentences


def test_lines_broken_at_a_width_do_not_end_sentences() -> None:
    assert [" ".join(s.text.split()[-3:]) for s in split_sentences(WRAPPED)] == [
        "RIVER ON SUNDAY.",
        "OTHERS WERE HURT.",
        "THEM WERE CAPTURED.",
    ]


def test_a_line_in_the_middle_of_a_sentence_does_not_end_it() -> None:
    text = "The villagers, most of whom had walked for days, were taken \n\n to a camp.\n\nTen died."
    assert [sentence.text for sentence in split_sentences(text)][1:] == ["Ten died."]


@given(st.text(alphabet=st.sampled_from("aA1 .!?\n\t”)…"), max_size=200))
def test_every_visible_character_is_in_one_sentence(text: str) -> None:
    sentences = split_sentences(text)
    assert all(text[s.start : s.end] == s.text for s in sentences)
    assert "".join("".join(s.text.split()) for s in sentences) == "".join(text.split())
    assert all(sentence_at(sentences, s.start) == s for s in sentences)
