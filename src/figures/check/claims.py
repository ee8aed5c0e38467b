"""One claims table, row by row: kinds and allowed values, bounds, days, evidence, and ids that exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from figures.check.registries import Registries, bad_url, unknown
from figures.columns import COLUMNS, NAMES, Column, Kind, read_value
from figures.registry.rows import Finding, read_cells
from figures.spreadsheets import unescape_cell

Cells = dict[str, str]
CURATED = "curated"
IMPORTED = "imported"
# Which end of the count each bound leaves open; a bound that is not listed leaves none.
_OPEN = {"at_least": "high", "more_than": "high", "vague": "high", "at_most": "low", "less_than": "low"}
_SAME_ENDS = ("exact", "about")
_NEEDED = tuple(column.name for column in COLUMNS if column.required and column.name != "origin")


@dataclass(frozen=True, slots=True)
class Known:
    """The ids that a claim may use: of registries by column, the family of each source, and those of claims and of relayed ones."""

    registries: Mapping[str, set[str]]
    family_of: Mapping[str, str | None]
    claims: set[str]
    relayed: set[str]


def claim_rows(path: Path) -> tuple[list[tuple[int, Cells]], list[Finding]]:
    """Return the rows of a claims table with their lines as cells ("" for null), and what is wrong with the file.

    Only the required columns have to be there; a row without an origin is imported.
    Raises `figures.table.TableError` for a Parquet or JSON lines file that is no claims table.
    """
    if path.suffix.lower() == ".csv":
        rows, findings = read_cells(path, _NEEDED, NAMES)
        return [
            (line, dict.fromkeys(NAMES, "") | {"origin": IMPORTED} | _given(cells)) for line, cells in rows
        ], findings
    from figures.table import read_table

    return [(line, to_cells(row)) for line, row in enumerate(read_table(path).to_pylist(), 1)], []


def to_cells(row: Mapping[str, object]) -> Cells:
    """Return the values of a row as cells, "" for null."""
    return {name: "" if value is None else str(value) for name, value in row.items()}


def _given(cells: Cells) -> Cells:
    return {name: unescape_cell(cell) for name, cell in cells.items() if cell and name in NAMES}


def check_values(file: str, rows: list[tuple[int, Cells]], today: date) -> Iterator[Finding]:
    """Yield what no table may hold, whatever it is about: what `figures import` refuses.

    An id with two different rows, a value that its column does not have, a negative count, low above high, a future day.
    """
    seen: dict[str, tuple[int, Cells]] = {}
    for line, cells in rows:
        first, same = seen.setdefault(cells["claim_id"], (line, cells))
        if cells != same and cells["claim_id"]:
            yield _stands_already(file, line, cells, first)
        yield from _check_values(file, line, cells, today)


def check_rows(file: str, rows: list[tuple[int, Cells]], of: Registries, today: date) -> Iterator[Finding]:
    """Yield what is wrong in the rows of a claims table."""
    claims = {cells["claim_id"] for _, cells in rows}
    sources, places = {source.name for _, source in of.sources}, {place.name for _, place in of.places}
    known = Known(
        {
            "conflict": {conflict.id for _, conflict in of.conflicts},
            "population": {population.id for _, population in of.populations},
            "definition": {definition.id for _, definition in of.definitions},
            "provenance": {origin.id for _, origin in of.origins},
            "family": {family.id for _, family in of.families},
            "side": places,
            "place": places,
            "source": sources,
        },
        {source.name: source.family for _, source in of.sources},
        claims,
        claims | sources,
    )
    seen: dict[str, int] = {}
    for line, cells in rows:
        first = seen.setdefault(cells["claim_id"], line)
        if first != line:
            yield _stands_already(file, line, cells, first)
        wrong = list(_check_values(file, line, cells, today))
        yield from wrong
        if not wrong:
            yield from _check_count(file, line, cells)
            yield from _check_evidence(file, line, cells)
            yield from _check_ids(file, line, cells, known)


def _values(cells: Cells, kind: Kind) -> dict[str, Any]:
    """Return the values of all cells of a kind that are not empty; each was found to be one."""
    return {c.name: read_value(kind, cells[c.name]) for c in COLUMNS if c.kind == kind and cells[c.name]}


def _stands_already(file: str, line: int, cells: Cells, first: int) -> Finding:
    return Finding(file, line, "claim_id", f"{cells['claim_id']!r} stands in line {first} already", "give it its own")


def _check_values(file: str, line: int, cells: Cells, today: date) -> Iterator[Finding]:
    wrong = [finding for column in COLUMNS for finding in _check_cell(file, line, column, cells[column.name])]
    yield from wrong
    if not wrong:
        yield from _check_size(file, line, cells)
        yield from _check_days(file, line, cells, today)


def _check_cell(file: str, line: int, column: Column, cell: str) -> Iterator[Finding]:
    if not cell:
        if column.required:
            yield Finding(file, line, column.name, "is empty", "fill it in")
        return
    try:
        read_value(column.kind, cell)
    except ValueError as error:
        yield Finding(file, line, column.name, f"{cell!r} {error}", "correct it or leave it empty")
    if column.allowed:
        yield from unknown(file, line, column.name, cell, column.allowed)


def _check_size(file: str, line: int, cells: Cells) -> Iterator[Finding]:
    numbers = _values(cells, "integer")
    for name, number in numbers.items():
        if number < 0:
            yield Finding(file, line, name, f"{number} is below 0", "correct it or leave it empty")
    if "low" in numbers and "high" in numbers and numbers["low"] > numbers["high"]:
        yield Finding(file, line, "low", f"{cells['low']} is above high {cells['high']}", "swap or correct them")


def _check_count(file: str, line: int, cells: Cells) -> Iterator[Finding]:
    bound, counts = cells["bound"], _values(cells, "integer")
    open_end = _OPEN.get(bound)
    for end in ("low", "high"):
        if (end in counts) == (end == open_end):
            rule = "leaves it open" if end == open_end else "needs it"
            what = f"{counts.get(end, 'empty')!r} where bound {bound} {rule}"
            yield Finding(file, line, end, what, "correct bound or end")
    low, high = counts.get("low"), counts.get("high")
    if bound in _SAME_ENDS and low != high:
        yield Finding(file, line, "bound", f"{bound} with low {low} and high {high}", "make them equal, or use range")


def _check_days(file: str, line: int, cells: Cells, today: date) -> Iterator[Finding]:
    days = _values(cells, "date")
    for name, day in days.items():
        if day > today:
            yield Finding(file, line, name, f"{day} lies in the future", "correct the day")
    if "period_start" in days and "as_of" in days and days["period_start"] > days["as_of"]:
        what = f"{days['period_start']} is after as_of {days['as_of']}"
        yield Finding(file, line, "period_start", what, "swap or correct the days")


def _check_evidence(file: str, line: int, cells: Cells) -> Iterator[Finding]:
    text, quote, statement = cells["text"], cells["quote"], cells["statement"]
    yield from bad_url(file, line, cells["url"])
    place = _values(cells, "integer")
    if quote and place.keys() >= {"quote_start", "start", "end"}:
        found = quote[max(place["start"] - place["quote_start"], 0) : max(place["end"] - place["quote_start"], 0)]
        if found != text:
            yield Finding(file, line, "start", f"the span holds {found!r}, not {text!r}", "correct start, end or quote")
    if statement and text not in statement:
        yield Finding(file, line, "statement", f"does not hold {text!r}", "state the number as it is written")


def _check_ids(file: str, line: int, cells: Cells, known: Known) -> Iterator[Finding]:
    """A curated row uses the names of the registries; one read from a text may name a source or a place in its own words."""
    curated = cells["origin"] == CURATED
    for column, ids in known.registries.items():
        if curated or column not in ("source", "place", "side"):
            yield from unknown(file, line, column, cells[column], ids)
    yield from unknown(file, line, "repeats", cells["repeats"], known.claims)
    source = cells["source"]
    if source in known.family_of and cells["family"] != (known.family_of[source] or ""):
        what = f"{cells['family']!r} where {source!r} belongs to {known.family_of[source]!r}"
        yield Finding(file, line, "family", what, "take the family of data/sources.csv")
    if curated:
        yield from unknown(file, line, "relay_of", cells["relay_of"], known.relayed)
        for column in ("statement", "provenance", "verification", "source"):
            if not cells[column]:
                yield Finding(file, line, column, "is empty in a curated row", "fill it in")
