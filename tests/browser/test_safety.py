"""Text of articles does nothing on a page but show: no script runs, nothing is fetched, no character is lost."""

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect
from test_journeys import open_page, settle

from figures.table import from_claims, write_table
from sample_claims import CLAIMS

PAYLOAD = (
    "<img src=http://evil.invalid/1 onerror=window.hit=1><script>window.hit=1</script> ![x](http://evil.invalid/2) "
    ":red[loud] :material/bug_report: $x^2$ [link](javascript:window.hit=1) <a href='http://evil.invalid/3'>a</a> "
    "</script></style><b>bold</b> {{x}} %{x} &lt;"
)
TEXTS = ("subject", "population", "place", "event", "source", "source_text", "family", "via", "publisher", "relay_of", "statement",
         "title", "note", "hedge", "definition", "text", "side", "rule", "trigger", "conflict")  # fmt: skip
PAGES = ["", "?claim=T-01", "claims", "sources", "method", "claim?claim=T-01", "claim?claim=T-07"]


@pytest.fixture(scope="module")
def hostile_app(start_app, tmp_path_factory):
    hostile = [
        replace(claim, **{name: f"{PAYLOAD} {name}" for name in TEXTS}, url="javascript:window.hit=1")
        for claim in CLAIMS
    ]
    hostile[-1] = replace(hostile[-1], quote=PAYLOAD, quote_start=0, start=0, end=20, relay_of=None, document_id="d0")
    hostile[0] = replace(hostile[0], relay_of=None)
    path = tmp_path_factory.mktemp("hostile") / "claims.parquet"
    write_table(from_claims(hostile), path)
    return start_app(path)


@pytest.mark.parametrize("path", PAGES)
def test_no_text_acts(page: Page, hostile_app: str, path: str):
    open_page(page, f"{hostile_app}/{path}")
    assert page.evaluate("() => window.hit") is None
    assert page.locator("img[src*=evil], a[href*='//evil'], a[href^='javascript:']").count() == 0
    for name in ("Over time", "Table"):
        if page.get_by_role("tab", name=name).count():
            page.get_by_role("tab", name=name).click()
            settle(page)
            assert page.evaluate("() => window.hit") is None


def test_the_quotation_is_shown_to_the_letter(page: Page, hostile_app: str):
    open_page(page, f"{hostile_app}/claim?claim=T-07")
    assert page.locator("blockquote").first.text_content() == PAYLOAD
    expect(page.locator("blockquote mark").first).to_have_text(PAYLOAD[:20])


def test_a_filter_and_a_chip_show_a_hostile_name_as_text(page: Page, hostile_app: str):
    open_page(page, hostile_app)
    page.get_by_role("combobox", name="Source").click()
    page.get_by_role("option").first.click()
    page.keyboard.press("Escape")
    settle(page)
    assert page.locator(".shown").inner_text() == "7 of 7 claims"
    assert page.evaluate("() => window.hit") is None
    page.get_by_role("button", name="Save this chart").click()
    expect(page.frame_locator("iframe").locator(".js-plotly-plot .main-svg").first).to_be_visible()
    assert page.evaluate("() => window.hit") is None


@pytest.mark.parametrize(
    "query",
    ["source=%3Cscript%3E", "since=x&until=9999-99-99", "claim=%00", "question=~~~~~~~~", "page=-1&v=..", "clock=1"],
)
def test_a_meddled_address_is_no_error(page: Page, app: str, query: str):
    open_page(page, f"{app}/?{query}")
    assert page.locator("[data-testid=stException]").count() == 0
    assert page.locator(".shown").inner_text() == "7 of 7 claims"
