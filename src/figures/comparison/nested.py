"""Parts and wholes: claims of different topics where one counts a part of what the other counts.

A part may be smaller than its whole by any amount, but its least never above the whole's greatest of that day or later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import product

from figures.comparison.conflicts import Conflict, IntervalClaim, contradictions
from figures.comparison.topics import Topic
from figures.registry import populations, regions_of

# Whoever is counted by the first is counted by the others too: the killed are among the casualties and the losses.
WHOLE_TYPES: Mapping[str, tuple[str, ...]] = {
    "generals_killed": ("killed", "casualties", "losses"),
    "killed": ("casualties", "losses"),
    "wounded": ("casualties", "losses"),
    "casualties": ("losses",),
    "captured": ("losses",),
    "missing": ("losses",),
    "surrendered": ("losses",),
}


def find_nested(topics: Mapping[Topic, Sequence[IntervalClaim]], tolerance: int = 0) -> list[Conflict]:
    """Return the conflicts of parts (`above`) with wholes (`below`) among the claims of several topics, the furthest apart
    first.
    """
    found = [
        conflict
        for part, claims in topics.items()
        for whole in wholes(part)
        if whole in topics
        for conflict in _one_sided(claims, topics[whole], part.scope, tolerance)
    ]
    return sorted(found, key=lambda c: (-c.factor, c.above.claim_id, c.below.claim_id))


def wholes(part: Topic) -> Iterator[Topic]:
    """Yield every topic that counts all that `part` counts, and more: of a wider type, population or place."""
    types = (part.claim_type, *WHOLE_TYPES.get(part.claim_type, ()))
    people = (part.population, *_larger_populations(part.population))
    places = dict.fromkeys((part.place, *regions_of(part.place), None))
    for claim_type, population, place in product(types, people, places):
        whole = replace(part, claim_type=claim_type, population=population, place=place)
        if whole != part:
            yield whole


def _one_sided(
    parts: Sequence[IntervalClaim], of: Sequence[IntervalClaim], scope: str, tolerance: int
) -> Iterable[Conflict]:
    if scope != "stock":
        return contradictions(parts, of, tolerance)
    return (conflict for conflict in contradictions(parts, of) if conflict.above.day == conflict.below.day)


@cache
def _larger_populations(population: str) -> tuple[str, ...]:
    """Return the populations that hold all of this one, the nearest first."""
    known = populations()
    found: dict[str, None] = {}
    waiting = [population]
    while waiting:
        entry = known.get(waiting.pop(0))
        for larger in entry.part_of if entry else ():
            if larger not in found and larger != population:
                found[larger] = None
                waiting.append(larger)
    return tuple(found)
