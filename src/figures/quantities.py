"""Number expressions of a text, each as a closed interval with its bound."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number expression with its modifier: "at least 11" is low 11, high None, bound at_least, value 11.

    `text` is `document.text[start:end]`. `low` and `high` are the least and greatest count the words allow, None where
    open; `value` is the number as said. Whole numbers are `int`, others `float`.
    """

    start: int
    end: int
    text: str
    low: float | None
    high: float | None
    bound: str
    value: float | None


def find_quantities(text: str, language: str = "en") -> list[Quantity]:
    """Return every number expression of `text` in order, without overlap."""
    raise NotImplementedError
