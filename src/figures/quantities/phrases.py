"""Phrases of a vocabulary as patterns, and the text they are matched against from a position forwards or backwards."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from figures.sentences import lowered

LETTER = r"[^\W\d_]"
# Between words a line may break, but no paragraph ends; a sign is on the line of its number.
_GAP = r"(?:[^\S\n]{1,3}(?:\n[^\S\n]{0,3})?|\n[^\S\n]{0,3})"
_SIGN_GAP = r"[^\S\n]{0,3}"


class Passage:
    """A text, the same in lower case (`forward`), and that from its end to its beginning (`backward`).

    `spaced` is `forward` after a space: every word of it stands after some character, where a set finds it fastest.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        lower = lowered(text)
        self.forward = lower
        self.backward = lower[::-1]
        self.spaced = f" {lower}"

    def before(self, pattern: re.Pattern[str], end: int, floor: int = 0) -> re.Match[str] | None:
        """Match a pattern made by `backwards` right before `end`, not reaching before `floor`."""
        size = len(self.text)
        return pattern.match(self.backward, size - end, size - floor)

    def start(self, match: re.Match[str]) -> int:
        """Return where in the text a match of `before` begins."""
        return len(self.text) - match.end()


def any_of(phrases: Iterable[str], *, reverse: bool = False) -> str:
    """Return a pattern for the longest of some phrases, in which a space stands for short white space.

    It is a tree of characters, so that a place where no phrase begins costs a look or two however many phrases there are.
    """
    tree: dict[str, Any] = {}
    for phrase in phrases:
        keys = _keys(phrase)
        node = tree
        for key in reversed(keys) if reverse else keys:
            node = node.setdefault(key, {})
        node[""] = {}
    return _branch(tree)


def joint(phrases: Iterable[str]) -> re.Pattern[str]:
    """Match one of the phrases between two parts of a number: white space or a hyphen is around words, optional at signs."""
    phrases = list(phrases)
    options = []
    for word_first in (True, False):
        for word_last in (True, False):
            chosen = [p for p in phrases if p[0].isalpha() == word_first and p[-1].isalpha() == word_last]
            if chosen:
                options.append(_space(word_first) + any_of(chosen) + _space(word_last))
    return re.compile("|".join(options))


def backwards(phrases: Iterable[str]) -> re.Pattern[str]:
    """Match one of the phrases (reversed, as group 1) from its end, with the space after it; see `Passage.before`."""
    gap = rf"(?:(?:{_GAP}|-)(?={LETTER})|{_SIGN_GAP}(?![\w\s]))"
    whole = rf"(?:(?<={LETTER})(?!{LETTER})|(?<!{LETTER})(?![<>=]))"  # no piece of a word, nor of a sign like "<>"
    return re.compile(rf"{gap}({any_of(phrases, reverse=True)}){whole}")


def normalize(said: str) -> str:
    """Return a matched phrase as the vocabulary writes it: with single spaces between words and signs."""
    return " ".join(re.findall(rf"{LETTER}+(?:['’]{LETTER}+)*|[<>=]+|[^\s\w]", said))


def _space(beside_word: bool) -> str:
    return rf"(?:{_GAP}|-)" if beside_word else _SIGN_GAP


def _keys(phrase: str) -> list[str]:
    """Return the characters of a phrase as patterns; a space beside a sign is optional."""
    keys = [re.escape(character) for character in phrase]
    for i, character in enumerate(phrase):
        if character == " ":
            between_words = phrase[i - 1].isalpha() and phrase[i + 1].isalpha()
            keys[i] = r"\s{1,4}" if between_words else r"\s{0,3}"
    return keys


def _branch(node: dict[str, Any]) -> str:
    options = [key + _branch(child) for key, child in sorted(node.items()) if key]
    if not options:
        return ""
    return f"(?:{'|'.join(options)}){'?' if '' in node else ''}"
