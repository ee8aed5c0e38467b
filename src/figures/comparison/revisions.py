"""Revisions: a source that lowers its own figure. The older statement is retired; that is no conflict between sources."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from figures.comparison.topics import CONSTANT


def supersede(rows: pd.DataFrame) -> pd.Series:
    """Return the rows of `number_topics` that a later statement retires, each with the index of that statement.

    Of an event or a period every voice has one number, its latest. Of a count that grows, a source's own later statement
    retires those that it contradicts by being lower.
    """
    constant = rows["scope"].isin(CONSTANT).to_numpy(bool)
    retired: pd.Series = pd.concat([_latest(rows[constant]), _lowered(rows[~constant])])
    return retired


def lowered_floors(rows: pd.DataFrame) -> pd.Series:
    """Return the counts of proven cases that the same source's next count is below, each with the index of the next.

    Both stand: a smaller minimum contradicts nothing.
    """
    keys = ["group", "voice", "own"]
    floors = _in_order(rows[rows["floor"]], keys)
    least, time = floors["least"].to_numpy(), floors["time"].to_numpy()
    fell = np.flatnonzero(_same_as_next(floors, keys) & (least[1:] < least[:-1]) & (time[1:] > time[:-1]))
    index = floors.index.to_numpy()
    return pd.Series(index[fell + 1], index=index[fell], dtype="int64")


def _latest(rows: pd.DataFrame) -> pd.Series:
    """The last statement of each voice on an event or a period retires all before it."""
    ordered = _in_order(rows, ["group", "voice"])
    last = ordered.index.to_series().groupby([ordered["group"], ordered["voice"]]).transform("last")
    return last[last != last.index]


def _lowered(rows: pd.DataFrame) -> pd.Series:
    """A later statement of the same source with a greatest below the older's least retires the older."""
    keys = ["group", "voice", "own"]
    ordered = _in_order(rows, keys)
    source = ordered.groupby(keys, sort=False).ngroup().to_numpy()
    greatest, least = ordered["greatest"].to_numpy(), ordered["least"].to_numpy()
    when = np.stack([source, ordered["time"].to_numpy(), ordered["published"].to_numpy()])
    next_day = _next_different(when)
    lowest = pd.Series(greatest[::-1]).groupby(source[::-1], sort=False).cummin().to_numpy()[::-1]
    inside = next_day < len(source)
    inside[inside] = source[next_day[inside]] == source[inside]
    retired = np.flatnonzero(inside)[lowest[next_day[inside]] < least[inside]]
    index = ordered.index.to_numpy()
    found = {}
    stop = np.searchsorted(source, source, side="right")
    for place in retired:
        later = next_day[place]
        found[index[place]] = index[later + int(np.argmax(greatest[later : stop[place]] < least[place]))]
    return pd.Series(found, dtype="int64")


def _in_order(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    own = rows["source"].fillna(rows["voice"])
    return rows.assign(own=own).sort_values([*keys, "as_of", "published", "claim_id"])


def _same_as_next(rows: pd.DataFrame, keys: list[str]) -> npt.NDArray[np.bool_]:
    same = np.ones(max(len(rows) - 1, 0), bool)
    for key in keys:
        values = rows[key].to_numpy()
        same &= values[1:] == values[:-1]
    return same


def _next_different(keys: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return for each place the first later place whose column of keys differs."""
    size = keys.shape[1]
    change = np.append(np.flatnonzero((keys[:, 1:] != keys[:, :-1]).any(axis=0)) + 1, size)
    return change[np.searchsorted(change, np.arange(size), side="right")]
