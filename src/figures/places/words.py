"""The words that speak of places, read from vocabulary/<language>/places.toml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from figures import registry, vocabulary
from figures.dates import told_event
from figures.registry import Place

TOWN = 3
# A word that begins with a capital letter; a possessive ends it.
_WORD = r"[^\W\d_a-zß-öø-ÿа-яё]\w{0,40}(?:[-'’](?!s\b)\w{1,40}){0,5}"
_VAST = ("area",)  # where part of nothing
_LEVELS = {"country": 0, "territory": 1, "region": 1, "area": 1, "water": 1, "district": 2, "city": TOWN, "site": 4}


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of places.toml, and what is made of them; all in lower case.

    `skipped` are words that may begin a run of capitalized words without being part of the name.
    """

    strong: frozenset[str]
    weak: frozenset[str]
    small: frozenset[str]
    modifiers: frozenset[str]
    event_nouns: frozenset[str]
    event_verbs: frozenset[str]
    kinds: frozenset[str]
    before_kinds: frozenset[str]
    others: frozenset[str]
    pronouns: frozenset[str]
    endings: frozenset[str]
    actors: frozenset[str]
    heads: frozenset[str]
    peoples: frozenset[str]
    speech_verbs: frozenset[str]
    times: frozenset[str]
    skipped: frozenset[str]
    levels: Mapping[str, int]
    again: re.Pattern[str]
    speech: frozenset[str]
    not_speech: tuple[frozenset[str], frozenset[str]]
    inside: re.Pattern[str]
    leads_inside: re.Pattern[str]
    of: str
    list_joints: tuple[str, str]
    name: re.Pattern[str]
    after: re.Pattern[str]
    longer: re.Pattern[str]
    locator: re.Pattern[str]
    speaks: re.Pattern[str]
    local_before: re.Pattern[str]
    local_after: re.Pattern[str]
    owner: re.Pattern[str]
    there: re.Pattern[str]
    totals: re.Pattern[str]
    harm: re.Pattern[str]
    told_event: re.Pattern[str]
    known_events: tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]

    def level(self, place: Place | None, kind: str | None) -> int:
        """Return how small a place is: -1 a continent, 0 a country, 1 a region, 2 a district, 3 a town or unknown, 4 a site in a town."""
        if place:
            is_vast = place.kind in _VAST and not place.part_of  # a continent
            return -1 if is_vast else _LEVELS.get(place.kind, TOWN)
        return self.levels.get(kind, TOWN) if kind else TOWN


def _names(joints: Mapping[str, Any]) -> dict[str, re.Pattern[str]]:
    """Return the patterns of a run of capitalized words, of the words after it, and of a name that goes on over "of"."""
    inside, prefixes = "|".join(joints["inside"]), "|".join(joints["prefixes"])
    small = rf"(?:(?:{inside}) |(?:{prefixes})-)?"
    no_of = rf"(?! {joints['of']}\b)"
    return {
        "name": re.compile(rf"{_WORD}(?:[^\S\n]{small}{_WORD}){{0,5}}"),
        "after": re.compile(rf"[^\S\n]([a-z-]{{2,20}}){no_of}(?: ([a-z]{{2,20}}){no_of})?\b"),
        "longer": re.compile(rf" (?:{joints['of']}|{joints['and']}) (?:{joints['article']} )?[\w-]{{3,20}}"),
    }


@lru_cache
def words_of(language: str) -> Words:
    """Return the words of a language."""
    data = vocabulary.load(language, "places")
    times = vocabulary.load(language, "dates")["words"]
    prepositions, kinds = data["prepositions"], data["kinds"]
    strong, weak, modifiers = (frozenset(prepositions[key]) for key in ("strong", "weak", "modifiers"))
    local = "|".join(data["actors"]["local"])
    joints = data["joints"]
    no_of = rf"(?! {joints['of']}\b)"
    number = "|".join(
        [
            joints["and"],
            *(form for forms in times["numbers"].values() for form in forms if len(form) > 2),
        ]
    )
    levels = {word: int(level) for level, words in data["levels"].items() for word in words}
    return Words(
        of=joints["of"],
        list_joints=(", ", f" {joints['and']} "),
        **_names(joints),
        strong=strong,
        weak=weak,
        small=frozenset(prepositions["small"]),
        modifiers=modifiers,
        event_nouns=frozenset(data["events"]["nouns"]),
        event_verbs=frozenset(data["events"]["verbs"]),
        kinds=frozenset(kinds["words"]),
        before_kinds=frozenset(kinds["before"]),
        others=frozenset(data["others"]["words"]),
        pronouns=frozenset(data["others"]["pronouns"]),
        endings=frozenset(data["others"]["endings"]),
        actors=frozenset(data["actors"]["words"]),
        heads=frozenset(data["actors"]["heads"]),
        peoples=frozenset(data["others"]["peoples"]) | _adjectives(),
        speech_verbs=frozenset(data["speech"]["verbs"]),
        times=frozenset(w for table in ("months", "weekdays") for forms in times[table].values() for w in forms),
        skipped=strong | weak | modifiers,
        levels=levels,
        again=re.compile(rf"\b(?:{'|'.join(kinds['again'])}) ([a-z-]+){no_of}(?: ([a-z-]+){no_of})?"),
        speech=frozenset(data["speech"]["words"]),
        not_speech=(frozenset(data["speech"]["not_after"]), frozenset(data["speech"]["not_before"])),
        locator=re.compile(rf",[^\S\n](?:(?!\d+[^\S\n]|(?:{number})\b)[\w-]{{1,20}}[^\S\n]){{1,7}}"),
        speaks=re.compile(rf"(?:['’]s(?: [\w-]{{1,20}}){{1,4}})? (?:{'|'.join(data['speech']['verbs'])})\b"),
        local_before=re.compile(rf"\b(?:{local}) (?:of|in|for) (?:[\w-]{{1,20}} ){{0,4}}\Z"),
        local_after=re.compile(rf" (?:[\w-]{{1,20}} )?(?:{local})\b"),
        owner=re.compile(rf"[^\S\n](?:[a-z]{{1,20}} )?(?:{'|'.join(data['levels'][str(TOWN)])}) {joints['of']} "),
        there=re.compile(rf"{kinds['there']}(?<!\w{kinds['there']})\b(?! (?:{'|'.join(kinds['there_is'])})\b)(?!['’])"),
        harm=re.compile(rf"\b(?:{'|'.join(data['events']['harm'])})\b"),
        told_event=told_event(language),
        totals=re.compile(rf"\b(?:{'|'.join(data['totals']['nouns'])})\b"),
        known_events=tuple(
            (event["place"], tuple(event["needs"]), re.compile("|".join(event["patterns"])))
            for event in data["known_events"]["events"]
        ),
        leads_inside=re.compile(rf",? (?:{'|'.join(data['relative']['words'])})\b"),
        inside=re.compile(rf"\b(?:{'|'.join(data['relative']['words'])})\b"),
    )


def _adjectives() -> frozenset[str]:
    return frozenset(adjective.lower() for place in registry.places().values() for adjective in place.adjectives)


def is_source(key: str) -> bool:
    """Say whether a name that is no place is that of a source of the registry: an organization, an outlet, a person."""
    return registry.find_source(key) is not None


@cache
def places_by_name() -> Mapping[str, Place]:
    """Return the places of the registry by each of their names in lower case."""
    found: dict[str, Place] = {}
    for place in registry.places().values():
        for name in (place.name, *place.aliases):
            found.setdefault(name.lower(), place)
    return found
