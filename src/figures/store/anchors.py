"""Where in a text something stands, said so that it is found again when the text or the reading around it changes.

An anchor is the exact words with what stands before and after them (the TextQuoteSelector of the W3C Web Annotation Data
Model, https://www.w3.org/TR/annotation-model/#text-quote-selector) and the position they had.
"""

from __future__ import annotations

from dataclasses import dataclass

CONTEXT = 32
"""Characters kept before and after the words."""
MAX_PLACES = 1000
"""Places of the same words that are weighed against each other."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The words `exact` that stood at `start`, between `prefix` and `suffix`."""

    exact: str
    prefix: str
    suffix: str
    start: int


def anchor_at(text: str, start: int, end: int) -> Anchor:
    """Return the anchor of `text[start:end]`."""
    return Anchor(text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT], start)


def find_anchor(text: str, anchor: Anchor) -> tuple[int, int] | None:
    """Return where the anchored words stand in `text` now: where the context fits best, then nearest to where they stood.

    None when the words are gone, or stand there with nothing of their context on either side.
    """
    if not anchor.exact:
        return None
    places: list[int] = []
    place = text.find(anchor.exact)
    while place >= 0 and len(places) < MAX_PLACES:
        places.append(place)
        place = text.find(anchor.exact, place + 1)
    if not places:
        return None
    best = max(places, key=lambda place: (_fit(text, anchor, place), -abs(place - anchor.start)))
    if not _fit(text, anchor, best) and (anchor.prefix or anchor.suffix):
        return None
    return best, best + len(anchor.exact)


def _fit(text: str, anchor: Anchor, place: int) -> int:
    """How many characters of the context are the same, counted outward from the words."""
    end = place + len(anchor.exact)
    before = text[max(0, place - CONTEXT) : place]
    return _shared(before[::-1], anchor.prefix[::-1]) + _shared(text[end : end + CONTEXT], anchor.suffix)


def _shared(a: str, b: str) -> int:
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count
