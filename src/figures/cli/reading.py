"""`figures extract`: reports in, claims out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import click
from click.core import ParameterSource

from figures.claims import Reading, json_line, read_document
from figures.cli.keeping import read_again, save, store_option
from figures.cli.options import Day
from figures.columns import NAMES
from figures.documents import Document, fingerprint
from figures.readers import Problem, read_documents


@click.command()
@click.argument("inputs", nargs=-1, metavar="INPUT...")
@click.option("--publisher", help="Who printed the documents that do not say so themselves.")
@click.option("--published", type=Day(), help="The day of the documents that do not say so themselves.")
@click.option("--fetch", is_flag=True, help="Allow reading http(s) addresses.")
@click.option("--skipped", is_flag=True, help="Print the numbers that are no claims, with the reason, instead.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write a .csv, .parquet or .jsonl file instead.")
@click.option("--save", "saved", is_flag=True, help="Keep the reports and their claims in the store instead.")
@click.option("--again", is_flag=True, help="Read again what the store keeps; decisions stay. Prints what changes.")
@store_option
@click.pass_context
def extract(
    ctx: click.Context,
    inputs: tuple[str, ...],
    publisher: str | None,
    published: date | None,
    fetch: bool,
    skipped: bool,
    output: Path | None,
    saved: bool,
    again: bool,
    path: Path,
) -> None:
    """Read reports and print the claims table as JSON lines.

    INPUT is a file (.txt .md .html .pdf .docx .csv .jsonl .parquet .zip), a folder, - for standard input, or with --fetch
    a web address.
    """
    if sum((skipped, bool(output), saved or again)) > 1:
        raise click.UsageError("--skipped, --output and --save or --again exclude each other; choose one")
    if ctx.get_parameter_source("path") is ParameterSource.COMMANDLINE and not (saved or again):
        raise click.UsageError("--store names where to --save, or what to read --again; add one of the two")
    if not inputs:
        if not again:
            raise click.UsageError("name at least one INPUT; --again alone reads the store again")
        read_again(path)
        return
    documents = _documents(inputs, publisher, published, fetch)
    if saved or again:
        save(documents, path, again=again)
        return
    readings = map(read_document, _each_once(documents))
    if output:
        _write(readings, output)
    else:
        _print(readings, skipped)


def _documents(inputs: Iterable[str], publisher: str | None, published: date | None, fetch: bool) -> Iterator[Document]:
    """Yield the documents; a problem on the way is said in one line, an input that cannot be read at all raises."""
    for name in inputs:
        for item in read_documents(name, fetch=fetch):
            if isinstance(item, Problem):
                click.echo(f"warning: {item}", err=True)
            else:
                yield replace(
                    item, publisher=item.publisher or publisher or None, published=item.published or published
                )


def _each_once(documents: Iterable[Document]) -> Iterator[Document]:
    """Pass on each text once, and give another text of an id that was there an id of its own: what the store does, too.

    Else two rows of the table would share a claim id.
    """
    texts: dict[str, str] = {}
    for document in documents:
        own = fingerprint(document.text)
        once = document
        if texts.get(document.id, own) != own:
            once = replace(document, id=f"{document.id}-{own}")
            click.echo(f"warning: {document.id}: another document has this id; it is now {once.id}", err=True)
        if once.id in texts:
            click.echo(f"warning: {once.id}: the same text was read before; left out", err=True)
        else:
            texts[once.id] = own
            yield once


def _print(readings: Iterable[Reading], skipped: bool) -> None:
    for reading in readings:
        if skipped:
            rows = [{"document_id": reading.document.id, **asdict(each)} for each in reading.skipped]
        else:
            rows = [{name: getattr(claim, name) for name in NAMES} for claim in reading.claims]
        for row in rows:
            click.echo(json_line(row))


def _write(readings: Iterable[Reading], output: Path) -> None:
    """Write the claims to a file, whole or not at all; a place that cannot be written to is refused before reading."""
    from figures import table

    table.refuse_unwritable(output)
    claims = [claim for reading in readings for claim in reading.claims]
    table.write_table(table.from_claims(claims), output)
    click.echo(f"{len(claims)} claims written to {output}", err=True)
