"""The words of a sentence with their kinds, and the groups of words that can name somebody."""

from __future__ import annotations

import re
from dataclasses import dataclass

from figures.sources.lexicon import (
    ADVERB,
    AUXILIARY,
    CONJUNCTION,
    DETERMINER,
    DOCUMENT,
    JOINING,
    OBJECT,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    ROLE,
    SUBORDINATOR,
    TIME,
    Lexicon,
)

PUNCTUATION = 1 << 20
NUMBER = 1 << 21

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*|[^\W_]+(?:['’.\-][^\W_]+)*|''|[^\s\w]|_")
_LONGEST = 30


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one sentence: where each starts and ends in the document, in lower case, its kinds, capital or not."""

    starts: list[int]
    ends: list[int]
    lower: list[str]
    kinds: list[int]
    capital: list[bool]

    def __len__(self) -> int:
        """Return the number of words, punctuation marks included."""
        return len(self.starts)


def read_words(text: str, start: int, end: int, lexicon: Lexicon) -> Words:
    """Return the words of `text[start:end]`."""
    starts, ends, lower, kinds, capital = [], [], [], [], []
    known = lexicon.kinds
    for match in _WORD.finditer(text, start, end):
        word = match.group()
        first = word[0]
        low = word.lower()
        starts.append(match.start())
        ends.append(match.end())
        lower.append(low)
        capital.append(first.isupper())
        if first.isalpha():
            kinds.append(known.get(low, 0))
        else:
            kinds.append(NUMBER if first.isdigit() else PUNCTUATION)
    return Words(starts, ends, lower, kinds, capital)


def is_noun_like(words: Words, i: int, lexicon: Lexicon) -> bool:
    """Say whether the word may be a noun, a name or an adjective: it is of no closed class and no plain verb of saying."""
    kind = words.kinds[i]
    if kind & (ROLE | DOCUMENT):
        return True
    if kind & (
        PUNCTUATION | DETERMINER | PREPOSITION | SUBORDINATOR | CONJUNCTION | PRONOUN | OBJECT | AUXILIARY | ADVERB
    ):
        return False
    if kind & RELATIVE:
        return False
    verb = lexicon.verbs.get(words.lower[i])
    return not (verb and verb[1] == "past") or words.capital[i]


def phrase_before(words: Words, last: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Return the group of words that ends with word `last` as (first, last + 1), or None when nothing there can name anybody."""
    if last < 0:
        return None
    if words.kinds[last] & (PRONOUN | RELATIVE):
        return last, last + 1
    i, first = last, last + 1
    while i >= 0 and last - i < _LONGEST:
        kind = words.kinds[i]
        if kind & DETERMINER and not kind & SUBORDINATOR:
            first = i
            i = _before_joint(words, i - 1, lexicon)
        elif words.lower[i] == ")" and i < last + 1:
            i = _before_parenthesis(words, i)
        elif words.lower[i] == "." and i < last and i > 0 and len(words.lower[i - 1]) < 6:
            i -= 1
        elif kind & PREPOSITION:
            if i == last:
                return None
            i = _before_joint(words, i, lexicon)
        elif kind & CONJUNCTION and _joins_names(words, i, lexicon):
            i -= 1
        elif is_noun_like(words, i, lexicon):
            first = i
            i -= 1
        else:
            break
    return (first, last + 1) if first <= last else None


def _before_joint(words: Words, i: int, lexicon: Lexicon) -> int:
    """Return where the group goes on left of the preposition at `i`, or -1 when the group begins after it."""
    joined = i > 0 and words.kinds[i] & JOINING and is_noun_like(words, i - 1, lexicon)
    return i - 1 if joined else -1


def _before_parenthesis(words: Words, i: int) -> int:
    for j in range(i - 1, max(-1, i - 12), -1):
        if words.lower[j] == "(":
            return j - 1
    return -1


def _joins_names(words: Words, i: int, lexicon: Lexicon) -> bool:
    if not 0 < i < len(words) - 1 or words.lower[i] == "but":
        return False
    before, after = i - 1, i + 1
    alike = words.capital[before] == words.capital[after] or words.kinds[after] & (ROLE | DOCUMENT)
    return bool(alike) and is_noun_like(words, before, lexicon) and not words.kinds[before] & NUMBER


def phrase_after(words: Words, first: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Return the group of words that begins with word `first` as (first, end), or None when nothing there can name anybody."""
    n = len(words)
    if first >= n:
        return None
    if words.kinds[first] & PRONOUN:
        return first, first + 1
    i = end = first
    while i < n and i - first < _LONGEST:
        kind = words.kinds[i]
        if kind & DETERMINER and not kind & SUBORDINATOR:
            i += 1
        elif kind & PREPOSITION:
            if i == first or not kind & JOINING or _leaves(words, i + 1):
                break
            i += 1
        elif words.lower[i] == "(":
            close = next((j for j in range(i + 1, min(n, i + 12)) if words.lower[j] == ")"), None)
            if close is None:
                break
            i = close + 1
        elif (
            words.lower[i] == "." and i + 1 < n and words.capital[i + 1] and i > first and len(words.lower[i - 1]) < 6
        ) or (kind & CONJUNCTION and _joins_names(words, i, lexicon)):
            i += 1
        elif is_noun_like(words, i, lexicon) and not kind & TIME:
            i += 1
            end = i
        else:
            break
    return (first, end) if end > first else None


def _leaves(words: Words, i: int) -> bool:
    """Say whether what follows a preposition is a time or a document, which says when or where and not who."""
    for j in range(i, min(len(words), i + 3)):
        if words.kinds[j] & (TIME | DOCUMENT):
            return True
        if not words.kinds[j] & (DETERMINER | ADVERB):
            break
    return False
