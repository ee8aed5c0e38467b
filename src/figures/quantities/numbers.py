"""One bare number, in digits or words: "12,500", "7k", "two and a half thousand", "several hundred"."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from figures.quantities.lexicon import Lexicon

# A count of more digits fits no table (64 bits) and is an identifier, not a count.
GREATEST = 10**18

_WORD = re.compile(r"[^\W\d_]+")
_JOINT = re.compile(r"[^\S\n]{0,3}[-‐‑][^\S\n]{0,3}|[^\S\n]{0,4}\n?[^\S\n]{0,4}")
_SPACES = " \u00a0\u2009\u202f"
_DIGITS = re.compile(
    rf"""
    (?: [0-9]{{1,3}} (?:,[0-9]{{2,3}}){{0,5}} ,[0-9]{{3}} (?![0-9])       # 12,500 and 12,34,567
      | [0-9]{{1,3}} (?P<spaced>(?:[{_SPACES}'’][0-9]{{3}}){{1,5}}) (?![0-9])  # 12 500 and 12'500
      | [0-9]{{1,18}} (?![0-9]) )
    (?: (?<![0-9]\.) \.[0-9]{{1,15}} (?!\.?[0-9]) )?
    (?: \ ? (?P<part>[¼½¾⅐-⅞]) )?
    """,
    re.VERBOSE,
)
_SEPARATORS = str.maketrans("", "", f",'’{_SPACES}")


@dataclass(frozen=True, slots=True)
class Number:
    """A number without its modifiers; `text[start:end]` are its words.

    `bound` is exact, about ("a couple of hundred") or vague (then `value` is the least it allows); `unit` is the scale
    it ends in, which the first number of a range may share ("three to four thousand").
    """

    start: int
    end: int
    value: float
    bound: str = "exact"
    unit: int = 1


@dataclass(frozen=True, slots=True)
class _Item:
    kind: str
    value: float
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Term:
    """A part of a sum; what is added to it must be less than `room`."""

    value: float
    room: float
    scaled: bool


def read_number(text: str, start: int, lexicon: Lexicon) -> Number | None:
    """Return the number whose first digit or number word stands at `start`, with its article, or None."""
    word = _WORD.match(text, start)
    said = word.group().lower() if word else ""
    if word and said in lexicon.zero_words:
        return (
            None
            if lexicon.not_zero.match(text, word.end()) or lexicon.modifier.match(text, start)
            else Number(start, word.end(), 0)
        )
    item = _item(text, start, lexicon)
    if item is None or (said in lexicon.pronouns and lexicon.pronoun_after.search(text, max(0, start - 12), start)):
        return None
    article = lexicon.article.search(text, max(0, start - 6), start)
    begin = article.start() if article and item.kind not in {"digits", "cardinals", "plurals", "vague"} else start
    if item.kind == "fractions":
        return (
            _fraction(text, begin, item, 1, lexicon)
            if article or item.value == 2 or _scale(text, item.end, lexicon)
            else None
        )
    if item.kind in {"collectives", "vague_collectives"} and not article and not _scale(text, item.end, lexicon):
        return None
    number = _sum(text, begin, item, lexicon)
    if number is None or number.value >= GREATEST:
        return None
    return number


def _item(text: str, position: int, lexicon: Lexicon) -> _Item | None:
    if word := _WORD.match(text, position):
        entry = lexicon.words.get(word.group().lower())
        return _Item(entry.kind, entry.value, position, word.end(), word.group()) if entry else None
    digits = _DIGITS.match(text, position)
    if digits is None:
        return None
    end = digits.end()
    if digits["spaced"] and digits["spaced"][0] == " " and lexicon.date.search(text, max(0, position - 12), position):
        end = digits.start("spaced")
    written = text[position:end]
    part = unicodedata.numeric(digits["part"]) if digits["part"] else 0
    written = written.removesuffix(digits["part"] or "").translate(_SEPARATORS)
    value = (float(written) if "." in written else int(written)) + part
    suffix = _WORD.match(text, end)
    if suffix and (factor := lexicon.suffixes.get(suffix.group().lower())):
        return _Item("digits", _whole(value * factor), position, suffix.end(), suffix.group())
    return _Item("digits", value, position, end, "")


def _scale(text: str, position: int, lexicon: Lexicon, article: bool = False) -> _Item | None:
    """Return the scale after `position`, with or without "of" (and an article) before it."""
    if of := lexicon.of.match(text, position):
        position = of.end()
        article_ = True
    else:
        joint = _JOINT.match(text, position)
        position = joint.end() if joint else position
        article_ = article
    if (
        article_
        and (word := _WORD.match(text, position))
        and lexicon.article.search(text, word.start(), word.end() + 1)
    ):
        position = word.end() + 1
    item = _item(text, position, lexicon)
    return item if item and item.kind in {"scales", "plurals"} else None


def _fraction(text: str, start: int, part: _Item, numerator: float, lexicon: Lexicon) -> Number:
    value, end, unit = numerator / part.value, part.end, 1
    if scale := _scale(text, end, lexicon, article=True):
        value, end, unit = value * scale.value, scale.end, int(scale.value)
    return Number(start, end, _whole(value), "exact", unit)


class _Sum:
    """A number as it grows word by word: "two hundred | and two | thousand" is [200], [200, 2], [202000]."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.terms: list[_Term] = []
        self.bound = "exact"
        self.unit = 1

    def take(self, item: _Item) -> bool:
        """Take one more word or say that it is no part of the number."""
        if item.kind in {"cardinals", "digits"}:
            return self._add(item)
        if item.kind in {"scales", "plurals"}:
            return self._multiply(item)
        return item.kind != "fractions" and self._gather(item)

    def _add(self, item: _Item) -> bool:
        if self.terms and not item.value < self.terms[-1].room:
            return False
        self.terms.append(_Term(item.value, _room(item), scaled=False))
        self.unit = self.lexicon.suffixes.get(item.text.lower(), 1) if item.kind == "digits" else 1
        return True

    def _gather(self, item: _Item) -> bool:
        """Take "several", "a few", "a couple", or the "score" of "three score"."""
        if not self.terms:
            self.bound = "about" if item.kind == "collectives" else "vague"
        elif item.kind != "collectives":
            return False
        value = item.value * (sum(t.value for t in self.terms) or 1)
        self.terms = [_Term(value, 0, scaled=True)]
        return True

    def _multiply(self, item: _Item) -> bool:
        group = [t.value for t in self.terms if t.value < item.value]
        kept = self.terms[: len(self.terms) - len(group)]
        if kept and not group:
            return False
        if not self.terms and item.kind == "plurals":
            self.bound, group = "vague", [2]
        value = (sum(group) or 1) * item.value
        if kept and not value < kept[-1].room:
            return False
        self.terms = [*kept, _Term(value, item.value if item.value > 20 else 0, scaled=True)]
        self.unit = int(item.value)
        return True


def _sum(text: str, start: int, item: _Item | None, lexicon: Lexicon) -> Number | None:
    total = _Sum(lexicon)
    end = start
    last_scale: tuple[list[_Term], int, int] | None = None
    while item is not None:
        if total.terms and total.terms[-1].scaled:
            last_scale = (total.terms[:], total.unit, end)
        if not total.take(item):
            if last_scale and item.kind in {"scales", "plurals"}:  # "3 hundred and 2 | hundred": the 2 is not ours
                total.terms, total.unit, end = last_scale
            break
        end = item.end
        item = _following(text, end, total.bound, lexicon, total.terms)
    if not total.terms:
        return None
    value = sum(t.value for t in total.terms)
    bound = "exact" if total.bound == "about" and total.unit == 1 else total.bound
    return _with_fraction(text, Number(start, end, _whole(value), bound, total.unit), lexicon)


def _following(text: str, end: int, bound: str, lexicon: Lexicon, terms: list[_Term]) -> _Item | None:
    if bound != "exact" and (scale := _scale(text, end, lexicon)):
        return scale
    joint = _JOINT.match(text, end)
    if joint and text[joint.end() : joint.end() + 1].isdecimal() and not text[joint.end() - 1].isspace():
        return None
    if terms[-1].scaled and (conjunction := lexicon.conjunction.match(text, end)):
        joint = conjunction
    return _item(text, joint.end() if joint else end, lexicon)


def _with_fraction(text: str, number: Number, lexicon: Lexicon) -> Number:
    """Add what follows as "and a half", or divide by it as in "three quarters"."""
    joint = _JOINT.match(text, number.end)
    part = _item(text, joint.end() if joint else number.end, lexicon)
    if part and part.kind == "fractions" and (part.value != 2 or not isinstance(number.value, int)):
        return _fraction(text, number.start, part, number.value, lexicon)
    conjunction = lexicon.conjunction.match(text, number.end)
    if not conjunction or number.bound != "exact":
        return number
    added = _part(text, conjunction.end(), lexicon)
    if added is None:
        return number
    if added.unit > 1 and added.unit > number.value:
        return Number(number.start, added.end, _whole(number.value * added.unit + added.value), "exact", added.unit)
    factor = number.unit if number.unit >= 1000 and added.unit == 1 else 1
    return Number(number.start, added.end, _whole(number.value + added.value * factor), "exact", number.unit)


def _part(text: str, position: int, lexicon: Lexicon) -> Number | None:
    word = _WORD.match(text, position)
    if word and lexicon.article.search(text, word.start(), word.end() + 1):
        numerator, position = 1.0, word.end() + 1
    elif (item := _item(text, position, lexicon)) and item.kind in {"cardinals", "digits"}:
        joint = _JOINT.match(text, item.end)
        numerator, position = item.value, joint.end() if joint else item.end
    else:
        return None
    part = _item(text, position, lexicon)
    return _fraction(text, position, part, numerator, lexicon) if part and part.kind == "fractions" else None


def _room(item: _Item) -> float:
    """Return what another word must be less than to be added to a cardinal: ten after "twenty", 0 after "twelve"."""
    if item.kind == "digits" or item.value < 20:
        return 0
    return 100 if item.value >= 100 else 10


def _whole(value: float) -> float:
    """Return a float that is whole up to rounding (2.3 * 10**6) as an int."""
    nearest = round(value)
    return nearest if abs(value - nearest) <= 1e-9 * max(1, abs(value)) else value
