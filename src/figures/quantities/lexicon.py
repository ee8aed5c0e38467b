"""The number words and phrases of one language: `vocabulary/<language>/quantities.toml`, made ready for the parser."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from figures import vocabulary

_VALUED = ("cardinals", "scales", "plurals", "collectives", "vague", "vague_collectives", "fractions", "suffixes")


@dataclass(frozen=True, slots=True)
class Word:
    """A word that takes part in a number; `kind` is the group of the vocabulary it stands in."""

    kind: str
    value: int


@dataclass(frozen=True, slots=True)
class Frame:
    """What may join the first number of a range to the second, and the words before which forbid to read a range."""

    connector: re.Pattern[str]
    not_after: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything the number grammar knows of a language. Phrases are lower case with single spaces."""

    first: re.Pattern[str]
    words: Mapping[str, Word]
    suffixes: Mapping[str, int]
    article: re.Pattern[str]
    conjunction: re.Pattern[str]
    of: re.Pattern[str]
    date: re.Pattern[str]
    zero_words: frozenset[str]
    not_zero: re.Pattern[str]
    pronouns: frozenset[str]
    pronoun_after: re.Pattern[str]
    before: Mapping[str, str]
    modifier: re.Pattern[str]
    after: re.Pattern[str]
    after_bounds: Mapping[str, str]
    intensifiers: frozenset[str]
    intensified: frozenset[str]
    openers: Mapping[str, Frame]
    plain: Frame
    closed: Frame
    bound_connector: re.Pattern[str]
    longest: int


@cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language. Raises `figures.vocabulary.UnknownLanguageError` where there is none."""
    data = vocabulary.load(language, "quantities")
    words = {
        word: Word(kind, int(value))
        for kind in _VALUED
        for value, forms in data[kind]["words"].items()
        for word in forms
    }
    suffixes = {word: entry.value for word, entry in words.items() if entry.kind == "suffixes"}
    words = {word: entry for word, entry in words.items() if entry.kind != "suffixes"}
    zero, pronouns, function = data["zero"], data["pronouns"], data["function_words"]
    modifiers: dict[str, dict[str, Any]] = data["modifiers"]
    before = {phrase: bound for bound, group in modifiers.items() for phrase in group["before"]}
    after = {phrase: bound for bound, group in modifiers.items() for phrase in group["after"]}
    frames = data["ranges"]["frames"]
    openers = {
        opener: _frame(frame["connectors"], frame["not_after"]) for frame in frames for opener in frame["openers"]
    }
    return Lexicon(
        first=re.compile(rf"[0-9]+|\b{_trie([*words, *zero['words']])}\b"),
        words=words,
        suffixes=suffixes,
        article=_ending(function["articles"]),
        conjunction=_joint(function["and"]),
        of=_joint(function["of"]),
        date=_ending(function["dates"]),
        zero_words=frozenset(zero["words"]),
        not_zero=re.compile(rf"\s{{1,3}}(?:{_any(zero['not_before'])})\b|(?!\s{{1,3}}[^\W\d_])", re.IGNORECASE),
        pronouns=frozenset(pronouns["words"]),
        pronoun_after=_ending(pronouns["after"]),
        before=before,
        modifier=re.compile(rf"(?:{_any(before)})(?!\w)", re.IGNORECASE),
        after=re.compile(rf"\s{{0,3}},?\s{{0,3}}({_any(after)})(?!\w)", re.IGNORECASE),
        after_bounds=after,
        intensifiers=frozenset(data["intensifiers"]["words"]),
        intensified=frozenset(data["intensifiers"]["of"]),
        openers=openers,
        plain=_frame(data["ranges"]["connectors"], []),
        closed=Frame(re.compile(r"(?!)"), None),
        bound_connector=_joint(data["ranges"]["bound_connectors"]),
        longest=max(phrase.count(" ") + 1 for phrase in [*before, *openers]),
    )


def _frame(connectors: list[str], not_after: list[str]) -> Frame:
    forbidden = re.compile(rf"\b(?:{_any(not_after)})\b[^.;!?\n]*\Z", re.IGNORECASE) if not_after else None
    return Frame(_joint(connectors), forbidden)


def _any(phrases: Iterable[str]) -> str:
    """Return an alternation of phrases, longest first, whose spaces match short white space (or none beside a sign)."""
    return "|".join(_phrase(phrase) for phrase in sorted(phrases, key=len, reverse=True))


def _phrase(phrase: str) -> str:
    pattern = r"\s{1,4}".join(re.escape(part) for part in phrase.split(" "))
    return re.sub(r"(?<=[^\w\s}])\\s\{1,4\}|\\s\{1,4\}(?=\\?[^\w\s\\])", r"\\s{0,2}", pattern)


def _joint(phrases: Iterable[str]) -> re.Pattern[str]:
    """Match one of the phrases between two parts of a number: words need white space around them, signs do not."""
    words = [phrase for phrase in phrases if phrase[-1].isalpha()]
    signs = [phrase for phrase in phrases if not phrase[-1].isalpha()]
    options = []
    if words:
        options.append(rf"\s{{0,3}}(?<!\w)(?:{_any(words)})(?:\s{{1,4}}|-)")
    if signs:
        options.append(rf"\s{{0,3}}(?:{_any(signs)})\s{{0,3}}")
    return re.compile("|".join(options), re.IGNORECASE)


def _ending(words: Iterable[str]) -> re.Pattern[str]:
    """Match one of the words, and the white space or point after it, at the end of the searched region."""
    return re.compile(rf"\b(?:{_any(words)})\.?[\s-]{{1,3}}\Z", re.IGNORECASE)


def _trie(words: Iterable[str]) -> str:
    """Return a pattern for any of the words in either case that looks at each character once: it scans every text."""
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return _branch(tree)


def _branch(node: dict[str, Any]) -> str:
    options = [f"[{c}{c.upper()}]{_branch(child)}" for c, child in sorted(node.items()) if c]
    if not options:
        return ""
    return f"(?:{'|'.join(options)}){'?' if '' in node else ''}"
