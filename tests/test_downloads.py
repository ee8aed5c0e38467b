"""Downloads bring every claim back, run in no spreadsheet, and say what they are."""

import csv
import io
import json
import zipfile
from datetime import date

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.codebook import codebook
from figures.columns import COLUMNS
from figures.spreadsheets import escape_cell, unescape_cell
from figures.table import from_claims, read_table
from figures.view.downloads import View, to_annotations, to_csv, to_package, to_parquet, to_wikitable
from figures.view.filters import Filter
from sample_claims import CLAIMS, QUOTE

TABLE = from_claims(CLAIMS)
VIEW = View(Filter(source=("Meduza", "Kyiv")), "abc123", date(2026, 1, 2), "http://127.0.0.1/?source=Meduza")
TEXT = [column.name for column in COLUMNS if column.kind == "string" and column.name not in {"claim_id", "claim_type"}]
LIVE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "|cmd",
    "%0A=1",
    "＝1",
    "＋1",
    "－1",
    "＠1",
    "'=1",
]


def test_a_csv_brings_every_claim_back(tmp_path):
    (tmp_path / "x.csv").write_bytes(to_csv(TABLE))
    assert read_table(tmp_path / "x.csv").to_pylist() == TABLE.to_pylist()


def test_a_parquet_file_brings_every_claim_back():
    assert pq.read_table(io.BytesIO(to_parquet(TABLE))).to_pylist() == TABLE.to_pylist()


@pytest.mark.parametrize("payload", LIVE)
def test_no_text_cell_is_a_live_formula(payload):
    rows = [row | dict.fromkeys(TEXT, payload) for row in TABLE.slice(0, 1).to_pylist()]
    cells = next(csv.DictReader(io.StringIO(to_csv(type(TABLE).from_pylist(rows, TABLE.schema)).decode(), newline="")))
    for name in TEXT:
        assert cells[name].startswith("'")
        assert unescape_cell(cells[name]) == payload
    assert cells["low"] == "498"


@given(st.text())
def test_escaping_a_cell_can_be_undone(text):
    assert unescape_cell(escape_cell(text)) == text


def test_an_annotation_finds_its_number_again():
    *_, item = json.loads(to_annotations(TABLE))["items"]
    quotation, position = item["target"]["selector"]
    assert quotation["prefix"] + quotation["exact"] + quotation["suffix"] == QUOTE[:80]
    assert quotation["exact"] == "at least 1,200"
    assert (position["start"], position["end"]) == (118, 132)


def test_a_claim_in_our_own_words_has_no_place_in_a_text():
    first = json.loads(to_annotations(TABLE))["items"][0]
    assert first["target"] == {"source": "https://example.org/1"}


def test_the_package_is_valid_and_says_what_it_holds(tmp_path):
    from frictionless import Package

    (tmp_path / "p.zip").write_bytes(to_package(TABLE, VIEW))
    with zipfile.ZipFile(tmp_path / "p.zip") as archive:
        archive.extractall(tmp_path)
        assert set(archive.namelist()) == {
            "claims.csv", "claims.parquet", "CODEBOOK.md", "CITATION.txt", "filters.json", "datapackage.json",
        }  # fmt: skip
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])
    assert json.loads((tmp_path / "filters.json").read_text()) == {"source": ["Meduza", "Kyiv"]}
    assert "source: Meduza or Kyiv" in (tmp_path / "CITATION.txt").read_text()
    assert (tmp_path / "CODEBOOK.md").read_text(encoding="utf-8") == codebook()
    (terms,) = json.loads((tmp_path / "datapackage.json").read_text())["licenses"]
    assert terms["name"] == "CC-BY-4.0"  # as data/README.md says


def test_the_same_view_makes_the_same_package():
    assert to_package(TABLE, VIEW) == to_package(TABLE, VIEW)


def test_a_wikitable_reads_no_cell_as_wikitext():
    text = to_wikitable(["Source", "Says"], [["[[Evil]]|x", "1,200"], ["</nowiki>{{bad}}", None]], "A caption")
    assert "| <nowiki>[[Evil]]&#124;x</nowiki> || 1,200" in text
    assert "&lt;/nowiki>{{bad}}" in text
