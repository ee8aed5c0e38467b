"""Who or what a number counts: the noun phrase after it, the label before it, or what it is a share of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from figures.counts.lexicon import BODY, KINDS, MEASURE, NAME, NUMBER, WHO, Event
from figures.counts.words import Span, Words
from figures.quantities import Quantity

# Letters of a counted number, by what is counted.
PEOPLE = "P"
LETTERS = {
    "people": PEOPLE,
    "kin": PEOPLE,
    "fighters": PEOPLE,
    "commanders": PEOPLE,
    "equipment": "W",
    "missiles": "W",
    "cars": "W",
    "unknown": "U",
    "named": "U",
    "bare": "N",
    "not_counted": "O",
    "event": "D",
}
_TELLING = {"S", "T", BODY}  # nouns that are counted by what happened
_FIRED = {"equipment", "missiles"}  # of "57 of 75 drones" the 75 were only fired
_LONGEST = 12  # words of a noun phrase


@dataclass(frozen=True, slots=True)
class NounPhrases:
    """The patterns that find what a number counts."""

    known: re.Pattern[str]
    unknown: re.Pattern[str]
    complement: re.Pattern[str]
    share: re.Pattern[str]
    label: re.Pattern[str]


class Number(NamedTuple):
    """A number with the noun phrase after it: `kind` of what it counts, `subject` where that is said, events it may say."""

    start: int
    end: int
    quantity: Quantity
    kind: str
    subject: Span | None = None
    events: Sequence[Event] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence in which every number and its noun phrase are one letter; `numbers` and `at`, the word, are by letter."""

    letters: str
    numbers: dict[int, Number]
    at: list[int]
    words: Words

    def span(self, i: int) -> Span:
        """Return where letter `i` stands in the text."""
        number = self.numbers.get(i)
        return (number.start, number.end) if number else self.words.spans[self.at[i]]

    def events(self, i: int) -> Sequence[Event]:
        """Return the events that letter `i` may say."""
        number = self.numbers.get(i)
        return number.events if number else self.words.meanings[self.at[i]].events


def join_subjects(words: Words, phrases: NounPhrases) -> Line:
    """Return the sentence with every number and the noun phrase after it as one letter, by what is counted."""
    letters: list[str] = []
    at: list[int] = []
    numbers: dict[int, Number] = {}
    done = 0
    while (i := words.letters.find(NUMBER, done)) >= 0:
        letters += words.letters[done:i]
        at += range(done, i)
        number, done = _read_number(words, i, phrases)
        numbers[len(at)] = number
        letters.append(LETTERS[number.kind])
        at.append(i)
    letters += words.letters[done:]
    at += range(done, len(words.letters))
    if any(number.kind == "bare" for number in numbers.values()):
        _read_shares(letters, numbers, phrases)
        _read_labels(letters, numbers, at, words, phrases)
    return Line("".join(letters), numbers, at, words)


def _read_number(words: Words, i: int, phrases: NounPhrases) -> tuple[Number, int]:
    """Return the number at word `i` with its noun phrase, and the word after that."""
    start, end = words.spans[i]
    quantity = words.quantities[i]
    first, last = i + 1, i + 1 + _LONGEST
    if match := phrases.known.match(words.letters, first, last):
        subject = words.spans[match.start("phrase")][0], words.spans[match.end() - 1][1]
        head, said = match.start("head"), match.start("said")
        letter = words.letters[head]
        kind = "event" if letter in _TELLING else KINDS[letter]
        if words.meanings[head].kin:
            kind = "kin"
        if said < 0 and kind == "people":  # "300 refugees and migrants"
            said = words.letters.find(WHO, match.start("phrase"), match.end())
        # "Wounded soldiers" were wounded, but "disfigured bodies" are dead.
        events = words.meanings[head if said < 0 or letter == BODY else said].events
        if kind == "pronouns":
            return Number(start, subject[1], quantity, "bare"), match.end()
        number = Number(start, subject[1], quantity, kind, subject, events)
        if (of := phrases.complement.match(words.letters, match.end())) and words.meanings[head].incomplete:
            number = number._replace(subject=(subject[0], words.spans[of.end() - 1][1]))  # "members of the band"
        return number, match.end()
    if match := phrases.unknown.match(words.letters, first, last):
        subject = words.spans[match.start("phrase")][0], words.spans[match.end() - 1][1]
        kind = "named" if words.letters[match.end() - 1] == NAME.letter else "unknown"
        return Number(start, subject[1], quantity, kind, subject), match.end()
    return Number(start, end, quantity, "bare"), first


def _read_shares(letters: list[str], numbers: dict[int, Number], phrases: NounPhrases) -> None:
    """Give the first number of "two of four missiles" what the second one counts, in place."""
    for match in phrases.share.finditer("".join(letters)):
        share, last = match.start(), match.end() - 1
        if whole := numbers.get(last):
            letters[share] = letters[last]
            numbers[share] = numbers[share]._replace(kind=whole.kind, subject=whole.subject)
            if whole.kind in _FIRED:
                letters[last] = MEASURE
                del numbers[last]


def _read_labels(
    letters: list[str], numbers: dict[int, Number], at: list[int], words: Words, phrases: NounPhrases
) -> None:
    """Give the bare number of "tanks - 12" what its label says, in place."""
    for match in phrases.label.finditer("".join(letters)):
        noun, i = match.start("noun"), match.end() - 1
        subject = words.spans[at[match.start()]][0], words.spans[at[noun]][1]
        kind = KINDS[letters[noun]]
        letters[i] = LETTERS[kind]
        numbers[i] = numbers[i]._replace(kind=kind, subject=subject)
