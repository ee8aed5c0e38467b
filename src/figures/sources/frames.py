"""Frames: what a place of a sentence is made of where somebody is said to say something."""

from __future__ import annotations

from typing import NamedTuple

from figures.sources.lexicon import (
    ADVERB,
    DETERMINER,
    NUMBER,
    OBJECT,
    POSSESSIVE,
    PREPOSITION,
    PUNCTUATION,
    SUBORDINATOR,
    TIME,
)
from figures.sources.words import QUOTES, Span, Words, phrase_after


class Frame(NamedTuple):
    """Somebody (words `first` to `last` of the sentence) with the words that tell of saying (`cue` to `cue_end`).

    `shape` is how the two stand: `before` (X said that), `after` (said X), `lead` (according to X, ... - X), `shared` (the subject
    of an earlier verb), `passive` (reported by X), `label` (X: ...), `announcing` (X made a statement:). `group` is
    the group of the verb; `opening` what follows: `that`, `quote`, `colon`, `comma`, `infinitive`, `preposition`, `clause`
    or `end`.
    """

    first: int
    last: int
    cue: int
    cue_end: int
    shape: str
    group: str
    opening: str
    via: Span | None = None

    @property
    def begin(self) -> int:
        """The first word of speaker and cue together."""
        return min(self.first, self.cue)

    @property
    def finish(self) -> int:
        """The word after speaker, cue and who was told."""
        return max(self.last, self.cue_end, self.via[1] if self.via and self.group == "tell" else 0)


def build_frame(words: Words, speaker: Span, cue: Span, shape: str, group: str) -> Frame:
    """Return the frame of a speaker and a cue, with who was told and what follows."""
    via = told(words, cue[1]) if group == "tell" and shape in {"before", "shared"} else None
    opening = opening_of(words, max(cue[1], speaker[1], via[1] if via else 0))
    return Frame(*speaker, *cue, shape, group, opening, via)


def told(words: Words, i: int) -> Span | None:
    """Return who was told, right after the verb ("told the newspaper")."""
    if i >= len(words):
        return None
    return (i, i + 1) if words.kinds[i] & OBJECT else phrase_after(words, i)


def opening_of(words: Words, i: int) -> str:
    """Return what follows a frame that ends before word `i`."""
    n = len(words)
    while i < n and (after := _after_aside(words, i)) > i:
        i = after
    if i >= n:
        return "end"
    word = words.lower[i]
    if word in QUOTES or (word == "," and i + 1 < n and words.lower[i + 1] in QUOTES):
        return "quote"
    if word in {":", ","}:
        return "colon" if word == ":" else "comma"
    if word in words.lexicon.sets["complementizers"]:
        return "that"
    kind = words.kinds[i]
    if word in words.lexicon.sets["infinitives"]:
        # "admitted to at least 60" is none.
        counted = i + 1 < n and (words.kinds[i + 1] & NUMBER or words.lower[i + 1] in words.lexicon.bounding)
        return "clause" if counted else "infinitive"
    if any(tuple(words.lower[i : i + len(phrase)]) == phrase for phrase in words.lexicon.bounding.get(word, ())):
        return "clause"
    return "end" if kind & PUNCTUATION else "preposition" if kind & PREPOSITION else "clause"


def _after_aside(words: Words, i: int) -> int:
    """Return the word after a time, an adverb or an occasion ("on Friday", "in a message") at `i`, or `i` for none."""
    if words.kinds[i] & SUBORDINATOR:
        return i
    if words.kinds[i] & (TIME | ADVERB):
        return i + 1
    if words.kinds[i] & NUMBER and words.kinds[i - 1] & TIME and _ends(words, i + 1):
        return i + 1
    for j in range(i + 1, min(i + 5, len(words)) if words.kinds[i] & PREPOSITION else i):
        if words.kinds[j] & TIME or words.lower[j] in words.lexicon.sets["occasions"]:
            return j + 1
        if (
            words.kinds[j] & ~(DETERMINER | POSSESSIVE | ADVERB)
            and words.lower[j] not in words.lexicon.sets["name_joints"]
        ):
            break
    return i


def _ends(words: Words, i: int) -> bool:
    return i >= len(words) or bool(words.kinds[i] & PUNCTUATION)
