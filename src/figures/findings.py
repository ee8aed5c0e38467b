"""What comparison found about one question, in sentences and lists that a page can show. Plain text, no verdicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import pandas as pd

from figures import wording
from figures.comparison import Band, Comparison, Conflict, IntervalClaim

NOTABLE = 1.05  # conflicts nearer than this depend on how wide "about" is read, and are told apart
_WHY_NOT = {
    "relay": "pass on another claim",
    "superseded": "were replaced by a later one of the same voice",
    "excluded": "were withdrawn or garbled on the way",
    "duplicate": "stand twice in the table",
    "rejected": "were rejected in review",
    "unpublished": "were published later",
    "claim_type": "do not say what happened",
    "population": "do not say who is counted",
    "scope": "do not say whether they count an event, a period or all since a start",
    "event": "do not say which event they count",
    "date": "have no day",
    "precision": "are dated to a month or a year only",
    "period": "do not say which period they count",
    "number": "have no readable number",
    "bounds": "have no bound",
    "order": "have a low above their high",
    "negative": "have a negative number",
}


@dataclass(frozen=True, slots=True)
class Relation:
    """How one claim stands to another of its topic; `factor` is how many times apart they are at least, None when both can
    be right.
    """

    other: IntervalClaim
    factor: float | None


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
    pairs = wording.plural(len(notable(comparison)), "pair")
    return f"{counted} {pairs} of claims cannot both be right; the furthest apart are at least {wording.factor(furthest.factor)} apart."


def widest(comparison: Comparison) -> Conflict | None:
    """Return the notable conflict whose claims are furthest apart."""
    return max(notable(comparison), key=lambda conflict: conflict.factor, default=None)


def notable(comparison: Comparison) -> list[Conflict]:
    """Return the conflicts that do not hang on how wide "about" is read."""
    return [conflict for result in comparison.topics for conflict in result.conflicts if conflict.factor >= NOTABLE]


def in_conflict(comparison: Comparison) -> set[str]:
    """Return the ids of the claims that contradict another."""
    return {claim.claim_id for conflict in notable(comparison) for claim in conflict.pair}


def contradicted(comparison: Comparison) -> dict[str, int]:
    """Return for each source how many other sources say something that cannot be right together with it."""
    others: dict[str, set[str]] = {}
    for conflict in notable(comparison):
        for one, other in (conflict.pair, conflict.pair[::-1]):
            if one.source and other.source and one.source != other.source:
                others.setdefault(one.source, set()).add(other.source)
    return {source: len(names) for source, names in others.items()}


def relate(comparison: Comparison, claim_id: str) -> tuple[list[Relation], str | None]:
    """Return how a claim stands to each claim it is compared with, the furthest apart first; or why it is not compared."""
    for left_out in comparison.not_compared:
        if left_out.claim_id == claim_id:
            by = f" ({left_out.by})" if left_out.by else ""
            return [], f"Not compared: such claims {_WHY_NOT[left_out.problem]}{by}."
    for result in comparison.topics:
        if any(claim.claim_id == claim_id for claim in result.claims):
            factors = {
                other.claim_id: conflict.factor
                for conflict in result.conflicts
                for one, other in (conflict.pair, conflict.pair[::-1])
                if one.claim_id == claim_id
            }
            others = [claim for claim in result.claims if claim.claim_id != claim_id]
            relations = [Relation(other, factors.get(other.claim_id)) for other in others]
            return sorted(relations, key=lambda relation: (-(relation.factor or 0), relation.other.day)), None
    return [], "Nothing to compare it with yet."


def tell_band(bands: Sequence[Band]) -> str:
    """Return in words what the most claims allow together on the last day."""
    if not bands:
        return ""
    last = bands[-1]
    allowed = "; or ".join(_range(low, high) for low, high in last.best)
    camps = f" These are {len(last.best)} camps that no single number joins." if len(last.best) > 1 else ""
    wider = "; or ".join(_range(low, high) for low, high in last.plus_one)
    return f"On {wording.day(last.day)} the most claims together allow {allowed}; with one more voice set aside {wider}.{camps}"


def say(claim: IntervalClaim) -> str:
    """Return a claim as "Meduza: 2,000 to 4,000 (8 March 2022)"."""
    said = wording.said({"low": claim.low, "high": claim.high, "value": claim.value, "bound": claim.bound or "exact"})
    return f"{claim.source or 'source unknown'}: {said} ({wording.day(claim.day)})"


def _range(low: float, high: float) -> str:
    if high == inf:
        return f"{wording.number(low)} or more"
    return wording.number(low) if low == high else f"{wording.number(low)} to {wording.number(high)}"


def tell_left_out(comparison: Comparison) -> str:
    """Return how many claims are not compared, and why."""
    reasons = Counter(left_out.problem for left_out in comparison.not_compared)
    if not reasons:
        return ""
    told = ", ".join(f"{count} {_WHY_NOT[problem]}" for problem, count in reasons.most_common())
    return f"{wording.plural(reasons.total(), 'claim')} not compared: {told}."
