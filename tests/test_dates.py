"""Dates: the vocabulary's own examples, the choice between several dates, and what must hold for any text."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures import vocabulary
from figures.dates import Dating, find_dating, read_calendar
from figures.sentences import split_sentences


def date_figure(text: str, number: str, published: str | None = None, claim_type: str = "killed") -> Dating:
    day = date.fromisoformat(published) if published else None
    calendar = read_calendar(text, split_sentences(text), day)
    start = text.rindex(number)
    return find_dating(calendar, start, start + len(number), claim_type)


def _examples():
    data = vocabulary.load("en", "dates")
    for entry in [
        *data["expressions"],
        *data["scopes"],
        data["roles"],
        data["outbreak"],
        data["clauses"],
        data["superlatives"],
        data["reporting"],
        data["events"],
    ]:
        yield from entry["examples"]


@pytest.mark.parametrize("example", list(_examples()), ids=lambda e: e["text"])
def test_example_of_the_vocabulary(example):
    got = date_figure(example["text"], example["number"], example.get("published"), example.get("type", "killed"))
    shown = {
        "as_of": str(got.as_of or ""), "precision": got.precision, "basis": got.basis,
        "period_start": str(got.period_start or ""), "scope": got.scope,
        "since_outbreak": got.since_outbreak,
    }  # fmt: skip
    expected = {key: example[key] for key in shown if key in example}
    assert {key: shown[key] for key in expected} == expected


# A text with several figures and dates: (text, figure, published, claim type, as_of); "" means no date.
CHRONICLE = (
    "The Battle of Ardova began on 27 September 2022. On 2 October, six soldiers were killed. The next day 12 more fell.\n\n"
    "Ten villagers died during the 2022 offensive. By 14 January 2023 the town was held by 300 men.\n\n"
    "On 3 February, 21 men surrendered. In 2004, riots there had killed 36. About 48 fled."
)
REPORT = (
    "KYIV, May 26 -- A strike on Dolna killed nine people on Sunday, officials said. Another 17 were wounded there.\n\n"
    "The town has lost 430 residents since the invasion began. Twelve soldiers died in the 2023 siege of Lipne.\n\n"
    "On Friday, after a raid that killed 23, both sides met; talks are planned for Wednesday with 55 prisoners waiting."
)
SIEGE = (
    "The siege of Lipne began on 24 February 2022 and ended on 16 May 2022.\n\nIn January 2015, the town had been shelled. In "
    "February, 31 people died.\n\nOn 24 February, four soldiers fell. On 1 March, as was known on 22 March 2023, shells hit a ward. "
    "On 10 March, nine people died. In the previous 24 hours, 17 had been wounded. In 2014, a raid had killed 36."
)
CASES = [
    (SIEGE, "four", "2023-06-27", "killed", "2022-02-24"),
    (SIEGE, "nine", "2023-06-27", "killed", "2022-03-10"),
    (SIEGE, "17", "2023-06-27", "wounded", "2022-03-10"),
    (SIEGE, "36", "2023-06-27", "killed", ""),
    (CHRONICLE, "six", "2024-06-01", "killed", "2022-10-02"),
    (CHRONICLE, "12", "2024-06-01", "killed", "2022-10-03"),
    (CHRONICLE, "Ten", "2024-06-01", "killed", "2022-10-03"),
    (CHRONICLE, "300", "2024-06-01", "deployed", "2023-01-14"),
    (CHRONICLE, "21", "2024-06-01", "surrendered", "2023-02-03"),
    (CHRONICLE, "36", "2024-06-01", "killed", ""),
    (CHRONICLE, "48", "2024-06-01", "displaced", ""),
    (CHRONICLE, "21", None, "surrendered", "2023-02-03"),
    (REPORT, "nine", "2025-05-26", "killed", "2025-05-25"),
    (REPORT, "17", "2025-05-26", "wounded", "2025-05-25"),
    (REPORT, "430", "2025-05-26", "killed", "2025-05-26"),
    (REPORT, "Twelve", "2025-05-26", "killed", ""),
    (REPORT, "23", "2025-05-26", "killed", "2025-05-23"),
    (REPORT, "nine", None, "killed", ""),
    (REPORT, "430", None, "killed", ""),
    ("8 May 2022 21.48 Dozens are dead after a bomb. 9 May 2022 03.10 About 40 are missing.", "Dozens", "2022-05-09", "killed", "2022-05-08"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "figure", "published", "claim_type", "as_of"), CASES)
def test_figure_takes_the_day_that_is_its_own(text, figure, published, claim_type, as_of):
    assert str(date_figure(text, figure, published, claim_type).as_of or "") == as_of


KNOWN_FAILURES = [
    # The day of an event told elsewhere in the text, under another name.
    ("The mall was hit on Tuesday. More came later.\n\nThis week's strike on the mall killed 20.", "20", "2022-07-01", "2022-06-28"),
    # A day of the week that is part of a name.
    ("The Sunday Courier said 14 men died.", "14", "2022-07-01", "2022-07-01"),
]  # fmt: skip


@pytest.mark.xfail(strict=True, reason="needs to know what the text speaks of")
@pytest.mark.parametrize(("text", "figure", "published", "as_of"), KNOWN_FAILURES)
def test_known_failure(text, figure, published, as_of):
    assert str(date_figure(text, figure, published).as_of or "") == as_of


WORDS = st.sampled_from(
    ["On", "31", "February", "Feb.", "2022", "Monday", "past", "24", "hours", "weeks", "ago", "99", "a", "day", "later", "the",
     "following", "İ", "|", "1800", "years", "between", "and", "to", "-", "12.13.2022", "99.99.99", ".", "\n\n", "killed", "29"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=30).map(" ".join), st.none() | st.dates())
def test_any_text_has_a_calendar(text, published):
    calendar = read_calendar(text, split_sentences(text), published)
    spans = [(m.start, m.end) for m in calendar.moments]
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert all(m.first <= m.last for m in calendar.moments if m.first and m.last)
    find_dating(calendar, 0, 1, "killed")


@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_no_day_relative_to_a_document_without_a_day(text):
    calendar = read_calendar(text, split_sentences(text), None)
    relative = [m for m in calendar.moments if m.kind in ("weekday", "weekend", "day", "ago", "back", "unit")]
    assert calendar.chronicle or not any(m.last for m in relative)  # a chronicle has the days of its story
