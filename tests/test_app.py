"""The dashboard without a browser: every page runs, filters narrow it, and an address restores it."""

import ast
import csv
import gc
import html
import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
import streamlit as st
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

from figures.dashboard import frame
from figures.resources import data_folder, root
from figures.store import Store

PAGES = sorted(page.name for page in (root() / "pages").glob("*.py"))


@pytest.fixture
def app(claims_file, monkeypatch):
    monkeypatch.setenv("FIGURES_CLAIMS", str(claims_file))
    st.cache_resource.clear()
    # A server notes at the first run that st.navigation is used and not the folder; AppTest forgets it before every run.
    monkeypatch.setattr(PagesManager, "uses_pages_directory", False)
    monkeypatch.setattr("streamlit.testing.v1.app_test.PagesManager", type("Navigated", (PagesManager,), {}))
    return AppTest.from_file(str(root() / "app.py"), default_timeout=30)


def _text(app):
    return " ".join(element.proto.body for element in app.get("html"))


@pytest.mark.parametrize("page", PAGES)
def test_every_page_runs(app, page):
    app.run()
    app.switch_page(f"pages/{page}").run()
    assert not app.exception
    assert app.title[0].value


@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_what_an_older_version_let_into_the_store(app, page, tmp_path, monkeypatch):
    store = Store.open(tmp_path / "s.sqlite")
    wild = {
        "claim_type": "banana",
        "bound": "wobbly",
        "low": 5,
        "high": 2,
        "as_of": "2999-01-01",
        "published": "9999-12-31",
    }
    rows = [
        ("x", {"claim_id": "x", **wild}),
        ("y", {"claim_id": "y", "low": -5}),
        (None, {}),
        ("T-01", {"claim_id": "T-01"}),
    ]
    with closing(sqlite3.connect(store.path)) as db, db:
        db.executemany("INSERT INTO claims (claim_id, reading) VALUES (?, ?)", [(i, json.dumps(r)) for i, r in rows])
    monkeypatch.setenv("FIGURES_STORE", str(store.path))
    app.run()
    app.switch_page(f"pages/{page}").run()
    assert not app.exception
    assert "of 10 claims" in _text(app)  # T-01 is shown once, as it is saved


@pytest.mark.parametrize("rows", [None, "x,,exact,5\n", "x,killed,wobbly,5\n", "x,killed,,5\n", ",killed,exact,5\n"])
def test_a_claims_file_that_no_page_can_show_is_one_line(app, rows, tmp_path, monkeypatch):
    path = tmp_path / "given.csv"
    if rows is not None:
        path.write_text(f"claim_id,claim_type,bound,low\n{rows}", encoding="utf-8")
    monkeypatch.setenv("FIGURES_CLAIMS", str(path))
    app.run()
    assert not app.exception
    assert "FIGURES_CLAIMS names no claims table" in _text(app)


def test_the_collector_passes_over_what_stays(app):
    gc.unfreeze()
    frame.spare_collector.cache_clear()
    app.run()
    assert gc.get_freeze_count() > len(sys.modules)


def test_the_source_and_type_filters_narrow_the_claims_and_the_address(app):
    app.run()
    assert "<strong>7</strong> of 7 claims" in _text(app)
    app.multiselect(key="source").set_value(["Meduza"]).run()
    assert "<strong>2</strong> of 7 claims" in _text(app)
    assert app.query_params["source"] == "Meduza"
    app.multiselect(key="claim_type").set_value(["killed"]).run()
    assert "<strong>2</strong> of 7 claims" in _text(app)


def test_counts_beside_values_follow_the_other_filters(app):
    app.session_state["more"] = True
    app.run()
    assert "Meduza · 2" in app.multiselect(key="source").options
    app.multiselect(key="bound").set_value(["range"]).run()
    assert app.multiselect(key="source").options == ["Meduza · 1"]


def test_filters_survive_a_change_of_page(app):
    app.run()
    app.multiselect(key="source").set_value(["Meduza"]).run()
    app.switch_page("pages/claims.py").run()
    assert app.multiselect(key="source").value == ["Meduza"]
    assert "<strong>2</strong> of 7 claims" in _text(app)


def test_an_address_restores_the_view_and_says_what_it_ignored(app):
    app.query_params["source"] = ["Meduza", "Nobody"]
    app.query_params["claim"] = "T-02"
    app.run()
    assert app.multiselect(key="source").value == ["Meduza"]
    assert "source=Nobody" in _text(app)
    assert "<mark>4,000</mark>" in _text(app)


def test_an_empty_result_names_the_filter_that_emptied_it(app):
    app.run()
    app.text_input(key="text").set_value("no such word").run()
    assert app.button(key="drop_text").label == "Search"
    assert "Without <strong>Search</strong> there would be 7 claims" in _text(app)
    app.button(key="empty_text").click().run()
    assert "<strong>7</strong> of 7 claims" in _text(app)


def test_the_permanent_page_shows_a_claim_or_says_that_there_is_none(app):
    app.run()
    app.query_params["claim"] = "T-07"
    app.switch_page("pages/claim.py").run()
    assert "<mark>at least 1,200</mark>" in _text(app)
    app.query_params["claim"] = "<b>none"
    app.run()
    assert not app.exception
    assert "&lt;b&gt;none" in _text(app)


def test_the_method_says_how_well_the_rules_read_with_the_targets(app):
    with (data_folder() / "accuracy.csv").open(encoding="utf-8", newline="") as lines:
        measured = list(csv.DictReader(lines))
    app.run()
    app.switch_page("pages/method.py").run()
    for row in measured:
        assert all(html.escape(row[name]) in _text(app) for name in ("what", "value", "target", "others"))


# Data reaches a page through figures.markup, or through elements that show plain text. These read Markdown in their first
# argument; what is listed below it is made of our own words and of numbers.
_MARKDOWN = {
    "markdown", "write", "write_stream", "caption", "toast", "metric", "table", "title", "header", "subheader", "info", "success",
    "warning", "error", "badge", "latex", "popover", "expander", "link_button", "page_link", "button", "download_button", "tabs",
    "selectbox", "multiselect", "text_input", "date_input", "toggle", "checkbox", "radio", "pills", "segmented_control", "dialog",
}  # fmt: skip
_OURS = {
    "LABELS[name]",
    "describe_columns()",
    "_more_label(chosen)",
    "f'{LABELS[name]}{count}'",
    "f'Take away {label}'",
    "label",
    "path",
    "f'Save {count}'",
    "f'Discard {count}'",
    "column.label",
}


def _sources():
    return [
        root() / "app.py",
        *(root() / "pages").glob("*.py"),
        *(Path(__file__).parents[1] / "src/figures/dashboard").glob("*.py"),
    ]


@pytest.mark.parametrize("path", _sources(), ids=lambda path: path.name)
def test_no_page_shows_data_as_markdown_or_runs_script(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            said = ast.unparse(node)
            assert not {"unsafe_allow_html", "unsafe_allow_javascript"} & {word.arg for word in node.keywords}, said
            if node.func.attr in _MARKDOWN:
                first = next(iter([*node.args, *(word.value for word in node.keywords)]), ast.Constant(""))
                literal = isinstance(first, ast.List | ast.Constant)
                assert literal or ast.unparse(first) in _OURS, said
