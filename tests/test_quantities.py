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


def _examples(node: Any) -> list[dict[str, Any]]:
    """Return every example of a vocabulary file, however deep."""
    if isinstance(node, dict):
        return [e for key, child in node.items() for e in (child if key == "examples" else _examples(child))]
    return [e for child in node for e in _examples(child)] if isinstance(node, list) else []


EXAMPLES = _examples(vocabulary.load("en", "quantities"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e["text"])
def test_examples_of_the_vocabulary(example: dict[str, Any]) -> None:
    text = f"Officials said {example['text']} soldiers were killed."
    quantities = find_quantities(text)
    assert [(q.text, q.low, q.high, q.bound) for q in quantities] == [
        (example["text"], example.get("low"), example.get("high"), example["bound"])
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A shell killed another 12.", [("12", 12, 12, "exact")]),
        ("Over a million people fled.", [("Over a million", 1_000_001, None, "more_than")]),
        ("no one was killed", []),
        ("There were no casualties.", [("no", 0, 0, "exact")]),
        ("No. 5 is the one that fell.", [("5", 5, 5, "exact")]),
        ("killed 10 and wounded 20", [("10", 10, 10, "exact"), ("20", 20, 20, "exact")]),
        ("killed 13, at least 20 wounded", [("13", 13, 13, "exact"), ("at least 20", 20, None, "at_least")]),
        ("The toll rose from 200 to 300.", [("200", 200, 200, "exact"), ("300", 300, 300, "exact")]),
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
        (
            "Covid-19, T-72, 3pm, 20%",
            [("19", 19, 19, "exact"), ("72", 72, 72, "exact"), ("3", 3, 3, "exact"), ("20", 20, 20, "exact")],
        ),
        ("250 –300 dead", [("250 –300", 250, 300, "range")]),
    ],
)
def test_sentences(text: str, expected: list[tuple[object, ...]]) -> None:
    assert [(q.text, q.low, q.high, q.bound) for q in find_quantities(text)] == expected


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


WORDS = sorted(set(re.findall(r"[a-z]+|[^a-z\s]", str(vocabulary.load("en", "quantities")).lower())))


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
