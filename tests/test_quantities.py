"""Number expressions: what is found, where it stands, and the interval its words allow."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figures import vocabulary
from figures.quantities import find_quantities

UNITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
UNITS += ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


CARRIER = "Officials said {} soldiers were killed."


def _collect(node: Any, key: str) -> list[Any]:
    """Return what stands under `key` anywhere in a vocabulary file."""
    if isinstance(node, dict):
        return [e for name, child in node.items() for e in (child if name == key else _collect(child, key))]
    return [e for child in node for e in _collect(child, key)] if isinstance(node, list) else []


VOCABULARY = vocabulary.load("en", "quantities")


def read(text: str) -> list[tuple[str, float | None, float | None, str]]:
    return [(q.text, q.low, q.high, q.bound) for q in find_quantities(text)]


@pytest.mark.parametrize("example", _collect(VOCABULARY, "examples"), ids=lambda e: e["text"])
def test_examples_of_the_vocabulary(example: dict[str, Any]) -> None:
    expected = (example["text"], example.get("low"), example.get("high"), example["bound"])
    assert read(CARRIER.format(example["text"])) == [expected]
    assert read(CARRIER.format(example["text"]).upper()) == [(example["text"].upper(), *expected[1:])]


@pytest.mark.parametrize(("text", "number"), VOCABULARY["phrasal_verbs"]["counts"].items())
def test_a_verb_may_end_like_a_modifier(text: str, number: str) -> None:
    assert [words for words, *_ in read(text)] == [number]


@pytest.mark.parametrize("words", _collect(VOCABULARY, "counterexamples"))
def test_counterexamples_of_the_vocabulary(words: str) -> None:
    assert read(CARRIER.format(words)) == []


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("upward of 300", 300, None),
        ("a minimum of 45", 45, None),
        ("40 or above", 40, None),
        ("40, perhaps more", 40, None),
        ("a dozen or more", 12, None),
        ("at least some 100", 100, None),
        ("well above 300", 301, None),
        ("> 50", 51, None),
        ("≥50", 50, None),
        ("more than one million", 1_000_001, None),
        ("more than 1.5 million", 1_500_001, None),
        ("20 at most", None, 20),
        ("max. 100", None, 100),
        ("<50", None, 49),
        ("just short of 200", None, 199),
        ("up to around 100", None, 100),
        ("c. 50", 50, 50),
        ("approx. 50", 50, 50),
        ("~50", 50, 50),
        ("on the order of 500", 500, 500),
        ("500, give or take", 500, 500),
        ("a little under 100", 100, 100),
        ("nearly half a million", 500_000, 500_000),
        ("5—10", 5, 10),
        ("from 50 up to 100", 50, 100),
        ("somewhere between 50 and 100", 50, 100),
        ("two or three hundred", 200, 300),
        ("1.5-2 million", 1_500_000, 2_000_000),
        ("10-15,000", 10_000, 15_000),
        ("500 to 1,000", 500, 1_000),
        ("one to two dozen", 12, 24),
        ("40, possibly 60", 40, 60),
        ("more than 40 but fewer than 60", 41, 59),
        ("no more than 60 and at least 40", 40, 60),
        ("between 35 and more than 40", 35, None),
        ("several tens of thousands of", 30_000, None),
        ("thousands upon thousands of", 2_000, None),
        ("a couple dozen", 24, 24),
        ("two-and-a-half thousand", 2_500, 2_500),
        ("three-quarters of a million", 750_000, 750_000),
        ("1 million 200 thousand", 1_200_000, 1_200_000),
        ("half-a-dozen", 6, 6),
        ("3.5 lakh", 350_000, 350_000),
        ("2½ million", 2_500_000, 2_500_000),
        ("1,5", 1.5, 1.5),
        ("3/4", 0.75, 0.75),
        ("2 1/4", 2.25, 2.25),
        ("1.3x10^6", 1_300_000, 1_300_000),
        ("-1.5", -1.5, -1.5),
        ("minus four", -4, -4),
        ("two point zero five", 2.05, 2.05),
        ("five eighths of", 0.625, 0.625),
        ("twenty and three fifths", 20.6, 20.6),
    ],
)
def test_phrases(words: str, low: float | None, high: float | None) -> None:
    assert [(q.low, q.high) for q in find_quantities(CARRIER.format(words))] == [(low, high)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A shell killed another 12.", [("12", 12, 12, "exact")]),
        ("Over a million people fled.", [("Over a million", 1_000_001, None, "more_than")]),
        (
            "The toll is 2.3 million, or 2,300,000.",
            [("2.3 million", 2_300_000, 2_300_000, "exact"), ("2,300,000", 2_300_000, 2_300_000, "exact")],
        ),
        ("No. 5 is the one that fell.", [("5", 5, 5, "exact")]),
        ("under no pressure", [("no", 0, 0, "exact")]),
        ("killed 10 and wounded 20", [("10", 10, 10, "exact"), ("20", 20, 20, "exact")]),
        ("killed 13, at least 20 wounded", [("13", 13, 13, "exact"), ("at least 20", 20, None, "at_least")]),
        ("3 hundred and 2 hundred", [("3 hundred", 300, 300, "exact"), ("2 hundred", 200, 200, "exact")]),
        ("The toll rose from 200 to 300.", [("200", 200, 200, "exact"), ("300", 300, 300, "exact")]),
        (
            "from 20,000 in 2015 to 200,000",
            [
                ("20,000", 20_000, 20_000, "exact"),
                ("2015", 2015, 2015, "exact"),
                ("200,000", 200_000, 200_000, "exact"),
            ],
        ),
        ("On March 3 200 men left.", [("3", 3, 3, "exact"), ("200", 200, 200, "exact")]),
        (
            "12 500, 12\u00a0500 and 12'500",
            [
                ("12 500", 12500, 12500, "exact"),
                ("12\u00a0500", 12500, 12500, "exact"),
                ("12'500", 12500, 12500, "exact"),
            ],
        ),
        ("on 2022-04-03", [("2022", 2022, 2022, "exact"), ("04", 4, 4, "exact"), ("03", 3, 3, "exact")]),
        ("Call +1-222-2222.", [("1", 1, 1, "exact"), ("222", 222, 222, "exact"), ("2222", 2222, 2222, "exact")]),
        (
            "at 192.168.1.2",
            [("192", 192, 192, "exact"), ("168", 168, 168, "exact"), ("1", 1, 1, "exact"), ("2", 2, 2, "exact")],
        ),
        (
            "Covid-19, T-72, 3pm, 20%",
            [("19", 19, 19, "exact"), ("72", 72, 72, "exact"), ("3", 3, 3, "exact"), ("20", 20, 20, "exact")],
        ),
        ("losses:\n-12 tanks", [("12", 12, 12, "exact")]),
        ("dead: 12\n- 20 wounded", [("12", 12, 12, "exact"), ("20", 20, 20, "exact")]),
        (
            "what it is about\n\n12 men fell, AT LEAST\nSIX here",
            [("12", 12, 12, "exact"), ("AT LEAST\nSIX", 6, None, "at_least")],
        ),
        ("paid 2,000 over three years", [("2,000", 2000, 2000, "exact"), ("over three", 4, None, "more_than")]),
        ("250 –300 dead", [("250 –300", 250, 300, "range")]),
        ("İzmir: ten dead", [("ten", 10, 10, "exact")]),
        ("9e999", [("9", 9, 9, "exact"), ("999", 999, 999, "exact")]),
        ("serial 1234567890123456789", []),
        (",".join(["1"] * 40), []),
    ],
)
def test_sentences(text: str, expected: list[tuple[object, ...]]) -> None:
    assert read(text) == expected


def test_whole_numbers_are_int() -> None:
    quantities = find_quantities("1.5 million, 2.5k, 1.5-2 million, half a dozen, 3 and 2.5")
    assert [type(q.low) for q in quantities] == [int, int, int, int, int, float]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "killed one million, two hundred thousand men",
            marks=pytest.mark.xfail(reason="a comma may as well begin another count"),
        )
    ],
)
def test_known_failures(text: str) -> None:
    assert len(find_quantities(text)) == 1


def spell(n: int) -> str:
    """Write a number from 0 to 999,999,999 in words."""
    for scale, name in ((10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if n >= scale:
            rest = f" {'and ' if scale == 100 else ''}{spell(n % scale)}" if n % scale else ""
            return f"{spell(n // scale)} {name}{rest}"
    if n < 20:
        return UNITS[n]
    return TENS[n // 10 - 2] + (f"-{UNITS[n % 10]}" if n % 10 else "")


@given(st.integers(0, 10**9 - 1))
def test_a_spelled_number_is_read_whole(n: int) -> None:
    assert [(q.text, q.value) for q in find_quantities(f"({spell(n)})")] == [(spell(n), n)]


@given(st.integers(0, 10**15 - 1))
def test_thousands_separators_change_nothing(n: int) -> None:
    assert [(q.low, q.high) for q in find_quantities(f"of {n:,} men")] == [(n, n)]


WORDS = sorted(set(re.findall(r"[a-z]+|[^a-z\s]", str(VOCABULARY).lower())))


@settings(max_examples=300)
@given(
    st.lists(
        st.sampled_from([*WORDS, " ", " ", "\n", "7", "1,000", "2.5", "²"]) | st.text(max_size=3), max_size=40
    ).map("".join)
)
def test_spans_are_exact_and_in_order(text: str) -> None:
    end = 0
    for quantity in find_quantities(text):
        assert end <= quantity.start < quantity.end
        assert text[quantity.start : quantity.end] == quantity.text
        end = quantity.end
