"""The scene of a figure: the places told of before its sentence and those the text names most, worked out once a sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from figures import registry
from figures.places.atlas import Atlas, Location, Mention, key
from figures.places.facts import Facts, Standing, Told, Whole, weigh
from figures.places.words import Words, words_of
from figures.sentences import START, sentence_index

OPENING = 20  # characters at the begin of a sentence
_BACK = 6  # sentences before the figure whose places compete
_NEAREST = 40  # mentions before a sentence that are weighed, so that no text is slow
_LEAD = 3  # sentences at the begin of a text that tell what it is about
_MOST_NAMED = 2  # places of the text that compete wherever they stand


class Place(NamedTuple):
    """A place that figures of a sentence may be about: where it stands, its facts but those of the figure, and their weight."""

    location: Location
    name: str
    where: str
    level: str
    word: str
    facts: tuple[Facts, ...]
    weight: float


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What is known of the places of an atlas, and what was worked out already, by sentence or by mention."""

    atlas: Atlas
    words: Words
    strongly: Counter[str]
    most_named: tuple[Mention, ...]
    top: int
    top_strongly: int
    lead_end: int
    harms: dict[int, bool] = field(default_factory=dict)
    standings: dict[tuple[int, str], tuple[Standing, float]] = field(default_factory=dict)
    told: dict[int, list[Place]] = field(default_factory=dict)


@lru_cache(maxsize=1)  # the figures of a document follow each other
def scene_of(atlas: Atlas) -> Scene:
    """Return the scene of a document."""
    strongly = Counter(key(m) for m in atlas.mentions if m.strong and not m.aside)
    first = {key(m): m for m in reversed(atlas.mentions)}.values()
    most_named = sorted(first, key=lambda m: (-atlas.counts[key(m)], m.start))
    return Scene(
        atlas,
        words_of(atlas.language),
        strongly,
        tuple(most_named[:_MOST_NAMED]),
        max(atlas.counts.values(), default=0),
        max(strongly.values(), default=0),
        atlas.sentences[_LEAD - 1].end if len(atlas.sentences) >= _LEAD else len(atlas.lower),
    )


def mentions_in(atlas: Atlas, start: int, end: int) -> Sequence[Mention]:
    """Return the mentions that start between two positions."""
    return atlas.mentions[bisect_left(atlas.mentions, start, key=START) : bisect_left(atlas.mentions, end, key=START)]


def place_of(scene: Scene, m: Mention, where: str, facts: Facts) -> Place:
    """Return the place of a mention that stands there in that way."""
    known = scene.standings.get((m.start, where))
    if known is None:
        standing = _standing(scene, m, where)
        known = scene.standings[m.start, where] = standing, weigh(standing, scene.atlas.language)
    standing, weight = known
    weight += weigh(facts, scene.atlas.language)
    return Place(m.location, key(m), where, standing.level, standing.word, (standing, facts), weight)


def places_told(scene: Scene, at: int, own: Sequence[Mention]) -> list[Place]:
    """Return the places that figures of sentence number `at` may be about and it does not name itself; `own` are those it names."""
    if at not in scene.told:
        sentence = scene.atlas.sentences[at]
        is_bare = all(m.aside for m in own)
        event = scene.words.told_event.search(scene.atlas.lower, sentence.start, sentence.end) is not None
        found = _told(scene, at, is_bare, event)
        named = {place.name for place in found} | {key(m) for m in own}
        scene.told[at] = [*found, *_whole(scene, named, is_bare, event)]
    return scene.told[at]


def holds(outer: Mention, inner: Mention) -> bool:
    """Say whether a place lies in another one."""
    return outer.location.name is not None and outer.location.name in registry.regions_of(inner.location.name)[1:]


def strength(m: Mention) -> str:
    """Return whether the words around a mention make it a place, as a feature says it."""
    return "strong" if m.strong else "weak"


def _told(scene: Scene, at: int, is_bare: bool, event: bool) -> list[Place]:
    sentences = scene.atlas.sentences
    sentence = sentences[at]
    back = sentences[max(0, at - _BACK)].start
    near = mentions_in(scene.atlas, back, sentence.start)[-_NEAREST:]
    holding: list[Mention] = []  # the places named between a mention and the figure
    found = []
    i = at - 1
    for m in reversed(near):
        while sentences[i].start > m.start:
            i -= 1
        is_holding = bool(m.location.name and holding) and any(key(o) != key(m) and holds(m, o) for o in holding)
        paragraphs = min(sentence.paragraph - sentences[i].paragraph, 4)
        later = min(len(holding), 4)
        told = Told("back", at - i, paragraphs, is_bare, later, is_holding, *_told_in(scene, m, i), event)
        found.append(place_of(scene, m, "back", told))
        if m.strong and not m.aside:
            holding.append(m)
    for m in mentions_in(scene.atlas, 0, min(back, scene.lead_end))[:_NEAREST]:
        told_in = _told_in(scene, m, sentence_index(sentences, m.start))
        found.append(place_of(scene, m, "lead", Told("lead", 0, 0, is_bare, 0, False, *told_in, event)))
    return found


def _told_in(scene: Scene, m: Mention, i: int) -> tuple[str, str, bool, bool, bool, bool]:
    """Return how a mention stands in its own sentence, number `i`."""
    sentence = scene.atlas.sentences[i]
    if i not in scene.harms:
        scene.harms[i] = scene.words.harm.search(scene.atlas.lower, sentence.start, sentence.end) is not None
    return (
        strength(m),
        _level(m),
        m.start <= sentence.start + OPENING,
        i in scene.atlas.with_figures,
        scene.harms[i],
        m.start < scene.lead_end,
    )


def _whole(scene: Scene, named: set[str], is_bare: bool, event: bool) -> list[Place]:
    country = scene.atlas.country
    found = []
    if country and country.name and country.name not in named:
        facts = Whole("country", is_bare, event)
        found.append(Place(country, country.name, "country", "0", "none", (facts,), weigh(facts, scene.atlas.language)))
    most = Whole("most", is_bare, event)
    others = (m for m in scene.most_named if key(m) not in named and m.location is not country)
    return [*found, *(place_of(scene, m, "most", most) for m in others)]


def _standing(scene: Scene, m: Mention, where: str) -> Standing:
    name = key(m)
    named, strongly = scene.atlas.counts[name], scene.strongly[name]
    return Standing(
        where,
        strength(m),
        m.manner,
        _level(m),
        _word(scene.words, m),
        min(4, named.bit_length() - 1),
        min(4, strongly),
        named == scene.top,
        0 < strongly == scene.top_strongly,
        m.local,
        m.location.text in scene.atlas.title,
    )


def _level(m: Mention) -> str:
    return "vast" if m.level < 0 else str(m.level)


def _word(words: Words, m: Mention) -> str:
    if m.word in words.strong or m.word in words.weak:
        return m.word
    if m.word in words.event_verbs:
        return "verb"
    return "kind" if m.word in words.kinds else "noun" if m.strong else "none"
