"""What stands around a number and opens, closes or widens it: modifiers ("at least") and ranges ("from 7 to 15")."""

from __future__ import annotations

import re
from typing import NamedTuple

from figures.quantities.lexicon import Frame, Lexicon
from figures.quantities.numbers import Number, read_number, whole
from figures.quantities.phrases import Passage, normalize

_CHAIN_BEFORE = re.compile(r"[\w+][-‐–/.:]")
_CHAIN_AFTER = re.compile(r"[-‐–/.:][0-9]")
_LOWER = ("at_least", "more_than")
_UPPER = ("at_most", "less_than")


class Quantity(NamedTuple):
    """A number expression with its modifier: "at least 11" is low 11, high None, bound at_least, value 11.

    `text` is `document.text[start:end]`. `low` and `high` are the least and greatest count the words allow, None where
    open; `value` is the number as said, None for a range or a vague one. Whole numbers are `int`, others `float`.
    `bound` is one of exact, at_least, more_than, at_most, less_than, about, range, vague.
    """

    start: int
    end: int
    text: str
    low: float | None
    high: float | None
    bound: str
    value: float | None


class _Said(NamedTuple):
    """A number with the modifiers before it, from `start`, and the bound they give it."""

    start: int
    number: Number
    bound: str | None

    @property
    def low(self) -> float | None:
        """The least count, None where open: "more than 6" is 7, but "more than 0.5" stays 0.5."""
        value = self.number.value
        if self.bound in _UPPER:
            return None
        return value + 1 if self.bound == "more_than" and isinstance(value, int) else value

    @property
    def high(self) -> float | None:
        """The greatest count, None where open."""
        value = self.number.value
        if self.bound in _LOWER or self.number.bound == "vague":
            return None
        return value - 1 if self.bound == "less_than" and isinstance(value, int) else value

    def quantity(self, passage: Passage, end: int) -> Quantity:
        """Return the quantity that ends at `end`."""
        vague = self.number.bound == "vague"
        bound = self.bound if self.bound in _LOWER + _UPPER else "vague" if vague else self.bound or self.number.bound
        value = None if vague else self.number.value
        return Quantity(self.start, end, passage.text[self.start : end], self.low, self.high, bound, value)


def read_quantity(passage: Passage, floor: int, number: Number, lexicon: Lexicon) -> Quantity:
    """Return the quantity around `number`; nothing before `floor` belongs to it."""
    first, opener, frame = _read_before(passage, floor, number, lexicon)
    if lexicon.ends(passage, number.end):
        return first.quantity(passage, number.end)
    if frame and frame.is_change(passage, floor, opener):
        return first.quantity(passage, number.end)
    pair = _read_range(passage, opener, first, frame, lexicon) if frame else None
    pair = pair or _read_range(passage, first.start, first, lexicon.unframed, lexicon)
    pair = pair or _read_floor_and_ceiling(passage, first, lexicon)
    return pair or _read_after(passage, first, lexicon)


def _read_before(passage: Passage, floor: int, number: Number, lexicon: Lexicon) -> tuple[_Said, int, Frame | None]:
    """Return the number with its modifiers, and the start and the frame of the range that words before them open."""
    start, bound = number.start, None
    if number.value == 0:  # "under no" is not fewer than zero
        return _Said(start, number, None), start, None
    while match := passage.before(lexicon.before, start, floor):
        phrase = normalize(match[1][::-1])
        if phrase in lexicon.phrasal_verbs:
            break
        if frame := lexicon.openers.get(phrase):
            return _Said(start, number, bound), passage.start(match), frame
        said = lexicon.bounds_before[phrase]
        if said == "vague" and number.bound != "vague":
            break
        start = passage.start(match)
        if said in lexicon.intensified and (match := passage.before(lexicon.intensifier, start, floor)):
            start = passage.start(match)
        bound = said if bound not in _LOWER + _UPPER else bound
    return _Said(start, number, bound), start, None


def _read_range(passage: Passage, start: int, first: _Said, frame: Frame, lexicon: Lexicon) -> Quantity | None:
    """Return the range from `first` to the number after a connector of `frame`, or None."""
    joint = frame.connector.match(passage.forward, first.number.end)
    second = _read_second(passage, joint.end(), lexicon) if joint else None
    if not second or _is_chain(passage, first, second):
        return None
    if second.bound not in (None, "about", "at_most") and frame is lexicon.unframed:
        return None  # "5,000 or less than 6,000" are two
    if passage.before(lexicon.year_before, first.number.start) and _is_year(first) and not _is_year(second):
        return None  # "in 2015 to 200,000"
    first = _Said(first.start, _share_unit(first.number, second.number), first.bound)
    same = first.number.value == second.number.value and first.number.bound == "vague"  # thousands upon thousands
    if not (first.number.value < second.number.value or same):
        return None
    low, high, bound = first.low, second.high, "range"
    if first.bound in _UPPER:  # up to 10 to 15
        low, bound = None, "at_most"
    elif first.bound in _LOWER and frame is lexicon.unframed and not second.bound:  # at least 10 to 15
        high, bound = None, first.bound
    elif high is None:  # dozens or hundreds; between 35 and more than 40
        bound = second.bound or "vague"
    end = second.number.end
    return Quantity(start, end, passage.text[start:end], low, high, bound, None)


def _share_unit(first: Number, second: Number) -> Number:
    """Return the first number times the scale of the second where it leaves it out: "three to four thousand"."""
    scaled = whole(first.value * second.unit)
    shares = first.unit == 1 and first.bound == "exact" and scaled < second.value
    return first._replace(value=scaled) if shares else first


def _is_year(said: _Said) -> bool:
    return said.number.end - said.number.start == 4 and 1000 <= said.number.value < 3000


def _is_chain(passage: Passage, first: _Said, second: _Said) -> bool:
    """Say whether two numbers are a piece of a longer one: of a date, a time or a telephone number."""
    text = passage.forward
    before = _CHAIN_BEFORE.match(text, first.start - 2) if first.start > 1 else None
    return bool(before or _CHAIN_AFTER.match(text, second.number.end))


def _read_floor_and_ceiling(passage: Passage, first: _Said, lexicon: Lexicon) -> Quantity | None:
    """Return the range of "at least 30 and as many as 100" (in either order), or None."""
    if first.bound not in _LOWER + _UPPER:
        return None
    joint = lexicon.bound_connector.match(passage.forward, first.number.end)
    second = _read_second(passage, joint.end(), lexicon) if joint else None
    if not second or (first.bound in _LOWER) == (second.bound in _LOWER):
        return None
    floor, ceiling = (first, second) if first.bound in _LOWER else (second, first)
    if ceiling.bound not in _UPPER or floor.low is None or ceiling.high is None or floor.low > ceiling.high:
        return None
    end = second.number.end
    return Quantity(first.start, end, passage.text[first.start : end], floor.low, ceiling.high, "range", None)


def _read_second(passage: Passage, position: int, lexicon: Lexicon) -> _Said | None:
    """Return the number that begins at `position`, with or without a modifier before it."""
    bound, start, text = None, position, passage.forward
    if modifier := lexicon.modifier.match(text, position):
        bound, position = lexicon.bounds_before[normalize(modifier[1])], modifier.end()
    article = lexicon.article.match(text, position)
    first = article.end() if article else position
    may_begin = not text[first : first + 1].isalpha() or lexicon.first_word.match(passage.spaced, first)
    number = read_number(passage, first, lexicon) if may_begin else None
    return _Said(start, number, bound) if number and number.start <= position else None


def _read_after(passage: Passage, first: _Said, lexicon: Lexicon) -> Quantity:
    """Return the number with the modifier after it, unless that belongs to another number ("13 dead, at least 20")."""
    after = lexicon.after.match(passage.forward, first.number.end)
    if not after or _read_second(passage, after.end(), lexicon):
        return first.quantity(passage, first.number.end)
    said = lexicon.bounds_after[normalize(after[1])]
    bound = first.bound if first.bound in _LOWER + _UPPER else said
    return _Said(first.start, first.number, bound).quantity(passage, after.end(1))
