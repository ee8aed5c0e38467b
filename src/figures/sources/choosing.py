"""Choosing: which of the frames around a number tells who says it, if any.

Each frame is described by features (how it stands to the number and to its quotation, what kind of verb and speaker it has).
A conditional logit weighs them: a frame's share of the sum of all frames' odds and of 1, for "nobody", is its probability.
The weights are data (`vocabulary/<language>/source_weights.toml`), fitted by training/source_weights.py.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from figures.sentences import START
from figures.sources.frames import Frame
from figures.sources.lexicon import (
    AUXILIARY,
    DETERMINER,
    DOCUMENT,
    NUMBER,
    OBJECT,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    ROLE,
    TIME,
)
from figures.sources.quotes import Quotation, quotation_at
from figures.sources.speech import Speech
from figures.sources.words import QUOTES, Words, head_of

_BACK = 5
_ENOUGH = 2
_NEAR = 3
_ASSERTING = {"say", "tell", "count", "lead"}
_MARKS = "\"”’'»"


class Candidate(NamedTuple):
    """A frame that may tell who says a number, in sentence `sentence`, with the features that speak for or against it."""

    sentence: int
    frame: Frame
    where: str
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Number:
    """Where a number stands: its sentence, its word there, its quotation, the sentences where that begins and ends."""

    start: int
    sentence: int
    word: int
    kind: str
    quotation: Quotation | None
    begin: int
    finish: int
    spoken: bool
    speaker: tuple[str, int, Frame] | None


def find_candidates(speech: Speech, start: int) -> list[Candidate]:
    """Return the frames that may tell who says the number at `start`, with their features."""
    number = _locate(speech, start)
    return [] if number is None else [*_within(speech, number), *_before(speech, number), *_after(speech, number)]


def choose(candidates: list[Candidate], weights: dict[str, float]) -> tuple[Candidate, float] | None:
    """Return the likeliest candidate with its probability, or None where nobody is likelier than the threshold."""
    odds = [math.exp(min(30.0, score(candidate.features, weights))) for candidate in candidates]
    if not odds:
        return None
    best = max(range(len(odds)), key=odds.__getitem__)
    likelihood = odds[best] / (1.0 + sum(odds))
    return (candidates[best], likelihood) if likelihood > weights["threshold"] else None


def score(features: tuple[str, ...], weights: dict[str, float]) -> float:
    """Return the logarithm of the odds of a candidate against nobody."""
    return weights["bias"] + sum([weights.get(feature, 0.0) for feature in features])


def _locate(speech: Speech, start: int) -> _Number | None:
    sentence = speech.sentence_index(start)
    if sentence < 0:
        return None
    words, frames = speech.read(sentence)
    word = min(bisect_right(words.spans, start, key=itemgetter(1)), len(words) - 1)
    quotation = quotation_at(speech.quotations, start)
    begin = speech.sentence_index(quotation.origin) if quotation else sentence
    finish = speech.sentence_index(quotation.end - 1) if quotation else sentence
    spoken = any(frame.group in _ASSERTING for frame in frames)
    speaker = _find_speaker(speech, quotation, max(begin, 0), finish) if quotation else None
    return _Number(start, sentence, word, _kind(words, word), quotation, max(begin, 0), finish, spoken, speaker)


def _find_speaker(speech: Speech, quotation: Quotation, begin: int, finish: int) -> tuple[str, int, Frame] | None:
    """Return the frame that most plainly tells whose quotation it is, with the reason and the sentence of the frame."""
    first_words, last_words = speech.read(begin)[0], speech.read(finish)[0]
    after = [f for f in speech.read(finish)[1] if last_words.spans[f.begin][0] >= quotation.end]
    if after and last_words.spans[after[0].begin][0] - quotation.end <= _NEAR:
        return "closing", finish, after[0]
    before = [f for f in speech.read(begin)[1] if first_words.spans[f.finish - 1][1] <= quotation.origin]
    before = [f for f in before if quotation_at(speech.quotations, first_words.spans[f.cue][0]) is None]
    if before:
        near = quotation.origin - first_words.spans[before[-1].finish - 1][1] <= _NEAR
        return "opening" if near else "leading", begin, before[-1]
    for i in range(begin - 1, max(-1, begin - 4), -1):
        words, frames = speech.read(i)
        outside = [f for f in frames if quotation_at(speech.quotations, words.spans[f.cue][0]) is None]
        if outside:
            same = speech.sentences[i].paragraph == speech.sentences[begin].paragraph
            colon = words.lower[-1] == ":"
            return "colon" if colon else "goes on" if same else "next paragraph", i, outside[-1]
    return None


def _kind(words: Words, i: int) -> str:
    """Tell a count from a date ("May 3"), a part of a word ("two-year") and a part of a name ("Channel 4")."""
    if i and words.kinds[i - 1] & TIME:
        return "date"
    if "-" in words.lower[i] or (i + 1 < len(words) and words.lower[i + 1] == "-"):
        return "compound"
    return "name" if i and words.capital(i - 1) and not words.kinds[i - 1] and not words.titled else "count"


def _within(speech: Speech, number: _Number) -> list[Candidate]:
    words, frames = speech.read(number.sentence)
    outside = [frame for frame in frames if not frame.first <= number.word < frame.last]
    # What stands on the same side of a semicolon goes before what stands beyond it.
    marks = [i for i, word in enumerate(words.lower) if word == ";"]
    side = sum(1 for i in marks if i < number.word)
    near = [frame for frame in outside if sum(1 for i in marks if i < frame.cue) == side] if marks else outside
    near = _in_clause(words, number.word, near)
    return [_same_sentence(speech, number, words, frames, frame) for frame in near or outside]


def _in_clause(words: Words, number: int, frames: list[Frame]) -> list[Frame]:
    """Leave out what stands before a clause of its own that holds the number: "..., with officials saying"."""
    for i in range(len(frames) - 1, 0, -1):
        begin = frames[i].begin
        if begin < number and words.lower[begin - 1] in words.lexicon.sets["absolutes"]:
            return frames[i:]
    return frames


def _same_sentence(speech: Speech, number: _Number, words: Words, frames: list[Frame], frame: Frame) -> Candidate:
    n = number.word
    side = "after" if n >= frame.finish else "before" if n < frame.begin else "between"
    lo, hi = (frame.finish, n) if side == "after" else (n + 1, frame.begin)
    between = words.lower[lo:hi]
    quoted = _quote_relation(speech, words, frame, number.quotation)
    nearer = sum(1 for other in frames if other is not frame and lo <= other.cue < hi)
    features = (
        f"{side} {quoted}",
        f"{side} {quoted} {frame.shape} {frame.opening}",
        f"{side} {quoted} {frame.group}",
        f"{side} {frame.shape} nearer {min(nearer, 2)}",
        f"{side} {frame.shape} gap {_bucket(hi - lo)}",
        f"{side} told in {_teller(frames, frame)}",
        f"{side} turn {not speech.lexicon.sets['turns'].isdisjoint(between)}",
        f"{side} quote between {number.quotation is None and not QUOTES.isdisjoint(between)}",
        f"{side} {number.kind}",
        f"{side} {frame.shape} {frame.group} {frame.opening} next {_next_word(words, frame.finish)}",
        f"{side} {frame.group} clause {any(kind & AUXILIARY for kind in words.kinds[frame.finish :])}",
        f"{side} {frame.shape} {frame.opening} mark {_mark_before(words, frame.begin)}",
        *_quotation_features(number, number.sentence, frame),
        *_speaker_features(words, frame),
    )
    return Candidate(number.sentence, frame, f"same {side}", features)


def _before(speech: Speech, number: _Number) -> list[Candidate]:
    """Return the frames of the sentence where the quotation of the number begins, and of the nearest sentences before."""
    found = _distant(speech, number, number.begin) if number.begin < number.sentence else []
    for i in range(number.begin - 1, max(-1, number.begin - 1 - _BACK), -1):
        if len(found) >= _ENOUGH:
            break
        found += _distant(speech, number, i)
    return found


def _after(speech: Speech, number: _Number) -> list[Candidate]:
    """Return the frames of the sentence where the quotation of the number ends, or else of the next sentence."""
    found = _distant(speech, number, number.finish) if number.finish > number.sentence else []
    settled = number.spoken and number.quotation is None
    if not found and not settled and number.finish + 1 < len(speech.sentences):
        found = _distant(speech, number, number.finish + 1)
    return found


def _distant(speech: Speech, number: _Number, i: int) -> list[Candidate]:
    frames = speech.read(i)[1]
    nearest_first = frames[::-1] if i < number.sentence else frames[:_NEAR]
    return [_other_sentence(speech, number, i, frame, order) for order, frame in enumerate(nearest_first)]


def _other_sentence(speech: Speech, number: _Number, i: int, frame: Frame, order: int) -> Candidate:
    words = speech.read(i)[0]
    away = number.begin - i if i < number.sentence else i - number.finish
    way = "back" if i < number.sentence else "next"
    paragraphs = abs(
        speech.sentences[number.begin if way == "back" else number.finish].paragraph - speech.sentences[i].paragraph
    )
    same = ("same", "next", "far")[min(paragraphs, 2)]
    quoted = _quote_relation(speech, words, frame, number.quotation)
    where = f"{way} {min(away, 4)}"
    opens = number.quotation is not None and number.quotation.start == speech.sentences[number.begin].start
    key = f"{where} {quoted}"
    features = (
        f"{key}",
        f"{key} {same}",
        f"{key} {frame.shape} {frame.opening}",
        f"{key} {frame.group}",
        f"{way} {quoted} order {min(order, 2)}",
        f"{way} {quoted} colon {words.lower[-1] == ':'} opens {opens} {same}",
        f"{way} {quoted} mark {_mark_before(words, frame.begin)} {frame.opening}",
        *_quotation_features(number, i, frame),
        *_speaker_features(words, frame),
    )
    return Candidate(i, frame, where, features)


def _quotation_features(number: _Number, sentence: int, frame: Frame) -> tuple[str, ...]:
    if number.quotation is None:
        return ()
    if number.speaker is None:
        return ("quotation of nobody",)
    reason, where, speaker = number.speaker
    if where == sentence and speaker == frame:
        return (
            "quotation",
            f"quotation {reason}",
            f"quotation {reason} {frame.group}",
            f"quotation {reason} {frame.shape}",
        )
    return (f"quotation of another {reason}",)


def _quote_relation(speech: Speech, words: Words, frame: Frame, quotation: Quotation | None) -> str:
    """Tell how a frame stands to the quotation of the number."""
    its = quotation_at(speech.quotations, words.spans[frame.cue][0])
    if quotation is None:
        return "plain" if its is None else "quoted"
    if its is not None:
        return "inner" if its.origin == quotation.origin else "other"
    begin, finish = words.spans[frame.begin][0], words.spans[min(frame.finish, len(words)) - 1][1]
    if 0 <= begin - quotation.end <= _NEAR:
        return "stopped" if speech.text[quotation.start : quotation.end].rstrip(_MARKS).endswith(".") else "closing"
    if 0 <= quotation.origin - finish <= _NEAR:
        return "opening"
    lo, hi = (finish, quotation.origin) if finish <= quotation.origin else (quotation.end, begin)
    others = bisect_left(speech.quotations, hi, key=START) - bisect_left(speech.quotations, lo, key=START)
    return f"outer {min(others, 2)}"


def _speaker_features(words: Words, frame: Frame) -> tuple[str, ...]:
    kind = words.kinds[frame.first]
    whole = 0
    for j in range(frame.first, frame.last):
        whole |= words.kinds[j]
    if kind & (PRONOUN | RELATIVE | OBJECT) or (kind & POSSESSIVE and frame.last - frame.first == 1):
        word = words.lower[frame.first]
        speaker = words.lexicon.standing_for.get(word, word)
    elif words.lower[head_of(words, frame.first, frame.last)] in words.lexicon.sets["images"]:
        speaker = "image"
    elif whole & ROLE:
        speaker = "role"
    elif whole & DOCUMENT:
        speaker = "document"
    elif any(words.capital(j) and not words.kinds[j] for j in range(frame.first, frame.last)):
        speaker = "name"
    else:
        speaker = "other"
    return (
        f"speaker {speaker}",
        f"speaker {speaker} {frame.group}",
        f"speaker {speaker} {frame.shape}",
    )


def _teller(frames: list[Frame], frame: Frame) -> str:
    """Return the group of the verb whose content begins with `frame` ("X said that Y claimed")."""
    for other in frames:
        if 0 <= frame.begin - other.finish <= 1 and other.opening in {"that", "clause"} and other is not frame:
            return other.group
    return "none"


def _next_word(words: Words, i: int) -> str:
    """Tell what kind of word follows a frame."""
    if i >= len(words):
        return "nothing"
    kind = words.kinds[i]
    for bit, name in _NEXT:
        if kind & bit:
            return name
    return "name" if words.capital(i) else "word"


_NEXT = (
    (PRONOUN, "pronoun"),
    (NUMBER, "number"),
    (TIME, "time"),
    (DETERMINER, "determiner"),
    (PREPOSITION, "preposition"),
)


def _mark_before(words: Words, i: int) -> str:
    if i == 0:
        return "start"
    word = words.lower[i - 1]
    return "quote" if word in QUOTES else "comma" if word == "," else "other"


def _bucket(n: int) -> int:
    return n if n < 3 else 3 if n < 6 else 6 if n < 12 else 12 if n < 24 else 24
