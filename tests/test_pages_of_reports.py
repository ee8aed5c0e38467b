"""Adding and reviewing reports on the pages, without a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

from figures.documents import Document
from figures.resources import root
from figures.store import Store

REPORT = "At least 11 soldiers were killed near the town, the governor said on Monday. The bridge was built in 1974 by 3 firms."


@pytest.fixture
def app(claims_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("FIGURES_CLAIMS", str(claims_file))
    monkeypatch.setenv("FIGURES_STORE", str(tmp_path / "reports.sqlite"))
    st.cache_resource.clear()
    monkeypatch.setattr(PagesManager, "uses_pages_directory", False)
    monkeypatch.setattr("streamlit.testing.v1.app_test.PagesManager", type("Navigated", (PagesManager,), {}))
    app = AppTest.from_file(str(root() / "app.py"), default_timeout=30)
    app.run()
    yield app
    assert not app.exception


def text(app: AppTest) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def store() -> Store:
    from figures.store import default_path

    return Store.open(default_path())


def paste(app: AppTest, report: str = REPORT) -> None:
    app.switch_page("pages/add_reports.py").run()
    app.text_area[0].set_value(report)
    next(button for button in app.button if button.label == "Read").click().run()


def press(app: AppTest, label: str) -> None:
    next(button for button in app.button if button.label == label).click().run()


def test_a_pasted_report_is_read_shown_and_saved(app: AppTest) -> None:
    paste(app)
    assert ">At least 11</mark>" in text(app)
    assert "1974" in text(app)
    assert 'class="skipped"' in text(app)
    assert not store().documents()
    press(app, "Save 1 report")
    assert "1 claim saved from 1 report" in text(app)
    [claim] = store().claims()
    assert (claim.low, claim.bound) == (11, "at_least")
    app.switch_page("pages/claims.py").run()
    assert "<strong>8</strong> of 8 claims" in text(app)


def test_a_discarded_report_is_not_saved(app: AppTest) -> None:
    paste(app)
    press(app, "Discard 1 report")
    assert not store().documents()
    assert "<mark" not in text(app)


def test_a_report_that_is_there_is_said_to_be(app: AppTest) -> None:
    for _ in range(2):
        paste(app)
        press(app, "Save 1 report")
    assert "is there already" in text(app)
    assert len(store().documents()) == 1


def test_files_are_read_and_what_is_unreadable_is_named(app: AppTest) -> None:
    app.switch_page("pages/add_reports.py").run()
    app.segmented_control(key="way").set_value("Files").run()
    app.file_uploader[0].set_value([("a.txt", REPORT.encode(), "text/plain"), ("b.pdf", b"no pdf", "application/pdf")])
    press(app, "Read")
    assert "is not a PDF file" in text(app)
    press(app, "Save 1 report")
    assert len(store().documents()) == 1


def test_addresses_are_off_unless_the_server_allows_them(app: AppTest) -> None:
    app.switch_page("pages/add_reports.py").run()
    app.segmented_control(key="way").set_value("Address").run()
    assert "asks no other machine" in text(app)
    assert not app.text_input or all(field.label != "Address of one report" for field in app.text_input)


def test_a_feed_is_read_where_the_server_allows_it(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIGURES_FETCH", "1")
    monkeypatch.setattr("figures.readers.feeds.read_feed", lambda _: iter([Document(REPORT, url="https://x.test/a")]))
    app.switch_page("pages/add_reports.py").run()
    app.segmented_control(key="way").set_value("Feed").run()
    next(field for field in app.text_input if field.label.endswith("Atom feed")).set_value("https://x.test/feed")
    press(app, "Read")
    press(app, "Save 1 report")
    assert store().documents()[0].url == "https://x.test/a"


def test_an_address_inside_the_own_network_is_refused_in_one_line(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FIGURES_FETCH", "1")
    app.switch_page("pages/add_reports.py").run()
    app.segmented_control(key="way").set_value("Address").run()
    next(field for field in app.text_input if field.label == "Address of one report").set_value("http://127.0.0.1/")
    press(app, "Read")
    assert "which is not on the public internet" in text(app)


def review(app: AppTest) -> None:
    paste(app, REPORT + " Another 40 were wounded in the shelling, the ministry said.")
    press(app, "Save 1 report")
    app.switch_page("pages/review.py").run()


def test_accept_reject_and_undo(app: AppTest) -> None:
    review(app)
    count = len(store().claims())
    assert f"Claim 1 of {count}; {count} not reviewed yet" in text(app)
    press(app, "Reject")
    assert "say why" in text(app)
    assert not store().decisions()
    app.text_input(key="why").set_value("not in this war").run()
    press(app, "Reject")
    assert [claim.review for claim in store().claims()].count("rejected") == 1
    press(app, "Accept")
    assert [d.action for d in store().decisions()] == ["reject", "accept"]
    press(app, "Undo my last decision")
    assert [claim.review for claim in store().claims()].count("accepted") == 0


def test_the_reach_of_a_report_is_shown(app: AppTest) -> None:
    review(app)
    copy = store().documents()[0].text
    store().add([Document(copy, "other", publisher="Evening <b>Post")])
    app.run()
    assert "Also carried by Evening &lt;b&gt;Post" in text(app)


def test_a_correction_keeps_the_original_beside_it(app: AppTest) -> None:
    review(app)
    app.selectbox[[box.label for box in app.selectbox].index("Claim type")].set_value("captured")
    press(app, "Save the correction")
    assert "As read" in text(app)
    assert "captured" in {claim.claim_type for claim in store().claims()}
    assert "captured" not in {claim.claim_type for claim in store().readings()}


def test_a_missed_claim_is_added_from_its_words(app: AppTest) -> None:
    review(app)
    app.text_input(key="missed").set_value("3 firms").run()
    press(app, "Add the claim")
    added = next(claim for claim in store().claims() if claim.text == "3 firms")
    assert (added.review, added.value, added.quote) == ("accepted", 3, "The bridge was built in 1974 by 3 firms.")
    app.text_input(key="missed").set_value("not there").run()
    assert "does not have these words" in text(app)


def test_sources_are_merged_and_split(app: AppTest) -> None:
    review(app)
    before = {claim.source for claim in store().claims()} - {None}
    field = next(field for field in app.text_input if field.label == "is the same as")
    field.set_value("Somebody")
    press(app, "Merge")
    assert "Somebody" in {claim.source for claim in store().claims()}
    field = next(field for field in app.text_input if field.label == "is another source")
    field.set_value("Somebody else")
    press(app, "Split")
    assert {claim.source for claim in store().claims()} & {"Somebody", "Somebody else"}
    assert before


def test_a_server_for_the_public_has_no_page_that_writes(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIGURES_READ_ONLY", "1")
    app.run()
    with pytest.raises(ValueError, match="Could not find a navigation page"):
        app.switch_page("pages/review.py")


def test_a_damaged_store_is_said_and_the_shipped_claims_are_shown(app: AppTest, tmp_path: Path) -> None:
    (tmp_path / "reports.sqlite").write_text("no database " * 99)
    app.run()
    assert "<strong>7</strong> of 7 claims" in text(app)
    assert "is no store of Figures" in text(app)
