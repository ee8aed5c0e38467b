"""What can be tested: the rows of a table without relays and without statements that their own source has replaced."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from figures.comparison.derived import DerivedSeries, find_derived
from figures.comparison.revisions import lowered_floors, supersede
from figures.comparison.rows import Options, Table, read_rows
from figures.comparison.topics import number_topics
from figures.comparison.utterances import Relay, find_relays


@dataclass(frozen=True, slots=True)
class Prepared:
    """The rows of `number_topics`; relays and superseded statements have their `problem` too, `by` is the claim that is the
    reason, and a copied series has the voice of its original.

    `relays` are by row, `superseded` and `lowered` give for an older row the newer, `derived` is by topic.
    """

    rows: pd.DataFrame
    relays: dict[int, Relay]
    superseded: dict[int, int]
    lowered: dict[int, int]
    derived: dict[int, list[DerivedSeries]]

    @property
    def tested(self) -> pd.DataFrame:
        """The rows that are tested."""
        return self.rows[self.rows["problem"].isna()]


def prepare(table: Table, options: Options | None = None) -> Prepared:
    """Return what can be tested in a claims table, and why the rest cannot."""
    rows = number_topics(read_rows(table, options or Options()))
    derived = find_derived(rows)
    rows = _share_voices(rows, derived)
    relays = find_relays(rows)
    problem, by = rows["problem"].copy(), pd.Series(None, index=rows.index, dtype=object)
    for index, relay in relays.items():
        if problem[index] is None:
            problem[index], by[index] = "relay", relay.of
    newer = supersede(rows[problem.isna()])
    problem[newer.index], by[newer.index] = "superseded", rows["claim_id"].loc[newer].to_numpy()
    rows = rows.assign(problem=problem, by=by)
    lowered = lowered_floors(rows[problem.isna()])
    return Prepared(rows, relays, _by_row(newer), _by_row(lowered), derived)


def _by_row(newer: pd.Series) -> dict[int, int]:
    return dict(zip(newer.index.to_list(), newer.to_list(), strict=True))


def _share_voices(rows: pd.DataFrame, derived: dict[int, list[DerivedSeries]]) -> pd.DataFrame:
    if not derived:
        return rows
    voice = rows["voice"].copy()
    for topic, copies in derived.items():
        for series in copies:
            within = rows["topic"] == topic
            original = voice[within & (rows["source"] == series.original)].iloc[0]
            voice[within & (rows["source"] == series.copy)] = original
    return rows.assign(voice=voice)
