"""Numbers that count nobody, told by what stands beside them: dates, ages, money, distances, names."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from figures import vocabulary
from figures.quantities import Quantity

_BEYOND = {"more_than", "less_than"}  # bounds that an age may have
_PLAIN = {"exact", "range"}  # bounds without a modifier
_PARAGRAPH = "\n\n"  # what stands in another paragraph is not beside the number
_REACH = 28
_LONGEST_ABBREVIATION = 4  # characters, with its stop
_NEXT = re.compile(r"[ \t\u00a0]?[-‑]?[ \n]{0,2}([^\W\d_]+(?:['’.][^\W\d_]+)?|[%€£$°])")
_MODEL = re.compile(r"[-‑]\d")  # "15 T-72 tanks" is no weight
_OWN_WORD = re.compile(r"\s[^\W\d_]")
_LABELED = re.compile(r"[-–—:]\s*\Z")
_DAY_AND_MONTH = re.compile(r"\b(\d{1,2})\.(\d\d)\b(?!\s?[a-z])")
_HYPHENED = re.compile(r"[-‑][^\W\d_]")
_DAY_FIRST = re.compile(r"\d\W{1,2}\w+\W{1,3}$")
_DIGITS = re.compile(r"\d+")
_YEARS = re.compile(r"\b(?:1|2)\d{3} (?:and|to|–|-) (?:1|2)\d{3}\Z")
_YEAR = re.compile(r"\d{4}(?:\s?[-–]\s?\d{2,4})?")


@dataclass(frozen=True, slots=True)
class _Word:
    """What a word before a number makes of it: of one without a modifier where `exact`, and of none above `most`."""

    reason: str
    exact: bool
    most: float

    def fits(self, quantity: Quantity) -> bool:
        """Say whether the word is one for `quantity`."""
        return (not self.exact or quantity.bound in _PLAIN) and (quantity.value or 0) <= self.most


@dataclass(frozen=True, slots=True)
class _Shape:
    reason: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class _Signs:
    following: dict[str, str]
    previous: dict[str, _Word]
    shapes: tuple[_Shape, ...]
    phrases: tuple[tuple[re.Pattern[str], str], ...]
    months: frozenset[str]
    capitalized: frozenset[str]
    years: tuple[int, int]
    modern: tuple[int, int]
    before_year: frozenset[str]
    joints: frozenset[str]
    links: frozenset[str]
    counting: frozenset[str]
    people: frozenset[str]


@cache
def _signs(language: str) -> _Signs:
    data = vocabulary.load(language, "not_counts")
    dates, subjects = data["dates"], vocabulary.load(language, "subjects")
    return _Signs(
        following={word: entry["reason"] for entry in data["beside"] for word in entry.get("next", ())},
        previous={
            word: _Word(entry["reason"], entry.get("exact", False), entry.get("most", math.inf))
            for entry in data["beside"]
            for word in entry.get("before", ())
        },
        shapes=tuple(
            _Shape(
                entry["reason"],
                *(re.compile(entry[part]) if part in entry else None for part in ("before", "after")),
            )
            for entry in data["shape"]
        ),
        phrases=tuple((re.compile(entry["pattern"]), entry["reason"]) for entry in data["phrase"]),
        months=frozenset(dates["months"]),
        capitalized=frozenset(dates["capitalized"]),
        years=(dates["first_year"], dates["last_year"]),
        modern=(dates["first_modern_year"], dates["last_modern_year"]),
        before_year=frozenset(dates["before_year"] + dates["months"]),
        joints=frozenset(data["joints"]["words"]),
        links=frozenset(data["links"]),
        counting=frozenset(data["counting"]),
        people=frozenset(subjects["people"]) | frozenset(subjects["fighters"]),
    )


def find_not_counts(text: str, quantities: Sequence[Quantity], language: str = "en") -> dict[int, str]:
    """Return the reason why a quantity counts nobody, by its start, for those told by what stands directly beside them."""
    signs = _signs(language)
    reasons = {q.start: reason for q in quantities if (reason := _reason(text, q, signs))}
    neighbors = list(pairwise(quantities))
    for giver, taker in [*neighbors, *((right, left) for left, right in reversed(neighbors))]:
        if giver.start in reasons and taker.start not in reasons and _joined(text, giver, taker, signs):
            reasons[taker.start] = reasons[giver.start]
    return reasons


def _joined(text: str, one: Quantity, other: Quantity, signs: _Signs) -> bool:
    left, right = sorted((one, other), key=lambda q: q.start)
    if right.start - left.end > 8 or text[left.end : right.start].strip().lower() not in signs.joints:
        return False
    # "on 3 May, 12 soldiers" shares nothing: the later number has a word of its own.
    return one is right or not _OWN_WORD.match(text, right.end)


def _reason(text: str, quantity: Quantity, signs: _Signs) -> str | None:
    before = text[max(0, quantity.start - _REACH) : quantity.start].rpartition(_PARAGRAPH)[2]
    after = text[quantity.end : quantity.end + _REACH].partition(_PARAGRAPH)[0]
    following = _NEXT.match(after)
    if following and following.group(1).lower() in signs.links:
        following = _NEXT.match(after, following.end())
    if following and _MODEL.match(after, following.end()):
        following = None
    written = following.group(1) if following else ""
    next_word = written.lower().replace("’", "'")
    last_word = _last_word(before)
    is_month = next_word in signs.months and written not in signs.capitalized
    if reason := _date(quantity, before, last_word, next_word, is_month, signs):
        return reason
    if reason := signs.following.get(next_word):
        return reason
    if (word := signs.previous.get(last_word)) and word.fits(quantity):
        return word.reason
    if reason := _shape(quantity, before, after, last_word, signs):
        return reason
    if _HYPHENED.match(after) and next_word not in signs.counting:
        return "part of a compound"
    if any(isinstance(end, float) for end in (quantity.low, quantity.high)):
        return "fraction"
    return None


def _shape(quantity: Quantity, before: str, after: str, last_word: str, signs: _Signs) -> str | None:
    """Return the reason that signs around the number give, or a phrase that ends with it."""
    if _beside_a_sign(before, after):
        for shape in signs.shapes:
            if (not shape.after or shape.after.match(after)) and (not shape.before or shape.before.search(before)):
                return shape.reason
    if last_word in signs.links or quantity.bound in _BEYOND:
        for phrase, reason in signs.phrases:
            if phrase.search(before + quantity.text):
                return reason
    return None


def _last_word(before: str) -> str:
    """Return the word that `before` ends with, in lower case; a longer one with a stop ends a sentence and is none."""
    words = before.rstrip(" \t\n\u00a0-").rsplit(None, 1)
    if not words or (words[-1].endswith(".") and len(words[-1]) > _LONGEST_ABBREVIATION):
        return ""
    return words[-1].strip("([\"'“‘.").lower()


def _beside_a_sign(before: str, after: str) -> bool:
    """Say whether more than a space and a word stands before the number, or a sign directly after it."""
    return not before[-1:].isspace() or before[-2:-1] in {",", "("} or after[:1] in {":", ".", "/"}


def _date(quantity: Quantity, before: str, last_word: str, next_word: str, is_month: bool, signs: _Signs) -> str | None:
    numbers = [int(digits) for digits in _DIGITS.findall(quantity.text.replace(",", ""))]
    if not numbers:
        return None
    pointed = _DAY_AND_MONTH.search(quantity.text) if "." in quantity.text else None
    if pointed and int(pointed[1]) <= 31 and 1 <= int(pointed[2]) <= 12:
        return "date"
    if is_month and max(numbers) <= 31:
        return "date"
    last_word = last_word.rpartition("-")[2]  # "mid-May"
    if last_word in signs.months:
        day_first = _DAY_FIRST.search(before)
        if numbers[0] <= (99 if day_first else 31) and not (day_first and next_word):
            return "date"
    if _YEARS.search(quantity.text) and signs.modern[0] <= min(numbers) <= max(numbers) <= signs.modern[1]:
        return "date"
    if _YEAR.fullmatch(quantity.text) and signs.years[0] <= numbers[0] <= signs.years[1]:
        alone = not next_word or (before.rstrip().endswith(("(", ",")) and next_word not in signs.people)
        return "date" if last_word in signs.before_year or (alone and not _LABELED.search(before)) else None
    return None
