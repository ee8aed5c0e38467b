"""Revisions: a source that lowers its own figure. The older statement is retired; that is no conflict between sources."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from figures.comparison.topics import CONSTANT, number_combinations

Whole = npt.NDArray[np.int64]
_NONE = pd.Series([], index=pd.Index([], dtype="int64"), dtype="int64")  # no row is retired


def supersede(rows: pd.DataFrame) -> pd.Series:
    """Return the rows of `number_topics` that a later statement retires, each with the index of that statement.

    Of an event or a period every voice has one number, its latest. Of a count that grows, a source's own later statement
    retires those that it contradicts by being lower. Time: O(n log n), and a look at what follows each retired row.
    """
    constant = rows["scope"].isin(CONSTANT).to_numpy(bool)
    retired: pd.Series = pd.concat([_latest(rows[constant]), _lowered(rows[~constant])])
    return retired


def lowered_floors(rows: pd.DataFrame) -> pd.Series:
    """Return the counts of proven cases that the same source's next count is below, each with the index of the next.

    Both stand: a smaller minimum contradicts nothing.
    """
    floors = rows[rows["floor"]]
    if floors.empty:
        return _NONE
    speaker, order = _in_order(floors, floors["voice"], floors["source"])
    least, day = (floors[name].to_numpy()[order] for name in ("least", "as_of"))
    fell = np.flatnonzero((speaker[1:] == speaker[:-1]) & (least[1:] < least[:-1]) & (day[1:] > day[:-1]))
    index = floors.index.to_numpy()[order]
    return pd.Series(index[fell + 1], index=index[fell], dtype="int64")


def _latest(rows: pd.DataFrame) -> pd.Series:
    """The last statement of each voice on an event or a period retires all before it."""
    if rows.empty:
        return _NONE
    voice, order = _in_order(rows, rows["voice"])
    last = np.searchsorted(voice, voice, side="right") - 1
    older = np.flatnonzero(last > np.arange(len(last)))
    index = rows.index.to_numpy()[order]
    return pd.Series(index[last[older]], index=index[older], dtype="int64")


def _lowered(rows: pd.DataFrame) -> pd.Series:
    """A later statement of the same source with a greatest below the older's least retires the older."""
    speaker, order = _in_order(rows, rows["voice"], rows["source"])
    greatest, least, day, published = (
        rows[name].to_numpy()[order] for name in ("greatest", "least", "as_of", "published")
    )
    stop = np.searchsorted(speaker, speaker, side="right")
    later = np.minimum(_next_different(speaker, day, published), stop)
    lowest = np.append(pd.Series(greatest[::-1]).groupby(speaker[::-1], sort=False).cummin().to_numpy()[::-1], np.inf)
    retired = np.flatnonzero((later < stop) & (lowest[later] < least))
    newer = [later[old] + int(np.argmax(greatest[later[old] : stop[old]] < least[old])) for old in retired]
    index = rows.index.to_numpy()[order]
    return pd.Series(index[newer], index=index[retired], dtype="int64")


def _in_order(rows: pd.DataFrame, *who: pd.Series) -> tuple[Whole, Whole]:
    """Return numbers of who speaks in which group, sorted, and the order: by speaker, day, publication, and id at last."""
    speaker = number_combinations(rows["group"], *who)
    keys = [rows["published"].to_numpy(), rows["as_of"].to_numpy(), speaker]
    tied = pd.DataFrame(dict(enumerate(keys))).duplicated(keep=False).to_numpy()
    by_id = np.zeros(len(rows), np.int64)
    by_id[tied] = pd.factorize(rows["claim_id"][tied], sort=True)[0]
    order = np.lexsort([by_id, *keys])
    return speaker[order], order


def _next_different(*keys: Whole) -> Whole:
    """Return for each place the first later place where one of the keys differs."""
    size = len(keys[0])
    changes = np.zeros(max(size - 1, 0), bool)
    for key in keys:
        changes |= key[1:] != key[:-1]
    change = np.append(np.flatnonzero(changes) + 1, size)
    return change[np.searchsorted(change, np.arange(size), side="right")]
