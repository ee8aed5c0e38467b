"""Claims as marks: a point for a number, a bar for a range, an arrow for an open bound; solid when stated, hollow when hedged.

The same marks lie along either axis: `along` is "x" where counts run to the right and "y" where they run up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from figures.charts.style import COLORS, HOVER, MAX_MARKS, MAX_QUOTED, RING, SYMBOLS, Trace, hover, place
from figures.comparison.rows import Row, records
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


def draw_claims(rows: pd.DataFrame, position: pd.Series, along: Along, width: float) -> Iterator[Trace]:
    """Yield the traces of `rows`, each at its `position` on the other axis; bars are `width` wide.

    Each mark carries its claim id as custom data. A column `faint` (True for what a later claim of the source follows) is
    drawn paler.
    """
    groups: dict[tuple[str, bool, bool], list[Row]] = defaultdict(list)
    for claim in records(rows.assign(at=position)):
        groups[claim["role"], not is_null(claim["hedge"]), claim.get("faint", False)].append(claim)
    for (role, hedged, pale), claims in groups.items():
        look = _Look(along, COLORS[role], SYMBOLS[role], hedged, 0.38 if pale else 1.0, len(rows) <= MAX_QUOTED)
        is_open = [is_null(claim["low"]) or is_null(claim["high"]) for claim in claims]
        closed = [claim for claim, without_end in zip(claims, is_open, strict=True) if not without_end]
        yield from _points([claim for claim in closed if claim["low"] == claim["high"]], look)
        yield from _bars([claim for claim in closed if claim["low"] != claim["high"]], look, width)
        yield from _arrows([claim for claim, without_end in zip(claims, is_open, strict=True) if without_end], look)


@dataclass(frozen=True, slots=True)
class _Look:
    along: Along
    color: str
    symbol: str
    hollow: bool
    opacity: float
    quoted: bool

    def trace(self, counts: Sequence[object], positions: Sequence[object]) -> Trace:
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


def _told(claims: Sequence[Row], *, quoted: bool) -> Trace:
    texts = [hover(claim, quoted=quoted) for claim in claims]
    return {
        "customdata": [claim["claim_id"] for claim in claims],
        "hovertext": [who for who, _ in texts],
        "text": [told for _, told in texts],
        "selected": {"marker": {"opacity": 1}},
        "hovertemplate": HOVER,  # tags in the texts themselves take twelve times their length on the wire
    }


def _points(claims: Sequence[Row], look: _Look) -> Iterator[Trace]:
    if claims:
        spots = look.trace([place(claim["low"]) for claim in claims], [claim["at"] for claim in claims])
        yield {
            "type": "scatter",
            "mode": "markers",
            "marker": look.marker(look.symbol, 11),
            **spots,
            **_told(claims, quoted=look.quoted),
        }


def _bars(claims: Sequence[Row], look: _Look, width: float) -> Iterator[Trace]:
    if not claims:
        return
    ends = [(place(claim["low"]), place(claim["high"])) for claim in claims]
    yield {
        "type": "bar",
        **look.trace([high - low for low, high in ends], [claim["at"] for claim in claims]),
        "base": [low for low, _ in ends],
        "width": width,
        "orientation": "h" if look.along == "x" else "v",
        "marker": {
            "color": "rgba(0,0,0,0)" if look.hollow else look.color,
            "opacity": look.opacity * 0.82,
            "line": {"color": look.color, "width": 1.6},
            "cornerradius": 3,
        },
        "textposition": "none",
        **_told(claims, quoted=look.quoted),
    }


def _arrows(claims: Sequence[Row], look: _Look) -> Iterator[Trace]:
    """An arrow starts with a bar across at the number that is known and points to where the words leave it open."""
    for upward, end in ((True, "low"), (False, "high")):
        group = [claim for claim in claims if is_null(claim["low"]) != upward and not is_null(claim[end])]
        if not group:
            continue
        start = [place(claim[end]) for claim in group]
        tip = [round(v * _REACH if upward else v / _REACH, 1) for v in start]
        spots = [claim["at"] for claim in group]
        yield {
            "type": "scatter",
            **look.trace(_broken(start, tip), _broken(spots, spots)),
            "mode": "lines",
            "line": {"color": look.color, "width": 2.4, "dash": "dot" if look.hollow else "solid"},
            "opacity": look.opacity,
            "hoverinfo": "skip",
        }
        foot = "line-ns-open" if look.along == "x" else "line-ew-open"
        # The words stand at the foot only: said at both ends they are sent twice.
        for counts, symbol, size in ((start, foot, 13), (tip, _HEADS[look.along, upward], 11)):
            told = _told(group, quoted=look.quoted and counts is start)
            marker = look.marker(symbol.removesuffix("-open"), size) | {"line": {"color": look.color, "width": 2.4}}
            yield {
                "type": "scatter",
                **look.trace(counts, spots),
                "mode": "markers",
                "marker": marker | {"symbol": symbol} if symbol.endswith("-open") else look.marker(symbol, size),
                **told,
            }


def draw_rings(rows: pd.DataFrame, position: pd.Series, along: Along) -> Iterator[Trace]:
    """Yield the rings around the claims of `rows`: those that contradict another."""
    if len(rows):
        claims = records(rows.assign(at=position))
        counts = [place(next(c[n] for n in ("value", "low", "high") if not is_null(c[n]))) for c in claims]
        spots = [claim["at"] for claim in claims]
        coordinates = {"x": counts, "y": spots} if along == "x" else {"x": spots, "y": counts}
        ring = {"symbol": "circle-open", "size": 18, "color": RING, "line": {"width": 1}}
        yield {"type": "scatter", "mode": "markers", "marker": ring, "hoverinfo": "skip", **coordinates}


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
