"""What comparison found about one question, put together for a page: what to say, what to list, whom to name. No verdicts."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from figures import registry
from figures.comparison import NOTABLE, Comparison, Conflict, Relation, Teller, relate
from figures.view import wording

_LESS = ("later", "overlap", "uninformative", "not_comparable")  # kinds of agreement, the most telling first


def summarize(comparison: Comparison, rows: pd.DataFrame) -> str:
    """Return what comparison found among `rows`, all answers to one question, in a few sentences."""
    tested = [claim for result in comparison.topics for claim in result.claims]
    voices = len({claim.voice for claim in tested}) or rows["source"].nunique()
    counted = f"{wording.plural(voices, 'independent voice')} in {wording.plural(len(rows), 'report')}."
    furthest = widest(comparison)
    if len(tested) < 2:
        return f"{counted} Nothing to compare yet."
    if furthest is None:
        return f"{counted} No two of these claims contradict each other: later figures may be higher, and open bounds leave room."
    pairs = wording.plural(len(conflicts(comparison)), "pair")
    apart = Teller().factor(furthest.factor)
    return f"{counted} {pairs} of claims cannot both be right; the furthest apart are at least {apart} times apart."


def conflicts(comparison: Comparison) -> list[Conflict]:
    """Return the conflicts between claims of one topic that do not hang on how wide "about" is read."""
    return [conflict for result in comparison.topics for conflict in result.conflicts if conflict.factor >= NOTABLE]


def widest(comparison: Comparison) -> Conflict | None:
    """Return the conflict whose claims are furthest apart."""
    return max(conflicts(comparison), key=lambda conflict: conflict.factor, default=None)


def in_conflict(comparison: Comparison) -> set[str]:
    """Return the ids of the claims that contradict another."""
    return {claim.claim_id for conflict in conflicts(comparison) for claim in conflict.pair}


def contradicted(comparison: Comparison) -> dict[str, int]:
    """Return for each source how many other sources say something that cannot be right together with it."""
    others: dict[str, set[str]] = {}
    for conflict in conflicts(comparison):
        for one, other in (conflict.pair, conflict.pair[::-1]):
            if one.source and other.source and one.source != other.source:
                others.setdefault(one.source, set()).add(other.source)
    return {source: len(names) for source, names in others.items()}


def relations(comparison: Comparison, claim_id: str) -> list[Relation]:
    """Return how a claim stands to every other claim of its topic: contradictions first, the furthest apart before."""
    for result in comparison.topics:
        one = next((claim for claim in result.claims if claim.claim_id == claim_id), None)
        if one:
            found = [relate(one, other) for other in result.claims if other is not one]
            return sorted(found, key=_by_weight)
    return []


def why_not_compared(comparison: Comparison, claim_id: str) -> str | None:
    """Return in words why a claim is not compared, or None if it is."""
    for left_out in comparison.not_compared:
        if left_out.claim_id == claim_id:
            return "Not compared: " + Teller().not_compared(left_out.problem, left_out.by, left_out.definition)
    return None


def reasons_left_out(comparison: Comparison) -> list[str]:
    """Return why claims are not compared, with how many for each reason, the most frequent first."""
    reasons = Counter((left_out.problem, left_out.definition) for left_out in comparison.not_compared)
    return [
        f"{count}: {Teller().not_compared(problem, 'another claim', wording.label(definition or ''))}"
        for (problem, definition), count in _merged(reasons).most_common()
    ]


def voice_name(voice: str) -> str:
    """Return the name of a voice: of its family where it has one."""
    family = registry.families().get(voice)
    return family.name if family else voice


def _merged(reasons: Counter[tuple[str, str | None]]) -> Counter[tuple[str, str | None]]:
    """Count by reason; only where the definition is the reason does it matter which."""
    merged: Counter[tuple[str, str | None]] = Counter()
    for (problem, definition), count in reasons.items():
        merged[problem, definition if problem == "excluded" else None] += count
    return merged


def _by_weight(relation: Relation) -> tuple[float, int]:
    if relation.conflict:
        return -relation.conflict.factor, 0
    return 0, _LESS.index(relation.kind) if relation.kind in _LESS else 0
