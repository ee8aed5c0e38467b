"""The store from the command line: `figures backup`, `figures restore`, and what `figures extract` saves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from figures.documents import Document
from figures.resources import STORE, STORE_VARIABLE

store_option = click.option(
    "--store",
    "path",
    type=click.Path(path_type=Path),
    default=STORE,
    envvar=STORE_VARIABLE,
    show_default=True,
    help="The file that keeps reports and decisions (or FIGURES_STORE).",
)


def save(documents: Iterable[Document], path: Path, *, again: bool) -> None:
    """Read the documents into the store and say what became of them."""
    from figures.store import Store

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

    if not path.exists():
        raise click.ClickException(f"{path}: there is no store; save a report first: figures extract INPUT --save")
    changes = Store.open(path).read_again()
    for change in changes:
        click.echo(str(change))
    kinds = Counter(change.kind for change in changes)
    click.echo(", ".join(f"{count} {kind}" for kind, count in kinds.items()) or "nothing changed", err=True)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@store_option
def backup(folder: Path, path: Path) -> None:
    """Write the whole store as plain files into a new FOLDER."""
    from figures.store import Store
    from figures.store.backups import write_backup

    counts = write_backup(Store.open(path, read_only=True), folder)
    click.echo(f"{folder}: " + ", ".join(f"{count} {table}" for table, count in counts.items()), err=True)


@click.command()
@click.argument("source", metavar="BACKUP", type=click.Path(path_type=Path))
@store_option
def restore(source: Path, path: Path) -> None:
    """Make the store from a BACKUP.

    BACKUP is a folder of `figures backup`, or one of the daily copies beside a store. A store that is there is kept.
    """
    from figures.store import Store, backups

    kept = backups.restore(source, path)
    store = Store.open(path)
    told = f"{path}: {len(store.documents())} reports, {len(store.decisions())} decisions"
    click.echo(told + (f"; the store that was there is {kept}" if kept else ""), err=True)
