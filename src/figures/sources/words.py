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
    NUMBER,
    OBJECT,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    RELATIVE,
    ROLE,
    SUBORDINATOR,
    THING,
    TIME,
    Lexicon,
)

QUOTES = frozenset({'"', "“", "”", "„", "«", "»", "''", "’’", "‘‘"})
DASHES = frozenset({"—", "–", "-", "―", "--"})

# An abbreviation keeps its points ("U.N.-backed"); a word its inner apostrophes, points and hyphens.
_WORD = re.compile(
    r"[^\W\d_]\.[^\W\d_]\.(?:[^\W\d_]\.)*(?:-[^\W_]+)?|[^\W_]+(?:['’.\-][^\W_]+|,\d+)*|''|’’|‘‘|--|[^\s\w]|_"
)
_CLOSED = (
    PUNCTUATION
    | DETERMINER
    | PREPOSITION
    | SUBORDINATOR
    | CONJUNCTION
    | PRONOUN
    | OBJECT
    | AUXILIARY
    | ADVERB
    | RELATIVE
)
_LIKE_ACRONYMS = OBJECT | RELATIVE | AUXILIARY | THING
_SINGLE, _CLOSABLE, _LEADING = frozenset("'’‘"), frozenset(".,!?…"), frozenset({":", ",", "."})
_INNER = {")": "(", "’": "‘"}
_LONGEST = 30
_ABBREVIATION = 5
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one sentence: where each stands in the document, in lower case, and its kinds."""

    lexicon: Lexicon
    text: str
    spans: list[Span]
    lower: list[str]
    kinds: list[int]

    def __len__(self) -> int:
        """Return the number of words, punctuation marks included."""
        return len(self.spans)

    def capital(self, i: int) -> bool:
        """Say whether word `i` begins with a capital, or as a name that may do without ("al-Harun")."""
        return self.text[self.spans[i][0]].isupper() or self.lower[i].startswith(self.lexicon.name_beginnings)

    @property
    def titled(self) -> bool:
        """Whether this is a headline or a text in capitals, where a capital tells nothing."""
        letters = [i for i, kind in enumerate(self.kinds) if not kind & (PUNCTUATION | NUMBER)]
        return sum(1 for i in letters if self.capital(i)) > 0.6 * len(letters)

    def span(self, first: int, last: int) -> Span:
        """Return where words `first` to `last` (exclusive) stand in the document."""
        return self.spans[first][0], self.spans[last - 1][1]


def read_words(text: str, start: int, end: int, lexicon: Lexicon) -> Words:
    """Return the words of `text[start:end]`."""
    spans = [match.span() for match in _WORD.finditer(text, start, end)]
    lower = [text[a:b].lower() for a, b in spans]
    for i in [i for i, word in enumerate(lower) if word in _SINGLE]:
        # A single mark after a comma or a stop ends a quotation, as a double one does, and opens one after a gap.
        joined = i > 0 and spans[i - 1][1] == spans[i][0]
        if lower[i - 1] in _CLOSABLE if joined else i == 0 or lower[i - 1] in _LEADING:
            lower[i] = "''"
    kinds = list(map(lexicon.kind_of, lower))
    for i in [i for i, kind in enumerate(kinds) if kind & _LIKE_ACRONYMS]:
        # "US officials" are not "us", the "WHO" is no "who"; in a text that is all in capitals they may be.
        first, last = spans[i]
        if last - first > 1 and text[first + 1].isupper() and not text[start:end].isupper():
            kinds[i] = 0
    return Words(lexicon, text, spans, lower, kinds)


def is_noun_like(words: Words, i: int) -> bool:
    """Say whether word `i` may be a noun, a name or an adjective: of no closed class and no plain verb of saying."""
    kind = words.kinds[i]
    if kind & (ROLE | DOCUMENT):
        return True
    if kind & _CLOSED:
        return False
    if words.lower[i] in words.lexicon.leads:
        return False
    verb = words.lexicon.verbs.get(words.lower[i])
    return not (verb and verb[1] in {"past", "participle", "ing"}) or (words.capital(i) and not words.titled)


def head_of(words: Words, first: int, end: int) -> int:
    """Return the head of a group of words: its last word before the first preposition ("residents of the town")."""
    return next((i - 1 for i in range(first + 1, end) if words.kinds[i] & PREPOSITION), end - 1)


def phrase_before(words: Words, last: int) -> Span | None:
    """Return the group of words that ends with word `last` as (first, last + 1), or None when it can name nobody."""
    if last < 0:
        return None
    if words.kinds[last] & (PRONOUN | RELATIVE):
        return last, last + 1
    if words.kinds[last] & CONJUNCTION:
        return None
    i, first, joined = last, last + 1, 0
    while i >= 0 and last - i < _LONGEST and not (i < last and _is_when(words, i)):
        if i < last and _is_deed(words, i):
            # What the deed was done to is no speaker, but those who are named after a conjunction may be.
            first = joined or first
            break
        following, taken = _step_back(words, i, last)
        if following == i:
            break
        first = i if taken else first
        joined = joined or (i + 1 if words.kinds[i] & CONJUNCTION else 0)
        i = following
    if first == 0 and first < last and _is_dateline(words):
        first = 1
    return (first, last + 1) if _can_name(words, first, last + 1) else None


def _step_back(words: Words, i: int, last: int) -> tuple[int, bool]:
    """Return where a group that ends at `last` goes on left of word `i`, `i` when it does not, and whether it takes `i` in."""
    kind = words.kinds[i]
    if kind & DETERMINER and not kind & SUBORDINATOR:
        again = i > 0 and words.kinds[i - 1] & DETERMINER and not words.kinds[i - 1] & SUBORDINATOR
        return (i - 1 if again else _before_joint(words, i - 1)), True
    if words.lower[i] in _INNER:
        return _before_inner(words, i), False
    if words.lower[i] == "." and 0 < i < last and len(words.lower[i - 1]) <= _ABBREVIATION:
        return i - 1, False
    if kind & PREPOSITION and i < last:
        return (i - 1 if _is_inside_name(words, i) else _before_joint(words, i)), False
    if kind & CONJUNCTION and _joins_names(words, i):
        return i - 1, False
    return (i - 1, True) if is_noun_like(words, i) else (i, False)


def phrase_after(words: Words, first: int) -> Span | None:
    """Return the group of words that begins with word `first` as (first, end), or None when it can name nobody."""
    n = len(words)
    if first >= n:
        return None
    if words.kinds[first] & PRONOUN:
        return first, first + 1
    i = end = first
    while i < n and i - first < _LONGEST:
        kind = words.kinds[i]
        if kind & TIME and i > first and not words.kinds[i - 1] & DETERMINER:
            break
        if i > first and (_is_deed(words, i) or _counts_on(words, i)):
            break
        if is_noun_like(words, i):
            i = end = i + 1
        elif words.lower[i] == "(":
            i = _after_parenthesis(words, i)
        elif _goes_on(words, i, first):
            i += 1
        else:
            break
    return (first, end) if _can_name(words, first, end) else None


def _goes_on(words: Words, i: int, first: int) -> bool:
    """Say whether a group that began at `first` goes on through the small word or the point at `i`."""
    kind = words.kinds[i]
    if kind & DETERMINER and not kind & SUBORDINATOR:
        return i == first or bool(words.kinds[i - 1] & (PREPOSITION | CONJUNCTION | DETERMINER))
    if kind & PREPOSITION and _is_inside_name(words, i):
        return True
    if kind & PREPOSITION:
        # "a range of estimates", but not "in a report"
        parts = words.lower[i] in words.lexicon.sets["name_joints"]
        return i > first and bool(kind & JOINING) and (parts or not _leaves(words, i + 1))
    if words.lower[i] == ".":
        following = i + 1 < len(words) and words.capital(i + 1)
        return i > first and following and len(words.lower[i - 1]) <= _ABBREVIATION
    return bool(kind & CONJUNCTION) and _joins_names(words, i)


def _is_deed(words: Words, i: int) -> bool:
    """Say whether word `i` is a verb that is not one of saying: it ends as a participle and has an object ("killed two")."""
    if not words.lower[i].endswith(words.lexicon.participle_endings) or words.capital(i) or words.kinds[i]:
        return False
    following = words.kinds[i + 1] if i + 1 < len(words) else 0
    return bool(following & (DETERMINER | NUMBER | OBJECT))


def _is_dateline(words: Words) -> bool:
    """Say whether a sentence opens with the place of a dateline: in capitals, once in the text, before a word that is not."""
    place, following = (words.text[a:b] for a, b in words.spans[:2])
    return len(place) > 3 and place.isupper() and following.istitle() and words.text.count(place) == 1


def _is_when(words: Words, i: int) -> bool:
    """Say whether the time at `i` tells when, before a group: "on Friday evening the mayor", but not "early estimates"."""
    if not words.kinds[i] & TIME:
        return False
    around = words.kinds[i - 1] if i else 0
    following = words.kinds[i + 1]
    return not around & DETERMINER and bool(
        following & (TIME | DETERMINER)
        or around & (TIME | PREPOSITION)
        or (words.capital(i) and words.capital(i + 1) and not i)
    )


def _counts_on(words: Words, i: int) -> bool:
    """Say whether a number at `i` begins what was said, after a name: "told the Ledger 40 men", but not "Channel 5"."""
    numbered = words.kinds[i - 1] & ROLE or (i + 1 < len(words) and words.capital(i + 1))
    return bool(words.kinds[i] & NUMBER) and words.capital(i - 1) and not numbered


def _can_name(words: Words, first: int, end: int) -> bool:
    if _modifies(words, end - 1):
        return False
    return any(
        words.kinds[i] & (ROLE | DOCUMENT) or not words.kinds[i] & (_CLOSED | NUMBER | TIME) for i in range(first, end)
    ) or (end - first > 1 and words.kinds[first] & NUMBER != 0)


def _modifies(words: Words, i: int) -> bool:
    """Say whether word `i` is a modifier such as "rebel-held" or "Vardian-controlled", which ends no name."""
    _, hyphen, rest = words.text[words.spans[i][0] : words.spans[i][1]].rpartition("-")
    return bool(hyphen) and rest.islower() and rest.endswith(words.lexicon.participle_endings)


def _before_joint(words: Words, i: int) -> int:
    """Return where the group goes on left of the preposition at `i`, or -1 when the group begins after it."""
    return i - 1 if i > 0 and words.kinds[i] & JOINING and is_noun_like(words, i - 1) else -1


def _before_inner(words: Words, i: int) -> int:
    """Return the word before what stands in parentheses or in single quotation marks up to `i`, or -1."""
    opening = _INNER[words.lower[i]]
    return next((j - 1 for j in range(i - 1, max(-1, i - 12), -1) if words.lower[j] == opening), -1)


def _is_inside_name(words: Words, i: int) -> bool:
    """Say whether the preposition at `i` is a part of a name: "Nurses Without Frontiers"."""
    within = 0 < i < len(words) - 1 and words.capital(i) and words.capital(i - 1) and words.capital(i + 1)
    return within and not words.titled


def _after_parenthesis(words: Words, i: int) -> int:
    return next((j + 1 for j in range(i + 1, min(len(words), i + 12)) if words.lower[j] == ")"), len(words))


def _joins_names(words: Words, i: int) -> bool:
    """Say whether the conjunction at `i` joins two of a kind: two names or two common nouns."""
    if not 0 < i < len(words) - 1 or words.lower[i] in words.lexicon.sets["turns"]:
        return False
    before, after = i - 1, i + 1
    # The capital of a sentence's first word tells nothing.
    role = words.kinds[after] | (words.kinds[after + 1] if after + 1 < len(words) and is_noun_like(words, after) else 0)
    alike = words.capital(before) == words.capital(after) or before == 0 or role & (ROLE | DOCUMENT)
    return bool(alike) and is_noun_like(words, before) and not words.kinds[before] & NUMBER


def _leaves(words: Words, i: int) -> bool:
    """Say whether what follows a preposition is a time, a document or an occasion: that says when or where, not who."""
    bare = True
    for j in range(i, min(len(words), i + 3)):
        if words.lower[j] in words.lexicon.sets["occasions"] or (bare and words.kinds[j] & (TIME | DOCUMENT)):
            return True
        if words.kinds[j] and not words.kinds[j] & (DETERMINER | ADVERB):
            break
        bare = bare and bool(words.kinds[j])
    return False
