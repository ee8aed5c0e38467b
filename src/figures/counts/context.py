"""Figures whose event stands in another sentence: the items of a list under its heading, and figures said again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from figures.counts.grammar import Found, grammar
from figures.counts.lexicon import Event
from figures.counts.reading import Reading
from figures.counts.subjects import LETTERS, PEOPLE, Number
from figures.counts.words import Span, read_words

_LONGEST_ITEM = 160  # characters
_LONGEST_LIST = 40  # items
_Heading = tuple[Span, Sequence[Event]] | None


def read_lists(text: str, readings: Sequence[Reading], language: str) -> None:
    """Give the numbers of list items ("tanks - 12") the event of the heading above the list."""
    rules = grammar(language)
    headings: dict[int, _Heading] = {}
    for reading in readings:
        numbers = reading.open_numbers()
        if not numbers or reading.found or not rules.item.fullmatch(reading.line.letters):
            continue
        heading = _heading(text, reading, headings, language)
        if heading is None:
            continue
        kind = "bare"
        for i in numbers:
            own = reading.line.numbers[i].kind
            kind = own if own != "bare" else kind  # "tanks - 605 (+8)"
            for event in heading[1]:
                if claim_type := event.types.get(kind):
                    reading.found[i] = Found(claim_type, "list item", heading[0], event)


def _heading(text: str, reading: Reading, known: dict[int, _Heading], language: str) -> _Heading:
    """Return the events, with their place, of the nearest sentence above that is longer than an item or ends as a heading."""
    rules = grammar(language)
    for i in range(reading.index - 1, max(-1, reading.index - 1 - _LONGEST_LIST), -1):
        if i not in known:
            sentence = reading.sentences[i]
            words = read_words(text, sentence.start, sentence.end, (), frozenset(), language)
            match = rules.heading.search(words.letters)
            known[i] = (words.spans[at := match.start("e")], words.meanings[at].events) if match else None
        if known[i] is not None or len(reading.sentences[i].text) > _LONGEST_ITEM:
            return known[i]
    return None


def read_repeated(text: str, readings: Sequence[Reading], language: str) -> None:
    """Give "the 11 members" the event of the 11 members before: the same number of the same noun."""
    definite = grammar(language).definite
    said: dict[tuple[float, str], Found] = {}
    for reading in readings:
        for i in reading.open_numbers():
            if not i or text[slice(*reading.line.span(i - 1))].lower() not in definite:
                continue
            for key in _nouns(text, reading.line.numbers[i]):
                if key in said:
                    earlier = said[key]
                    reading.found[i] = Found(earlier.claim_type, "said again", earlier.trigger, earlier.event)
        for i, found in reading.found.items():
            said |= dict.fromkeys(_nouns(text, reading.line.numbers[i]), found)


def read_parts(readings: Sequence[Reading], language: str) -> None:
    """Give "four of them" at the begin of a sentence the event of those counted last in the sentence before."""
    parts = grammar(language).parts
    for before, reading in pairwise(readings):
        match = parts.match(reading.line.letters) if before.found and reading.index == before.index + 1 else None
        if match is None:
            continue
        part, whole = match.start(match.lastgroup or 0), max(before.found)
        if part not in reading.open_numbers() or reading.line.numbers[part].quantity.high == 1:
            continue
        given = before.found[whole]
        kinds = (reading.line.numbers[part].kind, before.line.numbers[whole].kind, "bare")
        claim_type = next((given.event.types[kind] for kind in kinds if kind in given.event.types), None)
        if claim_type:
            reading.found[part] = Found(claim_type, "part of those before", given.trigger, given.event)


def _nouns(text: str, number: Number) -> list[tuple[float, str]]:
    """Return the value of a number of people with each word of what it counts."""
    if not number.quantity.value or not number.subject or LETTERS[number.kind] != PEOPLE:
        return []
    return [(number.quantity.value, word) for word in text[slice(*number.subject)].lower().split()]
