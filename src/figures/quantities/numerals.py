"""One number in digits: "12,500", "12 500", "1.3", "2 1/4", "2½", "7k", "1.3x10^6"."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from figures.quantities.lexicon import Lexicon
from figures.quantities.phrases import LETTER, Passage

# What nearly every number is: digits, maybe with commas, and after them nothing that could belong to them.
_PLAIN = re.compile(r"(?<![.,/])[0-9]{1,3}(?:(?:,[0-9]{3}){1,4}|[0-9]{0,3})(?![^\w]{0,3}[0-9¼-¾⅐-⅞]|[^\W_]|\^)")
# What may be a number in digits; a set comes first, because that is found fastest.
_DIGITS = re.compile(r"[0-9¼-¾⅐-⅞](?:(?<=[0-9])[0-9.,:;/'’–-]*[0-9])?")
_SPACES = " \u00a0\u2009\u202f"
_SPACED = re.compile(rf"[0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}}){{1,5}}(?![0-9])")
_CONTINENTAL = re.compile(r"(?<![0-9][,.])[0-9]{1,3}(?:\.[0-9]{3}){0,5},[0-9]{1,2}(?!,?[0-9])")  # 1.111,5 and 1,3
# 12,500; 12,34,567 (Indian); 12'500; at most 18 digits, because a longer row of digits is an identifier, not a count.
_WHOLE = re.compile(r"[0-9]{1,3}(?:(?:,[0-9]{2,3}){0,5},[0-9]{3}|(?:['’][0-9]{3}){1,5})(?![0-9])|[0-9]{1,18}(?![0-9])")
_DECIMALS = re.compile(r"\.[0-9]{1,15}(?!\.?[0-9])")
_SLASH = re.compile(r"(?<!/)(?:([0-9]{1,3}) {1,2})?([0-9]{1,3})/([0-9]{1,3})(?![/0-9])")
_PART = re.compile(r" ?([¼-¾⅐-⅞])")
_POWER = re.compile(r"(?:e|x10\^|(\^))([+-]{0,2}[0-9]{1,3})(?![0-9.])")
_SUFFIX = re.compile(rf"{LETTER}+")
_SEPARATORS = str.maketrans("", "", f",'’{_SPACES}")


class Numeral(NamedTuple):
    """A number in digits and the place where it ends; `unit` is what its letter ("7k") or its last zeros (",000") stand for."""

    value: float
    end: int
    unit: int = 1


def find_digits(passage: Passage, position: int) -> tuple[int, int] | None:
    """Return where the first digits at or after `position` stand, with the signs between them."""
    digits = _DIGITS.search(passage.forward, position)
    return digits.span() if digits else None


def read_numeral(passage: Passage, start: int, lexicon: Lexicon) -> Numeral | None:
    """Return the number whose digits begin at `start`, or None where there are none."""
    text = passage.forward
    if not text[start : start + 1].isnumeric():
        return None
    if plain := _PLAIN.match(text, start):
        count = int(plain.group().replace(",", ""))
        return Numeral(count, plain.end(), _grouped_unit(count) if "," in plain.group() else 1)
    if (slash := _SLASH.match(text, start)) and int(slash[2]) < int(slash[3]):
        return Numeral(int(slash[1] or 0) + int(slash[2]) / int(slash[3]), slash.end())
    value, end = _read_digits(passage, start, lexicon)
    if part := _PART.match(text, end if end > start else start):
        value, end = value + unicodedata.numeric(part[1]), part.end()
    if end == start:
        return None
    if (power := _POWER.match(text, end)) and (raised := _raise(value, power)):
        return raised
    # A letter may stand apart from a decimal ("2.3 M"), not from a whole number ("5 m").
    suffix = _SUFFIX.match(text, end + (text[end : end + 1] == " " and isinstance(value, float)))
    if suffix and (unit := lexicon.suffixes.get(suffix.group())):
        return Numeral(value * unit, suffix.end(), unit)
    return Numeral(value, end)


def _read_digits(passage: Passage, start: int, lexicon: Lexicon) -> tuple[float, int]:
    """Return the value and the end of digits with separators; the end is `start` where there are none."""
    text = passage.forward
    if (spaced := _SPACED.match(text, start)) and not passage.before(lexicon.date_before, start):
        whole = spaced
    elif continental := _CONTINENTAL.match(text, start):
        return float(continental.group().replace(".", "").replace(",", ".")), continental.end()
    elif plain := _WHOLE.match(text, start):
        whole = plain
    else:
        return 0, start
    written = whole.group().translate(_SEPARATORS)
    before = text[max(0, start - 2) : start]
    if before[-1:] == "." and not before[:-1].strip():  # .08
        return float(f"0.{written}"), whole.end()
    decimals = _DECIMALS.match(text, whole.end())
    if decimals and not (before[-1:] == "." and before[:1].isdecimal()):  # no decimals in 192.168.1.2
        return float(written + decimals.group()), decimals.end()
    return int(written), whole.end()


def _grouped_unit(value: int) -> int:
    """Return the power of a thousand whose groups of zeros end a number: "10-15,000" are thousands."""
    unit = 1
    while value and value % (unit * 1000) == 0:
        unit *= 1000
    return unit


def _raise(value: float, power: re.Match[str]) -> Numeral | None:
    exponent = int(power[2].lstrip("+-")) * (-1) ** power[2].count("-")
    try:
        return Numeral(value**exponent if power[1] else value * 10.0**exponent, power.end())
    except ArithmeticError:  # too great for a float, or a negative power of zero
        return None
