"""Parts of one, in words: "a half", "three quarters", "half a million", and the decimals of "two point five"."""

from __future__ import annotations

from typing import NamedTuple

from figures.quantities.items import Item, read_item, read_next, read_scale
from figures.quantities.lexicon import Lexicon
from figures.quantities.phrases import Passage

KINDS = frozenset({"fractions", "parts"})


class Part(NamedTuple):
    """A fraction and where it ends; `unit` is the scale it is a part of ("half a million"), 1 where there is none."""

    value: float
    end: int
    unit: int = 1


def read_part(passage: Passage, position: int, lexicon: Lexicon) -> Part | None:
    """Return the fraction whose numerator or article begins at `position`, or None."""
    article = lexicon.article.match(passage.forward, position)
    numerator, room = (1.0, 0.0) if article else (0.0, 100.0)
    item = read_item(passage, article.end() if article else position, lexicon)
    while item and item.kind in {"cardinals", "digits"} and item.value < room:
        numerator, room = numerator + item.value, item.room
        item = read_next(passage, item.end, lexicon)
    if item and (item.kind == "parts" or (item.kind == "fractions" and numerator == 1)):
        return divide(passage, numerator, item, lexicon)
    return None


def divide(passage: Passage, numerator: float, part: Item, lexicon: Lexicon) -> Part:
    """Return so many parts of one, or of the scale that follows."""
    scale = read_scale(passage, part.end, lexicon)
    if scale is None:
        return Part(numerator / part.value, part.end)
    return Part(numerator / part.value * scale.value, scale.end, int(scale.value))


def read_decimals(passage: Passage, position: int, lexicon: Lexicon) -> Part | None:
    """Return what the words after "point" stand for: digit by digit ("zero three") or below 100 ("seventy-one")."""
    decimals, end, room = "", position, 0.0
    item = read_item(passage, position, lexicon)
    while item and item.kind in {"cardinals", "digits"} and isinstance(item.value, int) and len(decimals) < 15:
        decimals = (decimals[:-1] if item.value < room else decimals) + str(item.value)
        end, room = item.end, item.room
        item = read_next(passage, end, lexicon)
    return Part(float(f"0.{decimals}"), end) if decimals else None
