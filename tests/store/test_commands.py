"""The commands of the store, as a user types them."""

import json
from pathlib import Path

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
