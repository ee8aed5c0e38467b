"""What `figures compare` writes: the contract of its JSON, a CSV for spreadsheets, sentences for people."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from click.testing import CliRunner

from figures import registry
from figures.cli import main
from figures.comparison import compare, to_csv, to_json, to_text
from figures.table import from_claims, write_table


def run(*arguments):
    return CliRunner().invoke(main, ["compare", *map(str, arguments)])


@pytest.fixture(scope="module")
def claims(claim):
    return [
        claim("about", 6000, 6000, "2022-03-02", "west", claim_id="a", source="Western officials"),
        claim("exact", 1351, 1351, "2022-03-25", "ru", claim_id="b", source="The ministry"),
        claim("at_least", 1300, None, "2022-03-26", "osi", claim_id="c", definition="confirmed_by_name"),
        claim("exact", 1531, 1531, "2022-03-25", "ru", claim_id="d", source="The ministry", relay_of="b"),
        claim("exact", 1400, 1400, "2022-04-25", "ru", claim_id="e", source="The ministry"),
        claim("exact", 1390, 1390, "2022-04-26", "ru", claim_id="f", source="The ministry"),
        claim("exact", 5, 5, None, claim_id="g"),
        claim("exact", 1370, 1370, "2022-05-01", "=CMD()", claim_id="h"),
    ]


@pytest.fixture(scope="module", params=[".csv", ".parquet", ".jsonl"])
def path(request, claims, tmp_path_factory):
    path = tmp_path_factory.mktemp("tables") / f"claims{request.param}"
    write_table(from_claims(claims), path)
    return path


def test_the_contract_of_the_json(path):
    result = run(path, "--format", "json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.output)
    assert found.keys() == {"topics", "not_compared"}
    (topic,) = found["topics"]
    assert topic["topic"] == {
        "conflict": "war",
        "claim_type": "killed",
        "population": "forces",
        "place": None,
        "scope": "cumulative",
        "event": None,
        "measures": None,
        "period": None,
    }
    assert topic["claims"] == ["a", "b", "c", "f", "h"]
    assert topic["conflicts"][0] == {
        "a": "a",
        "b": "b",
        "factor": round(5501 / 1352, 6),
        "sentence": "Western officials' about 6,000 on 2 March 2022 contradicts The ministry's 1,351 on 25 March 2022: "
        "at least 4.07 times apart",
    }
    aside = ["a", "f"]
    assert topic["set_aside"] == {"claim": aside, "family_quarter": aside, "family": aside, "always": aside}
    assert topic["bands"][-1] == {
        "date": "2022-05-01",
        "best": [[1370, 1370], [1390, None]],
        "plus_one": [[1351, None]],
    }
    assert topic["relays"] == [
        {"claim": "d", "of": "b", "drift": ["digits"], "sentence": "d passes on b, changing digits"}
    ]
    assert [(r["older"], r["newer"]) for r in topic["revisions"]] == [("e", "f")]
    assert [left["claim"] for left in found["not_compared"]] == ["d", "e", "g"]
    assert "date" in found["not_compared"][-1]["reason"]


def test_across_topics_on_request(path):
    found = json.loads(run(path, "--format", "json", "--across").output)
    assert found.keys() == {"topics", "not_compared", "nested", "joint"}


def test_what_tells_one_topic_from_another_is_in_every_form(claim):
    year = {"scope": "period", "period_start": date(2023, 1, 1), "day": "2023-12-31"}
    rows = [
        *(claim(low=n, high=n, family=family, **year) for n, family in ((9, "a"), (5, "b"))),
        *(claim(low=n, high=n, family=family, definition="excess_deaths") for n, family in ((9, "a"), (5, "b"))),
    ]
    found = compare(rows)
    topics = [topic["topic"] for topic in json.loads(to_json(found))["topics"]]
    assert {(topic["measures"], tuple(topic["period"] or ())) for topic in topics} == {
        (None, ("2023-01-01", "2023-12-31")),
        ("excess deaths", ()),
    }
    told = list(csv.DictReader(io.StringIO(to_csv(found))))
    assert {(row["measures"], row["period"]) for row in told} == {("", "2023-01-01/2023-12-31"), ("excess deaths", "")}
    heads = [line for line in to_text(found).splitlines() if line.startswith("war")]
    assert sorted(head.rpartition(" · ")[2] for head in heads) == ["1 January 2023 – 31 December 2023", "excess deaths"]


def test_csv_is_safe_to_open_in_a_spreadsheet(claims):
    rows = list(csv.DictReader(io.StringIO(to_csv(compare(claims)))))
    assert [(row["a"], row["b"]) for row in rows] == [("a", "b"), ("a", "h"), ("a", "f"), ("f", "h")]
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def test_near_conflicts_are_left_out_of_the_table_unless_asked_for(path):
    assert "1.01 times apart" not in run(path).output
    assert "1.01 times apart" in run(path, "--least-factor", "1").output


def test_the_text_says_what_was_left_out(claims):
    text = to_text(compare(claims))
    assert "g: no date that can be read" in text
    assert "e: superseded by a later statement of the same source, f" in text


def test_a_reason_that_many_claims_share_is_one_line(claim):
    text = to_text(compare([claim("exact", 5, 5, None, claim_id=f"c{n}") for n in range(1_200)]))
    assert text.endswith("Not compared:\n  1,200 claims: no date that can be read")


def test_the_text_names_the_question_and_says_a_conflict_once(claim):
    rows = [
        claim("exact", 6000, 6000, "2022-03-02", "west", population="russian_forces", conflict="russia_ukraine_2022"),
        *[
            claim("exact", 1351, 1351, "2022-03-25", "ru", population="russian_forces", conflict="russia_ukraine_2022")
            for _ in range(2)
        ],
    ]
    head, *lines = to_text(compare(rows)).splitlines()
    assert (registry.populations()["russian_forces"].name in head, "russian_forces" in head) == (True, False)
    assert registry.conflicts()["russia_ukraine_2022"].name in head
    assert len([line for line in lines if "contradicts" in line]) == 1


def test_the_text_says_that_there_is_nothing(claim):
    assert to_text(compare([])) == "No claims contradict each other."
    text = to_text(compare([claim("exact", 5, 5, None, claim_id="g")]))
    assert text == "No claims contradict each other.\n\nNot compared:\n  g: no date that can be read"


def test_a_floor_that_names_nothing_is_said(path):
    result = run(path, "--floor", "typo", "--total", "west")
    assert result.exit_code == 0
    assert [line for line in result.stderr.splitlines() if "west" in line or "typo" in line] == [
        f"warning: 'typo' is no definition, family, source or claim of {path}"
    ]


def test_a_day_that_is_none_and_a_missing_file_are_one_line(path, tmp_path):
    assert "write YYYY-MM-DD" in run(path, "--known-on", "soon").output
    for command in ("compare", "check"):
        result = CliRunner().invoke(main, [command, str(tmp_path / "none.csv")])
        assert (result.exit_code, len(result.output.splitlines())) == (1, 1), result.output
        assert "none.csv" in result.output


def test_as_known_on_a_day(path):
    found = json.loads(run(path, "--format", "json", "--known-on", "2022-03-10").output)
    assert found["topics"][0]["claims"] == ["a"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("claim_id,claim_type,bound,low\nx,killed,exact,many\n", "low"),
        ("claim_id,claim_type,as_of\nx,killed,soon\n", "as_of"),
        ("name\nx\n", "claim_id"),
    ],
)
def test_a_table_that_is_none_is_refused_in_one_line(tmp_path, text, said):
    path = tmp_path / "bad.csv"
    path.write_text(text, encoding="utf-8")
    result = run(path)
    assert result.exit_code == 1
    assert said in result.output
    assert "Traceback" not in result.output


def test_columns_that_are_missing_are_null(tmp_path):
    path = tmp_path / "few.csv"
    path.write_text(
        "claim_id,claim_type,population,scope,bound,low,high,as_of\n"
        "x,killed,they,cumulative,exact,9,9,2022-03-01\ny,killed,they,cumulative,exact,5,5,2022-03-02\n",
        encoding="utf-8",
    )
    found = json.loads(run(path, "--format", "json").output)
    assert [(c["a"], c["b"]) for c in found["topics"][0]["conflicts"]] == [("x", "y")]


def test_the_json_has_no_infinity_and_keeps_dates(claims):
    found = json.loads(to_json(compare(claims)), parse_constant=pytest.fail)
    assert all(date.fromisoformat(band["date"]) for topic in found["topics"] for band in topic["bands"])
