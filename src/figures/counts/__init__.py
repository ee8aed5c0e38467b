"""What each quantity counts: the claim type and the subject, or the reason why it is no figure of the conflict.

`not_counts` sets dates, ages, money and the like aside; `words` turns a sentence into letters, one a word; `subjects` joins
each number with the noun phrase after it; `grammar` finds the event of each number by patterns over the letters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from figures.counts.grammar import Found, Grammar, find_companions, grammar, join_events
from figures.counts.not_counts import find_not_counts
from figures.counts.subjects import join_subjects
from figures.counts.words import Piece, read_pieces
from figures.quantities import Quantity, find_quantities
from figures.sentences import Sentence

__all__ = ["Count", "Skipped", "read_counts"]


_HEDGE_REACH = 60  # characters


@dataclass(frozen=True, slots=True)
class Count:
    """A quantity with what happened to how many of whom.

    `subject` is the words that say who is counted, None where the sentence leaves them out; `trigger` the words that gave
    `claim_type`; `rule` the name of the rule; `hedge` the words that weaken the statement; `total` the number in all where
    a named person stands beside the counted ones ("the captain and 11 of his men" is 11, and 12 in all).
    `confidence` is between 0 and 1.
    """

    quantity: Quantity
    claim_type: str
    subject: str | None
    trigger: str
    rule: str
    hedge: str | None = None
    total: int | None = None
    confidence: float = 0.5


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
    counts: list[Count] = []
    skipped: list[Skipped] = []
    at = 0
    for sentence in sentences:
        inside = []
        while at < len(quantities) and quantities[at].start < sentence.end:
            inside.append(quantities[at])
            at += 1
        if not inside:
            continue
        found = _read_sentence(text, sentence, inside, reasons, language)
        for quantity in inside:
            result = found.get(quantity.start) or reasons.get(quantity.start, "no event")
            if isinstance(result, Count):
                counts.append(result)
            else:
                skipped.append(Skipped(quantity.start, quantity.end, quantity.text, result))
    return counts, skipped


def _read_sentence(
    text: str, sentence: Sentence, quantities: Sequence[Quantity], reasons: dict[int, str], language: str
) -> dict[int, Count | str]:
    """Return what each quantity of the sentence counts, or why it counts nothing, by its start."""
    if all(q.start in reasons for q in quantities):
        return {}
    rules = grammar(language)
    pieces = read_pieces(text, sentence.start, sentence.end, quantities, frozenset(reasons), language)
    companions = find_companions(pieces, rules)
    pieces = join_subjects(pieces)
    found, denied = join_events(pieces, rules)
    results: dict[int, Count | str] = {}
    for i, piece in enumerate(pieces):
        if piece.quantity is None or not piece.kind:
            continue
        start = piece.quantity.start
        if i in found:
            read = _count(text, sentence, piece, piece.quantity, pieces[found[i].trigger], found[i], rules)
            results[start] = _with_companion(read) if start in companions else read
        elif i in denied or piece.kind == "not_counted":
            results[start] = denied.get(i, "counts something else")
    return results


def _count(
    text: str, sentence: Sentence, number: Piece, quantity: Quantity, trigger: Piece, found: Found, rules: Grammar
) -> Count:
    first, last = min(number.start, trigger.start), max(number.end, trigger.end)
    hedge = rules.hedge.search(text, max(sentence.start, first - _HEDGE_REACH), min(sentence.end, last + _HEDGE_REACH))
    return Count(
        quantity,
        found.claim_type,
        subject=text[number.subject[0] : number.subject[1]] if number.subject else None,
        trigger=text[trigger.start : trigger.end],
        rule=found.rule,
        hedge=hedge.group() if hedge else None,
    )


def _with_companion(count: Count) -> Count:
    value = count.quantity.value
    return replace(count, total=int(value) + 1) if value and count.quantity.bound == "exact" else count
