"""What ships in data/: sound as a whole, and described as it is."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from figures import registry
from figures.check import check
from figures.claims import read_document
from figures.codebook import codebook
from figures.resources import data_folder
from figures.shipped import bulletins, shipped_claims

ROOT = Path(__file__).parents[1]
DATA = data_folder()


@pytest.fixture(scope="module")
def claims():
    with (DATA / "claims.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_the_check_finds_nothing():
    assert [str(finding) for finding in check()] == []


def test_the_codebook_is_current():
    assert (ROOT / "docs/codebook.md").read_text(encoding="utf-8") == codebook()


def test_the_readme_states_the_counts_of_the_table(claims):
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    sources, conflicts = ({row[column] for row in claims} for column in ("source", "conflict"))
    assert f"{len(claims)} claims of {len(sources)} sources on {len(conflicts)} conflicts" in readme
    for verdict, count in Counter(row["verification"] for row in claims).items():
        assert f"{count} {verdict}" in readme.replace("\n", " ")
    for origin, count in Counter(row["provenance"] for row in claims).items():
        assert f"| {count} |" in readme, origin
    for row in claims:
        if row["verification"] == "doubtful":
            assert row["claim_id"] in readme


def test_every_name_of_the_sources_stands_for_them(claims):
    for row in claims:
        assert registry.find_source(row["source"]).name == row["source"]
        assert row["source_kind"]


def test_no_row_holds_a_path_of_a_machine(claims):
    for row in claims:
        for cell in row.values():
            assert not cell.startswith(("/", "file:")), row["claim_id"]


def test_bulletins_are_short_reports_with_their_source():
    assert len(bulletins()) >= 10
    for document in bulletins():
        assert 50 <= len(document.text.split()) <= 150, document.title
        assert document.url.startswith("https://")
        assert document.published


@pytest.mark.parametrize("document", bulletins(), ids=lambda document: document.title)
def test_a_bulletin_can_be_read(document):
    claims = read_document(document).claims
    assert len(claims) >= 2
    assert all(document.text[claim.start : claim.end] == claim.text for claim in claims)
    assert any(claim.source for claim in claims)


def test_the_shipped_claims_are_those_kept_by_hand_and_those_of_the_bulletins(claims):
    shipped = Counter(shipped_claims().column("origin").to_pylist())
    assert shipped["curated"] == len(claims)
    assert shipped["extracted"] >= 40
