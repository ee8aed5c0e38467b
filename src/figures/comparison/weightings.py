"""Three weightings of the claims of a topic, and what they agree must be set aside.

How voices are weighed moves the result, so nothing is called set aside that only one weighting sets aside. Bands are made
with one voice a family and quarter, so that a daily bulletin does not outvote everybody.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Literal

from figures.comparison.bands import Band, Reconciliation, reconcile
from figures.comparison.conflicts import IntervalClaim
from figures.comparison.topics import CONSTANT

Weighting = Literal["claim", "family_quarter", "family"]
WEIGHTINGS: tuple[Weighting, ...] = ("claim", "family_quarter", "family")


def tested_together(claims: Sequence[IntervalClaim]) -> list[list[IntervalClaim]]:
    """Return the claims of a topic, which are in order of day, in groups that are tested with each other: all of them, but
    those of a stock day by day.
    """
    if claims and claims[0].topic.scope == "stock":
        return [list(same_day) for _, same_day in groupby(claims, key=lambda claim: claim.day)]
    return [list(claims)] if claims else []


def reconcile_claims(
    claims: Sequence[IntervalClaim], weighting: Weighting, days: Sequence[date] = ()
) -> Reconciliation:
    """Return the heaviest consistent set of claims that are tested together, and their bands, under a weighting."""
    constant = claims[0].topic.scope in CONSTANT
    return reconcile(
        [claim.least for claim in claims],
        [claim.greatest for claim in claims],
        [claims[0].day if constant else claim.day for claim in claims],
        [_voice(claim, weighting) for claim in claims],
        days,
    )


def set_aside(claims: Sequence[IntervalClaim]) -> dict[str, tuple[str, ...]]:
    """Return for each weighting the ids of the claims of a topic that its heaviest consistent set leaves out, and under
    `always` those that all three leave out.
    """
    aside: dict[str, set[str]] = {weighting: set() for weighting in WEIGHTINGS}
    for group in tested_together(claims):
        for weighting in WEIGHTINGS:
            kept = reconcile_claims(group, weighting).kept
            aside[weighting] |= {claim.claim_id for claim, keep in zip(group, kept, strict=True) if not keep}
    aside["always"] = set.intersection(*aside.values())
    return {weighting: tuple(sorted(ids)) for weighting, ids in aside.items()}


def bands_on(claims: Sequence[IntervalClaim], days: Sequence[date] = ()) -> tuple[Band, ...]:
    """Return the bands of a topic's claims on the days of the claims and on `days`; of a stock only on days of claims."""
    bands: list[Band] = []
    for group in tested_together(claims):
        scope = group[0].topic.scope
        if scope in CONSTANT:
            (band,) = reconcile_claims(group, "family_quarter").bands
            bands += [replace(band, day=day) for day in sorted({*days, *(claim.day for claim in group)})]
        else:
            bands += reconcile_claims(group, "family_quarter", () if scope == "stock" else days).bands
    return tuple(bands)


def _voice(claim: IntervalClaim, weighting: Weighting) -> Hashable:
    """With whom a claim shares a voice: nobody, its family in that quarter, or its family."""
    if weighting == "claim":
        return claim.claim_id
    quarter = (claim.day.year, (claim.day.month - 1) // 3)
    return claim.voice if weighting == "family" else (claim.voice, *quarter)
