"""Number expressions of a text, each as a closed interval with its bound.

`lexicon` holds a language's words, `numbers` reads one bare number, `bounds` its modifiers and ranges.
"""

from __future__ import annotations

from figures.quantities.bounds import Quantity, read_quantity
from figures.quantities.lexicon import lexicon as _lexicon
from figures.quantities.numbers import read_number

__all__ = ["Quantity", "find_quantities"]


def find_quantities(text: str, language: str = "en") -> list[Quantity]:
    """Return every number expression of `text` in order, without overlap."""
    lexicon = _lexicon(language)
    quantities: list[Quantity] = []
    end = 0
    while match := lexicon.first.search(text, end):
        number = read_number(text, match.start(), lexicon)
        if number is None:
            end = match.end()
            continue
        floor = quantities[-1].end if quantities else 0
        quantities.append(read_quantity(text, floor, number, lexicon))
        end = quantities[-1].end
    return quantities
