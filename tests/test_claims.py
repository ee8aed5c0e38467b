"""Claims of a whole document: what a repetition takes over, and dates that are never invented."""

from __future__ import annotations

from datetime import date, datetime

import pytest

import figures

REPORT = (
    "Garrison walks out\n\n"
    "At least 11 members of the Border Corps refused to board, the Valley Post said on Friday.\n\n"
    "Captain Ivo Lind and 7 of his men were arrested on May 3.\n\n"
    "Soldiers stand on the old square on October 20, 2021. At least 11 members of the Border Corps refused to board.\n"
)


def test_a_repetition_in_a_caption_takes_the_day_of_the_first_mention_not_of_the_photograph():
    first, _, caption = figures.extract(REPORT, published="2022-05-10")
    assert caption.repeats == first.claim_id
    assert first.as_of == caption.as_of == date(2022, 5, 6)


def test_the_same_small_or_vague_number_of_another_day_is_dated_by_itself():
    text = "On 3 May 2022 shelling killed two men and wounded dozens.\n\nOn 9 May 2022 the town was hit again. It killed two men and wounded dozens."
    claims = figures.extract(text, published="2022-06-10")
    assert [c.as_of for c in claims] == [date(2022, 5, 3)] * 2 + [date(2022, 5, 9)] * 2


def test_without_the_day_of_the_document_no_year_is_borrowed_from_a_later_sentence():
    assert [claim.as_of for claim in figures.extract(REPORT)] == [None, None, None]


def test_a_named_person_beside_those_counted_is_one_more():
    _, arrested, _ = figures.extract(REPORT)
    assert (arrested.text, arrested.value, arrested.low, arrested.high) == ("7", 7, 8, 8)


def test_every_span_points_into_the_text():
    for claim in figures.extract(REPORT):
        assert REPORT[claim.start : claim.end] == claim.text
        assert claim.quote[claim.start - claim.quote_start :].startswith(claim.text)


@pytest.mark.parametrize("published", [date(2022, 5, 10), datetime(2022, 5, 10, 12), "2022-05-10"])
def test_the_day_of_a_document_may_be_given_in_several_forms(published):
    claim = figures.extract(REPORT, published=published)[0]
    assert (claim.published, claim.as_of) == (date(2022, 5, 10), date(2022, 5, 6))
    assert type(claim.published) is type(claim.as_of) is date


def test_a_moment_is_the_day_of_a_document():
    published = figures.Document(REPORT, published=datetime(2022, 5, 10, 12)).published
    assert (published, type(published)) == (date(2022, 5, 10), date)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"published": "10 May"}, "published: '10 May' is not a date"),
        ({"language": "xx"}, "no vocabulary .* for language 'xx'; there are: en"),
    ],
)
def test_what_cannot_be_asked_is_said(asked, said):
    with pytest.raises(ValueError, match=said):
        figures.extract(REPORT, **asked)
