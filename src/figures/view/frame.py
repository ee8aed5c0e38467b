"""The claims table as a pandas frame to filter and draw: few-valued columns as categories, days as timestamps.

Counts become floats, exact up to 2**53, because pandas marks an open bound as NaN. The Arrow table stays the source of every
download and of every row that is shown.
"""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from figures import registry
from figures.view.filters import FACETS

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


def role(source: str | None, side: str | None, conflict: str | None) -> str:
    """Return who speaks about whom: one of `ROLES`, for a source that states a count of people or things of `side`.

    Only a side of the same conflict can be the adversary; a government that is none speaks as a third party.
    """
    known = registry.find_source(source) if source else None
    if known is None or side is None:
        return "unknown"
    if known.side == side:
        return "self-report"
    war = registry.conflicts().get(conflict or "")
    fighting = war.sides if war else ()
    return "adversary" if known.side in fighting else "third party"


def _roles(frame: pd.DataFrame) -> pd.Series:
    """Return the role of each row; what rows share is looked up once, however many they are."""
    shared = ["source", "side", "conflict"]
    known = frame[shared].drop_duplicates()
    plain = known.astype(object).where(known.notna(), None)
    known = known.assign(role=[role(*row) for row in plain.itertuples(index=False)])
    return frame[shared].merge(known, how="left", on=shared)["role"].astype(pd.CategoricalDtype(list(ROLES)))
