"""Number expressions of a text, each as a closed interval with its bound.

`lexicon` holds a language's words; `numerals` reads digits, `numbers` any bare number, `bounds` its modifiers and ranges.
"""

from __future__ import annotations

from figures.quantities.bounds import Quantity, read_quantity
from figures.quantities.lexicon import load_lexicon
from figures.quantities.numbers import read_number
from figures.quantities.phrases import Passage

__all__ = ["Quantity", "find_quantities"]

_LONGEST = 60  # characters; a longer row of digits and signs is a table or an identifier, not a count


def find_quantities(text: str, language: str = "en") -> list[Quantity]:
    """Return every number expression of `text` in order, without overlap."""
    lexicon = load_lexicon(language)
    passage = Passage(text)
    quantities: list[Quantity] = []
    end = 0
    while match := lexicon.start.search(passage.forward, end):
        too_long = match.end() - match.start() > _LONGEST
        number = None if too_long else read_number(passage, match.start(), lexicon)
        if number is None:
            end = match.end()
            continue
        floor = quantities[-1].end if quantities else 0
        quantities.append(read_quantity(passage, floor, number, lexicon))
        end = quantities[-1].end
    return quantities
