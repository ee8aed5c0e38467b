"""Quotations: which stretches of a text stand between quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

# Typographic marks open or close by themselves; a straight mark opens after white space or a bracket and closes otherwise.
_MARK = re.compile(r"[“”„«»\"]|''|\n\s*\n")
_OPENING, _CLOSING = "“„«", "”»"
_LONGEST = 6_000


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks, marks included. `open` when its paragraph ends before the quotation does."""

    start: int
    end: int
    open: bool = False


def find_quotations(text: str) -> list[Quotation]:
    """Return the quotations of a text in order; they do not nest."""
    found: list[Quotation] = []
    begun: int | None = None
    for match in _MARK.finditer(text):
        mark = match.group()
        if mark[0] == "\n":
            if begun is not None:
                found.append(Quotation(begun, match.start(), open=True))
            begun = None
        elif begun is not None and (match.start() - begun > _LONGEST):
            begun = match.start() if _opens(text, match) else None
        elif begun is None:
            if _opens(text, match):
                begun = match.start()
        elif mark in _CLOSING or (mark not in _OPENING and not _opens(text, match)):
            found.append(Quotation(begun, match.end()))
            begun = None
    if begun is not None and len(text) - begun < _LONGEST:
        found.append(Quotation(begun, len(text), open=True))
    return found


def quotation_at(quotations: list[Quotation], position: int) -> Quotation | None:
    """Return the quotation that holds the character at `position`, or None."""
    i = bisect_right(quotations, position, key=lambda q: q.start) - 1
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
