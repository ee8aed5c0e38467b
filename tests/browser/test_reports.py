"""Adding and reviewing reports in a real browser: hostile text stays text, the keyboard works, words can be selected."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from test_journeys import open_page, settle

HOSTILE = "<img src=x onerror='window.__xss=1'> ![](http://evil.test/x.png) :red[mark] $x^2$ <script>window.__xss=1</script> So they wrote."
REPORT = f"{HOSTILE}\n\nAt least 11 soldiers were killed near the town, the governor said on Monday. The bridge has 3 lanes.\n\n{HOSTILE}"


@pytest.fixture(scope="module")
def reports(start_app, claims_file: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    os.environ["FIGURES_STORE"] = str(tmp_path_factory.mktemp("store") / "reports.sqlite")
    try:
        return start_app(claims_file)
    finally:
        del os.environ["FIGURES_STORE"]


def test_a_hostile_report_is_added_reviewed_by_keyboard_and_completed(page: Page, reports: str) -> None:
    open_page(page, f"{reports}/add_reports")
    page.get_by_label("Text of the report").fill(REPORT)
    page.get_by_label("Publisher, where").fill(HOSTILE)
    page.get_by_label("Title").fill(HOSTILE)
    page.get_by_role("button", name="Read", exact=True).click()
    expect(page.locator(".passage mark").first).to_be_visible()
    settle(page)
    assert page.locator(".passage").inner_text().strip() == REPORT
    page.get_by_role("button", name="Save 1 report").click()
    expect(page.get_by_role("status").filter(has_text="1 claim saved")).to_be_visible()

    page.get_by_role("link", name="Review").click()
    expect(page.get_by_text("Claim 1 of 1; 1 not reviewed yet")).to_be_visible()
    settle(page)
    assert page.locator(".passage").inner_text().strip() == REPORT
    page.evaluate(
        """() => {
            const box = document.querySelector(".passage");
            const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
            for (let node; (node = walker.nextNode()); ) {
                const place = node.data.indexOf("3 lanes");
                if (place < 0) continue;
                document.getSelection().setBaseAndExtent(node, place, node, place + 7);
                box.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
            }
        }"""
    )
    expect(page.get_by_label("The number as written")).to_have_value("3 lanes")
    page.get_by_role("button", name="Add the claim").click()
    expect(page.get_by_text("Claim 2 of 2; 1 not reviewed yet")).to_be_visible()
    settle(page)
    page.locator("h1").click()
    page.keyboard.press("k")
    expect(page.get_by_text("Claim 1 of 2; 1 not reviewed yet")).to_be_visible()
    settle(page)
    page.keyboard.press("a")
    expect(page.get_by_text("0 not reviewed yet")).to_be_visible()
    settle(page)
    page.keyboard.press("z")
    expect(page.get_by_text("1 not reviewed yet")).to_be_visible()
    settle(page)
    assert "claim=" in page.url
    assert page.evaluate("window.__xss") is None
