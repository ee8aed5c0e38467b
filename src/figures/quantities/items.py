"""The items a number is put together from: a number word, or digits with their separators."""

from __future__ import annotations

import re
from typing import NamedTuple

from figures.quantities.lexicon import Lexicon
from figures.quantities.numerals import read_numeral
from figures.quantities.phrases import LETTER, Passage

_WORD = re.compile(rf"{LETTER}+")
_JOINT = re.compile(r"[^\S\n]{0,3}(?:[-‐‑][^\S\n]{0,3}|\n[^\S\n]{0,3})?")


class Item(NamedTuple):
    """A word or numeral; `kind` is the group of the vocabulary, or "digits"; `unit` what its letter multiplied it by."""

    kind: str
    value: float
    start: int
    end: int
    unit: int = 1

    @property
    def room(self) -> float:
        """What a word must be less than to be added to this cardinal: ten after "twenty", 0 after "twelve"."""
        if self.kind == "digits" or self.value < 20:
            return 0
        return 100 if self.value >= 100 else 10


def read_item(passage: Passage, position: int, lexicon: Lexicon) -> Item | None:
    """Return the item that begins at `position`, or None."""
    word = _WORD.match(passage.forward, position)
    if word and (entry := lexicon.words.get(word.group())):
        return Item(entry.kind, entry.value, position, word.end())
    numeral = read_numeral(passage, position, lexicon)
    return Item("digits", numeral.value, position, numeral.end, numeral.unit) if numeral else None


def read_next(passage: Passage, end: int, lexicon: Lexicon) -> Item | None:
    """Return the item after a space or hyphen; digits only after a space."""
    joint = _JOINT.match(passage.forward, end)
    position = joint.end() if joint else end
    item = read_item(passage, position, lexicon)
    return None if item and item.kind == "digits" and not passage.forward[position - 1].isspace() else item


def read_scale(passage: Passage, end: int, lexicon: Lexicon) -> Item | None:
    """Return the scale at `end`, after "of" or an article if there are such ("half | of a | million")."""
    link = lexicon.link.match(passage.forward, end)
    item = read_next(passage, link.end() if link else end, lexicon)
    return item if item and item.kind in {"scales", "plurals"} else None
