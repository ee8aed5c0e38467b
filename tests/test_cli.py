"""The command: what it prints, what it writes, and one clear line for what is wrong."""

from __future__ import annotations

import json
import re
import socket

import click
import pytest
from click.testing import CliRunner

from figures import table
from figures.claims import Claim
from figures.cli import main
from figures.cli.errors import ClearErrors


def run(*arguments):
    return CliRunner().invoke(main, [str(a) for a in arguments])


def test_a_taken_port_is_named_with_what_to_do():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run("app", "--port", port, "--no-browser")
    assert result.exit_code == 1
    assert f"port {port} is taken" in result.output
    assert "--port" in result.output


def test_the_dashboard_does_not_start_with_a_table_that_no_page_can_show(tmp_path, monkeypatch):
    path = tmp_path / "t.csv"
    path.write_text("claim_id,claim_type,bound\na,killed,wobbly\n", encoding="utf-8")
    for arguments, environment in (([path], ""), ([], str(path))):
        monkeypatch.setenv("FIGURES_CLAIMS", environment)
        result = run("app", *arguments, "--no-browser")
        assert result.exit_code == 1
        assert "claim a, column 'bound': 'wobbly' is not allowed" in result.output


BULLETIN = (
    "The ministry said at least 12 soldiers were killed and 30 wounded on Friday.\n\n"
    "The council met on October 20, 2021, to talk about Covid-19.\n"
)


@pytest.fixture
def article(tmp_path):
    """A short report in a file."""
    path = tmp_path / "report.txt"
    path.write_text(BULLETIN, encoding="utf-8")
    return path


def test_extract_prints_one_json_line_a_claim(article):
    result = run("extract", article, "--publisher", "The Daily", "--published", "2022-04-04")
    rows = [json.loads(line) for line in result.output.splitlines()]
    assert [(r["claim_type"], r["low"], r["high"]) for r in rows] == [("killed", 12, None), ("wounded", 30, 30)]
    assert {r["publisher"] for r in rows} == {"The Daily"}
    assert {r["as_of"] for r in rows} == {"2022-04-01"}
    assert all(BULLETIN[r["start"] : r["end"]] == r["text"] for r in rows)


def test_dates_that_need_the_day_of_the_document_are_null_without_it(article):
    rows = [json.loads(line) for line in run("extract", article).output.splitlines()]
    assert {r["as_of"] for r in rows} == {None}


def test_skipped_numbers_are_printed_with_their_reason(article):
    rows = [json.loads(line) for line in run("extract", article, "--skipped").output.splitlines()]
    assert {"20", "2021", "19"} <= {word for r in rows for word in re.findall(r"\d+", r["text"])}
    assert all(r["reason"] for r in rows)


@pytest.mark.parametrize("other", [["--skipped"], ["-o", "x.csv"]])
def test_again_is_not_ignored_beside_another_output(article, other):
    result = run("extract", article, "--again", *other)
    assert result.exit_code == 2
    assert "exclude each other" in result.output


def test_what_is_printed_is_what_is_written(article, tmp_path):
    out = tmp_path / "claims.jsonl"
    run("extract", article, "-o", out)
    assert run("extract", article).stdout == out.read_text(encoding="utf-8")


@pytest.mark.parametrize("suffix", [".csv", ".parquet", ".jsonl"])
def test_extract_writes_a_table(article, suffix, tmp_path):
    out = tmp_path / f"claims{suffix}"
    result = run("extract", article, "-o", out)
    assert result.exit_code == 0
    assert [c.value for c in table.to_claims(table.read_table(out))] == [12, 30]


BAD_INPUT = [
    ("missing.txt", None, "missing.txt"),
    ("empty.txt", b"", "empty"),
    ("picture.txt", bytes(range(256)) * 8, "picture.txt"),
    ("report.xyz", b"Ten died.", "format"),
    ("table.csv", b"headline,body\na,b\n", "text"),
]


@pytest.mark.parametrize(("name", "content", "named"), BAD_INPUT)
def test_bad_input_is_one_line_and_writes_nothing(name, content, named, tmp_path):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    result = run("extract", path, "-o", tmp_path / "out.csv")
    assert result.exit_code != 0
    assert named in result.output
    assert len(result.output.strip().splitlines()) == 1
    assert not (tmp_path / "out.csv").exists()


def test_an_output_that_cannot_be_written_is_refused(article, tmp_path):
    for out in (tmp_path / "no" / "x.csv", tmp_path / "x.xlsx"):
        result = run("extract", article, "-o", out)
        assert result.exit_code != 0
        assert out.name in result.output


def test_the_shipped_data_is_sound():
    result = run("check")
    assert result.exit_code == 0, result.output
    assert run("check", "--unknown").exit_code == 0


def test_a_wrong_table_fails_with_file_and_line(tmp_path):
    path = tmp_path / "claims.csv"
    table.write_table(table.from_claims([Claim("c1", "curated", "killed", "range", low=9, high=3)]), path)
    result = run("check", path)
    assert result.exit_code == 1
    assert "claims.csv:2" in result.output


def test_verify_reads_the_shipped_claims_again():
    assert run("verify").exit_code == 0


def test_verify_does_not_count_claims_without_words(tmp_path):
    path = tmp_path / "claims.csv"
    path.write_text("claim_id,claim_type,bound,text,low,high,value\na,killed,exact,5,5,5,5\nb,killed,exact,,5,5,5\n")
    assert "1 of 2 claims read again, 0 drifts" in run("verify", path).output


def test_a_store_that_nothing_is_saved_in_is_not_ignored(article, tmp_path):
    result = run("extract", article, "--store", tmp_path / "s.sqlite")
    assert result.exit_code == 2
    assert "--save" in result.output


def test_a_document_in_a_language_without_vocabulary_is_named_and_the_others_are_read(tmp_path):
    path = tmp_path / "reports.jsonl"
    rows = [{"id": "a", "text": "Загинули 12 людей.", "lang": "xx"}, {"id": "b", "text": BULLETIN, "lang": "en"}]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    result = run("extract", path)
    assert result.exit_code == 0
    assert "'xx'" in result.stderr
    assert {json.loads(line)["document_id"] for line in result.stdout.splitlines()} == {"b"}


def test_a_full_disk_is_one_line():
    @click.group(cls=ClearErrors)
    def group(): ...

    @group.command()
    def full():
        raise OSError(28, "No space left on device")

    result = CliRunner().invoke(group, ["full"])
    assert result.exit_code == 1
    assert result.output == "Error: the output: No space left on device; check the disk and its free space\n"


@pytest.mark.parametrize("command", ["compare", "verify", "import", "check", "check --unknown"])
def test_a_file_that_is_no_claims_table_is_refused_by_every_command(command, tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("name,dead\na,3\n", encoding="utf-8")
    result = run(*command.split(), path)
    assert result.exit_code == 1
    assert "claim_id" in result.output


def test_every_command_says_in_a_whole_line_what_it_does():
    lines = run("--help").output.partition("Commands:\n")[2].splitlines()
    assert len(lines) == len(main.commands)
    assert all(line.endswith(".") and not line.endswith("...") for line in lines)


def test_the_same_text_is_read_once(article, tmp_path):
    copy = tmp_path / "copy.txt"
    copy.write_text(BULLETIN, encoding="utf-8")
    result = run("extract", article, copy, article)
    assert len(result.stdout.splitlines()) == 2
    assert result.stderr.count("the same text was read before") == 2


def test_another_text_of_an_id_keeps_its_claims_apart(tmp_path):
    path = tmp_path / "reports.jsonl"
    texts = [BULLETIN, "At least 12 soldiers were killed.", "At least 12 soldiers were killed."]
    path.write_text("\n".join(json.dumps({"id": "a", "text": text}) for text in texts), encoding="utf-8")
    result = run("extract", path)
    ids = [json.loads(line)["claim_id"] for line in result.stdout.splitlines()]
    assert len(ids) == len(set(ids)) == 3
    assert "another document has this id" in result.stderr


def test_what_is_given_empty_is_unknown_and_never_the_working_folder(article):
    assert json.loads(run("extract", article, "--publisher", "").output.splitlines()[0])["publisher"] is None
    result = run("extract", "")
    assert result.exit_code == 1
    assert "names no input" in result.output
