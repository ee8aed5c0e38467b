"""Choosing: which of the frames around a number tells who says it, if any.

Each frame is described by features. A conditional logit weighs them: a frame's share of the sum of all frames' odds and of 1, for
"nobody", is its probability. The weights are data (`vocabulary/<language>/source_weights.toml`), fitted by
training/source_weights.py.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from figures.sources.features import in_sentence, of_other_sentence
from figures.sources.frames import Frame
from figures.sources.numbers import Number, locate
from figures.sources.quotes import quotation_at
from figures.sources.speech import Speech
from figures.sources.words import Words

_BACK = 5
_ENOUGH = 2
_NEAREST = 3


class Candidate(NamedTuple):
    """A frame that may tell who says a number, in sentence `sentence`, with the features that speak for or against it."""

    sentence: int
    frame: Frame
    where: str
    features: tuple[str, ...]


def find_candidates(speech: Speech, start: int) -> list[Candidate]:
    """Return the frames that may tell who says the number at `start`, with their features."""
    number = locate(speech, start)
    return [] if number is None else [*_within(speech, number), *_before(speech, number), *_after(speech, number)]


def choose(candidates: list[Candidate], weights: dict[str, float]) -> tuple[Candidate, float] | None:
    """Return the likeliest candidate with its probability, or None where that of anybody at all is below the threshold."""
    odds = [math.exp(min(30.0, score(candidate.features, weights))) for candidate in candidates]
    total = 1.0 + sum(odds)
    if 1.0 - 1.0 / total <= weights["threshold"]:
        return None
    best = max(range(len(odds)), key=odds.__getitem__)
    return candidates[best], odds[best] / total


def score(features: tuple[str, ...], weights: dict[str, float]) -> float:
    """Return the logarithm of the odds of a candidate against nobody."""
    return weights["bias"] + sum([weights.get(feature, 0.0) for feature in features])


def _within(speech: Speech, number: Number) -> list[Candidate]:
    words, frames = speech.read(number.sentence)
    outside = [frame for frame in frames if not frame.first <= number.word < frame.last]
    # What stands on the same side of a semicolon goes before what stands beyond it.
    marks = [i for i, word in enumerate(words.lower) if word == ";"]
    side = sum(1 for i in marks if i < number.word)
    near = [frame for frame in outside if sum(1 for i in marks if i < frame.cue) == side] if marks else outside
    near = _in_clause(words, number.word, near)
    return [Candidate(number.sentence, frame, *in_sentence(speech, number, frame)) for frame in near or outside]


def _in_clause(words: Words, number: int, frames: list[Frame]) -> list[Frame]:
    """Leave out what stands before a clause of its own that holds the number: "..., with officials saying"."""
    for i in range(len(frames) - 1, 0, -1):
        begin = frames[i].begin
        if begin < number and words.lower[begin - 1] in words.lexicon.sets["absolutes"]:
            return frames[i:]
    return frames


def _before(speech: Speech, number: Number) -> list[Candidate]:
    """Return the frames of the sentence where the quotation of the number begins, and of the nearest sentences before."""
    found = _distant(speech, number, number.begin) if number.begin < number.sentence else []
    if number.spoken and number.quotation is None:
        return found
    for i in range(number.begin - 1, max(-1, number.begin - 1 - _BACK), -1):
        if len(found) >= _ENOUGH:
            break
        found += _distant(speech, number, i)
    return found


def _after(speech: Speech, number: Number) -> list[Candidate]:
    """Return the frames of the sentence where the quotation of the number ends, or else of the next sentence."""
    found = _distant(speech, number, number.finish) if number.finish > number.sentence else []
    settled = number.spoken and number.quotation is None
    asked = number.speaker is not None and number.speaker[1] > number.finish
    if asked or (not found and not settled and number.finish + 1 < len(speech.sentences)):
        found += _distant(speech, number, number.finish + 1)
    return found


def _distant(speech: Speech, number: Number, i: int) -> list[Candidate]:
    words, frames = speech.read(i)
    if not number.begin <= i <= number.finish:
        # What was said in another quotation is no frame of this one.
        frames = [f for f in frames if quotation_at(speech.quotations, words.spans[f.cue][0]) is None]
    nearest_first = frames[::-1] if i < number.sentence else frames[:_NEAREST]
    return [
        Candidate(i, frame, *of_other_sentence(speech, number, i, frame, order))
        for order, frame in enumerate(nearest_first)
    ]
