"""Tables of documents: CSV, JSON lines and Parquet, one document a row, read row by row.

Columns: `text` (required), `id` or `doc_id`, `title`, `publisher`, `url`, `published` or `date`, `lang`.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from io import SEEK_END, TextIOWrapper
from typing import TYPE_CHECKING, Any, BinaryIO

from figures.documents import Document
from figures.readers.days import published_of
from figures.readers.problems import Problem, UnreadableError
from figures.readers.text import MAX_TEXT, checked
from figures.spreadsheets import find_delimiter

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

COLUMNS = ("id", "doc_id", "text", "title", "publisher", "url", "published", "date", "lang")
MAX_LINE = 8 * MAX_TEXT
"""Bytes of one JSON line: a report with every character escaped, and its fields."""
MAX_RATIO = 100
"""Text of a Parquet file to its size; news packs 3 to 10 times."""
MAX_SMALL = 10_000_000
"""Characters that a Parquet file may hold whatever its size."""

_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character, which JSON can spell and nothing can store


def read_csv(stream: BinaryIO, name: str) -> Iterator[Document | Problem]:
    """Yield a document a row of a CSV table with a header. Commas, semicolons or tabs part the columns."""
    csv.field_size_limit(MAX_LINE)
    lines = TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="")
    header = lines.readline(100_000)
    delimiter = find_delimiter(header)
    columns = [column.strip().lower() for column in next(csv.reader([header], delimiter=delimiter), [])]
    _require_text(columns, name)
    reader = csv.reader(_short_lines(lines), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            where = f"{name}, line {reader.line_num + 1}"
            if row and len(row) != len(columns):
                yield Problem(
                    where, f"has {len(row)} fields where the header has {len(columns)}; quote fields that hold commas"
                )
            elif row:
                yield from _document(dict(zip(columns, row, strict=True)), where)
    except csv.Error as error:
        yield Problem(
            f"{name}, line {reader.line_num + 1}", f"is broken CSV ({error}); the rows after it were not read"
        )


def _short_lines(lines: TextIOWrapper) -> Iterator[str]:
    while line := lines.readline(MAX_LINE):
        if len(line) == MAX_LINE:
            raise csv.Error(f"a line is longer than {MAX_LINE:,} characters")
        yield line


def read_jsonl(stream: BinaryIO, name: str) -> Iterator[Document | Problem]:
    """Yield a document a line of a JSON lines file."""
    number = 0
    while line := stream.readline(MAX_LINE + 1):
        number += 1
        where = f"{name}, line {number}"
        if len(line) > MAX_LINE:
            yield Problem(where, f"is longer than {MAX_LINE:,} bytes; the lines after it were not read")
            return
        if line.strip():
            yield from _json_document(line, where)
    if not number:
        raise UnreadableError(name, "is empty")


def _json_document(line: bytes, where: str) -> Iterator[Document | Problem]:
    try:
        record = json.loads(line.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        record = None
    if isinstance(record, dict):
        yield from _document(record, where)
    else:
        yield Problem(where, 'is not a JSON object such as {"text": "...", "publisher": "..."}')


def read_parquet(stream: BinaryIO, name: str) -> Iterator[Document | Problem]:
    """Yield a document a row of a Parquet file. Only plain columns of the known names are read.

    Text stays dictionary-encoded, so that a small file cannot grow in memory beyond what is stored in it.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(stream)
        columns = [field.name for field in file.schema_arrow if field.name in COLUMNS and _is_plain(field.type)]
        _require_text(file.schema_arrow.names if "text" in columns else columns, name)
        budget = stream.seek(0, SEEK_END) * MAX_RATIO + MAX_SMALL
        _spend(_stored(file.metadata), budget, name)
        file, row = pq.ParquetFile(stream, read_dictionary=columns), 0
        for batch in file.iter_batches(batch_size=64, columns=columns, use_threads=False):
            for index in range(batch.num_rows):
                row += 1
                record = {column: batch.column(column)[index].as_py() for column in columns}
                budget = _spend(len(str(record["text"])), budget, name)
                yield from _document(record, f"{name}, row {row}")
    except UnreadableError:
        raise
    except (pa.ArrowException, OSError, ValueError, MemoryError) as error:
        raise UnreadableError(name, "is a broken Parquet file; write it again") from error


def _spend(size: int, budget: int, name: str) -> int:
    if size > budget:
        raise UnreadableError(name, f"unpacks to more than {MAX_RATIO} times its size, which no table of reports does")
    return budget - size


def _is_plain(kind: pa.DataType) -> bool:
    from pyarrow import types

    plain = kind.value_type if types.is_dictionary(kind) else kind
    return bool(types.is_string(plain) or types.is_large_string(plain) or types.is_temporal(plain))


def _stored(metadata: pq.FileMetaData) -> int:
    # Not by column: asking a broken file for the metadata of a column ends the process (pyarrow 26).
    return sum(metadata.row_group(index).total_byte_size for index in range(metadata.num_row_groups))


def _require_text(columns: list[str], name: str) -> None:
    if "claim_id" in columns:
        raise UnreadableError(name, "is a table of claims, not of documents; use `figures import`")
    if "text" not in columns:
        has = ", ".join(columns)[:200] or "none"
        raise UnreadableError(
            name, f"has no column `text`, which every table of documents needs; its columns are: {has}"
        )


def _document(record: Mapping[str, Any], where: str) -> Iterator[Document | Problem]:
    """Yield the document of one row, and what is wrong with the row."""
    try:
        text = checked(_text(record, "text", strip=False) or "", where)
    except UnreadableError as error:
        yield error.problem
        return
    published, problem = published_of(record, where)
    if problem:
        yield problem
    if "\ufffd" in text:
        yield Problem(where, "has characters that could not be read (U+FFFD); save the file as UTF-8", lost=False)
    yield Document(
        text,
        id=_text(record, "id") or _text(record, "doc_id") or "",
        title=_text(record, "title"),
        publisher=_text(record, "publisher"),
        url=_text(record, "url"),
        published=published,
        language=_text(record, "lang") or "en",
    )


def _text(record: Mapping[str, Any], column: str, *, strip: bool = True) -> str | None:
    value = record.get(column)
    if not isinstance(value, str | int):
        return None
    text = _SURROGATE.sub("\ufffd", str(value))
    return (text.strip() if strip else text) or None
