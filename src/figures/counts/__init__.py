"""What each quantity counts: the claim type and the subject, or the reason why it is no figure of the conflict.

`not_counts` sets dates, ages, money and the like aside; `words` turns a sentence into letters, one a word; `subjects` joins
each number with the noun phrase after it; `grammar` finds the event of each number by patterns over the letters; `reading`
does all this for one sentence; `context` reads the figures whose event stands in another sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from figures.counts.context import read_lists, read_parts, read_repeated
from figures.counts.lexicon import lexicon
from figures.counts.not_counts import find_not_counts
from figures.counts.reading import Count, Reading, read_sentence
from figures.quantities import Quantity, find_quantities
from figures.sentences import Sentence

__all__ = ["Count", "Skipped", "read_counts"]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A number of the text that is no claim, with the reason ("date", "age", "money", "no event" ...)."""

    start: int
    end: int
    text: str
    reason: str


def read_counts(text: str, sentences: Sequence[Sentence], language: str = "en") -> tuple[list[Count], list[Skipped]]:
    """Read every quantity of `text`; each is in exactly one of the two lists, both in order of position."""
    quantities = find_quantities(text, language)
    reasons = find_not_counts(text, quantities, language)
    measures = frozenset(reasons)
    open_ones = [
        (i, inside)
        for i, inside in _by_sentence(sentences, quantities)
        if not measures.issuperset(q.start for q in inside)
    ]
    if not any(lexicon(language).may_tell(sentences[i].text) for i, _ in open_ones):
        open_ones = []
    readings = [read_sentence(text, sentences, i, inside, measures, language) for i, inside in open_ones]
    read_lists(text, readings, language)
    read_parts(readings, language)
    read_repeated(text, readings, language)
    return _results(text, quantities, reasons, readings, language)


def _by_sentence(sentences: Sequence[Sentence], quantities: Sequence[Quantity]) -> Iterator[tuple[int, list[Quantity]]]:
    """Yield the index of every sentence that has quantities, with them."""
    at = 0
    for i, sentence in enumerate(sentences):
        first = at
        while at < len(quantities) and quantities[at].start < sentence.end:
            at += 1
        if at > first:
            yield i, list(quantities[first:at])


def _results(
    text: str, quantities: Sequence[Quantity], reasons: dict[int, str], readings: Sequence[Reading], language: str
) -> tuple[list[Count], list[Skipped]]:
    counts: list[Count] = []
    for reading in readings:
        reasons |= reading.denials()
        counts.extend(reading.counts(text, language))
    counted = {count.quantity.start for count in counts}
    skipped = [
        Skipped(quantity.start, quantity.end, quantity.text, reasons.get(quantity.start, "no event"))
        for quantity in quantities
        if quantity.start not in counted
    ]
    return counts, skipped
