"""The codebook: what every column of the claims table and of the registries means, written from their definitions."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from dataclasses import fields
from itertools import groupby

from figures.columns import COLUMNS, Column
from figures.registry.records import FILES

_CELLS = {"bool": "yes or no", "date | None": "date", "tuple[str, ...]": "list joined by `; `"}


def codebook() -> str:
    """Return the codebook as Markdown. `docs/codebook.md` is this text; a test keeps it so."""
    parts = [
        "# Codebook",
        "One row of the claims table is one mention of a figure. Unknown is empty (null), never 0. Dates are YYYY-MM-DD.",
        "Written from `figures.columns` and `figures.registry.records` by `python -m figures.codebook`.",
        "## Claims table",
        describe_columns(),
        "## Registries (`data/`)",
    ]
    for file, record in FILES.items():
        rows = ((f"`{field.name}`", _CELLS.get(str(field.type), "text")) for field in fields(record))
        parts += [f"### {file}", inspect.cleandoc(record.__doc__ or ""), _table(("column", "kind"), rows)]
    return "\n\n".join(parts) + "\n"


def describe_columns() -> str:
    """Return what the columns of the claims table mean, as Markdown: a heading and a table for each group of them."""
    parts = []
    for group, columns in groupby(COLUMNS, key=lambda column: column.group):
        parts += [f"### {group.capitalize()}", _table(("column", "kind", "meaning"), map(_row, columns))]
    return "\n\n".join(parts)


def _row(column: Column) -> tuple[str, str, str]:
    meaning = column.description
    if column.unit:
        meaning += f" Unit: {column.unit}."
    if column.allowed:
        meaning += " One of: " + ", ".join(f"`{value}`" for value in column.allowed) + "."
    kind = f"{column.kind}, required" if column.required else column.kind
    return f"`{column.name}`", kind, meaning


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


if __name__ == "__main__":
    import sys

    sys.stdout.write(codebook())
