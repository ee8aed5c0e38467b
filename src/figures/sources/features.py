"""Features: what speaks for or against a frame as the one that tells who says a number.

Each is a short text, made of how the frame stands to the number and to its quotation, of the kinds of verb, speaker and number,
and of what is between them. `vocabulary/<language>/source_weights.toml` has their weights.
"""

from __future__ import annotations

from bisect import bisect_left

from figures.sentences import START
from figures.sources.frames import Frame
from figures.sources.lexicon import (
    ADVERB,
    AUXILIARY,
    CONJUNCTION,
    DETERMINER,
    DOCUMENT,
    NUMBER,
    OBJECT,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    ROLE,
    SUBORDINATOR,
    TIME,
)
from figures.sources.numbers import END_MARKS, NEAR, Number
from figures.sources.quotes import Quotation, quotation_at
from figures.sources.speech import Speech
from figures.sources.words import QUOTES, Words, head_of

_NEXT = (
    (PRONOUN, "pronoun"),
    (NUMBER, "number"),
    (TIME, "time"),
    (DETERMINER, "determiner"),
    (PREPOSITION, "preposition"),
)
_PREVIOUS = (
    (CONJUNCTION, "conjunction"),
    (PREPOSITION, "preposition"),
    (TIME, "time"),
    (NUMBER, "number"),
    (ADVERB, "adverb"),
    (AUXILIARY, "auxiliary"),
)
_MARKS = {",", ":", ";", "(", "-", "–", "—"}


def in_sentence(speech: Speech, number: Number, frame: Frame) -> tuple[str, tuple[str, ...]]:
    """Return where a frame of the number's own sentence stands ("same after" says the number follows), and its features."""
    words, frames = speech.read(number.sentence)
    n = number.word
    side = "after" if n >= frame.finish else "before" if n < frame.begin else "between"
    lo, hi = (frame.finish, n) if side == "after" else (n + 1, frame.begin)
    between = words.lower[lo:hi]
    quoted = _quote_relation(speech, words, frame, number.quotation)
    nearer = sum(1 for other in frames if other is not frame and lo <= other.cue < hi)
    link = "frame" if nearer else _link(words, lo, hi)
    features = (
        f"{side} {quoted}",
        f"{side} {quoted} {frame.shape} {frame.opening}",
        f"{side} {quoted} {frame.group}",
        f"{side} {frame.group} {frame.opening}",
        f"{side} {frame.shape} nearer {min(nearer, 2)}",
        f"{side} {frame.shape} {frame.opening} gap {_bucket(hi - lo)}",
        f"{side} told in {_teller(frames, frame)}",
        f"{side} link {link}",
        f"{side} {frame.opening} link {link}",
        f"{side} turn {not speech.lexicon.sets['turns'].isdisjoint(between)}",
        f"{side} quote between {number.quotation is None and not QUOTES.isdisjoint(between)}",
        f"{side} {number.kind}",
        f"{side} {frame.shape} {frame.group} {frame.opening} next {_next_word(words, frame.finish)}",
        f"{side} {frame.group} clause {any(kind & AUXILIARY for kind in words.kinds[frame.finish :])}",
        f"{side} {frame.shape} {frame.opening} mark {_mark_before(words, frame.begin)}",
        f"{side} {frame.opening} behind {_word_before(words, frame.begin)}",
        *_quotation_features(number, number.sentence, frame),
        *_speaker_features(words, frame),
    )
    return f"same {side}", features


def of_other_sentence(speech: Speech, number: Number, i: int, frame: Frame, order: int) -> tuple[str, tuple[str, ...]]:
    """Return where a frame of sentence `i`, the `order`-th seen from the number, stands, and its features."""
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
        f"{way} {number.kind}",
        f"{key} {frame.shape} {frame.opening}",
        f"{key} {frame.group}",
        f"{way} {quoted} order {min(order, 2)}",
        f"{way} {quoted} colon {words.lower[-1] == ':'} opens {opens} {same}",
        f"{way} {quoted} mark {_mark_before(words, frame.begin)} {frame.opening}",
        *_quotation_features(number, i, frame),
        *_speaker_features(words, frame),
    )
    return where, features


def _quotation_features(number: Number, sentence: int, frame: Frame) -> tuple[str, ...]:
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
    if 0 <= begin - quotation.end <= NEAR:
        return "stopped" if speech.text[quotation.start : quotation.end].rstrip(END_MARKS).endswith(".") else "closing"
    if 0 <= quotation.origin - finish <= NEAR:
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


def _link(words: Words, lo: int, hi: int) -> str:
    """Return the last word between that opens a clause ("that", "when", "who"), or a comma, or nothing."""
    for i in range(hi - 1, lo - 1, -1):
        if words.kinds[i] & (SUBORDINATOR | RELATIVE):
            return words.lower[i]
    return "comma" if "," in words.lower[lo:hi] else "none"


def _mark_before(words: Words, i: int) -> str:
    if i == 0:
        return "start"
    word = words.lower[i - 1]
    return "quote" if word in QUOTES else "comma" if word == "," else "other"


def _bucket(n: int) -> int:
    return n if n < 3 else 3 if n < 6 else 6 if n < 12 else 12 if n < 24 else 24


def _word_before(words: Words, i: int) -> str:
    """Tell what stands before a frame: a mark, the word that opens a clause, or a kind of word."""
    if i == 0:
        return "start"
    word, kind = words.lower[i - 1], words.kinds[i - 1]
    if word in QUOTES:
        return "quote"
    if word in _MARKS:
        return word
    if kind & (RELATIVE | SUBORDINATOR):
        return "relative" if kind & RELATIVE else word
    return next((name for bit, name in _PREVIOUS if kind & bit), "word")
