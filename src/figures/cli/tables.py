"""The commands over claims tables: `figures import`, `figures check`, `figures verify`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from figures.claims import Claim
from figures.cli.keeping import store_option

MOST_FINDINGS = 20


@click.command("import")
@click.argument("table", type=click.Path(path_type=Path))
@click.option(
    "--map",
    "name",
    metavar="NAME",
    help="A shipped map (a wrong name lists them) or a .toml file; none for a table of Figures.",
)
@click.option("--again", is_flag=True, help="Let rows of the TABLE take the place of imported ones with the same id.")
@store_option
def import_(table: Path, name: str | None, again: bool, path: Path) -> None:
    """Add the claims of a TABLE to the store, each once.

    TABLE is a .csv, .parquet or .jsonl file, of Figures or, with --map, of others.
    """
    from figures.store import Store

    claims = _mapped(table, name) if name else _sound(table)
    done = Store.open(path).import_claims(claims, again=again)
    counts = f"{done.added} claims added, {done.known} were there already"
    for count, what in [(done.repeated, "repeated in the table"), (done.replaced, "replaced")]:
        counts += f", {count} {what}" if count else ""
    if done.differ:
        counts += f", {len(done.differ)} differ and stay as they were ({', '.join(done.differ[:3])}"
        counts += ", …" if len(done.differ) > 3 else ""
        counts += "); to take imported ones, add --again" if not again else "), as they were read in a report"
    click.echo(f"{path}: {counts}", err=True)


def _mapped(table: Path, name: str) -> list[Claim]:
    """Return the claims that a map makes of a table; rows that cannot be read are said in a line each."""
    from figures.imports import import_table, read_maps
    from figures.readers import Problem

    claims = []
    for item in import_table(table, read_maps(name)):
        if isinstance(item, Problem):
            click.echo(f"warning: {item}", err=True)
        else:
            claims.append(item)
    return claims


def _sound(table: Path) -> Sequence[Claim]:
    """Return the claims of a table of Figures, or end with what is wrong in it."""
    from figures.check import check_import
    from figures.table import read_table, to_claims

    rows = read_table(table)
    findings = check_import(table)
    for finding in findings[:MOST_FINDINGS]:
        click.echo(str(finding), err=True)
    if findings:
        raise click.ClickException(f"{table}: {len(findings)} to mend; nothing was added")
    return to_claims(rows)


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--unknown", is_flag=True, help="List the sources, places and populations that no registry has.")
def check(path: Path | None, unknown: bool) -> None:
    """Validate a claims table or a folder of data.

    Each finding names file, line and remedy; any makes the command fail. Without PATH, the data that is shipped.
    """
    from figures import check as checking
    from figures.resources import data_folder

    path = path or data_folder()
    if not path.exists():
        raise click.ClickException(f"{path}: there is no such file or folder")
    if unknown:
        for name in checking.find_unknown(path / "claims.csv" if path.is_dir() else path):
            click.echo(f"{name.column}: {name.name} ({name.claims} claims)")
        return
    findings = checking.check(path) if path.is_dir() else checking.check_table(path)
    for finding in findings:
        click.echo(str(finding))
    click.echo(f"{path}: {len(findings) or 'nothing'} to mend", err=True)
    sys.exit(1 if findings else 0)


@click.command()
@click.argument("claims", required=False, type=click.Path(path_type=Path))
def verify(claims: Path | None) -> None:
    """Read every number of a table again from its own words.

    Fails where the two differ; a claim without words is not read. CLAIMS is a .csv, .parquet or .jsonl file; without it, the claims that are shipped.
    """
    from figures import table
    from figures.resources import data_folder
    from figures.verify import verify as find_drifts

    rows = table.to_claims(table.read_table(claims or data_folder() / "claims.csv"))
    drifts = list(find_drifts(rows))
    for drift in drifts:
        click.echo(str(drift))
    worded = sum(claim.text is not None for claim in rows)
    click.echo(f"{worded} of {len(rows)} claims read again, {len(drifts)} drifts", err=True)
    sys.exit(1 if drifts else 0)
