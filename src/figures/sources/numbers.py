"""Numbers: where a number stands in the speech of a text, and who most plainly says the quotation it stands in."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from operator import itemgetter

from figures.sources.frames import Frame
from figures.sources.lexicon import CUE, TIME
from figures.sources.quotes import Quotation, quotation_at
from figures.sources.speech import Speech
from figures.sources.words import Words

NEAR = 3
"""At most so many characters lie between a quotation and the words that belong to it."""
END_MARKS = "\"”’'»"
_CRIES = ("?", "!", "…")
_BACK = 6
_TAG = 200
_ASSERTING = {"say", "tell", "count", "lead"}


@dataclass(frozen=True, slots=True)
class Number:
    """Where a number stands: its sentence, its word there, its quotation, the sentences where that begins and ends.

    `kind` tells a count from a date and the like, `spoken` whether its sentence has somebody who says something, `speaker`
    the frame that tells whose quotation it is, with the reason and the sentence of that frame.
    """

    sentence: int
    word: int
    kind: str
    quotation: Quotation | None
    begin: int
    finish: int
    spoken: bool
    speaker: tuple[str, int, Frame] | None


def locate(speech: Speech, start: int) -> Number | None:
    """Return where the number that begins at `start` stands, or None before the first sentence."""
    sentence = speech.sentence_index(start)
    if sentence < 0:
        return None
    words, frames = speech.read(sentence)
    word = min(bisect_right(words.spans, start, key=itemgetter(1)), len(words) - 1)
    if words.kinds[word] & CUE and word + 1 < len(words):
        word += 1  # "the council estimated 40": the number begins with the verb
    quotation = quotation_at(speech.quotations, start)
    begin = speech.sentence_index(quotation.origin) if quotation else sentence
    finish = speech.sentence_index(quotation.end - 1) if quotation else sentence
    spoken = any(frame.group in _ASSERTING for frame in frames)
    speaker = _find_speaker(speech, quotation, max(begin, 0), finish) if quotation else None
    return Number(sentence, word, _kind(words, word, start), quotation, max(begin, 0), finish, spoken, speaker)


def _find_speaker(speech: Speech, quotation: Quotation, begin: int, finish: int) -> tuple[str, int, Frame] | None:
    """Return the frame that most plainly tells whose quotation it is, with the reason and the sentence of the frame."""
    first_words, last_words = speech.read(begin)[0], speech.read(finish)[0]
    after = [f for f in speech.read(finish)[1] if last_words.spans[f.begin][0] >= quotation.end]
    if after and last_words.spans[after[0].begin][0] - quotation.end <= NEAR:
        return "closing", finish, after[0]
    if asked := _spoken_after(speech, quotation, finish + 1):
        return "closing", finish + 1, asked
    before = [f for f in speech.read(begin)[1] if first_words.spans[f.finish - 1][1] <= quotation.origin]
    before = [f for f in before if quotation_at(speech.quotations, first_words.spans[f.cue][0]) is None]
    if before:
        near = quotation.origin - first_words.spans[before[-1].finish - 1][1] <= NEAR
        return "opening" if near else "leading", begin, before[-1]
    for i in range(begin - 1, max(-1, begin - 1 - _BACK), -1):
        words, frames = speech.read(i)
        outside = [f for f in frames if quotation_at(speech.quotations, words.spans[f.cue][0]) is None]
        if outside:
            same = speech.sentences[i].paragraph == speech.sentences[begin].paragraph
            colon = words.lower[-1] == ":"
            return "colon" if colon else "goes on" if same else "next paragraph", i, outside[-1]
    return None


def _spoken_after(speech: Speech, quotation: Quotation, i: int) -> Frame | None:
    """Return the frame that opens sentence `i` right after a quotation that ended in a question or a cry: '"Who?" X asked.'"""
    mark = speech.text[quotation.start : quotation.end].rstrip(END_MARKS)[-1:]
    if mark not in _CRIES or i >= len(speech.sentences) or speech.sentences[i].start - quotation.end > NEAR:
        return None
    frames = speech.read(i)[1]
    return frames[0] if frames and frames[0].begin == 0 and frames[0].opening != "that" else None


def _kind(words: Words, i: int, start: int) -> str:
    """Tell a count from a date ("May 3"), an age, a part of a word ("two-year"), of a name ("Channel 4") or of a tag."""
    lexicon, before = words.lexicon, i - 1
    if words.text.rfind("<", max(0, start - _TAG), start) > words.text.rfind(">", max(0, start - _TAG), start):
        return "tag"
    if before > 0 and words.lower[before] == ".":
        before -= 1
    if before >= 0 and words.kinds[before] & TIME:
        return "date"
    following = words.lower[i + 1] if i + 1 < len(words) else "."
    if (
        before > 0
        and words.lower[before] == ","
        and following == ","
        and words.capital(before - 1)
        and i + 2 < len(words)
    ):
        return "age"
    if "-" in words.lower[i] or following == "-":
        return "compound"
    if lexicon.kind_of(following) & TIME or following in lexicon.sets["spans"]:
        return "span"
    if following in lexicon.sets["parts"] or (before >= 0 and words.lower[before] in lexicon.sets["money"]):
        return "amount"
    return "name" if i and words.capital(i - 1) and not words.kinds[i - 1] and not words.titled else "count"
