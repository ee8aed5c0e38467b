"""The claims table comes back from every format as it went in, and bad files are named."""

from __future__ import annotations

import csv
from dataclasses import fields, replace
from datetime import date
from math import nan

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figures import table
from figures.claims import Claim
from figures.columns import COLUMNS, NAMES

_KINDS = {
    "string": st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), min_size=1, max_size=30),
    "integer": st.integers(-(2**53), 2**53),
    "number": st.floats(0, 1),
    "date": st.dates(),
}
_NEVER_NULL = {"claim_id", "claim_type", "bound", "origin"}
_ROWS = st.fixed_dictionaries(
    {c.name: _KINDS[c.kind] if c.name in _NEVER_NULL else st.none() | _KINDS[c.kind] for c in COLUMNS}
)


def test_columns_claim_and_schema_are_the_same():
    assert {field.name for field in fields(Claim)} == set(NAMES) == set(table.SCHEMA.names)
    assert all(table.SCHEMA.field(n).metadata[b"description"] for n in NAMES)


@pytest.mark.parametrize("suffix", [".csv", ".parquet", ".jsonl"])
@settings(max_examples=30, deadline=None)
@given(rows=st.lists(_ROWS, max_size=4))
def test_every_format_gives_back_what_it_got(rows, suffix, tmp_path_factory):
    path = tmp_path_factory.mktemp("t") / f"claims{suffix}"
    claims = [Claim(**row) for row in rows]
    table.write_table(table.from_claims(claims), path)
    assert table.to_claims(table.read_table(path)) == claims


LIVE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1", "|calc", "%0", "'=1", "''=1", "\r=1"]


@pytest.mark.parametrize("payload", LIVE)
def test_no_text_cell_of_a_csv_is_live(payload, tmp_path):
    path = tmp_path / "c.csv"
    claim = Claim("c1", "imported", "killed", "exact", source=payload, low=-5)
    table.write_table(table.from_claims([claim]), path)
    with path.open(encoding="utf-8", newline="") as lines:
        cell = next(csv.DictReader(lines))
    assert cell["source"].startswith("'")
    assert cell["low"] == "-5"
    assert table.to_claims(table.read_table(path)) == [claim]


BAD = [
    ("x.csv", "claim_type,low\nkilled,3\n", "claim_id"),
    ("x.csv", "claim_id,claim_type,low\na,killed,three\n", "line 2, column 'low'"),
    ("x.csv", "claim_id,claim_type,as_of\na,killed,3 May\n", "YYYY-MM-DD"),
    ("x.csv", "claim_id,claim_type\na,killed,7\n", "line 2"),
    ("x.csv", "", "claim_id"),
    ("x.csv", "claim_id,claim_type,low,low\na,killed,1,2\n", "more than once"),
    ("x.csv", 'claim_id,claim_type,note\na,killed,"b\nb,killed,c\n', "never closed; mend the quotes"),
    ("x.jsonl", '{"claim_id": "a", "claim_type": "killed"}\nnot json\n', "line 2"),
    ("x.jsonl", "[1]\n", "line 1"),
    ("x.jsonl", "[" * 100_000 + "\n", "line 1"),
    ("x.jsonl", '{"claim_id": "\\ud800", "claim_type": "killed"}\n', "line 1, column 'claim_id'"),
    ("x.jsonl", '{"claim_id": "a", "claim_type": "killed", "low": NaN}\n', "line 1, column 'low'"),
    ("x.jsonl", '{"claim_id": "a", "claim_type": "killed", "low": true}\n', "line 1, column 'low'"),
    ("x.parquet", "PAR1 nonsense", "Parquet"),
    ("x.xlsx", "", "unknown format"),
]


@pytest.mark.parametrize(("name", "content", "named"), BAD)
def test_a_bad_file_is_named_with_its_place(name, content, named, tmp_path):
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(table.TableError, match=named) as error:
        table.read_table(tmp_path / name)
    assert name in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"claim_type": "eaten"}, "column 'claim_type': 'eaten' is not allowed"),
        ({"bound": None}, "column 'bound': is empty"),
        ({"scope": "forever"}, "column 'scope': 'forever' is not allowed"),
    ],
)
def test_the_first_value_that_its_column_does_not_allow_is_named(change, said):
    sound = Claim("a", "imported", "killed", "exact", scope="stock")
    table.require_allowed(table.from_claims([sound, replace(sound, scope=None)]), "t.csv")
    with pytest.raises(table.TableError, match=f"t.csv: claim b, {said}"):
        table.require_allowed(table.from_claims([sound, replace(sound, claim_id="b", **change)]), "t.csv")


def test_a_cell_beyond_the_limit_of_the_reader_is_one_line(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text(f'claim_id,claim_type,low\na,killed,"{"b" * 9_000}"\n', encoding="utf-8")
    limit = csv.field_size_limit(1_000)
    try:
        with pytest.raises(table.TableError, match="is not CSV"):
            table.read_table(path)
    finally:
        csv.field_size_limit(limit)
    with pytest.raises(table.TableError, match=r"'bbb.* is not a whole number") as error:
        table.read_table(path)
    assert len(str(error.value)) < 1_000


def test_whole_numbers_written_with_a_point_are_read(tmp_path):
    path = tmp_path / "c.csv"
    path.write_text("claim_id,claim_type,low,high\na,killed,11.0,\n", encoding="utf-8")
    (claim,) = table.to_claims(table.read_table(path))
    assert (claim.low, claim.high) == (11, None)


def test_a_parquet_file_of_other_types_is_cast_or_refused(tmp_path):
    path = tmp_path / "c.parquet"
    pq.write_table(pa.table({"claim_id": ["a"], "claim_type": ["killed"], "low": [3.0], "as_of": ["2022-03-02"]}), path)
    (claim,) = table.to_claims(table.read_table(path))
    assert (claim.low, claim.as_of) == (3, date(2022, 3, 2))
    pq.write_table(pa.table({"claim_id": ["a", "b"], "claim_type": ["killed"] * 2, "low": ["7", "many"]}), path)
    with pytest.raises(table.TableError, match="row 2, column 'low': 'many' is not a whole number"):
        table.read_table(path)


def test_nothing_is_left_behind_when_writing_fails(tmp_path):
    with pytest.raises(table.TableError, match="cannot be written"):
        table.write_table(table.from_claims([]), tmp_path / "no" / "c.csv")
    assert list(tmp_path.iterdir()) == []


def test_a_parquet_file_whose_text_is_none_is_refused(tmp_path):
    path = tmp_path / "c.parquet"
    claim_id = pa.array([b"caf\xe9"], pa.binary()).view(pa.string())
    pq.write_table(pa.table({"claim_id": claim_id, "claim_type": ["killed"]}), path)
    with pytest.raises(table.TableError, match="not a readable Parquet file"):
        table.read_table(path)


def test_a_broken_or_missing_parquet_file_is_one_line(tmp_path):
    path = tmp_path / "c.parquet"
    table.write_table(table.from_claims([Claim("a", "imported", "killed", "exact")]), path)
    whole = path.read_bytes()
    path.write_bytes(whole[:-60] + b"\xff" * 40 + whole[-20:])
    for place, said in ((path, "not a readable Parquet file"), (tmp_path / "no.parquet", "No such file")):
        with pytest.raises(table.TableError, match=said) as error:
            table.read_table(place)
        assert "\n" not in str(error.value)


def test_what_other_programs_write_for_unknown_is_null(tmp_path):
    path = tmp_path / "c.parquet"
    rows = {"claim_id": ["a", "b"], "claim_type": ["killed"] * 2, "place": ["", "Lom"], "confidence": [nan, 0.5]}
    expected = [(None, None, None), ("Lom", 0.5, 5)]
    for low in (["", "5"], [None, 5.0]):
        pq.write_table(pa.table({**rows, "low": low}), path)
        claims = table.to_claims(table.read_table(path))
        assert [(claim.place, claim.confidence, claim.low) for claim in claims] == expected
    (tmp_path / "c.csv").write_text("claim_id,claim_type,confidence\na,killed,nan\n", encoding="utf-8")
    assert table.to_claims(table.read_table(tmp_path / "c.csv"))[0].confidence is None


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_table_saved_where_commas_part_decimals_is_read(delimiter, tmp_path):
    path = tmp_path / "c.csv"
    rows = [["claim_id", "claim_type", "note", "low"], ["a", "killed", "one, two", "5"]]
    path.write_text("".join(delimiter.join(row) + "\n" for row in rows), encoding="utf-8-sig")
    (claim,) = table.to_claims(table.read_table(path))
    assert (claim.claim_id, claim.note, claim.low) == ("a", "one, two", 5)


def test_a_file_is_as_private_as_others_that_its_user_writes(tmp_path):
    (tmp_path / "other").touch()
    table.write_table(table.from_claims([]), tmp_path / "c.csv")
    assert (tmp_path / "c.csv").stat().st_mode == (tmp_path / "other").stat().st_mode
    assert len(list(tmp_path.iterdir())) == 2
