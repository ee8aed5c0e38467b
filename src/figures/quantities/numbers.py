"""One bare number, in words, digits or both: "12,500", "two and a half thousand", "several hundred"."""

from __future__ import annotations

import re
from typing import NamedTuple

from figures.quantities import fractions
from figures.quantities.items import Item, read_item, read_next, read_scale
from figures.quantities.lexicon import Lexicon
from figures.quantities.phrases import Passage

_GREATEST = 10**18  # a table holds whole numbers of 64 bits
_SIGN = re.compile(r"(?:\A\s{0,3}|\S[^\S\n]{1,3}|[(<>=])[-−]\Z")  # at the beginning of a line it is a bullet
_COLLECTIVES = frozenset({"collectives", "vague_collectives"})
_WITH_ARTICLE = _COLLECTIVES | {"scales", "fractions"}


class Number(NamedTuple):
    """A number without its modifiers.

    `bound` is exact, about ("a couple of hundred") or vague (then `value` is the least it allows); `unit` is the scale
    it ends in, which the first number of a range may share ("three to four thousand").
    """

    start: int
    end: int
    value: float
    bound: str = "exact"
    unit: int = 1


class _Term(NamedTuple):
    """A part of a sum; what is added to it must be less than `room`; `scaled` if it ends in a scale."""

    value: float
    room: float
    scaled: bool


def read_number(passage: Passage, start: int, lexicon: Lexicon) -> Number | None:
    """Return the number whose first digit or number word stands at `start`, or None.

    An article, a minus sign or a word for it before `start` belongs to the number.
    """
    item = read_item(passage, start, lexicon)
    if item is None:
        return _read_zero(passage, start, lexicon)
    if passage.forward[start : item.end] in lexicon.pronouns and passage.before(lexicon.pronoun_before, start):
        return None
    number = _read_from(passage, item, lexicon)
    if number is None or number.value >= _GREATEST:
        return None
    if number.unit > 1 or number.end != item.end:  # 2.3 million is a whole number, but "6.000" may be six or 6,000
        number = number._replace(value=whole(number.value))
    begin = _minus(passage, number.start, lexicon)
    return number if begin is None else number._replace(start=begin, value=-number.value)


def _read_zero(passage: Passage, start: int, lexicon: Lexicon) -> Number | None:
    """Return the zero of "no casualties", but not of "no fewer than seven" or "no longer"."""
    text = passage.forward
    word = next((w for w in lexicon.zero_words if text.startswith(w, start)), None)
    if word is None or lexicon.not_zero.match(text, start + len(word)) or lexicon.modifier.match(text, start):
        return None
    return Number(start, start + len(word), 0)


def _minus(passage: Passage, start: int, lexicon: Lexicon) -> int | None:
    """Return where the minus before a number stands, None without one."""
    if passage.forward[start - 1 : start] in {"-", "−"}:
        return start - 1 if _SIGN.search(passage.forward, max(0, start - 5), start) else None
    word = passage.before(lexicon.minus_before, start)
    return passage.start(word) if word else None


def _read_from(passage: Passage, item: Item, lexicon: Lexicon) -> Number | None:
    """Return the number that begins with `item`, or with the article before it."""
    article = passage.before(lexicon.article_before, item.start) if item.kind in _WITH_ARTICLE else None
    start = passage.start(article) if article else item.start
    if item.kind == "fractions":
        part = fractions.divide(passage, 1, item, lexicon)
        stands = article or item.value == 2 or part.unit > 1
        return Number(start, part.end, part.value, unit=part.unit) if stands else None
    if item.kind in _COLLECTIVES and not article and not read_scale(passage, item.end, lexicon):
        return None
    if item.kind in {"cardinals", "digits"} and lexicon.ends(passage, item.end):
        return Number(start, item.end, item.value, unit=item.unit)
    number = _read_sum(passage, start, item, lexicon)
    return _finish(passage, number, lexicon) if number and number.bound == "exact" else number


class _Sum:
    """A number as it grows word by word: "two hundred | and two | thousand" is [200], [200, 2], [202000]."""

    def __init__(self) -> None:
        self.terms: list[_Term] = []
        self.bound = "exact"
        self.unit = 1

    @property
    def value(self) -> float:
        return sum(term.value for term in self.terms)

    def take(self, item: Item) -> bool:
        """Take one more item, or say that it is no part of the number."""
        if item.kind in {"cardinals", "digits"}:
            return self._add(item)
        if item.kind in {"scales", "plurals"}:
            return self._multiply(item)
        return (item.kind == "vague" or item.kind in _COLLECTIVES) and self._gather(item)

    def _add(self, item: Item) -> bool:
        if self.terms and not 0 < item.value < self.terms[-1].room:
            return False
        self.terms.append(_Term(item.value, item.room, scaled=False))
        self.unit = item.unit
        return True

    def _gather(self, item: Item) -> bool:
        """Take "several", "a few", "a couple", or the "score" of "three score"."""
        if self.terms and item.kind != "collectives":
            return False
        if not self.terms:
            self.bound = "about" if item.kind == "collectives" else "vague"
        self.terms = [_Term(item.value * (self.value or 1), 0, scaled=True)]
        return True

    def _multiply(self, item: Item) -> bool:
        group = [term for term in self.terms if term.value < item.value]
        if self.terms and not group:
            if self.terms[-1].scaled:
                return False
            group = self.terms[-1:]  # 322 hundred
        kept = self.terms[: len(self.terms) - len(group)]
        factor = sum(term.value for term in group) or 1
        if not self.terms and item.kind == "plurals":
            self.bound, factor = "vague", 2
        value = factor * item.value
        if kept and not value < kept[-1].room:
            return False
        self.terms = [*kept, _Term(value, item.value if item.value >= 100 else 0, scaled=True)]
        self.unit = int(item.value)
        return True


def _read_sum(passage: Passage, start: int, first: Item, lexicon: Lexicon) -> Number | None:
    total = _Sum()
    item: Item | None = first
    end, settled = start, None
    while item is not None:
        if total.terms and total.terms[-1].scaled:
            settled = Number(start, end, total.value, total.bound, total.unit)
        if not total.take(item):
            if settled and item.kind == "scales":
                return settled  # "3 hundred | and 2 hundred": the 2 belongs to what follows
            break
        end = item.end
        item = _read_following(passage, end, total, lexicon)
    bound = "exact" if total.bound == "about" and total.unit == 1 else total.bound  # "a couple" is two
    return Number(start, end, total.value, bound, total.unit) if total.terms else None


def _read_following(passage: Passage, end: int, total: _Sum, lexicon: Lexicon) -> Item | None:
    if total.bound != "exact":
        return read_scale(passage, end, lexicon)
    if total.terms[-1].scaled and (conjunction := lexicon.conjunction.match(passage.forward, end)):
        part = fractions.read_part(passage, conjunction.end(), lexicon)
        return None if part and part.value < part.unit else read_item(passage, conjunction.end(), lexicon)
    return read_next(passage, end, lexicon)


def _finish(passage: Passage, number: Number, lexicon: Lexicon) -> Number | None:
    """Return the number with the fraction or decimals after it; None if the whole is an ordinal ("twenty-first")."""
    text = passage.forward
    item = read_next(passage, number.end, lexicon)
    if item and _is_ordinal(number, item, text[item.start - 1]):
        return None
    if item and (item.kind == "parts" or (item.kind == "fractions" and number.value == 1)):
        part = fractions.divide(passage, number.value, item, lexicon)
        return Number(number.start, part.end, part.value, unit=part.unit)
    if point := lexicon.point.match(text, number.end):
        decimals = fractions.read_decimals(passage, point.end(), lexicon)
        return number._replace(end=decimals.end, value=number.value + decimals.value) if decimals else number
    if bar := lexicon.division.match(text, number.end):
        return _divide(passage, number, bar.end(), lexicon)
    conjunction = lexicon.conjunction.match(text, number.end)
    part_after = fractions.read_part(passage, conjunction.end(), lexicon) if conjunction else None
    return _add_part(number, part_after) if part_after else number


def _is_ordinal(number: Number, item: Item, before: str) -> bool:
    return before == "-" and item.kind in {"fractions", "ordinals"} and item.value < 10 <= number.value


def _divide(passage: Passage, number: Number, position: int, lexicon: Lexicon) -> Number:
    """Return "one over three", unless a noun follows: "2,000 over three years" is 2,000."""
    item = read_item(passage, position, lexicon)
    below = _read_sum(passage, position, item, lexicon) if item else None
    if below is None or not below.value or passage.forward[below.end : below.end + 2].strip().isalnum():
        return number
    return Number(number.start, below.end, number.value / below.value)


def _add_part(number: Number, part: fractions.Part) -> Number:
    """Add "and a half": of the scale that follows it, else of the scale before it, else of one."""
    if part.unit > number.value:  # two and a half thousand
        return Number(number.start, part.end, number.value * part.unit + part.value, unit=part.unit)
    # A million and a half; a billion and a half million; a hundred and a half.
    factor = number.unit if part.unit == 1 and number.unit >= 1000 else 1
    return number._replace(end=part.end, value=number.value + part.value * factor)


def whole(value: float) -> float:
    """Return a float that is whole up to rounding (2.3 * 10**6) as an int."""
    if isinstance(value, int):
        return value
    nearest = round(value)
    return nearest if abs(value - nearest) <= 1e-9 * abs(value) else value
