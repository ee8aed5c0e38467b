"""Who says it: the one who originated a figure, and the carriers between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from figures.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who a figure comes from: `text` is `document.text[start:end]`, `via` the carriers nearest the source first."""

    start: int
    end: int
    text: str
    via: tuple[str, ...]
    rule: str
    confidence: float = 0.5


def find_source(text: str, start: int, end: int, language: str = "en") -> Attribution | None:
    """Return who says the number at `start:end`, or None where the text gives it in the outlet's own voice."""
    raise NotImplementedError


def attribute(
    text: str, sentences: Sequence[Sentence], start: int, end: int, language: str = "en"
) -> Attribution | None:
    """As `find_source`, for a text that was split into sentences already."""
    raise NotImplementedError
