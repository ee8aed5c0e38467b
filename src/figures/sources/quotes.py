"""Quotations: which stretches of a text stand between quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from figures.sentences import START

# Typographic marks open or close by themselves; a straight mark opens after white space or a bracket and closes otherwise.
# A single mark opens after white space and before a word, and closes after a stop or a comma: elsewhere it is an apostrophe.
_MARK = re.compile(  # every choice begins with a character, which re looks for first
    r"“|”|„|«|»|\"|''|’’|‘‘|\n\s*\n"
    r"|'(?<!\S')(?=\w)|‘(?<!\S‘)(?=\w)|'(?<=[,.!?…]')(?!\w)|’(?<=[,.!?…]’)(?!\w)"
)
_OPENING, _CLOSING, _SINGLE = frozenset({"“", "„", "«", "‘‘", "‘"}), frozenset({"”", "»", "’’", "’"}), frozenset("'‘’")
_LONGEST = 6_000


class Quotation(NamedTuple):
    """A stretch between quotation marks, marks included.

    `origin` is where the speech begins: its own start, or that of an earlier paragraph whose quotation was left open.
    """

    start: int
    end: int
    origin: int


def find_quotations(text: str) -> list[Quotation]:
    """Return the quotations of a text in order; they do not nest."""
    found: list[Quotation] = []
    begun: int | None = None
    origin: int | None = None
    single = False
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        opens = mark[0] != "\n" and _opens(text, match)
        if mark[0] == "\n":
            # An open quotation goes on when the next paragraph opens with a mark again. One in single marks must.
            goes_on = begun is not None and text[match.end() : match.end() + 1] in "“\"'‘"
            if begun is not None and (goes_on or not single):
                origin = begun if origin is None else origin
                found.append(Quotation(begun, at, origin))
            begun, origin = None, origin if goes_on else None
        elif begun is None or at - begun > _LONGEST or (single and opens and mark not in _SINGLE):
            origin = origin if begun is None else None
            begun, single = (at if opens else None), mark in _SINGLE
        elif not opens and single == (mark in _SINGLE):
            found.append(Quotation(begun, match.end(), begun if origin is None else origin))
            begun = origin = None
    if begun is not None and not single and len(text) - begun < _LONGEST:
        found.append(Quotation(begun, len(text), begun if origin is None else origin))
    return found


def quotation_at(quotations: list[Quotation], position: int) -> Quotation | None:
    """Return the quotation that holds the character at `position`, or None."""
    i = bisect_right(quotations, position, key=START) - 1
    return quotations[i] if i >= 0 and position < quotations[i].end else None


def _opens(text: str, match: re.Match[str]) -> bool:
    mark = match.group()
    if mark in _OPENING:
        return True
    if mark in _CLOSING:
        return False
    before = text[match.start() - 1] if match.start() else " "
    after = text[match.end()] if match.end() < len(text) else " "
    return (before.isspace() or before in "([—–-") and not after.isspace()
