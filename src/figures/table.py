"""The claims table: its Arrow schema, and reading and writing it as CSV, Parquet or JSON lines without loss.

Whole numbers stay whole, null stays null, dates stay dates. Text cells of a CSV that a spreadsheet would run as a formula
carry a leading apostrophe, which reading takes off again.
"""

from __future__ import annotations

import csv
import json
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from figures.claims import Claim, json_line
from figures.columns import COLUMNS, NAMES, Column
from figures.errors import FiguresError

VERSION = "1"
SUFFIXES = (".csv", ".parquet", ".jsonl")

_ARROW = {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "date": pa.date32()}
_REQUIRED = ("claim_id", "claim_type")
# What a spreadsheet takes for a formula or a command, after white space and in full width too.
_LIVE = r"'*\s*[=+\-@|%\t\r\n＝＋－＠]"
_LIVE_CELL = re.compile(_LIVE)


def _field(column: Column) -> pa.Field:
    about = {"description": column.description, "unit": column.unit, "allowed": " ".join(column.allowed)}
    return pa.field(column.name, _ARROW[column.kind], metadata={k: v for k, v in about.items() if v})


SCHEMA: pa.Schema = pa.schema([_field(column) for column in COLUMNS], metadata={"figures_table": VERSION})


class TableError(FiguresError):
    """A claims table cannot be read or written; the message names file, row, column and remedy."""


def from_claims(claims: Iterable[Claim]) -> pa.Table:
    """Return the claims as a table of `SCHEMA`."""
    return pa.Table.from_pylist([asdict(claim) for claim in claims], schema=SCHEMA)


def read_table(path: str | Path) -> pa.Table:
    """Return the claims table of a .csv, .parquet or .jsonl file, in the columns of `SCHEMA`.

    Columns that the file lacks are null; columns that the table does not have are left out. A row without an origin is
    imported.
    Raises `TableError` for a file that cannot be read, lacks `claim_id` or `claim_type`, or holds a value of a wrong kind.
    """
    path = Path(path)
    reader = {".csv": _read_csv, ".parquet": _read_parquet, ".jsonl": _read_jsonl}.get(path.suffix.lower())
    if reader is None:
        raise TableError(f"{path}: unknown format {path.suffix!r}; use {', '.join(SUFFIXES)}")
    try:
        table = reader(path)
    except OSError as error:
        raise TableError(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise TableError(f"{path}: not UTF-8 at byte {error.start}; save the file as UTF-8") from error
    place, origin = table.schema.get_field_index("origin"), SCHEMA.field("origin")
    table = table.set_column(place, origin, pc.fill_null(table.column(place), "imported"))
    return table.replace_schema_metadata(SCHEMA.metadata)


def write_table(table: pa.Table, path: str | Path) -> None:
    """Write the table as .csv, .parquet or .jsonl. The file is there whole or not at all.

    Raises `TableError` for an unknown suffix or a place that cannot be written to.
    """
    path = Path(path)
    refuse_unwritable(path)
    writer = {".csv": _write_csv, ".parquet": _write_parquet, ".jsonl": _write_jsonl}[path.suffix.lower()]
    try:
        handle, name = tempfile.mkstemp(dir=path.parent or ".", prefix=f".{path.name}.")
        os.close(handle)
        partial = Path(name)
        try:
            writer(table, partial)
            partial.chmod(0o644)
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
    except OSError as error:
        raise TableError(f"{path}: cannot be written: {error.strerror or error}") from error


def refuse_unwritable(path: Path) -> None:
    """Raise `TableError` for an unknown suffix or a missing folder: what can be known before the work is done."""
    if path.suffix.lower() not in SUFFIXES:
        raise TableError(f"{path}: unknown format {path.suffix!r}; use {', '.join(SUFFIXES)}")
    if not path.parent.is_dir():
        raise TableError(f"{path}: cannot be written: there is no folder {path.parent}")


def escape_cell(text: str) -> str:
    """Return `text` so that no spreadsheet runs it: what would be live gets a leading apostrophe."""
    return "'" + text if _LIVE_CELL.match(text) else text


def unescape_cell(text: str) -> str:
    """Undo `escape_cell`."""
    return text[1:] if text.startswith("'") and _LIVE_CELL.match(text) else text


def escape_table(table: pa.Table) -> pa.Table:
    """Return the table with every text cell as `escape_cell` gives it; numbers and dates stay as they are."""
    return _map_text(table, "^(" + _LIVE + ")", r"'\1")


def _map_text(table: pa.Table, pattern: str, replacement: str) -> pa.Table:
    for i, field in enumerate(table.schema):
        if pa.types.is_string(field.type):
            cells = pc.replace_substring_regex(table.column(i), pattern=pattern, replacement=replacement)
            table = table.set_column(i, field, cells)
    return table


# CSV -----------------------------------------------------------------------------------------------------------------


def _write_csv(table: pa.Table, path: Path) -> None:
    options = pa_csv.WriteOptions(quoting_style="needed")
    pa_csv.write_csv(escape_table(table), path, options)


def _read_csv(path: Path) -> pa.Table:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        header = next(csv.reader(lines), [])
    _require(path, header)
    known = [name for name in NAMES if name in header]
    convert = pa_csv.ConvertOptions(
        include_columns=known,
        column_types={name: SCHEMA.field(name).type for name in known},
        null_values=[""],
        strings_can_be_null=True,
    )
    try:
        table = pa_csv.read_csv(
            path, convert_options=convert, parse_options=pa_csv.ParseOptions(newlines_in_values=True)
        )
    except pa.ArrowInvalid:  # a cell is not what its column holds: read slowly, to mend it or to name it
        return _from_rows(path, _csv_rows(path))
    return _map_text(_complete(table), "^'(" + _LIVE + ")", r"\1")


def _csv_rows(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        for row in reader:
            if None in row or None in row.values():
                raise TableError(f"{path}: line {reader.line_num}: the number of cells differs from the header's")
            yield reader.line_num, {k: unescape_cell(v) if v else None for k, v in row.items()}


# Parquet -------------------------------------------------------------------------------------------------------------


def _write_parquet(table: pa.Table, path: Path) -> None:
    pq.write_table(table, path, compression="zstd")


def _read_parquet(path: Path) -> pa.Table:
    try:
        with pq.ParquetFile(path) as file:
            names = file.schema_arrow.names
            _require(path, names)
            table = file.read(columns=[name for name in NAMES if name in names])
    except pa.ArrowException as error:
        raise TableError(f"{path}: not a readable Parquet file: {error}") from error
    for i, name in enumerate(table.schema.names):
        wanted = SCHEMA.field(name)
        try:
            table = table.set_column(i, wanted, table.column(i).cast(wanted.type))
        except pa.ArrowException as error:
            raise TableError(f"{path}: column {name!r} should hold {wanted.type}: {error}") from error
    return _complete(table)


# JSON lines ----------------------------------------------------------------------------------------------------------


def _write_jsonl(table: pa.Table, path: Path) -> None:
    with path.open("w", encoding="utf-8") as out:
        for batch in table.to_batches():
            out.writelines(json_line(row) + "\n" for row in batch.to_pylist())


def _read_jsonl(path: Path) -> pa.Table:
    rows: list[tuple[int, Mapping[str, Any]]] = []
    with path.open(encoding="utf-8-sig") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError as error:
                raise TableError(f"{path}: line {number}: not JSON: {error}") from error
            if not isinstance(row, dict):
                raise TableError(f"{path}: line {number}: expected an object with the table's columns")
            if not rows:
                _require(path, row)
            rows.append((number, row))
    return _from_rows(path, rows)


# Rows of any kind ----------------------------------------------------------------------------------------------------


def _require(path: Path, header: Iterable[str]) -> None:
    missing = [name for name in _REQUIRED if name not in set(header)]
    if missing:
        raise TableError(f"{path}: the columns {', '.join(missing)} are missing; the codebook lists all columns")


def _complete(table: pa.Table) -> pa.Table:
    """Return the table in the columns and order of `SCHEMA`; columns that are not there are null."""
    columns = [
        table.column(field.name) if field.name in table.schema.names else pa.nulls(len(table), field.type)
        for field in SCHEMA
    ]
    return pa.table(columns, schema=SCHEMA)


def _from_rows(path: Path, rows: Iterable[tuple[int, Mapping[str, Any]]]) -> pa.Table:
    cells: dict[str, list[Any]] = {name: [] for name in NAMES}
    for number, row in rows:
        for column in COLUMNS:
            value = row.get(column.name)
            try:
                cells[column.name].append(None if value is None else _READ[column.kind](value))
            except (ValueError, TypeError, OverflowError) as error:
                raise TableError(
                    f"{path}: line {number}, column {column.name!r}: {value!r} is not {_WANTED[column.kind]}"
                ) from error
    return pa.table([pa.array(cells[f.name], f.type) for f in SCHEMA], schema=SCHEMA)


def _integer(value: str | float) -> int:
    number = value if isinstance(value, int) else float(value)
    if number != int(number) or isinstance(value, bool) or not -(2**63) <= number < 2**63:
        raise ValueError
    return int(number)


def _string(value: object) -> str | None:
    if not isinstance(value, str):
        raise TypeError
    return value or None


_READ: dict[str, Callable[[Any], Any]] = {
    "string": _string,
    "integer": _integer,
    "number": float,
    "date": date.fromisoformat,
}
_WANTED = {
    "string": "text",
    "integer": "a whole number; write digits only, nothing for unknown",
    "number": "a number",
    "date": "a date; write YYYY-MM-DD, nothing for unknown",
}


def to_claims(table: pa.Table) -> Sequence[Claim]:
    """Return the rows of a table of `SCHEMA` as claims."""
    return [Claim(**row) for row in table.to_pylist()]
