"""The results of the reference method (conflict/expected_conflicts.json) against ours, on the collected claims as they were
given and on those that ship; every deviation is printed.

    python -m benchmarks.conflicts [SHARED]
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from math import inf
from pathlib import Path
from typing import Any

import pandas as pd

from benchmarks.shared import shared_folder
from figures.comparison import Comparison, IntervalClaim, compare
from figures.comparison.derived import equal_increments
from figures.comparison.weightings import WEIGHTINGS, reconcile_claims
from figures.resources import data_folder
from figures.table import read_table

# The columns of the collected claims by those of the table; subjects, places and families stay as they are given.
_COLUMNS = {
    "claim_id": "claim_id",
    "conflict": "conflict",
    "claim_type": "claim_type",
    "subject": "population",
    "geography": "place",
    "scope": "scope",
    "event": "event",
    "definition": "definition",
    "bound": "bound",
    "value_low": "low",
    "value_high": "high",
    "value_point": "value",
    "claimant": "source",
    "claimant_family": "family",
    "relay_of": "relay_of",
    "as_of_date": "as_of",
    "period_start": "period_start",
    "published_date": "published",
}


def main() -> None:
    """Print how many results are the same, and each that is not."""
    shared = shared_folder()
    expected = json.loads((shared / "conflict" / "expected_conflicts.json").read_text(encoding="utf-8"))
    given = pd.read_csv(shared / "datasets" / "claims_real.csv")[list(_COLUMNS)].rename(columns=_COLUMNS)
    for name, table in (("as given", given), ("as shipped", read_table(data_folder() / "claims.csv"))):
        _report(name, compare(table), expected)
    _derived(shared / "datasets" / "uk_mod_monthly.csv")


def _report(name: str, comparison: Comparison, expected: dict[str, Any]) -> None:
    claims = {claim.claim_id: claim for result in comparison.topics for claim in result.claims}
    reasons = {left.claim_id: left.problem for left in comparison.not_compared}
    topics = {result.topic: result for result in comparison.topics}
    same = total = 0
    deviations = []
    for group, results in expected.items():
        theirs = next(iter(results.values()))
        ids = {*theirs["kept"], *theirs["dropped"]}
        found = {claims[claim_id].topic for claim_id in ids if claim_id in claims}
        missing = {claim_id: reasons[claim_id] for claim_id in sorted(ids - claims.keys())}
        ours = max(
            (topics[topic] for topic in found), key=lambda result: len(ids & {c.claim_id for c in result.claims})
        )
        kept = [c for c in ours.claims if not group.endswith("2022_09_30") or c.day <= date(2022, 9, 30)]
        checks = list(_checks(results, ours.conflicts, kept))
        wrong = [check for check, right in checks if not right]
        same, total = same + len(checks) - len(wrong), total + len(checks)
        if wrong or len(found) > 1 or missing:
            split = f"; claims of {len(found)} topics" if len(found) > 1 else ""
            extra = sorted({c.claim_id for c in kept} - ids)
            deviations.append(f"  {group}: {wrong or 'all the same'}{split}; left out {missing}; added {extra}")
    print(
        f"{name}: {same} of {total} results the same, in {len(expected) - len(deviations)} of {len(expected)} groups all"
    )
    print(*deviations, sep="\n")
    across = [(c.above.claim_id, c.below.claim_id, round(c.factor, 3)) for c in comparison.nested]
    print(f"  parts above their whole: {across}")


def _checks(
    results: dict[str, Any], conflicts: tuple[Any, ...], claims: list[IntervalClaim]
) -> Iterator[tuple[str, bool]]:
    """Yield each result of a group by name and whether ours is the same."""
    ids = {claim.claim_id for claim in claims}
    pairs = [(*sorted(c.claim_id for c in conflict.pair), round(conflict.factor, 3)) for conflict in conflicts]
    pairs = [pair for pair in pairs if {pair[0], pair[1]} <= ids]
    always = set(ids)
    for weighting in (name for name in WEIGHTINGS if name in results):
        theirs = results[weighting]
        days = [date.fromisoformat(day) for day in theirs["best_band"]]
        constant = claims[0].topic.scope == "incident"
        ours = reconcile_claims(claims, weighting, () if constant else days)
        kept = {claim.claim_id for claim, keep in zip(claims, ours.kept, strict=True) if keep}
        always -= kept
        yield f"{weighting} n", len(claims) == theirs["n"]
        yield f"{weighting} pairs", sorted(pairs) == sorted((*sorted(pair[:2]), pair[2]) for pair in theirs["pairs"])
        yield f"{weighting} kept", kept == set(theirs["kept"])
        yield (
            f"{weighting} weight",
            [round(ours.weight, 4), round(ours.total, 4)]
            == [
                theirs["kept_weight"],
                theirs["total_weight"],
            ],
        )
        bands = {band.day: band for band in ours.bands}
        for day in days:
            band = ours.bands[-1] if constant else bands[day]
            yield f"{weighting} best {day}", _same(band.best, theirs["best_band"][day.isoformat()])
            yield f"{weighting} plus one {day}", _same(band.plus_one, theirs["one_more"][day.isoformat()])
    if "always" in results:
        yield "always", always == set(results["always"])


def _same(ours: tuple[tuple[float, float], ...], theirs: list[list[float | None]]) -> bool:
    return [list(ends) for ends in ours] == [[low, inf if high is None else high] for low, high in theirs]


def _derived(path: Path) -> None:
    """The increments of the ministry's monthly sums against those of the General Staff on the same days."""
    months = pd.read_csv(path)
    days = range(len(months))
    copy = dict(zip(days, months["cumulative"], strict=True))
    original = dict(zip(days, months["ukr_general_staff_same_date"], strict=True))
    steps, equal = equal_increments(copy, original)
    print(f"derived series: {equal} of {steps} monthly increments the same within 0.5%")


if __name__ == "__main__":
    main()
