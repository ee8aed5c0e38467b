"""The facts by which the places around a figure are weighed: each group of facts is a small tuple with the features it stands for.

The weights of the features are data (vocabulary/<language>/place_weights.toml), fitted by training/place_weights.py.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from figures import vocabulary


class Standing(NamedTuple):
    """How the text names a place: `where` a mention stands from the figure (own, back, lead, most), the word before it, how often."""

    where: str
    strength: str
    manner: str
    level: str
    word: str
    named: int
    named_strongly: int
    is_top: bool
    is_top_strong: bool
    local: bool
    in_title: bool

    def features(self) -> tuple[str, ...]:
        """Return the features that these facts stand for."""
        w = self.where
        return (
            f"{w} {self.strength} {self.manner}",
            f"{w} level {self.level}",
            f"{w} {self.strength} level {self.level}",
            f"{w} word {self.word}",
            f"{w} count {self.named}",
            f"{w} strong count {self.named_strongly}",
            f"{w} top {self.is_top}",
            f"{w} top strong {self.is_top_strong}",
            f"{w} local {self.local}",
            f"{w} title {self.in_title}",
        )


class Counted(NamedTuple):
    """What the figure counts, for a place of a level after a word: how many, in a war or not, of which kind."""

    where: str
    level: str
    word: str
    size: str
    scope: str
    war: bool
    kind: str

    def features(self) -> tuple[str, ...]:
        """Return the features that these facts stand for."""
        return (
            f"level {self.level} {self.size}",
            f"level {self.level} {self.scope}",
            f"level {self.level} war {self.war}",
            f"{self.where} {self.kind} level {self.level}",
            f"{self.kind} word {self.word}",
        )


class Beside(NamedTuple):
    """How a place of the figure's own sentence stands to it."""

    side: str
    gap: int
    commas: int
    nearer: int
    nearer_strong: int
    has_number: bool
    kind: str
    strength: str
    manner: str
    joint: str
    opens: bool
    holds: bool
    others: int

    def features(self) -> tuple[str, ...]:
        """Return the features that these facts stand for."""
        s = self.side
        return (
            f"{s}",
            f"{s} gap {self.gap}",
            f"{s} commas {self.commas}",
            f"{s} nearer {self.nearer}",
            f"{s} nearer strong {self.nearer_strong}",
            f"{s} number {self.has_number}",
            f"{s} {self.kind}",
            f"{s} {self.strength} {self.manner}",
            f"joint {self.joint}",
            f"opens {self.opens} {self.strength}",
            f"holds another {self.holds}",
            f"others {self.others}",
        )


class Told(NamedTuple):
    """How a place told in an earlier sentence stands to the figure; `is_bare`: the figure's sentence names no place."""

    where: str
    distance: int
    paragraphs: int
    is_bare: bool
    later: int
    holds: bool
    strength: str
    level: str
    opens: bool
    with_figure: bool
    with_harm: bool
    in_lead: bool
    event: bool

    def features(self) -> tuple[str, ...]:
        """Return the features that these facts stand for."""
        w, near = self.where, min(self.distance, 3)
        return (
            f"{w} {self.distance}",
            f"{w} paragraphs {self.paragraphs}",
            f"{w} bare {self.is_bare}",
            f"{w} near {near} {self.strength}",
            f"{w} near {near} level {self.level}",
            f"{w} later {self.later}",
            f"{w} holds later {self.holds}",
            f"{w} opens {self.opens}",
            f"{w} figure {self.with_figure}",
            f"{w} harm {self.with_harm}",
            f"{w} harm {self.with_harm} figure {self.with_figure} {self.strength}",
            f"{w} lead {self.in_lead} event {self.event}",
        )


class Whole(NamedTuple):
    """The country or the place that the text names most, which no sentence near the figure names."""

    where: str
    is_bare: bool
    event: bool

    def features(self) -> tuple[str, ...]:
        """Return the features that these facts stand for."""
        return (f"{self.where}", f"{self.where} bare {self.is_bare}", f"{self.where} event {self.event}")


class Ruled(NamedTuple):
    """The rules would take this place."""

    where: str

    def features(self) -> tuple[str, ...]:
        """Return the features that these facts stand for."""
        return ("rule", f"rule {self.where}")


Facts = Standing | Counted | Beside | Told | Whole | Ruled


@lru_cache(maxsize=50_000)
def weigh(facts: Facts, language: str) -> float:
    """Return the sum of the weights of the features of some facts. The same facts are met again and again."""
    weights = _weights(language)
    return sum(weights.get(feature, 0.0) for feature in facts.features())


@lru_cache
def _weights(language: str) -> dict[str, float]:
    return vocabulary.load(language, "place_weights")
