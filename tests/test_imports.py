"""Tables of others become claims by a map; the rows and maps are invented."""

import csv
import json
from datetime import date, datetime
from math import nan
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from figures import registry
from figures.claims import Claim
from figures.imports import import_table, read_maps, shipped_maps
from figures.readers import Problem, UnreadableError
from figures.resources import data_folder

MAP = """
about = "a ministry's monthly table"
provenance = "ministry"
[set]
conflict = "some_war"
source = "Ministry of Health"
[day]
as_of = { column = "day", format = "%d/%m/%Y" }
[[claim]]
set = { claim_type = "killed" }
column = { value = "dead" }
by = [{ column = "sure", otherwise = "keep", is = { about = { bound = "about" }, over = { bound = "more_than" }, to = { bound = "at_most" } } }]
[[claim]]
set = { claim_type = "wounded" }
column = { low = "hurt from", high = "hurt to" }
"""
ROWS = 'day,dead,sure,hurt from,hurt to\n01/02/2024,"1,200",about,10,20\n02/02/2024,6,over,,\n03/02/2024,6,to,5,\n04/02/2024,,,,9\n05/02/2024,7,,8,8\n'


@pytest.fixture(autouse=True)
def _one_known_source(monkeypatch: pytest.MonkeyPatch) -> None:
    known = registry.Source("Ministry of Health of Somewhere", "official", None, "somewhere")
    monkeypatch.setattr(registry, "find_source", lambda name: known if name == "Ministry of Health" else None)


def read(folder: Path, rows: str = ROWS, rules: str = MAP, name: str = "t.csv") -> tuple[list[Claim], list[Problem]]:
    (folder / name).write_text(rows, encoding="utf-8")
    (folder / "m.toml").write_text(rules, encoding="utf-8")
    items = list(import_table(folder / name, read_maps(folder / "m.toml")))
    return [i for i in items if isinstance(i, Claim)], [i for i in items if isinstance(i, Problem)]


def test_one_row_gives_its_claims_with_their_bounds(tmp_path: Path) -> None:
    claims, problems = read(tmp_path)
    assert [(c.as_of.day, c.claim_type, c.bound, c.low, c.high, c.value) for c in claims if c.as_of] == [
        (1, "killed", "about", 1200, 1200, 1200), (1, "wounded", "range", 10, 20, None),
        (2, "killed", "more_than", 7, None, 6),
        (3, "killed", "at_most", None, 6, 6), (3, "wounded", "at_least", 5, None, 5),
        (4, "wounded", "at_most", None, 9, 9),
        (5, "killed", "exact", 7, 7, 7), (5, "wounded", "exact", 8, 8, None),
    ]  # fmt: skip
    assert problems == []
    first = claims[0]
    assert (first.origin, first.provenance, first.conflict, first.review) == (
        "imported",
        "ministry",
        "some_war",
        "unreviewed",
    )
    assert (first.source, first.source_text, first.source_kind, first.family) == (
        "Ministry of Health of Somewhere", "Ministry of Health", "official", "somewhere")  # fmt: skip


def test_ids_are_stable_and_tell_rows_and_claims_apart(tmp_path: Path) -> None:
    first, second = read(tmp_path)[0], read(tmp_path)[0]
    assert first == second
    assert len({claim.claim_id for claim in first}) == len(first)


def test_semicolons_may_part_the_cells(tmp_path: Path) -> None:
    rules = "[set]\nclaim_type = 'killed'\n[column]\nvalue = 'dead'\nnote = 'remark'\n"
    [claim], _ = read(tmp_path, "\ufeffdead;remark\n5;one, two\n", rules)
    assert (claim.value, claim.note) == (5, "one, two")


def test_the_same_table_as_json_lines_and_parquet(tmp_path: Path) -> None:
    rules = "[set]\nclaim_type = 'killed'\nsource = 'A'\n[column]\nvalue = 'dead'\n[day]\nas_of = {column = 'day'}\n"
    rows = [{"day": "2024-02-01", "dead": 5}]
    [claim], _ = read(tmp_path, json.dumps(rows[0]), rules, "t.jsonl")
    assert (claim.value, claim.as_of) == (5, date(2024, 2, 1))
    pq.write_table(pa.Table.from_pylist([{"day": date(2024, 2, 1), "dead": 5.0}]), tmp_path / "t.parquet")
    [claim] = import_table(tmp_path / "t.parquet", read_maps(tmp_path / "m.toml"))
    assert (claim.value, claim.as_of) == (5, date(2024, 2, 1))  # type: ignore[union-attr]


PLAIN = "[set]\nclaim_type = 'killed'\n[column]\nvalue = 'n'\n[[by]]\ncolumn = 'who'\nis = { us = { side = 'Ours' } }\n"


def test_unlisted_values_and_unreadable_cells_are_said(tmp_path: Path) -> None:
    claims, problems = read(tmp_path, "n,who\n5,us\n6,them\n7,them\nmany,us\n1.5,us\ninf,us\n", PLAIN)
    assert [claim.value for claim in claims] == [5]
    assert [problem.message for problem in problems[3:]] == [
        "2 rows have 'them' in who, which the map does not list; they were left out"
    ]
    assert [problem.name.rpartition("line ")[2] for problem in problems[:3]] == ["5", "6", "7"]


@pytest.mark.parametrize(("rows", "rules", "message"), [
    ("n\n5\n", PLAIN, "lacks the columns who that the map names"),
    ("n,who\n5,us\n", "[set]\nclaim_kind = 'killed'\n", "claim_kind is no column of the claims table"),
    ("n,who\n5,us\n", "[set]\nclaim_type = 'slain'\n", "'slain' is no claim_type; use one of killed"),
    ("n,who\n5,us\n", "[set]\nclaim_type = ['killed']\n", "is neither text, number nor date"),
    ("n,who\n5,us\n", "[column]\nclaim_id = 'n'\n", "claim_id is no column"),
    ("n,who\n5,us\n", "not toml", "is a broken map"),
    ("n,who\n5,us\n", "[[by]]\ncolumn = 'who'\n", "is a broken map"),
])  # fmt: skip
def test_bad_maps_and_tables_give_one_clear_line(tmp_path: Path, rows: str, rules: str, message: str) -> None:
    with pytest.raises(UnreadableError, match=message) as caught:
        read(tmp_path, rows, rules)
    assert "\n" not in str(caught.value)


def test_numbers_that_no_count_can_be_are_said(tmp_path: Path) -> None:
    rules = "[set]\nclaim_type = 'killed'\n[column]\nlow = 'from'\nhigh = 'to'\n"
    claims, problems = read(tmp_path, "from,to\n5,9\n9,5\n-3,4\n,-1\n", rules)
    assert [(claim.low, claim.high) for claim in claims] == [(5, 9)]
    assert [problem.message.partition(";")[0] for problem in problems] == [
        "low: 9 is above high 5",
        "low: -3 is below 0",
        "high: -1 is below 0",
    ]


@pytest.mark.parametrize(
    ("number", "value"),
    [
        ("1,200", 1200),
        ("12 000", 12000),
        ("1\u00a0200\u00a0300", 1200300),
        ("1200.0", 1200),
        ("1,5", None),
        ("12,00", None),
    ],
)
def test_commas_and_spaces_mark_thousands_and_nothing_else(tmp_path: Path, number: str, value: int | None) -> None:
    rules = "[set]\nclaim_type = 'killed'\n[column]\nvalue = 'n'\n"
    claims, problems = read(tmp_path, f'n,m\n"{number}",1\n', rules)
    assert [claim.value for claim in claims] == ([value] if value else [])
    assert len(problems) == (value is None)


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("claim_type", "slain", "claim_type: unknown 'slain'"),
        ("scope", "forever", "scope: unknown 'forever'"),
        ("published", "May 2022", "published: 'May 2022' is not a date"),
        ("published", "2999-01-01", "published: 2999-01-01 lies in the future"),
    ],
)
def test_a_copied_value_that_its_column_cannot_have_is_said(tmp_path: Path, column: str, cell: str, said: str) -> None:
    claim_type = "" if column == "claim_type" else "[set]\nclaim_type = 'killed'\n"
    claims, problems = read(tmp_path, f"n,x\n5,{cell}\n", f"{claim_type}[column]\nvalue = 'n'\n{column} = 'x'\n")
    assert claims == []
    assert problems[0].message.startswith(said)


def test_times_and_missing_numbers_of_data_frames_are_read(tmp_path: Path) -> None:
    rules = "[set]\nclaim_type = 'killed'\n[column]\nlow = 'n'\nhigh = 'm'\n[day]\nas_of = {column = 'day'}\n"
    (tmp_path / "m.toml").write_text(rules, encoding="utf-8")
    pq.write_table(pa.table({"n": [5.0], "m": [nan], "day": [datetime(2024, 2, 1, 13)]}), tmp_path / "t.parquet")
    [claim] = import_table(tmp_path / "t.parquet", read_maps(tmp_path / "m.toml"))
    assert isinstance(claim, Claim)
    assert (claim.low, claim.high, claim.as_of) == (5, None, date(2024, 2, 1))
    assert type(claim.as_of) is date


def test_a_map_without_claim_type_names_the_row(tmp_path: Path) -> None:
    assert "claim_type: is empty" in read(tmp_path, "n\n5\n", "[column]\nvalue = 'n'\n")[1][0].message


@pytest.mark.parametrize("column", ["conflict", "population", "provenance", "definition"])
def test_the_shipped_maps_name_only_what_the_registries_have(column: str) -> None:
    registry_of = {
        "conflict": "conflicts",
        "population": "populations",
        "provenance": "origins",
        "definition": "definitions",
    }
    with (data_folder() / f"{registry_of[column]}.csv").open(encoding="utf-8", newline="") as rows:
        known = {row["id"] for row in csv.DictReader(rows)}
    maps = [each for name in shipped_maps() for each in read_maps(name)]
    given = [values for each in maps for values in (each.constants, *(v for by in each.by for v in by.values.values()))]
    assert {values[column] for values in given if column in values} <= known


def test_the_shipped_maps_are_sound() -> None:
    assert shipped_maps() == ["economist_estimates", "general_staff_daily", "radford_pnas"]
    assert [len(read_maps(name)) for name in shipped_maps()] == [1, 2, 1]
    with pytest.raises(UnreadableError, match="there is no such map; the shipped ones are: economist_estimates"):
        read_maps("nothing")
