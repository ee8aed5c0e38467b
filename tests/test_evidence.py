"""The evidence of a claim: the number marked in its words, who said it through whom, and how to cite it."""

from dataclasses import replace
from datetime import date

import pytest

from figures.documents import Document
from figures.view.evidence import cite, find_context, show_facts, show_words
from sample_claims import CLAIMS, QUOTE

CURATED, EXTRACTED = CLAIMS[1], CLAIMS[-1]


def test_the_number_is_marked_in_the_sentence():
    assert QUOTE.replace("at least 1,200", "<mark>at least 1,200</mark>") in show_words(EXTRACTED)


FIRST, LAST = "The river rose that day.", "Nobody else was named."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"{FIRST} {QUOTE} {LAST} The end.", (FIRST, LAST)),
        (f"{FIRST} {QUOTE}", (FIRST, "")),
        (f"{QUOTE}\n\n{LAST}", ("", LAST)),
        (QUOTE, ("", "")),
    ],
)
def test_the_sentences_around_are_those_next_to_the_quotation(text, shown):
    claim = replace(EXTRACTED, quote_start=text.index(QUOTE))
    assert find_context(claim, Document(text)) == shown


def test_a_document_without_the_quotation_at_its_place_gives_no_context():
    other = Document(f"{FIRST} Another sentence than the one that was quoted stands here now, and more follows. {LAST}")
    assert find_context(replace(EXTRACTED, quote_start=len(FIRST) + 1), other) == ("", "")
    assert find_context(CURATED, other) == ("", "")


def test_the_sentences_around_are_shown_beside_the_words_and_stay_text():
    text = f"He wrote <b>this</b>. {QUOTE} {LAST}"
    shown = show_words(replace(EXTRACTED, quote_start=text.index(QUOTE)), Document(text))
    assert "He wrote &lt;b&gt;this&lt;/b&gt;." in shown
    assert LAST in shown


@pytest.mark.parametrize(
    ("statement", "marked"),
    [
        ("In 2011 it said 11 had refused.", "In 2011 it said <mark>11</mark> had refused."),
        ("It said 11, not 12, had refused.", "It said <mark>11</mark>, not 12, had refused."),
        ("It said 11,000 had refused.", "It said 11,000 had refused."),
        ("It named no number.", "It named no number."),
        ("It said 11.", "It said <mark>11</mark>."),
    ],
)
def test_the_number_is_marked_in_our_words_where_it_stands_whole(statement, marked):
    assert marked in show_words(replace(CLAIMS[5], statement=statement))


def test_the_facts_say_the_chain_and_the_days():
    facts = show_facts(EXTRACTED)
    for expected in (
        "at least 1,200 killed",
        "Example Office",
        "Example Wire",
        "7 March 2022",
        "1,200 or more",
        "A day at the river",
    ):
        assert expected in facts, expected


def test_nothing_of_a_claim_stays_live():
    live = "<img src=x onerror=alert(1)>"
    texts = dict.fromkeys(
        (
            "subject",
            "source",
            "source_text",
            "via",
            "publisher",
            "title",
            "hedge",
            "note",
            "quote",
            "definition",
            "text",
        ),
        live,
    )
    hostile = replace(EXTRACTED, **texts, url="javascript:alert(1)")
    assert "<img" not in show_facts(hostile) + show_words(hostile)
    assert "javascript" not in show_facts(hostile).partition("href")[2]


def test_a_citation_names_source_page_and_day():
    lines = cite(CURATED, date(2026, 1, 2), "http://127.0.0.1/claim?claim=T-02").splitlines()
    assert lines[0] == CURATED.statement
    assert lines[1] == "Meduza, via Example Post. Example Post."
    assert lines[2:] == [
        "https://example.org/2",
        "Figures, claim T-02, http://127.0.0.1/claim?claim=T-02",
        "Accessed 2 January 2026.",
    ]
