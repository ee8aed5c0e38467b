"""The claims table: its Arrow schema, and reading and writing it as CSV, Parquet or JSON lines without loss.

Whole numbers stay whole, null stays null, dates stay dates. Text cells of a CSV that a spreadsheet would run as a formula
carry a leading apostrophe, which reading takes off again.
"""

from __future__ import annotations

import csv
import json
import tempfile
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from figures.claims import Claim, json_line
from figures.columns import COLUMNS, NAMES, Column, read_value
from figures.errors import FiguresError
from figures.spreadsheets import LIVE, find_delimiter, unescape_cell

VERSION = "1"

_ARROW = {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "date": pa.date32()}
_REQUIRED = ("claim_id", "claim_type")


def _field(column: Column) -> pa.Field:
    about = {"description": column.description, "unit": column.unit, "allowed": " ".join(column.allowed)}
    return pa.field(column.name, _ARROW[column.kind], metadata={k: v for k, v in about.items() if v})


SCHEMA: pa.Schema = pa.schema([_field(column) for column in COLUMNS], metadata={"figures_table": VERSION})


class TableError(FiguresError):
    """A claims table cannot be read or written; the message names file, row, column and remedy."""


def from_claims(claims: Iterable[Claim]) -> pa.Table:
    """Return the claims as a table of `SCHEMA`."""
    return pa.Table.from_pylist([asdict(claim) for claim in claims], schema=SCHEMA)


def to_claims(table: pa.Table) -> Sequence[Claim]:
    """Return the rows of a table of `SCHEMA` as claims."""
    return [Claim(**row) for row in table.to_pylist()]


def read_table(path: str | Path) -> pa.Table:
    """Return the claims table of a .csv, .parquet or .jsonl file, in the columns of `SCHEMA`.

    Columns that the file lacks are null; columns that the table does not have are left out. A row without an origin is
    imported.
    Raises `TableError` for a file that cannot be read, lacks `claim_id` or `claim_type`, or holds a value of a wrong kind.
    """
    path = Path(path)
    read, _ = _format_of(path)
    try:
        table = read(path)
    except OSError as error:
        raise TableError(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise TableError(f"{path}: not UTF-8 at byte {error.start}; save the file as UTF-8") from error
    place, origin = table.schema.get_field_index("origin"), SCHEMA.field("origin")
    table = table.set_column(place, origin, pc.fill_null(table.column(place), "imported"))
    return table.replace_schema_metadata(SCHEMA.metadata)


def require_allowed(table: pa.Table, path: str | Path) -> None:
    """Raise `TableError`, naming the file `path`, for the first cell that its column does not allow.

    That is nothing where something is required, or none of the allowed values.
    """
    for column in COLUMNS:
        cells = table.column(column.name)
        fine = pc.is_in(cells, value_set=pa.array(column.allowed)) if column.allowed else pc.is_valid(cells)
        fine = fine if column.required else pc.or_(fine, pc.is_null(cells))
        row = pc.index(fine, False).as_py()
        if row >= 0:
            claim, value = table.column("claim_id")[row].as_py(), cells[row].as_py()
            what = "is empty" if value is None else f"{value!r} is not allowed"
            raise TableError(
                f"{path}: claim {claim}, column {column.name!r}: {what}; `figures check` lists what is wrong"
            )


def write_table(table: pa.Table, path: str | Path) -> None:
    """Write the table as .csv, .parquet or .jsonl. The file is there whole or not at all.

    Raises `TableError` for an unknown suffix or a place that cannot be written to.
    """
    path = Path(path)
    refuse_unwritable(path)
    _, write = _format_of(path)
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as folder:
            partial = Path(folder) / path.name
            write(table, partial)
            partial.replace(path)
    except OSError as error:
        raise TableError(f"{path}: cannot be written: {error.strerror or error}") from error


def refuse_unwritable(path: Path) -> None:
    """Raise `TableError` for an unknown suffix or a missing folder: what can be known before the work is done."""
    _format_of(path)
    if not path.parent.is_dir():
        raise TableError(f"{path}: cannot be written: there is no folder {path.parent}")


def _format_of(path: Path) -> tuple[Callable[[Path], pa.Table], Callable[[pa.Table, Path], None]]:
    """Return what reads and what writes a file of that suffix."""
    try:
        return _FORMATS[path.suffix.lower()]
    except KeyError:
        raise TableError(f"{path}: unknown format {path.suffix!r}; use {', '.join(_FORMATS)}") from None


def escape_table(table: pa.Table) -> pa.Table:
    """Return the table with every text cell as `escape_cell` gives it; numbers and dates stay as they are."""
    return _map_text(table, "^(" + LIVE + ")", r"'\1")


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
        first = lines.readline()
    delimiter = find_delimiter(first)
    header = next(csv.reader([first], delimiter=delimiter), [])
    _require(path, header)
    _require_closed_quotes(path)
    known = [name for name in NAMES if name in header]
    convert = pa_csv.ConvertOptions(
        include_columns=known,
        column_types={name: SCHEMA.field(name).type for name in known},
        null_values=[""],
        strings_can_be_null=True,
    )
    parse = pa_csv.ParseOptions(delimiter=delimiter, newlines_in_values=True)
    try:
        table = pa_csv.read_csv(path, convert_options=convert, parse_options=parse)
    except pa.ArrowInvalid:  # a cell is not what its column holds: read slowly, to mend it or to name it
        return _from_rows(path, _csv_rows(path, delimiter))
    return _map_text(_complete(table), "^'(" + LIVE + ")", r"\1")


def _require_closed_quotes(path: Path) -> None:
    """Raise `TableError` for an odd number of quotes: a cell that is never closed would swallow all rows after it."""
    with path.open("rb") as file:
        quotes = sum(part.count(b'"') for part in iter(lambda: file.read(1_000_000), b""))
    if quotes % 2:
        raise TableError(f"{path}: a quote is opened and never closed; mend the quotes")


def _csv_rows(path: Path, delimiter: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines, delimiter=delimiter)
        try:
            for row in reader:
                if None in row or None in row.values():
                    raise TableError(f"{path}: line {reader.line_num}: the number of cells differs from the header's")
                yield f"line {reader.line_num}", {name: unescape_cell(cell) for name, cell in row.items()}
        except csv.Error as error:
            raise TableError(f"{path}: line {reader.line_num}: is not CSV ({error}); mend the quotes") from error


# Parquet -------------------------------------------------------------------------------------------------------------


def _write_parquet(table: pa.Table, path: Path) -> None:
    pq.write_table(table, path, compression="zstd")


def _read_parquet(path: Path) -> pa.Table:
    try:
        with pq.ParquetFile(path) as file:
            names = file.schema_arrow.names
            _require(path, names)
            table = file.read(columns=[name for name in NAMES if name in names])
        table.validate(full=True)
    except (pa.ArrowException, OSError) as error:
        if isinstance(error, OSError) and error.errno:
            raise  # the file is not there or may not be read
        raise TableError(f"{path}: not a readable Parquet file; write it again") from error
    try:
        return _complete(table.cast(pa.schema([SCHEMA.field(name) for name in table.schema.names])))
    except pa.ArrowException:  # as in CSV
        return _from_rows(path, ((f"row {number}", row) for number, row in enumerate(table.to_pylist(), 1)))


# JSON lines ----------------------------------------------------------------------------------------------------------


def _write_jsonl(table: pa.Table, path: Path) -> None:
    with path.open("w", encoding="utf-8") as out:
        for batch in table.to_batches():
            out.writelines(json_line(row) + "\n" for row in batch.to_pylist())


def _read_jsonl(path: Path) -> pa.Table:
    rows: list[tuple[str, Mapping[str, Any]]] = []
    with path.open(encoding="utf-8-sig") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise TableError(f"{path}: line {number}: not JSON: {error}") from error
            if not isinstance(row, dict):
                raise TableError(f"{path}: line {number}: expected an object with the table's columns")
            if not rows:
                _require(path, row)
            rows.append((f"line {number}", row))
    return _from_rows(path, rows)


# Rows of any kind ----------------------------------------------------------------------------------------------------


def _require(path: Path, header: Collection[str]) -> None:
    if missing := ", ".join(name for name in _REQUIRED if name not in header):
        raise TableError(f"{path}: the columns {missing} are missing; the codebook lists all columns")
    if repeated := ", ".join(name for name, times in Counter([*header]).items() if times > 1 and name in NAMES):
        raise TableError(f"{path}: the columns {repeated} are there more than once; leave one of each")


def _complete(table: pa.Table) -> pa.Table:
    """Return the table in the columns and order of `SCHEMA`; columns that are not there are null, as are empty cells."""
    columns = [
        _without_empty(table.column(field.name))
        if field.name in table.schema.names
        else pa.nulls(len(table), field.type)
        for field in SCHEMA
    ]
    return pa.table(columns, schema=SCHEMA)


def _without_empty(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column with null for "" and NaN, which other programs write for what is unknown."""
    if pa.types.is_string(cells.type):
        empty = pc.equal(cells, "")
    elif pa.types.is_floating(cells.type):
        empty = pc.invert(pc.is_finite(cells))
    else:
        return cells
    return pc.if_else(empty, pa.scalar(None, cells.type), cells) if pc.any(empty).as_py() else cells


def _from_rows(path: Path, rows: Iterable[tuple[str, Mapping[str, Any]]]) -> pa.Table:
    cells: dict[str, list[Any]] = {name: [] for name in NAMES}
    for place, row in rows:
        for column in COLUMNS:
            value = row.get(column.name)
            try:
                cells[column.name].append(read_value(column.kind, value))
            except ValueError as error:
                remedy = "correct it or leave it empty"
                raise TableError(
                    f"{path}: {place}, column {column.name!r}: {repr(value)[:60]} {error}; {remedy}"
                ) from error
    return pa.table([pa.array(cells[f.name], f.type) for f in SCHEMA], schema=SCHEMA)


_FORMATS = {
    ".csv": (_read_csv, _write_csv),
    ".parquet": (_read_parquet, _write_parquet),
    ".jsonl": (_read_jsonl, _write_jsonl),
}
