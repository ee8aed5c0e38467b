"""Verification: every number of a claims table is read again from the words it was taken from.

A table that was edited, converted or made by an older reading can drift from its own evidence; this finds where.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from figures.claims import Claim
from figures.quantities import find_quantities


@dataclass(frozen=True, slots=True)
class Drift:
    """A claim whose number is not what its words say: the column, what is stored, and what the words give."""

    claim_id: str
    column: str
    stored: object
    read: object

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.column} is {self.stored!r}, but its words give {self.read!r}"


def verify(claims: Iterable[Claim]) -> Iterator[Drift]:
    """Yield every drift between a claim's number and its words: `text` read again, `text` in its quote or statement."""
    for claim in claims:
        if claim.text:
            yield from _placed(claim, claim.text)
            yield from _read_again(claim, claim.text)


def _placed(claim: Claim, text: str) -> Iterator[Drift]:
    """The number stands in the quote where its span says, or anywhere in a curated statement."""
    if claim.quote is not None and None not in (claim.start, claim.end, claim.quote_start):
        offset = claim.quote_start or 0
        found = claim.quote[(claim.start or 0) - offset : (claim.end or 0) - offset]
        if found != text:
            yield Drift(claim.claim_id, "text", text, found)
    elif claim.statement is not None and text not in claim.statement:
        yield Drift(claim.claim_id, "text", text, claim.statement)


def _read_again(claim: Claim, text: str) -> Iterator[Drift]:
    quantities = find_quantities(text)
    if len(quantities) != 1:
        yield Drift(claim.claim_id, "text", text, [q.text for q in quantities])
        return
    (quantity,) = quantities
    stored = {"bound": claim.bound, "value": claim.value, "low": claim.low, "high": claim.high}
    read = {"bound": quantity.bound, "value": quantity.value, "low": quantity.low, "high": quantity.high}
    if claim.value is not None and claim.low == claim.high == claim.value + 1:
        # The person named beside those counted is one more: the words say 11, the claim is 12 in all.
        stored |= {"low": claim.value, "high": claim.value}
    if claim.bound == "range" and claim.value is not None and quantity.low is not None and quantity.high is not None:
        read["value"] = min(max(quantity.low, claim.value), quantity.high)  # a best estimate inside its own range
    yield from (Drift(claim.claim_id, name, stored[name], read[name]) for name in stored if stored[name] != read[name])
