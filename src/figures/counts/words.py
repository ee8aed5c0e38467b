"""The words of a sentence as pieces with one letter each, so that grammar can be written as patterns over letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from figures.counts.lexicon import (
    AS_VERB,
    MEASURE,
    NAME,
    NUMBER,
    SMALL,
    WORD,
    Event,
    Expressions,
    Lexicon,
    Meaning,
    lexicon,
)
from figures.quantities import Quantity

_REMARK = re.compile(r"\([^()#]{1,20}\)")
# Letters after which a word that can be verb or noun is a noun: the, of, in, a number ("for killing ten" is a verb).
_BEFORE_NOUN = {"Y": "dfi#", "Z": "dfi#", "K": "d#"}
_BEFORE_OF = "f"


class Piece(NamedTuple):
    """One word, number or mark of a sentence with its letter; `quantity` for numbers, `events` for words that say one."""

    start: int
    end: int
    letter: str
    events: tuple[Event, ...] = ()
    quantity: Quantity | None = None
    kind: str = ""
    subject: tuple[int, int] | None = None


def read_pieces(
    text: str, start: int, end: int, quantities: Sequence[Quantity], measures: frozenset[int], language: str
) -> list[Piece]:
    """Return the pieces of `text[start:end]`; `measures` holds the starts of quantities that are no count (dates, ages ...)."""
    known, shouted = lexicon(language), text[start:end].isupper()
    pieces: list[Piece] = []
    position = start
    for quantity in quantities:
        pieces.extend(_words(text, position, quantity.start, start, known, shouted))
        letter = MEASURE if quantity.start in measures else NUMBER
        pieces.append(Piece(quantity.start, quantity.end, letter, (), quantity))
        position = quantity.end
    pieces.extend(_words(text, position, end, start, known, shouted))
    return _without_remarks(_decided(pieces))


def _words(text: str, first: int, end: int, start: int, known: Lexicon, shouted: bool) -> list[Piece]:
    """Return the pieces of a stretch without quantities; the sentence begins at `start`."""
    spans = [match.span() for match in WORD.finditer(text, first, end)]
    words = [text[a:b].lower() for a, b in spans]
    pieces: list[Piece] = []
    done = 0
    for i, word in enumerate(words):
        if i < done:
            continue
        longer = known.expressions.get(word)
        done, meaning = _expression(longer, words, i) if longer else (i + 1, None)
        a, b = spans[i]
        if meaning is None:
            named = a > start and not shouted and text[a].isupper()
            meaning = known.words.get(word) or known.unlisted(word, named)
            if named and meaning.letter in SMALL and b - a > 1 and text[a:b].isupper():
                meaning = NAME  # "two US citizens", "40 IS leaders"
        pieces.append(Piece(a, spans[done - 1][1] if done > i + 1 else b, *meaning))
    return pieces


def _expression(longer: Expressions, words: list[str], i: int) -> tuple[int, Meaning | None]:
    """Return the end and the meaning of the longest expression of `longer` that begins at the `i`th word."""
    for expression, meaning in longer.get(words[i + 1], ()) if i + 1 < len(words) else ():
        end = i + len(expression)
        if words[i:end] == expression:
            return end, meaning
    return i + 1, None


def _decided(pieces: list[Piece]) -> list[Piece]:
    """Decide for words that can be verb or noun: "the arrest of", but "police arrest"."""
    for i, piece in enumerate(pieces):
        if piece.letter in AS_VERB:
            following = pieces[i + 1].letter if i + 1 < len(pieces) else ""
            noun = following == _BEFORE_OF or (i > 0 and pieces[i - 1].letter in _BEFORE_NOUN[piece.letter])
            pieces[i] = piece._replace(letter="S" if noun else AS_VERB[piece.letter])
    return pieces


def _without_remarks(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces without what stands in brackets, unless a number does: "30 members of the Front (FLN) died"."""
    for match in reversed(list(_REMARK.finditer("".join([piece.letter for piece in pieces])))):
        del pieces[match.start() : match.end()]
    return pieces
