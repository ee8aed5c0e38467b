"""What each quantity counts: the claim type and the subject, or the reason why it is no figure of the conflict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from figures.quantities import Quantity
from figures.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Count:
    """A quantity with what happened to how many of whom.

    `subject` is the words that say who is counted, None where the sentence leaves them out; `trigger` the words that gave
    `claim_type`; `rule` the name of the rule; `hedge` the words that weaken the statement; `total` the number in all where
    a named person stands beside the counted ones ("the captain and 11 of his men" is 11, and 12 in all).
    `confidence` is between 0 and 1.
    """

    quantity: Quantity
    claim_type: str
    subject: str | None
    trigger: str
    rule: str
    hedge: str | None = None
    total: int | None = None
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Skipped:
    """A number of the text that is no claim, with the reason ("date", "age", "money", "no event" ...)."""

    start: int
    end: int
    text: str
    reason: str


def read_counts(text: str, sentences: Sequence[Sentence], language: str = "en") -> tuple[list[Count], list[Skipped]]:
    """Read every quantity of `text`; each is in exactly one of the two lists, both in order of position."""
    raise NotImplementedError
