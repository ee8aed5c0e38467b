"""The claims table as a pandas frame to filter and draw: few-valued columns as categories, days as timestamps.

Counts become floats, exact up to 2**53, because pandas marks an open bound as NaN. The Arrow table stays the source of every
download and of every row that is shown.
"""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from figures import registry
from figures.filters import FACETS

ROLES = ("self-report", "adversary", "third party", "unknown")
_CATEGORIES = (*FACETS, "family", "place", "event", "definition")
_DAYS = ("as_of", "published", "period_start")


def to_frame(claims: pa.Table) -> pd.DataFrame:
    """Return `claims` (of `figures.table.SCHEMA`) row by row in the same order, with the column `role` added."""
    for name in _CATEGORIES:
        column = pc.dictionary_encode(claims.column(name)).unify_dictionaries()
        claims = claims.set_column(claims.schema.get_field_index(name), name, column)
    for name in _DAYS:
        column = claims.column(name).cast(pa.timestamp("s"))
        claims = claims.set_column(claims.schema.get_field_index(name), name, column)
    frame: pd.DataFrame = claims.to_pandas()
    for name in _CATEGORIES:
        frame[name] = frame[name].cat.reorder_categories(sorted(frame[name].cat.categories))
    frame["role"] = _roles(frame)
    return frame


def role(source: str | None, side: str | None) -> str:
    """Return who speaks about whom: one of `ROLES`, for a source that states a count of people or things of `side`."""
    if source is None or side is None:
        return "unknown"
    try:
        known = registry.find_source(source)
    except NotImplementedError:
        return "unknown"
    if known is None:
        return "unknown"
    if known.side is None:
        return "third party"
    return "self-report" if known.side == side else "adversary"


def _roles(frame: pd.DataFrame) -> pd.Series:
    """Return the role of each row; a pair of source and side is looked up once, however many rows it has."""
    pairs = frame[["source", "side"]].drop_duplicates()
    known = pairs.astype(object).where(pairs.notna(), None)
    pairs = pairs.assign(role=[role(source, side) for source, side in zip(known["source"], known["side"], strict=True)])
    roles = frame[["source", "side"]].merge(pairs, how="left", on=["source", "side"])["role"]
    return roles.astype(pd.CategoricalDtype(list(ROLES)))
