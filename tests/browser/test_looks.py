"""Every page for everybody: no serious finding of axe-core, fit for a telephone, in light and dark, and by keyboard."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from test_journeys import open_page, settle

PAGES = [
    "",
    "claims?source=Meduza",
    "sources",
    "method",
    "add_reports",
    "claim?claim=T-07",
    "?text=nowhere",
    "?claim=T-02",
]


@pytest.mark.parametrize(
    ("path", "scheme"), [(path, "light") for path in PAGES] + [(path, "dark") for path in PAGES[:5]]
)
def test_axe_finds_nothing_serious(browser: Browser, app: str, path: str, scheme: str):
    page = browser.new_context(viewport={"width": 1440, "height": 1000}, color_scheme=scheme).new_page()
    open_page(page, f"{app}/{path}")
    found = Axe().run(page).response["violations"]
    page.context.close()
    serious = [
        (v["id"], [node["html"][:200] for node in v["nodes"][:3]])
        for v in found
        if v["impact"] in {"serious", "critical"}
    ]
    assert not serious


@pytest.mark.parametrize("path", PAGES)
def test_a_telephone_shows_it_without_scrolling_sideways(browser: Browser, app: str, path: str):
    page = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True).new_page()
    open_page(page, f"{app}/{path}")
    too_wide = page.evaluate(
        "() => document.querySelector('.stMain').scrollWidth - document.querySelector('.stMain').clientWidth"
    )
    page.context.close()
    assert too_wide <= 0


def test_the_chart_has_a_text_and_a_table(page: Page, app: str):
    open_page(page, app)
    expect(page.locator("[role=figure]").first).to_have_attribute(
        "aria-label", re.compile("Russian armed forces: killed")
    )
    page.get_by_role("tab", name="Table").click()
    settle(page)
    expect(page.get_by_role("row", name="Meduza 2,000 to 4,000")).to_be_visible()


def test_the_keyboard_reaches_filter_tab_and_evidence(page: Page, app: str):
    open_page(page, app)
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate("() => (e => e.getAttribute('aria-label') || e.textContent.trim())(document.activeElement)")
        )
    for name in ("Compare", "Claims", "Sources", "Method & cite", "By source", "More filters"):
        assert any(name in text for text in reached), (name, reached)
    page.get_by_role("combobox", name="Source").focus()
    page.keyboard.type("Medu")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    settle(page)
    assert page.locator(".shown").inner_text() == "2 of 7 claims"


def test_a_tapped_mark_brings_its_evidence_into_view_on_a_telephone(browser: Browser, app: str):
    page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    open_page(page, f"{app}/?source=Example+Office")
    page.locator(".js-plotly-plot .scatterlayer .point").first.click(force=True)
    expect(page.locator("blockquote mark").first).to_be_in_viewport()
    page.get_by_role("button", name="Close").click()
    expect(page.locator(".facts")).to_have_count(0)
    page.context.close()


def test_evidence_stands_beside_a_mark_far_down_the_chart(page: Page, app: str):
    page.set_viewport_size({"width": 1440, "height": 420})
    open_page(page, app)
    page.locator(".js-plotly-plot .scatterlayer .point").last.scroll_into_view_if_needed()
    page.locator(".stMain").evaluate("main => main.scrollTo(0, main.scrollHeight)")
    settle(page)
    page.locator(".js-plotly-plot .scatterlayer .point").first.click(force=True)
    expect(page.locator(".st-key-evidence blockquote mark")).to_be_in_viewport()


@pytest.mark.parametrize(("scheme", "least", "most"), [("light", 0, 110), ("dark", 150, 255)])
def test_names_in_a_chart_read_on_either_theme(browser: Browser, app: str, scheme: str, least: int, most: int):
    page = browser.new_context(viewport={"width": 1440, "height": 1000}, color_scheme=scheme).new_page()
    open_page(page, app)
    expect(page.locator(".textpoint text", has_text="Example Office")).to_be_visible()
    red = page.evaluate(
        "() => +getComputedStyle(document.querySelector('.textpoint text, .scatterlayer .text text')).fill.match(/\\d+/)[0]"
    )
    page.context.close()
    assert least <= red <= most
