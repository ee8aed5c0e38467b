"""A whole claims table compared: topic by topic, with what was left out and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Literal, TypeVar

import pandas as pd

from figures.comparison.bands import Band, Reconciliation, reconcile
from figures.comparison.conflicts import Conflict, IntervalClaim, find_conflicts, interval_claims
from figures.comparison.revisions import Revision, lowered_floors, supersede
from figures.comparison.rows import Options, Table, read_rows, records
from figures.comparison.topics import CONSTANT, Topic, number_topics, read_topic
from figures.comparison.utterances import Relay, find_relays

T = TypeVar("T")
Weighting = Literal["claim", "family_quarter", "family"]
WEIGHTINGS: tuple[Weighting, ...] = ("claim", "family_quarter", "family")


@dataclass(frozen=True, slots=True)
class NotCompared:
    """A claim that is not tested. `problem` is a key of `not_compared` in the vocabulary, `by` the claim that is the reason."""

    claim_id: str
    problem: str
    by: str | None = None


@dataclass(frozen=True, slots=True)
class TopicResult:
    """One topic: its claims in order of day, the pairs that contradict each other, the furthest apart first, and on every
    day of a claim the bands under family-quarter weights.

    `set_aside` has for each weighting the ids of the claims that the heaviest consistent set leaves out, and under `always`
    those that all three leave out.
    """

    topic: Topic
    claims: tuple[IntervalClaim, ...]
    conflicts: tuple[Conflict, ...]
    set_aside: dict[str, tuple[str, ...]]
    bands: tuple[Band, ...]
    relays: tuple[Relay, ...] = ()
    revisions: tuple[Revision, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The topics of a table, those with most conflicts first, and the claims that are not tested."""

    topics: tuple[TopicResult, ...]
    not_compared: tuple[NotCompared, ...]


def compare(table: Table, options: Options | None = None) -> Comparison:
    """Return what a claims table says together: a pyarrow table, a data frame or claims, with the columns of the table.

    Missing columns are null. Never raises for what a row holds: such a row is in `not_compared`.
    """
    options = options or Options()
    rows, relays, revisions = prepare(table, options)
    known = rows[rows["topic"] >= 0]
    tested = known[known["problem"].isna()].sort_values(["as_of", "claim_id"])
    claims = _by_topic(tested["topic"], interval_claims(tested))
    relays_of = _by_topic(rows["topic"].loc[list(relays)], relays.values())
    topic_of = dict(zip(known["claim_id"], known["topic"], strict=True))
    revisions_of = _by_topic([topic_of[revision.older] for revision in revisions], revisions)
    results = []
    for row in records(known.drop_duplicates("topic")):
        number = row["topic"]
        result = _compare_topic(read_topic(row), claims[number], options)
        results.append(replace(result, relays=tuple(relays_of[number]), revisions=tuple(revisions_of[number])))
    results.sort(key=lambda result: (-len(result.conflicts), -len(result.claims), result.topic.order))
    left_out = rows[rows["problem"].notna()].sort_values("claim_id")
    reasons = zip(left_out["claim_id"], left_out["problem"], left_out["by"], strict=True)
    return Comparison(tuple(results), tuple(NotCompared(*reason) for reason in reasons))


def prepare(table: Table, options: Options) -> tuple[pd.DataFrame, dict[int, Relay], list[Revision]]:
    """Return the rows of `number_topics`, with relays and superseded statements left out too (column `by` names the claim
    that is the reason), the relays by row, and the revisions.
    """
    rows = number_topics(read_rows(table, options))
    relays = find_relays(rows)
    problem, by = rows["problem"].copy(), pd.Series(None, index=rows.index, dtype=object)
    for index, relay in relays.items():
        if problem[index] is None:
            problem[index], by[index] = "relay", relay.of
    tested = rows[problem.isna()]
    newer = supersede(tested)
    problem[newer.index], by[newer.index] = "superseded", rows["claim_id"].loc[newer].to_numpy()
    retired = zip(rows["claim_id"].loc[newer.index], by[newer.index], strict=True)
    revisions = [Revision(older, later, retired=True) for older, later in retired]
    revisions += lowered_floors(tested.drop(newer.index))
    relays = dict(sorted(relays.items(), key=lambda item: item[1].claim_id))
    return rows.assign(problem=problem, by=by), relays, sorted(revisions, key=lambda r: (r.older, r.newer))


def _by_topic(topics: Iterable[int], things: Iterable[T]) -> dict[int, list[T]]:
    found: dict[int, list[T]] = defaultdict(list)
    for topic, thing in zip(topics, things, strict=True):
        found[topic].append(thing)
    return found


def voices(claims: Sequence[IntervalClaim], weighting: Weighting) -> list[Hashable]:
    """Return who shares a voice under a weighting: every claim its own, a family in a quarter, or a family."""
    if weighting == "claim":
        return [claim.claim_id for claim in claims]
    if weighting == "family":
        return [claim.voice for claim in claims]
    return [(claim.voice, claim.day.year, (claim.day.month - 1) // 3) for claim in claims]


def bands_on(claims: Sequence[IntervalClaim], scope: str, days: Sequence[date]) -> tuple[Band, ...]:
    """Return the bands of a topic's claims on the days of its claims and on `days` (none between the days of a stock)."""
    return _bands(claims, scope, days)[1]


def _compare_topic(topic: Topic, claims: Sequence[IntervalClaim], options: Options) -> TopicResult:
    aside, bands = _bands(claims, topic.scope, ())
    conflicts = [pair for group in _groups(claims, topic.scope) for pair in find_conflicts(group, options.tolerance)]
    return TopicResult(
        topic,
        tuple(claims),
        tuple(sorted(conflicts, key=lambda c: (-c.factor, c.pair[0].claim_id, c.pair[1].claim_id))),
        {name: tuple(sorted(ids)) for name, ids in aside.items()},
        bands,
    )


def _groups(claims: Sequence[IntervalClaim], scope: str) -> list[list[IntervalClaim]]:
    """Return the claims that are tested with each other: all, but those of a stock day by day."""
    if scope == "stock":
        return [list(same_day) for _, same_day in groupby(claims, key=lambda claim: claim.day)]
    return [list(claims)] if claims else []


def _bands(
    claims: Sequence[IntervalClaim], scope: str, days: Sequence[date]
) -> tuple[dict[str, set[str]], tuple[Band, ...]]:
    """Return the claims set aside under each weighting and always, and the bands under family-quarter weights."""
    aside: dict[str, set[str]] = {weighting: set() for weighting in WEIGHTINGS}
    bands: list[Band] = []
    for group in _groups(claims, scope):
        for weighting in WEIGHTINGS:
            result = _reconcile(group, scope, weighting, days)
            aside[weighting] |= {claim.claim_id for claim, kept in zip(group, result.kept, strict=True) if not kept}
            if weighting == "family_quarter":
                bands += result.bands
    aside["always"] = set.intersection(*(aside[weighting] for weighting in WEIGHTINGS))
    return aside, tuple(bands)


def _reconcile(
    claims: Sequence[IntervalClaim], scope: str, weighting: Weighting, days: Sequence[date]
) -> Reconciliation:
    constant = scope in CONSTANT
    at = [claims[-1].day if constant else claim.day for claim in claims]
    result = reconcile(
        [claim.least for claim in claims],
        [claim.greatest for claim in claims],
        at,
        voices(claims, weighting),
        () if constant or scope == "stock" else days,
    )
    if not constant:
        return result
    every = sorted({claim.day for claim in claims} | set(days))
    return replace(result, bands=tuple(replace(result.bands[0], day=day) for day in every))
