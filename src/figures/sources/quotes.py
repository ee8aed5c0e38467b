"""Quotations: which stretches of a text stand between quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from figures.sentences import START

# Typographic marks open or close by themselves; a straight mark opens after white space or a bracket and closes otherwise.
_MARK = re.compile(r"“|”|„|«|»|\"|''|\n\s*\n")  # every choice begins with a character, which re looks for first
_OPENING, _CLOSING = "“„«", "”»"
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
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        if mark[0] == "\n":
            # An open quotation goes on when the next paragraph opens with a mark again.
            goes_on = begun is not None and text[match.end() : match.end() + 1] in "“\"'"
            if begun is not None:
                origin = begun if origin is None else origin
                found.append(Quotation(begun, at, origin))
            begun, origin = None, origin if goes_on else None
        elif begun is None:
            begun = at if _opens(text, match) else None
        elif at - begun > _LONGEST:
            begun, origin = (at if _opens(text, match) else None), None
        elif mark in _CLOSING or (mark not in _OPENING and not _opens(text, match)):
            found.append(Quotation(begun, match.end(), begun if origin is None else origin))
            begun = origin = None
    if begun is not None and len(text) - begun < _LONGEST:
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
