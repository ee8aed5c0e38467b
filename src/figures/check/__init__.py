"""`figures check`: everything in data/, or one claims table, examined; each finding says where, what and how to mend it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from figures import registry
from figures.check.claims import check_rows, check_values, claim_rows
from figures.check.registries import Registries, check_registries, read_registries
from figures.readers import Problem, UnreadableError, read_documents
from figures.registry.rows import Finding
from figures.resources import data_folder

__all__ = ["Finding", "Unknown", "check", "check_import", "check_table", "find_unknown"]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that claims use and no registry has got, and in how many claims it stands."""

    column: str
    name: str
    claims: int


def check(folder: Path | None = None, today: date | None = None) -> list[Finding]:
    """Return everything that is wrong in a folder of data: the registries, claims.csv and the bulletins.

    `folder` is the shipped one, `today` the last day that is not in the future, unless given.
    """
    folder = folder or data_folder()
    registries, findings = read_registries(folder)
    findings += check_registries(registries)
    findings += _check_claims(folder / "claims.csv", registries, today)
    findings += _check_bulletins(folder / "bulletins")
    return findings


def check_table(path: str | Path, today: date | None = None) -> list[Finding]:
    """Return everything that is wrong in one claims table (.csv, .parquet or .jsonl), against the shipped registries.

    Raises `figures.table.TableError` for a Parquet or JSON lines file that is no claims table.
    """
    registries, findings = read_registries(data_folder())
    return findings + [replace(each, file=str(path)) for each in _check_claims(Path(path), registries, today)]


def check_import(path: Path, today: date | None = None) -> list[Finding]:
    """Return what keeps a claims table out of the store: values that no row may have (`check_values`).

    Raises `figures.table.TableError` for a file that is no claims table.
    """
    rows, _ = claim_rows(path)
    return list(check_values(str(path), rows, today or date.today()))


def _check_claims(path: Path, registries: Registries, today: date | None) -> list[Finding]:
    rows, findings = claim_rows(path)
    return findings + list(check_rows(path.name, rows, registries, today or date.today()))


def _check_bulletins(folder: Path) -> Iterator[Finding]:
    remedy = "write title, publisher, url and date between lines of ---, and a text below"
    for path in sorted(folder.glob("*.md")):
        try:
            for document in read_documents(path):
                if isinstance(document, Problem):
                    yield Finding(path.name, 1, "-", document.message, remedy)
                    continue
                for field in ("title", "publisher", "url", "published"):
                    if getattr(document, field) is None:
                        yield Finding(path.name, 1, field, "is missing", remedy)
        except UnreadableError as error:
            yield Finding(path.name, 1, "-", error.problem.message, remedy)


def find_unknown(path: Path) -> list[Unknown]:
    """Return the sources, places and populations of a claims table that no registry has got, most frequent first.

    Raises `figures.table.TableError` for a file that is no claims table.
    """
    from figures.table import read_table

    table = read_table(path)
    finders: dict[str, Callable[[str], object]] = {
        "source": registry.find_source,
        "place": registry.find_place,
        "population": registry.populations().get,
    }
    seen = Counter((column, name) for column in finders for name in table.column(column).drop_null().to_pylist())
    return [Unknown(column, name, n) for (column, name), n in seen.most_common() if finders[column](name) is None]
