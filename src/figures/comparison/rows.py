"""Rows: the claims table made ready for comparison, one row a claim, each with its interval or why it is left out.

Nothing in a table makes it raise: what cannot be tested is told apart by a reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from figures.claims import Claim
from figures.columns import COLUMNS, SCOPES
from figures.comparison.intervals import read_intervals
from figures.registry import definitions

Table: TypeAlias = pa.Table | pd.DataFrame | Iterable[Claim]
Row = Mapping[str, Any]
Days = npt.NDArray[np.int64]
NO_DAY = int(np.iinfo(np.int64).min)
_EPOCH = date(1970, 1, 1).toordinal()
# fmt: off
_READ = frozenset((
    "claim_id", "document_id", "conflict", "claim_type", "subject", "population", "place", "scope", "event",
    "definition", "bound", "low", "high", "value", "source", "family", "relay_of", "as_of", "as_of_precision",
    "period_start", "published", "repeats", "review",
))
# fmt: on


@dataclass(frozen=True, slots=True)
class Options:
    """How to compare.

    `floors` and `totals` go before data/definitions.csv: ids of definitions, families, sources or claims whose counts are
    read as floors, or as totals. `tolerance`: the number of days (0 or more) within which two dates count as the same day
    when pairs are tested. `known_on`: leave out what was published after that day.
    """

    floors: frozenset[str] = frozenset()
    totals: frozenset[str] = frozenset()
    tolerance: int = 0
    known_on: date | None = None


NAMED = ("definition", "family", "source", "claim_id")
"""The columns that the floors and totals of `Options` name values of."""


def unmatched(table: pa.Table, names: Iterable[str]) -> list[str]:
    """Return the names, for floors and totals, that match no row of a table of `figures.table.SCHEMA`."""
    known = {value for column in NAMED for value in table.column(column).unique().to_pylist()}
    return [name for name in names if name not in known]


def read_rows(table: Table, options: Options | None = None) -> pd.DataFrame:
    """Return one row a claim of the table, in its order: the columns of the table that comparison reads (missing ones null),
    `as_of`, `published` and `period_start` as days since 1970 (`NO_DAY` where unknown), and

    - `least`, `greatest`: its interval, infinity where open; `floor`: whether it counts proven cases
    - `measures`: what its definition counts, or None for the plain number
    - `voice`: its family, else its source, else itself
    - `problem`: why it is not tested (a key of `not_compared` in the vocabulary), or None
    """
    options = options or Options()
    rows = _frame(table)
    known = definitions().values()
    definition = rows["definition"]
    floor = (definition.isin([d.id for d in known if d.floor]) | _named(rows, options.floors)) & ~_named(
        rows, options.totals
    )
    rows["floor"] = floor.to_numpy(bool)
    rows["measures"] = definition.map({d.id: d.measures for d in known if d.measures}).astype("str")
    rows["least"], rows["greatest"], number_problem = read_intervals(rows, rows["floor"].to_numpy(bool))
    rows["voice"] = rows["family"].fillna(rows["source"]).fillna(rows["claim_id"])
    rows["population"] = rows["population"].fillna(rows["subject"].str.strip().str.lower())
    rows["problem"] = _problems(rows, number_problem, options)
    return rows


def records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows as dictionaries by column. Column by column: pandas' own takes many times as long."""
    names = list(rows.columns)
    columns = [rows[name].to_numpy(object).tolist() for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def missing(value: Any) -> bool:  # noqa: ANN401 a cell of any column
    """Return whether a cell of a row is null."""
    return value is None or bool(value != value)  # noqa: PLR0124 NaN differs from itself


def to_date(day: int) -> date:
    """Return the day that is so many days after 1 January 1970."""
    return date.fromordinal(int(day) + _EPOCH)


def from_date(day: date) -> int:
    """Return the number of days after 1 January 1970."""
    return day.toordinal() - _EPOCH


def _frame(table: Table) -> pd.DataFrame:
    """Return the columns that comparison reads: text as text or null, numbers as floats, dates as days."""
    if isinstance(table, pd.DataFrame):
        given = table.reset_index(drop=True)
    elif isinstance(table, pa.Table):
        given = table.select([name for name in table.column_names if name in _READ]).to_pandas(date_as_object=False)
    else:
        given = pd.DataFrame([asdict(claim) for claim in table])
    unreadable = np.zeros(len(given), bool)
    unknown = pd.Series(index=given.index, dtype="str")
    columns: dict[str, pd.Series | Days] = {}
    for column in COLUMNS:
        if column.name not in _READ:
            continue
        values = given.get(column.name, unknown)
        if column.kind == "date":
            columns[column.name] = _days(values)
        elif column.kind == "integer":
            columns[column.name] = numbers = _numbers(values)
            unreadable |= (values.notna() & (values != "") & numbers.isna()).to_numpy(bool)
        else:
            columns[column.name] = _text(values)
    rows = pd.DataFrame(columns | {"unreadable": unreadable}, index=given.index)
    nameless = rows.index[rows["claim_id"].isna()]
    rows.loc[nameless, "claim_id"] = [f"#{n + 1}" for n in nameless]
    return rows


def _text(values: pd.Series) -> pd.Series:
    if values.dtype == object:
        values = values.map(str, na_action="ignore")
    text = values.astype("str")
    empty = text == ""
    return text.mask(empty) if empty.any() else text


def _numbers(values: pd.Series) -> pd.Series:
    numbers = pd.to_numeric(values, errors="coerce").astype("float64")
    return numbers.where(np.isfinite(numbers))


def _days(values: pd.Series) -> Days:
    if not pd.api.types.is_datetime64_dtype(values):
        values = pd.to_datetime(_text(values), errors="coerce", format="ISO8601", utc=True).dt.tz_localize(None)
    days = values.to_numpy("datetime64[D]")
    return np.where(np.isnat(days), NO_DAY, days.astype(np.int64))


def _named(rows: pd.DataFrame, names: frozenset[str]) -> pd.Series:
    named = pd.Series(False, index=rows.index)
    if names:
        for column in NAMED:
            named |= rows[column].isin(names)
    return named


def _problems(rows: pd.DataFrame, number_problem: npt.NDArray[np.object_], options: Options) -> pd.Series:
    """Return the first reason of each row for which it cannot be tested, or None."""
    scope, definition = rows["scope"], rows["definition"]
    published = np.where(rows["published"] == NO_DAY, rows["as_of"], rows["published"])
    latest = from_date(options.known_on) if options.known_on else None
    no_start = (rows["period_start"] == NO_DAY) | (rows["period_start"] > rows["as_of"])
    tests = {
        # Without these the topic is not known.
        "duplicate": _duplicates(rows),
        "claim_type": rows["claim_type"].isna(),
        "population": rows["population"].isna(),
        "scope": ~scope.isin(SCOPES),
        "event": scope.eq("incident") & rows["event"].isna(),
        "date": rows["as_of"] == NO_DAY,
        "precision": rows["as_of_precision"].isin(["month", "year"]),
        "period": scope.eq("period") & no_start,
        # With these it is.
        "unpublished": published > latest if latest is not None else np.zeros(len(rows), bool),
        "rejected": rows["review"].eq("rejected"),
        "excluded": definition.isin([d.id for d in definitions().values() if d.excluded]),
        "number": rows["unreadable"],
    }
    masks = [np.asarray(test, bool) for test in tests.values()]
    problem = np.select(masks, list(tests), "").astype(object)
    return pd.Series(np.where(problem == "", number_problem, problem), index=rows.index, dtype=object)


def _duplicates(rows: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Of equal rows with one id all but the first, of different rows with one id all: which is meant cannot be told."""
    shared = rows[rows["claim_id"].duplicated(keep=False)]
    repeated = shared.duplicated()
    differing = shared[~repeated]["claim_id"].duplicated(keep=False)
    left_out = repeated.index[repeated].union(differing.index[differing])
    return rows.index.isin(left_out)
