"""Claims from tables of others, by a column map: a small TOML file that says which of their columns is which of ours.

    about = "what the table is"
    provenance = "id in data/origins.csv"
    [set]                       # the same in every claim:   ours = value
    [column]                    # copied:                    ours = "theirs"
    [day]                       # dates:                     ours = { column = "theirs", format = "%d/%m/%Y" }
    [[by]]                      # by the value of a column, all matching ones in order
    column = "theirs"
    otherwise = "keep"          # or "skip" (the default): what to do with a row whose value is not listed
    is = { "their value" = { ours = value, ... }, ... }
    [[claim]]                   # only where one row holds several claims: each a map of its own on top of the above

The bound follows from the numbers where the map does not set it: low and high make a range, one of them an open bound, a value
alone is exact. A row without a number gives no claim.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from figures import registry
from figures.check.claims import check_values, to_cells
from figures.claims import Claim
from figures.columns import ALLOWED, COLUMNS, NAMES, read_value
from figures.readers.problems import Problem, UnreadableError
from figures.resources import data_folder
from figures.spreadsheets import find_delimiter

_OURS = frozenset(NAMES) - {"claim_id"}
_NUMBERS = ("low", "high", "value")
_KINDS = {column.name: column.kind for column in COLUMNS}
_THOUSANDS = re.compile(r"(?<=\d)[,\s](?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class By:
    """What follows from the value of one of their columns."""

    column: str
    values: Mapping[str, Mapping[str, Any]]
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Map:
    """How one claim is made of a row."""

    name: str
    constants: Mapping[str, Any] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    days: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    by: tuple[By, ...] = ()

    def theirs(self) -> set[str]:
        """Return the columns that a table must have."""
        return {*self.columns.values(), *(day["column"] for day in self.days.values()), *(by.column for by in self.by)}


def shipped_maps() -> list[str]:
    """Return the names of the maps in data/maps."""
    return sorted(path.stem for path in (data_folder() / "maps").glob("*.toml"))


def read_maps(name: str | Path) -> list[Map]:
    """Return the maps of a TOML file, given by its path or by the name of a shipped one; one map for each claim of a row.

    Raises `UnreadableError` naming the file for a missing or broken one, and for a column or value that claims do not have.
    """
    path = Path(name) if str(name).endswith(".toml") else data_folder() / "maps" / f"{name}.toml"
    try:
        parsed = tomllib.loads(path.read_text(encoding="utf-8"))
        maps = [_map(path.stem, {**parsed, **extra}, parsed) for extra in parsed.get("claim", [{}])]
    except OSError as error:
        raise UnreadableError(
            str(path), f"there is no such map; the shipped ones are: {', '.join(shipped_maps())}"
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableError(
            str(path), f"is a broken map: {str(error).splitlines()[0]}; `figures.imports` shows the form"
        ) from error
    return maps


def _map(name: str, parsed: Mapping[str, Any], shared: Mapping[str, Any]) -> Map:
    constants = {
        "origin": "imported",
        "provenance": parsed.get("provenance", name),
        **shared.get("set", {}),
        **parsed.get("set", {}),
    }
    rules = tuple(By(by["column"], by["is"], by.get("otherwise") == "keep") for by in parsed.get("by", []))
    made = Map(name, constants, parsed.get("column", {}), parsed.get("day", {}), rules)
    given = [constants, *(values for by in rules for values in by.values.values())]
    for values in (*given, made.columns, made.days):
        unknown = sorted(set(values) - _OURS)
        if unknown:
            raise ValueError(f"{', '.join(unknown)} is no column of the claims table")
    for column, value in (pair for values in given for pair in values.items()):
        if not isinstance(value, str | int | float | date):
            raise TypeError(f"{column} is neither text, number nor date")
        if value not in ALLOWED.get(column, (value,)):
            raise ValueError(f"{value!r} is no {column}; use one of {', '.join(ALLOWED[column])}")
    return made


def import_table(path: str | Path, maps: Iterable[Map]) -> Iterator[Claim | Problem]:
    """Yield the claims of a .csv, .jsonl or .parquet table, and what could not be read of it.

    Raises `UnreadableError` when the file cannot be read or lacks a column that the maps name.
    """
    path, maps = Path(path), list(maps)
    unlisted: Counter[tuple[str, str]] = Counter()
    for number, row in enumerate(_rows(path), 2):
        if number == 2:
            _require(path, row, maps)
        if not isinstance(row, Mapping):
            yield Problem(f"{path}, line {number}", "is no row of a table; the row was left out")
            continue
        for each in maps:
            yield from _claims(each, row, path, number, unlisted)
    for (column, value), count in unlisted.items():
        yield Problem(
            str(path), f"{count} rows have {value!r} in {column}, which the map does not list; they were left out"
        )


def _rows(path: Path) -> Iterator[Any]:
    try:
        match path.suffix.lower():
            case ".csv":
                with path.open(encoding="utf-8-sig", newline="") as lines:
                    first = lines.readline()
                    delimiter = find_delimiter(first)
                    header = next(csv.reader([first], delimiter=delimiter), [])
                    yield from csv.DictReader(lines, header, delimiter=delimiter)
            case ".jsonl":
                with path.open(encoding="utf-8-sig") as lines:
                    yield from (json.loads(line) for line in lines if line.strip())
            case ".parquet":
                import pyarrow.parquet as pq

                with pq.ParquetFile(path) as file:
                    for batch in file.iter_batches(batch_size=1000):
                        yield from batch.to_pylist()
            case suffix:
                raise UnreadableError(
                    str(path), f"is of an unknown format ({suffix}); give a .csv, .jsonl or .parquet table"
                )
    except UnreadableError:
        raise
    except OSError as error:
        raise UnreadableError(str(path), f"cannot be opened: {error.strerror or error}") from error
    except (ValueError, RecursionError, csv.Error) as error:
        raise UnreadableError(str(path), f"is broken ({type(error).__name__}); save it again as UTF-8") from error


def _require(path: Path, row: object, maps: Iterable[Map]) -> None:
    has = set(row) if isinstance(row, Mapping) else set()
    missing = sorted({column for each in maps for column in each.theirs()} - has)
    if missing:
        raise UnreadableError(
            str(path), f"lacks the columns {', '.join(missing)} that the map names; choose another map"
        )


def _claims(
    each: Map, row: Mapping[str, Any], path: Path, line: int, unlisted: Counter[tuple[str, str]]
) -> Iterator[Claim | Problem]:
    values: dict[str, Any] = {"claim_type": None, **each.constants}
    values |= {ours: _cell(row.get(theirs)) for ours, theirs in each.columns.items()}
    for by in each.by:
        given = _cell(row.get(by.column)) or ""
        if given in by.values:
            values |= by.values[given]
        elif not by.keep:
            unlisted[by.column, given] += 1
            return
    try:
        values |= {ours: _day(row.get(day["column"]), day.get("format", "%Y-%m-%d")) for ours, day in each.days.items()}
        values |= {name: _whole(values.get(name)) for name in _NUMBERS}
        values = {ours: _typed(ours, value) for ours, value in _bounded(values).items()}
    except (ValueError, OverflowError) as error:
        yield Problem(f"{path}, line {line}", f"{error}; the row was left out")
        return
    if all(values[name] is None for name in _NUMBERS):
        return
    claim = _claim(each, row, values)
    wrong = next(check_values(str(path), [(line, to_cells(asdict(claim)))], date.today()), None)
    if wrong:
        yield Problem(f"{path}, line {line}", f"{wrong.column}: {wrong.what}; the row was left out")
    else:
        yield claim


def _typed(ours: str, value: object) -> object:
    try:
        return read_value(_KINDS[ours], value)
    except ValueError as error:
        raise ValueError(f"{ours}: {value!r} {error}") from None


def _claim(each: Map, row: Mapping[str, Any], values: Mapping[str, Any]) -> Claim:
    key = json.dumps([each.name, values["claim_type"], values.get("subject"), *row.values()], default=str)
    claim = Claim(claim_id=f"{each.name}-{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()[:12]}", **values)
    known = registry.find_source(claim.source) if claim.source else None
    claim = replace(claim, source_text=claim.source_text or claim.source, review="unreviewed")
    if known is None:
        return claim
    kind, family = claim.source_kind or known.kind, claim.family or known.family
    return replace(claim, source=known.name, source_kind=kind, family=family)


def _bounded(values: dict[str, Any]) -> dict[str, Any]:
    """Complete bound, low, high and value as the claims table has them: "more than 6" is low 7, "about 6" is 6 to 6."""
    low, high, value = (values[name] for name in _NUMBERS)
    if low is not None and high is not None:
        bound = "exact" if low == high else "range"
    elif value is None:
        bound, value = ("at_least", low) if low is not None else ("at_most", high)
    else:
        bound = values.get("bound") or "exact"
    if value is not None and bound != "range":
        low = None if bound in {"at_most", "less_than"} else value + (bound == "more_than")
        high = None if bound in {"at_least", "more_than"} else value - (bound == "less_than")
    return {**values, "bound": bound, "low": low, "high": high, "value": value}


def _cell(value: object) -> str | None:
    """Return a cell as text, None where it is empty; NaN is how data frames write that."""
    return None if value is None or value != value else str(value).strip() or None  # noqa: PLR0124 NaN differs from itself


def _whole(value: object) -> int | None:
    """Return a whole number written with or without marked thousands; a comma before other digits may mark decimals."""
    if value is None:
        return None
    number = float(_THOUSANDS.sub("", str(value)))
    if number != int(number) or abs(number) >= 2**53:
        raise ValueError(f"{value} is no whole number")
    return int(number)


def _day(value: object, form: str) -> date | None:
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    text = _cell(value)
    return datetime.strptime(text, form).date() if text else None
