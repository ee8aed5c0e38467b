"""A whole claims table compared: topic by topic, with what was left out and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from heapq import merge
from typing import Any, TypeVar

import pandas as pd

from figures.comparison.bands import Band
from figures.comparison.conflicts import Conflict, IntervalClaim, find_conflicts, interval_claims
from figures.comparison.derived import DerivedSeries
from figures.comparison.nested import find_nested
from figures.comparison.periods import JointContradiction, find_joint_contradictions
from figures.comparison.prepare import prepare
from figures.comparison.rows import Options, Table, missing, records
from figures.comparison.topics import Topic, read_topic
from figures.comparison.utterances import Relay
from figures.comparison.weightings import bands_on, set_aside, tested_together

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NotCompared:
    """A claim that is not tested. `problem` is a key of `not_compared` in the vocabulary, `by` the claim that is the reason."""

    claim_id: str
    problem: str
    by: str | None = None
    definition: str | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """`newer` replaces `older`, of the same source. A floor that was lowered is not `retired`: a smaller minimum contradicts
    nothing.
    """

    older: IntervalClaim
    newer: IntervalClaim
    retired: bool


@dataclass(frozen=True)
class TopicResult:
    """One topic: its claims in order of day, and the pairs that contradict each other, the furthest apart first."""

    topic: Topic
    claims: tuple[IntervalClaim, ...]
    conflicts: tuple[Conflict, ...]
    relays: tuple[Relay, ...] = ()
    revisions: tuple[Revision, ...] = ()
    derived: tuple[DerivedSeries, ...] = ()

    # Both take as long as all the rest, and a chart by source needs neither: found when they are first asked for.
    @cached_property
    def set_aside(self) -> dict[str, tuple[str, ...]]:
        """For each weighting the ids of the claims that the heaviest consistent set leaves out, and under `always` those
        that all three leave out.
        """
        return set_aside(self.claims)

    @cached_property
    def bands(self) -> tuple[Band, ...]:
        """The bands under family-quarter weights, on every day of a claim."""
        return bands_on(self.claims)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The topics of a table, those with most conflicts first, and the claims that are not tested.

    `nested` are conflicts between topics, of a part (`above`) with its whole (`below`); `joint` are claims of periods and
    totals that contradict each other only together.
    """

    topics: tuple[TopicResult, ...]
    not_compared: tuple[NotCompared, ...]
    nested: tuple[Conflict, ...] = ()
    joint: tuple[JointContradiction, ...] = ()


def compare(table: Table, options: Options | None = None) -> Comparison:
    """Return what a claims table says together: a pyarrow table, a data frame or claims, with the columns of the table.

    Missing columns are null. Never raises for what a row holds: such a row is in `not_compared`.
    """
    options = options or Options()
    prepared = prepare(table, options)
    rows = prepared.rows[prepared.rows["topic"] >= 0]
    topics = {row["topic"]: read_topic(row) for row in records(rows.drop_duplicates("topic"))}
    stated = rows[rows["problem"].isna() | rows["problem"].eq("superseded")].sort_values(["as_of", "claim_id"])
    claims = dict(zip(stated.index, interval_claims(stated, topics), strict=True))
    tested = stated[stated["problem"].isna()]
    tested_of = _by_topic(tested["topic"], (claims[index] for index in tested.index))
    relays_of = _by_topic(prepared.rows["topic"].loc[list(prepared.relays)], prepared.relays.values())
    topic_of = dict(zip(rows.index.to_list(), rows["topic"].to_list(), strict=True))
    revisions_of: dict[int, list[Revision]] = defaultdict(list)
    for newer, retired in ((prepared.superseded, True), (prepared.lowered, False)):
        for old, new in newer.items():
            revisions_of[topic_of[old]].append(Revision(claims[old], claims[new], retired))
    results = [
        replace(
            _compare_topic(topic, tested_of[number], options.tolerance),
            relays=tuple(sorted(relays_of[number], key=lambda relay: relay.claim_id)),
            revisions=tuple(sorted(revisions_of[number], key=lambda r: (r.older.day, r.older.claim_id))),
            derived=tuple(prepared.derived.get(number, [])),
        )
        for number, topic in topics.items()
    ]
    results.sort(key=lambda result: (-len(result.conflicts), -len(result.claims), result.topic.order))
    nested = find_nested({result.topic: result.claims for result in results}, options.tolerance)
    return Comparison(tuple(results), _not_compared(prepared.rows), tuple(nested), tuple(_joint(results)))


def _compare_topic(topic: Topic, claims: Sequence[IntervalClaim], tolerance: int) -> TopicResult:
    groups = [find_conflicts(group, tolerance) for group in tested_together(claims)]
    furthest = merge(*groups, key=lambda conflict: -conflict.factor)
    return TopicResult(topic, tuple(claims), tuple(furthest))


NOTABLE = 1.05
"""Conflicts nearer than this hang on how wide "about" is read, and are not shown to people unless they ask."""


def at_least_apart(comparison: Comparison, least_factor: float) -> Comparison:
    """Return the comparison without the conflicts that are nearer than `least_factor`; what was set aside stays."""
    topics = [
        replace(result, conflicts=tuple(c for c in result.conflicts if c.factor >= least_factor))
        for result in comparison.topics
    ]
    nested = tuple(conflict for conflict in comparison.nested if conflict.factor >= least_factor)
    return replace(comparison, topics=tuple(topics), nested=nested)


def _not_compared(rows: pd.DataFrame) -> tuple[NotCompared, ...]:
    left_out = rows.loc[rows["problem"].notna(), ["claim_id", "problem", "by", "definition"]].sort_values("claim_id")
    known: Iterable[dict[str, Any]] = (
        {name: None if missing(cell) else cell for name, cell in row.items()} for row in records(left_out)
    )
    return tuple(NotCompared(**row) for row in known)


def _joint(results: Sequence[TopicResult]) -> list[JointContradiction]:
    """Test the periods of every question with the totals that its heaviest set keeps."""
    totals = {result.topic: result for result in results}
    periods: dict[Topic, list[IntervalClaim]] = defaultdict(list)
    for result in results:
        if result.topic.scope == "period":
            periods[replace(result.topic, scope="cumulative", period=None)] += result.claims
    found = []
    for topic, claims in sorted(periods.items(), key=lambda item: item[0].order):
        total = totals.get(topic)
        kept = [c for c in total.claims if c.claim_id not in total.set_aside["family_quarter"]] if total else []
        found += find_joint_contradictions(kept, claims)
    return [joint for joint in found if len({claim.topic for claim in joint.claims}) > 1]  # else they are a pair


def _by_topic(topics: Iterable[int], things: Iterable[T]) -> dict[int, list[T]]:
    found: dict[int, list[T]] = defaultdict(list)
    for topic, thing in zip(topics, things, strict=True):
        found[topic].append(thing)
    return found
