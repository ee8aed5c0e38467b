"""Number expressions of a text, each as a closed interval with its bound.

`lexicon` holds a language's words; `numerals` reads digits, `numbers` any bare number, `bounds` its modifiers and ranges.
"""

from __future__ import annotations

from figures.quantities.bounds import Quantity, read_quantity
from figures.quantities.lexicon import load_lexicon
from figures.quantities.numbers import read_number
from figures.quantities.numerals import find_digits
from figures.quantities.phrases import Passage

__all__ = ["Quantity", "find_quantities"]

_LONGEST = 60  # characters; a longer row of digits and signs is a table or an identifier, not a count


def find_quantities(text: str, language: str = "en") -> list[Quantity]:
    """Return every number expression of `text` in order, without overlap."""
    lexicon = load_lexicon(language)
    passage = Passage(text)
    quantities: list[Quantity] = []
    end, floor = 0, 0
    digits = find_digits(passage, 0)
    while span := lexicon.find_word(passage, end, digits[0] if digits else len(text)) or digits:
        start, end = span
        if end - start <= _LONGEST and (number := read_number(passage, start, lexicon)):
            quantities.append(read_quantity(passage, floor, number, lexicon))
            end = floor = quantities[-1].end
        if digits and digits[0] < end:
            digits = find_digits(passage, end)
    return quantities
