"""The words of a sentence with one letter each, so that grammar can be written as patterns over letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from figures.counts.lexicon import AS_VERB, MEASURE, NAME, NUMBER, WORD, Expressions, Lexicon, Meaning, lexicon
from figures.quantities import Quantity
from figures.sentences import lowered

_REMARK = re.compile(r"\([^()#]{1,20}\)")
# A word that can be verb or noun is a noun after the, of, in, a number, or before of ("for killing ten" is a verb).
_NOUN = re.compile(r"[YZ](?<=[dfi#].)|K(?<=[d#].)|[YZK](?=f)")
_VERBS = str.maketrans(AS_VERB)
_NUMBER, _MEASURE = Meaning(NUMBER), Meaning(MEASURE)
Span = tuple[int, int]


class Words(NamedTuple):
    """The words, numbers and marks of a sentence: the letter of each, where it stands, and what it means.

    `quantities` are its numbers by their index; one that is no count (a date, an age ...) has the letter of a measure.
    """

    letters: str
    spans: list[Span]
    meanings: list[Meaning]
    quantities: dict[int, Quantity]

    def without(self, pronouns: Sequence[int]) -> Words:
        """Return the same with the numbers at `pronouns`, which count nobody, as measures."""
        letters = list(self.letters)
        for i in pronouns:
            letters[i] = MEASURE
        return self._replace(letters="".join(letters))

    @property
    def tell(self) -> bool:
        """Whether any of the words may say an event."""
        return any(meaning.events for meaning in self.meanings)


def read_words(
    text: str, start: int, end: int, quantities: Sequence[Quantity], measures: frozenset[int], language: str
) -> Words:
    """Return the words of `text[start:end]`; `measures` holds the starts of quantities that are no count (dates, ages ...)."""
    known, shouted = lexicon(language), text[start:end].isupper()
    spans: list[Span] = []
    meanings: list[Meaning] = []
    numbers: dict[int, Quantity] = {}
    position = start
    for quantity in quantities:
        _read_stretch(text, position, quantity.start, None if shouted else start, known, spans, meanings)
        numbers[len(spans)] = quantity
        spans.append((quantity.start, quantity.end))
        meanings.append(_MEASURE if quantity.start in measures else _NUMBER)
        position = quantity.end
    _read_stretch(text, position, end, None if shouted else start, known, spans, meanings)
    letters = "".join([meaning.letter for meaning in meanings])
    words = Words(_NOUN.sub("S", letters).translate(_VERBS), spans, meanings, numbers)
    return _without_remarks(words) if "(" in letters else words


def _read_stretch(
    text: str, first: int, end: int, start: int | None, known: Lexicon, spans: list[Span], meanings: list[Meaning]
) -> None:
    """Add the words of a stretch without quantities. Capitals after `start` make names, none do where that is None."""
    lower = lowered(text)
    stretch = [match.span() for match in WORD.finditer(lower, first, end)]
    words = [lower[a:b] for a, b in stretch]
    read = [known.words.get(word) or known.by_ending(word) for word in words]
    if start is not None:
        for i in [i for i, (a, _) in enumerate(stretch) if text[a].isupper() and a > start]:
            if known.is_name(text[slice(*stretch[i])], words[i]):
                read[i] = NAME
    _join_expressions(words, stretch, read, known)
    spans += stretch
    meanings += read


def _join_expressions(words: list[str], spans: list[Span], meanings: list[Meaning], known: Lexicon) -> None:
    """Make one word of each expression, in place. Of two that overlap the longer stays: "were | held in custody"."""
    found: list[tuple[int, int, Meaning]] = []
    for i in [i for i, word in enumerate(words) if word in known.expressions]:
        expression = _expression(known.expressions[words[i]], words, i)
        if expression is None:
            continue
        start, end, _ = found[-1] if found else (0, 0, None)
        if i < end:
            if expression[0] - i <= end - start:
                continue
            found.pop()
        found.append((i, *expression))
    for i, end, meaning in reversed(found):
        spans[i:end] = [(spans[i][0], spans[end - 1][1])]
        meanings[i:end] = [meaning]


def _expression(longer: Expressions, words: list[str], i: int) -> tuple[int, Meaning] | None:
    """Return the end and the meaning of the longest expression of `longer` that begins at the `i`th word."""
    for expression, length, meaning in longer.get(words[i + 1], ()) if i + 1 < len(words) else ():
        if words[i : i + len(expression)] == expression:
            return i + length, meaning
    return None


def _without_remarks(words: Words) -> Words:
    """Return the words without what stands in brackets, unless a number does: "30 members of the Front (FLN) died"."""
    dropped = {i for match in _REMARK.finditer(words.letters) for i in range(*match.span())}
    if not dropped:
        return words
    kept = [i for i in range(len(words.letters)) if i not in dropped]
    return Words(
        "".join([words.letters[i] for i in kept]),
        [words.spans[i] for i in kept],
        [words.meanings[i] for i in kept],
        {new: words.quantities[i] for new, i in enumerate(kept) if i in words.quantities},
    )
