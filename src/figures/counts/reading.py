"""One sentence: its words, the event of each number, and the counts that come of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from figures.counts.confidence import confidence
from figures.counts.grammar import Found, find_companions, find_pronouns, grammar, join_events
from figures.counts.subjects import Line, join_subjects
from figures.counts.words import read_words
from figures.quantities import Quantity
from figures.sentences import Sentence, lowered

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
class Reading:
    """A sentence (`sentences[index]`) with what was found for its numbers, and what was denied, by their letter in `line`.

    `pronouns` and `companions` are the starts of the numbers that count nobody and of those with a named person beside them.
    """

    sentences: Sequence[Sentence]
    index: int
    line: Line
    found: dict[int, Found]
    denied: dict[int, str]
    pronouns: frozenset[int]
    companions: frozenset[int]

    def open_numbers(self) -> list[int]:
        """Return the letters of the numbers about which nothing is decided yet."""
        return [i for i in self.line.numbers if i not in self.found and i not in self.denied]

    def denials(self) -> dict[int, str]:
        """Return why numbers are no claim, by the start of the number."""
        denied = {i: "counts something else" for i, number in self.line.numbers.items() if number.kind == "not_counted"}
        reasons = {self.line.numbers[i].start: reason for i, reason in (denied | self.denied).items()}
        return reasons | dict.fromkeys(self.pronouns, "pronoun")

    def counts(self, text: str, language: str) -> Iterator[Count]:
        """Yield the counts in order of position."""
        sentence, hedge = self.sentences[self.index], grammar(language).hedge
        spaced = f" {lowered(text)[sentence.start : sentence.end]}"
        for i, found in sorted(self.found.items()):
            number = self.line.numbers[i]
            begin, end = found.trigger
            first = max(0, min(number.start, begin) - _HEDGE_REACH - sentence.start)
            last = max(number.end, end) + _HEDGE_REACH - sentence.start
            said = hedge.search(spaced, first, last + 1)
            named = number.subject or found.trigger  # what is said of those counted weakens no number
            while said and (not said["hedge"] or named[0] < said.start("hedge") + sentence.start <= named[1]):
                said = hedge.search(spaced, said.end(), last + 1)
            yield Count(
                number.quantity,
                found.claim_type,
                subject=text[number.subject[0] : number.subject[1]] if number.subject else None,
                trigger=text[begin:end],
                rule=found.rule,
                hedge=sentence.text[said.start() : said.end() - 1] if said else None,
                confidence=confidence(found.rule, found.claim_type, language),
                total=_total(number.quantity) if number.start in self.companions else None,
            )


def _total(quantity: Quantity) -> int | None:
    """Return the number with the one named person beside it."""
    return int(quantity.value) + 1 if quantity.value and quantity.bound == "exact" else None


def read_sentence(
    text: str,
    sentences: Sequence[Sentence],
    index: int,
    quantities: Sequence[Quantity],
    measures: frozenset[int],
    language: str,
) -> Reading:
    """Read `sentences[index]`, which holds `quantities`; `measures` are the starts of those that are no count."""
    sentence, rules = sentences[index], grammar(language)
    words = read_words(text, sentence.start, sentence.end, quantities, measures, language)
    pronouns = find_pronouns(words, rules)
    line = join_subjects(words.without(pronouns) if pronouns else words, rules.noun_phrases)
    found, denied = join_events(line, rules)
    starts = frozenset(words.spans[i][0] for i in pronouns)
    return Reading(sentences, index, line, found, denied, starts, find_companions(words, rules))
