"""What people do with the dashboard, in a real browser."""

import csv
import io
import re
from dataclasses import replace

from playwright.sync_api import Page, expect

from figures.table import from_claims, write_table
from sample_claims import CLAIMS


def settle(page: Page) -> None:
    """Wait until the script has run and its chart or table is drawn."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_timeout(250)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")


def open_page(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("h1")).to_be_visible()
    settle(page)


def choose(page: Page, label: str, value: str) -> None:
    """Choose a value of a filter, whatever its count."""
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=re.compile(f"^{re.escape(value)}")).first.click()
    page.keyboard.press("Escape")
    settle(page)


def shown(page: Page) -> str:
    return page.locator(".shown").inner_text()


def test_filters_by_source_and_type_live_in_the_address(page: Page, app: str):
    open_page(page, app)
    assert shown(page) == "7 of 7 claims"
    choose(page, "Source", "Meduza")
    assert shown(page) == "2 of 7 claims"
    choose(page, "Claim type", "killed")
    expect(page).to_have_url(re.compile("source=Meduza&claim_type=killed"))
    page.reload()
    expect(page.locator("h1")).to_be_visible()
    settle(page)
    assert shown(page) == "2 of 7 claims"
    page.get_by_role("link", name="Claims").click()
    expect(page.get_by_role("heading", name="Claims")).to_be_visible()
    settle(page)
    assert shown(page) == "2 of 7 claims"
    expect(page).to_have_url(re.compile("/claims.*source=Meduza"))
    page.go_back()
    settle(page)
    assert shown(page) == "2 of 7 claims"


def test_further_filters_hold_while_they_are_out_of_sight(page: Page, app: str):
    open_page(page, app)
    page.get_by_role("button", name="More filters").click()
    choose(page, "Bound", "range")
    page.keyboard.press("Escape")
    settle(page)
    assert shown(page) == "1 of 7 claims"
    expect(page).to_have_url(re.compile("bound=range"))
    page.get_by_role("link", name="Claims").click()
    expect(page.get_by_role("heading", name="Claims")).to_be_visible()
    settle(page)
    assert shown(page) == "1 of 7 claims"
    page.get_by_role("button", name="More (1)").click()
    expect(page.locator("[data-tag]")).to_contain_text("range")
    page.reload()
    expect(page.locator("h1")).to_be_visible()
    settle(page)
    assert shown(page) == "1 of 7 claims"


def test_a_link_to_any_page_works_as_the_first_visit_of_a_server(page: Page, start_app, claims_file):
    open_page(page, start_app(claims_file) + "/claims?source=Meduza")
    expect(page.get_by_role("heading", name="Claims")).to_be_visible()
    assert shown(page) == "2 of 7 claims"


def test_a_click_on_a_mark_opens_its_sentence(page: Page, app: str):
    open_page(page, f"{app}/?source=Example+Office")
    page.locator(".js-plotly-plot .scatterlayer .point").first.click(force=True)
    expect(page.locator("blockquote mark")).to_have_text("at least 1,200")
    expect(page.locator("blockquote")).to_contain_text("had been killed near the river")
    expect(page.locator(".facts")).to_contain_text("Example Wire")
    expect(page).to_have_url(re.compile("claim=T-07"))


def test_evidence_that_was_closed_opens_again_with_the_same_mark_or_row(page: Page, app: str):
    open_page(page, f"{app}/?source=Example+Office")
    for _ in range(2):
        page.locator(".js-plotly-plot .scatterlayer .point").first.click(force=True)
        expect(page.locator("blockquote mark")).to_have_text("at least 1,200")
        settle(page)
        page.get_by_role("button", name="Close").click()
        expect(page.locator(".facts")).to_have_count(0)
        settle(page)
    open_page(page, f"{app}/claims?source=Example+Office")
    for _ in range(2):
        box = page.locator("[data-testid=stDataFrame] canvas").first.bounding_box()
        page.mouse.click(box["x"] + 16, box["y"] + 52)
        expect(page.locator("blockquote mark")).to_have_text("at least 1,200")
        settle(page)
        page.get_by_role("button", name="Close").click()
        expect(page.locator(".facts")).to_have_count(0)
        settle(page)


def test_the_downloaded_csv_is_what_the_screen_says(page: Page, app: str):
    open_page(page, f"{app}/claims?source=Meduza")
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("CSV")).first.click()
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text("utf-8"))))
    assert [row["claim_id"] for row in rows] == ["T-05", "T-02"]
    assert f"{len(rows)} of 7 claims" == shown(page)
    assert [(row["low"], row["high"], row["as_of"]) for row in rows] == [
        ("5000", "5000", "2022-03-05"),
        ("2000", "4000", "2022-03-02"),
    ]


def test_a_program_gets_the_same_claims_at_an_address(page: Page, app: str):
    open_page(page, f"{app}/claims?source=Meduza")
    settle(page)
    answer = page.request.get(f"{app}/api/claims.csv?{page.url.partition('?')[2]}")
    rows = list(csv.DictReader(io.StringIO(answer.text())))
    assert (answer.headers["content-type"], len(rows)) == ("text/csv; charset=utf-8", 2)


def test_a_selected_row_opens_its_evidence(page: Page, app: str):
    open_page(page, f"{app}/claims?source=Example+Office")
    box = page.locator("[data-testid=stDataFrame] canvas").first.bounding_box()
    page.mouse.click(box["x"] + 16, box["y"] + 52)
    expect(page.locator("blockquote mark")).to_have_text("at least 1,200")


def test_the_permanent_link_shows_the_claim(page: Page, app: str):
    open_page(page, f"{app}/claim?claim=T-07")
    expect(page.locator("blockquote mark")).to_have_text("at least 1,200")
    expect(page.locator(".facts a")).to_have_attribute("href", "https://example.org/7")


def test_an_empty_result_says_which_filter_emptied_it(page: Page, app: str):
    open_page(page, f"{app}/?text=nowhere")
    expect(page.locator(".st-key-empty")).to_contain_text("Without Search there would be 7 claims")
    page.get_by_role("button", name="Take away Search").click()
    settle(page)
    assert shown(page) == "7 of 7 claims"


def test_a_chart_is_saved_with_its_title_filters_and_day(page: Page, app: str):
    open_page(page, f"{app}/?claim_type=killed")
    page.get_by_role("button", name="Save this chart").click()
    with page.expect_download() as standalone:
        page.get_by_role("button", name="Stand-alone page").click()
    frame = page.frame_locator("iframe")
    expect(frame.locator(".main-svg").first).to_be_visible()
    with page.expect_download() as picture:
        frame.get_by_role("button", name="Save as SVG").click()
    with page.expect_download() as pixels:
        frame.get_by_role("button", name="Save as PNG").click()
    drawn = picture.value.path().read_text("utf-8")
    for words in ("Russian armed forces: killed", "claim type: killed", "Drawn", "Zelensky"):
        assert words in drawn, words
        assert words in standalone.value.path().read_text("utf-8"), words
    assert pixels.value.path().read_bytes().startswith(b"\x89PNG")


def test_a_link_made_with_other_data_says_so(page: Page, app: str):
    open_page(page, f"{app}/?claim_type=killed&v=00000000.4")
    notice = page.get_by_role("status").filter(has_text="The data changed")
    expect(notice).to_contain_text("The data changed since this link was made. Then 4 claims matched, now 6.")
    choose(page, "Source", "Meduza")  # another view than the link's
    expect(notice).to_have_count(0)


def test_a_link_made_with_other_data_names_what_changed(page: Page, app: str, start_app, tmp_path):
    corrected = [replace(claim, low=2_001) if claim.claim_id == "T-02" else claim for claim in CLAIMS]
    write_table(from_claims([claim for claim in corrected if claim.claim_id != "T-05"]), tmp_path / "old.parquet")
    open_page(page, start_app(tmp_path / "old.parquet") + "/?source=Meduza")
    expect(page).to_have_url(re.compile("v="))
    open_page(page, f"{app}/?{page.url.partition('/?')[2]}")
    notice = page.get_by_role("status").filter(has_text="The data changed")
    expect(notice).to_contain_text("Then 1 claim matched, now 2.New: Meduza, about 5,000 killed.")
    expect(notice).to_contain_text("Says something else now: Meduza, 2,000 to 4,000 killed.")
    notice.get_by_role("link", name="5,000").click()
    expect(page.locator("h1")).to_have_text("Claim")
    expect(page.locator(".facts")).to_contain_text("5,000 killed")
