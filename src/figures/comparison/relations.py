"""How two claims stand to each other: a contradiction, an agreement of some kind, or not comparable and why."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Literal

from figures.comparison.conflicts import Conflict, IntervalClaim, contradictions
from figures.comparison.nested import wholes
from figures.comparison.topics import difference

Kind = Literal["conflict", "nested", "later", "overlap", "uninformative", "part", "not_comparable"]


@dataclass(frozen=True, slots=True)
class Relation:
    """How the claims `a` and `b` (the earlier first) stand to each other.

    - `conflict`: they cannot both be right; `nested`: a part is above its whole. Both have a `conflict`.
    - `later`: the later is higher; the count may have grown. `overlap`: both allow some counts.
    - `uninformative`: they agree, but neither has an end that the other could exceed.
    - `part`: of topics that are part and whole, and they agree.
    - `not_comparable`: `difference` says in what they differ (`conflict type who where scope when stock definition`).
    """

    kind: Kind
    a: IntervalClaim
    b: IntervalClaim
    conflict: Conflict | None = None
    difference: str | None = None


def relate(one: IntervalClaim, other: IntervalClaim, tolerance: int = 0) -> Relation:
    """Return how two claims stand to each other; dates at most `tolerance` days apart count as the same day."""
    a, b = sorted((one, other), key=lambda claim: (claim.day, claim.claim_id))
    if a.topic == b.topic:
        return _same_topic(a, b, tolerance)
    for part, whole in ((a, b), (b, a)):
        if whole.topic in wholes(part.topic) and not _apart(part, whole):
            for conflict in contradictions([part], [whole], tolerance):
                return Relation("nested", a, b, conflict)
            return Relation("part", a, b)
    return Relation("not_comparable", a, b, difference=difference(a.topic, b.topic) or "stock")


def informative(a: IntervalClaim, b: IntervalClaim) -> bool:
    """Return whether two claims of a topic could have contradicted each other: the later has an upper end.

    Of one day, or of a number that does not grow, either will do.
    """
    if a.time > b.time:
        a, b = b, a
    return b.greatest < inf or (a.time == b.time and a.greatest < inf)


def _same_topic(a: IntervalClaim, b: IntervalClaim, tolerance: int) -> Relation:
    if _apart(a, b):
        return Relation("not_comparable", a, b, difference="stock")
    for upper, lower in ((a, b), (b, a)):
        for conflict in contradictions([upper], [lower], tolerance):
            return Relation("conflict", a, b, conflict)
    if not informative(a, b):
        return Relation("uninformative", a, b)
    overlap = max(a.least, b.least) <= min(a.greatest, b.greatest)
    return Relation("overlap" if overlap else "later", a, b)


def _apart(a: IntervalClaim, b: IntervalClaim) -> bool:
    """Numbers held on different days say nothing of each other."""
    return a.topic.scope == "stock" and a.day != b.day
