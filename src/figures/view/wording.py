"""A claim in words: numbers, bounds, days and roles, as the pages, hover texts and citations say them. Plain text only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from figures import registry
from figures.columns import COLUMNS

# How a bound is said before a number; a range and a vague number are said by their ends.
BOUNDS = {
    "exact": "", "at_least": "at least ", "more_than": "more than ", "at_most": "at most ", "less_than": "less than ",
    "about": "about ", "range": "", "vague": "roughly ",
}  # fmt: skip
_IDS = {column.name for column in COLUMNS if column.allowed} | {"population", "conflict", "definition"}
SCOPES = {
    "cumulative": "total so far", "incident": "one event", "period": "in one period", "stock": "held at one time",
}  # fmt: skip
ROLES = {
    "self-report": "counting its own side",
    "adversary": "counting the other side",
    "third party": "third party",
    "unknown": "relation unknown",
}
BASES = {
    "stated": "stated in the text",
    "relative": "worked out from the day of the report",
    "published": "taken from the day of the report",
}
DAY_FORMATS = {"day": "{0.day} {0:%B %Y}", "month": "{0:%B %Y}", "year": "{0:%Y}"}


def label(identifier: str) -> str:
    """Return an id of the table as people read it: "at_least" is "at least"."""
    return identifier.replace("_", " ")


def value(column: str, identifier: str) -> str:
    """Return a value of a column as people read it: a conflict, a population or a family by its name in the registry."""
    registries: Mapping[str, Callable[[], Mapping[str, Any]]] = {
        "conflict": registry.conflicts,
        "population": registry.populations,
        "family": registry.families,
    }
    known = registries[column]().get(identifier) if column in registries else None
    if known:
        return str(known.name)
    return label(identifier) if column in _IDS else identifier


def number(value: float | None) -> str:
    """Return a count with thousands separators, or a dash where it is unknown."""
    return "–" if is_null(value) else f"{value:,.0f}"


def said(claim: Mapping[Any, Any]) -> str:
    """Return the figure as it is bounded: "at least 11", "7,000 to 15,000", "about 1,000"."""
    low, high, value, bound = claim["low"], claim["high"], claim["value"], claim["bound"]
    if bound in ("range", "vague") and not is_null(low) and not is_null(high) and low != high:
        return f"{number(low)} to {number(high)}"
    if bound == "vague":
        return "at least " + number(low) if is_null(high) else "at most " + number(high)
    stated = next((n for n in (value, low, high) if not is_null(n)), None)
    return "no number" if stated is None else BOUNDS.get(bound, "") + number(stated)


def interval(claim: Mapping[Any, Any]) -> str:
    """Return the counts that the words allow: "11 or more", "up to 16,000", "7,000 to 15,000"."""
    low, high = claim["low"], claim["high"]
    if is_null(low) and is_null(high):
        return "no bound"
    if is_null(high):
        return f"{number(low)} or more"
    if is_null(low):
        return f"up to {number(high)}"
    return number(low) if low == high else f"{number(low)} to {number(high)}"


def day(value: date | None, precision: str | None = "day") -> str:
    """Return a day as precisely as it is known: "20 July 2022", "July 2022", "2022", or "unknown"."""
    if is_null(value):
        return "unknown"
    return DAY_FORMATS[precision if isinstance(precision, str) else "day"].format(value)


def plural(count: int, one: str, many: str | None = None) -> str:
    """Return a count with its noun: "1 claim", "12 claims"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def is_null(value: object) -> bool:
    """Say whether a cell of the table is null, however its column marks it."""
    return value is None or value is pd.NaT or value != value  # noqa: PLR0124 NaN differs from itself
