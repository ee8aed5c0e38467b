"""Claims as marks: a point for a number, a bar for a range, an arrow for an open bound; solid when stated, hollow when hedged.

The same marks lie along either axis: `along` is "x" where counts run to the right and "y" where they run up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, cast

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from numpy.typing import NDArray

from figures.charts.style import COLORS, MAX_MARKS, RING, SYMBOLS, hover, place
from figures.view.wording import is_null

Along = Literal["x", "y"]
_REACH = 1.45  # an arrow is this many times as long as the number it starts from
_HEADS = {
    ("x", True): "triangle-right",
    ("x", False): "triangle-left",
    ("y", True): "triangle-up",
    ("y", False): "triangle-down",
}
_PERIODS = {1: "month", 3: "quarter", 12: "year"}


@dataclass(frozen=True, slots=True)
class Drawn:
    """The rows that a chart draws. `period` is None, or the length of time ("month") that one bar sums up."""

    rows: pd.DataFrame
    period: str | None = None


def thin(rows: pd.DataFrame, clock: str = "as_of", limit: int = MAX_MARKS) -> Drawn:
    """Return at most `limit` rows to draw: as they are, or one range a source and month, quarter or year.

    A summed-up row goes from the least to the greatest count that its claims state, and opens the latest of them.
    """
    if len(rows) <= limit:
        return Drawn(rows)
    months = rows[clock].dt.year.to_numpy() * 12 + rows[clock].dt.month.to_numpy() - 1
    for length, name in _PERIODS.items():
        summed = _sum_up(rows, clock, months // length).assign(period=name)
        if len(summed) <= limit:
            return Drawn(summed, name)
    return Drawn(summed.sort_values("number", ascending=False).head(limit), "year")


def _sum_up(rows: pd.DataFrame, clock: str, period: NDArray[np.float64]) -> pd.DataFrame:
    """Return one row a source and period. Only whole columns are gone over, and only the rows that stay are put together."""
    dated = np.flatnonzero(~np.isnan(period))
    source, _ = pd.factorize(rows["source"])
    order = dated[np.lexsort((rows[clock].to_numpy()[dated], period[dated], source[dated]))]
    new = (np.diff(source[order], prepend=-1) != 0) | (np.diff(period[order], prepend=-1) != 0)
    start = np.flatnonzero(new)
    last = np.append(start[1:], len(order)) - 1
    low, high, value = (rows[name].to_numpy(float) for name in ("low", "high", "value"))
    least, greatest = _first(low, value, high)[order], _first(high, value, low)[order]
    number = rows["number"].to_numpy() if "number" in rows else np.ones(len(rows))
    kept: pd.DataFrame = rows.iloc[order[last]]
    return kept.assign(
        low=np.fmin.reduceat(least, start),
        high=np.fmax.reduceat(greatest, start),
        number=np.add.reduceat(number[order], start),
        bound="range",
        value=np.nan,
        hedge=None,
    )


def _first(*columns: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the first number of each row that is known."""
    found = columns[0]
    for column in columns[1:]:
        found = np.where(np.isnan(found), column, found)
    return found


def draw_claims(rows: pd.DataFrame, position: pd.Series, along: Along, width: float) -> Iterator[go.Scatter | go.Bar]:
    """Yield the traces of `rows`, each at its `position` on the other axis; bars are `width` wide.

    Each mark carries its claim id as custom data. A column `faint` (True for what a later claim of the source follows) is
    drawn paler.
    """
    faint = rows["faint"] if "faint" in rows else pd.Series(False, index=rows.index)
    keys = [rows["role"].astype(str), rows["hedge"].notna(), faint]
    for key, group in rows.groupby(keys, sort=False):
        role, hedged, pale = cast("tuple[str, bool, bool]", key)
        at = position.loc[group.index]
        look = _Look(along, COLORS[role], SYMBOLS[role], bool(hedged), 0.38 if pale else 1.0)
        is_open = group["low"].isna() | group["high"].isna()
        is_range = ~is_open & (group["low"] != group["high"])
        yield from _points(group[~is_open & ~is_range], at, look)
        yield from _bars(group[is_range], at, look, width)
        yield from _arrows(group[is_open], at, look, width)


@dataclass(frozen=True, slots=True)
class _Look:
    along: Along
    color: str
    symbol: str
    hollow: bool
    opacity: float

    def trace(self, counts: Sequence[object], positions: Sequence[object]) -> dict[str, object]:
        """Return the coordinates of a trace, whichever axis the counts run along."""
        return {"x": counts, "y": positions} if self.along == "x" else {"x": positions, "y": counts}

    def marker(self, symbol: str, size: int) -> dict[str, object]:
        line = {"color": self.color, "width": 2 if self.hollow else 0}
        return {
            "symbol": symbol + "-open" if self.hollow else symbol,
            "size": size,
            "color": self.color,
            "opacity": self.opacity,
            "line": line,
        }


def _told(rows: pd.DataFrame) -> dict[str, object]:
    return {
        "customdata": rows["claim_id"].tolist(),
        "hovertext": [hover(claim) for claim in rows.to_dict("records")],
        "hoverinfo": "text",
    }


def _points(rows: pd.DataFrame, at: pd.Series, look: _Look) -> Iterator[go.Scatter]:
    if len(rows):
        spots = look.trace([place(v) for v in rows["low"]], at.loc[rows.index].tolist())
        yield go.Scatter(**spots, mode="markers", marker=look.marker(look.symbol, 11), **_told(rows))


def _bars(rows: pd.DataFrame, at: pd.Series, look: _Look, width: float) -> Iterator[go.Bar]:
    if len(rows) == 0:
        return
    ends = [(place(low), place(high)) for low, high in zip(rows["low"], rows["high"], strict=True)]
    yield go.Bar(
        **look.trace([high - low for low, high in ends], at.loc[rows.index].tolist()),
        base=[low for low, _ in ends],
        width=width,
        orientation="h" if look.along == "x" else "v",
        marker={
            "color": "rgba(0,0,0,0)" if look.hollow else look.color,
            "opacity": look.opacity * 0.82,
            "line": {"color": look.color, "width": 1.6},
            "cornerradius": 3,
        },
        **_told(rows),
    )


def _arrows(rows: pd.DataFrame, at: pd.Series, look: _Look, width: float) -> Iterator[go.Scatter]:
    """An arrow starts with a bar across at the number that is known and points to where the words leave it open."""
    for upward, group in ((True, rows[rows["low"].notna()]), (False, rows[rows["low"].isna() & rows["high"].notna()])):
        if len(group) == 0:
            continue
        start = [place(v) for v in group["low" if upward else "high"]]
        tip = [v * _REACH if upward else v / _REACH for v in start]
        spots = at.loc[group.index].tolist()
        yield go.Scatter(
            **look.trace(_broken(start, tip), _broken(spots, spots)),
            mode="lines",
            line={"color": look.color, "width": 2.4, "dash": "dot" if look.hollow else "solid"},
            opacity=look.opacity,
            hoverinfo="skip",
        )
        foot = "line-ns-open" if look.along == "x" else "line-ew-open"
        for counts, symbol, size in ((start, foot, 13), (tip, _HEADS[look.along, upward], 11)):
            marker = look.marker(symbol.removesuffix("-open"), size) | {"line": {"color": look.color, "width": 2.4}}
            yield go.Scatter(
                **look.trace(counts, spots),
                mode="markers",
                marker=marker | {"symbol": symbol} if symbol.endswith("-open") else look.marker(symbol, size),
                **_told(group),
            )


def draw_rings(rows: pd.DataFrame, position: pd.Series, along: Along) -> Iterator[go.Scatter]:
    """Yield the rings around the claims of `rows`: those that contradict another."""
    if len(rows):
        counts = [
            place(next(v for v in (c["value"], c["low"], c["high"]) if not is_null(v))) for c in rows.to_dict("records")
        ]
        spots = position.loc[rows.index].tolist()
        coordinates = {"x": counts, "y": spots} if along == "x" else {"x": spots, "y": counts}
        ring = {"symbol": "circle-open", "size": 18, "color": RING, "line": {"width": 1}}
        yield go.Scatter(**coordinates, mode="markers", marker=ring, hoverinfo="skip")


def _broken(starts: Sequence[object], ends: Sequence[object]) -> list[object]:
    """Return segment after segment with a gap between, so that one trace draws them all."""
    return [point for start, end in zip(starts, ends, strict=True) for point in (start, end, None)]


def has_number(rows: pd.DataFrame) -> pd.Series:
    """Return which rows state a bound that can be drawn."""
    return rows["low"].notna() | rows["high"].notna()


def latest(rows: pd.DataFrame, clock: str) -> pd.Series:
    """Return which row is the latest of its source by `clock`; a row without a day is the latest only alone."""
    order = rows.sort_values(clock, na_position="first", kind="stable")
    return ~order.duplicated("source", keep="last").reindex(rows.index)
