"""Periods: "560,000 in 2024" bounds by how much a total grew, so it can contradict totals jointly, none of them alone.

Totals and periods are difference constraints on the count at the end of each day. They can all hold iff the graph of the
constraints has no cycle of negative length (Bellman and Ford), and such a cycle names the claims that contradict jointly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from math import inf

from figures.comparison.conflicts import IntervalClaim
from figures.comparison.rows import from_date

_ORIGIN = -1  # the node of the count before its start: zero
_ROUNDING = 1e-6  # a cycle shorter than this comes from floats


@dataclass(frozen=True, slots=True)
class JointContradiction:
    """Claims that cannot all be right, though some of them can; together they are `gap` persons or items apart."""

    claims: tuple[IntervalClaim, ...]
    gap: float


@dataclass(frozen=True, slots=True)
class _Edge:
    """The count at `to` is at most that at `since` plus `most`; `claim` says so (None: a count never falls)."""

    since: int
    to: int
    most: float
    claim: IntervalClaim | None = None


def find_joint_contradictions(
    totals: Sequence[IntervalClaim], periods: Sequence[IntervalClaim]
) -> list[JointContradiction]:
    """Return for each period, in order of day and id, the claims that it contradicts jointly with, if any.

    `totals` must be consistent (what the heaviest set keeps); a period that contradicts is left out of the further tests.
    """
    found = []
    accepted: list[IntervalClaim] = []
    for period in sorted(periods, key=lambda claim: (claim.day, claim.claim_id)):
        cycle = _negative_cycle(_edges(totals, [*accepted, period]))
        if not cycle:
            accepted.append(period)
            continue
        named = {edge.claim.claim_id: edge.claim for edge in cycle if edge.claim}
        ordered = sorted(named.values(), key=lambda claim: (claim.day, claim.claim_id))
        found.append(JointContradiction(tuple(ordered), -sum(edge.most for edge in cycle)))
    return found


def _edges(totals: Sequence[IntervalClaim], periods: Sequence[IntervalClaim]) -> list[_Edge]:
    edges = []
    for claim in totals:
        edges += _bounds(_ORIGIN, from_date(claim.day), claim)
    for claim in periods:
        assert claim.topic.period  # noqa: S101 a claim of a period has one
        edges += _bounds(from_date(claim.topic.period[0] - timedelta(1)), from_date(claim.day), claim)
    days = sorted({edge.since for edge in edges} | {edge.to for edge in edges})
    return edges + [_Edge(later, earlier, 0) for earlier, later in pairwise(days)][::-1]


def _bounds(since: int, to: int, claim: IntervalClaim) -> list[_Edge]:
    least = _Edge(to, since, -claim.least, claim)
    return [least] if claim.greatest == inf else [least, _Edge(since, to, claim.greatest, claim)]


def _negative_cycle(edges: Sequence[_Edge]) -> list[_Edge]:
    """Return the edges of a cycle of negative length, or nothing."""
    nodes = {edge.since for edge in edges} | {edge.to for edge in edges}
    distance = dict.fromkeys(nodes, 0.0)
    into: dict[int, _Edge] = {}
    changed: int | None = None
    for _ in nodes:
        changed = None
        for edge in edges:
            shorter = distance[edge.since] + edge.most
            if shorter < distance[edge.to] - _ROUNDING:
                distance[edge.to], into[edge.to], changed = shorter, edge, edge.to
        if changed is None:
            return []
    node = changed if changed is not None else _ORIGIN
    for _ in nodes:  # walk back far enough to be on the cycle
        node = into[node].since
    cycle = [into[node]]
    while cycle[-1].since != node:
        cycle.append(into[cycle[-1].since])
    return cycle
