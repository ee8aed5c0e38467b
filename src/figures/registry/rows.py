"""One CSV file of data/ into dataclasses: the fields of the class are the columns, its types say how a cell is read.

A cell is text, a day (YYYY-MM-DD), yes or no, or a list joined by "; ". An empty cell is None, or an empty list.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import MISSING, dataclass, fields
from datetime import date
from pathlib import Path
from typing import TextIO, TypeVar

from figures.errors import FiguresError
from figures.spreadsheets import find_delimiter

Record = TypeVar("Record")
LIST_SEPARATOR = "; "


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong in one cell or row of a file, and what to do. `line` counts from 1, the header being line 1."""

    file: str
    line: int
    column: str
    what: str
    remedy: str

    def __str__(self) -> str:
        """Return the finding in one line, as an editor can open it."""
        return f"{self.file}:{self.line}: {self.column}: {self.what}; {self.remedy}"


class RegistryError(FiguresError):
    """A file of data/ cannot be read; the message names file, line and remedy."""


def read_cells(
    path: Path, columns: tuple[str, ...], optional: tuple[str, ...] = ()
) -> tuple[list[tuple[int, dict[str, str]]], list[Finding]]:
    """Return each row of a CSV file with the line it ends on, as cells by column, and what is wrong with the file.

    A file that is missing, is not UTF-8 or lacks one of `columns` gives no rows and one finding. A row with too few or
    too many cells gives a finding and is left out. A column of neither `columns` nor `optional` is a finding, too.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            first = file.readline()
            delimiter = find_delimiter(first)
            header = next(csv.reader([first], delimiter=delimiter), [])
            if missing := ", ".join(name for name in columns if name not in header):
                return [], [Finding(path.name, 1, missing, "missing columns", "add them to the first line")]
            rows, findings = _read_lines(path, file, delimiter, header)
            return rows, [*_unknown_columns(path, header, {*columns, *optional}), *findings]
    except OSError as error:
        return [], [Finding(path.name, 1, "-", f"cannot be read ({error.strerror})", "put the file back")]
    except UnicodeDecodeError:
        return [], [Finding(path.name, 1, "-", "is not UTF-8 text", "save it as UTF-8")]


def _unknown_columns(path: Path, header: list[str], known: set[str]) -> Iterator[Finding]:
    if unknown := ", ".join(name for name in header if name not in known):
        yield Finding(path.name, 1, unknown, "unknown columns", "take them out or rename them")


def _read_lines(
    path: Path, file: TextIO, delimiter: str, header: list[str]
) -> tuple[list[tuple[int, dict[str, str]]], list[Finding]]:
    rows, findings = [], []
    lines = csv.reader(file, delimiter=delimiter, strict=True)
    try:
        for cells in lines:
            if len(cells) == len(header):
                rows.append((1 + lines.line_num, dict(zip(header, cells, strict=True))))
            elif cells:
                what = f"{len(cells)} cells where the header has {len(header)}"
                findings.append(
                    Finding(path.name, 1 + lines.line_num, "-", what, "put cells that hold a comma in quotes")
                )
    except csv.Error as error:
        findings.append(Finding(path.name, 1 + lines.line_num, "-", f"is not CSV ({error})", "mend the quotes"))
    return rows, findings


def read_records(path: Path, record: type[Record]) -> tuple[list[tuple[int, Record]], list[Finding]]:
    """Return each row of a CSV file as a `record` with its line, and what is wrong; a row with a bad cell is left out."""
    columns = fields(record)  # type: ignore[arg-type]
    rows, findings = read_cells(path, tuple(column.name for column in columns))
    records = []
    for line, cells in rows:
        values: dict[str, object] = {}
        for column in columns:
            cell = cells[column.name]
            try:
                if not cell and column.default is MISSING:
                    raise ValueError("must not be empty")
                values[column.name] = _READERS[str(column.type)](cell)
            except ValueError as error:
                findings.append(Finding(path.name, line, column.name, f"{cell!r} {error}", "correct the cell"))
        if len(values) == len(columns):
            records.append((line, record(**values)))
    return records, findings


def load_records(path: Path, record: type[Record]) -> list[Record]:
    """Return each row of a CSV file as a `record`. Raises `RegistryError` for the first thing that is wrong."""
    records, findings = read_records(path, record)
    if findings:
        raise RegistryError(str(findings[0]))
    return [each for _, each in records]


def read_list(cell: str) -> tuple[str, ...]:
    """Return the parts of a cell that holds a list."""
    return tuple(cell.split(LIST_SEPARATOR)) if cell else ()


def _read_day(cell: str) -> date | None:
    try:
        return date.fromisoformat(cell) if cell else None
    except ValueError:
        raise ValueError("is no day (YYYY-MM-DD)") from None


def _read_yes(cell: str) -> bool:
    if cell not in ("yes", "no"):
        raise ValueError("is neither yes nor no")
    return cell == "yes"


_READERS: dict[str, Callable[[str], object]] = {
    "str": str,
    "str | None": lambda cell: cell or None,
    "bool": _read_yes,
    "date | None": _read_day,
    "tuple[str, ...]": read_list,
}
