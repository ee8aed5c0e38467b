"""Choosing: which of the frames around a number tells who says it, if any."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from figures.sources.frames import Frame
from figures.sources.lexicon import DOCUMENT, PERSON, PRONOUN, RELATIVE, ROLE
from figures.sources.quotes import Quotation, quotation_at
from figures.sources.speech import Speech
from figures.sources.words import NUMBER, Words

_BACK = 8
_ASSERTING = {"say", "count", "lead"}
_QUOTES = {'"', "“", "”", "''"}
_MARKS = "\"”’'»"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A frame that may tell who says a number, in sentence `sentence`, with the features that speak for or against it."""

    sentence: int
    frame: Frame
    where: str
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Number:
    """A number with the sentence and the quotation it stands in, and whether somebody is said to speak in that sentence."""

    start: int
    sentence: int
    quotation: Quotation | None
    spoken: bool


def find_candidates(speech: Speech, start: int) -> list[Candidate]:
    """Return the frames that may tell who says the number at `start`, with their features."""
    here = speech.sentence_index(start)
    if here < 0:
        return []
    frames = speech.read(here)[1]
    spoken = any(frame.group in _ASSERTING for frame in frames)
    number = _Number(start, here, quotation_at(speech.quotations, start), spoken)
    found = [_within(speech, number, frame) for frame in frames if not _holds(speech.read(here)[0], frame, start)]
    found.extend(_before(speech, number))
    found.extend(_after(speech, number))
    return found


def _holds(words: Words, frame: Frame, position: int) -> bool:
    """Say whether the speaker's own words hold the number: "two sources said"."""
    return words.starts[frame.first] <= position < words.ends[frame.last - 1]


def _within(speech: Speech, number: _Number, frame: Frame) -> Candidate:
    words, frames = speech.read(number.sentence)
    n = next((i for i in range(len(words)) if words.ends[i] > number.start), len(words) - 1)
    side = "after" if n >= frame.finish else "before" if n < frame.begin else "between"
    lo, hi = (frame.finish, n) if side == "after" else (n + 1, frame.begin)
    between = words.lower[lo:hi]
    quoted = _quote_relation(speech, words, frame, number.quotation)
    nearer = sum(1 for other in frames if other is not frame and (lo <= other.cue < hi))
    rel = f"same {side} {quoted}"
    turn = not speech.lexicon.sets["turns"].isdisjoint(between)
    features = (
        rel,
        f"{rel} {frame.shape} {frame.opening}",
        f"{rel} {frame.group}",
        f"same {side} {frame.shape} nearer {min(nearer, 2)}",
        f"same {side} {frame.shape} gap {_bucket(hi - lo)}",
        f"same {side} commas {min(between.count(','), 3)}",
        f"same {side} semicolon {';' in between}",
        f"same {side} turn {turn}",
        f"same {side} quote between {quoted == 'plain' and not _QUOTES.isdisjoint(between)}",
        *_speaker_features(words, frame),
        f"{frame.shape} {frame.group}",
        f"{frame.group} {frame.opening} {side}",
    )
    return Candidate(number.sentence, frame, side, features)


def _before(speech: Speech, number: _Number) -> Iterator[Candidate]:
    met = 0
    for back in range(1, min(_BACK, number.sentence) + 1):
        if met >= 3:
            break
        i = number.sentence - back
        for order, frame in enumerate(reversed(speech.read(i)[1])):
            yield _distant(speech, number, i, frame, order, met)
            met += 1


def _after(speech: Speech, number: _Number) -> Iterator[Candidate]:
    last = number.sentence + 1
    if number.quotation:
        last = max(last, min(speech.sentence_index(number.quotation.end), number.sentence + 12))
    for i in range(number.sentence + 1, min(last + 1, len(speech.sentences))):
        frames = speech.read(i)[1][:2]
        for order, frame in enumerate(frames):
            yield _distant(speech, number, i, frame, order, order)
        if frames:
            return


def _distant(speech: Speech, number: _Number, i: int, frame: Frame, order: int, met: int) -> Candidate:
    words = speech.read(i)[0]
    away = i - number.sentence
    way, where = ("next", f"next {min(away, 2)}") if away > 0 else ("back", f"back {min(-away, 4)}")
    paragraphs = abs(speech.sentences[number.sentence].paragraph - speech.sentences[i].paragraph)
    same = ("same", "next", "far")[min(paragraphs, 2)]
    quoted = _quote_relation(speech, words, frame, number.quotation)
    colon = words.lower[-1] == ":"
    opens = number.quotation is not None and number.quotation.start == speech.sentences[number.sentence].start
    features = (
        f"{where} {quoted}",
        f"{where} {quoted} {same}",
        f"{quoted} {same} met {min(met, 2)} spoken {number.spoken}",
        f"{where} {quoted} {frame.shape} {frame.opening}",
        f"{where} {quoted} {frame.group}",
        f"{way} {quoted} order {min(order, 2)}",
        f"{way} {quoted} colon {colon} opens {opens} {same}",
        f"{way} {quoted} spoken {number.spoken}",
        *_speaker_features(words, frame),
        f"{frame.shape} {frame.group}",
    )
    return Candidate(i, frame, where, features)


def _quote_relation(speech: Speech, words: Words, frame: Frame, quotation: Quotation | None) -> str:
    """Tell how a frame stands to the quotation of the number."""
    cue = words.starts[frame.cue]
    its = quotation_at(speech.quotations, cue)
    if quotation is None:
        return "plain" if its is None else "quoted"
    if its is not None:
        return "inner" if its is quotation else "other"
    begin, finish = words.starts[frame.begin], words.ends[min(frame.finish, len(words)) - 1]
    if 0 <= begin - quotation.end <= 3:
        return "stopped" if speech.text[quotation.start : quotation.end].rstrip(_MARKS).endswith(".") else "closing"
    if 0 <= quotation.start - finish <= 3:
        return "opening"
    others = sum(1 for q in speech.quotations if min(begin, quotation.end) <= q.start < max(begin, quotation.start))
    return f"outer{min(others, 2)}"


def _speaker_features(words: Words, frame: Frame) -> tuple[str, ...]:
    kind = words.kinds[frame.first]
    whole = 0
    for j in range(frame.first, frame.last):
        whole |= words.kinds[j]
    capital = any(words.capital[j] and not words.kinds[j] for j in range(frame.first, frame.last))
    if kind & PERSON:
        speaker = words.lower[frame.first]
    elif kind & (PRONOUN | RELATIVE):
        speaker = "pronoun " + words.lower[frame.first]
    elif whole & ROLE:
        speaker = "role"
    elif whole & DOCUMENT:
        speaker = "document"
    elif capital:
        speaker = "name"
    else:
        speaker = "other"
    number = " number" if whole & NUMBER else ""
    return (f"speaker {speaker}{number}", f"speaker {speaker} {frame.group}", f"speaker {speaker} {frame.shape}")


def _bucket(n: int) -> int:
    return n if n < 3 else 3 if n < 6 else 6 if n < 12 else 12 if n < 24 else 24


def score(candidate: Candidate, weights: dict[str, float]) -> float:
    """Return the log-odds that the candidate tells who says the number."""
    return weights["bias"] + sum(weights.get(feature, 0.0) for feature in candidate.features)


def likelihood(log_odds: float) -> float:
    """Return the probability of log-odds."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))
