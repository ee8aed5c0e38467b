"""Filters: which claims are looked at. One `Filter` drives the page, its address, the file names and the citation.

Within a facet the chosen values are alternatives; facets, dates and search narrow each other. Claims that a reviewer
rejected are left out unless they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Literal, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Clock = Literal["as_of", "published"]
Mask = NDArray[np.bool_]

FACETS = (
    "source", "claim_type", "conflict", "side", "population", "publisher", "source_kind", "bound", "scope", "review",
)  # fmt: skip
SEARCHED = ("quote", "statement", "subject", "source_text", "text", "title", "note")
UNKNOWN = "(unknown)"
_MAX_TEXT = 200


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked of the claims table. An empty field asks nothing; `UNKNOWN` among the values asks for null.

    `since` and `until` are days of the `clock`: the day a figure holds for, or the day it was published.
    """

    source: tuple[str, ...] = ()
    claim_type: tuple[str, ...] = ()
    conflict: tuple[str, ...] = ()
    side: tuple[str, ...] = ()
    population: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    source_kind: tuple[str, ...] = ()
    bound: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    review: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    clock: Clock = "as_of"
    text: str = ""

    def active(self) -> tuple[str, ...]:
        """Return the names of the fields that narrow the table."""
        return tuple(f.name for f in fields(self) if f.name != "clock" and getattr(self, f.name))


@dataclass(frozen=True, slots=True)
class Emptied:
    """A filter field that emptied the result, and how many claims there are without it."""

    name: str
    without: int


# Address -------------------------------------------------------------------------------------------------------------


def to_query(chosen: Filter) -> dict[str, list[str]]:
    """Return the query parameters of an address; what is not asked is left out."""
    query = {}
    for name in chosen.active():
        value = getattr(chosen, name)
        query[name] = list(value) if isinstance(value, tuple) else [str(value)]
    if chosen.clock != "as_of":
        query["clock"] = [chosen.clock]
    return query


def from_query(query: Mapping[str, Sequence[str]], known: Mapping[str, Sequence[str]]) -> tuple[Filter, list[str]]:
    """Read the query parameters of an address; `known` has the values of each facet.

    Returns the filter and, as "name=value", what was ignored because the table has no such value or it is no day.
    Parameters that are no filter are passed over.
    """
    asked: dict[str, Any] = {"text": query.get("text", [""])[0][:_MAX_TEXT]}
    ignored = []
    for name in FACETS:
        allowed = {*known.get(name, ()), UNKNOWN}
        values = tuple(dict.fromkeys(value for value in query.get(name, ()) if value))
        asked[name] = tuple(value for value in values if value in allowed)
        ignored += [f"{name}={value}" for value in values if value not in allowed]
    for name in ("since", "until"):
        for value in query.get(name, ())[:1]:
            try:
                asked[name] = date.fromisoformat(value)
            except ValueError:
                ignored.append(f"{name}={value}")
    if query.get("clock", [""])[0] in get_args(Clock):
        asked["clock"] = query["clock"][0]
    return Filter(**asked), ignored


# Rows ----------------------------------------------------------------------------------------------------------------


def masks(claims: pd.DataFrame, chosen: Filter) -> dict[str, Mask]:
    """Return for each field that narrows the table which rows of `claims` (as `figures.frame` gives them) it keeps by itself."""
    kept: dict[str, Mask] = {}
    for name in FACETS:
        if values := getattr(chosen, name):
            kept[name] = _has_value(claims[name], values)
    if "review" not in kept and "rejected" in claims["review"].cat.categories:
        kept["review"] = ~_has_value(claims["review"], ("rejected",))
    if chosen.since:
        kept["since"] = (claims[chosen.clock] >= pd.Timestamp(chosen.since)).to_numpy()
    if chosen.until:
        kept["until"] = (claims[chosen.clock] <= pd.Timestamp(chosen.until)).to_numpy()
    if chosen.text:
        kept["text"] = _mentions(claims, chosen.text)
    return kept


def count_values(claims: pd.DataFrame, kept: Mapping[str, Mask]) -> dict[str, dict[str, int]]:
    """Return for each facet how many claims each of its values would show, given all other filters (`kept` of `masks`)."""
    everything = np.flatnonzero(_all(kept.values(), len(claims)))
    counts = {}
    for name in FACETS:
        others = [mask for field, mask in kept.items() if field != name]
        rows = everything if name not in kept else np.flatnonzero(_all(others, len(claims)))
        column = claims[name].cat
        codes = column.codes.to_numpy()
        seen = codes if len(rows) == len(codes) else codes.take(rows)
        # Null has the code -1: shifted by one it is counted in the first place.
        number = np.bincount(seen.astype(np.intp) + 1, minlength=len(column.categories) + 1)
        counts[name] = dict(zip([UNKNOWN, *column.categories], number.tolist(), strict=True))
    return counts


def find_emptied(kept: Mapping[str, Mask]) -> list[Emptied]:
    """Return the filters that, each taken away alone, bring claims back; the one that brings most comes first.

    When only several together do, the last one that was added to an already narrow result is named with 0.
    """
    if not kept:
        return []
    size = len(next(iter(kept.values())))
    culprits = [Emptied(name, int(_all([m for k, m in kept.items() if k != name], size).sum())) for name in kept]
    helpful = sorted((culprit for culprit in culprits if culprit.without), key=lambda culprit: -culprit.without)
    return helpful or [Emptied(list(kept)[-1], 0)]


def describe(chosen: Filter) -> dict[str, object]:
    """Return the filter as plain values, for a file that goes with a download."""
    return {
        name: value
        for name, value in asdict(chosen).items()
        if value and (name != "clock" or chosen.since or chosen.until)
    }


def _has_value(column: pd.Series, values: Sequence[str]) -> Mask:
    categories = column.cat.categories
    # Null has the code -1, which is the last place of this list.
    wanted = np.array([category in values for category in categories] + [UNKNOWN in values])
    found: Mask = wanted[column.cat.codes.to_numpy()]
    return found


def _mentions(claims: pd.DataFrame, text: str) -> Mask:
    found = np.zeros(len(claims), dtype=bool)
    for name in SEARCHED:
        if claims[name].notna().any():
            found |= claims[name].str.contains(text, case=False, regex=False, na=False).to_numpy(dtype=bool)
    return found


def _all(kept: Iterable[Mask], size: int) -> Mask:
    result = np.ones(size, dtype=bool)
    for mask in kept:
        result &= mask
    return result
