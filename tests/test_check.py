"""Each kind of finding, on small folders of data that are wrong in one place."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from figures.check import check, check_table, find_unknown
from figures.claims import Claim
from figures.columns import NAMES
from figures.table import from_claims, write_table

TODAY = date(2024, 1, 31)
FILES = {
    "sources.csv": [
        ["name", "kind", "side", "family", "aliases"],
        ["Kyr Army", "belligerent", "Kyr", "gov_kyr", "army of Kyr"],
    ],
    "institutions.csv": [["name", "kind", "words"], ["police", "", "police"]],
    "families.csv": [["id", "name"], ["gov_kyr", "Government of Kyr"]],
    "populations.csv": [
        ["id", "name", "side", "kind", "part_of", "words"],
        ["forces", "Forces", "", "military", "", "soldiers"],
        ["kyr_forces", "Army of Kyr", "Kyr", "military", "forces", ""],
    ],
    "places.csv": [
        ["name", "kind", "part_of", "aliases", "adjectives"],
        ["Kyr", "country", "", "", "Kyrian"],
        ["Lom", "city", "Kyr", "Lome", ""],
    ],
    "conflicts.csv": [
        ["id", "name", "start", "end", "sides", "places"],
        ["kyr_2023", "War in Kyr", "2023-01-01", "", "Kyr", "Kyr"],
    ],
    "definitions.csv": [
        ["id", "description", "floor", "excluded", "measures"],
        ["verified", "Checked.", "yes", "no", ""],
    ],
    "origins.csv": [
        ["id", "name", "url", "license", "retrieved", "what"],
        ["web", "Pages", "https://example.org", "", "", ""],
    ],
}
CLAIM = {
    "claim_id": "K-1", "origin": "curated", "conflict": "kyr_2023", "claim_type": "killed", "subject": "soldiers",
    "population": "kyr_forces", "side": "Kyr", "place": "Lom", "scope": "cumulative", "text": "at least 12", "bound": "at_least",
    "low": "12", "value": "12", "source": "Kyr Army", "family": "gov_kyr", "as_of": "2023-06-01", "published": "2023-06-02",
    "statement": "According to the Kyr Army, at least 12 soldiers were killed at Lom.", "url": "https://example.org/a",
    "provenance": "web", "verification": "unchecked",
}  # fmt: skip


def write(folder, name, rows):
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def write_claims(folder, *claims, columns=NAMES):
    write(folder, "claims.csv", [columns, *([claim.get(name, "") for name in columns] for claim in claims)])


@pytest.fixture
def folder(tmp_path):
    for name, rows in FILES.items():
        write(tmp_path, name, rows)
    write_claims(tmp_path, CLAIM)
    return tmp_path


def test_a_sound_folder_has_no_findings(folder):
    assert check(folder, TODAY) == []


@pytest.mark.parametrize(
    ("file", "row", "column", "words"),
    [
        ("sources.csv", ["Lom Daily", "paper", "", "", ""], "kind", "unknown 'paper'"),
        ("sources.csv", ["Lom Army", "belligerent", "Mars", "", ""], "side", "unknown 'Mars'"),
        ("sources.csv", ["Lom Daily", "media", "Kyr", "", ""], "side", "which speaks for no side"),
        ("sources.csv", ["Lom Daily", "media", "", "lom", ""], "family", "unknown 'lom'"),
        ("sources.csv", ["Lom Daily", "media", "", "", "the Army of Kyr"], "-", "belongs to 'Kyr Army' already"),
        ("sources.csv", ["", "media", "", "", ""], "name", "must not be empty"),
        ("sources.csv", ["Lom Daily", "media"], "-", "2 cells where the header has 5"),
        ("institutions.csv", ["guards", "", "police"], "-", "belongs to 'police' already"),
        ("families.csv", ["gov_kyr", "again"], "-", "belongs to"),
        ("populations.csv", ["x", "X", "", "military", "army", ""], "part_of", "unknown 'army'"),
        ("populations.csv", ["x", "X", "", "military", "", "soldiers"], "-", "belongs to 'forces' already"),
        ("places.csv", ["Sea", "lake", "", "", ""], "kind", "unknown 'lake'"),
        ("places.csv", ["Sea", "water", "Nowhere", "", ""], "part_of", "unknown 'Nowhere'"),
        ("places.csv", ["Rim", "city", "Rim", "", ""], "part_of", "is a part of itself"),
        ("places.csv", ["Rim", "city", "Kyr", "Lomé", ""], "-", "belongs to 'Lom' already"),
        ("conflicts.csv", ["x", "X", "2023-02-01", "2023-01-01", "", ""], "end", "before its start"),
        ("conflicts.csv", ["x", "X", "2023-02-31", "", "", ""], "start", "is no day"),
        ("conflicts.csv", ["x", "X", "", "", "", "Nowhere"], "places", "unknown 'Nowhere'"),
        ("definitions.csv", ["x", "X", "true", "no", ""], "floor", "neither yes nor no"),
        ("origins.csv", ["x", "X", "ftp://example.org", "", "", ""], "url", "no web address"),
    ],
)
def test_what_is_wrong_in_a_registry_is_found_where_it_stands(folder, file, row, column, words):
    write(folder, file, [*FILES[file], row])
    (finding,) = check(folder, TODAY)
    assert (finding.file, finding.line, finding.column) == (file, len(FILES[file]) + 1, column)
    assert words in finding.what
    assert finding.remedy


@pytest.mark.parametrize(
    ("change", "column", "words"),
    [
        ({"conflict": "moon_2023"}, "conflict", "unknown 'moon_2023'"),
        ({"population": "moon_forces"}, "population", "unknown"),
        ({"place": "Moon"}, "place", "unknown 'Moon'"),
        ({"source": "Moon Army", "family": ""}, "source", "unknown 'Moon Army'"),
        ({"definition": "guessed"}, "definition", "unknown 'guessed'"),
        ({"provenance": "hearsay"}, "provenance", "unknown 'hearsay'"),
        ({"relay_of": "K-9"}, "relay_of", "unknown 'K-9'"),
        ({"repeats": "K-9"}, "repeats", "unknown 'K-9'"),
        ({"claim_type": "eaten"}, "claim_type", "unknown 'eaten'"),
        ({"claim_type": ""}, "claim_type", "is empty"),
        ({"low": "a dozen"}, "low", "is not a whole number"),
        ({"low": "9" * 20}, "low", "is not a whole number"),
        ({"as_of": "June 2023"}, "as_of", "is not a date"),
        ({"bound": "range", "low": "12", "high": "10"}, "low", "above high 10"),
        ({"high": "20"}, "high", "leaves it open"),
        ({"bound": "at_most"}, "low", "leaves it open"),
        ({"bound": "exact", "high": "13"}, "bound", "exact with low 12 and high 13"),
        ({"published": "2024-02-01"}, "published", "lies in the future"),
        ({"period_start": "2023-07-01"}, "period_start", "is after as_of"),
        ({"family": "gov_moon"}, "family", "unknown 'gov_moon'"),
        ({"family": ""}, "family", "belongs to 'gov_kyr'"),
        ({"url": "javascript:alert(1)"}, "url", "no web address"),
        ({"statement": "According to the Kyr Army, soldiers were killed."}, "statement", "does not hold 'at least 12'"),
        ({"provenance": ""}, "provenance", "is empty in a curated row"),
        ({"quote": "At least 12 died.", "quote_start": "40", "start": "43", "end": "51"}, "start", "the span holds"),
    ],
)
def test_what_is_wrong_in_a_claim_is_found_where_it_stands(folder, change, column, words):
    write_claims(folder, {**CLAIM, "claim_id": "K-0"}, {**CLAIM, **change})
    findings = check(folder, TODAY)
    found = [(f.file, f.line, f.column) for f in findings if words in f.what and f.remedy]
    assert found == [("claims.csv", 3, column)], findings


def test_a_claim_read_from_a_text_may_name_source_and_place_in_its_own_words(folder):
    read = {**CLAIM, "origin": "extracted", "source": "a shepherd", "family": "", "place": "the ford", "statement": ""}
    write_claims(folder, {**read, "quote": "He saw at least 12.", "quote_start": "5", "start": "12", "end": "23"})
    assert check(folder, TODAY) == []


def test_a_cell_that_no_spreadsheet_runs_is_read_as_it_was(tmp_path):
    words = "- 12 soldiers were killed, the Kyr Army said."
    told = Claim(
        "x", "extracted", "killed", "exact", text="12", low=12, high=12, quote=words, quote_start=7, start=9, end=11
    )
    write_table(from_claims([told]), tmp_path / "t.csv")
    assert "'- 12" in (tmp_path / "t.csv").read_text(encoding="utf-8")
    assert check_table(tmp_path / "t.csv", TODAY) == []


def test_a_number_with_a_point_is_the_same_number(folder):
    write_claims(folder, {**CLAIM, "bound": "exact", "low": "12", "high": "12.0"})
    assert check(folder, TODAY) == []


def test_an_id_stands_once_and_columns_are_all_there(folder):
    write_claims(folder, CLAIM, CLAIM)
    assert [f.what for f in check(folder, TODAY)] == ["'K-1' stands in line 2 already"]
    write_claims(folder, CLAIM, columns=[name for name in NAMES if name not in ("bound", "low")])
    (finding,) = check(folder, TODAY)
    assert (finding.column, finding.what) == ("bound", "missing columns")


def test_missing_and_broken_files_are_findings(folder):
    (folder / "origins.csv").unlink()
    (folder / "families.csv").write_bytes(b"id,name\n\xff\xfe,x\n")
    found = [(finding.file, finding.what) for finding in check(folder, TODAY)]
    assert ("origins.csv", "cannot be read (No such file or directory)") in found
    assert ("families.csv", "is not UTF-8 text") in found


def test_bulletins_say_what_they_are(folder):
    (folder / "bulletins").mkdir()
    (folder / "bulletins" / "a.md").write_text("---\ntitle: A\npublisher: B\n---\n\nTen died.\n", encoding="utf-8")
    (folder / "bulletins" / "b.md").write_text("", encoding="utf-8")
    found = [(finding.file, finding.column) for finding in check(folder, TODAY)]
    assert found == [("a.md", "url"), ("a.md", "published"), ("b.md", "-")]


def test_a_table_is_checked_against_the_shipped_registries(tmp_path):
    write_claims(
        tmp_path, {**CLAIM, "origin": "extracted", "conflict": "", "population": "", "family": "", "provenance": ""}
    )
    assert check_table(tmp_path / "claims.csv", TODAY) == []
    unknown = [(each.column, each.name, each.claims) for each in find_unknown(tmp_path / "claims.csv")]
    assert unknown == [("source", "Kyr Army", 1), ("place", "Lom", 1)]


def test_a_table_needs_its_required_columns_only(tmp_path):
    (tmp_path / "t.csv").write_text("claim_id,claim_type,bound,low,high\nx,killed,exact,5,5\n", encoding="utf-8")
    (tmp_path / "t.jsonl").write_text(
        '{"claim_id": "x", "claim_type": "killed", "bound": "exact", "low": 5, "high": 5}'
    )
    assert check_table(tmp_path / "t.csv", TODAY) == check_table(tmp_path / "t.jsonl", TODAY) == []
    (tmp_path / "t.csv").write_text("claim_id,bound,odd\nx,exact,1\n", encoding="utf-8")
    (finding,) = check_table(tmp_path / "t.csv", TODAY)
    assert (finding.file, finding.column) == (str(tmp_path / "t.csv"), "claim_type")


def test_a_finding_reads_as_one_line_that_an_editor_can_open(folder):
    write_claims(folder, {**CLAIM, "place": "Moon"})
    assert str(check(folder, TODAY)[0]) == "claims.csv:2: place: unknown 'Moon'; add it to its registry or correct it"
