"""The commands of the store, as a user types them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from figures.claims import Claim
from figures.cli import main
from figures.store import Store
from figures.store.decisions import to_row

CLAIM = Claim("c1", "imported", "killed", "exact", low=5, high=5, value=5, source="A", text="=5")


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--store", str(folder / "s.sqlite")])


def test_import_backup_and_restore(tmp_path: Path) -> None:
    table = tmp_path / "t.jsonl"
    table.write_text(json.dumps(to_row(CLAIM)) + "\n")
    assert run(tmp_path, "import", str(table)).output.endswith("1 claims added, 0 were there already\n")
    assert run(tmp_path, "import", str(table)).output.endswith("0 claims added, 1 were there already\n")
    result = run(tmp_path, "backup", str(tmp_path / "backup"))
    assert result.output.endswith("0 documents, 1 claims, 0 decisions\n")
    (tmp_path / "s.sqlite").unlink()
    assert run(tmp_path, "restore", str(tmp_path / "backup")).exit_code == 0
    assert Store.open(tmp_path / "s.sqlite").claims() == [CLAIM]


HEAD = "claim_id,claim_type,bound,low,high,as_of\n"


def test_an_import_needs_few_columns_and_says_what_became_of_each_row(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text(HEAD + "a,killed,exact,5,5.0,2022-03-01\na,killed,exact,5,5.0,2022-03-01\n")
    assert "1 claims added, 0 were there already, 1 repeated" in run(tmp_path, "import", str(table)).output
    assert Store.open(tmp_path / "s.sqlite").claims()[0].origin == "imported"
    table.write_text(HEAD + "a,killed,exact,6,6,2022-03-01\n")
    assert "1 differ and stay as they were (a); to take" in run(tmp_path, "import", str(table)).output
    assert "1 replaced" in run(tmp_path, "import", str(table), "--again").output


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("b,banana,exact,5,5,", "t.csv:3: claim_type: unknown 'banana'"),
        ("b,killed,wobbly,5,5,", "t.csv:3: bound: unknown 'wobbly'"),
        ("b,killed,range,5,2,", "t.csv:3: low: 5 is above high 2"),
        ("b,killed,exact,-5,5,", "t.csv:3: low: -5 is below 0"),
        ("b,killed,exact,5,5,2999-01-01", "t.csv:3: as_of: 2999-01-01 lies in the future"),
        (",killed,exact,5,5,", "t.csv:3: claim_id: is empty"),
        ("a,killed,exact,6,6,", "t.csv:3: claim_id: 'a' stands in line 2 already"),
    ],
)
def test_a_table_that_pages_could_not_show_is_not_imported(tmp_path: Path, row: str, said: str) -> None:
    table = tmp_path / "t.csv"
    table.write_text(HEAD + f"a,killed,exact,5,5,\n{row}\n")
    result = run(tmp_path, "import", str(table))
    assert result.exit_code == 1
    assert said in result.output
    assert "nothing was added" in result.output
    assert not (tmp_path / "s.sqlite").exists()


def test_what_is_wrong_is_one_line_and_a_failure(tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("a,b\n1,2\n")
    for arguments, message in [
        (["import", str(tmp_path / "bad.csv")], "claim_id"),
        (["import", str(tmp_path / "bad.csv"), "--map", "nothing"], "the shipped ones are"),
        (["import", str(tmp_path / "bad.csv"), "--map", "radford_pnas"], "lacks the columns"),
        (["backup", str(tmp_path / "new")], "there is no store"),
        (["restore", str(tmp_path / "none")], "there is no such backup"),
    ]:
        result = run(tmp_path, *arguments)
        assert result.exit_code == 1
        assert message in result.output
        assert len(result.output.splitlines()) == 1
