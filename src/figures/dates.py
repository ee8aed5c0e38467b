"""When a figure holds: the day it is of, how exact that is, and how it was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from figures.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Dating:
    """When a figure holds; every field is None where neither the text nor the day of the document says it.

    `precision` is day, month or year; `basis` stated, relative or published; `scope` cumulative, incident, period or stock.
    """

    as_of: date | None = None
    precision: str | None = None
    basis: str | None = None
    period_start: date | None = None
    scope: str | None = None


def find_dating(
    text: str,
    sentences: Sequence[Sentence],
    start: int,
    end: int,
    claim_type: str,
    published: date | None,
    language: str = "en",
) -> Dating:
    """Return when the figure at `start:end` holds."""
    raise NotImplementedError
