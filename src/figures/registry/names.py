"""One form for the many spellings of a name: case, accents, points, apostrophes, articles, titles and roles do not matter.

The words that may stand around a name are data: vocabulary/en/names.toml.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from figures import vocabulary

_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "–": "-", "‑": "-", ".": None, '"': None, "“": None, "”": None})
_MARKS = " ,;:()[]'"


@dataclass(frozen=True, slots=True)
class Around:
    """The words that may stand around a name, in lower case."""

    articles: frozenset[str]
    joiners: frozenset[str]
    titles: frozenset[str]
    roles: frozenset[str]
    place_words: frozenset[str]


@cache
def around_names(language: str = "en") -> Around:
    """Return the words of a language that may stand around a name."""
    words = vocabulary.load(language, "names")
    return Around(**{field: frozenset(words[field]) for field in Around.__slots__})


def name_key(name: str, language: str = "en") -> str:
    """Return the form under which a name is looked up, "" for a name without letters.

    >>> name_key("The  Kremlin’s")
    'kremlin'
    """
    plain = name
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = plain.translate(_PLAIN).casefold()  # last: the plain form of "ᴬ" is a capital, that of "․" a point
    words = [word for word in map(_plain_word, plain.split()) if word]
    while len(words) > 1 and words[0] in around_names(language).articles:
        del words[0]
    return " ".join(words)


def _plain_word(word: str) -> str:
    return word.strip(_MARKS).removesuffix("'s").strip(_MARKS).replace("'", "")


def cores(key: str, language: str = "en") -> Iterator[tuple[str, str]]:
    """Yield the parts of a key that may be the name of a source, longest first, each with the words before it.

    Only words for a role may follow the part; what precedes it is the caller's to judge.
    """
    words = key.split()
    roles = around_names(language).roles
    for first in range(len(words)):
        last = len(words)
        while last > first:
            yield " ".join(words[first:last]), " ".join(words[:first])
            last -= 1
            if words[last] not in roles:
                break


def place_core(key: str, language: str = "en") -> str:
    """Return the key of a place without the words for kinds of places and directions around it.

    >>> place_core("city of bakhmut")
    'bakhmut'
    """
    extra = around_names(language).place_words
    words = key.split()
    while len(words) > 1 and words[0] in extra:
        del words[0]
    while len(words) > 1 and words[-1] in extra:
        del words[-1]
    return " ".join(words)
