"""Which place of the atlas a figure is about by the rules of the language alone."""

from __future__ import annotations

import math
from bisect import bisect_left

from figures import registry
from figures.places.atlas import REACH, Atlas, Location, Mention, key
from figures.places.words import TOWN, Words, words_of
from figures.sentences import START, Sentence, sentence_at

# How far away, in characters, a place counts for what speaks against it.
_CLAUSE, _NOT_STRONG, _ASIDE, _COUNTRY, _REGION, _HAS_ITS_FIGURE = 30, 80, 100, 40, 20, 120
_MANY = 1_000  # people: so many are counted in a war rather than in one place of it
_OPENING = 20  # characters at the begin of a sentence that hold for all of it: "In Ardova, 12 died"


def place_by_rules(
    atlas: Atlas, start: int, end: int, value: float | None = None, scope: str | None = None
) -> Location | None:
    """Return the place that the figure at `start:end` of the atlas's text is about, or None.

    The nearest place of its own sentence that does not only say where somebody spoke; else the place of the story: the one
    told of in the sentences before, else the one the text names most. A figure of a whole war, by its `value` (a number of
    people or things) and its `scope` (that of a claim), is of the country and not of the town told of last.
    """
    sentence = sentence_at(atlas.sentences, start) or Sentence(start, end, "", 0)
    words = words_of(atlas.language)
    own = _within(atlas, sentence)
    costs = {i: _cost(atlas, words, sentence, m, start, end) for i, m in enumerate(own)}
    near = min((i for i in costs if not own[i].aside), key=costs.__getitem__, default=None)
    if near is not None:
        return own[near].location
    told = _told_before(atlas, sentence)
    story = told or _most_named(atlas)
    if _is_total(atlas, words, sentence, value, scope) and (story is None or _is_part(story, atlas.country)):
        return atlas.country
    local = next((m for m in own if m.local and m.level > 0), None)
    if local and not (told and _is_within(told, local)):
        return local.location  # "the mayor of Ardova said": nobody speaks of his town by another's name
    if told is None and costs:
        told = own[min(costs, key=costs.__getitem__)]
    story = told or story
    return story.location if story else None


def _is_total(atlas: Atlas, words: Words, sentence: Sentence, value: float | None, scope: str | None) -> bool:
    """Say whether a figure counts the many of a war, and not those of one event."""
    if (value or 0) < _MANY:
        return False
    return scope == "cumulative" or words.totals.search(atlas.lower, sentence.start, sentence.end) is not None


def _is_part(mention: Mention, country: Location | None) -> bool:
    return country is not None and country.name in registry.regions_of(mention.location.name)


def _is_within(inner: Mention, outer: Mention) -> bool:
    return key(outer) == key(inner) or key(outer) in registry.regions_of(inner.location.name)


def _within(atlas: Atlas, sentence: Sentence) -> list[Mention]:
    first = bisect_left(atlas.mentions, sentence.start, key=START)
    last = bisect_left(atlas.mentions, sentence.end, key=START)
    return list(atlas.mentions[first:last])


def _cost(atlas: Atlas, words: Words, sentence: Sentence, mention: Mention, start: int, end: int) -> int:
    cost = (0 if mention.strong else _NOT_STRONG) + (_ASIDE if mention.aside else 0)
    cost += (
        _COUNTRY * 2 if mention.level < 0 else _COUNTRY if mention.level == 0 else _REGION if mention.level == 1 else 0
    )
    if mention.start >= end:
        between = atlas.lower[end : mention.start]
    else:
        between = atlas.lower[mention.end : start]
        if words.inside.search(between):
            cost -= _NOT_STRONG
        elif between in words.list_joints and mention.start > sentence.start + _OPENING:
            cost += _HAS_ITS_FIGURE  # "40 in Ardova, 12 in Dolna": each figure stands before its place
    return cost + len(between) + _CLAUSE * between.count(",")


def _told_before(atlas: Atlas, sentence: Sentence) -> Mention | None:
    index = bisect_left(atlas.sentences, sentence.start, key=START)
    best, most = None, -math.inf
    for distance, earlier in enumerate(reversed(atlas.sentences[max(0, index - REACH) : index])):
        for mention in _within(atlas, earlier):
            owns = mention.level >= TOWN and atlas.lower.startswith(
                ("'s", "’s"), mention.end
            )  # "Ardova's port was hit"
            is_local = mention.local and mention.level > 0  # "the mayor of Ardova called on its people"
            if is_local or ((mention.strong or owns) and not mention.aside):
                value = math.log2(atlas.counts[key(mention)]) / 2 + mention.level / 2 - distance
                value -= (mention.level <= 0) + 1.5 * is_local + (earlier.paragraph != sentence.paragraph)
                if value > most:
                    best, most = mention, value
    return best


def _most_named(atlas: Atlas) -> Mention | None:
    return max(atlas.mentions, key=lambda m: atlas.counts[key(m)], default=None)
