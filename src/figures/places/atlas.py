"""The atlas of a document: every place it names, in the order of the text.

A name is a place where the registry has it, where the words around it say so ("in Ardova", "the village of Ardova", "Ardova
district"), or where they said so elsewhere in the same text. "In that area" names the area told of before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from figures.dates.expressions import plain_lower
from figures.places.names import Name, find_names
from figures.places.words import Words, is_source, words_of
from figures.sentences import START, Sentence, sentence_index

REACH = 4  # sentences before a figure that can say where it is
_LONGEST_PREPOSITION = 14
_LATEST = 60  # mentions among which "that area" finds its own
_COUNTED = 50_000  # characters of the text in which names are counted
_OCCURRENCES = 20  # of a name that are looked at, so that no text is slow
_SPEECH_REACH = 40
_THERE = 150  # characters over which "there" points back
_OBJECT = 3  # words: a verb and what may stand between it and its object
_ACRONYM = 3  # letters, in "UAE"
KNOWN_EVENT = "event"  # the manner of a place that is known of an event, whatever the text says
_PLAIN = ("plain", "possessive", "again", KNOWN_EVENT)
_CLAUSE_END = re.compile(r"[,;:\"“”.]")


class Location(NamedTuple):
    """A place name in the text: `text` is `document.text[start:end]`; `name` its name in data/places.csv, if it is there."""

    start: int
    end: int
    text: str
    name: str | None


class Mention(NamedTuple):
    """A place at the characters `start` to `end`, where a name or other words ("that area") speak of `location`.

    `strong`: the words around it make it a place. `level`: -1 a continent, 0 a country, 1 a region, 2 a district, 3 a town or unknown, 4 a
    site. `kind`: the word for its kind. `aside`: it only says where somebody spoke, or where another place is.
    `local`: those who speak are of this place ("the mayor of Ardova"). `manner`: why it is aside, or how it stands there;
    `word`: the word before it.
    """

    start: int
    end: int
    location: Location
    strong: bool
    level: int
    kind: str | None
    aside: bool
    local: bool
    manner: str
    word: str


@dataclass(frozen=True, slots=True, eq=False)  # one is only itself
class Atlas:
    """The places in the sentences that were read, in order, how often the text names each, and what they were read from.

    `country` is the country named most, be it as a place, as one who acts, or as an owner; `with_figures` are the numbers of the
    sentences that have a figure; `title` is the document's, "" without one.
    """

    lower: str
    sentences: Sequence[Sentence]
    language: str
    mentions: tuple[Mention, ...]
    counts: Mapping[str, int]
    country: Location | None
    with_figures: frozenset[int]
    title: str


def read_atlas(
    text: str, sentences: Sequence[Sentence], figures: Iterable[int], language: str = "en", title: str | None = None
) -> Atlas:
    """Return the places of `text` that its figures, which start at the positions `figures`, can be about.

    Only the sentences near a figure and the first ones are read: other places are of no use.
    """
    words = words_of(language)
    lower = plain_lower(text)
    with_figures = frozenset(sentence_index(sentences, position) for position in figures)
    mentions: list[Mention] = []
    kinds: dict[str, str | None] = {}  # the names known to be places, with the kind that the text gives them
    others: set[str] = set()
    countries: dict[str, Location] = {}
    for start, end in _stretches(sentences, with_figures):
        read: list[Mention] = []
        for name in find_names(text, lower, words, start, end):
            known = name.lead == "strong" or name.key in kinds
            if not known and (name.key in others or not _is_place(text, words, name)):
                others.add(name.key)
                continue
            kinds[name.key] = name.kind or kinds.get(name.key)
            if name.place and name.place.kind == "country":
                countries.setdefault(name.place.name, _location(text, name))
            if not _is_speaker(words, name):
                read.append(_mention(text, lower, words, name, kinds[name.key], read[-1] if read else None))
        told = mentions[-_LATEST:] + read
        again = [*_named_again(text, lower, words, told, start, end), *_pointed_at(lower, words, told, start, end)]
        mentions += sorted([*read, *again, *_known_events(text, lower, words, start, end)], key=START)
    forms = {key(m): m.location.text for m in mentions}
    counts = {name: max(1, text.count(form, 0, _COUNTED)) for name, form in forms.items()}
    country = max(countries.values(), key=lambda c: text.count(c.text, 0, _COUNTED), default=None)
    return Atlas(lower, sentences, language, tuple(mentions), counts, country, with_figures, title or "")


def key(mention: Mention) -> str:
    """Return what is the same for all mentions of a place."""
    return mention.location.name or mention.location.text


def main_places(atlas: Atlas) -> tuple[str, ...]:
    """Return the places of the registry that a text names, as data/places.csv calls them, the most named first."""
    names = {m.location.name for m in atlas.mentions if m.location.name}
    return tuple(sorted(names, key=lambda name: (-atlas.counts[name], name)))


def _stretches(sentences: Sequence[Sentence], with_figures: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield start and end of the stretches of sentences to read: the first of the text, and those up to each figure."""
    wanted = set(range(min(REACH, len(sentences))))
    for at in with_figures:
        wanted.update(range(max(0, at - REACH), at + 1))
    for _, run in groupby(enumerate(sorted(wanted)), key=lambda pair: pair[1] - pair[0]):
        indexes = [index for _, index in run]
        yield sentences[indexes[0]].start, sentences[indexes[-1]].end


def _is_place(text: str, words: Words, name: Name) -> bool:
    """Say whether a name is a place by the registry, or by another passage of the text."""
    if name.place:
        return True
    form = text[name.start : name.end]
    return not form.isupper() and any(word in words.strong for word in _words_before(text, form))


def _is_speaker(words: Words, name: Name) -> bool:
    """Say whether a country stands there as one who acts or owns: "Russia destroyed", "Ukraine's army"."""
    level = words.level(name.place, name.kind)
    if name.place and name.place.kind == "area" and name.lead != "strong" and is_source(name.key):
        return True  # the Islamic State is an area only where something happens in it
    if name.actor and level <= 0:
        return True
    if level > 0 or name.lead == "strong":
        return False
    return name.lead == "none" or name.possessive


def _words_before(text: str, name: str) -> Iterator[str]:
    """Yield the word before each place of the text where a name stands, not as a possessive."""
    at = text.find(name)
    for _ in range(_OCCURRENCES):
        if at < 0:
            return
        if text[at + len(name) : at + len(name) + 2] not in ("'s", "’s"):
            before = text[max(0, at - _LONGEST_PREPOSITION) : at]
            yield "" if before.endswith("\n\n") else before.rstrip().rpartition(" ")[2].lower()
        at = text.find(name, at + len(name))


def _mention(text: str, lower: str, words: Words, name: Name, kind: str | None, before: Mention | None) -> Mention:
    manner = _manner(text, lower, words, name, before)
    local = words.local_before.search(lower, max(0, name.start - _SPEECH_REACH), name.start) is not None
    local = local or (name.actor and words.local_after.match(lower, name.end) is not None)
    return Mention(
        name.start,
        name.end,
        _location(text, name),
        name.lead == "strong" or words.leads_inside.match(lower, name.end) is not None,
        words.level(name.place, kind),
        kind,
        manner not in _PLAIN,
        local,
        manner,
        name.word,
    )


def _manner(text: str, lower: str, words: Words, name: Name, before: Mention | None) -> str:
    """Return how a name stands there: plainly, as an owner, or why it only says where somebody spoke or another place is."""
    if _is_spoken(words, lower[max(0, name.start - _SPEECH_REACH) : name.start]):
        return "spoken"
    if name.actor:
        return "actor"
    if words.speaks.match(lower, name.end):
        return "speaks"
    if words.owner.match(lower, name.end):
        return "part"  # "the Ardova region town of Dolna"
    if _is_dateline(text, name):
        return "dateline"
    if before is not None and _locates(lower, words, before, name.start):
        return "locates"
    return "possessive" if name.possessive else "plain"


def _location(text: str, name: Name) -> Location:
    return Location(name.start, name.end, text[name.start : name.end], name.place.name if name.place else None)


def _is_dateline(text: str, name: Name) -> bool:
    """Say whether a name opens a line in capitals that do not go on: "ARDOVA Troops have ..."."""
    return (
        name.end - name.start > _ACRONYM
        and text[name.start : name.end].isupper()
        and (
            text[name.start - 1 : name.start] in ("", "\n")
            and text[name.end : name.end + 2] != " :"
            and text[name.end : name.end + 1] != ":"
        )
    )


def _is_spoken(words: Words, before: str) -> bool:
    """Say whether the clause before a name speaks of somebody who speaks."""
    after, previous = "", ""
    clause = _CLAUSE_END.split(before)[-1].split()
    if words.event_verbs.intersection(clause[-_OBJECT:]):
        return False  # "said rockets struck central Ardova"
    for word in reversed(clause):
        if previous in words.speech and word not in words.not_speech[0] and after not in words.not_speech[1]:
            return True
        after, previous = previous, word
    return previous in words.speech and after not in words.not_speech[1]


def _locates(lower: str, words: Words, before: Mention, start: int) -> bool:
    """Say whether the place at `start` only says where the one before it is: "Serhiivka, 50km south of Odesa"."""
    return before.strong and words.locator.fullmatch(lower, before.end, start) is not None


def _named_again(
    text: str, lower: str, words: Words, mentions: Sequence[Mention], start: int, end: int
) -> Iterator[Mention]:
    for m in words.again.finditer(lower, start, end):
        kind = m[1] if m[1] in words.kinds else m[2]
        if kind not in words.kinds or not text[m.start() + 1 : m.end()].islower():
            continue  # "the Sumy region" is a name itself
        if m[1] in words.kinds and m[1] in words.before_kinds and m[2] and m[2] not in words.kinds:
            continue  # "the border checkpoint"
        level = words.levels.get(kind)
        for earlier in reversed(mentions[-_LATEST:]):
            if earlier.end < m.start() and (earlier.kind == kind or earlier.level == level):
                yield earlier._replace(start=m.start(), end=m.end(), strong=True, aside=False, manner="again", word="")
                break


def _pointed_at(lower: str, words: Words, mentions: Sequence[Mention], start: int, end: int) -> Iterator[Mention]:
    """Yield the places that "there" stands for: the one named just before, even where it only said who spoke."""
    for m in words.there.finditer(lower, start, end):
        earlier = next((e for e in reversed(mentions) if e.end < m.start() and e.level >= 0), None)
        if earlier and m.start() - earlier.end < _THERE:
            yield earlier._replace(start=m.start(), end=m.end(), strong=True, aside=False, manner="again", word="")


def _known_events(text: str, lower: str, words: Words, start: int, end: int) -> Iterator[Mention]:
    """Yield the places of events that everybody knows where they were, although the text may not say it."""
    for place, needs, pattern in words.known_events:
        if not any(lower.find(form, start, end) >= 0 for form in needs):
            continue
        for m in pattern.finditer(lower, start, end):
            location = Location(m.start(), m.end(), text[m.start() : m.end()], place)
            yield Mention(m.start(), m.end(), location, True, 1, None, False, False, KNOWN_EVENT, "")
