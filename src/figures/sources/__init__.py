"""Who says it: the one who originated a figure, and the carriers between.

`quotes` finds the quotations, `words` the groups of words that can name somebody, `finding` the `frames` in which somebody is
said to say something (around `verbs` with their `subjects` and `senses`, and `leads` without one), `choosing` which of these a
number belongs to by their `features`, `naming` the best-named mention of that speaker.
"""

from __future__ import annotations

from dataclasses import dataclass

from figures import vocabulary
from figures.sentences import split_sentences
from figures.sources.choosing import Candidate, choose, find_candidates
from figures.sources.lexicon import PREPOSITION
from figures.sources.naming import best_name
from figures.sources.speech import Speech, read_speech

__all__ = ["Attribution", "Speech", "attribute", "find_source", "read_speech"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who a figure comes from.

    `text` is `document.text[start:end]`, the words that name the speaker where the figure is said ("he", "the ministry").
    `name` is the best-named mention of the same speaker in the document, equal to `text` where there is none better; it
    is `document.text[name_start:name_end]`. `via` holds the carriers, nearest the source first, `rule` how the words
    stand to each other, and `confidence` the probability that the attribution is right.
    """

    start: int
    end: int
    text: str
    name: str
    name_start: int
    name_end: int
    via: tuple[str, ...]
    rule: str
    confidence: float


def find_source(text: str, start: int, end: int, language: str = "en") -> Attribution | None:
    """Return who says the number at `start:end`, or None where the text gives it in the outlet's own voice."""
    return attribute(read_speech(text, split_sentences(text, language), language), start)


def attribute(speech: Speech, start: int) -> Attribution | None:
    """As `find_source`, for a number that begins at `start` in a text whose speech was read already."""
    chosen = choose(find_candidates(speech, start), vocabulary.load(speech.lexicon.language, "source_weights"))
    return None if chosen is None else _attribution(speech, *chosen)


def _attribution(speech: Speech, candidate: Candidate, confidence: float) -> Attribution:
    text, frame = speech.text, candidate.frame
    words, _ = speech.read(candidate.sentence)
    start, end = words.span(frame.first, frame.last)
    speaker = (candidate.sentence, frame.first, frame.last)
    if speaker not in speech.names:
        speech.names[speaker] = best_name(speech, *speaker)
    first, last = speech.names[speaker]
    return Attribution(
        start=start,
        end=end,
        text=text[start:end],
        name=text[first:last],
        name_start=first,
        name_end=last,
        via=_carriers(speech, candidate),
        rule=f"{candidate.where} {frame.shape}",
        confidence=round(confidence, 3),
    )


def _carriers(speech: Speech, candidate: Candidate) -> tuple[str, ...]:
    """Return who carried the words ("told the newspaper"), then the agency of the dateline."""
    agency = (speech.agency,) if speech.agency else ()
    if candidate.frame.via is None:
        return agency
    words, _ = speech.read(candidate.sentence)
    first, last = candidate.frame.via
    while first < last and not words.capital(first):
        first += 1
    joints = speech.lexicon.sets["name_joints"]
    last = next((i for i in range(first, last) if words.kinds[i] & PREPOSITION and words.lower[i] not in joints), last)
    if first == last or words.lower[first] in speech.lexicon.never_via:
        return agency
    start, end = words.span(first, last)
    carrier = speech.text[start:end]
    return (carrier,) if carrier == speech.agency else (carrier, *agency)
