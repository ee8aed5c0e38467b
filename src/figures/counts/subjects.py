"""Who or what a number counts: the noun phrase after it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from figures.counts.lexicon import BODY, KINDS, NUMBER
from figures.counts.words import Piece

# Letters of a counted number, by what is counted.
LETTERS = {"people": "P", "fighters": "P", "commanders": "P", "equipment": "W", "missiles": "W", "cars": "W", "unknown": "U", "bare": "N",
           "not_counted": "O", "event": "D"}  # fmt: skip
_TELLING = {"S", "T", BODY}  # nouns that are counted by what happened
_LONGEST = 12
# "of his", modifiers, nouns of which the last is the head; "more", "pieces of" and "men and" may stand before it.
_PHRASE = re.compile(
    r"(?:fd?|d)?(?P<phrase>(?:6f?d?)?(?:[xXyavt]|q[xX]?|[xX]c(?=[xX])|(?P<said>[VEAGI])(?=[xX]{0,3}[0-9])){0,6}?(?:[0-9ST]I?(?=[0-9ST])|[12348]c(?=[xX]?[123])){0,4}(?P<head>[0-8ST]|(?<![xX1])9))"
)
_UNKNOWN = re.compile(r"(?:fd?)?(?P<phrase>6?[xX](?:[xX]|c(?=X)){0,5})")

_LABEL = re.compile(r"[xX0-5]{0,3}(?P<noun>[0-5])a?[-:]N")
_SHARE = re.compile(r"N(?=fd?[PWUO])fd?.")


def join_subjects(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces with every number and the noun phrase after it as one piece, its letter by what is counted."""
    joined: list[Piece] = []
    i = 0
    while i < len(pieces):
        piece = pieces[i]
        if piece.letter != NUMBER:
            joined.append(piece)
            i += 1
            continue
        following = pieces[i + 1 : i + 1 + _LONGEST]
        match = _find_phrase("".join(p.letter for p in following))
        joined.append(_counted(piece, following, match) if match else _bare(piece))
        i += 1 + (match.end() if match else 0)
    return _with_labels(_of_shares(joined))


def _with_labels(pieces: list[Piece]) -> list[Piece]:
    """Give the bare number of "tanks - 12" what its label says."""
    letters = "".join(piece.letter for piece in pieces)
    for match in _LABEL.finditer(letters):
        first, noun, number = pieces[match.start()], pieces[match.start("noun")], pieces[match.end() - 1]
        kind = KINDS[noun.letter]
        pieces[match.end() - 1] = number._replace(letter=LETTERS[kind], kind=kind, subject=(first.start, noun.end))
    return pieces


def _find_phrase(letters: str) -> re.Match[str] | None:
    return _PHRASE.match(letters) or _UNKNOWN.match(letters)


def _bare(number: Piece) -> Piece:
    return number._replace(letter=LETTERS["bare"], kind="bare")


def _counted(number: Piece, pieces: Sequence[Piece], match: re.Match[str]) -> Piece:
    span = (pieces[match.start("phrase")].start, pieces[match.end() - 1].end)
    if match.re is _UNKNOWN:
        return number._replace(end=span[1], letter=LETTERS["unknown"], kind="unknown", subject=span)
    head = pieces[match.start("head")]
    kind = "event" if head.letter in _TELLING else KINDS[head.letter]
    if kind == "pronouns":
        return _bare(number)._replace(end=span[1])
    events = head.events
    if match.start("said") >= 0:
        events = pieces[match.start("said")].events
    return number._replace(end=span[1], letter=LETTERS[kind], kind=kind, events=events, subject=span)


def _of_shares(pieces: list[Piece]) -> list[Piece]:
    """Give the first number of "two of four missiles" what the second one counts."""
    letters = "".join(piece.letter for piece in pieces)
    for match in _SHARE.finditer(letters):
        i = match.start()
        share, whole = pieces[i], pieces[match.end() - 1]
        if whole.kind:
            pieces[i] = share._replace(letter=whole.letter, kind=whole.kind, subject=whole.subject)
    return pieces
