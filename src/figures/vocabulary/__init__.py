"""The words of each language, as data: one folder a language, one TOML file a step.

`load("en", "quantities")` returns the parsed file `vocabulary/en/quantities.toml`. Every entry of a file carries examples
(and counter-examples) which the tests run, so that a file and the step that reads it prove each other.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from figures.errors import FiguresError

_FOLDER = Path(__file__).parent


class UnknownLanguageError(FiguresError):
    """There is no vocabulary for the language asked for."""


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that have a vocabulary, sorted."""
    return tuple(sorted(path.name for path in _FOLDER.iterdir() if any(path.glob("*.toml"))))


@cache
def load(language: str, part: str) -> dict[str, Any]:
    """Return one part of a language's vocabulary.

    Raises `UnknownLanguageError` for a language without a folder, and `ValueError` naming the file for broken TOML.
    """
    path = _FOLDER / language / f"{part}.toml"
    if not path.is_file():
        raise UnknownLanguageError(
            f"no vocabulary {part!r} for language {language!r}; there are: {', '.join(languages())}"
        )
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{path}: {error}") from error
