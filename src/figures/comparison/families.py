"""Families side by side: where two contradict each other, and how far each stands from what all the others allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import exp, inf, log
from statistics import median

import numpy as np
import numpy.typing as npt

from figures.comparison.bands import Band
from figures.comparison.conflicts import Conflict, IntervalClaim, factor
from figures.comparison.weightings import bands_on


@dataclass(frozen=True, slots=True)
class FamilyPair:
    """Two voices on one topic: in how many of the pairs of their claims that could have contradicted each other
    (`informative`) they do, and the pair furthest apart. Without informative pairs nothing is known: that is no agreement.
    """

    a: str
    b: str
    pairs: int
    informative: int
    conflicts: int
    worst: Conflict | None


@dataclass(frozen=True, slots=True)
class Bias:
    """How many times a voice's claims are above (over 1) or below (under 1) what all other voices allow: for each claim, and
    the middle, least and greatest of them. 1 is within.
    """

    voice: str
    factors: tuple[tuple[str, float], ...]
    middle: float
    least: float
    greatest: float


def family_matrix(claims: Sequence[IntervalClaim]) -> list[FamilyPair]:
    """Return every pair of voices among the claims of one topic, by name."""
    by_voice = _by_voice(claims)
    return [_family_pair(a, b, by_voice[a], by_voice[b]) for a, b in combinations(sorted(by_voice), 2)]


def family_bias(claims: Sequence[IntervalClaim]) -> list[Bias]:
    """Return the bias of every voice that is not the only one among the claims of a topic, by name.

    Each claim is held against the plus-one band of its day that the others' claims make without its voice: above it, the
    claim's least to the band's end; below it, the claim's greatest to the band's beginning (one added to each).
    """
    by_voice = _by_voice(claims)
    found = []
    for voice, own in sorted(by_voice.items()):
        others = [claim for claim in claims if claim.voice != voice]
        if others:
            band_of = {band.day: band for band in bands_on(others, [claim.day for claim in own])}
            factors = tuple(
                (claim.claim_id, _distance(claim, band_of[claim.day])) for claim in own if claim.day in band_of
            )
            logs = [log(value) for _, value in factors]
            found.append(Bias(voice, factors, exp(median(logs)), exp(min(logs)), exp(max(logs))))
    return found


def _by_voice(claims: Sequence[IntervalClaim]) -> dict[str, list[IntervalClaim]]:
    found: dict[str, list[IntervalClaim]] = {}
    for claim in claims:
        found.setdefault(claim.voice, []).append(claim)
    return found


def _distance(claim: IntervalClaim, band: Band) -> float:
    low, high = band.plus_one[0][0], band.plus_one[-1][1]
    if claim.least > high:
        return factor(claim.least, high)
    return factor(claim.greatest, low) if claim.greatest < low else 1.0


def _family_pair(a: str, b: str, ours: Sequence[IntervalClaim], theirs: Sequence[IntervalClaim]) -> FamilyPair:
    our_time, our_least, our_greatest = _columns(ours)
    time, least, greatest = (column[:, None] for column in _columns(theirs))
    not_later, not_earlier = our_time <= time, our_time >= time
    informative = (not_later & (greatest < inf)) | (not_earlier & (our_greatest < inf))
    above = np.where(not_later & (our_least > greatest), (our_least + 1) / (greatest + 1), 0)
    below = np.where(not_earlier & (least > our_greatest), (least + 1) / (our_greatest + 1), 0)
    apart = np.maximum(above, below)
    worst = None
    if apart.any():
        i, j = divmod(int(apart.argmax()), apart.shape[1])
        worst = Conflict(ours[j], theirs[i]) if above[i, j] >= below[i, j] else Conflict(theirs[i], ours[j])
    return FamilyPair(a, b, apart.size, int(informative.sum()), int((apart > 0).sum()), worst)


def _columns(claims: Sequence[IntervalClaim]) -> tuple[npt.NDArray[np.float64], ...]:
    return tuple(np.array([getattr(claim, name) for claim in claims], float) for name in ("time", "least", "greatest"))
