"""What the words of a language can do in a sentence: each has a letter, and the events that it says.

`vocabulary/en/sentence_words.toml` gives the letters of small words; numbers, nouns and events have the letters given here.
Words that are in no list are `x`, or `X` when they are capitalized inside a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import Any, NamedTuple

from figures import vocabulary

NUMBER, MEASURE, WHO, BODY = "#", "q", "8", "9"
SMALL = frozenset("bdhipsuwo")  # small words that are names where they stand in capitals: IS, US, IT
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
_GENERAL = {"fighters": "people", "commanders": "people", "kin": "people", "named": "unknown"}
_COUNTED = ("people", "kin", "fighters", "commanders", "equipment", "missiles", "cars", "unknown", "named", "bare")
_PARTS = {
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
# Words of two parts ("returned", "arrest", "loss"). The first three stand for a verb or a noun until the sentence decides.
_TWO_PARTS = {"BS": "Y", "IS": "Z", "GS": "K", "SV": "V", "ST": "T", "IV": "E", "EV": "E", "EI": "E"}
AS_VERB = {"Y": "B", "Z": "I", "K": "G"}
# A word, an abbreviation with its points ("U.S."), or a mark.
WORD = re.compile(r"[^\W\d_]\.[^\W\d_]\.(?:[^\W\d_]\.)*|[^\W_]+(?:['’-][^\W_]+)*|(?<!\w)-|[^\w\s\"“”‘’'*#_-]")
_REMEMBERED = 20_000  # words in no list
_MARKS = dict(zip(",;–—‒-:()[].!?…|•\\/", ",,----:()();;;;;;;c", strict=True))


@dataclass(frozen=True, slots=True, eq=False)
class Event:
    """What can happen to those counted, and the claim type for each kind of counted thing that it can happen to; of fewer than `least` it is no claim."""

    name: str
    types: Mapping[str, str]
    least: float


class Meaning(NamedTuple):
    """The letter of a word or expression and the events it may say.

    Of nouns for people: `incomplete` where one says little without "of ...", `kin` where it says whose they are.
    """

    letter: str
    events: tuple[Event, ...] = ()
    incomplete: bool = False
    kin: bool = False


Expressions = Mapping[str, Sequence[tuple[list[str], int, Meaning]]]
"""The expressions that begin with one word, by their second word, the longest first, with how many words belong to them.

The words after those must follow, but are read by themselves: "held (by)".
"""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words and the expressions of a language (these by their first word), and telling endings."""

    words: Mapping[str, Meaning]
    expressions: Mapping[str, Expressions]
    by_ending: Callable[[str], Meaning]
    telling: frozenset[str]

    def is_name(self, written: str, word: str) -> bool:
        """Say whether a word is a name, which is `written` with a capital inside a sentence and is `word` in lower case."""
        listed = self.words.get(word)
        if listed is None:
            return self.by_ending(word) is not _PEOPLE
        return listed.letter in SMALL and len(written) > 1 and written.isupper()  # "two US citizens", "40 IS leaders"

    def may_tell(self, text: str) -> bool:
        """Say whether `text` may say an event: whether it has the most telling word of an expression for one."""
        return not self.telling.isdisjoint(WORD.findall(text.lower()))


_PEOPLE, NAME, _UNLISTED = Meaning(NOUNS["people"]), Meaning("X"), Meaning("x")


@cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon built from the vocabulary of `language`."""
    subjects, small_words = vocabulary.load(language, "subjects"), vocabulary.load(language, "sentence_words")
    listed = {mark: Meaning(letter) for mark, letter in _MARKS.items()}
    listed.update(dict.fromkeys(subjects["not_people"], _UNLISTED))
    for letter, small in small_words["classes"].items():
        listed.update(dict.fromkeys(small, Meaning(letter)))
    for kind, letter in NOUNS.items():
        listed.update(dict.fromkeys(subjects[kind], Meaning(letter)))
    for word in subjects["incomplete"]:
        listed[word] = listed[word]._replace(incomplete=True)
    for word in subjects["kin"]:
        listed[word] = listed[word]._replace(kin=True)
    telling = _events(vocabulary.load(language, "events")["event"], subjects)
    words: dict[str, Meaning] = {}
    expressions: dict[str, dict[str, list[tuple[list[str], int, Meaning]]]] = {}
    for text, meaning in (listed | telling).items():
        said, _, follows = text.partition(" (")
        own = WORD.findall(said)
        split = [*own, *WORD.findall(follows.rstrip(")"))]
        if len(split) == 1:
            words[text] = meaning
        else:
            expressions.setdefault(split[0], {}).setdefault(split[1], []).append((split, len(own), meaning))
    for groups in expressions.values():
        for group in groups.values():
            group.sort(key=lambda item: -len(item[0]))
    endings = [(tuple(subjects["people_endings"]), _PEOPLE)]
    endings += [(tuple(ends), Meaning(letter)) for letter, ends in small_words["endings"].items()]
    return Lexicon(
        words,
        expressions,
        by_ending=lru_cache(_REMEMBERED)(partial(_by_ending, endings)),
        telling=frozenset(
            max(WORD.findall(text), key=lambda word: (word not in listed, len(word))) for text in telling
        ),
    )


def _by_ending(endings: list[tuple[tuple[str, ...], Meaning]], word: str) -> Meaning:
    return next((meaning for ends, meaning in endings if word.endswith(ends)), _UNLISTED)


def _events(entries: list[dict[str, Any]], subjects: dict[str, Any]) -> dict[str, Meaning]:
    """Return the words and expressions that say an event."""
    said: dict[str, Meaning] = {}
    for entry in entries:
        types = {kind: entry.get(kind, entry.get(_GENERAL.get(kind, ""), "")) for kind in _COUNTED}
        event = Event(
            entry["name"], {kind: claim_type for kind, claim_type in types.items() if claim_type}, entry.get("least", 0)
        )
        if kind_saying := entry.get("said_by"):
            said.update(dict.fromkeys(subjects[kind_saying], Meaning(NOUNS[kind_saying], (event,))))
        for part, letter in _PARTS.items():
            for words in entry.get(part, ()):
                said[words] = _joined(said.get(words), Meaning(letter, (event,)))
    return said


def _joined(known: Meaning | None, new: Meaning) -> Meaning:
    if known is None:
        return new
    two = "".join(sorted({known.letter, new.letter}))
    return Meaning(_TWO_PARTS.get(two, known.letter), known.events + new.events)
