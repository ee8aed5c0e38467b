"""What stands around a number and opens, closes or widens it: modifiers ("at least") and ranges ("from 7 to 15")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from figures.quantities.lexicon import Frame, Lexicon
from figures.quantities.numbers import Number, read_number

_REACH = 60  # characters before a number in which its modifiers stand
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\S")
_SPACE = re.compile(r"\s{0,4}")
_LOWER = ("at_least", "more_than")
_UPPER = ("at_most", "less_than")


@dataclass(frozen=True, slots=True)
class Quantity:
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


def read_quantity(text: str, floor: int, number: Number, lexicon: Lexicon) -> Quantity:
    """Return the quantity around `number`; nothing before `floor` belongs to it."""
    said = _before(text, floor, number, lexicon)
    if said.frame and (pair := _range(text, said.frame_start, number, said.bound, said.frame, lexicon)):
        return pair
    if not said.frame and (pair := _range(text, said.start, number, said.bound, lexicon.plain, lexicon)):
        return pair
    if said.bound and (pair := _floor_and_ceiling(text, said.start, number, said.bound, lexicon)):
        return pair
    end, bound = _after(text, number.end, said.bound, lexicon)
    return _quantity(text, said.start, end, number, bound)


@dataclass(frozen=True, slots=True)
class _Before:
    """The modifiers before a number and their bound; the frame of the range it may open, and where that begins."""

    start: int
    bound: str | None
    frame: Frame | None = None
    frame_start: int = 0


def _before(text: str, floor: int, number: Number, lexicon: Lexicon) -> _Before:
    tokens = list(_TOKEN.finditer(text, max(floor, number.start - _REACH), number.start))
    words = [token.group().lower() for token in tokens]
    start, bound, left = number.start, None, len(words)
    while found := _phrase(words, left, lexicon):
        size, phrase = found
        left -= size
        if frame := lexicon.openers.get(phrase):
            if frame.not_after and frame.not_after.search(
                text, max(floor, number.start - _REACH), tokens[left].start()
            ):
                frame = None
            return _Before(start, bound, frame or lexicon.closed, tokens[left].start())
        said = lexicon.before[phrase]
        if said == "vague" and number.bound != "vague":
            break
        if said in lexicon.intensified and left and words[left - 1] in lexicon.intensifiers:
            left -= 1
        start = tokens[left].start()
        bound = said if bound in (None, "about", "vague", "exact") and said != "vague" else bound
    return _Before(start, bound)


def _phrase(words: list[str], end: int, lexicon: Lexicon) -> tuple[int, str] | None:
    """Return the longest modifier or opener that ends before word number `end`, and its length in words."""
    for size in range(min(lexicon.longest, end), 0, -1):
        phrase = " ".join(words[end - size : end])
        if phrase in lexicon.before or phrase in lexicon.openers:
            return size, phrase
    return None


def _range(text: str, start: int, first: Number, bound: str | None, frame: Frame, lexicon: Lexicon) -> Quantity | None:
    """Return the range from `first` to the number after a connector of `frame`, or None."""
    joint = frame.connector.match(text, first.end)
    if not joint or bound not in (None, "about", "at_least"):
        return None
    second, said = _second(text, joint.end(), lexicon)
    if not second or said not in (None, "about", "at_most") or _is_chain(text, first, joint, second):
        return None
    low = first.value
    if second.unit > 1 and first.unit == 1 and first.bound == "exact" and low * second.unit < second.value:
        low *= second.unit
    if not low < second.value:
        return None
    if second.bound == "vague":
        return Quantity(start, second.end, text[start : second.end], low, None, "vague", None)
    return Quantity(start, second.end, text[start : second.end], low, second.value, "range", None)


def _floor_and_ceiling(text: str, start: int, first: Number, bound: str, lexicon: Lexicon) -> Quantity | None:
    """Return the range of "at least 30 and as many as 100" (in either order), or None."""
    joint = lexicon.bound_connector.match(text, first.end)
    if not joint:
        return None
    second, said = _second(text, joint.end(), lexicon)
    if not second or not said:
        return None
    one = _quantity(text, start, first.end, first, bound)
    two = _quantity(text, second.start, second.end, second, said)
    if (one.low is None) == (two.low is None) or (one.high is None) == (two.high is None):
        return None
    low, high = (one.low, two.high) if one.high is None else (two.low, one.high)
    if low is None or high is None or low > high:
        return None
    return Quantity(start, second.end, text[start : second.end], low, high, "range", None)


def _second(text: str, position: int, lexicon: Lexicon) -> tuple[Number | None, str | None]:
    """Return the number at `position`, behind its own modifier if it has one, and that modifier's bound."""
    bound = None
    if modifier := lexicon.modifier.match(text, position):
        bound = lexicon.before[" ".join(_TOKEN.findall(modifier.group())).lower()]
        position = modifier.end()
    start = _SPACE.match(text, position)
    first = lexicon.first.search(text, start.end() if start else position, position + _REACH)
    number = read_number(text, first.start(), lexicon) if first else None
    return (number, bound) if number and not text[position : number.start].strip() else (None, None)


def _is_chain(text: str, first: Number, joint: re.Match[str], second: Number) -> bool:
    """Say whether two numbers joined by a sign go on with a third, as in dates and telephone numbers."""
    if joint.group().strip().isalpha():
        return False
    before, after = text[max(0, first.start - 2) : first.start], text[second.end : second.end + 2]
    return bool(re.fullmatch(r"[\w+][-–/.]", before) or re.fullmatch(r"[-–/]\w", after))


def _after(text: str, end: int, bound: str | None, lexicon: Lexicon) -> tuple[int, str | None]:
    match = lexicon.after.match(text, end)
    if not match:
        return end, bound
    phrase = " ".join(_TOKEN.findall(match[1])).lower()
    if phrase in lexicon.before and _second(text, match.start(1), lexicon)[0]:
        return end, bound  # "killed 5, at least 20 wounded": the words belong to the next number
    said = lexicon.after_bounds[phrase]
    return match.end(), said if bound in (None, "about", "exact") else bound


def _quantity(text: str, start: int, end: int, number: Number, bound: str | None) -> Quantity:
    value = number.value
    step = 1 if isinstance(value, int) else 0
    low: float | None = value
    high: float | None = value
    said = bound or number.bound
    if bound in _LOWER:
        low, high = value + (step if bound == "more_than" else 0), None
    elif bound in _UPPER:
        low, high = None, value - (step if bound == "less_than" else 0)
        if number.bound == "vague":
            high = None
    elif number.bound == "vague":
        high, said = None, "vague"
    return Quantity(start, end, text[start:end], low, high, said, None if number.bound == "vague" else value)
