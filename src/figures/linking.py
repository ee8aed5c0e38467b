"""Whom a figure counts, in the terms of the registries: population, side and conflict.

What the text does not say stays None. Soldiers whose side is not told are no population: two sides would be taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from figures import registry, vocabulary
from figures.counts import Count
from figures.registry import Conflict, Population, Source
from figures.sentences import Sentence

_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_SIDED_KINDS = ("military", "equipment")
_MOVED = ("displaced", "deployed")  # whose place is not where they are from
_LONGEST_NAME = 4  # words of the longest names of populations that are looked up
_JOINED = 60  # characters read after "members of"
_BETWEEN = 40  # characters between a side and the word that says it lost


@dataclass(frozen=True, slots=True)
class Link:
    """Id of the population, the side, and the conflict."""

    population: str | None
    side: str | None
    conflict: Conflict | None


@dataclass(frozen=True, slots=True)
class _Words:
    joining: re.Pattern[str]
    own: frozenset[str]
    enemy: frozenset[str]
    losing: re.Pattern[str]


def link(
    count: Count,
    sentence: Sentence | None,
    source: Source | None,
    places: Sequence[str],
    own_place: str | None,
    day: date | None,
    language: str = "en",
) -> Link:
    """Return whom a count of `sentence` counts.

    `source` is who says it. `own_place` is the place of the figure and `places` those of its document, the most named first,
    all as in data/places.csv. `day` is the day the figure holds for.
    """
    words = _words(language)
    text = sentence.text if sentence else ""
    at = count.quantity.start - sentence.start if sentence else 0
    subject = _subject(words, count, text, at)
    settings = (own_place, *places) if own_place else places
    population = _population(subject)
    side = (population and population.side) or _side(words, subject, text[:at], source, settings, day)
    if side is None and population and population.kind not in _SIDED_KINDS and count.claim_type not in _MOVED:
        side = _side_of(own_place)
    return Link(_sided(population, side, own_place), side, _conflict(settings, side, day))


def carried_on(linked: Link, count: Count, earlier: Link) -> Link:
    """Return whom a count counts that goes on from the `earlier` one of its sentence.

    "Killed 12 Ukrainian soldiers and wounded 3": a count that names nobody counts those counted before, people after people
    and weapons after weapons.
    """
    population = registry.populations().get(earlier.population or "")
    if linked.population or count.subject or population is None:
        return linked
    if (population.kind == "equipment") != (count.claim_type == "equipment_lost"):
        return linked
    conflict = linked.conflict if linked.conflict and earlier.side in (None, *linked.conflict.sides) else None
    return Link(earlier.population, earlier.side, conflict)


def _subject(words: _Words, count: Count, text: str, at: int) -> list[str]:
    """Return the words that say who is counted, with those joined to them: "members of Russia's National Guard"."""
    found = _WORD.findall(count.subject or count.trigger)
    after = text[at + len(count.quantity.text) :]
    begin = after.find(found[-1], 0, _JOINED) + len(found[-1]) if found else 0
    joined = words.joining.match(after, begin)
    return found + (_WORD.findall(joined[1])[:_LONGEST_NAME] if joined else [])


def _population(subject: Sequence[str]) -> Population | None:
    """Return the population that the words name: one with a side of its own before one of any side, the longest name first."""
    found = [p for name in _names(subject) if (p := registry.find_population(name))]
    if not found and _named_side(subject[-1:]):  # "40 Ukrainians"
        return next(p for p in registry.populations().values() if p.kind == "all" and not p.side)
    return next((p for p in found if p.side), found[0] if found else None)


def _names(subject: Sequence[str]) -> Iterator[str]:
    for length in range(min(_LONGEST_NAME, len(subject)), 0, -1):
        for first in range(len(subject) - length + 1):
            yield " ".join(subject[first : first + length])


def _side(
    words: _Words, subject: Sequence[str], before: str, source: Source | None, places: Sequence[str], day: date | None
) -> str | None:
    """Return the side that the words name, or that they leave to the speaker ("its soldiers", "enemy tanks")."""
    lower = {word.lower() for word in subject}
    named = _named_side(subject)
    if named:
        return named
    if source and source.side and lower & words.own:
        return source.side
    if source and source.side and lower & words.enemy:
        conflict = _conflict(places, source.side, day)
        return next((side for side in conflict.sides if side != source.side), None) if conflict else None
    return _losing_side(words, before)


def _named_side(names: Sequence[str]) -> str | None:
    """Return the side that one of the words, or two of them together, name; a name has a capital."""
    pairs = [f"{first} {second}" for first, second in pairwise(names)]
    return next((side for name in [*pairs, *names] if name[0].isupper() and (side := registry.find_side(name))), None)


def _losing_side(words: _Words, before: str) -> str | None:
    """Return the side right before a word that says it lost: "the Ukrainian army lost ..."."""
    for losing in reversed(list(words.losing.finditer(before))):
        near = _WORD.findall(before, max(0, losing.start() - _BETWEEN), losing.start())
        nearest = (_named_side(near[i : i + 2]) for i in reversed(range(len(near))))
        if side := next(filter(None, nearest), None):
            return side
    return None


def _side_of(place: str | None) -> str | None:
    """Return the largest place around a place: the country whose people are hit there."""
    regions = list(registry.regions_of(place))
    return registry.find_side(regions[-1]) if regions else None


def _sided(population: Population | None, side: str | None, place: str | None) -> str | None:
    if population is None or (side is None and population.kind in _SIDED_KINDS):
        return None
    if population.side or side is None:
        return population.id
    of_side = registry.sided(population.id, side)
    elsewhere = _places_in(registry.populations()[of_side].name) - set(registry.regions_of(place))
    return population.id if population.kind == "all" and place and elsewhere else of_side


def _places_in(name: str) -> set[str]:
    """Return the places in the name of a population ("All people in Gaza" are not those of the West Bank)."""
    return {place.name for word in _WORD.findall(name) if word[0].isupper() and (place := registry.find_place(word))}


def _conflict(places: Sequence[str], side: str | None, day: date | None) -> Conflict | None:
    """Return the conflict of a day that the first of the places belongs to; for want of one, of the others.

    Another place gives only a conflict in which the country of the first one takes part.
    """
    home = _side_of(places[0]) if places else None
    for place in places if day else ():
        for conflict in registry.conflicts_at(place, day):
            if side in (None, *conflict.sides) and (place == places[0] or home in conflict.sides):
                return conflict
    return None


@lru_cache
def _words(language: str) -> _Words:
    data = vocabulary.load(language, "linking")
    ending = "|".join(data["subject"]["ending"])
    return _Words(
        joining=re.compile(
            rf"\s(?:{'|'.join(data['subject']['joining'])})\s((?:(?!\b(?:{ending})\b)[^,.;:()\d]){{1,{_JOINED}}})"
        ),
        own=frozenset(data["subject"]["own"]),
        enemy=frozenset(data["subject"]["enemy"]),
        losing=re.compile(rf"\b(?:{'|'.join(data['losing']['words'])})\b"),
    )
