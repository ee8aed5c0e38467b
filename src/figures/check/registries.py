"""The registries of a folder: ids that exist, names with one owner, parts inside existing wholes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from figures.columns import SOURCE_KINDS
from figures.registry import Conflict, Definition, Family, Institution, Origin, Place, Population, Source
from figures.registry.names import name_key
from figures.registry.records import FILES
from figures.registry.rows import Finding, read_records

PLACE_KINDS = ("country", "region", "territory", "city", "district", "site", "water", "area")
POPULATION_KINDS = ("military", "civilian", "all", "equipment")
SPEAK_FOR_A_SIDE = ("belligerent", "third_party_government", "official", "anonymous")
_URLS = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Registries:
    """The records of each registry, each with its line; in the order of `FILES`."""

    sources: list[tuple[int, Source]]
    institutions: list[tuple[int, Institution]]
    families: list[tuple[int, Family]]
    populations: list[tuple[int, Population]]
    places: list[tuple[int, Place]]
    conflicts: list[tuple[int, Conflict]]
    definitions: list[tuple[int, Definition]]
    origins: list[tuple[int, Origin]]


def read_registries(folder: Path) -> tuple[Registries, list[Finding]]:
    """Return the registries of a folder, and what is wrong with their files, rows and cells."""
    findings: list[Finding] = []

    def read(name: str, record: type[Any]) -> list[tuple[int, Any]]:
        records, wrong = read_records(folder / name, record)
        findings.extend(wrong)
        return records

    registries = Registries(*(read(name, record) for name, record in FILES.items()))
    return registries, findings


def check_registries(of: Registries) -> Iterator[Finding]:
    """Yield what is wrong between the rows of the registries."""
    places = {place.name for _, place in of.places}
    yield from _one_owner("sources.csv", ((line, s.name, (s.name, *s.aliases)) for line, s in of.sources))
    yield from _one_owner("institutions.csv", ((line, i.name, i.words) for line, i in of.institutions))
    yield from _one_owner("populations.csv", ((line, p.id, (p.name, *p.words)) for line, p in of.populations))
    yield from _one_owner("places.csv", ((line, p.name, (p.name, *p.aliases)) for line, p in of.places))
    for name in ("families", "populations", "conflicts", "definitions", "origins"):
        yield from _one_owner(f"{name}.csv", ((line, f"line {line}", (r.id,)) for line, r in getattr(of, name)))
    for line, source in of.sources:
        yield from unknown("sources.csv", line, "kind", source.kind, SOURCE_KINDS)
        yield from unknown("sources.csv", line, "side", source.side, places)
        if source.side and source.kind not in SPEAK_FOR_A_SIDE:
            what = f"{source.side!r} for a source of kind {source.kind}, which speaks for no side"
            yield Finding("sources.csv", line, "side", what, f"leave it empty, or use {' '.join(SPEAK_FOR_A_SIDE)}")
        yield from unknown("sources.csv", line, "family", source.family, {family.id for _, family in of.families})
    for line, office in of.institutions:
        yield from unknown("institutions.csv", line, "kind", office.kind, SOURCE_KINDS)
    yield from _check_populations(of, places)
    for line, place in of.places:
        yield from unknown("places.csv", line, "kind", place.kind, PLACE_KINDS)
        yield from unknown("places.csv", line, "part_of", place.part_of, places)
    yield from _no_circle("places.csv", {p.name: (line, (p.part_of,) if p.part_of else ()) for line, p in of.places})
    yield from _check_conflicts(of, places)
    for line, origin in of.origins:
        yield from bad_url("origins.csv", line, origin.url)


def _check_populations(of: Registries, places: Collection[str]) -> Iterator[Finding]:
    ids = {population.id for _, population in of.populations}
    for line, population in of.populations:
        yield from unknown("populations.csv", line, "kind", population.kind, POPULATION_KINDS)
        yield from unknown("populations.csv", line, "side", population.side, places)
        for whole in population.part_of:
            yield from unknown("populations.csv", line, "part_of", whole, ids)
    yield from _no_circle("populations.csv", {p.id: (line, p.part_of) for line, p in of.populations})


def _check_conflicts(of: Registries, places: Collection[str]) -> Iterator[Finding]:
    for line, conflict in of.conflicts:
        for column, names in (("sides", conflict.sides), ("places", conflict.places)):
            for name in names:
                yield from unknown("conflicts.csv", line, column, name, places)
        if conflict.start and conflict.end and conflict.start > conflict.end:
            what = f"ends on {conflict.end}, before its start on {conflict.start}"
            yield Finding("conflicts.csv", line, "end", what, "swap or correct the days")


def _one_owner(file: str, entries: Iterable[tuple[int, str, Iterable[str]]]) -> Iterator[Finding]:
    """Yield each name that a second owner claims."""
    owners: dict[str, str] = {}
    for line, owner, names in entries:
        for name in names:
            first = owners.setdefault(name_key(name), owner)
            if first != owner:
                yield Finding(file, line, "-", f"{name!r} belongs to {first!r} already", "take it from one of the two")


def _no_circle(file: str, wholes: dict[str, tuple[int, tuple[str, ...]]]) -> Iterator[Finding]:
    """Yield each entry that is, over any number of steps, a part of itself."""
    for name, (line, first) in wholes.items():
        reached, waiting = set(first), list(first)
        while waiting:
            for whole in wholes.get(waiting.pop(), (0, ()))[1]:
                if whole not in reached:
                    reached.add(whole)
                    waiting.append(whole)
        if name in reached:
            yield Finding(file, line, "part_of", f"{name!r} is a part of itself", "break the circle")


def unknown(file: str, line: int, column: str, value: str | None, known: Collection[str]) -> Iterator[Finding]:
    """Yield a finding where `value` is given and not among those known."""
    if value and value not in known:
        listed = (
            f"use one of: {' '.join(known)}" if isinstance(known, tuple) else "add it to its registry or correct it"
        )
        yield Finding(file, line, column, f"unknown {value!r}", listed)


def bad_url(file: str, line: int, url: str | None) -> Iterator[Finding]:
    """Yield a finding where an address is given and is not one of the web."""
    if url and not url.startswith(_URLS):
        yield Finding(file, line, "url", f"{url!r} is no web address", "start it with https:// or leave it empty")
