"""Which place of the atlas a figure is about: the places around it compete, and weighed facts decide (facts.py).

Among the facts is which place the rules (rules.py) would take; the others may overrule it.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from figures.places.atlas import KNOWN_EVENT, Atlas, Location, Mention, key
from figures.places.facts import Beside, Counted, Facts, Ruled, weigh
from figures.places.rules import place_by_rules
from figures.places.scene import OPENING, Place, Scene, holds, mentions_in, place_of, places_told, scene_of, strength
from figures.sentences import START, sentence_index

_GAPS = (8, 20, 40, 70, 110, 170)  # characters
_FAR = 999
_BESIDE = 20  # mentions of the sentence on either side of the figure
_HUNDREDS, _MANY = 100, 1_000
_DIGIT = re.compile(r"\d")
_APART = ("displaced", "deployed", "captured", "equipment_lost")  # types of claims with places of their own manner


class Candidate(NamedTuple):
    """A place that a figure may be about, with the facts that speak for or against it."""

    location: Location
    facts: tuple[Facts, ...]


class _Figure(NamedTuple):
    """A figure at `start:end`, what it counts, and the place that the rules would take."""

    start: int
    end: int
    kind: str
    size: str
    scope: str
    war: bool
    ruled: Location | None
    ruled_name: str | None


def find_place(
    atlas: Atlas,
    start: int,
    end: int,
    value: float | None = None,
    scope: str | None = None,
    claim_type: str | None = None,
) -> Location | None:
    """Return the place that the figure at `start:end` of the atlas's text is about, or None where the text names none.

    `value` is how many it counts, `scope` and `claim_type` are those of its claim.
    """
    if _is_settled(atlas, start):
        return place_by_rules(atlas, start, end, value, scope)
    figure, places = _compete(atlas, start, end, value, scope, claim_type)
    odds: dict[str, float] = {}
    best: dict[str, tuple[float, Location]] = {}
    of_figure: dict[tuple[str, str, str, bool], float] = {}  # the same for many places
    for location, name, where, level, word, _, weight in places:
        alike = where, level, word, name == figure.ruled_name
        if alike not in of_figure:
            of_figure[alike] = sum([weigh(facts, atlas.language) for facts in _of_figure(figure, *alike)])
        chance = math.exp(min(30.0, weight + of_figure[alike]))
        odds[name] = odds.get(name, 0.0) + chance
        if name not in best or chance > best[name][0]:
            best[name] = chance, location
    return best[max(odds, key=odds.__getitem__)][1] if odds else figure.ruled


def _is_settled(atlas: Atlas, start: int) -> bool:
    """Say whether nothing need be weighed: the sentence of a figure names one place, and plainly, or tells of a known event."""
    at = sentence_index(atlas.sentences, start)
    own = mentions_in(atlas, atlas.sentences[at].start, atlas.sentences[at].end) if at >= 0 else ()
    plain = [m for m in own if not m.aside]
    is_one = len({key(m) for m in plain}) == 1 and any(m.strong for m in plain)
    return is_one or any(m.manner == KNOWN_EVENT for m in plain)


def find_candidates(
    atlas: Atlas, start: int, end: int, value: float | None, scope: str | None, claim_type: str | None
) -> list[Candidate]:
    """Return the places that compete for a figure, with all their facts."""
    figure, places = _compete(atlas, start, end, value, scope, claim_type)
    return [
        Candidate(p.location, (*p.facts, *_of_figure(figure, p.where, p.level, p.word, p.name == figure.ruled_name)))
        for p in places
    ]


def _compete(
    atlas: Atlas, start: int, end: int, value: float | None, scope: str | None, claim_type: str | None
) -> tuple[_Figure, list[Place]]:
    """Return the figure, and the places of its sentence, of those before, of the lead, and the most named."""
    scene = scene_of(atlas)
    ruled = place_by_rules(atlas, start, end, value, scope)
    ruled_name = (ruled.name or ruled.text) if ruled else None
    at = sentence_index(atlas.sentences, start)
    size = "small" if (value or 0) < _HUNDREDS else "hundreds" if (value or 0) < _MANY else "many"
    kind = claim_type if claim_type in _APART else "harm"
    if at < 0 or not atlas.mentions:  # a country that only acts or speaks is not the place of its figures
        return _Figure(start, end, kind, size, scope or "none", False, ruled, ruled_name), []
    sentence = atlas.sentences[at]
    war = scene.words.totals.search(atlas.lower, sentence.start, sentence.end) is not None
    figure = _Figure(start, end, kind, size, scope or "none", war, ruled, ruled_name)
    own = _nearest(mentions_in(atlas, sentence.start, sentence.end), start)
    plain = [m for m in own if not m.aside]
    beside = [
        place_of(scene, m, "own", _beside(scene, figure, m, plain, sentence.start))
        for m in own
        if m.start >= end or m.end <= start
    ]
    return figure, [*beside, *places_told(scene, at, own)]


def _nearest(mentions: Sequence[Mention], start: int) -> Sequence[Mention]:
    """Return the mentions on either side of a position, not so many that a text is slow."""
    at = bisect_left(mentions, start, key=START)
    return mentions[max(0, at - _BESIDE) : at + _BESIDE]


def _of_figure(figure: _Figure, where: str, level: str, word: str, is_ruled: bool) -> tuple[Facts, ...]:
    """Return the facts of a place that depend on what the figure counts."""
    counted = Counted(where, level, word, figure.size, figure.scope, figure.war, figure.kind)
    return (counted, Ruled(where)) if is_ruled else (counted,)


def _beside(scene: Scene, figure: _Figure, m: Mention, plain: Sequence[Mention], begin: int) -> Beside:
    """Return how a place of the figure's own sentence, which begins at `begin`, stands to it; `plain` are those not aside."""
    is_after = m.start >= figure.end
    low, high = (figure.end, m.start) if is_after else (m.end, figure.start)
    text = scene.atlas.lower[low:high]
    nearer = [o for o in plain if o is not m and low <= o.start < high]
    joint = "none"
    if not is_after:
        joint = "where" if scene.words.inside.search(text) else "list" if text in scene.words.list_joints else "none"
    return Beside(
        "after" if is_after else "before",
        next((gap for gap in _GAPS if len(text) <= gap), _FAR),
        min(text.count(","), 3),
        min(len(nearer), 2),
        min(sum([o.strong for o in nearer]), 2),
        _DIGIT.search(text) is not None,
        figure.kind,
        strength(m),
        m.manner,
        joint,
        m.start <= begin + OPENING,
        len(plain) > 1 and any(o is not m and holds(m, o) for o in plain),
        min(len(plain), 2),
    )
