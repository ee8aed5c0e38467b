"""Text of articles reaches a page escaped, whatever it says."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.view.markup import escape, link, mark, safe_url, table

LIVE = ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><b>', "' onmouseover='x", "</blockquote><b>"]


@pytest.mark.parametrize("text", LIVE)
def test_nothing_stays_live(text):
    for shown in (
        escape(text),
        mark(text, 0, 1),
        table([text], [[text, text]], text),
        link("https://example.org", text),
    ):
        assert text not in shown


@given(st.text(), st.integers(-5, 60), st.integers(-5, 60))
def test_marking_keeps_every_character(text, start, end):
    assert html.unescape(mark(text, start, end).replace("<mark>", "").replace("</mark>", "")) == text


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        (" http://example.org ", "http://example.org"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("//example.org", None),
        ("https://", None),
        ("http://[", None),
        (None, None),
        ("", None),
    ],
)
def test_only_web_addresses_become_links(url, safe):
    assert safe_url(url) == safe
    assert ("<a " in link(url, "page")) == bool(safe)


def test_an_address_cannot_leave_its_attribute():
    assert '"><img' not in link('https://example.org/"><img src=x>', "page")
