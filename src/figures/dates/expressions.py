"""Expressions of time in a text: their words and numbers, not yet the days they stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from figures import vocabulary
from figures.sentences import lowered

_WORDS_BACK = 4  # no pattern has more words before its first trigger
_LEAD = 110  # characters before an expression in which its role is looked for
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?!\d|[.,]\d)(?:st|nd|rd|th)?"
_NUMERIC = {
    "day": _DAY,
    "last": _DAY,
    "any_day": r"(?:[12]\d|3[01]|0?[1-9])",
    "late_day": r"(?:1[3-9]|2\d|3[01])",
    "ordinal_day": r"(?:[12]\d|3[01]|[1-9])(?:st|nd|rd|th)",
    "month_number": r"(?:1[0-2]|0?[1-9])(?!\d)",
    "year": r"(?:1[89]|20)\d\d(?!\d|,\d)",
    "last_year": r"(?:1[89]|20)\d\d",
    "short_year": r"\d\d",
}
_NAMES = {"month": "months", "last_month": "months", "weekday": "weekdays", "number": "numbers", "unit": "units"}
_PROPER = {"month", "last_month", "weekday"}
_OPENING = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CLAUSE_END = re.compile(r"[.,;]")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


class Expression(NamedTuple):
    """An expression of time at `start:end`: its `kind` (the rule that resolves it), what its words say, what it is for.

    `fields` has whole numbers: year, month, day, last_month, last (day), weekday (Monday is 0), number, unit (in days).
    `role` is "since" where a count starts there, "until" where it ends there, "within" after other words that make a time
    of it, None without any.
    """

    start: int
    end: int
    kind: str
    role: str | None
    fields: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Pattern:
    regex: re.Pattern[str]
    kind: str
    constants: Mapping[str, int]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Grammar:
    """`openings` has the patterns that can start with a word, in the order of the vocabulary; "" stands for a number.

    `beginnings` are the first two letters of those words, by which most words of a text are told from them.
    """

    triggers: re.Pattern[str]
    openings: Mapping[str, tuple[_Pattern, ...]]
    beginnings: frozenset[str]
    words: Mapping[str, Mapping[str, int]]
    roles: Mapping[str, str]
    since: tuple[str, ...]
    between: frozenset[str]


def find_expressions(text: str, lower: str, language: str = "en") -> list[Expression]:
    """Return the expressions of time of `text` in order, without overlap. `lower` is `plain_lower(text)`."""
    grammar = _grammar(language)
    found: list[Expression] = []
    done = 0  # no word before this one can start an expression any more, so every word is tried once
    # After a space in front every trigger stands one later and has a character before it, where a set finds it fastest.
    for position in [trigger.start() for trigger in grammar.triggers.finditer(f" {lower}")]:
        if position >= done:
            expression = _expression_around(grammar, text, lower, position, done)
            done = expression.end if expression else position + 1
            if expression:
                found.append(expression)
    return found


@lru_cache(maxsize=1)  # the dates and the places of a document are read from the same
def plain_lower(text: str) -> str:
    """Return `text` in lower case with plain spaces, letter by letter, so that positions stay those of `text`."""
    return lowered(text).replace("\n", " ").replace("\xa0", " ")


def _expression_around(grammar: _Grammar, text: str, lower: str, position: int, floor: int) -> Expression | None:
    """Read the expression that covers the trigger at `position`, starting at the earliest word that fits."""
    for start in _starts(lower, position, floor):
        if lower[start : start + 1].isalpha() and lower[start : start + 2] not in grammar.beginnings:
            continue
        opening = _OPENING.match(lower, start)
        for pattern in grammar.openings.get(opening[0] if opening else "", ()):
            m = pattern.regex.match(lower, start)
            if m and m.end() > position:
                return _read(grammar, pattern, m, text)
    return None


def _starts(lower: str, position: int, floor: int) -> list[int]:
    """Return where the word at `position` and the few before it, down to `floor`, start; the earliest first."""
    starts = [position]
    at = position
    for _ in range(_WORDS_BACK):
        if at <= floor:
            break
        at = lower.rfind(" ", floor, at - 1) + 1
        if at or not floor:
            starts.append(at if lower[at].isalnum() else at + 1)
    return starts[::-1]


def _read(grammar: _Grammar, pattern: _Pattern, m: re.Match[str], text: str) -> Expression | None:
    fields = dict(pattern.constants)
    for name in pattern.names:
        word = m[name]
        if word is None:
            continue
        if name in _PROPER and not text[m.start(name)].isupper():
            return None
        value = grammar.words[name].get(word) if name in _NAMES else None
        fields["day" if name.endswith("_day") and name != "ordinal_day" else name] = (
            int(re.sub(r"\D", "", word)) if value is None else value
        )
    if pattern.kind == "day" and _is_in_a_name(text, m.start()):
        return None
    before = m.start(pattern.names[0]) if pattern.names else m.start()
    role = _role(grammar, m.string[max(0, before - _LEAD) : before])
    is_bare = before == m.start() and fields.keys() in ({"month"}, {"year"})
    if role is None and pattern.kind == "date" and is_bare:
        return None  # "may", "march" or a number like a year: no date without a word that makes it one
    return Expression(m.start(), m.end(), pattern.kind, role, fields)


def _role(grammar: _Grammar, before: str) -> str | None:
    """Say what the words before an expression make of it: the last word of a role, or "since" anywhere in its clause."""
    role = None
    for word in reversed(before.replace("-", " ").split()):
        named = grammar.roles.get(word)
        if named and named != "within":
            return named
        if not named and word not in grammar.between:
            break
        role = named or role
    clause = _CLAUSE_END.split(before)[-1]
    return "since" if any(f"{word} " in clause for word in grammar.since) else role


def _is_in_a_name(text: str, start: int) -> bool:
    """Say whether a word with a capital in the middle of a sentence is part of a name ("Aleppo Today")."""
    return text[start].isupper() and text[start + 1].islower() and text[max(0, start - 2) : max(0, start - 1)].isalnum()


@lru_cache
def _grammar(language: str) -> _Grammar:
    data = vocabulary.load(language, "dates")
    words = {
        name: {form: int(value) for value, forms in data["words"][table].items() for form in forms}
        for name, table in _NAMES.items()
    }
    openings: dict[str, list[_Pattern]] = {}
    for entry in data["expressions"]:
        constants = {name: entry[name] for name in ("days", "back", "year", "month", "day") if name in entry}
        for source in entry["patterns"]:
            names = tuple(name for name in _PLACEHOLDER.findall(source) if name != "to")
            regex = _compiled(source, words, data["patterns"]["to"])
            for word in _opening_words(source, words):
                openings.setdefault(word, []).append(_Pattern(regex, entry["kind"], constants, names))
    return _Grammar(
        triggers=re.compile(_triggers(data, words)),
        openings={word: tuple(patterns) for word, patterns in openings.items()},
        beginnings=frozenset(f"{word} "[:2] for word in openings),
        words=words,
        roles={word: role for role in ("within", "future", "until", "since") for word in data["roles"][role]},
        since=tuple(data["roles"]["since"]),
        between=frozenset(data["roles"]["between"]),
    )


def _compiled(source: str, words: Mapping[str, Mapping[str, int]], to: str) -> re.Pattern[str]:
    def group(m: re.Match[str]) -> str:
        name = m[1]
        if name == "to":
            return to
        body = _NUMERIC.get(name) or _alternatives(words[name])
        if name == "number":
            body = rf"\d{{1,3}}|{body}"
        return f"(?P<{name}>{body})" + (r"\b\.?" if name in _PROPER else "")

    return re.compile(_PLACEHOLDER.sub(group, source).replace(" ", " {1,3}") + r"(?![^\W\d_])")


def _opening_words(source: str, words: Mapping[str, Mapping[str, int]]) -> set[str]:
    """Return the words an expression of the pattern can start with, "" for a number."""
    placeholder = _PLACEHOLDER.match(source)
    if not placeholder:
        word = _OPENING.match(source)
        return {word[0] if word else ""}
    return {word.split()[0] for word in words.get(placeholder[1], ())} | (
        {""} if placeholder[1] not in _PROPER else set()
    )


def _alternatives(words: Mapping[str, int] | list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)).replace("\\ ", " ")


def _triggers(data: Mapping[str, Any], words: Mapping[str, Mapping[str, int]]) -> str:
    plain = {*words["month"], *words["weekday"], *words["unit"], *data["patterns"]["triggers"]}
    return rf"\W(?:{_branches(plain)}|\d{{1,2}}(?:st|nd|rd|th)|\d{{4}}s?|\d\d?\.\d\d\.\d\d)\b"


def _branches(words: set[str]) -> str:
    """Return a pattern for any of `words` that reads every letter once: a plain alternation takes twice the time."""
    tails: dict[str, set[str]] = {}
    for word in sorted(words - {""}):
        tails.setdefault(word[0], set()).add(word[1:])
    body = "|".join(re.escape(letter) + (_branches(rest) if rest != {""} else "") for letter, rest in tails.items())
    return f"(?:{body})" + ("?" if "" in words else "")
