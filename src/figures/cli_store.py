"""The commands of the store: `figures import`, `figures backup`, `figures restore`, and what `figures extract` saves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from figures.documents import Document

DEFAULT = "figures.sqlite"

store_option = click.option(
    "--store",
    "path",
    type=click.Path(path_type=Path),
    default=DEFAULT,
    envvar="FIGURES_STORE",
    show_default=True,
    help="The file that keeps reports and decisions (or FIGURES_STORE).",
)


@contextmanager
def clear_errors() -> Iterator[None]:
    """Turn what a user can mend into one line and a non-zero exit."""
    from figures.readers import UnreadableError
    from figures.store import StoreError
    from figures.table import TableError

    try:
        yield
    except (UnreadableError, StoreError, TableError) as error:
        raise click.ClickException(str(error)) from error


def save(documents: Iterable[Document], path: Path, *, again: bool) -> None:
    """Read the documents into the store and say what became of them."""
    from figures.store import Store

    with clear_errors():
        added = Store.open(path).add(documents, again=again)
    kinds = Counter(each.kind for each in added)
    for each in added:
        if each.kind == "changed":
            click.echo(f"{each.document_id} is a changed version of {each.original}; --again takes it", err=True)
    counts = ", ".join(f"{count} {kind}" for kind, count in kinds.items()) or "nothing"
    click.echo(f"{path}: {counts}; {sum(each.claims for each in added)} claims saved", err=True)


def read_again(path: Path) -> None:
    """Read every stored report with the rules as they are now and print what changes; decisions stay."""
    from figures.store import Store

    with clear_errors():
        if not path.exists():
            raise click.ClickException(f"{path}: there is no store; save a report first: figures extract INPUT --save")
        changes = Store.open(path).read_again()
    for change in changes:
        click.echo(str(change))
    kinds = Counter(change.kind for change in changes)
    click.echo(", ".join(f"{count} {kind}" for kind, count in kinds.items()) or "nothing changed", err=True)


@click.command("import")
@click.argument("table", type=click.Path(path_type=Path))
@click.option("--map", "name", metavar="NAME", help="A map of data/maps, or a .toml file; none for a table of Figures.")
@store_option
def import_(table: Path, name: str | None, path: Path) -> None:
    """Add the claims of a TABLE (.csv .parquet .jsonl) to the store, each once."""
    from figures.imports import import_table, read_maps
    from figures.readers import Problem
    from figures.store import Store
    from figures.table import read_table, to_claims

    with clear_errors():
        items = list(import_table(table, read_maps(name))) if name else to_claims(read_table(table))
        for item in items:
            if isinstance(item, Problem):
                click.echo(f"warning: {item}", err=True)
        claims = [item for item in items if not isinstance(item, Problem)]
        added = Store.open(path).import_claims(claims)
    click.echo(f"{path}: {added} claims added, {len(claims) - added} were there already", err=True)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@store_option
def backup(folder: Path, path: Path) -> None:
    """Write the whole store as plain files into a new FOLDER."""
    from figures.store import Store
    from figures.store.backups import write_backup

    with clear_errors():
        counts = write_backup(Store.open(path, read_only=True), folder)
    click.echo(f"{folder}: " + ", ".join(f"{count} {table}" for table, count in counts.items()), err=True)


@click.command()
@click.argument("source", metavar="BACKUP", type=click.Path(path_type=Path))
@store_option
def restore(source: Path, path: Path) -> None:
    """Make the store from a BACKUP: a folder of `figures backup`, or a daily copy. The store there is kept beside."""
    from figures.store import Store
    from figures.store.backups import restore as make

    with clear_errors():
        make(source, path)
        store = Store.open(path)
        counts = f"{len(store.documents())} reports, {len(store.decisions())} decisions"
    click.echo(f"{path}: {counts}", err=True)
