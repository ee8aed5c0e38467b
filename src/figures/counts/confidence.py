"""How sure a reading is: how often its rule and its claim type were right when they were measured."""

from __future__ import annotations

from functools import cache

from figures import vocabulary

# What is assumed before anything was measured: right four times out of five, with the weight of two cases.
_ASSUMED_RIGHT, _ASSUMED_CASES = 1.6, 2.0


@cache
def confidence(rule: str, claim_type: str, language: str = "en") -> float:
    """Return the share of right readings of `rule` or of `claim_type`, whichever is less, between 0 and 1.

    The counts of right and wrong readings are in `vocabulary/<language>/confidence.toml`, written by `benchmarks.confidence`.
    """
    measured = vocabulary.load(language, "confidence")
    return round(min(_share(measured["rules"].get(rule)), _share(measured["claim_types"].get(claim_type))), 3)


def _share(counted: list[int] | None) -> float:
    right, wrong = counted or (0, 0)
    return (right + _ASSUMED_RIGHT) / (right + wrong + _ASSUMED_CASES)
