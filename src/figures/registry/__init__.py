"""The registries of data/: sources, populations, places, conflicts and definitions, each found by any of its names.

Every registry is one CSV file that people keep by hand; `figures.registry.records` describes their columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, lru_cache

from figures.registry.names import around_names, cores, name_key, place_core
from figures.registry.records import (
    Conflict,
    Definition,
    Family,
    Institution,
    Origin,
    Place,
    Population,
    Source,
    conflicts,
    definitions,
    families,
    institutions,
    origins,
    places,
    populations,
    sources,
)
from figures.registry.rows import RegistryError

__all__ = [
    "Conflict", "Definition", "Family", "Institution", "Origin", "Place", "Population", "RegistryError", "Source",
    "conflicts", "conflicts_at", "definitions", "families", "find_place", "find_population", "find_side", "find_source",
    "institutions", "origins", "places", "populations", "regions_of", "sided", "sources",
]  # fmt: skip

LOCAL = "official"
"""The kind of an institution that every place may have, not only a country."""
LONGEST_NAME = 120
"""Characters; nothing longer is the name of a source."""


@lru_cache(maxsize=10_000)
def find_source(name: str) -> Source | None:
    """Return the source that `name` stands for, or None.

    Titles before it, roles after it and the country it belongs to do not matter. The institution of a country that
    sources.csv has not got ("Kenya's interior ministry") is made from the country and data/institutions.csv.
    """
    if len(name) > LONGEST_NAME:
        return None
    index = _sources_by_key()
    for core, before in cores(name_key(name)):
        office = _split_office(core)
        source = index.get(core) or (office and (index.get(_office_key(*office)) or _make_source(*office)))
        if source and _may_precede(before, source):
            return source
    return None


def _may_precede(words: str, source: Source) -> bool:
    """Return whether words before a name leave it the same name: none, a title at their end, or the country it speaks for."""
    if not words or words.rsplit(maxsplit=1)[-1] in around_names().titles:
        return True
    return source.side is not None and find_side(words) == source.side


@cache
def _sources_by_key() -> Mapping[str, Source]:
    index: dict[str, Source] = {}
    for source in sources().values():
        for key in source_keys(source):
            index.setdefault(key, source)
    return index


def source_keys(source: Source) -> Iterator[str]:
    """Yield each key that finds the source: of its name and its aliases, and of the office that they name."""
    for name in (source.name, *source.aliases):
        key = name_key(name)
        yield key
        office = _split_office(key)
        if office:
            yield _office_key(*office)


def _office_key(region: str, institution: str) -> str:
    return f"{institution} / {region}"


def _split_office(key: str) -> tuple[str, str] | None:
    """Return place and institution of a key such as "russian defence ministry" or "mayor of lviv", or None."""
    words = key.split()
    for cut in range(1, len(words)):
        head, tail = " ".join(words[:cut]), " ".join(words[cut:])
        found = _office_of(head, tail)
        if not found and words[cut] in around_names().joiners:
            found = _office_of(" ".join(words[cut + 1 :]), head)
        if found:
            return found
    return None


def _office_of(owner: str, word: str) -> tuple[str, str] | None:
    """Return place and institution: those of the government belong to a side of a conflict, local ones to any place."""
    office = _institutions_by_word().get(word)
    if office is None:
        return None
    place = find_place(owner) if office.kind == LOCAL else None
    region = find_side(owner) or (place.name if place else None)
    return (region, office.name) if region else None


@cache
def _institutions_by_word() -> Mapping[str, Institution]:
    return {name_key(word): office for office in institutions().values() for word in office.words}


def _make_source(region: str, institution: str) -> Source:
    """Return an institution of a place: of the government's kind and family, or of its own kind and then of no family."""
    office = institutions()[institution]
    name = f"{next(iter(places()[region].adjectives), region)} {institution}"
    *_, country = regions_of(region)
    if office.kind:
        return Source(name, office.kind, country if office.kind == LOCAL else None)
    ruler = _sources_by_key().get(name_key(country))
    return Source(name, ruler.kind, country, ruler.family) if ruler else Source(name, side=country)


@lru_cache(maxsize=10_000)
def find_side(word: str) -> str | None:
    """Return the place that a name or an adjective ("Ukraine's", "Ukrainian") makes a side of a conflict, or None."""
    return _sides_by_key().get(name_key(word))


@cache
def _sides_by_key() -> Mapping[str, str]:
    return {
        name_key(word): place.name
        for place in places().values()
        if place.adjectives or place.kind == "country"
        for word in (place.name, *place.aliases, *place.adjectives)
    }


@lru_cache(maxsize=10_000)
def find_place(name: str) -> Place | None:
    """Return the place that `name` stands for, or None; words for its kind or a direction around it do not matter."""
    index = _places_by_key()
    key = name_key(name)
    owner, _, rest = key.partition(" ")
    for candidate in (key, rest if find_side(owner) else ""):
        place = index.get(candidate) or index.get(place_core(candidate))
        if place:
            return place
    return None


@cache
def _places_by_key() -> Mapping[str, Place]:
    return {name_key(name): place for place in places().values() for name in (place.name, *place.aliases)}


@lru_cache(maxsize=10_000)
def regions_of(place: str | None) -> tuple[str, ...]:
    """Return a place and the larger ones that it is part of, smallest first; a name that is not in the registry ends it."""
    found: list[str] = []
    while place and place not in found:
        found.append(place)
        place = places()[place].part_of if place in places() else None
    return tuple(found)


def conflicts_at(place: str, day: date | None = None) -> list[Conflict]:
    """Return the conflicts that a place belongs to on a day (at any time without one), the closest to the place first."""
    return [conflict for conflict in _conflicts_ever_at(place) if _lasts(conflict, day)]


@lru_cache(maxsize=10_000)
def _conflicts_ever_at(place: str) -> tuple[Conflict, ...]:
    found = [each for region in regions_of(place) for each in conflicts().values() if region in each.places]
    return tuple({each.id: each for each in found}.values())


def _lasts(conflict: Conflict, day: date | None) -> bool:
    return day is None or (conflict.start or date.min) <= day <= (conflict.end or date.max)


@lru_cache(maxsize=10_000)
def find_population(word: str) -> Population | None:
    """Return the population that a word or a name stands for, or None."""
    return _populations_by_key().get(name_key(word))


@cache
def _populations_by_key() -> Mapping[str, Population]:
    return {name_key(word): each for each in populations().values() for word in (each.name, *each.words)}


@cache
def sided(population: str, side: str) -> str:
    """Return the id of the population of one side ("russian_forces" for "forces" and Russia), or `population` if there is none."""
    of_side = (each.id for each in populations().values() if each.side == side and population in each.part_of)
    return next(of_side, population)
