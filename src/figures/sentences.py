"""Paragraphs, sentences and words, as spans of an unaltered text.

A sentence ends at `.`, `!`, `?` or `…` before white space and an opening character, unless the word before the stop is an
abbreviation of the vocabulary. A blank line always ends a sentence. A single line break ends one too, unless the text is
hard-wrapped (its lines break at about the same width).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from figures import vocabulary

# A word keeps inner apostrophes, hyphens and abbreviation points; every other visible character is a token by itself.
_TOKEN = re.compile(
    r"[^\W\d_]\.[^\W\d_]\.(?:[^\W\d_]\.)*"  # abbreviations with points: U.S.
    r"|\d+(?:[.,]\d+)*"  # numbers with their separators
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*"  # words; inner apostrophes stay
    r"|[^\s\w]|_"
)
# White space follows a stop, unless it was forgotten between a word and a capital: "no details.At noon".
_STOP = re.compile(  # a set first, no repeat: re looks for it without trying a match
    r"[.!?…][.!?…]*[\"'”’»)\]]*(?:(?=\s)|(?<=[^\W\d_]{3}\.)(?=[^\W\d_]))"
)
_WORD_BEFORE = re.compile(r"[^\s\"'“”‘’(\[]+\Z")
_LONGEST_ABBREVIATION = 12  # characters; a longer word before a stop is none
_BREAK = re.compile(r"\n[^\S\n]*(?:\n\s*)*")
_WRAP_WIDTHS = (45, 100)  # characters: the longest line of a hard-wrapped text
_MAX_SENTENCE = 2_000
START = attrgetter("start")
"""The key by which sentences, and what stands in them, are in order."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a punctuation mark; `text` is `document.text[start:end]`, `lower` the same in lower case."""

    start: int
    end: int
    text: str
    lower: str


class Sentence(NamedTuple):
    """A sentence of a document: `text` is `document.text[start:end]`; `paragraph` counts paragraphs from 0."""

    start: int
    end: int
    text: str
    paragraph: int


@lru_cache(maxsize=1)  # every step reads the document in lower case
def lowered(text: str) -> str:
    """Return `text` in lower case letter by letter: a letter whose lower case is two characters stays as it is."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join([low if len(low := c.lower()) == 1 else c for c in text])


def find_tokens(text: str, offset: int = 0) -> list[Token]:
    """Return the tokens of `text` in order; positions are shifted by `offset` so that they point into the document."""
    return [Token(m.start() + offset, m.end() + offset, m.group(), m.group().lower()) for m in _TOKEN.finditer(text)]


def split_sentences(text: str, language: str = "en") -> list[Sentence]:
    """Return the sentences of `text` in order. None is longer than 2,000 characters; white space lies between them."""
    sentences: list[Sentence] = []
    for paragraph, (start, end) in enumerate(_split_lines(text, language)):
        for first, last in _split_line(text, start, end, language):
            sentences.extend(Sentence(a, b, text[a:b], paragraph) for a, b in _bounded(text, first, last) if a < b)
    return sentences


def sentence_at(sentences: Sequence[Sentence], position: int) -> Sentence | None:
    """Return the sentence that holds the character at `position`, or None when it lies between sentences."""
    i = sentence_index(sentences, position)
    return sentences[i] if i >= 0 and position < sentences[i].end else None


def sentence_index(sentences: Sequence[Sentence], position: int) -> int:
    """Return the index of the sentence that holds `position` or stands last before it; -1 before the first."""
    return bisect_right(sentences, position, key=START) - 1


def _split_lines(text: str, language: str) -> Iterator[tuple[int, int]]:
    wrapped = _is_hard_wrapped(text)
    start = 0
    for m in _BREAK.finditer(text):
        if wrapped and m.group().count("\n") == 1 and not text[m.end() : m.end() + 1].isspace():
            continue
        if m.start() - start >= _WRAP_WIDTHS[0] and _goes_on(text, m.start(), m.end(), language):
            continue
        if m.start() > start:
            yield start, m.start()
        start = m.end()
    if start < len(text):
        yield start, len(text)


def _goes_on(text: str, end: int, start: int, language: str) -> bool:
    """Say whether the line that begins at `start` goes on with the sentence of the line that stops before `end`."""
    before = text[max(0, end - _LONGEST_ABBREVIATION) : end].rstrip()
    if text[start : start + 1].islower():
        return before[-1:].islower() or before[-1:] == ","
    return before[-1:].islower() and before.rsplit(None, 1)[-1] in _unfinished(language)


def _is_hard_wrapped(text: str) -> bool:
    """Say whether lines are broken at a width: those that another line follows are nearly all about as long as the longest."""
    lines = [line.rstrip() for line in text[:20_000].split("\n")]
    width = max(map(len, lines))
    if not _WRAP_WIDTHS[0] <= width <= _WRAP_WIDTHS[1]:
        return False
    followed = [line for line, following in pairwise(lines) if line and following]
    return sum(len(line) > 0.7 * width for line in followed) > 0.8 * len(followed)


def _split_line(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    first = start
    for m in _STOP.finditer(text, start, end):
        if _is_abbreviation(text, m, language) or _continues(text, m.end(), end):
            continue
        yield _trimmed(text, first, m.end())
        first = m.end()
    yield _trimmed(text, first, end)


def _continues(text: str, position: int, end: int) -> bool:
    """Say whether what follows a stop goes on with the sentence: a lower-case letter or a closing mark."""
    following = text[position : min(position + 20, end)].lstrip()[:1]
    if position < end and following == text[position] and text[position - 2].isupper():
        return True
    return following.islower() or following in {",", ";", ")"}


def _is_abbreviation(text: str, stop: re.Match[str], language: str) -> bool:
    if stop.group() != ".":
        return False
    before = _WORD_BEFORE.search(text, max(0, stop.start() - _LONGEST_ABBREVIATION), stop.start())
    if not before:
        return False
    word = before.group().lower()
    # An initial ("J. Smith") is no sentence end; nor is an abbreviation with inner points ("U.S. officials").
    return (len(word) == 1 and word.isalpha()) or word in _abbreviations(language)


@lru_cache
def _abbreviations(language: str) -> frozenset[str]:
    return frozenset(vocabulary.load(language, "sentences")["abbreviations"])


@lru_cache
def _unfinished(language: str) -> frozenset[str]:
    return frozenset(vocabulary.load(language, "sentences")["unfinished"])


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without the white space at its ends."""
    piece = text[start:end]
    return end - len(piece.lstrip()), start + len(piece.rstrip())


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut an overlong sentence at white space, so that no later step meets an unbounded one."""
    if end - start <= _MAX_SENTENCE:
        yield start, end
        return
    while end - start > _MAX_SENTENCE:
        cut = text.rfind(" ", start, start + _MAX_SENTENCE)
        cut = cut if cut > start else start + _MAX_SENTENCE
        yield _trimmed(text, start, cut)
        start = cut
    yield _trimmed(text, start, end)
