"""The number words and phrases of one language: `vocabulary/<language>/quantities.toml`, made ready for the parser."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from figures import vocabulary
from figures.quantities.phrases import LETTER, Passage, any_of, backwards, joint

_STARTING = ("cardinals", "scales", "plurals", "collectives", "vague", "vague_collectives", "fractions")
_FOLLOWING = ("parts", "ordinals")
_WORD = re.compile(rf"{LETTER}+")
_WORD_AFTER = re.compile(rf"\s({LETTER}+)")


@dataclass(frozen=True, slots=True)
class Word:
    """A word that takes part in a number; `kind` is the group of the vocabulary it stands in."""

    kind: str
    value: int


@dataclass(frozen=True, slots=True)
class Frame:
    """What joins the first number of a range to the second, and the words before it that make it a change instead."""

    connector: re.Pattern[str]
    change: re.Pattern[str] | None = None

    def is_change(self, passage: Passage, floor: int, start: int) -> bool:
        """Say whether the frame that begins at `start` tells of a change: "rose from 200 to 300"."""
        return bool(self.change and self.change.search(passage.forward, max(floor, start - 60), start))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the number grammar knows of a language. Patterns match a `Passage`; those marked (b) its `backward`."""

    first_word: re.Pattern[str]  # of a number, after the character before it
    words: Mapping[str, Word]
    joining: frozenset[str]  # words that may go on with a number
    suffixes: Mapping[str, int]
    article: re.Pattern[str]
    article_before: re.Pattern[str]  # (b)
    link: re.Pattern[str]  # "of", an article or both, before a scale
    conjunction: re.Pattern[str]
    minus_before: re.Pattern[str]  # (b)
    point: re.Pattern[str]
    division: re.Pattern[str]
    date_before: re.Pattern[str]  # (b)
    year_before: re.Pattern[str]  # (b)
    zero_words: frozenset[str]
    not_zero: re.Pattern[str]  # what follows a word for zero that is none
    pronouns: frozenset[str]
    pronoun_before: re.Pattern[str]  # (b)
    bounds_before: Mapping[str, str]
    openers: Mapping[str, Frame]
    phrasal_verbs: frozenset[str]  # that end like a modifier
    before: re.Pattern[str]  # (b) modifiers, openers and those verbs
    modifier: re.Pattern[str]  # the modifiers again, forward
    bounds_after: Mapping[str, str]
    after: re.Pattern[str]  # modifiers after a number
    intensifier: re.Pattern[str]  # (b)
    intensified: frozenset[str]
    unframed: Frame  # what may join two numbers without an opener
    bound_connector: re.Pattern[str]

    def find_word(self, passage: Passage, start: int, end: int) -> tuple[int, int] | None:
        """Return where the first word that may begin a number stands, if it begins at `start` or later and before `end`."""
        stop = end + 2  # all is one later in `spaced`, and the end of a word shows only by what follows it
        word = self.first_word.search(passage.spaced, start, stop)
        return (word.start(), word.end() - 1) if word else None

    def ends(self, passage: Passage, position: int) -> bool:
        """Say whether a number plainly ends at `position`: a word follows that takes no part in numbers."""
        word = _WORD_AFTER.match(passage.forward, position)
        return word is not None and word[1] not in self.joining


@cache
def load_lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language. Raises `figures.vocabulary.UnknownLanguageError` where there is none."""
    data = vocabulary.load(language, "quantities")
    starting, following = _words(data, _STARTING), _words(data, _FOLLOWING)
    zero, pronouns, function = data["zero"], data["pronouns"], data["function_words"]
    modifiers: dict[str, dict[str, Any]] = data["modifiers"]
    before = {phrase: bound for bound, group in modifiers.items() for phrase in group["before"]}
    after = {phrase: bound for bound, group in modifiers.items() for phrase in group["after"]}
    ranges, verbs = data["ranges"], data["phrasal_verbs"]["words"]
    openers = {opener: _frame(frame) for frame in ranges["frames"] for opener in frame["openers"]}
    of, article = any_of(function["of"]), any_of(function["articles"])
    connectors = [c for frame in (ranges, *ranges["frames"]) for c in frame["connectors"]] + ranges["bound_connectors"]
    joints = [*function["and"], *function["point"], *function["division"], *connectors, *after]
    return Lexicon(
        first_word=re.compile(rf"\W{any_of([*starting, *zero['words']])}\b"),
        words=starting | following,
        joining=frozenset([*starting, *following, *(word[0] for joint in joints if (word := _WORD.match(joint)))]),
        suffixes={word: entry.value for word, entry in _words(data, ["suffixes"]).items()},
        article=re.compile(rf"{article}[\s-]{{1,3}}"),
        article_before=backwards(function["articles"]),
        link=re.compile(rf"(?:\s{{1,3}}{of})?(?:[\s-]{{1,3}}{article})?(?=[\s-])"),
        conjunction=joint(function["and"]),
        minus_before=backwards(function["minus"]),
        point=joint(function["point"]),
        division=joint(function["division"]),
        date_before=backwards(function["dates"]),
        year_before=backwards(function["years"]),
        zero_words=frozenset(zero["words"]),
        not_zero=re.compile(rf"\s{{1,3}}{any_of(zero['not_before'])}(?!{LETTER})|(?!\s{{1,3}}{LETTER})"),
        pronouns=frozenset(pronouns["words"]),
        pronoun_before=backwards(pronouns["after"]),
        bounds_before=before,
        openers=openers,
        phrasal_verbs=frozenset(verbs),
        before=backwards([*before, *openers, *verbs]),
        modifier=re.compile(rf"({any_of(before)})(?!\w)\s{{0,4}}"),
        bounds_after=after,
        after=re.compile(rf"\s{{0,3}},?\s{{0,3}}({any_of(after)})(?!\w)\s{{0,3}}"),
        intensifier=backwards(data["intensifiers"]["words"]),
        intensified=frozenset(data["intensifiers"]["of"]),
        unframed=Frame(joint(ranges["connectors"])),
        bound_connector=joint(ranges["bound_connectors"]),
    )


def _words(data: dict[str, Any], kinds: tuple[str, ...] | list[str]) -> dict[str, Word]:
    return {w: Word(kind, int(value)) for kind in kinds for value, words in data[kind]["words"].items() for w in words}


def _frame(frame: dict[str, Any]) -> Frame:
    words = frame["not_after"]
    change = re.compile(rf"(?<!{LETTER}){any_of(words)}(?!{LETTER})[^.;!?\n]*\Z") if words else None
    return Frame(joint(frame["connectors"]), change)
