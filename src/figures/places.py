"""Where the figure is about: the most specific place named for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from figures.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Location:
    """A place name in the text: `text` is `document.text[start:end]`; `name` its name in data/places.csv, if it is there."""

    start: int
    end: int
    text: str
    name: str | None
    conflict: str | None = None


def find_place(text: str, sentences: Sequence[Sentence], start: int, end: int, language: str = "en") -> Location | None:
    """Return the place that the figure at `start:end` is about, or None."""
    raise NotImplementedError
