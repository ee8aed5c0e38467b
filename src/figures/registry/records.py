"""What the registries hold: one class a file of data/, its fields the columns of the file. Files are read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from figures.registry.rows import Record, load_records
from figures.resources import data_folder


@dataclass(frozen=True, slots=True)
class Source:
    """One who states figures. `family` is shared by those who speak with one voice; `side` is the country they speak for."""

    name: str
    kind: str | None = None
    side: str | None = None
    family: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Institution:
    """What every country has: with the name of a country its `words` name a source, even one that sources.csv has not got.

    `kind` is the kind of such a source where it does not speak for the government.
    """

    name: str
    kind: str | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Family:
    """Sources that speak with one voice."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Population:
    """Who or what is counted. `part_of` are populations that hold all of this one; `words` name it in a text."""

    id: str
    name: str
    side: str | None = None
    kind: str | None = None
    part_of: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place. `part_of` is the next larger place; `adjectives` say "of this place" (a side of a conflict has some)."""

    name: str
    kind: str
    part_of: str | None = None
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """A conflict from its first to its last day (None while it lasts): who fights, and the places that belong to it."""

    id: str
    name: str
    start: date | None = None
    end: date | None = None
    sides: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Definition:
    """What makes somebody count.

    `floor`: at least that many, whatever the wording. `excluded`: shown, but never compared. `measures`: the quantity, where
    it is another one than the claim type says; two claims are comparable only where it is the same.
    """

    id: str
    description: str
    floor: bool
    excluded: bool
    measures: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where curated rows come from, under which license, and which state of it was read."""

    id: str
    name: str
    url: str | None = None
    license: str | None = None
    retrieved: str | None = None
    what: str | None = None


FILES: Mapping[str, type] = {
    "sources.csv": Source,
    "institutions.csv": Institution,
    "families.csv": Family,
    "populations.csv": Population,
    "places.csv": Place,
    "conflicts.csv": Conflict,
    "definitions.csv": Definition,
    "origins.csv": Origin,
}


@cache
def sources() -> Mapping[str, Source]:
    """Return the sources of data/sources.csv by name."""
    return _load(Source, "name")


@cache
def institutions() -> Mapping[str, Institution]:
    """Return the institutions of data/institutions.csv by name."""
    return _load(Institution, "name")


@cache
def families() -> Mapping[str, Family]:
    """Return the families of data/families.csv by id."""
    return _load(Family, "id")


@cache
def populations() -> Mapping[str, Population]:
    """Return the populations of data/populations.csv by id."""
    return _load(Population, "id")


@cache
def places() -> Mapping[str, Place]:
    """Return the places of data/places.csv by name."""
    return _load(Place, "name")


@cache
def conflicts() -> Mapping[str, Conflict]:
    """Return the conflicts of data/conflicts.csv by id."""
    return _load(Conflict, "id")


@cache
def definitions() -> Mapping[str, Definition]:
    """Return the definitions of data/definitions.csv by id."""
    return _load(Definition, "id")


@cache
def origins() -> Mapping[str, Origin]:
    """Return the origins of data/origins.csv by id."""
    return _load(Origin, "id")


def _load(record: type[Record], key: str) -> Mapping[str, Record]:
    file = next(name for name, kind in FILES.items() if kind is record)
    return {getattr(each, key): each for each in load_records(data_folder() / file, record)}
