"""The command `figures compare`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from figures.cli.options import Day


@click.command()
@click.argument("claims", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@click.option("--known-on", type=Day(), help="Only what was published by that day.")
@click.option(
    "--tolerance",
    type=click.IntRange(0),
    default=0,
    show_default=True,
    help="Days within which two dates count as one, for pairs.",
)
@click.option("--floor", "floors", multiple=True, help="Read this definition, family, source or claim as a floor.")
@click.option("--total", "totals", multiple=True, help="Read this definition, family, source or claim as a total.")
@click.option(
    "--least-factor",
    type=click.FloatRange(1),
    help="Leave out conflicts nearer than this.  [default: 1.05 in text, else 1]",
)
@click.option("--across", is_flag=True, help="In JSON, add what contradicts across topics (text has it anyway).")
def compare(
    claims: Path,
    form: str,
    known_on: date | None,
    tolerance: int,
    floors: tuple[str, ...],
    totals: tuple[str, ...],
    least_factor: float | None,
    across: bool,
) -> None:
    """Show where the claims of a table contradict each other.

    CLAIMS is a .csv, .parquet or .jsonl file, such as `figures extract -o` writes.
    """
    from figures import comparison
    from figures.table import read_table

    table = read_table(claims)
    for name in comparison.unmatched(table, (*floors, *totals)):
        click.echo(f"warning: {name!r} is no definition, family, source or claim of {claims}", err=True)
    options = comparison.Options(frozenset(floors), frozenset(totals), tolerance, known_on)
    found = comparison.compare(table, options)
    found = comparison.at_least_apart(found, least_factor or (comparison.NOTABLE if form == "text" else 1))
    if form == "json":
        click.echo(comparison.to_json(found, across=across))
    elif form == "csv":
        click.echo(comparison.to_csv(found), nl=False)
    else:
        click.echo(comparison.to_text(found))
