"""The words of a sentence as letters, one a word, so that grammar can be written as patterns over them.

`vocabulary/en/sentence_words.toml` says which letter stands for which words; numbers, nouns and events have letters of
their own, given here. Words that are in no list are `x`, or `X` when they are capitalized inside a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from figures import vocabulary
from figures.quantities import Quantity

NUMBER, MEASURE, WHO, BODY = "#", "q", "8", "9"
NOUNS = {
    "cars": "0",
    "people": "1",
    "fighters": "2",
    "commanders": "3",
    "equipment": "4",
    "missiles": "5",
    "pronouns": "6",
    "not_counted": "7",
}
KINDS = {letter: kind for kind, letter in NOUNS.items()} | {WHO: "people", BODY: "people"}
PARTS = {
    "past": "V",
    "base": "B",
    "gerund": "G",
    "does": "I",
    "state": "A",
    "noun": "S",
    "toll": "T",
    "who": WHO,
    "body": BODY,
}
_PAST_OR_DOES = "E"
# Words that are a verb or a noun ("arrest", "surrender"): the letter while that is open, then as a verb.
_VERB_OR_NOUN = {
    frozenset("BS"): "Y",
    frozenset("IS"): "Z",
    frozenset("GS"): "K",
    frozenset("VS"): "V",
    frozenset("ST"): "T",
}
_AS_VERB = {"Y": "B", "Z": "I", "K": "G"}
_PUNCTUATION = {
    ",": ",",
    ";": ",",
    "–": "-",
    "—": "-",
    "‒": "-",
    "-": "-",
    ":": ":",
    "(": "(",
    ")": ")",
    "[": "(",
    "]": ")",
}
_REMARK = re.compile(r"\([^()#]{1,20}\)")
_STOPS = ".!?…|•"
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|(?<!\w)-|[^\w\s\"“”‘’'*#_-]")


@dataclass(frozen=True, slots=True)
class Event:
    """What can happen to those counted, and the claim type that it gives for each kind of counted thing."""

    name: str
    types: tuple[tuple[str, str], ...]

    def claim_type(self, kind: str) -> str | None:
        """Return the claim type when things of `kind` are counted, or None when that is no claim."""
        types = dict(self.types)
        found = types.get(kind)
        if found is None and kind in {"fighters", "commanders"}:
            found = types.get("people")
        return found or None


class Piece(NamedTuple):
    """One word, number or mark of a sentence with its letter; `quantity` for numbers, `events` for words that say one."""

    start: int
    end: int
    letter: str
    events: tuple[Event, ...] = ()
    quantity: Quantity | None = None
    kind: str = ""
    subject: tuple[int, int] | None = None


class Meaning(NamedTuple):
    """The letter of a word or expression and the events it may say."""

    letter: str
    events: tuple[Event, ...]


class Lexicon(NamedTuple):
    """The words and the expressions of a language; expressions by their first word, longest first."""

    words: dict[str, Meaning]
    expressions: dict[str, list[tuple[tuple[str, ...], Meaning]]]
    people_endings: tuple[str, ...]
    not_people: frozenset[str]
    verb_endings: tuple[str, ...]
    adverb_endings: tuple[str, ...]


@cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon built from the vocabulary of `language`."""
    subjects, small_words = vocabulary.load(language, "subjects"), vocabulary.load(language, "sentence_words")
    found: dict[str, Meaning] = {}
    for letter, words in small_words["classes"].items():
        found.update(dict.fromkeys(words, Meaning(letter, ())))
    for kind, letter in NOUNS.items():
        found.update(dict.fromkeys(subjects[kind], Meaning(letter, ())))
    said: dict[str, Meaning] = {}
    for entry in vocabulary.load(language, "events")["event"]:
        kinds = ("people", "fighters", "commanders", "equipment", "missiles", "cars", "unknown", "bare")
        event = Event(entry["name"], tuple((kind, entry[kind]) for kind in kinds if kind in entry))
        for word in subjects.get(entry.get("said_by"), ()):
            found[word] = Meaning(found[word].letter, (event,))
        for part, letter in PARTS.items():
            for words in entry.get(part, ()):
                said[words] = _joined(said.get(words), Meaning(letter, (event,)))
    found.update(said)
    words, expressions = _indexed(found)
    return Lexicon(
        words,
        expressions,
        people_endings=tuple(subjects["people_endings"]),
        not_people=frozenset(subjects["not_people"]),
        verb_endings=tuple(small_words["verb_endings"]),
        adverb_endings=tuple(small_words["adverb_endings"]),
    )


def _joined(known: Meaning | None, new: Meaning) -> Meaning:
    if known is None:
        return new
    letters = {known.letter, new.letter}
    letter = known.letter
    if len(letters) > 1:
        letter = _PAST_OR_DOES if letters <= {"V", "I", "E"} else _VERB_OR_NOUN.get(frozenset(letters), letter)
    return Meaning(letter, known.events + new.events)


def _indexed(found: dict[str, Meaning]) -> tuple[dict[str, Meaning], dict[str, list[tuple[tuple[str, ...], Meaning]]]]:
    words: dict[str, Meaning] = {}
    expressions: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
    for text, meaning in found.items():
        split = tuple(_WORD.findall(text))
        if len(split) == 1:
            words[text] = meaning
        else:
            expressions.setdefault(split[0], []).append((split, meaning))
    for group in expressions.values():
        group.sort(key=lambda item: -len(item[0]))
    return words, expressions


def read_pieces(
    text: str, start: int, end: int, quantities: Sequence[Quantity], measures: frozenset[int], language: str
) -> list[Piece]:
    """Return the pieces of `text[start:end]`; `measures` holds the starts of quantities that are no count (dates, ages ...)."""
    known = lexicon(language)
    raw = list(_raw(text, start, end, quantities, measures))
    words = [text[a:b].lower() for a, b, _ in raw]
    shouted = text[start:end].isupper()
    pieces: list[Piece] = []
    i = 0
    while i < len(raw):
        a, b, quantity = raw[i]
        if quantity is not None:
            letter = MEASURE if quantity.start in measures else NUMBER
            pieces.append(Piece(a, b, letter, (), quantity))
            i += 1
            continue
        length, meaning = _look_up(known, words, i, named=i > 0 and text[a].isupper() and not shouted)
        letter = meaning.letter
        if letter in _AS_VERB:
            following = known.words.get(words[i + length]) if i + length < len(words) else None
            noun = (following and following.letter == "f") or (pieces and pieces[-1].letter in "dfi#")
            letter = "S" if noun else _AS_VERB[letter]
        if letter:
            pieces.append(Piece(a, raw[i + length - 1][1], letter, meaning.events))
        i += length
    return _without_remarks(pieces)


def _without_remarks(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces without what stands in brackets, unless a number does: "30 members of the Front (FLN) died"."""
    letters = "".join(piece.letter for piece in pieces)
    for match in reversed(list(_REMARK.finditer(letters))):
        del pieces[match.start() : match.end()]
    return pieces


def _raw(
    text: str, start: int, end: int, quantities: Iterable[Quantity], measures: frozenset[int]
) -> Iterable[tuple[int, int, Quantity | None]]:
    position = start
    for quantity in quantities:
        yield from ((m.start(), m.end(), None) for m in _WORD.finditer(text, position, quantity.start))
        yield quantity.start, quantity.end, quantity
        position = quantity.end
    yield from ((m.start(), m.end(), None) for m in _WORD.finditer(text, position, end))


def _look_up(known: Lexicon, words: list[str], i: int, *, named: bool) -> tuple[int, Meaning]:
    """Return how many words from the `i`th on have one meaning, and that meaning; `named` says that it is capitalized."""
    word = words[i]
    for expression, meaning in known.expressions.get(word, ()):
        if tuple(words[i : i + len(expression)]) == expression:
            return len(expression), meaning
    found = known.words.get(word)
    if found is not None:
        return 1, found
    if not word[0].isalnum():
        return 1, Meaning(";" if word in _STOPS else _PUNCTUATION.get(word, ""), ())
    if word.endswith(known.people_endings) and word not in known.not_people:
        return 1, Meaning(NOUNS["people"], ())
    if named:
        return 1, Meaning("X", ())
    if len(word) > 4 and word.endswith(known.verb_endings):
        return 1, Meaning("v", ())
    return 1, Meaning("a" if word.endswith(known.adverb_endings) else "x", ())
