"""Who or what a number counts: the noun phrase after it, the label before it, or what it is a share of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from figures.counts.grammar import NounPhrases
from figures.counts.lexicon import BODY, KINDS, MEASURE, NUMBER
from figures.counts.words import Piece

# Letters of a counted number, by what is counted.
LETTERS = {
    "people": "P",
    "fighters": "P",
    "commanders": "P",
    "equipment": "W",
    "missiles": "W",
    "cars": "W",
    "unknown": "U",
    "bare": "N",
    "not_counted": "O",
    "event": "D",
}
_TELLING = {"S", "T", BODY}  # nouns that are counted by what happened
_FIRED = {"equipment", "missiles"}  # of "57 of 75 drones" the 75 were only fired
_LONGEST = 12  # words of a noun phrase


def join_subjects(pieces: Sequence[Piece], phrases: NounPhrases) -> list[Piece]:
    """Return the pieces with every number and the noun phrase after it as one piece, its letter by what is counted."""
    joined: list[Piece] = []
    i = 0
    while i < len(pieces):
        piece = pieces[i]
        i += 1
        if piece.letter == NUMBER:
            following = pieces[i : i + _LONGEST]
            letters = "".join([p.letter for p in following])
            if match := phrases.known.match(letters):
                piece = _counted(piece, following, match)
            elif match := phrases.unknown.match(letters):
                piece = _of_kind(piece, "unknown", *_span(following, match))
            else:
                piece = _of_kind(piece, "bare")
            i += match.end() if match else 0
        joined.append(piece)
    if any(piece.kind == "bare" for piece in joined):
        _read_shares(joined, phrases)
        _read_labels(joined, phrases)
    return joined


def _counted(number: Piece, pieces: Sequence[Piece], match: re.Match[str]) -> Piece:
    head, (start, end) = pieces[match.start("head")], _span(pieces, match)
    kind = "event" if head.letter in _TELLING else KINDS[head.letter]
    if kind == "pronouns":
        return _of_kind(number, "bare")._replace(end=end)
    said = match.start("said")
    return _of_kind(number, kind, start, end)._replace(events=head.events if said < 0 else pieces[said].events)


def _span(pieces: Sequence[Piece], match: re.Match[str]) -> tuple[int, int]:
    return pieces[match.start("phrase")].start, pieces[match.end() - 1].end


def _of_kind(number: Piece, kind: str, start: int = 0, end: int = 0) -> Piece:
    """Return the number counting things of `kind`, said at `start:end` (nowhere where `end` is 0)."""
    subject = (start, end) if end else None
    return number._replace(letter=LETTERS[kind], kind=kind, subject=subject, end=max(number.end, end))


def _read_shares(pieces: list[Piece], phrases: NounPhrases) -> None:
    """Give the first number of "two of four missiles" what the second one counts."""
    for match in phrases.share.finditer("".join([piece.letter for piece in pieces])):
        share, whole = pieces[match.start()], pieces[match.end() - 1]
        if whole.kind:
            pieces[match.start()] = share._replace(letter=whole.letter, kind=whole.kind, subject=whole.subject)
            if whole.kind in _FIRED:
                pieces[match.end() - 1] = whole._replace(letter=MEASURE, kind="")


def _read_labels(pieces: list[Piece], phrases: NounPhrases) -> None:
    """Give the bare number of "tanks - 12" what its label says."""
    for match in phrases.label.finditer("".join([piece.letter for piece in pieces])):
        first, noun = pieces[match.start()], pieces[match.start("noun")]
        number = match.end() - 1
        pieces[number] = _of_kind(pieces[number], KINDS[noun.letter], first.start, noun.end)
